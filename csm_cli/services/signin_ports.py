"""What signing in needs from outside: who is asking, and where sign-ins are kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from csm_cli.domain.signin import Identity, Kept, Login

__all__ = ["Asking", "Credential", "Credentials", "Identity"]


class Asking(Protocol):
    """Asks a service who a credential belongs to."""

    def who(self) -> Identity:
        """Whom the service knows by it.

        Raises:
            NotSignedIn: it knows nobody by it.
            NotAllowed: it knows the person, who may not use it for this.
            Unavailable: it gave no answer.
        """


class Credential(NamedTuple):
    """The credential that a run uses for a service, and where it came from.

    `shadowed` names where else one was found, which this one comes before. `scopes` and `ends`
    are what is known without asking.
    """

    login: Login
    source: str
    shadowed: tuple[str, ...]
    scopes: tuple[str, ...] | None
    ends: datetime | None


class Credentials(Protocol):
    """The credentials of one profile: those that it uses, and the sign-ins that are kept."""

    def current(self, service: str) -> Credential:
        """The one that a command would use.

        Raises:
            NotSignedIn: there is none, or its place does not give it out.
        """

    def kept(self) -> Mapping[str, Kept]:
        """What is known of the sign-ins that are kept, by service."""

    def keep(self, login: Login, place: str) -> Credential:
        """Keep a sign-in in place of the one there was; gives what is known of it.

        Raises:
            Unexpected: the place does not take it.
        """

    def forget(self, service: str) -> bool:
        """Delete a sign-in that is kept; says whether there was one."""

    def asking(self, login: Login, source: str) -> Asking:
        """Ready to ask the service about a credential, kept or not; nothing is sent yet."""

    def revoke(self, service: str) -> bool | None:
        """Have the service take a kept sign-in back; null if it has no way to do so."""
