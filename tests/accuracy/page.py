"""The page `docs/audit-accuracy.md`, made out of the figures."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.accuracy.trial import BLOCKS, WORLDS, Counts

PAGE = Path(__file__).parents[2] / "docs" / "audit-accuracy.md"
FIGURES = Path(__file__).with_name("figures.json")

Ways = Mapping[str, str]
_WAYS: Ways = {
    "csm": "`csm audit-impersonation`",
    "handbook": "the handbook's query, in the editor",
    "handbook_api": "the handbook's query, through the API",
}

_HEAD = """\
# How accurate the audit is

`csm audit-impersonation` says that it finds every impersonation that PostHog's data can show, and
nothing else. This page holds that to {worlds} made-up worlds in which the truth is known, and
beside it the query of PostHog's handbook (page "Handling customer issues"). It is generated:
`python -m tests.accuracy` makes the worlds, asks about them and writes this file; the tests do the
same and compare.
"""

_METHOD = """\
## How it was measured

A generator with fixed seeds makes worlds of organizations, their people, and staff who sign in as
them. It is written from what PostHog's code is documented to record, day by day, and shares nothing
with csm. It knows what really happened: who was in which account, for which customer, in which
mode. Only what PostHog would hold of that (events, persons, groups) goes into a sandbox, where
fifty worlds share one project and one log. Then both are asked about {audits} organizations over
HTTP: csm as it is shipped, in pages of 2 to 10,000 events, and the handbook's query as it stands,
with the organization's id pasted in, on a day from which its 30 days reach back over the window.
Its rows outside of the window are left out.

A row is right if its event can be shown to be the organization's and stands there once. *Precision*
is the part of the rows that are right, *recall* the part of the events that are there.

The data can show an event if it leads to an address that is tied to the organization, by the
person of today or by an event of the year before the window or in it, in the organization's
region. Where an address is tied to two organizations, nothing tells which of them a visit was
for: the event is right for both, if it says so. csm's every event is also held to the truth in its
time, mode, account, staff member, reason and flags, and csm's count of members, its limitations and
its `complete` to what they should say.
"""

_KINDS = """\
## By kind of event

How many of them were found; in brackets how many rows there are too many, because they are about
somebody else or stand there already.
"""

_LOST = """\
## What the data cannot show

These events were about the organization, and nothing in the data leads there. csm does not
find them unasked, and every audit that lacks one says so in its `limitations`. Where the account's
address or number is on the event, it can be [named by hand](audit-impersonation.md#what-to-ask).
"""

_NOT_MADE = """\
Two things are not among the worlds. Staff with two sessions at once, in two browsers, cannot be
told from staff who went on to the next account: a change of mode that names nobody then goes to the
later start, with the flag `target_inferred`. And an address that one person gave up and a
person of another organization took is one person to whoever looks for addresses.
"""

_LOST_BY = {
    "a member without a recorded address": "`members_without_email`",
    "an event without its account's address": "`events_without_account`",
    "a start that is not on record": "`events_without_account`",
}

_AGAIN = """\
## Doing it again

    pip install -e '.[test]'
    python -m tests.accuracy              # all worlds; writes this page and its figures
    python -m tests.accuracy 1000 1049    # worlds of other seeds, on the screen
    pytest tests/accuracy                 # what CI does

A world in which something goes wrong is printed with all that happened in it, reduced to the scenes
that it takes.
"""


def committed() -> dict[str, Counts]:
    """The committed figures, by block."""
    found: dict[str, Counts] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def write(figures: Mapping[str, Counts]) -> None:
    """Write the figures and the page."""
    text = json.dumps(figures, indent=1, sort_keys=True)
    FIGURES.write_text(f"{text}\n", encoding="utf-8")
    PAGE.write_text(page(figures), encoding="utf-8")


def page(figures: Mapping[str, Counts]) -> str:
    """The whole page."""
    kinds: dict[str, Counter[str]] = {}
    for block in figures.values():
        for label, counts in block.items():
            kinds.setdefault(label, Counter()).update(counts)
    audits = kinds.pop("", Counter())["audits"]
    total: Counter[str] = sum(kinds.values(), Counter())
    words = {"worlds": len(BLOCKS) * WORLDS, "audits": audits}
    parts = [
        _HEAD.format(**words),
        _table(_summary(total), ("", *_WAYS.values())),
        _notes(total),
        _METHOD.format(**words),
        _KINDS,
        _table(_by_kind(kinds), ("event", "can be shown", "csm", "handbook", "handbook, API")),
        _LOST,
        _table(_lost(kinds), ("event", "events", "found by hand", "said in")),
        _NOT_MADE,
        _AGAIN,
    ]
    return "\n".join(parts)


def _summary(total: Counter[str]) -> Iterator[Iterable[object]]:
    shown = total["shown"]
    rows = {way: sum(total[f"{way}{end}"] for end in ("", "_again", "_wrong")) for way in _WAYS}
    yield "events that the data can show", *(shown for _ in _WAYS)
    yield "found", *(total[way] for way in _WAYS)
    yield "listed more than once", *(total[f"{way}_again"] for way in _WAYS)
    yield "of somebody else", *(total[f"{way}_wrong"] for way in _WAYS)
    yield "**precision**", *(f"**{total[way] / rows[way]:.3f}**" for way in _WAYS)
    yield "**recall**", *(f"**{total[way] / shown:.3f}**" for way in _WAYS)
    yield "found, but without the mode", *(total[f"{way}_no_mode"] for way in _WAYS)
    yield (
        "found, and really about another organization of the account",
        *(total[f"{way}_elsewhere"] for way in _WAYS),
    )
    yield "of these, said to be uncertain", *(total[f"{way}_flagged"] for way in _WAYS)


def _notes(total: Counter[str]) -> str:
    return (
        "In the editor a person adds a LIMIT of 50,000; through the API the query stops after\n"
        f"100 rows, which hides another {total['handbook'] - total['handbook_api']} events here. "
        "The worlds are a mix of traps\nand not of everyday life: what the figures tell is how a "
        "question goes wrong, not how often.\n"
    )


def _by_kind(kinds: Mapping[str, Counter[str]]) -> Iterator[Iterable[object]]:
    for label, count in sorted(kinds.items()):
        if count["shown"]:
            yield label, count["shown"], *(_cell(count, way) for way in _WAYS)


def _cell(count: Counter[str], way: str) -> str:
    too_much = count[f"{way}_again"] + count[f"{way}_wrong"]
    return f"{count[way]}{f' (+{too_much})' if too_much else ''}"


def _lost(kinds: Mapping[str, Counter[str]]) -> Iterator[Iterable[object]]:
    for label, count in sorted(kinds.items()):
        if count["lost"]:
            by = _LOST_BY.get(label, "`membership_history`")
            yield label, count["lost"], count["by_hand"], by


def _table(rows: Iterable[Iterable[object]], head: Iterable[str]) -> str:
    lines = [list(head), *([str(cell) for cell in row] for row in rows)]
    lines.insert(1, ["---", *("---:" for _ in lines[0][1:])])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
