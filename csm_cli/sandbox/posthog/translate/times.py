"""Functions of time: where the project's time zone and the sandbox's clock come in."""

import re
from collections.abc import Callable
from datetime import UTC

from csm_cli.sandbox.posthog.translate import functions, literals
from csm_cli.sandbox.posthog.translate.nodes import Kind, Node, Printed, QueryError, is_constant
from csm_cli.sandbox.posthog.translate.scope import Scope
from csm_cli.sandbox.posthog.translate.translator import Translator

Special = Callable[[Translator, Node, Scope], Printed]

_UNITS = frozenset(
    {"microsecond", "millisecond", "second", "minute", "hour"}
    | {"day", "week", "month", "quarter", "year"}
)
_ALREADY_TIMES: frozenset[Kind] = frozenset({"datetime", "date", "integer"})


def _zone(translator: Translator, node: Node, scope: Scope, place: int) -> str:
    """The time zone argument when there is one, else the zone of the project."""
    arguments = node["args"]
    if len(arguments) > place:
        return translator.sql(arguments[place], scope)
    return literals.string(translator.settings.timezone)


def _check(node: Node, at_least: int, at_most: int) -> None:
    name = str(node["name"])
    functions.check_count(name, functions.Function(name, at_least, at_most), len(node["args"]))


def now(translator: Translator, node: Node, scope: Scope) -> Printed:
    """The sandbox's clock, as a time with microseconds."""
    _check(node, 0, 1)
    moment = translator.settings.now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    in_utc = f"toDateTime64({literals.string(moment)}, 6, 'UTC')"
    sql = f"toTimeZone({in_utc}, {_zone(translator, node, scope, 0)})"
    return Printed(sql, "datetime", nullable=False)


def _day(offset: int) -> Special:
    def day(translator: Translator, node: Node, _: Scope) -> Printed:
        _check(node, 0, 0)
        today = translator.settings.now.astimezone(UTC).strftime("%Y-%m-%d")
        sql = f"addDays(toDate({literals.string(today)}), {offset})"
        return Printed(sql, "date", nullable=False)

    return day


def to_date_time(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Read a time from text; what cannot be read becomes NULL, without a word.

    A value that is a time already is converted by ClickHouse's `toDateTime`, to whole seconds.
    """
    _check(node, 1, 2)
    value = translator.expression(node["args"][0], scope)
    zone = _zone(translator, node, scope, 1)
    if value.kind in _ALREADY_TIMES:
        return Printed(f"toDateTime({value.sql}, {zone})", "datetime", value.nullable)
    return Printed(f"parseDateTime64BestEffortOrNull({value.sql}, 6, {zone})", "datetime")


def _parsed(function: str) -> Special:
    def parsed(translator: Translator, node: Node, scope: Scope) -> Printed:
        _check(node, 1, 2)
        value = translator.sql(node["args"][0], scope)
        sql = f"{function}({value}, 6, {_zone(translator, node, scope, 1)})"
        return Printed(sql, "datetime")

    return parsed


def parse_date_time(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Read a time by a format."""
    _check(node, 2, 3)
    value, pattern = (translator.sql(each, scope) for each in node["args"][:2])
    zone = _zone(translator, node, scope, 2)
    return Printed(f"parseDateTimeOrNull({value}, {pattern}, {zone})", "datetime")


def to_date(translator: Translator, node: Node, scope: Scope) -> Printed:
    """The day of a time, or a day read from text, NULL when it cannot be read."""
    _check(node, 1, 1)
    value = translator.expression(node["args"][0], scope)
    function = "toDate" if value.kind in _ALREADY_TIMES else "toDateOrNull"
    return Printed(f"{function}({value.sql})", "date")


def to_time_zone(translator: Translator, node: Node, scope: Scope) -> Printed:
    """The same moment in another zone."""
    _check(node, 1, 2)
    value = translator.expression(node["args"][0], scope)
    zone = _zone(translator, node, scope, 1)
    return Printed(f"toTimeZone({value.sql}, {zone})", "datetime", value.nullable)


def _unit(node: Node) -> str:
    """A unit of time, written as a word or as text."""
    first = node["args"][0]
    word = first.get("value") if is_constant(first) else ".".join(map(str, first.get("chain", ())))
    plural = str(word).lower()
    unit = re.sub(r"s$", "", plural)
    if unit not in _UNITS:
        raise QueryError(f"Function '{node['name']}' does not know the unit '{word}'")
    return unit


def _with_unit(function: str, at_least: int) -> Special:
    """`function(unit, ...)`, whose unit is quoted."""

    def print_it(translator: Translator, node: Node, scope: Scope) -> Printed:
        _check(node, at_least, 3)
        unit = literals.string(_unit(node))
        rest = translator.listed(node["args"][1:], scope)
        return Printed(f"{function}({unit}, {rest})")

    return print_it


def _shifted(sign: str) -> Special:
    """`dateAdd(day, 3, x)` and `dateAdd(x, INTERVAL 3 DAY)`."""

    def shift(translator: Translator, node: Node, scope: Scope) -> Printed:
        _check(node, 2, 3)
        first, second, *third = node["args"]
        step = translator.sql(second, scope)
        moment = translator.expression(third[0] if third else first, scope)
        if third:
            step = f"toInterval{_unit(node).capitalize()}({step})"
        return Printed(f"{sign}({moment.sql}, {step})", moment.kind)

    return shift


def start_of_week(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Weeks begin on Sunday unless a mode says otherwise."""
    _check(node, 1, 2)
    value = translator.sql(node["args"][0], scope)
    mode = translator.sql(node["args"][1], scope) if len(node["args"]) > 1 else "0"
    return Printed(f"toStartOfWeek({value}, {mode})", "date")


TIMES: dict[str, Special] = {
    "now": now,
    "current_timestamp": now,
    "today": _day(0),
    "current_date": _day(0),
    "yesterday": _day(-1),
    "toDateTime": to_date_time,
    "toDateTimeUS": _parsed("parseDateTime64BestEffortUSOrNull"),
    "toDateTime64": _parsed("toDateTime64OrNull"),
    "parseDateTimeBestEffort": _parsed("parseDateTime64BestEffortOrNull"),
    "parseDateTime": parse_date_time,
    "toDate": to_date,
    "to_date": to_date,
    "toTimeZone": to_time_zone,
    "toStartOfWeek": start_of_week,
    "dateAdd": _shifted("plus"),
    "dateSub": _shifted("minus"),
    "dateDiff": _with_unit("dateDiff", 3),
    "date_diff": _with_unit("dateDiff", 3),
    "age": _with_unit("age", 3),
    "dateTrunc": _with_unit("dateTrunc", 2),
    "date_trunc": _with_unit("dateTrunc", 2),
}
