"""GitHub: whose token it is (GitHub's REST documentation, "Get the authenticated user")."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.rest.answers import inner, text
from csm_cli.adapters.rest.api import Api, open_api, open_public, sendable
from csm_cli.adapters.rest.refusals import Manner, Refused, limited, no_data
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import CsmError
from csm_cli.domain.signin import Identity

_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
_ENDS = ("%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S %z")


class GitHub:
    """GitHub, as whoever the token belongs to."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @classmethod
    def of(
        cls, account: ServiceAccount, settings: Settings, waiting: Callable[[float], None]
    ) -> "GitHub":
        """GitHub with the key of an account; see `open_api` for the errors."""
        return cls(open_github(account, account.url, settings, waiting))

    def who(self) -> Identity:
        """The user; scopes are known of a classic token only, a fine-grained one tells none."""
        found = self._api.get("/user")
        login = text(found.document, "login")
        if login is None:
            raise no_data(self._api.asked, "no user")
        name = text(found.document, "name")
        scopes = found.headers.get("X-OAuth-Scopes")
        return Identity(
            f"{name} ({login})" if name else login,
            None,
            None if scopes is None else tuple(scopes.replace(",", " ").split()),
            _moment(found.headers.get("GitHub-Authentication-Token-Expiration", "")),
            None,
        )

    def close(self) -> None:
        """Close the connections."""
        self._api.close()


def open_github(
    account: ServiceAccount | None,
    url: str,
    settings: Settings,
    waiting: Callable[[float], None],
) -> Api:
    """GitHub's API with the key of an account, or as anybody; see `open_api` for the errors."""
    if account is None:
        return open_public("github", "GitHub", url, settings, MANNER, waiting, headers=_HEADERS)
    headers = {**_HEADERS, "Authorization": f"Bearer {sendable(account)}"}
    return open_api(account, settings, MANNER, headers, waiting)


def _moment(told: str) -> datetime | None:
    for form in _ENDS:
        with suppress(ValueError, OverflowError):
            moment = datetime.strptime(told.strip(), form)  # noqa: DTZ007 - made aware below
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def _refusal(found: Refused) -> CsmError | None:
    """Its limits are a 403 as well as a 429, told apart by headers and words."""
    used_up = found.headers.get("X-RateLimit-Remaining") == "0"
    secondary = "rate limit" in found.said.lower()
    if found.status not in {403, 429} or not (used_up or secondary or found.wait is not None):
        return None
    wait = found.wait
    return limited(found, _until_reset(found.headers) if wait is None and used_up else wait)


def _until_reset(headers: Mapping[str, str]) -> float | None:
    """The seconds until the limit's window ends, by GitHub's own clock."""
    reset = headers.get("X-RateLimit-Reset", "")
    try:
        now = parsedate_to_datetime(headers["Date"]).timestamp()
    except (KeyError, ValueError, OverflowError):
        return None
    return max(0.0, float(reset[:12]) - now) if reset.isascii() and reset.isdigit() else None


MANNER = Manner(
    lambda document: inner(document, "message"),
    lambda _: None,
    _refusal,
    "X-GitHub-Request-Id",
)
