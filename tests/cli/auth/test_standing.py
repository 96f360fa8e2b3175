"""`csm auth status`, `logout` and `token`: what is said of sign-ins, and what becomes of them."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
import requests
from jsonschema import Draft202012Validator

from tests.conftest import Served
from tests.terminal import Terminal

ROBIN = "Robin Vale <robin.vale@posthog.example>"
SCOPES = ["tickets:read", "tickets:write", "users:read", "organizations:read", "read"]


def test_status(signed_in: Terminal) -> None:
    """Who, role, scopes, source and end of each; what is missing says what to type."""
    done = signed_in("auth status --json")
    rows = {row["service"]: row for row in done.json["services"]}
    zendesk = rows["zendesk"]
    assert (zendesk["state"], zendesk["who"], zendesk["role"]) == ("signed_in", ROBIN, "agent")
    assert sorted(zendesk["scopes"]) == sorted(SCOPES)
    assert zendesk["source"] == "your sign-in of profile default, in the system's keyring"
    assert zendesk["ends"] is not None
    assert (rows["posthog"]["state"], rows["posthog"]["who"]) == ("missing", None)
    assert "csm auth login posthog" in rows["posthog"]["next"]
    assert done.exit_code == 0
    screen = signed_in("auth status")
    assert f"Zendesk: signed in as {ROBIN}, agent\n" in screen
    assert "GitHub: not signed in\n  next    csm auth login github" in screen


def test_what_is_hidden(signed_in: Terminal, sandbox: Served) -> None:
    """A variable comes before a kept sign-in, and `status` names both."""
    of_zendesk = {k: v for k, v in sandbox.env.items() if k.startswith("CSM_ZENDESK")}
    csm = Terminal({**signed_in.variables, **of_zendesk})
    row = csm("auth status zendesk --json").json["services"][0]
    assert row["source"] == "the environment (CSM_ZENDESK_*)"
    assert row["shadowed"] == ["your sign-in of profile default, in the system's keyring"]
    assert row["ends"] == "2027-04-30T00:00:00Z"


def test_offline(signed_in: Terminal, sandbox: Served) -> None:
    """It asks nobody, and says what it knows from the sign-in."""
    url = f"{sandbox.services['zendesk']}/_sandbox/requests"
    requests.delete(url, timeout=20)
    done = signed_in("auth status --offline --json")
    row = done.json["services"][0]
    assert (row["state"], row["who"], row["role"]) == ("not_asked", ROBIN, "agent")
    assert requests.get(url, timeout=20).json() == []


@pytest.mark.parametrize("service", ["zendesk", "posthog"])
def test_a_credential_that_is_refused(csm: Terminal, service: str) -> None:
    """It ends with 3, names the source and the command, and never shows the credential."""
    name = {"zendesk": "CSM_ZENDESK_TOKEN", "posthog": "CSM_POSTHOG_KEY"}[service]
    wrong = Terminal({**csm.variables, name: "canary-wrong"})
    done = wrong("auth status --json")
    row = next(row for row in done.json["services"] if row["service"] == service)
    assert (done.exit_code, row["state"]) == (3, "refused")
    assert f"the environment (CSM_{service.upper()}_*)" in row["problem"]
    assert f"csm auth login {service}" in row["next"]
    assert "canary" not in done + done.stderr


def test_nobody_at_all(offline: Terminal) -> None:
    """Where neither of the two that csm needs is signed in to, it ends with 3."""
    done = offline("auth status")
    assert done.exit_code == 3
    assert done.splitlines()[0].startswith("zendesk\tmissing")


def test_a_service_that_does_not_answer(csm: Terminal) -> None:
    """That is no sign-in refused: it ends with 7."""
    away = Terminal({**csm.variables, "CSM_ZENDESK_URL": "http://127.0.0.1:9", "CSM_TIMEOUT": "1"})
    done = away("auth status zendesk --json")
    assert (done.exit_code, done.json["services"][0]["state"]) == (7, "unreachable")


def test_a_service_that_answers_oddly(csm: Terminal, sandbox: Served) -> None:
    """What one of them says is told in its own row; the others are told as ever."""
    fault = {"method": "GET", "path": "^/user$", "fault": "status", "status": 418, "times": 9}
    url = f"{sandbox.services['github']}/_sandbox/faults"
    requests.post(url, json=fault, timeout=20).raise_for_status()
    done = csm("auth status --json")
    requests.delete(url, timeout=20)
    rows = {row["service"]: row for row in done.json["services"]}
    assert (rows["github"]["state"], rows["zendesk"]["state"]) == ("unreachable", "signed_in")
    assert "418" in rows["github"]["problem"]


def test_signing_out(signed_in: Terminal, keyring: Path) -> None:
    """Nothing is kept after it, and the next command says how to sign in again."""
    done = signed_in("auth logout --json")
    assert done.json["signed_out"] == [
        {"service": "zendesk", "deleted": True, "revoked": False, "still": None}
    ]
    assert json.loads(keyring.read_text()) == {}
    after = signed_in("claim 48213")
    assert after.exit_code == 3
    assert "csm auth login zendesk" in after.stderr
    assert "No sign-in is kept" in signed_in("auth logout")
    again = signed_in("auth logout zendesk --json").json["signed_out"][0]
    assert again["deleted"] is False


def test_a_token_that_zendesk_takes_back(nobody: Terminal, sandbox: Served) -> None:
    """Where the token has the scope for it, Zendesk is asked, and seen to know neither any more."""
    config = Path(nobody.variables["CSM_CONFIG"])
    config.write_text('[zendesk]\noauth_scopes = "read write"\n')
    assert nobody("auth login zendesk").exit_code == 0
    token = nobody("auth token --json").json["token"]
    done = nobody("auth logout zendesk")
    assert "which has taken the token back" in done
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{sandbox.services['zendesk']}/api/v2/users/me.json"
    assert requests.get(url, headers=headers, timeout=20).json()["user"]["id"] is None


def test_the_credential_itself(signed_in: Terminal, sandbox: Served) -> None:
    """Printed for another program, and good; one that has ended is refreshed before."""
    url = sandbox.services["zendesk"]
    requests.post(f"{url}/_sandbox/clock", json={"advance_s": 1801}, timeout=20)
    token = signed_in.with_(terminal=False)("auth token").strip()
    headers = {"Authorization": f"Bearer {token}"}
    me = requests.get(f"{url}/api/v2/users/me.json", headers=headers, timeout=20).json()
    assert me["user"]["name"] == "Robin Vale"
    assert signed_in("auth token zendesk --json").json["kind"] == "oauth"


def test_the_document_of_a_sign_in(nobody: Terminal, sandbox: Served) -> None:
    """It keeps to its schema, closed and complete."""
    off = nobody.with_(terminal=False)
    done = off("auth login posthog --with-token --json", sandbox.env["CSM_POSTHOG_KEY"])
    schema = json.loads((files("csm_cli") / "schemas" / "auth-login.json").read_text())
    validator = Draft202012Validator(schema)
    validator.validate(done.json)
    assert not validator.is_valid({"schema_version": 1})


@pytest.mark.parametrize("service", ["github", "pylon", "vitally", "slack"])
def test_the_others(nobody: Terminal, sandbox: Served, service: str) -> None:
    """Each of them signs in with a key, is told by `status`, and forgotten by `logout`."""
    name = f"CSM_{service.upper()}"
    csm = Terminal({**nobody.variables, f"{name}_URL": sandbox.services[service]})
    done = csm(f"auth login {service} --with-token", sandbox.env[f"{name}_KEY"])
    assert done.exit_code == 0, done.stderr
    row = csm(f"auth status {service} --json").json["services"][0]
    assert row["state"] == "signed_in"
    assert row["who"]
    assert csm(f"auth logout {service}").exit_code == 0
    assert csm(f"auth status {service}").exit_code == 3
