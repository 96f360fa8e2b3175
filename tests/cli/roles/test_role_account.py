"""The account that may change roles: whole, of the same Zendesk, and never too mighty."""

from pathlib import Path

import pytest

from csm_cli.sandbox.scenarios.people import NOOR, ROBIN
from tests.cli.roles.story import LIGHT, Desk, due
from tests.terminal import Terminal


def test_an_account_that_may_not(rising: Terminal, desk: Desk) -> None:
    """A full agent's account changes no roles: Zendesk refuses, and nothing is due back."""
    weak = rising.with_(
        CSM_ZENDESK_ROLES_EMAIL=ROBIN.email, CSM_ZENDESK_ROLES_TOKEN=str(ROBIN.api_token)
    )
    out = weak("role upgrade --yes --json")
    assert (out.exit_code, str(out)) == (4, "")
    assert "nothing was written" in out.error["message"]
    assert due(rising) is None
    assert desk.role() == LIGHT


def test_an_account_that_zendesk_does_not_know(rising: Terminal) -> None:
    """A wrong token is answered with 200 and nobody; csm does not take that for somebody."""
    out = rising.with_(CSM_ZENDESK_ROLES_TOKEN="wrong")("role upgrade --yes")
    assert out.exit_code == 3
    assert "the environment (CSM_ZENDESK_ROLES_*)" in out.stderr


def test_an_account_of_another_zendesk(rising: Terminal, desk: Desk) -> None:
    """Its credential is not sent to this one, nor this one's ticket changed by it."""
    out = rising.with_(CSM_ZENDESK_ROLES_URL="https://other.zendesk.com")("role upgrade --yes")
    assert out.exit_code == 2
    assert "https://other.zendesk.com" in out.stderr
    assert not desk.asked("GET", "")


@pytest.mark.parametrize("missing", ["CSM_ZENDESK_ROLES_EMAIL", "CSM_ZENDESK_ROLES_TOKEN"])
def test_half_an_account(rising: Terminal, missing: str) -> None:
    """Half a credential is a mistake to be told, not a reason to look elsewhere."""
    variables = {name: text for name, text in rising.variables.items() if name != missing}
    out = Terminal(variables)("role")
    assert out.exit_code == 3
    assert "the account for roles is incomplete" in out.stderr


def test_an_account_in_the_config_file(lin: Terminal, desk: Desk) -> None:
    """The table zendesk.roles holds it, and `csm config` shows it without its secret."""
    config = Path(lin.variables["CSM_CONFIG"])
    config.write_text(
        f'[zendesk.roles]\nurl = "{desk.url}"\nemail = "{NOOR.email}"\ntoken = "{NOOR.api_token}"\n'
    )
    assert lin("role --json").json["changer"]["name"] == NOOR.name
    rows = {row["name"]: row for row in lin("config --json").json["settings"]}
    assert rows["zendesk_roles.email"]["value"] == NOOR.email
    assert rows["zendesk_roles.token"]["value"] == "********"
    assert str(NOOR.api_token) not in lin("config --json")
    config.chmod(0o644)
    assert lin("role").exit_code == 2


@pytest.mark.parametrize("name", ["Staff", "Admin", "Light agent"])
def test_a_role_that_is_not_that_of_a_full_agent(rising: Terminal, desk: Desk, name: str) -> None:
    """A mistyped or too mighty role in the config file is never given to anybody."""
    Path(rising.variables["CSM_CONFIG"]).write_text(f'[zendesk.roles]\nfull = "{name}"\n')
    out = rising("role upgrade --yes")
    assert out.exit_code == 2
    assert "zendesk.roles.full" in out.stderr
    assert not desk.asked("PUT", "")
