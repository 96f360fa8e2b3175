"""The session all requests to Zendesk go through: zenpy's own, made safe.

zenpy's default session re-sends a PUT that timed out up to four times, follows a redirect
of a write to a login page and takes that for success, and carries the credential along to
whatever host a next-page link names. Here a write is sent once whatever happens, nothing
is redirected, and a URL of another origin is refused before anything leaves.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth
from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from csm_cli import __version__
from csm_cli.adapters.accounts import ZendeskAccount, is_loopback
from csm_cli.adapters.zendesk import answers
from csm_cli.adapters.zendesk.pacer import Pacer
from csm_cli.domain.errors import Limited, Unavailable

_MOST_REFUSED = 5  # refusals after which a request is given up, however short their waits

# Without a handler of their own, their warnings (with URLs in them) would go to stderr.
for _name in ("urllib3", "zenpy"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


class Bearer(AuthBase):
    """Puts an OAuth access token on each request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Add the header; called by requests for each request, also after a retry."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def __repr__(self) -> str:
        return "Bearer(...)"


class Patience(Retry):
    """Retries of reads; waits as the server asks, but never longer than the cap.

    A write is never tried again. urllib3 alone would send it again after an error of TLS, at
    whatever moment that came.
    """

    # By itself urllib3 would also wait for 429, which is the pacer's business.
    RETRY_AFTER_STATUS_CODES = frozenset({503})
    cap = 60.0
    announce: Callable[[str], None] | None = None

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds to wait: what the server asked for (as seconds or a date), capped."""
        try:
            asked = super().get_retry_after(response)
        except InvalidHeader:
            return None
        if asked is None:
            return None
        wait = min(asked, self.cap)
        if wait >= 1 and self.announce is not None:
            self.announce(f"Zendesk asks to wait; going on in {wait:.0f} s")
        return wait

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: Any = None,
        _stacktrace: Any = None,
    ) -> "Patience":
        """One attempt fewer; none at all for a write."""
        if error is not None and method not in answers.READS:
            raise MaxRetryError(_pool, url or "", error)
        return super().increment(method, url, response, error, _pool, _stacktrace)

    def new(self, **changes: Any) -> "Patience":
        """The next step of the retries, with the same cap and voice."""
        step: Patience = super().new(**changes)
        step.cap, step.announce = self.cap, self.announce
        return step


class SafeSession(requests.Session):
    """A session for one Zendesk account, to be handed to zenpy.

    Args:
        account: Where to, and who.
        timeout: Seconds to connect, and seconds to wait for each answer.
        cap: The longest wait, in seconds, that a failing server may ask of a read.
        certificates: A file of certificate authorities, or null for the built-in ones.
        announce: Told when a read waits for a failing server.
        pacer: Holds requests back for the server's limits.
        in_flight: Stands around each request, so that a person can break into it.
    """

    authorized = True  # zenpy then asks for no credentials: `auth` below is the only holder

    def __init__(
        self,
        account: ZendeskAccount,
        *,
        timeout: float,
        cap: float,
        certificates: str | None,
        announce: Callable[[str], None],
        pacer: Pacer,
        in_flight: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        super().__init__()
        self._in_flight = in_flight
        self.pacer = pacer
        self._origin = urlsplit(account.url)
        self._timeout = timeout
        self.headers["User-Agent"] = f"csm/{__version__}"
        self.auth = _auth(account)
        self.trust_env = not is_loopback(self._origin.hostname or "")  # no proxy to this machine
        self._certificates = certificates
        self.request_id: str | None = None  # Zendesk's, of the last answer
        retries = Patience(
            total=2,
            read=1,
            allowed_methods=answers.READS,
            status_forcelist=(502, 503, 504),
            backoff_factor=0.2,
            raise_on_status=False,
        )
        retries.cap, retries.announce = cap, announce
        for scheme in ("https://", "http://"):
            self.mount(scheme, HTTPAdapter(max_retries=retries))

    def request(
        self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Send one request and give its answer, which is a 2xx with a JSON object in it.

        Raises:
            CsmError: anything else; `OutcomeUnknown` only for a write that was sent.
        """
        verb = (method if isinstance(method, str) else method.decode()).upper()
        # zenpy's own `get` sets allow_redirects, so a default would not be enough.
        kwargs["allow_redirects"] = False
        kwargs["timeout"] = self._timeout
        if self._certificates:
            kwargs["verify"] = self._certificates
        address = self._own(url if isinstance(url, str) else url.decode())
        self.request_id = None
        try:
            response = self._answer(verb, address, *args, **kwargs)
        except Limited as limited:
            limited.written = answers.nothing(verb)
            raise
        self.request_id = response.headers.get("X-Request-Id")
        answers.check(response)
        return response

    def _answer(self, verb: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer; after "too many requests", which did nothing, to the very same request."""
        path = urlsplit(url).path
        self.pacer.before(verb, path)
        refusals = 0
        while True:
            try:
                with self._in_flight():
                    response = super().request(verb, url, *args, **kwargs)
            except requests.RequestException as problem:
                raise answers.from_exception(verb, problem) from None
            self.pacer.after(verb, path, response.headers)
            if response.status_code != answers.TOO_MANY:
                return response
            refusals += 1
            self._wait(verb, path, response, give_up=refusals > _MOST_REFUSED)

    def _wait(self, verb: str, path: str, refusal: requests.Response, *, give_up: bool) -> None:
        try:
            self.pacer.refused(verb, path, answers.wait_asked(refusal), give_up=give_up)
        except Limited as limited:
            limited.request_id = refusal.headers.get("X-Request-Id")
            raise

    def _own(self, url: str) -> str:
        """The URL with the account's scheme; zenpy can spell https only.

        Raises:
            Unavailable: the URL is of another host, which must not see the credential.
        """
        parts = urlsplit(url)
        if parts.netloc != self._origin.netloc or parts.scheme not in {
            "https",
            self._origin.scheme,
        }:
            raise Unavailable(
                f"Zendesk's answer leads to another host, {parts.netloc}; not followed"
            )
        return urlunsplit(parts._replace(scheme=self._origin.scheme))


def _auth(account: ZendeskAccount) -> AuthBase:
    if account.oauth_token:
        return Bearer(account.oauth_token)
    # Bytes, since requests would take text for Latin-1 and fail on what is not.
    return HTTPBasicAuth(f"{account.email}/token".encode(), (account.token or "").encode())
