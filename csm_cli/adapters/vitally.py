"""Vitally: whether a key is good (Vitally's documentation of its REST API)."""

from base64 import b64encode
from collections.abc import Callable

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.rest.answers import inner
from csm_cli.adapters.rest.api import Api, open_api, sendable
from csm_cli.adapters.rest.refusals import Manner, Refused, limited, no_data
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import CsmError
from csm_cli.domain.signin import Identity


class Vitally:
    """Vitally, with a key that belongs to the account and to nobody in it."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @classmethod
    def of(
        cls, account: ServiceAccount, settings: Settings, waiting: Callable[[float], None]
    ) -> "Vitally":
        """Vitally with the key of an account; see `open_api` for the errors."""
        return cls(open_api(account, settings, MANNER, credential(account), waiting))

    def who(self) -> Identity:
        """Vitally does not say whose key it is, so a list of one person shows that it is good."""
        found = self._api.get("/resources/admins", limit=1).document
        if not isinstance(found.get("results"), list):
            raise no_data(self._api.asked, "no list of people")
        return Identity("a key of the account, which names nobody", None, None, None, None)

    def close(self) -> None:
        """Close the connections."""
        self._api.close()


def credential(account: ServiceAccount) -> dict[str, str]:
    """The header with the key, which is the user of Basic authentication without a password.

    Raises:
        NotSignedIn: the key is none that can be sent.
    """
    basic = b64encode(f"{sendable(account)}:".encode()).decode()
    return {"Authorization": f"Basic {basic}"}


def _refusal(found: Refused) -> CsmError | None:
    """It tells the seconds until a request leaves its window, in a header of its own."""
    told = found.headers.get("RateLimit-Reset", "")
    if found.status != 429 or found.wait is not None or not (told.isascii() and told.isdigit()):  # noqa: PLR2004
        return None
    return limited(found, float(told[:6]))


MANNER = Manner(
    lambda document: (
        inner(document, "error", "message")
        or inner(document, "error")
        or inner(document, "message")
    ),
    lambda _: None,
    _refusal,
    "X-Request-Id",
)
