"""A setting as a person asks about it: its value, and where the value came from."""

from typing import NamedTuple


class Setting(NamedTuple):
    """One line of `csm config`; a secret value is whole here and masked by the output."""

    name: str
    value: str | None
    source: str
    secret: bool = False
