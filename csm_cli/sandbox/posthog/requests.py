"""The body of a query request, read strictly: what the sandbox cannot honour is refused."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from csm_cli.sandbox.posthog import errors

_BODY = frozenset(
    {"query", "name", "refresh", "client_query_id", "async", "personal_api_key"}
    | {"filters_override", "variables_override"}
)
_HOGQL = frozenset({"kind", "query", "values", "variables", "filters", "modifiers", "name"})
_HOGQL_UNSUPPORTED = frozenset({"explain", "tags", "version", "response"})
_METADATA = frozenset({"kind", "language", "query", "modifiers", "variables", "filters"})
_KINDS = ("HogQLQuery", "HogQLMetadata")


class Question(NamedTuple):
    """A HogQLQuery: its text, the values for its placeholders, whether times are converted."""

    text: str
    values: dict[str, Any]
    to_project_timezone: bool

    def identity(self) -> dict[str, Any]:
        """What makes two questions the same to the cache."""
        return {"kind": "HogQLQuery", **self._asdict()}


class QueryRequest(NamedTuple):
    """A request to the query endpoint."""

    kind: str
    question: Question
    refresh: str
    client_query_id: str | None


def read(body: Mapping[str, Any], kind_in_path: str | None) -> QueryRequest:
    """Check a body; raises ApiError 400 with the place of the fault in `attr`."""
    _only(body, _BODY, "")
    query = body.get("query")
    if not isinstance(query, dict):
        raise errors.invalid("This field is required.", "required", attr="query")
    kind = query.get("kind")
    if kind not in _KINDS:
        raise errors.invalid(
            f"Query kind {kind!r} is not supported in the sandbox; it knows {', '.join(_KINDS)}.",
            attr="query.kind",
        )
    if kind_in_path is not None and kind_in_path != kind:
        raise errors.invalid(
            f"Query kind {kind!r} does not match {kind_in_path!r} in the path.", attr="query.kind"
        )
    _nothing(body, ("filters_override", "variables_override"), "")
    question = _metadata(query) if kind == "HogQLMetadata" else _hogql(query)
    return QueryRequest(kind, question, _refresh(body), _text(body, "client_query_id", "") or None)


def _hogql(query: Mapping[str, Any]) -> Question:
    _only(query, _HOGQL | _HOGQL_UNSUPPORTED, "query.")
    _nothing(query, tuple(_HOGQL_UNSUPPORTED), "query.")
    values = _mapping(query, "values")
    for name in ("filters", "variables"):
        if name in values:
            raise errors.invalid(f"A value cannot be named {name}.", attr=f"query.values.{name}")
    variables = {
        f"variables.{each.get('code_name')}": each.get("value")
        for each in _mapping(query, "variables").values()
        if isinstance(each, dict)
    }
    return Question(_query_text(query), {**values, **variables}, _to_project_timezone(query))


def _metadata(query: Mapping[str, Any]) -> Question:
    _only(query, _METADATA, "query.")
    if query.get("language") != "hogQL":
        raise errors.invalid(
            "The sandbox checks queries of the language 'hogQL'.", attr="query.language"
        )
    return Question(_query_text(query), {}, _to_project_timezone(query))


def _query_text(query: Mapping[str, Any]) -> str:
    text = query.get("query")
    if not isinstance(text, str):
        raise errors.invalid("This field is required.", "required", attr="query.query")
    _nothing(query, ("filters",), "query.")
    return text


def _to_project_timezone(query: Mapping[str, Any]) -> bool:
    modifiers = _mapping(query, "modifiers")
    _only(modifiers, frozenset({"convertToProjectTimezone"}), "query.modifiers.")
    converted = modifiers.get("convertToProjectTimezone")
    if converted is not None and not isinstance(converted, bool):
        raise errors.invalid(
            "Must be a valid boolean.", attr="query.modifiers.convertToProjectTimezone"
        )
    return converted is not False


def _refresh(body: Mapping[str, Any]) -> str:
    """The mode; what the endpoint does not know is `blocking`, `true` is `force_blocking`."""
    if body.get("async") is True:
        return "async"
    refresh = body.get("refresh")
    if refresh is True:
        return "force_blocking"
    return refresh if isinstance(refresh, str) else "blocking"


def _only(given: Mapping[str, Any], known: frozenset[str], prefix: str) -> None:
    for key, value in given.items():
        if key not in known and value is not None:
            raise errors.invalid(f"{key} is not supported in the sandbox.", attr=f"{prefix}{key}")


def _nothing(given: Mapping[str, Any], keys: tuple[str, ...], prefix: str) -> None:
    for key in keys:
        if given.get(key):
            raise errors.invalid(f"{key} is not supported in the sandbox.", attr=f"{prefix}{key}")


def _mapping(given: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = given.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise errors.invalid("Expected an object.", attr=f"query.{key}")
    return value


def _text(given: Mapping[str, Any], key: str, prefix: str) -> str:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise errors.invalid("Not a valid string.", attr=f"{prefix}{key}")
    return value or ""
