"""A sandbox with the small scenario, and a way to speak to it as any of its people.

Every answer of its Zendesk is held to the closed schemas of `tests/sandbox/zendesk/schemas`,
whatever the test that asked for it is about.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import requests

from csm_cli.sandbox import Sandbox
from tests.sandbox.zendesk.shapes import check_answer

SCENARIO = Path(__file__).parent / "small_scenario"
TOKENS = {
    "robin": ("robin.vale@posthog.example", "sandbox-robin"),
    "ada": ("ada.park@posthog.example", "sandbox-ada"),
    "lin": ("lin.osei@posthog.example", "sandbox-lin"),
    "noor": ("noor.haddad@posthog.example", "sandbox-noor"),
    "mika": ("mika.berg@posthog.example", "sandbox-mika"),
    "sam": ("sam.left@posthog.example", "sandbox-sam"),
    "dana": ("dana@hedgebox.example", "sandbox-dana"),
}


class Small:
    """The running sandbox as tests see it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.url = sandbox.services["zendesk"]
        self._session = requests.Session()
        self._session.trust_env = False

    def close(self) -> None:
        """Close the connections to it."""
        self._session.close()

    def call(
        self,
        method: str,
        path: str,
        as_: str | None = "robin",
        *,
        bearer: str | None = None,
        **options: Any,
    ) -> requests.Response:
        """Send one request to the API; `path` is below `/api/v2/`, or a whole URL."""
        url = path if path.startswith("http") else f"{self.url}/api/v2/{path}"
        if bearer is not None:
            options["headers"] = {"Authorization": f"Bearer {bearer}", **options.get("headers", {})}
        elif as_ is not None:
            email, token = TOKENS[as_]
            options["auth"] = (f"{email}/token", token)
        options.setdefault("timeout", 20)
        response = self._session.request(method, url, **options)
        check_answer(method, url, response)
        return response

    def get(self, path: str, as_: str | None = "robin", **options: Any) -> requests.Response:
        """GET."""
        return self.call("GET", path, as_, **options)

    def put(
        self, path: str, body: Any, as_: str | None = "robin", **options: Any
    ) -> requests.Response:
        """PUT a JSON body."""
        return self.call("PUT", path, as_, json=body, **options)

    def update(self, number: int, as_: str = "robin", /, **keys: Any) -> requests.Response:
        """Update one ticket."""
        return self.put(f"tickets/{number}", {"ticket": keys}, as_)

    def ticket(self, number: int, as_: str = "noor") -> dict[str, Any]:
        """Return a ticket as the API shows it."""
        ticket: dict[str, Any] = self.get(f"tickets/{number}", as_).json()["ticket"]
        return ticket

    def comments(self, number: int) -> list[dict[str, Any]]:
        """Return a ticket's comments, oldest first."""
        comments: list[dict[str, Any]] = self.get(f"tickets/{number}/comments", "noor").json()[
            "comments"
        ]
        return comments

    def audits(self, number: int) -> list[dict[str, Any]]:
        """Return a ticket's audits, oldest first."""
        audits: list[dict[str, Any]] = self.get(f"tickets/{number}/audits", "noor").json()["audits"]
        return audits

    def control(self, method: str, name: str, document: Any = None) -> Any:
        """Call a control endpoint and return its document; anything but 2xx raises."""
        response = self._session.request(
            method, f"{self.url}/_sandbox/{name}", json=document, timeout=20
        )
        response.raise_for_status()
        return response.json()

    def arm(self, **fault: Any) -> None:
        """Arm a fault."""
        self.control("POST", "faults", fault)

    def advance(self, seconds: float) -> datetime:
        """Move the sandbox's clock on."""
        told = self.control("POST", "clock", {"advance_s": seconds})
        return datetime.fromisoformat(told["now"])

    def limit(self, **limits: Any) -> None:
        """Override limits, as a scenario would."""
        from csm_cli.sandbox.facts import set_meta  # noqa: PLC0415

        with self.sandbox.world.write() as db:
            set_meta(db, "limits", limits)


def field(ticket: dict[str, Any], number: int) -> Any:
    """Return the value of a custom field."""
    return next(entry["value"] for entry in ticket["custom_fields"] if entry["id"] == number)
