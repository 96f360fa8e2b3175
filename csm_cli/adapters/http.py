"""HTTP for every service that is not Zendesk: one client for one origin.

What holds for each: a time-out always, no redirect followed, so that a credential never
leaves the configured origin; certificates and proxies from the process's variables, and no
proxy to this machine. Reads are tried again, here and nowhere else.
"""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
import stamina
import stamina.instrumentation
from httpx import codes

from csm_cli import __version__
from csm_cli.adapters import certificates, telling
from csm_cli.adapters.accounts import is_loopback
from csm_cli.adapters.echoes import Credentials
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.happenings import Record, unrecorded
from csm_cli.environment import Environment

_CONNECT_SECONDS = 20.0
_BUSY = frozenset({429, 502, 503})
_BROKEN = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ReadError, httpx.RemoteProtocolError)


class Patience(NamedTuple):
    """How often a read is sent, and how long it may be put off; times in seconds.

    `first_wait` doubles with each attempt. `busy_wait` is for a service that says "too many"
    without saying for how long. One that asks for more than `longest_wait` is not waited for.
    """

    attempts: int
    first_wait: float
    busy_wait: float
    longest_wait: float


class _Client(httpx.Client):
    """A client that tells the record of each request that it sends."""

    record: Record = staticmethod(unrecorded)

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send one request and read its answer; what is streamed goes by `stream`."""
        sent = int(request.headers.get("Content-Length") or 0)
        with telling.told(self.record, request.method, str(request.url), sent) as reply:
            response = super().send(request, **options)
            credentials = Credentials(request.headers)
            credentials.mask(response.headers)
            reply.came(response.status_code, response.headers, response.num_bytes_downloaded)
        return response if options.get("stream") else _without_echoes(response, credentials)

    @contextmanager
    def stream(self, method: str, url: httpx.URL | str, **options: Any) -> Iterator[httpx.Response]:
        """An answer whose body is read in the block; told after it, as far as it was read."""
        request = self.build_request(method, url, **options)
        sent = int(request.headers.get("Content-Length") or 0)
        with telling.told(self.record, method, str(request.url), sent) as reply:
            response = super().send(request, stream=True)
            Credentials(request.headers).mask(response.headers)
            try:
                yield response
            finally:
                response.close()
                reply.came(response.status_code, response.headers, response.num_bytes_downloaded)


def client(
    origin: str, environment: Environment, *, timeout: float, headers: Mapping[str, str]
) -> httpx.Client:
    """A client for one origin; `timeout` is in seconds, for each send or receive.

    Raises:
        WrongUsage: a variable names certificates or a proxy that can't be used.
    """
    try:
        made = _Client(
            base_url=origin,
            headers={"User-Agent": f"csm/{__version__}", "Accept": "application/json", **headers},
            timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
            verify=_certificates(origin, environment),
            proxy=proxy(origin, environment),
            follow_redirects=False,
            trust_env=False,
        )
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise WrongUsage(f"the proxy that the environment names can't be used: {error}") from None
    made.record = environment.record
    return made


def read(
    send: Callable[[], httpx.Response], patience: Patience, waiting: Callable[[float], None]
) -> httpx.Response:
    """Send a request that changes nothing, again while the service is busy or unreachable.

    `send` must be harmless to repeat. `waiting` is told the seconds of each pause before it.
    The last answer is given back, whatever it says.

    Raises:
        httpx.RequestError: no answer came.
    """
    # In place of stamina's own hook, which writes on stderr.
    stamina.instrumentation.set_on_retry_hooks([lambda retry: waiting(retry.wait_for)])
    try:
        for attempt in stamina.retry_context(
            on=lambda error: _put_off(error, patience),
            attempts=patience.attempts,
            timeout=None,
            wait_initial=patience.first_wait,
            wait_jitter=patience.first_wait,
        ):
            with attempt:
                return _unless_busy(send())
    except _Busy as busy:
        return busy.response
    raise AssertionError("stamina gave neither an answer nor an error")


def asked_to_wait(response: httpx.Response) -> float | None:
    """The seconds that `Retry-After` asks for, given as a number or as a date; null without."""
    header = response.headers.get("Retry-After", "").strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        due = parsedate_to_datetime(header)
        now = parsedate_to_datetime(response.headers["Date"])
    except (ValueError, KeyError):
        return None
    return max(0.0, (_aware(due) - _aware(now)).total_seconds())


class TooMuch(Exception):  # noqa: N818 - an answer on its way out of the loop
    """An answer that was not listened to until its end."""


def listened(response: httpx.Response, most_bytes: int, seconds: float) -> bytes:
    """The body of a streamed answer, unpacked, unless it is too long, or too long in coming.

    Raises:
        TooMuch: it has more bytes.
        httpx.RequestError: it breaks off, or does not end in time.
    """
    parts, length, until = [], 0, time.monotonic() + seconds
    for part in response.iter_bytes():
        parts.append(part)
        length += len(part)
        if length > most_bytes:
            raise TooMuch
        if time.monotonic() > until:
            raise httpx.ReadTimeout("the answer does not end", request=response.request)
    return b"".join(parts)


def whole(response: httpx.Response, content: bytes) -> httpx.Response:
    """The answer with this body, which is unpacked already, in place of its own."""
    packing = {"content-encoding", "content-length", "transfer-encoding"}
    headers = [pair for pair in response.headers.multi_items() if pair[0] not in packing]
    return httpx.Response(
        response.status_code, headers=headers, content=content, request=response.request
    )


def _without_echoes(response: httpx.Response, credentials: Credentials) -> httpx.Response:
    """The answer without the credential; a success is data, and left as it is."""
    if response.is_success:
        return response
    content = credentials.masked_bytes(response.content)
    return response if content is response.content else whole(response, content)


class _Busy(Exception):  # noqa: N818 - an answer on its way out of the loop
    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code)
        self.response = response


def _unless_busy(response: httpx.Response) -> httpx.Response:
    if response.status_code in _BUSY:
        raise _Busy(response)
    return response


def _put_off(error: Exception, patience: Patience) -> bool | float:
    """Whether to send again: no, yes after the usual pause, or yes after so many seconds."""
    if not isinstance(error, _Busy):
        return isinstance(error, _BROKEN) and not _is_about_certificates(error)
    asked = asked_to_wait(error.response)
    if asked is not None:
        return asked if asked <= patience.longest_wait else False
    return patience.busy_wait if error.response.status_code == codes.TOO_MANY_REQUESTS else True


def _is_about_certificates(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _certificates(origin: str, environment: Environment) -> ssl.SSLContext:
    """The certificates to trust: those that the environment names, else the usual ones."""
    name, path = environment.certificates or (None, None)
    if path is None and urlsplit(origin).scheme == "http":
        return certificates.trusting_nobody()
    try:
        return certificates.trusting(path)
    except OSError as error:  # ssl.SSLError is one
        raise WrongUsage(f"{name} names {path}, which can't be used: {error}") from None


def proxy(origin: str, environment: Environment) -> str | None:
    """The proxy through which the origin is spoken to; null where there is none."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    variable = environment.variable
    if is_loopback(host):
        return None
    excepted = variable("no_proxy") or variable("NO_PROXY")
    if excepted and _is_excepted(host, excepted):
        return None
    names = (f"{parts.scheme}_proxy", f"{parts.scheme.upper()}_PROXY", "all_proxy", "ALL_PROXY")
    return next((found for name in names if (found := variable(name))), None)


def _is_excepted(host: str, excepted: str) -> bool:
    """Whether `NO_PROXY` names the host: itself, a domain above it, or `*`."""
    for entry in excepted.replace(" ", "").lower().split(","):
        domain = entry.rpartition(":")[0] or entry
        if entry == "*" or (domain and f".{host}".endswith(f".{domain.lstrip('.')}")):
            return True
    return False
