"""PostHog's query API: one query sent, one fresh answer read.

Values are bound under their names and never become part of the text. A cached answer may be
six hours old, so a fresh one is asked for, and what came is looked at all the same
(posthog.com, API docs, "Queries").
"""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import httpx

from csm_cli.adapters.http import Patience, read
from csm_cli.adapters.posthog.errors import Asked, no_answer, not_json, refusal
from csm_cli.adapters.posthog.pace import Pace
from csm_cli.adapters.posthog.table import Table
from csm_cli.domain.errors import Unavailable

Value = str | int | Sequence[str]


class Answer(NamedTuple):
    """The rows, each a mapping from column to cell, and what is doubtful about them.

    `cut` says that PostHog has more rows than it sent.
    """

    rows: Sequence[Mapping[str, Any]]
    cached: bool
    cut: bool


class QueryApi:
    """The query API of one project.

    Args:
        client: A client for the origin, with the key among its headers.
        asked: Whom errors name.
        project_id: The project.
        patience: How often and how long.
        waiting: Is told of each pause, in seconds.
        purpose: The command that asks, for PostHog's log of queries.
        pace: Holds each request back that would be one too many.
    """

    def __init__(
        self,
        client: httpx.Client,
        asked: Asked,
        project_id: int,
        patience: Patience,
        waiting: Callable[[float], None],
        pace: Pace | None = None,
        purpose: str = "audit-impersonation",
    ) -> None:
        self._pace = pace
        self._client = client
        self._asked = asked
        self._path = f"/api/projects/{project_id}/query/"
        self._patience = patience
        self._waiting = waiting
        self._purpose = purpose

    def query(self, name: str, **values: Value) -> Answer:
        """Run the shipped query of this name with these values.

        Raises:
            NotSignedIn, NotAllowed, NotFound, Unavailable, Unexpected: see `errors.refusal`.
        """
        body = {
            "query": {
                "kind": "HogQLQuery",
                "query": text(name),
                "values": values,
                "modifiers": {"convertToProjectTimezone": False},
            },
            "refresh": "force_blocking",
            "name": f"csm {self._purpose}: {name}",  # shown in PostHog's log of queries
        }
        return self._answer(self._ask(body))

    def _ask(self, body: Mapping[str, Any]) -> Any:
        def send() -> httpx.Response:
            if self._pace is not None:
                self._pace.before()
            return self._client.post(self._path, json=body)

        try:
            response = read(send, self._patience, self._waiting)
        except httpx.RequestError as error:
            raise no_answer(error, self._asked.host) from None
        if response.status_code != httpx.codes.OK:
            raise refusal(response, self._asked)
        try:
            return json.loads(response.content)
        except ValueError:
            raise not_json(response, self._asked.host) from None

    def _answer(self, found: Any) -> Answer:
        columns = found.get("columns") if isinstance(found, dict) else None
        results = found.get("results") if isinstance(found, dict) else None
        if not isinstance(columns, list) or not isinstance(results, list):
            raise self._misshapen()
        if any(not isinstance(row, list) or len(row) != len(columns) for row in results):
            raise self._misshapen()
        return Answer(
            Table(columns, results), found.get("is_cached") is True, found.get("hasMore") is True
        )

    def _misshapen(self) -> Unavailable:
        return Unavailable(
            f"{self._asked.host} answered in a shape that csm does not know",
            hint="try again; if it stays, csm is older than PostHog's API",
        )


def text(name: str) -> str:
    """The text of a shipped query."""
    folder = files("csm_cli.adapters.posthog") / "queries"
    return (folder / f"{name}.sql").read_text(encoding="utf-8")
