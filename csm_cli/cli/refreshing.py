"""How `csm ownership refresh` shows what has changed, asks, and writes."""

from csm_cli.cli.invocation import Invocation
from csm_cli.domain.ownership_refresh import EXIT_CODES, PLANNED, REFUSED, UNCHANGED, WRITTEN
from csm_cli.output.ownership_refresh import Shown, plan, view
from csm_cli.services.refresh_ownership import Plan

_INSTEAD = "csm ownership refresh --yes, or --dry-run to look first"
_UNWRITTEN = "nothing was written"


def refreshed(
    invocation: Invocation, file: str | None, *, force: bool, dry_run: bool, yes: bool, live: bool
) -> int:
    """Carry the command out; gives its exit code.

    Raises:
        WrongUsage: nobody can be asked, the answer is no, or the file can't be used.
        Unavailable, Unexpected, Conflict: as the service says; nothing was written, each time.
    """
    if not (yes or dry_run):
        invocation.must_ask(instead=_INSTEAD, written=_UNWRITTEN)
    refreshing = invocation.runtime.refreshing_ownership(file, writes=not dry_run)
    planned = refreshing.plan(fresh=invocation.shared.refresh, force=force)
    shown = _shown(invocation, planned, file, dry_run=dry_run, live=live)
    if shown.outcome == PLANNED and not dry_run:
        _ask(invocation, shown, yes=yes)
        refreshing.carry_out(planned)
        shown = shown._replace(outcome=WRITTEN)
    invocation.present(view(shown))
    if shown.outcome == REFUSED:
        invocation.say(f"{shown.reason}; nothing was written")
        invocation.say("next: csm ownership refresh --force, if the page is right")
    return EXIT_CODES[shown.outcome]


def _shown(
    invocation: Invocation, planned: Plan, file: str | None, *, dry_run: bool, live: bool
) -> Shown:
    from csm_cli.domain import ownership_groups  # noqa: PLC0415
    from csm_cli.runtime.ownership import is_unnamed  # noqa: PLC0415

    runtime = invocation.runtime
    outcome = REFUSED if planned.refused else UNCHANGED if planned.nothing_new else PLANNED
    unnamed = outcome == PLANNED and is_unnamed(runtime, file)
    return Shown(
        table=planned.table,
        found=planned.found,
        file=str(planned.path),
        outcome=outcome,
        reason=planned.refused,
        named_in=str(runtime.settings.config_file) if unnamed else None,
        lost=ownership_groups.lost(planned.rows, runtime.desk.groups(fresh=True)) if live else None,
        dry_run=dry_run,
    )


def _ask(invocation: Invocation, shown: Shown, *, yes: bool) -> None:
    from csm_cli.output.present import console  # noqa: PLC0415

    if not yes:
        plan(console(invocation.environment, stderr=True), shown)
    also = f", and name it in {shown.named_in}" if shown.named_in else ""
    question = f"Write {len(shown.found.features)} rows into {shown.file}{also}?"
    invocation.confirm(
        question,
        yes=yes,
        instead=_INSTEAD,
        after_no="csm ownership list has the rows that stay in use",
        written=_UNWRITTEN,
    )
