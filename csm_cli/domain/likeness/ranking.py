"""How well a hit matches, as a sum that is shown with its parts.

    an error string that both have      5
    a link from one to the other        5
    each word that both have            1, a word of code 2; in the title half as much again;
                                        8 for all of them at most
    the owner's label, or the area      2
    the same customer                   1
    changed in the last 30 days         1, in the last half year 0.5

Only the first three say that it is the same problem: without a phrase, a link, a word of code or
two words, or one word in a title, it is no match; and a title counts only in the same area, or,
where titles are all that is known, for one of the three best words.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.likeness.hits import TITLES, Hit, Match, Reason, Wanted
from csm_cli.domain.likeness.wording import folded, is_code, is_status, tokens

PHRASE, LINK, AREA, CUSTOMER = 5.0, 5.0, 2.0, 1.0
_WORD, _CODE, _IN_TITLE, _MOST_BY_WORDS = 1.0, 2.0, 1.5, 8.0
_NEW_DAYS, _RECENT_DAYS = 30, 180
_ENOUGH_WORDS = 2
_BEST_WORDS = 3


class Here(NamedTuple):
    """What hits are compared with: what was wanted, and the ticket, if it is one.

    `mentions` are the keys that the ticket links to, `organization` is the desk's number of its
    customer.
    """

    wanted: Wanted
    key: str | None
    mentions: frozenset[str]
    organization: int | None
    now: datetime


def match(hit: Hit, here: Here) -> Match | None:
    """The hit with its score and the reasons for it; null if it is about something else."""
    told = tuple(_same_problem(hit, here))
    if not told:
        return None
    reasons = (*told, *_nearby(hit, here))
    return Match(hit, round(sum(each.points for each in reasons), 2), reasons)


def ranked(matches: Sequence[Match]) -> list[Match]:
    """The best first; among equals the newer, then by key, so that two runs agree."""
    return sorted(matches, key=lambda one: (-one.score, -_second(one.hit), one.hit.key))


def _same_problem(hit: Hit, here: Here) -> Iterator[Reason]:
    wording = here.wanted.wording
    whole = _plain(f"{hit.title}\n{hit.text}")
    phrases = [each for each in wording.phrases if _plain(each) in whole]
    linked = hit.key in here.mentions or (here.key is not None and here.key in hit.mentions)
    words = _shared(hit, here)
    for phrase in phrases:
        yield Reason("error_string", f'the same error: "{phrase}"', PHRASE)
    if linked:
        yield Reason("link", "one links to the other", LINK)
    if words and (phrases or linked or _enough(hit, here, words)):
        points = sum(_worth(word, hit) for word in words)
        yield Reason("words", f"shares {', '.join(words)}", round(min(points, _MOST_BY_WORDS), 2))


def _nearby(hit: Hit, here: Here) -> Iterator[Reason]:
    if label := _same_area(hit, here):
        yield Reason("area", f"the same area: {label}", AREA)
    if hit.organization is not None and hit.organization == here.organization:
        yield Reason("customer", "the same customer", CUSTOMER)
    days = None if hit.at is None else (here.now - hit.at).days
    if days is not None and days <= _RECENT_DAYS:
        new = days <= _NEW_DAYS
        text = f"changed in the last {_NEW_DAYS if new else _RECENT_DAYS} days"
        yield Reason("recent", text, 1.0 if new else 0.5)


def _shared(hit: Hit, here: Here) -> list[str]:
    found = {folded(each) for each in tokens(f"{hit.title}\n{hit.text}")}
    return [word for word in here.wanted.wording.words if folded(word) in found]


def _enough(hit: Hit, here: Here, words: Sequence[str]) -> bool:
    wanted = here.wanted.wording.words
    if len(words) >= min(_ENOUGH_WORDS, len(wanted)) or any(is_code(word) for word in words):
        return True
    if not _titled(words[0], hit):
        return False
    return _same_area(hit, here) is not None or (
        hit.source in TITLES and words[0] in wanted[:_BEST_WORDS]
    )


def _worth(word: str, hit: Hit) -> float:
    worth = _CODE if is_code(word) or is_status(word) else _WORD
    return worth * (_IN_TITLE if _titled(word, hit) else 1)


def _titled(word: str, hit: Hit) -> bool:
    return folded(word) in {folded(each) for each in tokens(hit.title)}


def _same_area(hit: Hit, here: Here) -> str | None:
    """The label or area that both have, by its name."""
    labels = {label.casefold(): label for label in hit.labels}
    for label in here.wanted.labels:
        if label.casefold() in labels:
            return labels[label.casefold()]
    if hit.area is None:
        return None
    area = {folded(each) for each in tokens(hit.area.replace("_", " ").replace("-", " "))}
    return hit.area if area and area <= here.wanted.area_words else None


def _plain(text: str) -> str:
    return f" {' '.join(folded(each) for each in tokens(text))} "


def _second(hit: Hit) -> float:
    return hit.at.timestamp() if hit.at else 0.0
