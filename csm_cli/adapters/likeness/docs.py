"""The index of PostHog's docs, kept on this machine and searched there.

Nothing of a ticket leaves the machine for it: what is asked for is always the same file, at most
once in some hours, and with its `ETag` after that.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
from httpx import codes

from csm_cli.adapters import http, private_file
from csm_cli.adapters.likeness.reading import moment
from csm_cli.adapters.rest.api import patience
from csm_cli.adapters.rest.refusals import (
    Asked,
    Refused,
    limited,
    no_answer,
    no_data,
    server_failed,
)
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import CsmError
from csm_cli.domain.likeness.docs_index import DocsPage, like, pages
from csm_cli.domain.likeness.hits import Piece, Wanted

_MOST_BYTES = 4 * 1024 * 1024
_PUBLISHED = "posthog.com"


class _Kept(NamedTuple):
    url: str
    tag: str
    at: str
    text: str


class DocsPlace:
    """The pages of the docs, by their titles and addresses.

    Args:
        client: A client for the website's origin.
        url: The index, on that origin.
        file: Where it is kept; null keeps nothing.
        lifetime: How old a kept one may be without being asked for.
        now: The clock, aware and in UTC.
        patient: How often and how long.
        seconds: How long one whole answer may take.
        waiting: Is told of each pause, in seconds.
    """

    def __init__(
        self,
        client: httpx.Client,
        url: str,
        file: Path | None,
        lifetime: timedelta,
        now: Callable[[], datetime],
        patient: http.Patience,
        seconds: float,
        waiting: Callable[[float], None],
    ) -> None:
        self._client = client
        self._url = url
        self._file = file
        self._lifetime = lifetime
        self._now = now
        self._patience = patient
        self._seconds = seconds
        self._waiting = waiting
        host = urlsplit(url).netloc
        self._asked = Asked("website", "PostHog's website", host, "nowhere: it needs none")

    @classmethod
    def of(cls, settings: Settings, waiting: Callable[[float], None]) -> "DocsPlace":
        """The index of the settings; raises WrongUsage if a setting is not usable."""
        origin = settings.host("website").rstrip("/")
        timeout = settings.seconds("CSM_TIMEOUT", "timeout_seconds")
        hours = float(settings.facts["website"]["docs_index_hours"])
        return cls(
            http.client(
                origin, settings.environment, timeout=timeout, headers={"Accept": "text/plain"}
            ),
            origin + str(settings.facts["website"]["docs_index"]),
            None if settings.in_sandbox else settings.state / "cache" / "docs-index.json",
            timedelta(hours=hours),
            settings.environment.now,
            patience(settings.facts["limits"]),
            timeout,
            waiting,
        )

    def queries(self, wanted: Wanted) -> Sequence[str]:  # noqa: ARG002 - part of the port
        """One look without a query: the search is done here."""
        return ("",)

    def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002 - part of the port
        """The pages that share a word.

        Raises:
            Unavailable: the site does not answer, or not with an index.
        """
        return Piece(like(self._pages(), wanted))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _pages(self) -> tuple[DocsPage, ...]:
        kept = self._last()
        text = kept.text if kept and self._young(kept) else self._read(kept)
        found = pages(text, (_PUBLISHED, urlsplit(self._url).hostname or ""))
        if not found:
            raise no_data(self._asked, "no index of the docs")
        if kept is None or kept.text != text or not self._young(kept):
            self._keep(text)
        return found

    def _read(self, kept: _Kept | None) -> str:
        self._tag = kept.tag if kept else ""

        def send() -> httpx.Response:
            headers = {"If-None-Match": self._tag} if self._tag else {}
            path = urlsplit(self._url).path
            with self._client.stream("GET", path, headers=headers) as response:
                return http.whole(response, http.listened(response, _MOST_BYTES, self._seconds))

        try:
            response = http.read(send, self._patience, self._waiting)
        except httpx.RequestError as error:
            raise no_answer(error, self._asked) from None
        except http.TooMuch:
            raise no_data(self._asked, "far too much") from None
        if response.status_code == codes.NOT_MODIFIED and kept:
            return kept.text
        if response.status_code != codes.OK:
            raise self._refused(response)
        self._tag = response.headers.get("ETag", "")
        return response.content.decode("utf-8", "replace")

    def _refused(self, response: httpx.Response) -> CsmError:
        status, wait = response.status_code, http.asked_to_wait(response)
        found = Refused(status, response.headers, "no reason given", None, self._asked, wait)
        if status == codes.TOO_MANY_REQUESTS:
            return limited(found, wait)
        return server_failed(found)

    def _young(self, kept: _Kept) -> bool:
        at = moment(kept.at)
        return at is not None and timedelta(0) <= self._now() - at < self._lifetime

    def _last(self) -> _Kept | None:
        if self._file is None:
            return None
        try:
            kept = _Kept(*json.loads(self._file.read_text("utf-8")))
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        usable = all(isinstance(each, str) for each in kept) and kept.url == self._url
        return kept if usable and kept.tag.isascii() and kept.tag.isprintable() else None

    def _keep(self, text: str) -> None:
        if self._file is None:
            return
        kept = _Kept(self._url, self._tag, self._now().astimezone(UTC).isoformat(), text)
        with suppress(OSError):  # it would only have saved a download
            private_file.write(self._file, json.dumps(kept), lasting=False)
