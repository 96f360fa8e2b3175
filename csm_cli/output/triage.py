"""What is to be sorted: the document, lines for a pipe, and two lists on a screen."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from csm_cli.domain.tickets import Ticket
from csm_cli.domain.triage import BODY, DOMAIN, FIELD, Misfiled, Triage, Unfilled
from csm_cli.output.claim import named
from csm_cli.output.present import View, table
from csm_cli.output.show import filed_under
from csm_cli.output.times import utc, when
from csm_cli.output.writes import warning_lines

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

UNFILLED, MISFILED = "unfilled", "misfiled"
_SAID_BY = {
    FIELD: "says the ticket's field",
    BODY: "? says the ticket's text",
    DOMAIN: "? is where colleagues are filed",
}


def view(found: Triage, *, now: datetime) -> View:
    """The document of `csm help json triage`."""

    def screen(console: "Screen") -> None:
        _show_unfilled(console, found, now)
        _show_misfiled(console, found)

    return View(document(found), _rows(found), screen)


def document(found: Triage) -> dict[str, Any]:
    """Both lists as JSON."""
    return {
        "scope": found.scope,
        "unfilled": [_unfilled(each) for each in found.unfilled],
        "misfiled": [_misfiled(each) for each in found.misfiled],
        "looked_at": found.looked_at,
        "complete": found.complete,
        "warnings": [notice._asdict() for notice in found.warnings],
    }


def asides(found: Triage) -> list[str]:
    """What a person should know besides, for stderr."""
    return warning_lines(found.warnings)


def _unfilled(each: Unfilled) -> dict[str, Any]:
    ticket = each.ticket
    return {
        **_of_ticket(ticket),
        "lacks": list(each.lacks),
        "group": ticket.group.name if ticket.group else None,
        "severity": ticket.severity,
        "thread": each.thread,
        "suggested": [one._asdict() for one in each.suggestions],
    }


def _misfiled(each: Misfiled) -> dict[str, Any]:
    return {
        **_of_ticket(each.ticket),
        "right": {
            "organization_id": each.organization_id,
            "name": each.organization_name,
            "source": each.source,
            "confirmed": each.confirmed,
        },
    }


def _of_ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "ticket": ticket.number,
        "url": ticket.url or None,
        "subject": ticket.subject,
        "status": ticket.status,
        "created_at": utc(ticket.created_at),
        "requester": named(ticket.requester),
        "zendesk_organization": filed_under(ticket.organization),
    }


def _rows(found: Triage) -> Iterator[Sequence[str | int | None]]:
    for one in found.unfilled:
        ticket = one.ticket
        organization = ticket.organization.name if ticket.organization else None
        yield UNFILLED, ticket.number, ",".join(one.lacks), organization, one.thread, ticket.subject
    for each in found.misfiled:
        ticket = each.ticket
        organization = ticket.organization.name if ticket.organization else None
        right = each.organization_id
        yield MISFILED, ticket.number, right, organization, each.organization_name, ticket.subject


def _show_unfilled(console: "Screen", found: Triage, now: datetime) -> None:
    from rich.text import Text  # noqa: PLC0415

    if not found.unfilled:
        console.print(Text("No form from Slack waits to be filled."))
        return
    console.print(Text("From Slack, and the form is not filled:", "bold"))
    head = ("ticket", "lacks", "waits", "requester", "organization", "subject", "maybe for")
    console.print(table(head, [_cells(one, now) for one in found.unfilled]))
    for one in found.unfilled:
        if one.thread:  # made by the pattern of a thread's address: nothing else is in it
            console.print(console.link(f"{one.ticket.number}  {one.thread}", one.thread))
    number = found.unfilled[0].ticket.number
    console.print(Text(f"csm triage {number} --group G --severity S fills one", "dim"))


def _cells(one: Unfilled, now: datetime) -> tuple[str | int | None, ...]:
    ticket = one.ticket
    best = next((each.group for each in one.suggestions if each.group), None)
    return (
        ticket.number,
        ", ".join(one.lacks),
        when(ticket.created_at, now).removesuffix(" ago"),
        ticket.requester.name if ticket.requester else None,
        ticket.organization.name if ticket.organization else None,
        ticket.subject,
        best,
    )


def _show_misfiled(console: "Screen", found: Triage) -> None:
    from rich.text import Text  # noqa: PLC0415

    if not found.misfiled:
        return
    console.print(Text("\nWhose requester is filed under the wrong organization:", "bold"))
    head = ("ticket", "requester", "filed under", "right one", "")
    rows = [
        (
            each.ticket.number,
            named(each.ticket.requester),
            each.ticket.organization.name if each.ticket.organization else "none",
            " ".join(filter(None, (each.organization_name, each.organization_id))) or "not known",
            _SAID_BY.get(each.source or ""),
        )
        for each in found.misfiled
    ]
    console.print(table(head, rows))
