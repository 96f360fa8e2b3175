"""Lists in pages: by offset (`page`, `per_page`) and by cursor (`page[size]`, `page[after]`)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.errors import invalid_attribute, pagination
from csm_cli.sandbox.zendesk.records import Record

_LARGEST_PAGE = 100
_DEEPEST_PAGE = 100
_DIGITS = 19  # longer numbers are no ids, sizes or pages
_CURSOR_KEYS = ("page[size]", "page[after]", "page[before]")
SortKey = Callable[[Record], tuple[Any, ...]]


def asks_for_cursor(call: Call) -> bool:
    """Say whether the request chose cursor pages."""
    return any(call.parameter(key) is not None for key in _CURSOR_KEYS)


def link(call: Call, **changes: object) -> str:
    """Return the absolute address of this list with other paging parameters; None removes one."""
    kept = [(key, value) for key, value in call.query if key not in changes]
    added = [(key, str(value)) for key, value in changes.items() if value is not None]
    return f"{call.base_url}{call.path}.json?{urlencode(sorted(kept + added))}"


def offset_page(call: Call, items: Sequence[Record], depth: int | None = None) -> Record:
    """Cut one page by number: the keys `items`, `next_page`, `previous_page` and `count`.

    `depth` is how many records may be reached this way; None means the account's limit.
    """
    page, size = page_number(call), page_size(call)
    reachable = int(call.limits["offset_records"]) if depth is None else depth
    if page > _DEEPEST_PAGE or page * size > max(reachable, size):
        title = (
            "Pagination requests using Offset Pagination are limited to page 100 or up to 10000 "
            "records (page * per_page)"
        )
        raise pagination("InvalidPaginationDepth", title, f"page {page} of {size} is too deep")
    first, last = (page - 1) * size, page * size
    return {
        "items": list(items[first:last]),
        "next_page": link(call, page=page + 1) if last < len(items) else None,
        "previous_page": link(call, page=page - 1) if page > 1 else None,
        "count": len(items),
    }


def page_number(call: Call) -> int:
    """Return the number of the page asked for, from 1."""
    text = call.parameter("page") or "1"
    number = _integer(text)
    if number is None or number < 1:
        raise invalid_attribute("page", "an integer", f"api/v2/{call.action}")
    return number


def page_size(call: Call) -> int:
    """Return the size of offset pages: at most 100, and 100 for anything unreadable."""
    wanted = _integer(call.parameter("per_page") or "")
    return _LARGEST_PAGE if wanted is None else min(max(wanted, 1), _LARGEST_PAGE)


def _integer(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else None


def cursor_page(
    call: Call, items: Sequence[Record], sort_key: SortKey, *, descending: bool = False
) -> Record:
    """Cut one page by cursor: the keys `items`, `meta` and `links`.

    As in the original, a page that is not empty has a `links.next` even when `meta.has_more` is
    false; it leads to an empty page.
    """
    size = _cursor_size(call)
    ordered = sorted(items, key=sort_key, reverse=descending)
    after, before = call.parameter("page[after]"), call.parameter("page[before]")
    if after is not None:
        ordered = _cut(ordered, sort_key, after, "page[after]", descending=descending)
    elif before is not None:
        ordered = _cut(ordered, sort_key, before, "page[before]", descending=not descending)
    more = len(ordered) > size
    page = ordered[-size:] if before is not None and after is None else ordered[:size]
    return {"items": page, **_cursor_links(call, page, sort_key, more=more)}


def _cursor_size(call: Call) -> int:
    size = _integer(call.parameter("page[size]") or str(_LARGEST_PAGE))
    if size is None or not 1 <= size <= _LARGEST_PAGE:
        raise pagination(
            "InvalidPaginationParameter",
            "Invalid pagination parameter",
            f"page[size] must be an integer from 1 to {_LARGEST_PAGE}",
        )
    return size


def _cut(
    items: list[Record], sort_key: SortKey, cursor: str, name: str, *, descending: bool
) -> list[Record]:
    """Keep the items whose key is beyond the cursor's: above it, or below it when descending."""
    try:
        bound = tuple(_decoded(cursor))
        if descending:
            return [item for item in items if sort_key(item) < bound]
        return [item for item in items if sort_key(item) > bound]
    except (binascii.Error, ValueError, TypeError) as error:
        raise pagination(
            "InvalidPaginationParameter", "Invalid pagination parameter", f"{name} is not a cursor"
        ) from error


def _decoded(cursor: str) -> list[Any]:
    key = json.loads(base64.b64decode(cursor, validate=True))
    if not isinstance(key, list) or not key:
        raise ValueError(cursor)
    return key


def _cursor_links(call: Call, page: list[Record], sort_key: SortKey, *, more: bool) -> Record:
    first = _encode(sort_key(page[0])) if page else None
    last = _encode(sort_key(page[-1])) if page else None
    changes: dict[str, dict[str, object]] = {
        "prev": {"page[before]": first, "page[after]": None},
        "next": {"page[after]": last, "page[before]": None},
    }
    return {
        "meta": {"has_more": more, "after_cursor": last, "before_cursor": first},
        "links": {
            name: link(call, **{"page[size]": call.parameter("page[size]"), **change})
            if page
            else None
            for name, change in changes.items()
        },
    }


def _encode(key: tuple[Any, ...]) -> str:
    return base64.b64encode(json.dumps(key).encode()).decode()


def paged(
    call: Call,
    name: str,
    items: Sequence[Record],
    sort_key: SortKey = lambda item: (item["id"],),
    *,
    descending: bool = False,
) -> Record:
    """Answer with a page of a list under `name`, in the way of paging that the request chose."""
    if asks_for_cursor(call):
        page = cursor_page(call, items, sort_key, descending=descending)
    else:
        page = offset_page(call, sorted(items, key=sort_key, reverse=descending))
    return {name: page.pop("items"), **page}
