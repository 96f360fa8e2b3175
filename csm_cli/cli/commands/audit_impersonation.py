"""`csm audit-impersonation`: who from PostHog signed in as a member of an organization."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.impersonation.members import Extras
from csm_cli.domain.impersonation.records import email_key
from csm_cli.domain.impersonation.window import Window, moment, window
from csm_cli.domain.organization_ref import organization_ref

if TYPE_CHECKING:
    from csm_cli.domain.impersonation.result import Audit
    from csm_cli.domain.impersonation.rules import Rules

app = group("List who from PostHog signed in as a member of an organization.")

TABLE, JSON, CSV = FORMATS = ("table", "json", "csv")
REGIONS = ("us", "eu")
DAYS = 30


@command(app, "audit-impersonation")
def audit_impersonation(
    invocation: Invocation,
    organization: Annotated[
        str, typer.Argument(metavar="ORG", help="The organization's id, or its admin page's URL.")
    ],
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="N", help=f"Length of the window. [default: {DAYS}]"),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="TIME", help="First moment: date or RFC 3339.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="TIME", help="End, itself left out. [default: 15 minutes ago]"
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option("--region", metavar="us|eu", help="If it can't be told from the members."),
    ] = None,
    email: Annotated[
        list[str] | None,
        typer.Option("--email", metavar="E", help="Also look for this address. Repeatable."),
    ] = None,
    user_id: Annotated[
        list[str] | None,
        typer.Option("--user-id", metavar="ID", help="Also look for this user. Repeatable."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="table|json|csv", help="How to write the result."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a new file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Let --output replace a file.")] = False,
) -> int:
    """List who from PostHog signed in as a member of an organization.

    Finds every impersonation of a current or former member that PostHog recorded, or says
    that it is INCOMPLETE (exit 10). All times are UTC. The list is internal: it names staff,
    and holds what they typed as a reason.
    """
    from csm_cli.domain.impersonation.rules import rules  # noqa: PLC0415
    from csm_cli.output.progress import Progress  # noqa: PLC0415
    from csm_cli.output.report_file import free  # noqa: PLC0415
    from csm_cli.services.audit import Question, audit  # noqa: PLC0415

    runtime, asked_at = invocation.runtime, invocation.environment.now()
    kind = _format(invocation, format_, output)
    ref, extras = organization_ref(organization), _extras(email or [], user_id or [])
    going_by = rules(runtime.settings.facts["audit"])
    span = _window(asked_at, going_by, days, since, until)
    if output:
        free(output, force=force)
    elif force:
        raise WrongUsage("--force goes with --output")
    progress = Progress(invocation.environment)
    question = Question(ref.id, span, asked_at, _region(region) or ref.region, extras)
    try:
        found = audit(runtime.audit_log, question, going_by, progress)
    finally:
        progress.end()
    _write(invocation, found, kind, output, force=force)
    return ExitCode.DONE if found.complete else ExitCode.UNKNOWN


def _format(invocation: Invocation, named: str | None, output: Path | None) -> str:
    """The format named, else the one of the file's ending, else a table."""
    asked = named.strip().lower() if named else None
    if asked is not None and asked not in FORMATS:
        raise WrongUsage(f"there is no format {named!r}", hint="--format table, json or csv")
    if invocation.shared.json:
        if asked not in {None, JSON}:
            raise WrongUsage(f"--json and --format {asked} name two different formats")
        return JSON
    ending = output.suffix.lower().lstrip(".") if output else ""
    return asked or (ending if ending in {JSON, CSV} else TABLE)


def _region(named: str | None) -> str | None:
    region = named.strip().lower() if named else None
    if region is not None and region not in REGIONS:
        raise WrongUsage(f"there is no region {named!r}", hint="--region us or --region eu")
    return region


def _extras(emails: list[str], user_ids: list[str]) -> Extras:
    for email in emails:
        if "@" not in email.strip().strip("@"):
            raise WrongUsage(f"--email {email!r} is no address")
    for user_id in user_ids:
        if not (user_id.isascii() and user_id.isdigit()):
            raise WrongUsage(f"--user-id {user_id!r} is no user's id, which is a number")
    keys = frozenset(email_key(email) for email in emails)
    return Extras(keys, frozenset(str(int(user_id)) for user_id in user_ids))


def _window(
    now: datetime,
    going_by: "Rules",
    days: int | None,
    since: str | None,
    until: str | None,
) -> Window:
    if days is not None and since is not None:
        raise WrongUsage("--days and --since both say where the window begins; give one")
    return window(
        now,
        lag=going_by.ingestion_lag,
        days=DAYS if days is None else days,
        since=moment(since, "--since") if since is not None else None,
        until=moment(until, "--until") if until is not None else None,
    )


def _write(
    invocation: Invocation, found: "Audit", kind: str, output: Path | None, *, force: bool
) -> None:
    from csm_cli.output.audit import INCOMPLETE, view  # noqa: PLC0415
    from csm_cli.output.audit_text import as_text  # noqa: PLC0415
    from csm_cli.output.present import write_text  # noqa: PLC0415
    from csm_cli.output.report_file import write  # noqa: PLC0415

    if output:
        write(output, as_text(found, kind, invocation.environment), force=force)
    elif kind == TABLE:
        invocation.present(view(found))
    else:
        write_text(invocation.environment, as_text(found, kind, invocation.environment))
    if output or kind != TABLE or not invocation.environment.stdout_is_terminal:
        for remark in found.warnings:
            mark = INCOMPLETE if remark in found.reasons else "warning"
            invocation.say(f"{mark}: {remark.text}")
    if output:
        invocation.say(f"written to {output}: {len(found.events)} events")
