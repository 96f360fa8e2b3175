"""Constants and names as ClickHouse text: the only place where data becomes SQL."""

import math

from csm_cli.sandbox.posthog.translate.nodes import QueryError

# ClickHouse's string literal: backslash escapes, single quotes. Control characters are spelt out
# so that a statement stays one printable line whatever a value holds.
_ESCAPES = {
    "\\": "\\\\",
    "'": "\\'",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\0": "\\0",
    "\a": "\\a",
    "\v": "\\v",
}
_STRING = str.maketrans(_ESCAPES)
_NAME = str.maketrans({**_ESCAPES, "'": "'", "`": "\\`"})
_NON_FINITE = {"Infinity": "inf", "-Infinity": "-inf", "NaN": "nan"}


def string(value: str) -> str:
    """A quoted string."""
    _check_text(value)
    return f"'{value.translate(_STRING)}'"


def name(value: str) -> str:
    """A quoted identifier; always quoted, so that no name can be taken for a keyword."""
    _check_text(value)
    if not value:
        raise QueryError("An identifier cannot be empty")
    return f"`{value.translate(_NAME)}`"


def constant(value: object, value_type: str | None = None) -> str:
    """Any constant that HogQL has: null, boolean, number, string.

    The parser writes numbers that JSON cannot hold as text, with `value_type` "number".
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, str):
        return _spelt_number(value) if value_type == "number" else string(value)
    raise QueryError(f"A value of type {type(value).__name__} cannot be used in a query")


def _float(value: float) -> str:
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return repr(value)


def _spelt_number(text: str) -> str:
    if text in _NON_FINITE:
        return _NON_FINITE[text]
    if text.lstrip("-").isascii() and text.lstrip("-").isdigit():
        return text
    raise QueryError(f"Unsupported number: {text}")


def _check_text(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise QueryError("A text in the query is not valid Unicode") from None
