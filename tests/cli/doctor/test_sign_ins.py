"""Sign-ins that csm keeps, and the services that it can do without, each broken alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from csm_cli.adapters.logins.index import FILE
from csm_cli.adapters.logins.store import Logins
from csm_cli.domain.signin import Login
from csm_cli.sandbox.scenarios.people import ROBIN
from tests.cli.doctor.looking import examined, state_of, with_scopes
from tests.conftest import Served
from tests.terminal import Terminal

SERVICES = ("github", "pylon", "vitally", "slack")


def _kept(csm: Terminal, sandbox: Served, days: float, scopes: str = "read write") -> Terminal:
    """An OAuth sign-in that ends in so many days if nobody uses it."""
    token = "canary-" + "-".join(scopes.split())
    with_scopes(csm, sandbox, ROBIN.zendesk_id, *scopes.split())
    now = datetime.now(UTC)
    values = {
        "oauth_token": token,
        "refresh_token": "canary-refresh",
        "client_id": "csm",
        "login": "abcd",
        "scopes": scopes,
        "ends": (now + timedelta(hours=1)).isoformat(),
        "ahead": "0",
        "refresh_ends": (now + timedelta(days=days)).isoformat(),
    }
    logins = Logins(Path(csm.variables["CSM_CONFIG"]), state_of(csm), backend=None, seconds=3)
    logins.write("default", Login("zendesk", csm.variables["CSM_ZENDESK_URL"], values), FILE)
    return csm.with_(CSM_ZENDESK_EMAIL="", CSM_ZENDESK_TOKEN="")


@pytest.mark.parametrize(
    ("days", "scopes", "unwell"),
    [
        (30, "read write", {}),
        (1, "read write", {"zendesk_sign_in": "warn"}),
        (30, "read", {"zendesk_sign_in": "warn"}),
    ],
)
def test_a_kept_sign_in(
    days: int, scopes: str, unwell: dict[str, str], well: Terminal, as_new: Served
) -> None:
    """Its end is told, and warned of when it is near; so is one that may not write."""
    found = examined(_kept(well, as_new, days, scopes))
    assert found.unwell == unwell
    assert "an OAuth sign-in from your sign-in of" in found["zendesk_sign_in"]["found"]
    if unwell:
        assert found["zendesk_sign_in"]["next"] == "csm auth login zendesk"


@pytest.mark.parametrize("service", SERVICES)
def test_an_optional_service_with_a_wrong_key(service: str, well: Terminal) -> None:
    """The service is named with the command to sign in anew; no other one is blamed."""
    found = examined(Terminal({**well.variables, f"CSM_{service.upper()}_KEY": "canary"}))
    assert found.unwell == {service: "fail"}
    assert f"csm auth login {service}" in found[service]["next"]


def test_optional_services_that_nobody_has(alone: Terminal) -> None:
    """Doing without is well; a host alone, without a key for it, is the same."""
    found = examined(alone.with_(CSM_GITHUB_URL="https://github.invalid"))
    assert found.unwell_here == {}
    assert {found[service]["found"] for service in SERVICES} == {"not configured (optional)"}


def test_a_key_that_ends_soon(well: Terminal) -> None:
    """A token whose service tells its end is warned of in its last week."""
    found = examined(well.with_(CSM_GITHUB_KEY="github_pat_sandbox_ada"))
    assert found.unwell == {"github": "warn"}
    assert "which ends on 20" in found["github"]["found"]
