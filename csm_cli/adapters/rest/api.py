"""One question to a service, and its answer as a JSON object.

What holds: the client's one origin, no redirect, one layer of retries, and an end to how much
and how long is listened to. Everything that goes wrong is one of csm's errors.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
from httpx import codes

from csm_cli.adapters import http
from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.echoes import Credentials
from csm_cli.adapters.rest.refusals import Asked, Manner, no_answer, no_data, refused
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import NotSignedIn, WrongUsage
from csm_cli.domain.signin import NAMES

_MOST_BYTES = 4 * 1024 * 1024
ATTEMPTS = 2  # csm can do without the answer: better told soon than after minutes


class Answer(NamedTuple):
    """What came of a question: the object, the headers beside it, and the status."""

    document: Mapping[str, Any]
    headers: Mapping[str, str]
    status: int = codes.OK


class Api:
    """The API of one service.

    Args:
        client: A client for the origin, with the credential among its headers.
        asked: Whom errors name.
        manner: How the service says no.
        patience: How often and how long.
        waiting: Is told of each pause, in seconds.
        seconds: How long one whole answer may take.
    """

    def __init__(
        self,
        client: httpx.Client,
        asked: Asked,
        manner: Manner,
        patience: http.Patience,
        waiting: Callable[[float], None],
        seconds: float,
    ) -> None:
        self._client = client
        self.asked = asked
        self._manner = manner
        self._patience = patience
        self._waiting = waiting
        self._seconds = seconds

    def get(self, path: str, **query: str | int) -> Answer:
        """Read what is there; raises NotSignedIn, NotAllowed, Unavailable or Unexpected."""
        return self._ask("GET", path, query)

    def look(self, path: str, headers: Mapping[str, str], good: frozenset[int]) -> Answer:
        """Read what may be elsewhere, gone or as it was: these statuses are answers, too.

        One without an object has an empty one; raises as above for any other status.
        """
        return self._ask("GET", path, {}, headers, good)

    def post(self, path: str, document: Mapping[str, Any] | None = None) -> Answer:
        """Ask by a POST that changes nothing, with a document or without; raises as above."""
        return self._ask("POST", path, {}, document=document)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str | int],
        headers: Mapping[str, str] | None = None,
        good: frozenset[int] = frozenset(),
        document: Mapping[str, Any] | None = None,
    ) -> Answer:
        def send() -> httpx.Response:
            with self._client.stream(
                method, path, params=dict(query), headers=headers, json=document
            ) as response:
                return self._whole(response)

        try:
            response = http.read(send, self._patience, self._waiting)
        except httpx.RequestError as error:
            raise no_answer(error, self.asked) from None
        except http.TooMuch:
            raise no_data(self.asked, "far too much") from None
        return self._understood(response, good)

    def _understood(self, response: httpx.Response, good: frozenset[int]) -> Answer:
        document = _json(response.content)
        if response.status_code in good and response.status_code != codes.OK:
            found = document if isinstance(document, dict) else {}
            return Answer(found, response.headers, response.status_code)
        if response.status_code != codes.OK or self._says_no(document):
            raise refused(response, document, self.asked, self._manner)
        if not isinstance(document, dict):
            page = "html" in response.headers.get("Content-Type", "")
            raise no_data(self.asked, "a web page" if page else "no JSON object")
        return Answer(document, response.headers)

    def _says_no(self, document: Any) -> bool:
        """Whether a success is none: Slack's way."""
        return isinstance(document, dict) and document.get("ok") is False

    def _whole(self, response: httpx.Response) -> httpx.Response:
        """The answer with its body, unless that is too long, or too long in coming."""
        content = http.listened(response, _MOST_BYTES, self._seconds)
        content = Credentials(response.request.headers).masked_bytes(content)
        return http.whole(response, content)


def open_api(
    account: ServiceAccount,
    settings: Settings,
    manner: Manner,
    headers: Mapping[str, str],
    waiting: Callable[[float], None],
) -> Api:
    """An API from an account; `headers` hold the credential.

    Raises:
        NotSignedIn: the key is none that can be sent.
        WrongUsage: a setting is not usable.
    """
    name = NAMES[account.service]
    seconds = settings.seconds("CSM_TIMEOUT", "timeout_seconds")
    client = http.client(account.url, settings.environment, timeout=seconds, headers=headers)
    asked = Asked(account.service, name, urlsplit(account.url).netloc, account.source)
    return Api(client, asked, manner, patience(settings.facts["limits"]), waiting, seconds)


def open_public(
    service: str,
    name: str,
    url: str,
    settings: Settings,
    manner: Manner,
    waiting: Callable[[float], None],
    *,
    seconds: float | None = None,
    attempts: int = ATTEMPTS,
    headers: Mapping[str, str] | None = None,
) -> Api:
    """An API that answers anybody; `seconds` is the time of one answer, the usual one unless said.

    Raises:
        WrongUsage: a setting is not usable.
    """
    usual = settings.seconds("CSM_TIMEOUT", "timeout_seconds")
    timeout = usual if seconds is None else min(usual, seconds)
    client = http.client(url, settings.environment, timeout=timeout, headers=headers or {})
    asked = Asked(service, name, urlsplit(url).netloc, "nowhere: it needs none")
    patient = patience(settings.facts["limits"])._replace(attempts=attempts)
    return Api(client, asked, manner, patient, waiting, timeout)


def sendable(account: ServiceAccount) -> str:
    """The key, if it can be part of a header.

    Raises:
        NotSignedIn: it holds what no key has.
    """
    key = account.key
    if key.isascii() and key.isprintable() and " " not in key:
        return key
    name = NAMES[account.service]
    raise NotSignedIn(
        f"the key of {name} from {account.source} holds a character that no key has",
        hint="copy it again, whole, without spaces or line breaks",
    )


def patience(limits: Mapping[str, Any]) -> http.Patience:
    """How long a service is waited for that csm can do without, by the table `limits`."""
    try:
        longest = float(limits["optional_wait_seconds"])
        return http.Patience(
            attempts=min(ATTEMPTS, max(1, int(limits["read_attempts"]))),
            first_wait=float(limits["first_wait_seconds"]),
            busy_wait=min(longest, float(limits["busy_wait_seconds"])),
            longest_wait=longest,
        )
    except (KeyError, TypeError, ValueError):
        raise WrongUsage("an entry of 'limits' in the config file is not a number") from None


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
