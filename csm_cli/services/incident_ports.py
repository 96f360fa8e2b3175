"""What looking at the status page needs from outside."""

from typing import Protocol

from csm_cli.domain.incidents import StatusPage
from csm_cli.domain.tickets import Ticket


class Status(Protocol):
    """PostHog's public status page."""

    def page(self) -> StatusPage:
        """The page as it is now, or was a moment ago.

        Raises:
            Unavailable, Limited, NotAllowed, Unexpected: it gave nothing that can be read.
        """


class Asides(Protocol):
    """What a command says in passing about a ticket that it is about to write to."""

    def begin(self) -> None:
        """Look, beside the command's own reading."""

    def about(self, ticket: Ticket) -> tuple[str, ...]:
        """Sentences worth a warning; waits a moment for them, and never fails."""


class Silent:
    """Says nothing."""

    def begin(self) -> None:
        """Look at nothing."""

    def about(self, ticket: Ticket) -> tuple[str, ...]:  # noqa: ARG002 - of no ticket
        """Nothing."""
        return ()
