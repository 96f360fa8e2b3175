"""Cells of an answer, made sense of.

Every cell comes as text or null, but PostHog retypes a property whenever somebody calls it
a number, so an id may also come as 123, "123" or "123.0". Regions, addresses and ids leave
here in one spelling.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from csm_cli.domain.errors import Unavailable
from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.records import Kind, Record

Row = Mapping[str, Any]
_WHOLE = re.compile(r"([0-9]+)\.0*\Z", re.ASCII)


def record(row: Row, kinds: Mapping[str, Kind]) -> Record:
    """An impersonation, from a row of the query `impersonations`.

    Raises:
        Unavailable: a cell that every event has is missing or makes no sense.
    """
    try:
        return Record(
            event_uuid=str(row["event_uuid"]),
            occurred_at=moment(row["occurred_at"]),
            kind=kinds[row["event_name"]],
            region=region(row["event_region"]),
            staff_email=word(row["staff_email"]),
            staff_user_id=user_id(row["staff_id"]),
            target_email=word(row["target_email"]),
            target_user_id=user_id(row["target_id"]),
            mode=word(row["start_mode"]),
            reason=reason(row["reason_text"], row["reason_escaped"]),
            ticket_id=word(row["support_ticket"]),
        )
    except (KeyError, ValueError) as error:
        raise _unreadable(error) from None


def evidence(row: Row, sites: Mapping[str, str]) -> Evidence:
    """One piece of a membership, from a row of the query `members`; raises `Unavailable`."""
    try:
        return Evidence(
            person=str(row["person"]),
            email=word(row["email"]),
            current=bool(int(row["is_current"])),
            region=_site_region(word(row["instance"]), sites),
            several=bool(int(row["is_elsewhere"])),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise _unreadable(error) from None


def number(row: Row, column: str) -> int:
    """A count; raises `Unavailable` if it is none."""
    try:
        return int(row[column])
    except (KeyError, ValueError, TypeError) as error:
        raise _unreadable(error) from None


def word(cell: Any) -> str | None:
    """Text without the space around it; null for nothing at all."""
    return (str(cell).strip() or None) if cell is not None else None


def user_id(cell: Any) -> str | None:
    """The id of a user as digits, whichever type PostHog gave the property."""
    text = word(cell)
    whole = _WHOLE.match(text) if text else None
    return whole[1] if whole else text


def region(cell: Any) -> str | None:
    """`us`, `eu`, or another word for an instance that is neither."""
    text = word(cell)
    return text.lower() if text else None


def moment(cell: Any) -> datetime:
    """A time that the query turned into UTC text, aware."""
    at = datetime.fromisoformat(str(cell))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def reason(text: Any, escaped: Any) -> str | None:
    """The reason as it was typed, from its two spellings.

    They differ when only one of them has been decoded. When both are alike and hold a
    backslash, PostHog served both from a column that keeps JSON's escapes: a decoded text
    with a backslash in it would have had two in the other spelling.
    """
    clean, raw = str(text or ""), str(escaped or "")
    if not clean or clean == raw:
        clean = _decoded(raw)
    return clean if clean.strip() else None


def _decoded(raw: str) -> str:
    try:
        return str(json.loads(f'"{raw}"', strict=False)) if "\\" in raw else raw
    except ValueError:
        return raw


def _site_region(site: str | None, sites: Mapping[str, str]) -> str | None:
    """The region of an instance's address; a host that is not known has none."""
    if not site:
        return None
    try:
        host = urlsplit(site if "//" in site else f"//{site}").hostname
    except ValueError:
        return None
    return sites.get(host or "")


def _unreadable(error: Exception) -> Unavailable:
    return Unavailable(
        f"PostHog's answer holds a row that can't be read ({type(error).__name__})",
        hint="csm may be older than PostHog's events; report it",
    )
