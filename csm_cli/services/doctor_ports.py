"""What the doctor needs from outside. Nothing here is kept, and nothing is written unasked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from csm_cli.domain.doctor_rules import Field, Reached, Seen
from csm_cli.domain.tickets import Group, Me


class Site(Protocol):
    """The address of a service, asked without a credential."""

    def reach(self) -> Reached:
        """Ask once.

        Raises:
            Unavailable: no data came; the message says of which kind the failure is.
            WrongUsage: a variable names certificates or a proxy that can't be used.
        """


class DeskProbe(Protocol):
    """The ticket desk, asked with the credential. Each call may come from a thread of its own."""

    def me(self) -> Me:
        """Who is signed in, asked now; raises NotSignedIn for a credential of nobody."""

    def may_read(self, what: str) -> None:
        """Make the calls that need a permission: tickets, search, users or organizations.

        Raises:
            NotAllowed: the desk says no, with its words.
        """

    def fields(self) -> Sequence[Field]:
        """All fields of tickets."""

    def groups(self) -> Sequence[Group]:
        """All groups that are not deleted."""


class LogProbe(Protocol):
    """The project that holds the impersonations."""

    def group_types(self) -> Mapping[str, int]:
        """The group types of the project with their numbers.

        Raises:
            NotSignedIn, NotAllowed, NotFound: the key, its scope or the project is not right.
        """

    def seen(self, names: Sequence[str], since: datetime) -> Sequence[Seen]:
        """The events of these names since then."""

    def elsewhere(self) -> str | None:
        """The host of the other region, if that one knows the key; null if it does not."""
