"""A setting as a person asks about it: its value, where it came from, what it was changed to."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

MASK = "********"
"""What stands in place of a secret value."""

Value = str | int | float | bool | date | list[str] | None
"""What a key of the config file can be set to."""


class Setting(NamedTuple):
    """One line of `csm config`; a secret value is whole here and masked by the output."""

    name: str
    value: str | None
    source: str
    secret: bool = False


class Effective(NamedTuple):
    """One key of the config file with the value that counts."""

    name: str
    value: Value
    source: str


class Change(NamedTuple):
    """One key of the config file before and after; null where it is not in the file."""

    name: str
    profile: str
    before: Value
    after: Value


class Account(NamedTuple):
    """Where a profile signs in to a service; without a URL, `source` is why it does not."""

    service: str
    url: str | None
    source: str


class Profile(NamedTuple):
    """A profile, whether it is the one in use, and where it signs in."""

    name: str
    in_use: bool
    accounts: Sequence[Account]
