"""Whether a record matches a query: what each filter means for each kind of record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from csm_cli.sandbox.times import parse_iso
from csm_cli.sandbox.zendesk.records import Record, all_of
from csm_cli.sandbox.zendesk.search_query import Filter, Query, holds, words_of

_DATE_LENGTH = len("2026-11-23")
_RANKS = {
    "status": ("new", "open", "pending", "hold", "solved", "closed"),
    "priority": ("low", "normal", "high", "urgent"),
}
_TIMES = {
    "created": "created_at",
    "created_at": "created_at",
    "updated": "updated_at",
    "updated_at": "updated_at",
    "due_date": "due_at",
}
_TEXTS = {
    "tickets": {"subject": "subject", "description": "description"},
    "users": {"name": "name", "email": "email", "phone": "phone", "notes": "notes",
              "details": "details"},
    "organizations": {"name": "name", "notes": "notes", "details": "details"},
    "groups": {"name": "name"},
}  # fmt: skip
_EXACT = {
    "tickets": {"ticket_type": "type", "external_id": "external_id"},
    "users": {"role": "role", "external_id": "external_id"},
    "organizations": {"external_id": "external_id"},
    "groups": {},
}
_PEOPLE = {"assignee": "assignee_id", "requester": "requester_id", "submitter": "submitter_id"}


class Matcher:
    """Matches records against one query for one caller."""

    def __init__(self, db: sqlite3.Connection, query: Query, caller_id: int) -> None:
        self._query = query
        self._caller_id = caller_id
        self._people = all_of(db, "users")
        self._named = {kind: all_of(db, kind) for kind in ("groups", "organizations")}

    def matches(self, kind: str, record: Record) -> bool:
        """Say whether all filters and all words fit; filters of the same key are alternatives."""
        for _, same in groupby(sorted(self._query.filters, key=_alternatives), key=_alternatives):
            if not any(self._fits(kind, record, item) != item.negated for item in same):
                return False
        text = tuple(word for part in _searchable(kind, record) for word in words_of(part))
        return all(holds(text, wanted) != wanted.negated for wanted in self._query.texts)

    def _fits(self, kind: str, record: Record, wanted: Filter) -> bool:
        key = wanted.key
        if key in _TIMES:
            return _within(record.get(_TIMES[key]), wanted)
        if kind == "tickets" and key in _RANKS:
            return _ranked(record[key], _RANKS[key], wanted)
        return wanted.sign == ":" and self._equals(kind, record, key, wanted.value)

    def _equals(self, kind: str, record: Record, key: str, value: str) -> bool:
        if key == "tags" and "tags" in record:
            return value.lower() in record["tags"] or (value == "none" and not record["tags"])
        if key in _TEXTS[kind]:
            return _contains(record[_TEXTS[kind][key]], value)
        if key in _EXACT[kind]:
            return str(record[_EXACT[kind][key]] or "none").casefold() == value.casefold()
        if kind == "tickets":
            return self._fits_ticket(record, key, value)
        return key == "organization" and self._links("organizations", record, value)

    def _fits_ticket(self, ticket: Record, key: str, value: str) -> bool:
        if key in _PEOPLE:
            number = ticket[_PEOPLE[key]]
            return number in self._people_named(value) if number else value == "none"
        if key in ("group", "organization"):
            return self._links(f"{key}s", ticket, value)
        if key == "via":
            return bool(ticket["via"]["channel"] == value)
        if key.startswith("custom_field_"):
            held = ticket["custom_fields"].get(key.removeprefix("custom_field_"))
            values = held if isinstance(held, list) else [held]
            return any(_printed(item) == value.casefold() for item in values)
        if key == "fieldvalue":
            return any(
                _printed(item) == value.casefold() for item in ticket["custom_fields"].values()
            )
        return False

    def _people_named(self, value: str) -> set[int]:
        if value == "me":
            return {self._caller_id}
        return {
            user["id"]
            for user in self._people
            if value.casefold() in (str(user["id"]), str(user["email"]).casefold())
            or _contains(user["name"], value)
        }

    def _links(self, kind: str, record: Record, value: str) -> bool:
        number = record.get(f"{kind.removesuffix('s')}_id")
        if number is None:
            return value == "none"
        return any(
            item["id"] == number
            and (str(number) == value or item["name"].casefold() == value.casefold())
            for item in self._named[kind]
        )


def _alternatives(wanted: Filter) -> tuple[str, str, str, bool]:
    """Positive filters of one key share a group; all others stand alone."""
    alone = wanted.negated or wanted.sign != ":"
    return wanted.key, wanted.sign, wanted.value if alone else "", wanted.negated


def _searchable(kind: str, record: Record) -> Iterable[str]:
    if kind == "tickets":
        yield from (str(record["id"]), record["subject"], record["description"] or "")
        yield from record.get("_comments", ())
        return
    for key in ("name", "email", "notes", "details", "phone"):
        if record.get(key):
            yield str(record[key])


def _contains(text: str | None, value: str) -> bool:
    return value.casefold().rstrip("*") in (text or "").casefold()


def _printed(value: Any) -> str:
    return "none" if value in (None, "", []) else str(value).casefold()


def _ranked(value: str | None, ranks: tuple[str, ...], wanted: Filter) -> bool:
    if wanted.value == "none":
        return value is None
    if value is None or wanted.value.lower() not in ranks:
        return False
    held, bound = ranks.index(value), ranks.index(wanted.value.lower())
    return _compare(held, held + 1, bound, bound + 1, wanted.sign)


def _within(value: str | None, wanted: Filter) -> bool:
    try:
        start = parse_iso(wanted.value)
    except ValueError:
        return False
    if value is None:
        return False
    length = timedelta(days=1) if len(wanted.value) == _DATE_LENGTH else timedelta(seconds=1)
    moment: datetime = parse_iso(value)
    return _compare(moment, moment, start, start + length, wanted.sign)


def _compare(held: Any, held_end: Any, start: Any, end: Any, sign: str) -> bool:
    """Compare with an interval: a date is a whole day, `>` is after its end."""
    if sign == ":":
        return bool(start <= held < end)
    if sign == ">":
        return bool(held >= end)
    if sign == ">=":
        return bool(held >= start)
    if sign == "<":
        return bool(held < start)
    return bool(held_end <= end)
