"""From an audit to a report: for whom, on which terms, in which format, where to."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csm_cli import __version__
from csm_cli.cli.audit_options import format_of, one_of, zone_of
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.reviewing import reviewed
from csm_cli.cli.shape import WHOLE
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.customer_report import customer_report, held_in_words
from csm_cli.domain.impersonation.disclosure import Disclosure, Terms, disclose
from csm_cli.domain.impersonation.members import NO_EXTRAS, Extras
from csm_cli.domain.impersonation.report import (
    AUDIENCES,
    CUSTOMER,
    INTERNAL,
    Made,
    Report,
    internal,
)
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.rules import Rules
from csm_cli.domain.impersonation.sessions import sessions
from csm_cli.domain.impersonation.shown_reasons import REDACTED, REVIEWED
from csm_cli.domain.impersonation.shown_reasons import WAYS as REASONS
from csm_cli.domain.impersonation.staff_names import ROLE
from csm_cli.domain.impersonation.staff_names import WAYS as STAFF
from csm_cli.domain.impersonation.tables import BY, EVENT, SESSION
from csm_cli.domain.passing import Passing

if TYPE_CHECKING:
    from csm_cli.output.audit import OnTicket


class Wanted(NamedTuple):
    """The options about the report, as typed."""

    by: str | None
    timezone: str | None
    format: str | None
    output: Path | None
    force: bool
    audience: str | None
    staff: str | None
    reasons: str | None
    review: bool


class Reporting:
    """The report that was asked for; made early, so that wrong words end before any request.

    `kind` is the format of the files of several organizations; stdout then gets a summary of them.

    Raises:
        WrongUsage: options are wrong or don't go together, the file is taken, a review is
            wanted where nobody can be asked, or an optional package is missing.
    """

    def __init__(
        self,
        invocation: Invocation,
        wanted: Wanted,
        rules: Rules,
        extras: Extras = NO_EXTRAS,
        *,
        kind: str | None = None,
    ) -> None:
        from csm_cli.output.audit_text import HTML, MARKDOWN, XLSX  # noqa: PLC0415

        self._pages = frozenset({HTML, MARKDOWN, XLSX})
        self._by = one_of("--by", wanted.by, BY)
        self._told: Disclosure | None = None
        self._invocation = invocation
        self._output, self._force = wanted.output, wanted.force
        self.kind = kind or format_of(invocation, wanted.format, wanted.output)
        self.audience = one_of("--audience", wanted.audience, AUDIENCES) or INTERNAL
        self._made = Made(
            at=invocation.environment.now(),
            version=__version__,
            by=self._by_in(self.kind),
            limit=rules.session_limit,
            zone=zone_of(wanted.timezone),
            zone_name=wanted.timezone,
        )
        self._terms = self._agreed(wanted, extras)
        self._review = wanted.review
        self._check_place()
        if kind is None:
            outward = "-customer" if self.audience == CUSTOMER else ""
            invocation.shape.check(f"audit-impersonation{outward}")

    def _by_in(self, kind: str) -> str:
        """What a row stands for in a format: what was said, else what its readers can use."""
        return self._by or (SESSION if kind in self._pages else EVENT)

    def _agreed(self, wanted: Wanted, extras: Extras) -> Terms:
        staff = one_of("--staff", wanted.staff, STAFF)
        reasons = one_of("--reasons", wanted.reasons, REASONS)
        if self.audience == INTERNAL:
            if staff or reasons or wanted.review:
                raise WrongUsage(
                    "--staff, --reasons and --review are about what a customer reads",
                    hint="add --audience customer",
                )
            return Terms()
        if reasons == REVIEWED and not wanted.review:
            raise WrongUsage("--reasons reviewed needs somebody who reviews", hint="add --review")
        if wanted.review and not self._invocation.can_ask:
            raise WrongUsage(
                "--review asks about each doubtful event and each reason, and nobody can be asked "
                "here",
                hint="run it on a terminal and without --json, or leave --review out",
            )
        usual = REVIEWED if wanted.review else REDACTED
        return Terms(staff or ROLE, reasons or usual, extras=extras)

    def _check_place(self) -> None:
        from csm_cli.output.audit_text import XLSX  # noqa: PLC0415
        from csm_cli.output.report_file import free  # noqa: PLC0415

        if self.kind == XLSX:
            from csm_cli.output.report_xlsx import library  # noqa: PLC0415

            library()
        if self._output:
            free(self._output, force=self._force)
        elif self._force:
            raise WrongUsage("--force goes with --output")

    def report(self, audit: Audit, *, of: str = "") -> Report:
        """The report; asks about what has to be reviewed, and tells what is held back.

        `of` says whose it is, where there are several.
        """
        if self.audience == INTERNAL:
            return internal(audit, self._made, self._invocation.runtime.ticket_desks)
        found = sessions(audit.events, self._made.limit)
        terms = reviewed(self._invocation, audit, self._terms) if self._review else self._terms
        self._told = told = disclose(audit, terms, found)
        for line in held_in_words(told):
            self._invocation.say(f"{of}: {line}" if of else line)
        return customer_report(told, self._made)

    def keep(self, audit: Audit, report: Report) -> None:
        """Write it to the file that was named, if one was."""
        from csm_cli.output.audit_text import as_bytes  # noqa: PLC0415
        from csm_cli.output.report_file import write  # noqa: PLC0415

        if self._output:
            content = as_bytes(audit, report, self.kind, self._invocation.environment)
            write(self._output, content, force=self._force)

    def write(self, audit: Audit, path: Path, *, force: bool) -> None:
        """Write the report of one of several to its file."""
        from csm_cli.output.audit_text import as_bytes  # noqa: PLC0415
        from csm_cli.output.report_file import write  # noqa: PLC0415

        report = self.report(audit, of=audit.organization.name or audit.organization.id)
        content = as_bytes(audit, report, self.kind, self._invocation.environment)
        write(path, content, force=force)

    def attachment(self, audit: Audit, report: Report) -> tuple[Report, str, bytes]:
        """The report for a ticket, its format and its file: a page, unless a format was named.

        Its rows are those of any file in that format, whatever stdout gets.
        """
        from csm_cli.output.audit_text import HTML, TABLE, as_bytes  # noqa: PLC0415

        whole = self.kind == TABLE or self._invocation.shared.json
        kind = HTML if whole else self.kind
        if (by := self._by_in(kind)) != report.made.by:
            made = self._made._replace(by=by)
            desks = self._invocation.runtime.ticket_desks
            told = self._told  # a person who has reviewed is not asked twice
            report = customer_report(told, made) if told else internal(audit, made, desks)
        return report, kind, as_bytes(audit, report, kind, self._invocation.environment)

    def show(self, audit: Audit, report: Report, note: "OnTicket") -> None:
        """Write it to stdout as its reader can use it, unless a file has it."""
        from csm_cli.output.audit import view  # noqa: PLC0415
        from csm_cli.output.audit_text import BYTES, TABLE, as_bytes, as_text  # noqa: PLC0415
        from csm_cli.output.present import write_bytes, write_text  # noqa: PLC0415

        environment = self._invocation.environment
        if self._output:
            pass
        elif self.kind in BYTES:
            write_bytes(environment, as_bytes(audit, report, self.kind, environment))
        elif self.kind == TABLE or self._invocation.shape != WHOLE:
            self._invocation.present(view(audit, report, note))
        else:
            write_text(environment, as_text(audit, report, self.kind, environment, note))
        self._tell(audit, report)

    def _tell(self, audit: Audit, report: Report) -> None:
        """On stderr what a reader of the result may not see, and where it went."""
        from csm_cli.output.audit_text import TABLE  # noqa: PLC0415
        from csm_cli.output.report_words import INCOMPLETE  # noqa: PLC0415

        on_screen = self.kind == TABLE and self._invocation.environment.stdout_is_terminal
        if self._output or not on_screen or report.audience == CUSTOMER:
            for remark in audit.warnings:
                mark = INCOMPLETE if remark in audit.reasons else "warning"
                self._invocation.say(f"{mark}: {remark.text}")
        if self._output:
            rows = sum(len(table.rows) for table in report.tables)
            self._invocation.say(Passing(f"written to {self._output}: {rows} rows"))
