"""`csm ownership`: the rows that `whois-owns` and `escalate` answer from."""

from typing import TYPE_CHECKING, Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import OwnershipFile
from csm_cli.domain.errors import ExitCode, NotFound, WrongUsage
from csm_cli.domain.ownership_check import doubts
from csm_cli.output.ownership import check_view

if TYPE_CHECKING:
    from csm_cli.domain.ownership import Notice, Ownership
    from csm_cli.domain.ownership_groups import LostGroup

app = group("List, show, check and refresh who owns what.")

Live = Annotated[
    bool, typer.Option("--live", help="Ask Zendesk whether it has the owners' groups.")
]


@app.callback()
def ownership() -> None:
    """List, show, check and refresh who owns what."""


@command(app, "list")
def list_(
    invocation: Invocation,
    team: Annotated[
        str | None,
        typer.Option("--team", metavar="TEAM", help="Only what this team owns; old names work."),
    ] = None,
    live: Live = False,
    file: OwnershipFile = None,
) -> None:
    """List the features and who owns them."""
    from csm_cli.domain.ownership_cards import listed  # noqa: PLC0415
    from csm_cli.output.ownership_cards import Groups, list_view  # noqa: PLC0415

    rows = invocation.runtime.ownership(file)
    found = listed(rows, team)
    if found is None:
        raise _no_team(rows, team or "")
    lost = _lost(invocation, rows, live=live)
    notices = _notices(lost)
    for notice in notices:
        invocation.say(f"note: {notice.text}")
    if found.former:
        invocation.say(f"note: {found.former.name} is a former team: {found.former.lineage}")
    invocation.present(list_view(found, team, Groups(lost), notices))


@command(app, "show")
def show(
    invocation: Invocation,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="FEATURE|TEAM", help="Any name of a feature or of a team; - reads stdin."
        ),
    ],
    live: Live = False,
    file: OwnershipFile = None,
) -> int:
    """Show all that is known of a feature and of the teams that own it, or of a team.

    A team that is gone is shown by what became of it.
    """
    from csm_cli.domain.ownership_cards import cards  # noqa: PLC0415
    from csm_cli.output.ownership_cards import Groups, show_view  # noqa: PLC0415
    from csm_cli.services.whois import similar  # noqa: PLC0415

    named = " ".join(invocation.words(query))
    if not named.strip():
        raise WrongUsage("the query is empty", hint="csm ownership show FEATURE")
    rows = invocation.runtime.ownership(file)
    found = cards(rows, named, similar)
    lost = _lost(invocation, rows, live=live)
    names = {owner.zendesk_group for row in found.features for owner in row.owners}
    found = found._replace(notices=(*found.notices, *(each for each in _notices(lost, names))))
    for notice in found.notices:
        invocation.say(f"note: {notice.text}")
    invocation.present(show_view(found, Groups(lost)))
    if found.settled:
        return ExitCode.DONE
    near = ", ".join(each.feature for each in found.candidates[:5])
    invocation.say(f"no one feature or team fits; the nearest are: {near}")
    return ExitCode.NOT_FOUND


@command(app, "check")
def check(
    invocation: Invocation,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="The file; without it, the one that is in use."),
    ] = None,
    max_age: Annotated[
        int | None,
        typer.Option(
            "--max-age", metavar="DAYS", min=0, help="Report rows last confirmed longer ago."
        ),
    ] = None,
    live: Live = False,
) -> int:
    """Check an ownership file, and point at the line of each finding.

    An error keeps csm from using the file; a warning is something to look at. Either ends
    with exit code 9.
    """
    runtime = invocation.runtime
    read = runtime.ownership_file(file)
    rows = read.rows
    warnings = doubts(
        rows.features,
        rows.former_teams,
        read.beneath,
        today=invocation.environment.now().date(),
        stale_after_days=(
            runtime.settings.facts["ownership"]["old_days"] if max_age is None else max_age
        ),
    )
    if live:
        from csm_cli.domain import ownership_groups  # noqa: PLC0415

        warnings += ownership_groups.doubts(rows.features, runtime.desk.groups(fresh=True))
    findings = sorted([*rows.findings, *warnings])
    invocation.present(check_view(str(read.path), len(rows.features), findings))
    return ExitCode.CHECK_FAILED if findings else ExitCode.DONE


@command(app, "refresh")
def refresh(
    invocation: Invocation,
    force: Annotated[
        bool, typer.Option("--force", help="Believe a table however few rows it has.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    live: Live = False,
    file: OwnershipFile = None,
) -> int:
    """Read the handbook's table of owners, show what has changed, and write it down.

    It is written into your own ownership file. Owners and labels are the table's; your notes,
    aliases, channels and groups are kept. Nothing is written without your yes.
    """
    from csm_cli.cli.refreshing import refreshed  # noqa: PLC0415

    return refreshed(invocation, file, force=force, dry_run=dry_run, yes=yes, live=live)


def _lost(
    invocation: Invocation, rows: "Ownership", *, live: bool
) -> "tuple[LostGroup, ...] | None":
    if not live:
        return None
    from csm_cli.domain import ownership_groups  # noqa: PLC0415 - loads the words of a desk

    return ownership_groups.lost(rows, invocation.runtime.desk.groups(fresh=True))


def _notices(
    lost: "tuple[LostGroup, ...] | None",
    names: "set[str | None] | None" = None,
) -> "list[Notice]":
    """A notice for each lost group, or only for those of these names."""
    from csm_cli.domain.ownership import Notice  # noqa: PLC0415

    return [
        Notice(group.code, f"Zendesk has no one group {group.name}: {group.what}")
        for group in lost or ()
        if names is None or group.name in names
    ]


def _no_team(rows: "Ownership", team: str) -> NotFound:
    from csm_cli.domain.ownership_cards import nearest_teams  # noqa: PLC0415
    from csm_cli.services.whois import similar  # noqa: PLC0415

    near = ", ".join(nearest_teams(rows, team, similar))
    said = f"; the nearest are: {near}" if near else ""
    return NotFound(f"no team is called {team!r}{said}", hint="csm ownership list")
