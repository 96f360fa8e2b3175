"""`csm config`: every setting with its origin, and no secret."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.terminal import Terminal

SECRETS = {
    "CSM_ZENDESK_URL": "https://env.example",
    "CSM_ZENDESK_EMAIL": "env@a.example",
    "CSM_ZENDESK_TOKEN": "canary-token",
    "CSM_ZENDESK_OAUTH_TOKEN": "canary-oauth",
    "CSM_POSTHOG_KEY": "phx_canary",
}


@pytest.mark.parametrize("options", ["", "--json"])
@pytest.mark.parametrize("terminal", [True, False])
def test_no_secret_is_shown(offline: Terminal, terminal: bool, options: str) -> None:
    """A secret shows that it is there, and nothing of itself."""
    seen = Terminal({**offline.variables, **SECRETS}, terminal=terminal, width=200)
    out = seen(f"config {options}")
    assert out.exit_code == 0
    assert "canary" not in out + out.stderr
    assert "********" in out
    assert "env@a.example" in out


def test_where_each_value_came_from(offline: Terminal, tmp_path: Path) -> None:
    """Variable, config file or default, and a reason where there is nothing."""
    (tmp_path / "config.toml").write_text("[limits]\nverify_seconds = 4\n")
    out = Terminal({**offline.variables, **SECRETS, "CSM_TIMEOUT": "3"})("config --json")
    rows = {row["name"]: row for row in out.json["settings"]}
    assert rows["timeout_seconds"] == {
        "name": "timeout_seconds", "value": "3", "source": "CSM_TIMEOUT",
    }  # fmt: skip
    assert rows["verify_seconds"]["source"] == str(tmp_path / "config.toml")
    assert rows["zendesk.url"]["source"] == "the environment (CSM_ZENDESK_*)"
    schema = json.loads((files("csm_cli") / "schemas" / "config.json").read_text())
    Draft202012Validator(schema).validate(out.json)


def test_half_an_account_is_told(offline: Terminal) -> None:
    """A URL without its credential is no account, and says so where one looks for the reason."""
    out = offline.with_(CSM_ZENDESK_URL="https://staging.example")("config")
    assert "names it, and holds no credential for it" in out


@pytest.mark.parametrize(
    "text", ["[zendesk", "limits = 5", '[zendesk]\nurl = "http://x.example"\noauth_token = "t"\n']
)
def test_a_config_that_makes_no_sense(offline: Terminal, tmp_path: Path, text: str) -> None:
    """Exit 2, with the file's name."""
    (tmp_path / "config.toml").write_text(text)
    (tmp_path / "config.toml").chmod(0o600)
    out = offline("config --json")
    assert (out.exit_code, out, out.error["code"]) == (2, "", "wrong_usage")


def test_errors_keep_to_their_schema(offline: Terminal) -> None:
    """The error object has the published shape."""
    schema = json.loads((files("csm_cli") / "schemas" / "error.json").read_text())
    out = offline("claim 48213 --json")
    assert out.exit_code == 3
    Draft202012Validator(schema).validate(json.loads(out.stderr.splitlines()[-1]))
