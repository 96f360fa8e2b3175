"""What the handbook's table changes of the ownership rows, before and after."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.domain.ownership_refresh import (
    PLANNED,
    REFUSED,
    UNCHANGED,
    WRITTEN,
    Difference,
    Refreshed,
)
from csm_cli.domain.published import Published
from csm_cli.output import clean
from csm_cli.output.present import View

if TYPE_CHECKING:
    from rich.text import Text

    from csm_cli.domain.ownership_groups import LostGroup
    from csm_cli.output.screen import Screen

_SAID = {
    "added": "new",
    "gone": "no longer listed",
    "owner_changed": "owner",
    "label_changed": "label",
}
_ENDED = {
    PLANNED: "nothing was written",
    WRITTEN: "written",
    UNCHANGED: "the file says all of it already",
    REFUSED: "nothing was written",
}


class Shown(NamedTuple):
    """The result of one run. `named_in` is the config file that was, or would be, told of the file.

    `lost` are the groups that the desk does not have, null if it was not asked.
    """

    table: Published
    found: Refreshed
    file: str
    outcome: str
    reason: str | None
    named_in: str | None
    lost: "Sequence[LostGroup] | None"
    dry_run: bool


def view(shown: Shown) -> View:
    """The result; a pipe gets a line for each difference."""

    def screen(console: "Screen") -> None:
        plan(console, shown)
        said = _ENDED[shown.outcome]
        reason = f": {clean.line(shown.reason)}" if shown.reason else ""
        console.print(f"{clean.line(shown.file)}: {said}{reason}", soft_wrap=True, markup=False)

    rows = [
        (each.feature, each.change, ", ".join(each.before), ", ".join(each.after))
        for each in shown.found.differences
    ]
    return View(_document(shown), rows, screen)


def plan(console: "Screen", shown: Shown) -> None:
    """What would be otherwise, a line for each thing."""
    from rich.text import Text  # noqa: PLC0415 - a pipe must not pay for Rich

    count = len(shown.table.rows)
    console.print(Text(f"{clean.line(shown.table.url)}, {shown.table.as_of}: {count} features"))
    for line in _lines(shown):
        console.hanging(line, 4)


def _lines(shown: Shown) -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415

    for each in shown.found.differences:
        yield _difference(each)
    changed = {each.feature for each in shown.found.differences}
    if same := sum(row.name not in changed for row in shown.found.features):
        yield Text(f"  {same} more as they were, confirmed on {shown.table.as_of}", "dim")
    for former in shown.found.former_teams:
        yield Text(f"  old name kept: {clean.line(former.lineage)}")
    for group in shown.lost or ():
        yield Text(f"  not in Zendesk: {clean.line(group.name)}: {clean.line(group.what)}", "red")


def _difference(each: Difference) -> "Text":
    from rich.text import Text  # noqa: PLC0415

    before, after = (clean.line(", ".join(side)) or "nobody" for side in (each.before, each.after))
    if each.change == "label_changed":
        before, after = before.replace("nobody", "none"), after.replace("nobody", "none")
    head = f"  {clean.line(each.feature)}: {_SAID[each.change]} "
    if each.change == "added":
        return Text.assemble(head, (after, "green"))
    if each.change == "gone":
        return Text.assemble(head, "(was ", (before, "red"), ")")
    return Text.assemble(head, (before, "red"), " -> ", (after, "green"))


def _document(shown: Shown) -> dict[str, Any]:
    table, found = shown.table, shown.found
    return {
        "file": shown.file,
        "url": table.url,
        "as_of": table.as_of.isoformat(),
        "dry_run": shown.dry_run,
        "outcome": shown.outcome,
        "reason": shown.reason,
        "rows": len(table.rows),
        "known": found.known,
        "written_rows": len(found.features) if shown.outcome == WRITTEN else 0,
        "named_in": shown.named_in,
        "differences": [
            {
                "feature": each.feature,
                "change": each.change,
                "before": list(each.before),
                "after": list(each.after),
            }
            for each in found.differences
        ],
        "former_teams": [
            {
                "name": former.name,
                "via": list(former.via),
                "teams": list(former.teams),
                "line": former.lineage,
            }
            for former in found.former_teams
        ],
        "lost_groups": None if shown.lost is None else [_group(group) for group in shown.lost],
    }


def _group(group: "LostGroup") -> dict[str, Any]:
    return {
        "group": group.name,
        "problem": group.code,
        "near": list(group.near),
        "features": list(group.features),
    }
