"""Asking PostHog's website for the table: nobody's key, one origin, and only if it has changed.

What was read last is kept with its tag, so that a page that is as it was is not sent again.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
from httpx import codes

from csm_cli.adapters import http, private_file
from csm_cli.adapters.handbook.cells import Changed
from csm_cli.adapters.handbook.tables import of_html, of_json, of_markdown
from csm_cli.adapters.rest.refusals import Asked, Refused, limited, no_answer, no_data
from csm_cli.domain.errors import CsmError, Unavailable, Unexpected
from csm_cli.domain.published import Published, PublishedRow

_MOST_BYTES = 4 * 1024 * 1024
_ACCEPT = {"Accept": "text/markdown, application/json, text/html"}
_NOTHING = "nothing was written"
_READ: dict[str, Callable[[str], tuple[PublishedRow, ...]]] = {
    "json": of_json,
    "markdown": of_markdown,
    "html": of_html,
}


class Place(NamedTuple):
    """One form of the page: what it is written in, and its path."""

    form: str
    path: str


class Site(NamedTuple):
    """The website: its origin, the page's forms, the best first, and how it is asked."""

    origin: str
    places: tuple[Place, ...]
    patience: http.Patience
    seconds: float


class _Kept(NamedTuple):
    url: str
    tag: str
    text: str


class HandbookTable:
    """The published table.

    Args:
        client: A client for the site's origin.
        site: The site.
        kept: The file that holds what was read last.
        now: The time.
        waiting: Is told of each pause, in seconds.
    """

    def __init__(
        self,
        client: httpx.Client,
        site: Site,
        kept: Path,
        now: Callable[[], datetime],
        waiting: Callable[[float], None],
    ) -> None:
        self._client = client
        self._site = site
        self._kept = kept
        self._now = now
        self._waiting = waiting
        self._asked = Asked("website", "PostHog's website", urlsplit(site.origin).netloc, "")

    def read(self, *, fresh: bool = False) -> Published:
        """The table in the best form that the site has; `fresh` has it sent in any case.

        Raises:
            Unavailable: the site can't be reached, answers with no such page, or with rubbish.
            Unexpected: the table is written otherwise than csm knows.
        """
        for place in self._site.places:
            url = self._site.origin.rstrip("/") + place.path
            found = self._text(place.path, None if fresh else self._last(url), url)
            if found is not None:
                text, day = found
                return Published(self._rows(place.form, text, url), url, day)
        tried = ", ".join(place.path for place in self._site.places)
        raise Unavailable(
            f"{self._asked.host} has no page {tried}",
            written=_NOTHING,
            hint="look where the handbook lists who owns what, and set ownership.page to it",
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _rows(self, form: str, text: str, url: str) -> tuple[PublishedRow, ...]:
        if form != "html" and text.lstrip()[:1] == "<":
            raise self._unwritten(no_data(self._asked, "a web page"))
        try:
            return _READ[form](text)
        except Changed as changed:
            raise Unexpected(
                f"the table at {url} is not as csm knows it: {changed.text}",
                written=_NOTHING,
                hint="look for a newer csm; until then, csm whois-owns --web opens the page",
            ) from None

    def _text(self, path: str, last: _Kept | None, url: str) -> tuple[str, date] | None:
        """What is there, and on which day; null if there is no such page."""
        response = self._asked_for(path, {"If-None-Match": last.tag} if last else {})
        if response.status_code == codes.NOT_MODIFIED and last:
            return last.text, self._day(response)
        if response.status_code == codes.NOT_FOUND:
            return None
        if response.status_code != codes.OK:
            raise self._unwritten(self._refused(response))
        try:
            text = response.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise self._unwritten(no_data(self._asked, "something that is no text")) from None
        self._keep(_Kept(url, response.headers.get("ETag", ""), text))
        return text, self._day(response)

    def _asked_for(self, path: str, headers: dict[str, str]) -> httpx.Response:
        def send() -> httpx.Response:
            with self._client.stream("GET", path, headers={**_ACCEPT, **headers}) as response:
                content = http.listened(response, _MOST_BYTES, self._site.seconds)
                return http.whole(response, content)

        try:
            return http.read(send, self._site.patience, self._waiting)
        except httpx.RequestError as error:
            raise self._unwritten(no_answer(error, self._asked)) from None
        except http.TooMuch:
            raise self._unwritten(no_data(self._asked, "far too much")) from None

    def _refused(self, response: httpx.Response) -> CsmError:
        status, wait = response.status_code, http.asked_to_wait(response)
        if status == codes.TOO_MANY_REQUESTS:
            reason = "no reason given"
            return limited(Refused(status, response.headers, reason, None, self._asked, wait), wait)
        kind = "a redirect" if response.has_redirect_location else str(status)
        return Unavailable(
            f"{self._asked.host} answered with {kind} in place of the page",
            hint="try again later; if it stays so, check the URL of website in csm config",
        )

    def _unwritten(self, problem: CsmError) -> CsmError:
        problem.written = _NOTHING
        return problem

    def _day(self, response: httpx.Response) -> date:
        """The site's day, unless its clock is before this machine's."""
        today = self._now().astimezone(UTC).date()
        try:
            told = parsedate_to_datetime(response.headers["Date"])
        except (KeyError, ValueError):
            return today
        return min(told.date(), today)

    def _last(self, url: str) -> _Kept | None:
        try:
            kept = _Kept(*json.loads(self._kept.read_text("utf-8")))
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        usable = all(isinstance(each, str) for each in kept) and kept.tag.isascii()
        return kept if usable and kept.tag.isprintable() and kept.tag and kept.url == url else None

    def _keep(self, kept: _Kept) -> None:
        with suppress(OSError):  # it would only have saved a download
            private_file.write(self._kept, json.dumps(kept), lasting=False)
