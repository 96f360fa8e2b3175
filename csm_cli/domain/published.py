"""The handbook's published table of owners, as values; how it is written down is not known here."""

from datetime import date
from typing import NamedTuple


class PublishedOwner(NamedTuple):
    """A team that the table names; `name` is null where the page knows its slug alone."""

    slug: str
    name: str | None = None


class PublishedRow(NamedTuple):
    """A feature with its owners, none, one or several.

    `labels` is null where the table was read in a form that has none. `line` is where the row
    stands in what was read, from 1.
    """

    feature: str
    owners: tuple[PublishedOwner, ...]
    labels: tuple[str, ...] | None
    notes: str | None = None
    line: int = 0


class Published(NamedTuple):
    """The whole table: its rows in their order, where it was read, and on which day."""

    rows: tuple[PublishedRow, ...]
    url: str
    as_of: date
