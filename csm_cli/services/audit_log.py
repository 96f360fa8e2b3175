"""What the audit needs from the outside, in the domain's words.

Apart from the ticket desk's port, so that a command for tickets does not load the audit's
part of the domain. Every method may raise `NotSignedIn`, `NotAllowed` or `Unavailable`;
`Exhausted` says that the question was too much at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.paging import Cursor
from csm_cli.domain.impersonation.records import Record
from csm_cli.domain.impersonation.remarks import Remark
from csm_cli.domain.impersonation.result import NamedOrganization
from csm_cli.domain.impersonation.window import Window


class AuditLog(Protocol):
    """PostHog's own record of its staff's impersonations, of all customers and both regions."""

    @property
    def page_rows(self) -> int:
        """How many rows a full page of `impersonations` has."""

    @property
    def remarks(self) -> Sequence[Remark]:
        """What is doubtful about the answers given so far, each doubt once."""

    def organizations(self, organization_ids: Sequence[str]) -> Mapping[str, NamedOrganization]:
        """The records of these organizations, as far as there are any."""

    def members(
        self, organization_ids: Sequence[str], history: Window, part: Window
    ) -> Iterable[tuple[str, Evidence]]:
        """All that tells who belongs to the organizations, now or in a part of the history.

        Each piece comes with the organization's id, or without one if it is of a further
        organization that somebody who was seen in one of these in the history was seen in.
        """

    def impersonations(self, window: Window, below: Cursor | None) -> Sequence[Record]:
        """One page of everybody's impersonations, newest first, from below a place on."""

    def count(self, window: Window) -> int:
        """How many impersonations the window has, counted without paging; twins count once."""
