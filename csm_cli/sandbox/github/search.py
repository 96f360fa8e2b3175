"""`GET /search/issues`: GitHub's search of issues and pull requests, its bounds and its noes.

After "REST API endpoints for search" of GitHub's documentation: 1,000 results, queries of at most
256 characters and five operators, an own rate limit (`api.py` counts it), `incomplete_results`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from csm_cli.sandbox.github.issue_shape import issue_shown
from csm_cli.sandbox.github.search_words import Search, fits, taken_apart
from csm_cli.sandbox.service import Answer, Call

PATH: Final = "/search/issues"
_DOCS: Final = "https://docs.github.com/v3/search/"
_LONGEST: Final = 256
_MOST_OPERATORS: Final = 5
_MOST_FOUND: Final = 1000
_MOST_A_PAGE: Final = 100
_UNSEEN: Final = (
    "The listed users and repositories cannot be searched either because the resources do not "
    "exist or you do not have permission to view them."
)


def search(call: Call, headers: Mapping[str, str]) -> Answer:
    """Answer one search."""
    query = call.query.get("q", "").strip()
    asked = taken_apart(query)
    if why := _mistake(query, asked, call.facts):
        return _invalid(headers, **why)
    size = min(_number(call.query.get("per_page"), 30), _MOST_A_PAGE)
    page = _number(call.query.get("page"), 1)
    if page * size > _MOST_FOUND:
        body: dict[str, Any] = {"message": "Only the first 1000 search results are available",
                "documentation_url": _DOCS, "status": "422"}  # fmt: skip
        return Answer(422, body, headers)
    found = _sorted(_found(call.facts, asked), call.query.get("sort"), call.query.get("order"))
    items = [
        {**issue_shown(call.facts, issue), "score": 1.0}
        for issue in found[(page - 1) * size : page * size]
    ]
    body = {"total_count": len(found), "incomplete_results": False, "items": items}
    return Answer(200, body, headers)


def _mistake(query: str, asked: Search, facts: Mapping[str, Any]) -> dict[str, str] | None:
    """What GitHub finds wrong with a query, as the parts of its error."""
    if not query:
        return {"code": "missing"}
    if len(asked.text) > _LONGEST:
        return {"message": f"The search is longer than {_LONGEST} characters.", "code": "invalid"}
    if asked.operators > _MOST_OPERATORS:
        text = f"More than {_MOST_OPERATORS} AND / OR / NOT operators were used."
        return {"message": text, "code": "invalid"}
    known = {issue["repository"].casefold() for issue in facts["issues"]} | {"posthog/posthog"}
    named = [each for each in asked.qualifiers if each.name == "repo" and not each.negated]
    if any(each.value.casefold() not in known for each in named):
        return {"message": _UNSEEN, "code": "invalid"}
    return None


def _found(facts: Mapping[str, Any], asked: Search) -> list[Mapping[str, Any]]:
    def comments(issue: Mapping[str, Any]) -> list[str]:
        return [each["body"] for each in facts["comments"] if each["issue"] == issue["id"]]

    return [issue for issue in facts["issues"] if fits(asked, issue, comments(issue))]


def _sorted(
    found: list[Mapping[str, Any]], sort: str | None, order: str | None
) -> list[Mapping[str, Any]]:
    """By time if that is asked for; the best fits, which are not described, come by update."""
    key = "created_at" if sort == "created" else "updated_at"
    return sorted(found, key=lambda issue: issue[key], reverse=not (sort and order == "asc"))


def _number(given: str | None, otherwise: int) -> int:
    return max(1, int(given[:6])) if given and given.isascii() and given.isdigit() else otherwise


def _invalid(headers: Mapping[str, str], **error: str) -> Answer:
    body = {
        "message": "Validation Failed",
        "errors": [{**error, "resource": "Search", "field": "q"}],
        "documentation_url": _DOCS,
        "status": "422",
    }
    return Answer(422, body, headers)
