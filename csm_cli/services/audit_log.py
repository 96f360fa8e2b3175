"""What the audit needs from the outside, in the domain's words.

Apart from the ticket desk's port, so that a command for tickets does not load the audit's
part of the domain. Every method may raise `NotSignedIn`, `NotAllowed` or `Unavailable`.
"""

from collections.abc import Iterable, Sequence
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

    def organization(self, organization_id: str) -> NamedOrganization | None:
        """The record of an organization, or null if there is none."""

    def members(self, organization_id: str, window: Window) -> Iterable[Evidence]:
        """All that tells who belongs to the organization, now or in the window."""

    def impersonations(self, window: Window, below: Cursor | None) -> Sequence[Record]:
        """One page of everybody's impersonations, newest first, from below a place on."""

    def count(self, window: Window) -> int:
        """How many impersonations the window has, counted without paging; twins count once."""
