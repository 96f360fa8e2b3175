"""The limits that the query API puts on a statement without asking.

A single SELECT without LIMIT is cut at 100 rows (one more is fetched, to know whether there are
more), every branch of a UNION at 100, and no LIMIT is allowed above 50,000. Subqueries keep what
they say.
"""

from csm_cli.sandbox.posthog.translate.nodes import Node, QueryError, constant
from csm_cli.sandbox.posthog.translate.selects import row_count

DEFAULT_ROWS = 100
MOST_ROWS = 50_000


def refuse_offset(node: object) -> None:
    """Refuse OFFSET anywhere: queries sent with a personal API key must page by a key instead."""
    if isinstance(node, list):
        for each in node:
            refuse_offset(each)
    elif isinstance(node, dict):
        if node.get("offset") or node.get("offset_value"):
            raise QueryError(
                "OFFSET is not supported in queries made with a personal API key. Page with a "
                "condition on timestamp and uuid instead."
            )
        for key, each in node.items():
            if key not in {"start", "end"}:
                refuse_offset(each)


def limited(statement: Node) -> tuple[Node, bool]:
    """The statement with the API's limits, and whether the answer is one page of 100 rows."""
    if statement["node"] == "SelectSetQuery":
        return _limited_set(statement), False
    if statement.get("limit") is None:
        return {**statement, "limit": constant(DEFAULT_ROWS + 1)}, True
    return _clamped(statement), False


def _limited_set(statement: Node) -> Node:
    following = [
        {**each, "select_query": _limited_branch(each["select_query"])}
        for each in statement["subsequent_select_queries"]
    ]
    first = _limited_branch(statement["initial_select_query"])
    whole = {**statement, "initial_select_query": first, "subsequent_select_queries": following}
    return _clamped(whole) if whole.get("limit") is not None else whole


def _limited_branch(branch: Node) -> Node:
    if branch["node"] == "SelectSetQuery":
        return _limited_set(branch)
    if branch.get("limit") is None:
        return {**branch, "limit": constant(DEFAULT_ROWS)}
    return _clamped(branch)


def _clamped(statement: Node) -> Node:
    return {**statement, "limit": constant(min(row_count(statement["limit"]), MOST_ROWS))}
