"""How requests leave by way of the library `requests`: each is told to the record.

Whoever makes a session mounts this; a session without it would send what nobody hears of.
"""

from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from csm_cli.adapters import telling
from csm_cli.adapters.echoes import Credentials
from csm_cli.domain.happenings import Record


class ToldAdapter(HTTPAdapter):
    """Sends as requests does, and reads the answer's body at once."""

    def __init__(self, record: Record, retries: Retry | int = 0) -> None:
        super().__init__(max_retries=retries)
        self._record = record

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


def _forget_echoes(request: requests.PreparedRequest, response: requests.Response) -> None:
    """Take the credential of a request out of its answer.

    The body of a success is left as it is: it is a record, and compared with what was sent.
    """
    credentials = Credentials(request.headers, request.body)
    credentials.mask(response.headers)
    if not response.ok or response.is_redirect:
        response._content = credentials.masked_bytes(response.content)  # noqa: SLF001 - no other way
