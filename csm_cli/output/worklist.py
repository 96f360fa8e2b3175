"""The list of tickets that need somebody: as a document, as lines, and on a screen."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from csm_cli.domain.claims import Claim
from csm_cli.domain.clocks import Clock
from csm_cli.domain.talk import Said
from csm_cli.domain.tickets import DeskOrganization, Person
from csm_cli.domain.worklist import Row, Worklist
from csm_cli.output.present import View
from csm_cli.output.times import utc

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen


def view(found: Worklist, *, time_zone: str) -> View:
    """What needs me: see the schema `mine`."""

    def screen(console: "Screen") -> None:
        from csm_cli.output.worklist_screen import draw  # noqa: PLC0415 - for a terminal alone

        draw(console, found, empty="Nothing needs you")

    document = {"tickets": [_record(row) for row in found.rows], **_around(found, time_zone)}
    return View(document, [_cells(row) for row in found.rows], screen)


def due_view(found: Worklist, *, within: timedelta, time_zone: str) -> View:
    """Where an update is due: see the schema `due`."""

    def screen(console: "Screen") -> None:
        from csm_cli.output.worklist_screen import draw  # noqa: PLC0415 - for a terminal alone

        draw(console, found, empty="No update is due", next_step=next_step)

    rows = [{**_record(row), "next": next_step(row)} for row in found.rows]
    hours = within.total_seconds() / 3600
    document = {"tickets": rows, "within_hours": hours, **_around(found, time_zone)}
    return View(document, [(*_cells(row), next_step(row)) for row in found.rows], screen)


def next_step(row: Row) -> str:
    """What to type to keep the customer posted."""
    return f"csm update {row.ticket.number}"


def _around(found: Worklist, time_zone: str) -> dict[str, Any]:
    return {
        "counts": dict(found.counts),
        "omitted": found.omitted,
        "complete": found.complete,
        "sources": [source._asdict() for source in found.sources],
        "warnings": [notice._asdict() for notice in found.notices],
        "as_of": utc(found.as_of),
        "time_zone": time_zone,
    }


def _record(row: Row) -> dict[str, Any]:
    ticket, talk = row.ticket, row.talk
    return {
        "ticket": ticket.number,
        "url": ticket.url or None,
        "subject": ticket.subject,
        "status": ticket.status,
        "waiting": row.waiting,
        "why": list(row.why),
        "created_at": utc(ticket.created_at),
        "updated_at": utc(ticket.updated_at),
        "plan": row.plan,
        "severity": ticket.severity,
        "clock": _clock(row.clock, row.left),
        "conversation_read": talk is not None,
        "last_speaker": _said(talk.last if talk else None),
        "our_last_word_at": utc(talk.ours.at if talk and talk.ours else None),
        "claim": _claim(talk.claim if talk else None),
        "escalated": row.escalated,
        "hero_sees": row.hero_sees,
        "hidden_by": list(row.hidden_by),
        "group": ticket.group.name if ticket.group else None,
        "assignee": _name(ticket.assignee),
        "requester": _name(ticket.requester),
        "organization": _organization(ticket.organization, ticket.organization_id),
    }


def _clock(clock: Clock | None, left: timedelta | None) -> dict[str, Any] | None:
    if clock is None or left is None:
        return None
    seconds = int(left.total_seconds())
    return {
        "hours": clock.hours,
        "began_at": utc(clock.began_at),
        "basis": clock.basis,
        "due_at": utc(clock.due_at),
        "left_seconds": seconds,
        "overdue": seconds < 0,
    }


def _said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {"who": said.who, "name": said.by.name, "at": utc(said.at)}


def _claim(claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    return {
        "by": claim.by.name,
        "email": claim.by.email,
        "at": utc(claim.at),
        "note_id": claim.note_id,
    }


def _organization(
    organization: DeskOrganization | None, of_posthog: str | None
) -> dict[str, Any] | None:
    if organization is None and of_posthog is None:
        return None
    recorded = organization.organization_id if organization else None
    return {
        "name": organization.name if organization else None,
        "organization_id": of_posthog or recorded,
        "zendesk_organization_id": organization.id if organization else None,
    }


def _name(person: Person | None) -> str | None:
    return person.name if person else None


def _cells(row: Row) -> Sequence[str | int | None]:
    return tuple(_in_order(row))


def _in_order(row: Row) -> Iterator[str | int | None]:
    ticket, talk = row.ticket, row.talk
    yield ticket.number
    yield row.waiting
    yield utc(row.clock.due_at) if row.clock else None
    yield int(row.left.total_seconds()) if row.left is not None else None
    yield utc(ticket.created_at)
    yield row.plan
    yield ticket.severity
    yield talk.last.who if talk and talk.last else None
    yield talk.claim.by.name if talk and talk.claim else None
    yield None if row.escalated is None else ("escalated" if row.escalated else "")
    yield None if not row.escalated else ("seen" if row.hero_sees else "hidden")
    yield ",".join(row.why)
    yield ticket.organization.name if ticket.organization else None
    yield ticket.subject
