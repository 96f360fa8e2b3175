"""Export of search results: one kind of record, by cursor, however many there are.

After Zendesk's reference, "Export Search Results", and a recorded answer: ordered by the moment of
creation, the newest first, records of the same moment by ascending id; no count, no way back. A
cursor lives for an hour. How the original refuses an old cursor is not published (assumed).
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Final

from csm_cli.sandbox.times import parse_iso
from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import ApiError, missing_parameter, pagination
from csm_cli.sandbox.zendesk.paging import link
from csm_cli.sandbox.zendesk.records import Record, custom_fields
from csm_cli.sandbox.zendesk.search import found, show
from csm_cli.sandbox.zendesk.search_query import RECORD_TYPES

_LARGEST_PAGE: Final = 1000
_USUAL_PAGE: Final = 100
_DIGITS: Final = 5


def export(call: Call) -> Answer:
    """Answer with one page of the records of one kind."""
    kind = RECORD_TYPES.get((call.parameter("filter[type]") or "").lower())
    if kind is None:
        raise missing_parameter("filter[type]")
    ordered = sorted(found(call, (kind,)), key=_place)
    left = _after(call, ordered)
    page, more = left[: _size(call)], len(left) > _size(call)
    fields = custom_fields(call.db)
    cursor = _encoded(call, page[-1]) if page else None
    following = link(call, **{"page[after]": cursor, "page[before]": None}) if cursor else None
    return Answer(
        {
            "results": [show(call, record, fields) for record in page],
            "facets": None,
            "meta": {"has_more": more, "after_cursor": cursor, "before_cursor": None},
            "links": {"prev": None, "next": following},
        }
    )


def _place(record: Record) -> tuple[float, int]:
    return -parse_iso(record["created_at"]).timestamp(), int(record["id"])


def _size(call: Call) -> int:
    text = call.parameter("page[size]") or str(_USUAL_PAGE)
    size = int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0
    if not 1 <= size <= _LARGEST_PAGE:
        raise _refused(f"page[size] must be an integer from 1 to {_LARGEST_PAGE}")
    return size


def _after(call: Call, ordered: list[Record]) -> list[Record]:
    """The records beyond the cursor; all of them without one."""
    cursor = call.parameter("page[after]")
    if cursor is None:
        return ordered
    try:
        made, moment, number = json.loads(base64.b64decode(cursor, validate=True))
        bound, age = (float(moment), int(number)), call.now.timestamp() - float(made)
    except (binascii.Error, ValueError, TypeError) as error:
        raise _refused("page[after] is not a cursor") from error
    if age > float(call.limits["search_cursor_seconds"]):
        raise _refused("page[after] has expired")
    return [record for record in ordered if _place(record) > bound]


def _encoded(call: Call, record: Record) -> str:
    return base64.b64encode(json.dumps([call.now.timestamp(), *_place(record)]).encode()).decode()


def _refused(detail: str) -> ApiError:
    return pagination("InvalidPaginationParameter", "Invalid pagination parameter", detail)
