"""The session all requests to Zendesk go through: zenpy's own, made safe.

zenpy's default session re-sends a PUT that timed out up to four times, follows a redirect
of a write to a login page and takes that for success, and carries the credential along to
whatever host a next-page link names. Here a write is sent once whatever happens, nothing
is redirected, and a URL of another origin is refused before anything leaves.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests import codes
from requests.auth import AuthBase, HTTPBasicAuth
from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from csm_cli import __version__
from csm_cli.adapters.accounts import ZendeskAccount, is_loopback
from csm_cli.adapters.zendesk import answers
from csm_cli.adapters.zendesk.pacer import Pacer
from csm_cli.adapters.zendesk.tokens import Tokens
from csm_cli.adapters.zendesk.told_http import ToldAdapter
from csm_cli.domain.errors import Limited, NotSignedIn, Unavailable
from csm_cli.domain.happenings import Record, Repeated, Waited, unrecorded
from csm_cli.domain.passing import Passing

_IDLE = 2.0  # seconds; shorter than any server closes a silent connection after
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


class Renewed(AuthBase):
    """Puts the access token of a kept sign-in on each request, as it is at that moment."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Add the header; a token that ends soon is refreshed before."""
        return Bearer(self._tokens.current())(request)

    def instead_of(self, refused: requests.PreparedRequest) -> None:
        """Have another token than the one that a request was refused with."""
        self._tokens.instead_of(refused.headers["Authorization"].removeprefix("Bearer "))

    def __repr__(self) -> str:
        return "Renewed(...)"


class Patience(Retry):
    """Retries of reads; waits as the server asks, but never longer than the cap.

    A write is never tried again. urllib3 alone would send it again after an error of TLS, at
    whatever moment that came.
    """

    # By itself urllib3 would also wait for 429, which is the pacer's business.
    RETRY_AFTER_STATUS_CODES = frozenset({503})
    cap = 60.0
    announce: Callable[[str], None] | None = None
    record: Record = staticmethod(unrecorded)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds to wait: what the server asked for (as seconds or a date), capped."""
        try:
            asked = super().get_retry_after(response)
        except InvalidHeader:
            return None
        if asked is None:
            return None
        wait = min(asked, self.cap)
        self.record(Waited(wait))
        if wait >= 1 and self.announce is not None:
            self.announce(Passing(f"Zendesk asks to wait; going on in {wait:.0f} s"))
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
        step = super().increment(method, url, response, error, _pool, _stacktrace)
        address = f"{_pool.scheme}://{_pool.host}:{_pool.port}{url}" if _pool else url or ""
        status = response.status if response is not None else None
        problem = None if error is None else type(error).__name__
        self.record(Repeated(method or "", address, status, problem))
        return step

    def new(self, **changes: Any) -> "Patience":
        """The next step of the retries, with the same cap, voice and record."""
        step: Patience = super().new(**changes)
        step.cap, step.announce, step.record = self.cap, self.announce, self.record
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
        tokens: Those of a kept sign-in, which are refreshed; null for a credential that stays.
        record: Told of each request.
        idle: Seconds of silence after which an update gets a connection of its own.
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
        tokens: Tokens | None = None,
        record: Record = unrecorded,
        idle: float = _IDLE,
    ) -> None:
        super().__init__()
        self._idle = idle
        self._answered_at = time.monotonic()
        self._account = account
        self._in_flight = in_flight
        self.pacer = pacer
        self._origin = urlsplit(account.url)
        self._timeout = timeout
        self.headers["User-Agent"] = f"csm/{__version__}"
        self.auth = Renewed(tokens) if tokens else _auth(account)
        self.trust_env = not is_loopback(self._origin.hostname or "")  # no proxy to this machine
        self.request_id: str | None = None  # Zendesk's, of the last answer
        self._refused: Callable[[], AbstractContextManager[None]] = nullcontext
        retries = Patience(
            total=2,
            read=1,
            allowed_methods=answers.READS,
            status_forcelist=(502, 503, 504),
            backoff_factor=0.2,
            raise_on_status=False,
        )
        retries.cap, retries.announce, retries.record = cap, announce, record
        for scheme in ("https://", "http://"):
            self.mount(scheme, ToldAdapter(record, certificates, retries))

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
        address = self._own(url if isinstance(url, str) else url.decode())
        self.request_id = None
        try:
            response = self._answer(verb, address, *args, **kwargs)
        except Limited as limited:
            limited.written = answers.nothing(verb)
            raise
        self.request_id = response.headers.get("X-Request-Id")
        if _knows_nobody(response):
            raise self._unknown(verb)
        answers.check(response)
        return response

    def ready(self, verb: str, path: str) -> None:
        """Wait, if one must, until such a request may be sent; nothing is sent by this.

        Raises:
            Limited: that would take longer than may be waited.
            StoppedWaiting: a person's Ctrl-C.
        """
        try:
            self.pacer.ready(verb, path)
        except Limited as limited:
            limited.written = answers.nothing(verb)
            raise

    @contextmanager
    def around_refusals(self, held: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
        """Within the block `held` stands around the waits in which a write was refused for now."""
        before, self._refused = self._refused, held
        try:
            yield
        finally:
            self._refused = before

    def _answer(self, verb: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer; after one that did nothing for sure, to the very same request.

        Such are "too many requests", and the refusal of an access token: Zendesk looks at it
        before anything else, so that not even an update was looked at. The token may have ended
        early, or another run refreshed it; with a new one the request is sent once more.
        """
        path = urlsplit(url).path
        self.pacer.before(verb, path)
        refusals, renewed = 0, False
        while True:
            try:
                with self._in_flight():
                    self._leave_what_may_be_closed(verb)
                    response = super().request(verb, url, *args, **kwargs)
            except requests.RequestException as problem:
                raise answers.from_exception(verb, problem) from None
            self._answered_at = time.monotonic()
            self.pacer.after(verb, path, response.headers)
            if isinstance(self.auth, Renewed) and not renewed and _knows_nobody(response):
                self.auth.instead_of(response.request)
                renewed = True
                continue
            if response.status_code != answers.TOO_MANY:
                return response
            refusals += 1
            self._wait(verb, path, response, give_up=refusals > _MOST_REFUSED)

    def _leave_what_may_be_closed(self, verb: str) -> None:
        """After a silence, as when a person was asked, send an update on a new connection.

        The server, or what stands between, may be closing the old one just now: a read is then
        asked again, but of an update nobody could tell whether it arrived.
        """
        if verb not in answers.READS and time.monotonic() - self._answered_at > self._idle:
            for adapter in self.adapters.values():
                adapter.close()

    def _unknown(self, verb: str) -> NotSignedIn:
        """The error for a credential that Zendesk does not know; names where it came from."""
        source, again = self._account.source, "csm auth login zendesk"
        kept = isinstance(self.auth, Renewed) or self._account.login
        return NotSignedIn(
            f"Zendesk does not know this credential, or takes it no longer: {source}",
            written=answers.nothing(verb),
            request_id=self.request_id,
            hint=again if kept else f"replace it there, or take it out and type: {again}",
        )

    def _wait(self, verb: str, path: str, refusal: requests.Response, *, give_up: bool) -> None:
        held = nullcontext if verb in answers.READS else self._refused
        try:
            with held():
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


def _knows_nobody(response: requests.Response) -> bool:
    """Whether the credential was refused; `users/me` then shows an anonymous user, with a 200."""
    if response.status_code == codes.unauthorized:
        return True
    if not response.ok or not urlsplit(response.url).path.endswith("/users/me.json"):
        return False
    user = (answers.json_object(response) or {}).get("user")
    return isinstance(user, dict) and user.get("id") is None


def _auth(account: ZendeskAccount) -> AuthBase:
    if account.oauth_token:
        return Bearer(account.oauth_token)
    # Bytes, since requests would take text for Latin-1 and fail on what is not.
    return HTTPBasicAuth(f"{account.email}/token".encode(), (account.token or "").encode())
