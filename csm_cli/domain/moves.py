"""What a plan about a ticket rests on and is different by now, in words."""

from collections.abc import Mapping

from csm_cli.domain.tickets import Ticket

_UNTOUCHED = {"new", "open"}

Pairs = Mapping[str, tuple[object, object]]
"""What was and what is now, by the name that it is told with."""


def moved(before: Ticket, now: Ticket, more: Pairs | None = None) -> list[str]:
    """What of `more`, or the ticket's status, is different now.

    A ticket born in Slack opens by itself within seconds: nobody has decided anything then.
    """
    pairs = dict(more or {})
    if {before.status, now.status} != _UNTOUCHED:
        pairs["status"] = (before.status, now.status)
    return [f"{name} is now {_shown(new)}" for name, (old, new) in pairs.items() if old != new]


def _shown(value: object) -> str:
    return str(getattr(value, "name", value) or "nobody")
