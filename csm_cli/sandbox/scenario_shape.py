"""What a scenario file of a small service may hold, as values that one reader walks over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

REQUIRED: Final = object()


class Field(NamedTuple):
    """One key of a record: its type by the names of `scenario_types`, and its default.

    With `choices` the type is the key's own name. `among` names the section that must hold a
    record of this identity.
    """

    type: str
    default: Any = REQUIRED
    choices: tuple[object, ...] = ()
    among: str | None = None


class Section(NamedTuple):
    """A list of records, told apart by `identity`; with `many` false a single object."""

    fields: Mapping[str, Field]
    identity: str
    many: bool = True


class Shape(NamedTuple):
    """A whole file. `default` has every section as a scenario without the file means it."""

    name: str
    sections: Mapping[str, Section]
    limits: Mapping[str, int]
    default: Mapping[str, Any]

    @property
    def known(self) -> list[str]:
        """The names of all sections."""
        return [*self.sections, "limits"]
