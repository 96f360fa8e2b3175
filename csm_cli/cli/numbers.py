"""What is said of a word that an option of a number does not take, and what it would take."""

import re
from typing import Any

from typer.exceptions import TyperException

_REFUSED = re.compile(r"(?P<word>.*) is not (?:a valid |in the range )", re.DOTALL)
_LONGEST = 60  # characters of a word that are said back


def refused(error: TyperException) -> str | None:
    """What the parser's no to a number means; null if it says no to something else.

    The parser itself would call a number of tickets an "int range".
    """
    parameter: Any = getattr(error, "param", None)
    found = _REFUSED.match(getattr(error, "message", ""))
    kind = getattr(parameter, "type", None)
    number = getattr(kind, "_number_class", None)
    if found is None or number not in {int, float}:
        return None
    option, least, most = parameter.opts[0], getattr(kind, "min", None), getattr(kind, "max", None)
    return f"{option} is {found['word'][:_LONGEST]}, and takes {_taken(number, least, most)}"


def _taken(number: type, least: float | None, most: float | None) -> str:
    kind = "a whole number" if number is int else "a number"
    if least is None:
        return kind
    return f"{kind} of {least} or more" if most is None else f"{kind} from {least} to {most}"
