"""How requests leave by way of the library `requests`: each is told to the record.

Whoever makes a session mounts this; a session without it would send what nobody hears of.
Certificates are always verified, whatever a session is told: requests itself would read them anew
for each connection.
"""

import ssl
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from csm_cli.adapters import certificates, telling
from csm_cli.adapters.echoes import Credentials
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.happenings import Record


class ToldAdapter(HTTPAdapter):
    """Sends as requests does, and reads the answer's body at once.

    Args:
        record: Told of each request.
        trusted: A file or folder of certificate authorities, or null for the usual ones.
        retries: How often what may be sent again is.
    """

    def __init__(self, record: Record, trusted: str | None, retries: Retry | int = 0) -> None:
        super().__init__(max_retries=retries)
        self._record = record
        self._trusted = trusted

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Send one request, retries included, and tell of it when its answer is read."""
        sent = int(request.headers.get("Content-Length") or 0)
        with telling.told(self._record, request.method or "", request.url or "", sent) as reply:
            response = super().send(request, *args, **kwargs)
            received = len(response.content)
            _forget_echoes(request, response)
            reply.came(response.status_code, response.headers, received)
        return response

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """As requests has it, with the certificates that were read once."""
        del verify
        host, pool = super().build_connection_pool_key_attributes(request, True, cert)
        if host["scheme"] == "https":
            pool["ssl_context"] = self._context()
        return host, pool

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Nothing: requests would name its own bundle, to be read for this connection alone."""

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """As requests has it; the same certificates hold for the proxy itself."""
        if urlsplit(proxy).scheme == "https":
            options["proxy_ssl_context"] = self._context()
        return super().proxy_manager_for(proxy, **options)

    def _context(self) -> ssl.SSLContext:
        try:
            return certificates.trusting(self._trusted)
        except OSError as error:  # ssl.SSLError is one
            raise WrongUsage(
                f"the certificates in {self._trusted} can't be used: {error}",
                written="nothing was sent",
                hint="SSL_CERT_FILE and REQUESTS_CA_BUNDLE name such a file",
            ) from None


def _forget_echoes(request: requests.PreparedRequest, response: requests.Response) -> None:
    """Take the credential of a request out of its answer.

    The body of a success is left as it is: it is a record, and compared with what was sent.
    """
    credentials = Credentials(request.headers, request.body)
    credentials.mask(response.headers)
    if not response.ok or response.is_redirect:
        response._content = credentials.masked_bytes(response.content)  # noqa: SLF001 - no other way
