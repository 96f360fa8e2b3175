"""The grammar of one row of the table, as the website's own build reads it, and stricter.

An owner's cell is links to teams, one directly after the other, a bare slug where the page knows
no more of a team, then words. Whatever else looks like a team there means that the table is
written otherwise now: it must not be taken for words, because the owner would be lost silently.
After the parser of the website's repository (`machineReadable.ts`).
"""

import re
from collections.abc import Sequence

from csm_cli.adapters.ownership_rows import LABEL, NAME, TEXT
from csm_cli.domain.names import key
from csm_cli.domain.published import PublishedOwner, PublishedRow

HEADER = ("Feature", "Owner", "Label")

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_TEAM = re.compile(
    rf"\[([^\[\]]{{1,100}})\]\((?:https://posthog\.com)?/teams/({_SLUG})(?:\.md)?/?\)"
)
_BARE = re.compile(rf"{_SLUG}(?=\s|\Z)")
_LABEL = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{1,500}\)|([^\s,\[\]]{1,200})")
_BETWEEN = re.compile(r"[\s,]*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark: a backslash before punctuation
_LOOKS_LIKE_A_TEAM = re.compile(r"/teams/|\]\[|\[[^\]]*\bteam\b[^\]]*\]", re.IGNORECASE)


class Changed(Exception):  # noqa: N818 - carries a sentence to whoever asked for the table
    """The table is not as it is known; `line` is where, from 1, or 0 for the whole of it."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.text = f"line {line}: {text}" if line else text


def row(cells: Sequence[str], line: int) -> PublishedRow:
    """One row out of its cells, which may hold links as Markdown writes them.

    Raises:
        Changed: it does not follow the grammar.
    """
    if len(cells) != len(HEADER):
        raise Changed(f"a row has {len(cells)} cells, not {len(HEADER)}", line)
    feature, owner, label = cells
    owners, notes = _owners(owner, line)
    return checked(PublishedRow(_plain(feature), owners, _labels(label, line), notes, line))


def checked(found: PublishedRow) -> PublishedRow:
    """The row, if all of it can stand in an ownership file.

    Raises:
        Changed: it cannot.
    """
    names = [found.feature, *(owner.name for owner in found.owners if owner.name is not None)]
    for name in names:
        if not NAME.pattern.fullmatch(name) or "](" in name or "<" in name or not key(name):
            raise Changed(f"{name[:60]!r} is not {NAME.meaning}", found.line)
    for label in found.labels or ():
        if not LABEL.pattern.fullmatch(label):
            raise Changed(f"{label[:60]!r} is not {LABEL.meaning}", found.line)
    if found.notes is not None and not TEXT.pattern.fullmatch(found.notes):
        raise Changed(f"the note is not {TEXT.meaning}", found.line)
    slugs = [owner.slug for owner in found.owners]
    if len(set(slugs)) < len(slugs):
        raise Changed("a team owns this feature twice", found.line)
    return found


def whole(rows: Sequence[PublishedRow]) -> tuple[PublishedRow, ...]:
    """All rows, if there are any and each describes another feature.

    Raises:
        Changed: they do not make a table.
    """
    if not rows:
        raise Changed("the table has no rows")
    first: dict[str, int] = {}
    for each in rows:
        if key(each.feature) in first:
            said = f"{each.feature} stands in it twice, first in line {first[key(each.feature)]}"
            raise Changed(said, each.line)
        first[key(each.feature)] = each.line
    return tuple(rows)


def _owners(cell: str, line: int) -> tuple[tuple[PublishedOwner, ...], str | None]:
    found: list[PublishedOwner] = []
    rest = cell.strip()
    while True:
        if team := _TEAM.match(rest):
            name = _plain(team[1]).removesuffix(" Team")
            found.append(PublishedOwner(team[2], name))
            rest = rest[team.end() :]
        elif (bare := _BARE.match(rest)) and (found or bare[0] == rest):
            found.append(PublishedOwner(bare[0]))
            rest = rest[bare.end() :]
        else:
            break
    if _LOOKS_LIKE_A_TEAM.search(rest) or (rest.startswith(("[", "<", "@")) and not found):
        raise Changed(f"{rest[:60]!r} looks like an owner and is written otherwise", line)
    return tuple(found), _plain(rest) or None


def _labels(cell: str, line: int) -> tuple[str, ...]:
    found: list[str] = []
    at = _end(_BETWEEN, cell, 0)
    while at < len(cell):
        label = _LABEL.match(cell, at)
        if label is None:
            raise Changed(f"{cell[at : at + 60]!r} is no label", line)
        found.append(_plain(label[1] or label[2]).strip("`"))
        at = _end(_BETWEEN, cell, label.end())
    return tuple(dict.fromkeys(found))


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _plain(text: str) -> str:
    """Markdown's escapes undone, and every run of blanks one blank."""
    return " ".join(_ESCAPED.sub(r"\1", text).split())
