"""Faults, log and clock stand before the small services as before the large ones."""

import pytest
import requests

from tests.sandbox.small_services.asking import Small

_BODIES = {
    "github": ("/user", {"message": "Server Error"}),
    "vitally": ("/resources/admins", {"error": "Internal Server Error"}),
    "slack": ("/api/auth.test", {"ok": False, "error": "internal_error"}),
}


@pytest.mark.parametrize("service", _BODIES)
def test_a_fault_speaks_as_the_service_does(services: Small, service: str) -> None:
    """A 500 has the body of that service; the one after it is an answer."""
    path, body = _BODIES[service]
    services.arm(service, fault="status", status=500)
    answer = requests.get(services.sandbox.services[service] + path, timeout=20)
    assert (answer.status_code, answer.json()) == (500, body)
    assert requests.get(services.sandbox.services[service] + path, timeout=20).status_code != 500


def test_a_fault_of_pylon_has_a_request_id(services: Small) -> None:
    """As all of Pylon's errors."""
    services.arm("pylon", fault="status", status=429, retry_after=7)
    answer = services.ask("pylon", "/me", "pylon_token")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")


def test_a_connection_that_breaks(services: Small) -> None:
    """Nothing comes, and the log says so."""
    services.arm("slack", fault="drop")
    with pytest.raises(requests.ConnectionError):
        services.ask("slack", "/api/auth.test", "xoxp-robin", "POST")
    [entry] = services.log()
    assert (entry["service"], entry["status"]) == ("slack", None)
    assert entry["headers"]["authorization"] == "Bearer ***"
