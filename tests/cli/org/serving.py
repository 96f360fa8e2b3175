"""The services of the confusing customers, as tests see and disturb them."""

from typing import Any
from urllib.parse import parse_qs

import httpx

from csm_cli.sandbox import Sandbox


class Services:
    """Both services of the sandbox: what they were asked, and how they fail."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._url = sandbox.services["zendesk"]

    def asked(self) -> list[tuple[str, str]]:
        """The service and the path of each request by `csm`, oldest first."""
        return [(each["service"], each["path"]) for each in self._log()]

    def _log(self) -> list[Any]:
        log = httpx.get(f"{self._url}/_sandbox/requests", trust_env=False).json()
        return [each for each in log if each["headers"].get("user-agent", "").startswith("csm/")]

    def sent_to_posthog(self) -> list[Any]:
        """The bodies of the requests to PostHog."""
        return [each["body"] for each in self._log() if each["service"] == "posthog_us"]

    def searched_in_zendesk(self) -> list[str]:
        """The searches sent to Zendesk."""
        asked = [parse_qs(each["query"]) for each in self._log() if each["service"] == "zendesk"]
        return [text for query in asked for text in query.get("query", ())]

    def count(self) -> tuple[int, int]:
        """How many requests went to PostHog and to Zendesk."""
        services = [service for service, _ in self.asked()]
        return services.count("posthog_us"), services.count("zendesk")

    def forget(self) -> None:
        """Start anew."""
        for what in ("requests", "faults"):
            httpx.delete(f"{self._url}/_sandbox/{what}", trust_env=False).raise_for_status()

    def arm(self, service: str, **fault: Any) -> None:
        """Let a service fail."""
        body = {"service": service, "path": ".", "times": 99, **fault}
        httpx.post(f"{self._url}/_sandbox/faults", json=body, trust_env=False).raise_for_status()
