"""Cells of an answer, made sense of.

Every cell comes as text or null, but PostHog retypes a property whenever somebody calls it
a number, so an id may also come as 123, "123" or "123.0". Regions, addresses and ids leave
here in one spelling.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from csm_cli.adapters.posthog.table import Table
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.records import Kind, Record

Row = Mapping[str, Any]
_Meaning = TypeVar("_Meaning")
_WHOLE = re.compile(r"([0-9]+)\.0*\Z", re.ASCII)


def records(rows: Sequence[Row], kinds: Mapping[str, Kind]) -> tuple[Record, ...]:
    """Impersonations, from rows of the query `impersonations`, in their order.

    An audit reads many more of them than it keeps. So it goes by columns, and makes sense of
    each different cell of a column once: few staff members, regions and customers stand in
    very many rows.

    Raises:
        Unavailable: a cell that every event has is missing or makes no sense.
    """
    table = Table.of(rows)

    def column(name: str, meaning: Callable[[Any], _Meaning]) -> Iterator[_Meaning]:
        cells = table.column(name)
        known = {cell: meaning(cell) for cell in set(cells)}
        return map(known.__getitem__, cells)

    try:
        return tuple(
            map(
                Record,
                map(str, table.column("event_uuid")),
                map(moment, table.column("occurred_at")),
                column("event_name", kinds.__getitem__),
                column("event_region", region),
                column("staff_email", word),
                column("staff_id", user_id),
                column("target_email", word),
                column("target_id", user_id),
                column("start_mode", word),
                map(reason, table.column("reason_text"), table.column("reason_escaped")),
                column("support_ticket", word),
            )
        )
    except (KeyError, ValueError, TypeError) as error:
        raise _unreadable(error) from None


def record(row: Row, kinds: Mapping[str, Kind]) -> Record:
    """One impersonation; see `records`."""
    [only] = records((row,), kinds)
    return only


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


def organization(row: Row) -> str:
    """Whose piece of a membership it is; empty for an organization that nobody asked about."""
    return str(row.get("organization") or "")


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
    if text is None or text.isdigit():
        return text
    whole = _WHOLE.match(text)
    return whole[1] if whole else text


def region(cell: Any) -> str | None:
    """`us`, `eu`, or another word for an instance that is neither."""
    text = word(cell)
    return text.lower() if text else None


def moment(cell: Any) -> datetime:
    """A time that the query turned into UTC text, aware."""
    text = str(cell)
    try:
        at = datetime.fromisoformat(f"{text}+00:00")  # ten times as fast as setting the zone later
    except ValueError:
        at = datetime.fromisoformat(text)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


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
    return sites.get(_host(site) or "") if site else None


@lru_cache(maxsize=64)  # a row of each member names one, and there are few
def _host(site: str) -> str | None:
    try:
        return urlsplit(site if "//" in site else f"//{site}").hostname
    except ValueError:
        return None


def _unreadable(error: Exception) -> Unavailable:
    return Unavailable(
        f"PostHog's answer holds a row that can't be read ({type(error).__name__})",
        hint="csm may be older than PostHog's events; report it",
    )
