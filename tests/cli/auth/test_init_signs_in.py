"""`csm init` as the whole way in: file, sign-in in the browser, what is found out, the doctor."""

import tomllib
from pathlib import Path

from tests.conftest import Served
from tests.terminal import Terminal


def _without_hosts(nobody: Terminal, sandbox: Served) -> Terminal:
    """Hosts come from the file alone; PostHog's stay, since init does not ask for them."""
    left = {name: value for name, value in nobody.variables.items() if "ZENDESK_URL" not in name}
    assert sandbox.env["CSM_ZENDESK_CLIENT_ID"]
    return Terminal({**left, "NO_COLOR": "1"}, terminal=True, width=160)


def test_from_nothing_to_signed_in(nobody: Terminal, sandbox: Served, keyring: Path) -> None:
    """The browser approves, the escalation field is found out, the doctor knows who it is."""
    csm = _without_hosts(nobody, sandbox)
    done = csm("init", f"{sandbox.services['zendesk']}\ny\nn\n")
    assert done.exit_code == 0, done.stderr
    assert "Signed in to Zendesk as Robin Vale" in done.stderr
    assert "found out, and written: zendesk.escalation_field_id" in done.stderr
    tables = tomllib.loads(Path(csm.variables["CSM_CONFIG"]).read_text("utf-8"))
    assert set(tables["zendesk"]) == {"url", "escalation_field_id"}
    assert keyring.exists()
    assert "✓ zendesk_credential: " in done
    assert csm("show 48213").exit_code == 0
    again = csm("init --yes --json")
    assert (again.json["outcome"], again.json["changes"]) == ("unchanged", [])


def test_a_sign_in_that_fails_ends_nothing(nobody: Terminal, sandbox: Served) -> None:
    """A person who says no to Zendesk has a config file all the same, and is told how to go on."""
    csm = _without_hosts(nobody, sandbox).with_(PRESSED="deny")
    done = csm("init", f"{sandbox.services['zendesk']}\ny\nn\n")
    assert done.exit_code == 0
    assert "error: " in done.stderr
    assert "next: csm auth login zendesk" in done.stderr
    assert Path(csm.variables["CSM_CONFIG"]).read_text("utf-8")
