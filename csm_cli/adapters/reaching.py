"""Whether a service can be reached, asked without a credential, and if not, of which kind it is.

A name that nobody knows, a port where nobody listens, a certificate that is not trusted, a
proxy, silence, and a sign-in page in between each need something else to be done.
"""

import json
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
from httpx import codes

from csm_cli.adapters import http
from csm_cli.domain.doctor_rules import Reached
from csm_cli.domain.errors import Unavailable
from csm_cli.environment import Environment

_NETWORK = "check the network and the VPN, then run csm doctor again"


class WebSite:
    """The origin of a service, and a path on it that answers anybody with JSON."""

    _configured = "csm config shows the URL and where it comes from; correct it there"

    def __init__(self, origin: str, path: str, environment: Environment, timeout: float) -> None:
        self._origin = origin
        self._path = path
        self._environment = environment
        self._timeout = timeout
        self._host = urlsplit(origin).netloc

    def reach(self) -> Reached:
        """Ask once; see the port `Site`."""
        return self._asked()[0]

    def data(self) -> Any:
        """What it answers, out of JSON; raises as `reach`."""
        return json.loads(self._asked()[1].content)

    def _asked(self) -> tuple[Reached, httpx.Response]:
        now = self._environment.now
        with http.client(self._origin, self._environment, timeout=self._timeout, headers={}) as web:
            began = now()
            try:
                response = web.get(self._path)
            except httpx.RequestError as problem:
                raise self._unreachable(problem) from None
            ended = now()
        self._insist_on_data(response)
        return Reached(self._host, _skew(response, began, ended)), response

    def _insist_on_data(self, response: httpx.Response) -> None:
        if response.status_code >= codes.INTERNAL_SERVER_ERROR:
            raise Unavailable(
                f"{self._host} answers {response.status_code}",
                hint="look at the service's status page; if it is well, ask who runs the proxy",
            )
        kind = "a redirect" if response.is_redirect else self._strange(response)
        if kind:
            raise Unavailable(
                f"{self._host} answers with {kind}, not with data: a proxy or a sign-in page "
                "stands in between, or the URL is not the service's",
                hint=f"open {self._origin} in the browser and sign in there, or correct the URL",
            )

    def _strange(self, response: httpx.Response) -> str | None:
        """What an answer is instead of what is asked for; a service may well refuse anybody."""
        return _not_data(response)

    def _unreachable(self, problem: httpx.RequestError) -> Unavailable:
        causes = [*_causes(problem)]
        proxy = http.proxy(self._origin, self._environment)
        if isinstance(problem, httpx.ProxyError) or (
            proxy and isinstance(problem, httpx.ConnectError)
        ):
            return Unavailable(
                f"{self._host} can't be reached through the proxy {urlsplit(proxy or '').hostname}",
                hint="correct HTTPS_PROXY, or name the host in NO_PROXY",
            )
        if isinstance(problem, httpx.TimeoutException):
            return Unavailable(
                f"{self._host} does not answer within {self._timeout:g} s", hint=_NETWORK
            )
        for cause in causes:
            if told := self._of_cause(cause):
                return told
        return Unavailable(
            f"{self._host} breaks the connection ({type(problem).__name__})", hint=_NETWORK
        )

    def _of_cause(self, cause: BaseException) -> Unavailable | None:
        match cause:
            case socket.gaierror():
                found = f"the name {urlsplit(self._origin).hostname} is not known (DNS)"
                return Unavailable(found, hint=f"{_NETWORK}; {self._configured}")
            case ConnectionRefusedError():
                found = f"nothing listens at {self._host} (connection refused)"
                return Unavailable(found, hint=self._configured)
            case ssl.SSLCertVerificationError():
                found = f"the certificate of {self._host} is not trusted: {cause.verify_message}"
                hint = "let SSL_CERT_FILE name a file with the certificates of your network"
                return Unavailable(found, hint=hint)
            case ssl.SSLError():
                found = f"{self._host} does not speak TLS as csm does ({cause.reason})"
                return Unavailable(found, hint=self._configured)
        return None


class PublicSite(WebSite):
    """A place that anybody may read, so that it has to be there.

    `key` names the setting of its origin; `text` says that it answers with text, and not JSON.
    """

    def __init__(
        self,
        origin: str,
        path: str,
        environment: Environment,
        timeout: float,
        *,
        key: str,
        text: bool = False,
    ) -> None:
        super().__init__(origin, path, environment, timeout)
        self._configured = f"csm config get {key} shows the URL; correct it where it comes from"
        self._text = text

    def _strange(self, response: httpx.Response) -> str | None:
        if response.is_error:
            return f"an error ({response.status_code})"
        if self._text:
            return "a web page" if _is_page(response) else None
        return super()._strange(response)


def _not_data(response: httpx.Response) -> str | None:
    try:
        json.loads(response.content)
    except ValueError:
        return "a web page" if _is_page(response) else "something else"
    return None


def _is_page(response: httpx.Response) -> bool:
    return "html" in response.headers.get("Content-Type", "")


def _causes(problem: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = problem
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _skew(response: httpx.Response, began: datetime, ended: datetime) -> timedelta | None:
    """How far the service's clock is before this one; it tells whole seconds, cut off."""
    try:
        told = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return None
    service = (told if told.tzinfo else told.replace(tzinfo=UTC)) + timedelta(seconds=0.5)
    return service - (began + (ended - began) / 2)
