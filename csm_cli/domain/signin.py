"""Sign-ins as values: what is kept of one, what is known of it, and whom a service takes it for."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

NAMES: Mapping[str, str] = {
    "zendesk": "Zendesk",
    "posthog": "PostHog",
    "github": "GitHub",
    "pylon": "Pylon",
    "vitally": "Vitally",
    "slack": "Slack",
}
"""What csm signs in to, with its name for people, in the order in which it is told."""

SERVICES = tuple(NAMES)
OPTIONAL = SERVICES[2:]
"""Those that it can do without."""

SIGNED_IN, REFUSED, MISSING = "signed_in", "refused", "missing"
UNREACHABLE, NOT_ASKED = "unreachable", "not_asked"


class Login(NamedTuple):
    """A sign-in: the service, its host, and secret values, nothing of which is ever shown."""

    service: str
    url: str
    values: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Login({self.service} at {self.url})"


class Kept(NamedTuple):
    """What is known of a kept sign-in without its secrets.

    `since` is when a refresh began whose end was not seen, `dead` says why the sign-in can't be
    refreshed any more; both hold for the refresh token whose `fingerprint` stands beside them.
    """

    place: str
    url: str
    since: str | None = None
    dead: str | None = None
    fingerprint: str | None = None


class Identity(NamedTuple):
    """Whom a service takes a credential for.

    What a service does not tell is null. `ends` is when the credential ends, `region` the one of
    PostHog's regions that knows it.
    """

    who: str
    role: str | None
    scopes: tuple[str, ...] | None
    ends: datetime | None
    region: str | None


class SignedIn(NamedTuple):
    """A sign-in that was made and kept; `unused` says why commands go on without it, if they do."""

    service: str
    url: str
    identity: Identity
    place: str
    unused: str | None


class Standing(NamedTuple):
    """How the sign-in to one service stands.

    `state` is one of the words above; `problem` and `next` are null unless something is to be
    done. `source` and `url` are null where nothing is known of any credential.
    """

    service: str
    state: str
    url: str | None = None
    identity: Identity | None = None
    source: str | None = None
    shadowed: tuple[str, ...] = ()
    problem: str | None = None
    next: str | None = None


class SignedOut(NamedTuple):
    """What became of one sign-in: `revoked` is null where the service has no way to do so.

    `still` names another source that goes on signing in, if there is one.
    """

    service: str
    deleted: bool
    revoked: bool | None
    still: str | None
