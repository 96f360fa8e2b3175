"""The sandbox's Zendesk as its admin sees it: what really stands there after a command."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import requests

from tests.terminal import Terminal

_PATIENCE = 120  # seconds until something that never happens is a failure

PEOPLE = ("robin.vale", "ada.park", "lin.osei", "noor.haddad")


def as_(csm: Terminal, name: str) -> Terminal:
    """The same terminal, signed in as another person of the scenario."""
    email = next(each for each in PEOPLE if each.startswith(name)) + "@posthog.example"
    return csm.with_(CSM_ZENDESK_EMAIL=email, CSM_ZENDESK_TOKEN=f"sandbox-{name}")


class Zendesk:
    """Reads and changes the sandbox's Zendesk over HTTP, without any code of `csm`."""

    def __init__(self, services: Mapping[str, str], trusted: str | None = None) -> None:
        self.url = services["zendesk"]
        self._session = requests.Session()
        self._session.verify = trusted or True
        self._session.trust_env = False
        self._session.auth = ("noor.haddad@posthog.example/token", "sandbox-noor")

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def ticket(self, number: int) -> dict[str, Any]:
        """A ticket's record."""
        found: dict[str, Any] = self._json("GET", f"api/v2/tickets/{number}")["ticket"]
        return found

    def field(self, number: int, field: int) -> Any:
        """The value of one of its custom fields."""
        fields = self.ticket(number)["custom_fields"]
        return next(each["value"] for each in fields if each["id"] == field)

    def comments(self, number: int) -> list[dict[str, Any]]:
        """The newest hundred comments, newest first."""
        path = f"api/v2/tickets/{number}/comments?sort=-created_at&page%5Bsize%5D=100"
        found: list[dict[str, Any]] = self._json("GET", path)["comments"]
        return found

    def of_csm(self, number: int) -> list[dict[str, Any]]:
        """The comments that csm left, newest first; each of them must be private."""
        found = [each for each in self.comments(number) if each["metadata"]["custom"]]
        assert all(each["public"] is False for each in found)
        return found

    def change(self, number: int, **keys: Any) -> None:
        """Change the ticket as somebody else would."""
        self._json("PUT", f"api/v2/tickets/{number}", {"ticket": keys})

    def tag(self, number: int, *tags: str) -> None:
        """Add tags to the ticket as somebody else would."""
        self._json("PUT", f"api/v2/tickets/{number}/tags", {"tags": list(tags)})

    def rename(self, email: str, name: str) -> None:
        """Give a person another name."""
        (user,) = self._json("GET", f"api/v2/users/search?query={email}")["users"]
        self._json("PUT", f"api/v2/users/{user['id']}", {"user": {"name": name}})

    def people(self, query: str) -> list[dict[str, Any]]:
        """The records of the people that a search finds."""
        found: list[dict[str, Any]] = self._json("GET", f"api/v2/users/search?query={query}")[
            "users"
        ]
        return found

    def suspend(self, email: str) -> None:
        """Suspend a person."""
        (user,) = self.people(email)
        self._json("PUT", f"api/v2/users/{user['id']}", {"user": {"suspended": True}})

    def give(self, person: int, role: int) -> None:
        """Give a person a custom role."""
        self._json("PUT", f"api/v2/users/{person}", {"user": {"custom_role_id": role}})

    def arm(self, fault: str, **details: Any) -> None:
        """Let the sandbox misbehave."""
        self._json("POST", "_sandbox/faults", {"fault": fault, **details})

    def armed(self) -> list[dict[str, Any]]:
        """The faults that no request has met yet."""
        found: list[dict[str, Any]] = self._json("GET", "_sandbox/faults")
        return found

    @contextmanager
    def meanwhile(self, happens: Callable[[], object]) -> Iterator[None]:
        """Within the block: when the first request meets a fault that is armed, this happens."""
        armed = self.armed()

        def watch() -> None:
            while self.armed() == armed:
                time.sleep(0.01)
            happens()

        with ThreadPoolExecutor(1) as pool:
            watching = pool.submit(watch)
            yield
            watching.result(_PATIENCE)

    def heal(self) -> None:
        """Forget every fault."""
        self._json("DELETE", "_sandbox/faults")

    def forget_requests(self) -> None:
        """Start the request log anew."""
        self._json("DELETE", "_sandbox/requests")

    def asked(self) -> list[dict[str, Any]]:
        """What arrived by `csm`, oldest first; the requests made here are left out."""
        return [
            each for each in self.log() if each["headers"].get("user-agent", "").startswith("csm/")
        ]

    def log(self) -> list[dict[str, Any]]:
        """What arrived by anybody, oldest first."""
        log = self._json("GET", "_sandbox/requests")
        return [each for each in log if each["service"] == "zendesk"]

    def sent(self) -> list[dict[str, Any]]:
        """What arrived and could change something."""
        return [each for each in self.asked() if each["method"] not in {"GET", "HEAD"}]

    def advance(self, seconds: float) -> None:
        """Move the sandbox's clock on."""
        self._json("POST", "_sandbox/clock", {"advance_s": seconds})

    def now(self) -> datetime:
        """The time by the sandbox's clock."""
        return datetime.fromisoformat(self._json("GET", "_sandbox/clock")["now"])

    def _json(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._session.request(method, f"{self.url}/{path}", json=body, timeout=20)
        answer.raise_for_status()
        return answer.json()
