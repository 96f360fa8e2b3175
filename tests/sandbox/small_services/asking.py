"""A sandbox of the small services, and a way to ask each; every answer is held to its shape."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from jsonschema import Draft202012Validator

from csm_cli.sandbox import Sandbox

HERE = Path(__file__).parent
SCENARIO = HERE / "scenario"
_GOOD = {
    "github": "github_user",
    "pylon": "pylon_me",
    "vitally": "vitally_admins",
    "slack": "slack_identity",
}
_SEARCHES = {
    "/search/issues": "github_search",
    "/issues/search": "pylon_issues",
    "/api/search.messages": "slack_messages",
    "/api/conversations.info": "slack_channel",
    "/api/bookmarks.list": "slack_bookmarks",
    "/resources/accounts": "vitally_accounts",
    "/resources/accounts/": "vitally_account",
    "/resources/organizations": "vitally_organizations",
    "/resources/organizations/": "vitally_organization",
}


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of one closed shape."""
    schemas = json.loads((HERE / "schemas.json").read_text("utf-8"))
    return Draft202012Validator({**schemas, "$ref": f"#/$defs/{name}"})


class Small:
    """The running services as tests see them."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._session = requests.Session()
        self._session.trust_env = False

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def ask(
        self, service: str, path: str, key: str | None = None, method: str = "GET", **options: Any
    ) -> requests.Response:
        """Send one request with a bearer token; other ways to sign in come as options."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        headers |= options.pop("headers", {})
        url = self.sandbox.services[service] + path
        response = self._session.request(method, url, headers=headers, timeout=20, **options)
        _check(service, response)
        return response

    def advance(self, seconds: float) -> None:
        """Move the sandbox's clock on."""
        url = f"{self.sandbox.services['github']}/_sandbox/clock"
        requests.post(url, json={"advance_s": seconds}, timeout=20).raise_for_status()

    def arm(self, service: str, **fault: Any) -> None:
        """Arm a fault of one service."""
        url = f"{self.sandbox.services[service]}/_sandbox/faults"
        requests.post(url, json={"service": service, **fault}, timeout=20).raise_for_status()

    def log(self) -> list[dict[str, Any]]:
        """What arrived, oldest first."""
        url = f"{self.sandbox.services['github']}/_sandbox/requests"
        entries: list[dict[str, Any]] = requests.get(url, timeout=20).json()
        return entries


def _check(service: str, response: requests.Response) -> None:
    if not response.headers["content-type"].startswith("application/json"):
        return
    document = response.json()
    good = response.status_code == requests.codes.ok and document.get("ok") is not False
    path = urlsplit(response.url).path
    of_one = path[: path.find("/", len("/resources/")) + 1]  # without the id of what is asked for
    shape = _SEARCHES.get(path) or _SEARCHES.get(of_one, _GOOD[service])
    validator(shape if good else f"{service}_error").validate(document)
