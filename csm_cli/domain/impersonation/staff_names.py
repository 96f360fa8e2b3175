"""How a report for a customer calls a member of the staff: by name, by initials, or by role.

What is recorded is an address. A name is what the address says; nothing else is looked up.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from csm_cli.domain.impersonation.customer_words import NOT_RECORDED, STAFF
from csm_cli.domain.impersonation.records import Event, email_key

NAME, INITIALS, ROLE = WAYS = ("name", "initials", "role")
_PARTS = re.compile(r"[._\-\s]+")


def identity(event: Event) -> str | None:
    """What tells one staff member from another in the records."""
    if event.staff_email:
        return email_key(event.staff_email)
    return f"user {event.staff_user_id}" if event.staff_user_id else None


def labels(events: Iterable[Event], way: str) -> Mapping[str | None, str]:
    """What each staff member is called, each differently; the first one seen comes first."""
    seen = dict.fromkeys(identity(event) for event in events)
    call: Callable[[str], str] = {NAME: _name, INITIALS: _initials, ROLE: _role}[way]
    called: dict[str | None, str] = {None: NOT_RECORDED}
    taken: dict[str, int] = {}
    for one in seen:
        if one is not None:
            called[one] = _distinct(call(one), taken, always=way == ROLE)
    return called


def _distinct(label: str, taken: dict[str, int], *, always: bool) -> str:
    taken[label] = number = taken.get(label, 0) + 1
    if always:
        return f"{label} {number}"
    return label if number == 1 else f"{label} ({number})"


def _words(identity: str) -> list[str]:
    local = identity.partition("@")[0].partition("+")[0] if "@" in identity else ""
    return [word for word in _PARTS.split(local) if word and not word.isdigit()]


def _name(identity: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in _words(identity)) or STAFF


def _initials(identity: str) -> str:
    return " ".join(f"{word[0].upper()}." for word in _words(identity)) or STAFF


def _role(_: str) -> str:
    return STAFF
