"""The troubleshooting tips that are about the same words; read and searched on this machine."""

from collections.abc import Sequence

from csm_cli.domain.likeness.hits import TIPS, Hit, Wanted
from csm_cli.domain.likeness.wording import folded, tokens
from csm_cli.domain.tips import GENERAL, Tips

_PAGE = "/handbook/support/troubleshooting-tips"


def tips_like(book: Sequence[Tips], wanted: Wanted, site: str) -> tuple[Hit, ...]:
    """Of each area's tips the line that shares the most words; `site` is the website's address."""
    words = {folded(each) for each in wanted.wording.words}
    words |= {folded(each) for phrase in wanted.wording.phrases for each in tokens(phrase)}
    found = (_hit(entry, words, site) for entry in book if entry.area != GENERAL)
    return tuple(hit for hit in found if hit)


def _hit(entry: Tips, words: set[str], site: str) -> Hit | None:
    lines = (*entry.steps, *entry.look_up)
    best = max(lines, key=lambda line: _shared(line, words), default="")
    if not _shared(best, words):
        return None
    path = entry.docs[0].path if entry.docs else _PAGE
    title = f"{entry.title or entry.area}: {best}"
    return Hit(TIPS, f"tips:{entry.area}", title, f"{site}{path}", area=entry.area)


def _shared(line: str, words: set[str]) -> int:
    return len(words & {folded(each) for each in tokens(line)})
