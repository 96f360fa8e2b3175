"""Tying a ticket to an incident: the tag, the note that says so, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.around import Missing
from csm_cli.domain.context import Context
from csm_cli.domain.errors import CsmError, ExitCode
from csm_cli.domain.greeting import name_of
from csm_cli.domain.incidents import INCIDENT, Incident, Match, StatusPage
from csm_cli.domain.notes import one_line, signature
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Change, Person, Request, Ticket

VERB = "incident"

SHOWN, UNSEEN = "shown", "unseen"
TAGGED, ALREADY, PLANNED = "tagged", "already-tagged", "planned"
PARTIAL, REFUSED, CLOSED, UNKNOWN = "partial", "refused", "closed", "unknown"

EXIT_CODES = {
    SHOWN: ExitCode.DONE,
    UNSEEN: ExitCode.UNAVAILABLE,
    TAGGED: ExitCode.DONE,
    ALREADY: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    CLOSED: ExitCode.CONFLICT,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome of `csm incident`."""

_WORDS = {
    "degraded_performance": "slower or less reliable than usual",
    "partial_outage": "partly down",
    "full_outage": "down",
    "under_maintenance": "under maintenance",
}


class Sight(NamedTuple):
    """What was looked at: the page, null if it gave nothing, and the ticket, if one was named."""

    page: StatusPage | None
    missing: tuple[Missing, ...] = ()
    ticket: Ticket | None = None
    context: Context | None = None
    matches: tuple[Match, ...] = ()

    @property
    def fitting(self) -> tuple[Incident, ...]:
        """The incidents that nothing speaks against."""
        return tuple(match.incident for match in self.matches if match.fits)


class Tagging(NamedTuple):
    """The result of `csm incident`: what was seen, and the tag, planned or carried out.

    `draft` are words for the customer, null where no incident fits. `tag` is null unless one
    was asked for.
    """

    sight: Sight
    outcome: str
    tag: str | None = None
    draft: str | None = None
    note: str | None = None
    change: Change | None = None
    note_id: int | None = None
    note_public: bool | None = None
    operation_id: str | None = None
    reason: str | None = None
    hint: str | None = None
    warnings: tuple[Notice, ...] = ()
    requests: tuple[Request, ...] = ()


def intent(tag: str) -> str:
    """What a person asked for, by which a re-run is known."""
    return repr((VERB, tag))


def failed(tagging: Tagging, outcome: str, problem: CsmError) -> Tagging:
    """The result where an error kept the tag from the ticket."""
    return tagging._replace(
        outcome=outcome, reason=problem.said, hint=problem.hint, requests=(), note=None
    )


def note_values(tagging: Tagging, me: Person) -> Mapping[str, object]:
    """What the template of the internal note can use, by name."""
    return {
        "tag": tagging.tag,
        "by": signature(me),
        "incidents": [_told(each) for each in tagging.sight.fitting],
        "page": tagging.sight.page.url if tagging.sight.page else None,
    }


def customer_values(sight: Sight, url: str, now: datetime) -> Mapping[str, object]:
    """What the template of the words for the customer can use, by name.

    An end that has passed is none: whoever reads it is told nothing that is over already.
    """
    return {
        "name": name_of(sight.ticket.requester if sight.ticket else None),
        "incidents": [
            _told(each._replace(until=each.until if each.until and each.until > now else None))
            for each in sight.fitting
        ],
        "page": url,
    }


def _told(incident: Incident) -> Mapping[str, object]:
    return {
        "name": one_line(incident.name),
        "maintenance": incident.kind != INCIDENT,
        "status": incident.status,
        "impact": _impact(incident),
        "parts": _parts(incident),
        "regions": sorted(region.upper() for region in incident.regions),
        "since": f"{incident.since:%Y-%m-%d %H:%M} UTC" if incident.since else None,
        "until": f"{incident.until:%Y-%m-%d %H:%M} UTC" if incident.until else None,
        "url": incident.url,
    }


def _impact(incident: Incident) -> str | None:
    return _WORDS.get(incident.impact or "")


def _parts(incident: Incident) -> Sequence[str]:
    return list(dict.fromkeys(one_line(each.name) for each in incident.components))
