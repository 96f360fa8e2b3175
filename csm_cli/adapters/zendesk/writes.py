"""The one door for writes to Zendesk: a planned write becomes one update, and is compared.

Every note that csm leaves passes through `ticket`, which is the only place that makes a
comment, and makes it private; `receipt` then looks whether Zendesk kept it private.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from csm_cli.adapters.zendesk import records
from csm_cli.domain.errors import Leaked, OutcomeUnknown
from csm_cli.domain.tickets import Change, Entry, Mark, Person, Receipt, Write


def ticket(write: Write) -> Any:
    """The write as a zenpy ticket: comment, fields, mark and condition in one update.

    `assignee_id` is set after construction, since zenpy's constructor drops a null, and the
    stamp goes out as the text that came in: zenpy cuts a datetime down to its date.
    """
    from zenpy.lib.api_objects import Ticket  # noqa: PLC0415 - heavy; loaded when a write is near

    made = Ticket(
        id=write.ticket,
        comment=private_note(write.note),
        metadata={"csm_op": write.mark.operation_id, "csm_verb": write.mark.verb},
        safe_update=True,
        updated_stamp=write.version,
    )
    change = write.change or Change()
    if change.group is not None:
        made.group_id = change.group.id
    if change.assignee is not None:
        made.assignee_id = change.assignee.id
    if change.marker is not None:
        made.custom_fields = [{"id": change.marker[0].field_id, "value": change.marker[1].value}]
    return made


def private_note(text: str) -> dict[str, Any]:
    """The comment of every note: private by construction, with nothing that Zendesk expands.

    Zendesk fills in `{{ticket.id}}` and its like in an agent's comment; a zero-width space
    between the braces leaves them as they were typed, to the eye.
    """
    return {"body": text.replace("{{", "{\u200b{").replace("{%", "{\u200b%"), "public": False}


def receipt(write: Write, answer: Any, author: Person) -> Receipt:
    """Compare Zendesk's answer with the plan.

    Raises:
        Leaked: the note came back as one that the customer can read.
        OutcomeUnknown: the answer does not show the note at all.
    """
    updated = answer.ticket.to_dict()
    audit = answer.audit if isinstance(answer.audit, Mapping) else answer.audit.to_dict()
    note = _note(write, audit, author)
    return Receipt(
        note=note,
        updated_at=records.moment(updated["updated_at"]),
        differences=tuple(_differences(write.change or Change(), updated)),
    )


def _note(write: Write, audit: Mapping[str, Any], author: Person) -> Entry:
    said = [event for event in audit.get("events") or () if event.get("type") == "Comment"]
    if not said:
        raise OutcomeUnknown("Zendesk answered without showing the note")
    event = said[0]
    if event.get("public") is not False:
        raise Leaked(
            f"the note on ticket {write.ticket} came back public: the customer can read it",
            written="the note was written, and not as a private one",
            hint=f"open ticket {write.ticket} and make comment {event.get('id')} internal, now",
        )
    return Entry(
        id=int(event["id"]),
        author=author,
        private=True,
        body=str(event.get("body") or ""),
        created_at=records.moment(audit["created_at"]),
        mark=Mark(*write.mark),
    )


def _differences(change: Change, updated: Mapping[str, Any]) -> Sequence[str]:
    """Sentences about what is not as planned; Zendesk ignores what it does not allow."""
    found = []
    if change.group is not None and updated.get("group_id") != change.group.id:
        found.append(f"the group is {updated.get('group_id')}, not {change.group.name}")
    if change.assignee is not None and updated.get("assignee_id") != change.assignee.id:
        wanted = change.assignee.name or "nobody"
        found.append(f"the assignee is {updated.get('assignee_id') or 'nobody'}, not {wanted}")
    if change.marker is not None:
        field, option = change.marker
        values = {item["id"]: item.get("value") for item in updated.get("custom_fields") or ()}
        if values.get(field.field_id) != option.value:
            found.append(f"{field.title} is {values.get(field.field_id)!r}, not {option.value!r}")
    return found
