"""The values of OAuth: csm as a client, a question to a person, and what is granted."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from csm_cli.domain.happenings import Record


class OAuthClient(NamedTuple):
    """csm as an administrator has registered it in one Zendesk, and how to reach that.

    `scopes` are separated by spaces; `timeout` is in seconds; `record` is told
    of each request.
    """

    url: str
    client_id: str
    scopes: str
    timeout: float
    certificates: str | None
    record: Record


class Approval(NamedTuple):
    """One question to a person: the page where it stands, and what proves that it was ours."""

    page: str
    redirect_uri: str
    state: str
    verifier: str

    def __repr__(self) -> str:
        return f"Approval({urlsplit(self.page).netloc})"


class Grant(NamedTuple):
    """A pair of tokens, with Zendesk's own times of their ends.

    `ahead` is how many seconds Zendesk's clock was ahead of this machine's.
    """

    access: str
    refresh: str
    scopes: str
    ends: datetime
    refresh_ends: datetime | None
    ahead: float

    def __repr__(self) -> str:
        return f"Grant(until {self.ends:%H:%M:%S})"


class Dead(Exception):  # noqa: N818 - never leaves the adapter
    """Zendesk takes a refresh token no longer: it ended, was used or was revoked."""
