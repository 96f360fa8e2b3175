"""A ticket on one screen, as a document, or as `key<TAB>value` lines."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from csm_cli.domain.claims import Claim
from csm_cli.domain.context import Context, Known
from csm_cli.domain.links import Link
from csm_cli.domain.overview import Overview
from csm_cli.domain.tickets import DeskOrganization, Entry, Person
from csm_cli.output.present import View
from csm_cli.output.times import utc

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

Row = Sequence[str | int | None]


def view(overview: Overview, *, now: datetime, comments: bool) -> View:
    """The result three ways; the document's shape is `csm_cli/schemas/show.json`.

    `now` is for how long ago things happened, on a screen. `comments` says whether the whole
    conversation was asked for.
    """

    def screen(console: "Screen") -> None:
        from csm_cli.output.show_screen import draw  # noqa: PLC0415 - a pipe must not pay for Rich

        draw(console, overview, now=now, comments=comments)

    return View(_document(overview, comments=comments), _rows(overview, comments=comments), screen)


def _document(overview: Overview, *, comments: bool) -> dict[str, Any]:
    ticket, known = overview.ticket, overview.context
    return {
        "ticket": ticket.number,
        "url": ticket.url or None,
        "subject": ticket.subject,
        "status": ticket.status,
        "priority": ticket.priority,
        "channel": ticket.channel,
        "created_at": utc(ticket.created_at),
        "updated_at": utc(ticket.updated_at),
        "tags": list(ticket.tags),
        "requester": _person(ticket.requester),
        "zendesk_organization": filed_under(ticket.organization),
        "organization": {
            "id": known.organization_id.value,
            "name": known.organization_name.value,
            "region": known.region.value,
        },
        "project": {"id": known.project_id.value, "name": known.project_name.value},
        "user": {"id": known.user_id.value, "email": known.user_email.value},
        "sources": {key: _source(value) for key, value in _witnessed(known)},
        "plan": known.plan,
        "severity": known.severity,
        "area": known.area.value,
        "support_type": ticket.support_type,
        "account_owner": ticket.account_owner,
        "distinct_id": ticket.distinct_id,
        "group": ticket.group._asdict() if ticket.group else None,
        "assignee": _person(ticket.assignee),
        "escalation": _escalation(overview),
        "claim": _claim(overview.claim),
        "last_words": _entry(overview.last_words),
        "last_customer_words": _entry(overview.last_customer_words),
        "message": known.intake.message,
        "form": _form(known),
        "links": [link._asdict() for link in known.links],
        "unknown_lines": list(known.intake.unknown_lines),
        "comments": (
            [_entry(entry) for entry in overview.conversation.entries[::-1]] if comments else None
        ),
        "warnings": [notice._asdict() for notice in overview.warnings],
    }


def _witnessed(known: Context) -> tuple[tuple[str, Known], ...]:
    """The values of which somebody must know who says so, by their names in the document."""
    return (
        ("organization_id", known.organization_id),
        ("organization_name", known.organization_name),
        ("region", known.region),
        ("project_id", known.project_id),
        ("project_name", known.project_name),
        ("user_id", known.user_id),
        ("user_email", known.user_email),
        ("area", known.area),
    )


def _source(known: Known) -> dict[str, Any]:
    return {"from": known.source, "confirmed": known.confirmed}


def _person(person: Person | None) -> dict[str, Any] | None:
    if person is None:
        return None
    return {"id": person.id, "name": person.name, "email": person.email, "kind": person.kind}


def filed_under(organization: DeskOrganization | None) -> dict[str, Any] | None:
    """The organization that Zendesk has a ticket under, by its number and by PostHog's id."""
    return organization._asdict() if organization else None


def _escalation(overview: Overview) -> dict[str, Any]:
    marker = overview.marker
    return {
        "escalated": overview.escalated,
        "field_id": marker.field_id if marker else None,
        "value": overview.ticket.fields.get(marker.field_id) if marker else None,
    }


def _claim(claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    return {"by": _person(claim.by), "at": utc(claim.at), "note_id": claim.note_id}


def _entry(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {
        "id": entry.id,
        "at": utc(entry.created_at),
        "private": entry.private,
        "author": _person(entry.author),
        "channel": entry.channel,
        "body": entry.body,
    }


def _form(known: Context) -> dict[str, Any]:
    """What else the block of the support form says."""
    text = known.intake
    return {
        "generation": text.generation,
        "kind": text.kind,
        "exception": text.exception,
        "persons_on_events": text.persons_on_events,
    }


def _rows(overview: Overview, *, comments: bool) -> Iterator[Row]:
    """One line a value, empty if it is not known; `hint` names what only the text says."""
    document = _document(overview, comments=False)
    for key in ("ticket", "url", "subject", "status", "priority", "created_at", "updated_at"):
        yield key, document[key]
    yield "requester", _named(overview.ticket.requester)
    filed = overview.ticket.organization
    yield "zendesk_organization", filed.name if filed else None
    witnessed = _witnessed(overview.context)
    yield from ((key, known.value) for key, known in witnessed)
    yield from (("hint", key) for key, known in witnessed if known.value and not known.confirmed)
    for key in ("plan", "severity", "account_owner"):
        yield key, document[key]
    yield "group", overview.ticket.group.name if overview.ticket.group else None
    yield "assignee", _named(overview.ticket.assignee)
    yield "escalated", _yes_no(overview.escalated)
    claim = overview.claim
    yield "claimed_by", _named(claim.by) if claim else None
    yield "claimed_at", utc(claim.at) if claim else None
    yield from _entry_rows(overview, "last_words", overview.last_words)
    yield from _entry_rows(overview, "last_customer_words", overview.last_customer_words)
    yield from (_link_row(link) for link in overview.context.links)
    yield from (("unknown_line", line) for line in overview.context.intake.unknown_lines)
    yield from (("warning", f"{notice.code}: {notice.text}") for notice in overview.warnings)
    if comments:
        yield from (_comment_row(entry) for entry in overview.conversation.entries[::-1])


def _entry_rows(overview: Overview, key: str, entry: Entry | None) -> Iterator[Row]:
    yield f"{key}_by", _named(entry.author) if entry else None
    yield f"{key}_at", utc(entry.created_at) if entry else None
    yield f"{key}_private", _yes_no(entry.private) if entry else None
    yield key, overview.words(entry) if entry else None


def _link_row(link: Link) -> Row:
    """An address that is no link is not under the link's key: a script would open it."""
    return (f"link_{link.kind}", link.url) if link.url else (f"no_link_{link.kind}", link.text)


def _comment_row(entry: Entry) -> Row:
    return (
        "comment",
        utc(entry.created_at),
        _yes_no(entry.private),
        entry.author.kind,
        _named(entry.author),
        entry.body,
    )


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "true" if value else "false"


def _named(person: Person | None) -> str | None:
    if person is None:
        return None
    return f"{person.name} <{person.email}>" if person.email else person.name
