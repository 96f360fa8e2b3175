"""A report on a ticket: the note that goes with it, and what became of it."""

from typing import NamedTuple

from csm_cli.domain import moves
from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.history import REPORT_VERB
from csm_cli.domain.impersonation.report import CUSTOMER, Report
from csm_cli.domain.impersonation.result import Organization
from csm_cli.domain.impersonation.stamp import stamp
from csm_cli.domain.notes import one_line, signature
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import uuid_text
from csm_cli.domain.tickets import DeskOrganization, Person, Request, Ticket

VERB = REPORT_VERB

ATTACHED, PLANNED, PARTIAL = "attached", "planned", "partial"
REFUSED, NOT_FOUND, CLOSED = "refused", "not-found", "closed"
CHANGING, UNAVAILABLE, UNKNOWN = "changing", "unavailable", "unknown"
OTHER, CONFLICT = "other-organization", "conflict"

EXIT_CODES = {
    ATTACHED: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    NOT_FOUND: ExitCode.NOT_FOUND,
    CLOSED: ExitCode.CONFLICT,
    CHANGING: ExitCode.CONFLICT,
    OTHER: ExitCode.CONFLICT,
    CONFLICT: ExitCode.CONFLICT,
    UNAVAILABLE: ExitCode.UNAVAILABLE,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome; an audit that is incomplete ends with 10 where this is 0."""


class Filed(NamedTuple):
    """What became of a report on a ticket, or what would.

    `note` is the note's text. `earlier` says that a run before this one had written it.
    """

    ticket: int
    outcome: str
    note: str | None = None
    note_id: int | None = None
    note_public: bool | None = None
    attachments: tuple[Attached, ...] = ()
    operation_id: str | None = None
    earlier: bool = False
    reason: str | None = None
    hint: str | None = None
    warnings: tuple[Notice, ...] = ()
    requests: tuple[Request, ...] = ()

    @property
    def holds_report(self) -> bool:
        """Whether the ticket has the report of this run; one of an earlier run is another."""
        return self.outcome in {ATTACHED, PARTIAL} and not self.earlier


class Doubt(NamedTuple):
    """Why a ticket seems to be another customer's, in words, and whose it is by the desk."""

    text: str
    filed_under: str


def intent(organization_id: str, audience: str, kind: str) -> str:
    """The words by which a re-run of the same wish is recognised; not the time of its report."""
    return repr((VERB, organization_id, audience, kind))


def doubt(ticket: Ticket, organization: Organization, holding: str) -> Doubt | None:
    """Why the ticket seems to be another customer's than the report; null if nothing says so.

    The field that PostHog's form fills counts, and the desk's record, unless that is the one
    where people wait to be filed. What neither knows is no reason to doubt.
    """
    desk, field = ticket.organization, uuid_text(ticket.organization_id or "")
    if desk is not None and desk.is_holding(holding):
        desk = None
    recorded = uuid_text((desk and desk.organization_id) or "")
    known = field or recorded
    if known is None or organization.id in {field, recorded}:
        return None
    name = desk.name if desk is not None and recorded in {None, known} else "an organization"
    about = f"{organization.name or 'another one'} ({organization.id})"
    text = f"ticket {ticket.number} is about {name} ({known}), and the report about {about}"
    return Doubt(text, known)


def moved(before: Ticket, now: Ticket) -> list[str]:
    """What the plan rests on and is different now, in words: whose ticket it is, and its status."""
    return moves.moved(
        before,
        now,
        {
            "requester": (before.requester, now.requester),
            "organization": (_record(before.organization), _record(now.organization)),
            "organization id": (before.organization_id, now.organization_id),
        },
    )


def note(report: Report, me: Person, file: Attachment) -> str:
    """The note beside the file: what was looked at, what was found, and whether that is all."""
    for_whom = "for the customer; read it before you send it" if report.audience == CUSTOMER else (
        "internal; not for the customer"
    )  # fmt: skip
    lines = [
        f"Report by {signature(me)} with csm",
        "",
        one_line(report.title),
        *(f"INCOMPLETE: {one_line(reason)}" for reason in report.incomplete),
        *map(one_line, report.summary),
        "",
        *(
            f"{label}: {one_line(text)}"
            for label, text in report.facts
            if label in {"Window", "Made", "Times"}
        ),
        f"File: {one_line(file.name)}, {for_whom}",
        *(f"Check it with csm audit verify FILE: {stamp(table)}" for table in report.tables),
    ]
    return "\n".join(lines)


def _record(organization: DeskOrganization | None) -> DeskOrganization | None:
    """Who it is, without what the desk says about it."""
    return organization and organization._replace(content_warning=None)
