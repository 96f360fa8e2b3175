"""Both adapters with settings of their own, on a sandbox or on a server that is told what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.github_issues import GitHubIssues
from csm_cli.adapters.settings import Settings
from csm_cli.adapters.status_page import IncidentIoPage
from csm_cli.domain.incidents import StatusPage
from csm_cli.domain.issues import Issue, IssueRef
from csm_cli.environment import Environment
from csm_cli.sandbox import Sandbox
from tests.sandbox.follow_up.conftest import running, sandbox

__all__ = ["Ask", "Page", "running", "sandbox"]

Page = Callable[..., StatusPage]
Ask = Callable[..., Issue]


def _settings(folder: Path) -> Settings:
    config = folder / "config.toml"
    config.write_text("[limits]\nfirst_wait_seconds = 0.0\noptional_wait_seconds = 0.5\n")
    variables = {
        "CSM_CONFIG": str(config),
        "CSM_STATE": str(folder / "state"),
        "CSM_TIMEOUT": "5",
    }
    return Settings(Environment.of_this_process()._replace(variables=variables))


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """Reads the status page at a URL, in a run of its own."""
    settings = _settings(tmp_path)

    def ask(url: str, seconds: float | None = None) -> StatusPage:
        found = IncidentIoPage.of(url, settings, seconds=seconds, waiting=lambda _: None)
        try:
            return found.page()
        finally:
            found.close()

    return ask


@pytest.fixture
def issue(tmp_path: Path) -> Ask:
    """Asks for an issue, in a run of its own, with a token or without."""
    settings = _settings(tmp_path)

    def ask(url: str, number: int, token: str | None = None) -> Issue:
        account = ServiceAccount("github", url, token, "a test") if token else None
        found = GitHubIssues.of(account, url, settings, lambda _: None)
        try:
            return found.issue(IssueRef("PostHog/posthog", number))
        finally:
            found.close()

    return ask


def log_of(sandbox: Sandbox, service: str) -> list[int]:
    """The statuses of what a service was asked."""
    import requests  # noqa: PLC0415 - for the tests that look

    url = f"{sandbox.services[service]}/_sandbox/requests"
    entries = requests.get(url, timeout=20).json()
    return [each["status"] for each in entries if each["service"] == service]
