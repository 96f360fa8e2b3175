"""A sandbox with a PostHog of a test's own making, and a way to ask it over HTTP."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from csm_cli.sandbox import Sandbox

Row = dict[str, Any]

US_KEY = "phx_sandbox_us"


class Asking:
    """The US host of a running sandbox, spoken to with one key."""

    def __init__(self, sandbox: Sandbox, key: str = US_KEY, service: str = "posthog_us") -> None:
        self.sandbox = sandbox
        self.http = httpx.Client(
            base_url=sandbox.services[service],
            headers={"Authorization": f"Bearer {key}"},
            timeout=60,
            trust_env=False,
        )

    def post(
        self, text: str, /, values: Row | None = None, modifiers: Row | None = None, **body: Any
    ) -> httpx.Response:
        """Send a HogQLQuery; `body` are further keys of the request."""
        query: Row = {"kind": "HogQLQuery", "query": text}
        if values is not None:
            query["values"] = values
        if modifiers is not None:
            query["modifiers"] = modifiers
        body.setdefault("refresh", "force_blocking")
        return self.http.post("/api/projects/2/query/", json={"query": query, **body})

    def answer(self, text: str, /, **options: Any) -> Row:
        """The whole answer to a query that must succeed."""
        response = self.post(text, **options)
        assert response.status_code == 200, response.text
        answer: Row = response.json()
        return answer

    def rows(self, text: str, /, **options: Any) -> list[list[Any]]:
        """The rows of the answer."""
        rows: list[list[Any]] = self.answer(text, **options)["results"]
        return rows

    def row(self, text: str, /, **options: Any) -> list[Any]:
        """The only row of the answer."""
        [row] = self.rows(text, **options)
        return row

    def one(self, text: str, /, **options: Any) -> Any:
        """The only value of the answer."""
        [value] = self.row(text, **options)
        return value

    def refusal(self, text: str, /, **options: Any) -> str:
        """The detail of the 400 that a query must get."""
        response = self.post(text, **options)
        document = response.json()
        assert (response.status_code, document["type"], document["attr"]) == (
            400, "validation_error", None,
        ), response.text  # fmt: skip
        return str(document["detail"])

    def advance(self, **clock: Any) -> None:
        """Move the sandbox's clock: `advance_s` or `now`."""
        self.http.post("/_sandbox/clock", json=clock).raise_for_status()


def write_scenario(
    folder: Path,
    *,
    events: Iterable[Row] = (),
    persons: Iterable[Row] = (),
    groups: Iterable[Row] = (),
    **project: Any,
) -> Path:
    """Write a scenario whose PostHog holds these records; `project` goes to project.json."""
    (folder / "posthog").mkdir(parents=True)
    (folder / "zendesk.json").write_text("{}")
    (folder / "posthog" / "project.json").write_text(json.dumps(project))
    for name, rows in (("events", events), ("persons", persons), ("groups", groups)):
        with (folder / "posthog" / f"{name}.jsonl").open("w") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


@contextmanager
def asking(folder: Path, **content: Any) -> Iterator[Asking]:
    """Serve a scenario of these records and ask it, as often as one likes unless it says no."""
    content.setdefault("limits", {"queries_per_minute": 100_000, "queries_per_hour": 100_000})
    scenario = write_scenario(folder / "scenario", **content)
    with Sandbox(folder / "state", scenario) as sandbox:
        asked = Asking(sandbox)
        with asked.http:
            yield asked


def uuid(number: int) -> str:
    """A UUID that tells its number."""
    return f"00000000-0000-4000-8000-{number:012d}"


def event(number: int, name: str, timestamp: str, distinct_id: str = "d1", **keys: Any) -> Row:
    """An event; `keys` are `properties`, `$group_0` and the like."""
    return {
        "uuid": uuid(number),
        "event": name,
        "timestamp": timestamp,
        "distinct_id": distinct_id,
        "properties": {},
        **keys,
    }


def person(number: int, distinct_ids: Iterable[str] = (), **properties: Any) -> Row:
    """A person with these properties."""
    return {
        "id": uuid(9000 + number),
        "created_at": "2025-01-01T00:00:00Z",
        "properties": properties,
        "distinct_ids": list(distinct_ids),
    }
