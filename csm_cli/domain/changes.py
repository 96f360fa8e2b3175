"""What is different between two readings of a ticket, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from csm_cli.domain.tickets import Entry, Marker, Ticket


class Reading(NamedTuple):
    """A ticket with its whole conversation (newest first), as it stood at one moment."""

    ticket: Ticket
    entries: tuple[Entry, ...]


def new_entries(before: Reading, after: Reading) -> tuple[Entry, ...]:
    """The entries that came in between, the oldest first."""
    known = {entry.id for entry in before.entries}
    return tuple(entry for entry in reversed(after.entries) if entry.id not in known)


def changed(before: Reading, after: Reading, marker: Marker) -> tuple[str, ...]:
    """A sentence for each thing that is different: fields, group, assignee, status, entries."""
    old, new = before.ticket, after.ticket
    pairs = (
        (marker.title, old.fields.get(marker.field_id), new.fields.get(marker.field_id)),
        ("group", _name(old.group), _name(new.group)),
        ("assignee", _name(old.assignee), _name(new.assignee)),
        ("status", old.status, new.status),
    )
    found = [f"{name}: {was or '-'} -> {now or '-'}" for name, was, now in pairs if was != now]
    for entry in new_entries(before, after):
        kind = "internal note" if entry.private else "PUBLIC reply"
        found.append(f"new {kind} by {entry.author.name}: {entry.body.partition(chr(10))[0]}")
    return tuple(found)


def only_private_notes(entries: Sequence[Entry]) -> bool:
    """Whether no entry can be read by the customer."""
    return all(entry.private for entry in entries)


def _name(thing: object) -> str | None:
    return getattr(thing, "name", None)
