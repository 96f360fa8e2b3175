"""PostHog's public status page, as a page of incident.io's tells programs.

After "Embed your status page's data into your own product" of incident.io's help, whose address
and shape PostHog's own front end uses (`sidePanelStatusLogic`, in the open repository): one
summary of what is open, without a key. Of an incident it says when it was last written about and
not when it began, so that is read out of the id, a ULID.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from csm_cli.adapters.cache import Cache
from csm_cli.adapters.rest.answers import inner, text
from csm_cli.adapters.rest.api import ATTEMPTS, Api, open_public
from csm_cli.adapters.rest.refusals import Manner, Refused, no_data
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import CsmError, NotAllowed, Unavailable
from csm_cli.domain.incidents import (
    INCIDENT,
    MAINTENANCE,
    SCHEDULED,
    Component,
    Incident,
    StatusPage,
    made_at,
)
from csm_cli.domain.plain import block

_LISTS = (
    ("ongoing_incidents", INCIDENT),
    ("in_progress_maintenances", MAINTENANCE),
    ("scheduled_maintenances", SCHEDULED),
)
_BEGINS = ("started_at", "starts_at", "published_at")
_ENDS = ("scheduled_end_at", "ends_at")
_LONGEST = 2000  # letters of an update
_MOST = 200  # entries of a list; a page with more is not read further


class IncidentIoPage:
    """Fulfils the port `Status`."""

    def __init__(self, api: Api, path: str, cache: Cache) -> None:
        self._api = api
        self._path = path
        self._cache = cache

    @classmethod
    def of(
        cls,
        url: str,
        settings: Settings,
        *,
        seconds: float | None,
        waiting: Callable[[float], None],
    ) -> "IncidentIoPage":
        """The page at a URL; in a hurry (with `seconds`) it is asked once, and not again."""
        table = settings.facts["status"]
        api = open_public(
            "status",
            "the status page",
            url,
            settings,
            _MANNER,
            waiting,
            seconds=seconds,
            attempts=ATTEMPTS if seconds is None else 1,
        )
        known = sha256(url.encode()).hexdigest()[:16]
        folder = None if settings.in_sandbox else settings.state / "cache" / f"status-{known}"
        cache = Cache(
            folder,
            timedelta(seconds=float(table["keep_seconds"])),
            settings.environment.now,
            settings.environment.record,
        )
        return cls(api, str(table["path"]), cache)

    def page(self) -> StatusPage:
        """The page; one that was read less than a minute ago is good enough."""
        return self._cache.get("summary", self._read, _page)

    def _read(self) -> Mapping[str, Any]:
        document = self._api.get(self._path).document
        if not all(isinstance(document.get(name), list) for name, _ in _LISTS):
            raise no_data(self._api.asked, "something else than a summary")
        kept = ("page_title", "page_url", *(name for name, _ in _LISTS))
        return {name: document.get(name) for name in kept}

    def close(self) -> None:
        """Close the connections."""
        self._api.close()


def _page(document: Mapping[str, Any]) -> StatusPage:
    found = [
        incident
        for name, kind in _LISTS
        for each in document[name][:_MOST]
        if (incident := _incident(each, kind)) is not None
    ]
    return StatusPage(
        text(document, "page_title") or "status page",
        text(document, "page_url") or "",
        tuple(found),
    )


def _incident(entry: Any, kind: str) -> Incident | None:
    """One entry; null for what has no name or is over."""
    name = text(entry, "name")
    status = text(entry, "status")
    if name is None or status == "resolved":
        return None
    identity = text(entry, "id") or ""
    said = inner(entry, "last_update_message")
    return Incident(
        identity,
        kind,
        name,
        status,
        text(entry, "current_worst_impact"),
        _first(entry, _BEGINS) or made_at(identity),
        _first(entry, _ENDS),
        _moment(inner(entry, "last_update_at")),
        (block(said)[:_LONGEST].strip() or None) if isinstance(said, str) else None,
        _link(text(entry, "url")),
        _components(inner(entry, "affected_components")),
    )


def _components(found: Any) -> tuple[Component, ...]:
    return tuple(
        Component(name, text(each, "group_name"), text(each, "current_status"))
        for each in (found[:_MOST] if isinstance(found, list) else ())
        if (name := text(each, "name"))
    )


def _first(entry: Any, keys: Sequence[str]) -> datetime | None:
    return next((moment for key in keys if (moment := _moment(inner(entry, key)))), None)


def _moment(said: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _link(url: str | None) -> str | None:
    """A web address; anything else is no link for a person."""
    return url if url and url.startswith(("https://", "http://")) and " " not in url else None


def _refusal(found: Refused) -> CsmError | None:
    """A page for everybody has no keys that could be wrong."""
    if found.status in {401, 403}:
        return NotAllowed(f"the status page at {found.asked.host} answered {found.status}")
    if found.status == 404:  # noqa: PLR2004
        return Unavailable(
            f"{found.asked.host} has no summary for programs there",
            hint="url and path in the table 'status' of the config file say where it is",
        )
    return None


_MANNER = Manner(
    lambda document: inner(document, "message"), lambda _: None, _refusal, "X-Request-Id"
)
