"""The one door for writes to Zendesk: a planned write becomes one update, and is compared.

Every note that csm leaves passes through `ticket`, which is the only place that makes a
comment, and makes it private; `receipt` then looks whether Zendesk kept it private, and as it
was sent.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from csm_cli.adapters.zendesk import note_text, records
from csm_cli.domain.errors import Leaked, OutcomeUnknown, Unavailable
from csm_cli.domain.notes import first_difference
from csm_cli.domain.tickets import Change, Entry, Mark, Person, Receipt, Write


def ticket(write: Write, tokens: Sequence[str], ids: records.FieldIds) -> Any:
    """The write as a zenpy ticket: comment, fields, tags, mark and condition in one update.

    `tokens` are those of the files that were uploaded for it. `tags` replace all that there are:
    they go out as the whole list of the version that the update carries, or not at all.
    `assignee_id` is set after construction, since zenpy's constructor drops a null, and the stamp
    goes out as the text that came in: zenpy cuts a datetime down to its date.
    """
    from zenpy.lib.api_objects import Ticket  # noqa: PLC0415 - heavy; loaded when a write is near

    made = Ticket(
        id=write.ticket,
        comment=private_note(write.note, tokens),
        metadata={"csm_op": write.mark.operation_id, "csm_verb": write.mark.verb},
        safe_update=True,
        updated_stamp=write.version,
    )
    change = write.change or Change()
    if change.group is not None:
        made.group_id = change.group.id
    if change.assignee is not None:
        made.assignee_id = change.assignee.id
    fields = _fields(change, ids)
    if fields:
        made.custom_fields = fields
    if change.add_tags or change.remove_tags:
        assert write.tags is not None  # `Write.on` knows them
        made.tags = list(write.tags)
    return made


def _fields(change: Change, ids: records.FieldIds) -> list[dict[str, Any]]:
    """The custom fields that change; those that are not named keep their value."""
    found: list[dict[str, Any]] = []
    if change.marker is not None:
        found.append({"id": change.marker[0].field_id, "value": change.marker[1].value})
    if change.severity is not None:
        found.append({"id": ids.ticket["severity"], "value": change.severity or None})
    return found


def private_note(text: str, tokens: Sequence[str] = ()) -> dict[str, Any]:
    """The comment of every note: private by construction, its text kept as it was typed."""
    files = {"uploads": list(tokens)} if tokens else {}
    return {**note_text.forms(text), "public": False, **files}


def receipt(write: Write, answer: Any, author: Person, ids: records.FieldIds) -> Receipt:
    """Compare Zendesk's answer with what was sent.

    Raises:
        Leaked: the note came back as one that the customer can read.
        OutcomeUnknown: the answer does not show the note, or not whether it is private.
    """
    updated = records.ticket({"ticket": answer.ticket.to_dict()}, ids, None)
    audit = answer.audit if isinstance(answer.audit, Mapping) else answer.audit.to_dict()
    note = _note(write, audit, author)
    if updated.number != write.ticket:
        raise OutcomeUnknown(f"the update was sent, and the answer is about {updated.number}")
    return Receipt(
        note=note,
        updated_at=updated.updated_at,
        differences=(
            *write.differences(note),
            *_unmarked(write, audit),
            *(write.change.differences(updated) if write.change else ()),
        ),
    )


def _unmarked(write: Write, audit: Mapping[str, Any]) -> tuple[str, ...]:
    """The difference of a note without csm's mark, by which csm would find it again.

    An answer that says nothing of metadata says nothing of the mark either.
    """
    metadata = audit.get("metadata")
    custom = metadata.get("custom") if isinstance(metadata, Mapping) else None
    if custom is None or records.mark(custom) == write.mark:
        return ()
    return ("the note does not carry csm's mark",)


def _made_at(audit: Mapping[str, Any]) -> datetime | None:
    try:
        return records.moment(audit.get("created_at"))
    except Unavailable:
        return None


def _note(write: Write, audit: Mapping[str, Any], author: Person) -> Entry:
    said = [event for event in audit.get("events") or () if event.get("type") == "Comment"]
    for event in said:
        if event.get("public") is True:
            raise Leaked.of(write.ticket, event.get("id"), _made_at(audit))
    if not said or any(event.get("public") is not False for event in said):
        raise OutcomeUnknown("the update was sent, and Zendesk's answer shows no private note")
    event = said[0]
    return Entry(
        id=int(event["id"]),
        author=author,
        private=True,
        body=_text(write, event),
        created_at=records.moment(audit["created_at"]),
        mark=Mark(*write.mark),
        attachments=records.attached(event),
    )


def _text(write: Write, event: Mapping[str, Any]) -> str:
    """The note's text, out of the form that shows it as it was sent, if one does.

    How Zendesk turns `html_body` into `body` is documented nowhere, so that either may prove it.
    """
    body = str(event.get("body") or "")
    in_page = note_text.shown(str(event.get("html_body") or ""))
    return in_page if first_difference(write.note, in_page) is None else body
