"""Whether a text of the config file makes sense to the command that reads it later.

The rules are those commands' own: a value is put into the shipped facts, and whoever reads that
table in earnest reads it now. So what is told here is what a command would stop at, and no value is
told, only what one has to be.
"""

from collections.abc import Callable, Mapping
from typing import Any

from csm_cli.adapters import defaults
from csm_cli.adapters.config_keys import Key, Kind
from csm_cli.domain.errors import WrongUsage

_Facts = Mapping[str, Any]


def nonsense(key: Key, value: Any) -> str | None:
    """What is wrong with the text, or the list of texts, of a key; null if nothing is."""
    read = _READERS.get(key.service)
    if read is None or key.kind not in {Kind.TEXT, Kind.TEXTS}:
        return None
    facts: Any = value
    for part in reversed(key.name.split(".")):
        facts = {part: facts}
    try:
        read(defaults.merged(defaults.load(), facts))
    except WrongUsage as problem:
        return f"can't be used: {problem.hint or problem.message}"
    return None


def _clocks(facts: _Facts) -> None:
    from csm_cli.adapters.time_zones import zone  # noqa: PLC0415
    from csm_cli.domain.clocks import clocks  # noqa: PLC0415

    clocks(facts, zone(str(facts["clocks"]["time_zone"])))


def _login_as(facts: _Facts) -> None:
    from csm_cli.domain.login_as import forms  # noqa: PLC0415

    forms(facts)


def _mine(facts: _Facts) -> None:
    from csm_cli.domain.mine import mine  # noqa: PLC0415

    mine(facts)


def _organizations(facts: _Facts) -> None:
    from csm_cli.domain.organizations import customs  # noqa: PLC0415
    from csm_cli.domain.vitally import reach  # noqa: PLC0415

    customs(facts)
    reach(facts)


def _status(facts: _Facts) -> None:
    from csm_cli.domain.incidents import rules  # noqa: PLC0415

    rules(facts)


def _triage(facts: _Facts) -> None:
    from csm_cli.domain.triage import customs  # noqa: PLC0415

    customs(facts)


_READERS: Mapping[str, Callable[[_Facts], None]] = {
    "clocks": _clocks,
    "login_as": _login_as,
    "mine": _mine,
    "organizations": _organizations,
    "status": _status,
    "triage": _triage,
}
"""Who reads the texts of a table. Those of other tables are used as they are."""
