"""Holding the ownership rows against the handbook's table, and writing down what it says."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.ownership import Feature, FormerTeam, Ownership
from csm_cli.domain.ownership_refresh import Refreshed, laid, refreshed
from csm_cli.domain.published import Published


class Handbook(Protocol):
    """Where the table is published."""

    def read(self, *, fresh: bool = False) -> Published:
        """The table; `fresh` has it sent even if it is as it was.

        Raises:
            Unavailable: the site can't be reached, or answers with something else.
            Unexpected: the table is written otherwise than csm knows.
        """


class OwnFile(Protocol):
    """The user's own ownership file, which need not be there yet."""

    @property
    def path(self) -> Path:
        """Where it is, or would be."""

    def rows(self) -> Ownership:
        """The rows that are in use with it; raises WrongUsage if it can't be used."""

    def put(self, features: Sequence[Feature], teams: Sequence[FormerTeam]) -> None:
        """Write these rows into it, whole or not at all.

        Raises:
            WrongUsage: it can't be used.
            Conflict: it was changed meanwhile.
            Unexpected: it can't be written.
        """


class Terms(NamedTuple):
    """By which words in its source a row is known to be from the table, and what is too few."""

    marks: tuple[str, ...]
    least_share: float


class Plan(NamedTuple):
    """What a refresh would do.

    `rows` are all that are in use once it is done. `refused` says why it must not be done, null
    if nothing speaks against it.
    """

    table: Published
    found: Refreshed
    rows: Ownership
    path: Path
    refused: str | None

    @property
    def nothing_new(self) -> bool:
        """Whether the file says all of it already, dates and sources too."""
        return not self.found.features and not self.found.former_teams


class RefreshingOwnership:
    """Refreshes one file.

    Args:
        handbook: The published table.
        own: The file.
        terms: What is from the table, and what is too little of it.
    """

    def __init__(self, handbook: Handbook, own: OwnFile, terms: Terms) -> None:
        self._handbook = handbook
        self._own = own
        self._terms = terms

    def plan(self, *, fresh: bool = False, force: bool = False) -> Plan:
        """What the table would change; nothing is written.

        `force` believes a table however few rows it has.

        Raises:
            WrongUsage: the file in use can't be used.
            Unavailable, Unexpected: as `Handbook.read`.
        """
        rows = self._own.rows()
        table = self._handbook.read(fresh=fresh)
        found = refreshed(rows, table, self._terms.marks)
        refused = None if force else self._too_few(table, found)
        return Plan(table, found, laid(rows, found), self._own.path, refused)

    def carry_out(self, plan: Plan) -> None:
        """Write what was planned.

        Raises:
            WrongUsage: the plan is refused, or the file can't be used any more.
            Conflict, Unexpected: as `OwnFile.put`.
        """
        if plan.refused:
            raise WrongUsage(
                plan.refused, written="nothing was written", hint="--force believes it"
            )
        self._own.put(plan.found.features, plan.found.former_teams)

    def _too_few(self, table: Published, found: Refreshed) -> str | None:
        count, least = len(table.rows), self._terms.least_share
        if count < least * found.known:
            return f"the table has {count} rows, and {found.known} were known: it may be cut off"
        if found.owned - found.left < least * found.owned:
            said = f"the table has no owner any more for {found.left} of {found.owned} features"
            return f"{said}: it may be written otherwise now"
        return None
