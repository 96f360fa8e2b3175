"""Every query that csm ships: PostHog's own grammar takes it, and a real ClickHouse runs it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import csm_cli
from csm_cli.adapters.posthog.query_api import text
from csm_cli.sandbox.posthog import grammar
from tests.conftest import Served
from tests.terminal import Terminal

ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
QUERIES = sorted((Path(csm_cli.__file__).parent / "adapters/posthog/queries").glob("*.sql"))
NAMES = [path.stem for path in QUERIES]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _placeholders(tree: Any) -> set[str]:
    return {node["expr"]["chain"][0] for node in _nodes(tree) if node.get("node") == "Placeholder"}


def test_every_query_lies_where_it_is_checked() -> None:
    """No other folder of the package holds a query that these tests would miss."""
    assert sorted(Path(csm_cli.__file__).parent.rglob("*.sql")) == QUERIES
    assert "impersonations" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_posthogs_own_grammar_takes_it(name: str) -> None:
    """It says how many rows it wants, since 100 come otherwise, and uses no OFFSET.

    OFFSET is refused on a personal API key; `filters` and `variables` mean something else.
    """
    tree = grammar.parse_select(text(name))
    assert tree["limit"] is not None
    assert not [node for node in _nodes(tree) if "node" in node and node.get("offset")]
    assert not _placeholders(tree) & {"filters", "variables"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_values_is_filled_in(name: str) -> None:
    """No id of PostHog's set-up stands in a text: events, projects, organizations, numbers."""
    without_remarks = "\n".join(line.partition("--")[0] for line in text(name).splitlines())
    for fixed in ("impersonation_", "user logged in", "0184c2f1", "posthog.com"):
        assert fixed not in without_remarks


def test_commands_bind_what_they_ask_for(csm: Terminal, sandbox: Served) -> None:
    """Every shipped query runs as it stands in its file; what it asks about is in `values`.

    The answer must be fresh and in UTC; the name that PostHog logs holds no personal data.
    """
    assert csm(f"audit-impersonation {ORGANIZATION} --email x@y.example --json").exit_code == 0
    for query in ("kelpworks", "kelpworks.example", "oskar@brandt-consulting.example"):
        assert csm(f"org {query}").exit_code == 0
    assert csm(f"login-as {ORGANIZATION} --reason 'the funnel'").exit_code == 0
    assert csm("login-as oskar@brandt-consulting.example --reason 'the funnel'").exit_code == 0
    csm("doctor")
    sent = [entry for entry in _requests(sandbox) if entry["path"].endswith("/query/")]
    assert {entry["status"] for entry in sent} == {200}
    assert {entry["body"]["query"]["query"] for entry in sent} == {text(name) for name in NAMES}
    for body in (entry["body"] for entry in sent):
        assert body["refresh"] == "force_blocking"
        assert body["query"]["modifiers"] == {"convertToProjectTimezone": False}
        assert body["name"].startswith(("csm audit-impersonation: ", "csm org: ", "csm doctor: "))
        assert ORGANIZATION not in body["name"]
        tree = grammar.parse_select(body["query"]["query"])
        assert _placeholders(tree) == set(body["query"]["values"])


def test_the_key_is_sent_as_a_header_and_nowhere_else(csm: Terminal, sandbox: Served) -> None:
    """An address or a body is logged by whoever passes it on."""
    csm(f"audit-impersonation {ORGANIZATION} --json")
    key = sandbox.env["CSM_POSTHOG_KEY"]
    for entry in _requests(sandbox):
        assert entry["headers"]["authorization"].startswith("Bearer ")
        assert key not in str(entry["body"]) + entry["path"] + str(entry["query"])


def _requests(sandbox: Served) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = httpx.get(
        f"{sandbox.services['posthog_us']}/_sandbox/requests", trust_env=False
    ).json()
    return [entry for entry in found if entry["service"] == "posthog_us"]
