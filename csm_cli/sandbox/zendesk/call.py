"""One request on its way through the sandbox's Zendesk, and the answer to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from csm_cli.sandbox.times import zendesk_time
from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.errors import (
    ApiError,
    invalid_attribute,
    missing_parameter,
    unreadable_body,
)
from csm_cli.sandbox.zendesk.reading import whole_number
from csm_cli.sandbox.zendesk.records import Record
from csm_cli.sandbox.zendesk.roles import Permissions

JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"


class Answer(NamedTuple):
    """An answer: JSON for a dict, otherwise text or bytes of the given type."""

    body: dict[str, Any] | str | bytes
    status: int = 200
    headers: Mapping[str, str] = {}
    media_type: str = JSON


def error_answer(error: ApiError) -> Answer:
    """Return an error as an answer."""
    media_type = TEXT if isinstance(error.body, str) else JSON
    return Answer(error.body, error.status, error.headers, media_type)


class Caller(NamedTuple):
    """Who is calling; `scopes` is None unless the OAuth token, if it is one, limits them."""

    user: Record
    may: Permissions
    scopes: frozenset[str] | None
    access_token: str | None = None


@dataclass(frozen=True)
class Call:
    """What a handler may know of the request, and the transaction that it works in."""

    world: World
    db: sqlite3.Connection
    caller: Caller
    action: str  # Zendesk's controller and action, such as `tickets/update`
    path: str  # without `.json`
    path_values: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    body: bytes
    content_type: str
    json_body: Any
    client: str  # the User-Agent
    base_url: str
    now: datetime
    limits: Mapping[str, Any]
    publish: bool = False  # an armed fault wants the comment public, whatever was sent
    later: list[Callable[[], None]] = field(default_factory=list)  # jobs, started after the commit

    @property
    def now_text(self) -> str:
        """The sandbox's time as Zendesk prints it."""
        return zendesk_time(self.now)

    def parameter(self, name: str) -> str | None:
        """Return the last value of a query parameter."""
        return next((value for key, value in reversed(self.query) if key == name), None)

    def number(self, name: str = "id") -> int:
        """Return an id out of the path."""
        text = self.path_values[name]
        if not (text.isascii() and text.isdigit()):
            raise invalid_attribute("id", "an integer", f"api/v2/{self.action}")
        return whole_number(text) or 0  # nobody's, as are more digits than an id has

    def included(self) -> set[str]:
        """Return the side-loads asked for; unknown ones are ignored."""
        return set((self.parameter("include") or "").split(","))

    def payload(self, name: str) -> dict[str, Any]:
        """Return the object under this key of the JSON body."""
        if self.json_body is None:
            raise unreadable_body() if self.body else missing_parameter(name)
        value = self.json_body.get(name) if isinstance(self.json_body, dict) else None
        if not isinstance(value, dict):
            raise missing_parameter(name)
        return value
