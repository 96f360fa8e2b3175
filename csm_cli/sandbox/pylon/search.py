"""`POST /issues/search`: Pylon's issues by a filter of their fields.

After Pylon's pages "API conventions" and "Issues", and a published client of it: fields that are
unknown are ignored without a word, null is as good as absent, a filter has an operator `and` or
`or` with `subfilters`, or one field with an operator and `value` or `values`. Text of messages is
no field. What Pylon says of an operator that a field has not is a choice.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, Final

from csm_cli.sandbox.service import Answer, Call

PATH: Final = "/issues/search"
_USUAL, _MOST = 100, 999
_SINGLE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "equals": lambda found, value: found == value,
    "string_contains": lambda found, value: str(value).casefold() in str(found or "").casefold(),
    "contains": lambda found, value: value in (found or ()),
    "time_is_after": lambda found, value: str(found) > str(value),
    "time_is_before": lambda found, value: str(found) < str(value),
}
_SEVERAL: Final = ("in", "not_in")
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("string_contains",),
    "state": ("equals", "in", "not_in"),
    "account_id": ("equals", "in", "not_in"),
    "requester_id": ("equals", "in", "not_in"),
    "tags": ("contains",),
    "created_at": ("time_is_after", "time_is_before"),
}


class _MistakeError(ValueError):
    """A filter that can't be used; the message is Pylon's."""


def search(call: Call) -> tuple[int, dict[str, Any]]:
    """The status, and what stands in the body beside the request's id."""
    document = call.document if isinstance(call.document, dict) else {}
    try:
        size = _size(document.get("limit"))
        start = _start(document.get("cursor"))
        filter_ = document.get("filter")
        found = [each for each in call.facts["issues"] if filter_ is None or _fits(each, filter_)]
    except _MistakeError as mistake:
        return 400, {"errors": [str(mistake)], "code": "invalid_request"}
    found.sort(key=lambda each: str(each["created_at"]), reverse=True)
    more = start + size < len(found)
    return 200, {
        "data": [_shown(each) for each in found[start : start + size]],
        "pagination": {
            "cursor": base64.b64encode(str(start + size).encode()).decode() if more else "",
            "has_next_page": more,
        },
    }


def answer_of(call: Call, headers: Mapping[str, str]) -> Answer:
    """The whole answer to one search."""
    status, body = search(call)
    return Answer(status, {**body, "request_id": headers["X-Pylon-Request-ID"]}, headers)


def _size(limit: Any) -> int:
    if limit is None:
        return _USUAL
    if isinstance(limit, bool) or not isinstance(limit, int) or not 0 < limit <= _MOST:
        raise _MistakeError("limit must be greater than 0 and less than 1000")
    return limit


def _start(cursor: Any) -> int:
    if cursor in {None, ""}:
        return 0
    try:
        return int(base64.b64decode(str(cursor), validate=True))
    except ValueError:
        raise _MistakeError("the cursor is not valid") from None


def _fits(issue: Mapping[str, Any], filter_: Any) -> bool:
    if not isinstance(filter_, dict):
        raise _MistakeError("filter must be an object")
    operator = filter_.get("operator")
    if operator in {"and", "or"}:
        parts = [_fits(issue, each) for each in filter_.get("subfilters") or ()]
        return (all if operator == "and" else any)(parts)
    field = str(filter_.get("field"))
    if field not in _FIELDS or operator not in _FIELDS[field]:
        raise _MistakeError(f"the field {field} can't be searched with {operator}")
    found, value, values = issue[field], filter_.get("value"), filter_.get("values") or ()
    if operator in _SEVERAL:
        return bool((found in values) == (operator == "in"))
    return _SINGLE[str(operator)](found, value)


def _shown(issue: Mapping[str, Any]) -> dict[str, Any]:
    account, requester = issue["account_id"], issue["requester_id"]
    return {
        "id": issue["id"],
        "number": issue["number"],
        "title": issue["title"],
        "link": f"https://app.usepylon.com/issues?issueNumber={issue['number']}",
        "body_html": issue["body_html"],
        "state": issue["state"],
        "source": issue["source"],
        "type": "Conversation",
        "account": {"id": account} if account else None,
        "requester": {"id": requester} if requester else None,
        "assignee": None,
        "team": None,
        "tags": issue["tags"],
        "external_issues": None,
        "custom_fields": {},
        "attachment_urls": None,
        "slack": issue["slack"],
        "created_at": issue["created_at"],
        "latest_message_time": issue["latest_message_at"] or issue["created_at"],
        "resolution_time": None,
        "first_response_time": None,
        "customer_portal_visible": False,
        "number_of_touches": 1,
    }
