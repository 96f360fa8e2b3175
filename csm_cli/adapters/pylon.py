"""Pylon: whose token it is (Pylon's API documentation, "Authentication" and "Errors")."""

from collections.abc import Callable
from typing import Any

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.rest.answers import inner, text
from csm_cli.adapters.rest.api import Api, open_api, sendable
from csm_cli.adapters.rest.refusals import Manner, Refused, no_data
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import CsmError, NotSignedIn
from csm_cli.domain.signin import Identity


class Pylon:
    """Pylon, as whatever the token stands for: mostly for itself, under its own name."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @classmethod
    def of(
        cls, account: ServiceAccount, settings: Settings, waiting: Callable[[float], None]
    ) -> "Pylon":
        """Pylon with the key of an account; see `open_api` for the errors."""
        headers = {"Authorization": f"Bearer {sendable(account)}"}
        return cls(open_api(account, settings, MANNER, headers, waiting))

    def who(self) -> Identity:
        """The token's name and its organization; Pylon tells no scopes and no end."""
        found = self._api.get("/me").document
        organization = text(found, "data", "name")
        user = text(found, "data", "user", "email") or text(found, "data", "user", "name")
        if organization is None:
            raise no_data(self._api.asked, "no organization")
        who = f"{user} in {organization}" if user else organization
        return Identity(who, None, None, None, None)

    def close(self) -> None:
        """Close the connections."""
        self._api.close()


def _first(errors: Any) -> Any:
    return errors[0] if isinstance(errors, list) and errors else None


def _refusal(found: Refused) -> CsmError | None:
    """A token works in its own region only, and Pylon says which mistake it was."""
    if found.code != "wrong_region_token":
        return None
    asked = found.asked
    return NotSignedIn(
        f"the Pylon key from {asked.source} is not of {asked.host}, but of Pylon's other region",
        hint="set CSM_PYLON_URL to https://api.eu.usepylon.com or https://api.usepylon.com",
    )


MANNER = Manner(
    lambda document: _first(inner(document, "errors")),
    lambda document: inner(document, "code"),
    _refusal,
    "X-Pylon-Request-ID",
)
