"""The sandbox's PostHog beside an audit: its faults, and what it was asked."""

import httpx

from tests.conftest import Served


def arm(sandbox: Served, **fault: object) -> None:
    """Let a query fail, or more of them, after those that were armed before."""
    body = {"path": "/query/", **fault}
    httpx.post(_control(sandbox, "faults"), json=body, trust_env=False).raise_for_status()


def disarm(sandbox: Served) -> None:
    """Take back what has met no query."""
    httpx.delete(_control(sandbox, "faults"), trust_env=False).raise_for_status()


def let_through(sandbox: Served, questions: int) -> None:
    """The group's number, the record and the members are three; then come pages."""
    arm(sandbox, fault="latency", seconds=0.001, times=questions)


def asked(sandbox: Served) -> list[str]:
    """The names of the queries, in their order."""
    sent = httpx.get(_control(sandbox, "requests"), trust_env=False).json()
    return [one["body"]["name"].split(": ")[1] for one in sent if one["path"].endswith("/query/")]


def _control(sandbox: Served, what: str) -> str:
    return f"{sandbox.services['posthog_us']}/_sandbox/{what}"
