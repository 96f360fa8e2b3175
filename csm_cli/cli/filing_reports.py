"""`--attach-to`: a report on a ticket, shown before it goes and told of after."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from csm_cli.cli.invocation import Invocation
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation import filing
from csm_cli.domain.impersonation.filing import Filed
from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.refs import TicketRef, ticket_ref, uuid_text

if TYPE_CHECKING:
    from csm_cli.services.file_report import Order, Planned


class Asked(NamedTuple):
    """The options about the note, as typed."""

    ticket: str | None
    ticket_of: str | None
    resend: bool
    allow_secrets: bool
    dry_run: bool
    yes: bool


class FilingReports:
    """Adds the report to the ticket that `--attach-to` names; does nothing if none is named.

    Raises:
        WrongUsage: an option goes with no ticket, or nobody can be asked and `--yes` is missing.
    """

    def __init__(self, invocation: Invocation, asked: Asked) -> None:
        self._invocation = invocation
        self._asked = asked
        self._ref = self._named()
        self._filed_under = self._known()

    def _named(self) -> TicketRef | None:
        asked = self._asked
        if asked.ticket is None:
            if any(asked):
                raise WrongUsage(
                    "--ticket-of, --resend, --allow-secrets, --dry-run and --yes are about a note",
                    hint="add --attach-to TICKET",
                )
            return None
        if not (asked.yes or asked.dry_run):
            self._invocation.must_ask(instead="the same command with --yes, or --dry-run")
        self._invocation.runtime.allow_secrets = asked.allow_secrets
        return ticket_ref(asked.ticket)

    def _known(self) -> str | None:
        """Whose the ticket is by the desk, as far as that was said to be known."""
        said = self._asked.ticket_of
        if said is None:
            return None
        if (known := uuid_text(said)) is None:
            raise WrongUsage(
                "--ticket-of takes the id of an organization",
                hint="it stands in the refusal of a ticket of another customer",
            )
        return known

    @property
    def wanted(self) -> bool:
        """Whether a ticket is named."""
        return self._ref is not None

    def check(self) -> None:
        """Say no to a ticket of another desk, or an account that is not signed in, early."""
        if self._ref is not None:
            self._invocation.runtime.filing.check(self._ref)

    def file(self, audit: Audit, report: Report, kind: str, content: bytes) -> Filed:
        """Add it, or say what would be added; every way this can end but a leak is a result.

        Raises:
            WrongUsage: there is a secret in the report, or a person said no.
            Leaked: the note came back public.
        """
        from csm_cli.services.file_report import Order  # noqa: PLC0415

        assert self._ref is not None
        runtime, organization = self._invocation.runtime, audit.organization.id
        name = _name(organization, report.made.at, kind)
        words = filing.intent(organization, report.audience, kind)
        order = Order(self._ref, report, Attachment.of(name, content), words, audit.organization)
        dry_run, resend = self._asked.dry_run, self._asked.resend
        found = runtime.filing.earlier(order, resend=resend, dry_run=dry_run)
        if found is not None:
            return found
        planned = runtime.filing.plan(order)
        if dry_run or planned.write is None:
            return planned.filed
        if self._asked.yes and not planned.agreed(self._filed_under):
            return planned.refused
        return self._carried_out(planned, order)

    def _carried_out(self, planned: "Planned", order: "Order") -> Filed:
        """The result; asks anew if the ticket changed meanwhile."""
        service = self._invocation.runtime.filing
        while planned.write is not None:
            self._confirm(planned, order)
            filed = service.carry_out(planned, order)
            if self._asked.yes or filed.outcome not in {filing.CONFLICT, filing.OTHER}:
                return filed
            # The yes was to another ticket, as it were.
            self._invocation.say(filed.reason or "")
            planned = service.plan(order)
        return planned.filed

    def tell(self, filed: Filed | None) -> int:
        """Say what became of it on stderr, and give the exit code of that."""
        from csm_cli.output.filed import filed_lines  # noqa: PLC0415

        if filed is None:
            return 0
        as_json = self._invocation.shared.json
        for line in filed_lines(filed, as_json=as_json, dry_run=self._asked.dry_run):
            self._invocation.say(line)
        return filing.EXIT_CODES[filed.outcome]

    def _confirm(self, planned: "Planned", order: "Order") -> None:
        invocation = self._invocation
        if not self._asked.yes:
            invocation.say(f"\n{planned.filed.note}\n")
            invocation.say(f"with the file {order.file.name} ({order.file.size:,} bytes)")
            from csm_cli.output.writes import warning_lines  # noqa: PLC0415

            for line in warning_lines(planned.filed.warnings):
                invocation.say(line)
        profile = invocation.runtime.settings.profile
        invocation.confirm(
            f"Add this internal note to ticket {planned.filed.ticket} (profile {profile})?",
            yes=self._asked.yes,
            instead="the same command with --yes",
            after_no="the same command without --attach-to shows the report alone",
        )


def _name(organization: str, at: datetime, kind: str) -> str:
    """A file's name that says whose report it is, and of which day."""
    from csm_cli.output.audit_text import ending  # noqa: PLC0415

    return f"impersonations-{organization[:8]}-{at:%Y-%m-%d}.{ending(kind)}"
