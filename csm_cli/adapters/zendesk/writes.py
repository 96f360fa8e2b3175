"""The one door for writes to Zendesk: a planned write becomes one update, and is compared.

Every note that csm leaves passes through `ticket`, which is the only place that makes a
comment, and makes it private; `receipt` then looks whether Zendesk kept it private.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from csm_cli.adapters.zendesk import records
from csm_cli.domain.errors import Leaked, OutcomeUnknown, Unavailable
from csm_cli.domain.tickets import Change, Entry, Mark, Person, Receipt, Write

_LIQUID = re.compile(r"\{(?=[{%])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


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
    between the braces leaves them as they were typed, to the eye. Control characters, which
    come with pasted terminal output and which nobody sees, are left out.
    """
    lines = text.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    return {"body": _LIQUID.sub("{\u200b", _UNSEEN.sub("", lines)), "public": False}


def receipt(write: Write, answer: Any, author: Person, ids: records.FieldIds) -> Receipt:
    """Compare Zendesk's answer with the plan.

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
        differences=write.change.differences(updated) if write.change else (),
    )


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
        body=str(event.get("body") or ""),
        created_at=records.moment(audit["created_at"]),
        mark=Mark(*write.mark),
    )
