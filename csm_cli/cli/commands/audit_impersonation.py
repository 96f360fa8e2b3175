"""`csm audit-impersonation`: who from PostHog signed in as a member of an organization."""

from pathlib import Path
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import AllowSecrets, DryRun, Resend, Yes
from csm_cli.cli.organizations import say_doubts, tell
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.impersonation.window import USUAL_DAYS

app = group("List who from PostHog signed in as a member of an organization.")


@command(app, "audit-impersonation")
def audit_impersonation(
    invocation: Invocation,
    organization: Annotated[
        str | None,
        typer.Argument(
            metavar="ORG", help="Id, admin page, ticket, e-mail, domain or name of an organization."
        ),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="N", help=f"Length of the window. [default: {USUAL_DAYS}]"),
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
        typer.Option("--email", metavar="E", help="Also look for this address; repeatable."),
    ] = None,
    user_id: Annotated[
        list[str] | None,
        typer.Option("--user-id", metavar="ID", help="Also look for this user; repeatable."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="session|event|staff|user|day", help="What a row stands for."),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option("--timezone", metavar="ZONE", help="Tell times in Europe/Berlin, too."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|json|jsonl|csv|markdown|html|xlsx",
            help="How to write the result.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a new file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Let --output replace a file.")] = False,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Audit those of a file, an ORG a line."),
    ] = None,
    all_mine: Annotated[
        bool, typer.Option("--all-mine", help="Audit those that are yours on Zendesk.")
    ] = False,
    output_dir: Annotated[
        Path | None,
        typer.Option("--output-dir", metavar="DIR", help="Of several: a report each, in here."),
    ] = None,
    watch_since: Annotated[
        str | None,
        typer.Option("--watch-since", metavar="last|TIME", help="Only what no earlier run told."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an audit that was broken off.")
    ] = False,
    audience: Annotated[
        str | None,
        typer.Option("--audience", metavar="internal|customer", help="Who is to read it."),
    ] = None,
    staff: Annotated[
        str | None,
        typer.Option(
            "--staff", metavar="name|initials|role", help="How a customer's report calls staff."
        ),
    ] = None,
    reasons: Annotated[
        str | None,
        typer.Option(
            "--reasons",
            metavar="passed|redacted|reviewed",
            help="What a customer's report shows of reasons.",
        ),
    ] = None,
    review: Annotated[
        bool,
        typer.Option("--review", help="Decide on a terminal what a customer's report may hold."),
    ] = False,
    attach_to: Annotated[
        str | None,
        typer.Option(
            "--attach-to", metavar="TICKET", help="Add the report to a ticket, as a private note."
        ),
    ] = None,
    ticket_of: Annotated[
        str | None,
        typer.Option(
            "--ticket-of", metavar="ID", help="The organization that it is wrongly filed under."
        ),
    ] = None,
    resend: Resend = False,
    allow_secrets: AllowSecrets = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """List who from PostHog signed in as a member of an organization.

    Finds every impersonation of a current or former member that PostHog recorded, or says
    that it is INCOMPLETE (exit 10). What is written is internal, unless --audience customer
    makes it a report that holds only what a customer may have. Times are UTC. Several
    organizations are audited at once with --from or --all-mine.
    """
    from csm_cli.cli.audit_options import (  # noqa: PLC0415
        REGIONS,
        Ends,
        extras_of,
        lies_ahead,
        one_of,
        window_of,
    )
    from csm_cli.cli.audits import Resumed, run_audit  # noqa: PLC0415
    from csm_cli.cli.audits_many import Several, audit_several  # noqa: PLC0415
    from csm_cli.cli.filing_reports import Asked, FilingReports  # noqa: PLC0415
    from csm_cli.cli.going_on import Options  # noqa: PLC0415
    from csm_cli.cli.reporting import Reporting, Wanted  # noqa: PLC0415
    from csm_cli.cli.watching import Watching  # noqa: PLC0415
    from csm_cli.domain.impersonation.question import Question  # noqa: PLC0415
    from csm_cli.domain.impersonation.rules import rules  # noqa: PLC0415
    from csm_cli.domain.impersonation.window import rfc3339  # noqa: PLC0415
    from csm_cli.output.audit import OnTicket  # noqa: PLC0415

    runtime, asked_at = invocation.runtime, invocation.environment.now()
    going_by = rules(runtime.settings.facts["audit"])
    ends = Ends(days, since, until)
    span, ahead = window_of(asked_at, going_by, ends), lies_ahead(asked_at, ends)
    if resume and days is not None:
        raise WrongUsage("--resume goes on with the window that was begun", hint="leave --days out")
    # With --resume the ends only say which window it was that was begun.
    gone_on = Resumed.named(span, ends, ahead=ahead) if resume else None
    span = window_of(asked_at, going_by, Ends()) if resume else span
    if ahead and not resume:
        invocation.say(
            f"warning: --until lies ahead; the window ends now, at {rfc3339(span.until)}"
        )
    elsewise = {"--days": days, **({} if resume else {"--since": since, "--until": until})}
    watching = Watching(invocation, watch_since, audience, elsewise)
    wanted = Wanted(by, timezone, format_, output, force, audience, staff, reasons, review)
    options = Options(wanted, output_dir, watch_since, attach_to, ticket_of, allow_secrets, dry_run)
    several = Several(organization, from_, all_mine, output_dir)
    if several.asked:
        several.check(
            {
                "--email": email, "--user-id": user_id, "--region": region, "--output": output,
                "--attach-to": attach_to, "--ticket-of": ticket_of, "--resend": resend,
                "--allow-secrets": allow_secrets, "--dry-run": dry_run, "--yes": yes,
            }
        )  # fmt: skip
        base = Question("", span, asked_at)
        return audit_several(invocation, several, base, going_by, options, gone_on, watching)
    text, extras = several.only(), extras_of(email or [], user_id or [])
    reporting = Reporting(invocation, wanted, going_by, extras)
    asked = Asked(attach_to, ticket_of, resend, allow_secrets, dry_run, yes)
    filing = FilingReports(invocation, asked)
    said_region = one_of("--region", region, REGIONS)
    looked_up = runtime.organizations.find(text)
    if (ref := looked_up.ref) is None:
        return tell(invocation, runtime.organizations.describe(looked_up))
    say_doubts(invocation, looked_up)
    asking = Question(ref.id, span, asked_at, said_region or ref.region, extras, looked_up.found_by)
    question = watching.question(asking)
    gone_on = watching.resumed(gone_on, question)
    filing.check()
    found = watching.news(run_audit(invocation, question, going_by, options, gone_on))
    report = reporting.report(found)
    reporting.keep(found, report)
    filed = filing.file(found, *reporting.attachment(found, report)) if filing.wanted else None
    reporting.show(found, report, OnTicket(filed, dry_run))
    if filed is None or (filed.holds_report and not resend):  # what is sent again is older
        watching.told()
    code = filing.tell(filed)
    return code or (ExitCode.DONE if found.complete else ExitCode.UNKNOWN)
