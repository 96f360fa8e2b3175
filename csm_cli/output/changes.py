"""What a planned write would change on a ticket: before and after, names beside ids."""

from typing import TYPE_CHECKING

from csm_cli.domain.tickets import Change, Ticket
from csm_cli.output import clean

if TYPE_CHECKING:
    from rich.text import Text

_NOTHING, _NOBODY = "-", "nobody"


def changes(ticket: Ticket, change: Change | None) -> "list[Text]":
    """One line for each thing that would be different."""
    from rich.text import Text  # noqa: PLC0415

    return [
        Text.assemble(f"  {clean.line(name):<10} ", (before, "red"), " -> ", (after, "green"))
        for name, before, after in _rows(ticket, change or Change())
        if before != after
    ]


def _rows(ticket: Ticket, change: Change) -> list[tuple[str, str, str]]:
    rows = []
    if change.marker is not None:
        field, option = change.marker
        before = ticket.fields.get(field.field_id)
        rows.append(
            (field.title, clean.line(before or _NOTHING), clean.line(option.value or _NOTHING))
        )
    if change.group is not None:
        before = _named(ticket.group.name, ticket.group.id) if ticket.group else _NOTHING
        rows.append(("group", before, _named(change.group.name, change.group.id)))
    if change.assignee is not None:
        now, then = ticket.assignee, change.assignee
        rows.append(
            (
                "assignee",
                _named(now.name, now.id) if now else _NOBODY,
                _named(then.name or "", then.id) if then.id is not None else _NOBODY,
            )
        )
    if change.severity is not None:
        was, wanted = clean.line(ticket.severity or _NOTHING), clean.line(change.severity)
        rows.append(("severity", was, wanted or _NOTHING))
    return [*rows, *_tag_rows(ticket, change)]


def _tag_rows(ticket: Ticket, change: Change) -> list[tuple[str, str, str]]:
    come = [tag for tag in change.add_tags if tag not in ticket.tags]
    gone = [tag for tag in change.remove_tags if tag in ticket.tags]
    return [
        *(("tag", _NOTHING, clean.line(tag)) for tag in come),
        *(("tag", clean.line(tag), _NOTHING) for tag in gone),
    ]


def _named(name: str, number: int | None) -> str:
    return f"{clean.line(name)} ({number})"
