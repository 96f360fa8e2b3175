"""Reading and writing Zendesk's records in the state, and the form in which the API shows them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from csm_cli.sandbox.facts import meta, set_meta
from csm_cli.sandbox.zendesk.shapes import KINDS, SYSTEM_FIELD_TYPES

Record = dict[str, Any]
_LARGEST_ID = 2**63 - 1
_FIRST_NEW_ID = 9_000_000_000_000
_ID_STEP = 128  # Zendesk's own ids grow in steps of this size
# Keys that Zendesk shows for some types of ticket fields only.
_FIELD_EXTRAS = ("custom_field_options", "system_field_options", "sub_type_id")


def find(db: sqlite3.Connection, kind: str, number: int | None) -> Record | None:
    """Read one record by id, or None."""
    if number is None or not 0 < number <= _LARGEST_ID:
        return None
    row = db.execute("SELECT body FROM record WHERE kind = ? AND id = ?", (kind, number)).fetchone()
    return None if row is None else json.loads(row["body"])


def all_of(db: sqlite3.Connection, kind: str) -> list[Record]:
    """Read all records of a kind, by ascending id."""
    rows = db.execute("SELECT body FROM record WHERE kind = ? ORDER BY id", (kind,))
    return [json.loads(row["body"]) for row in rows]


def save(db: sqlite3.Connection, kind: str, record: Record) -> None:
    """Write one record."""
    db.execute(
        "INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (kind, record["id"], json.dumps(record))
    )


def find_by_email(db: sqlite3.Connection, email: str) -> Record | None:
    """Read the user with this e-mail address, whatever the case of its letters."""
    row = db.execute(
        "SELECT body FROM record WHERE kind = 'users' AND "
        "lower(json_extract(body, '$.email')) = lower(?)",
        (email,),
    ).fetchone()
    return None if row is None else json.loads(row["body"])


def find_many(db: sqlite3.Connection, kind: str, numbers: Iterable[int | None]) -> list[Record]:
    """Read the records with these ids, each once, in the order they were named first."""
    wanted = dict.fromkeys(number for number in numbers if number is not None)
    found = (find(db, kind, number) for number in wanted)
    return [record for record in found if record is not None]


def new_id(db: sqlite3.Connection) -> int:
    """Allot the id of a new record, audit, event or comment."""
    number = int(meta(db, "next_id", _FIRST_NEW_ID))
    set_meta(db, "next_id", number + _ID_STEP)
    return number


def start_ids_above(db: sqlite3.Connection, number: int) -> None:
    """Make sure that new ids are larger than any that a scenario brought."""
    set_meta(db, "next_id", max(_FIRST_NEW_ID, number + _ID_STEP))


def present(kind: str, record: Record, base_url: str) -> Record:
    """Show a record as the API does: its `url`, and the keys of its kind, so no API token."""
    shown: Record = {"url": f"{base_url}/api/v2/{kind}/{record['id']}.json"}
    shown.update((key, record.get(key)) for key in KINDS[kind])
    if kind == "ticket_fields":
        for key in _FIELD_EXTRAS:
            if shown[key] is None:
                del shown[key]
    return shown


def custom_fields(db: sqlite3.Connection) -> list[Record]:
    """Read the active custom ticket fields, by ascending id."""
    return [
        field
        for field in all_of(db, "ticket_fields")
        if field["active"] and field["type"] not in SYSTEM_FIELD_TYPES
    ]


def present_ticket(ticket: Record, fields: Iterable[Record], base_url: str) -> Record:
    """Show a ticket: every active custom field appears, in `custom_fields` and in `fields`."""
    shown = present("tickets", ticket, base_url)
    if shown["generated_timestamp"] is None:
        del shown["generated_timestamp"]
    values = ticket["custom_fields"]
    entries = [
        {"id": field["id"], "value": values.get(str(field["id"]), empty_value(field))}
        for field in fields
    ]
    shown["custom_fields"] = entries
    shown["fields"] = entries
    return shown


def empty_value(field: Record) -> object:
    """Return what Zendesk shows for a custom field without a value."""
    return {"checkbox": False, "multiselect": []}.get(field["type"])
