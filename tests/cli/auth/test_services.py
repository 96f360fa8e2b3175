"""`csm auth` with the services that csm can do without: GitHub, Pylon, Vitally and Slack."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from csm_cli.adapters import defaults
from tests.conftest import Served
from tests.terminal import Terminal

PAGES = {
    "github": "https://github.com/settings/tokens/new?description=csm\n",
    "pylon": "https://app.usepylon.com/settings/api-tokens\n",
    "vitally": "https://docs.vitally.io/pushing-data-to-vitally/rest-api\n",
    "slack": "https://api.slack.com/apps?new_app=1&manifest_json=%7B",
}
WHO = {
    "github": "Robin Vale (robin-vale)",
    "pylon": "csm of Robin Vale in PostHog",
    "vitally": "names nobody",
    "slack": "robin in PostHog Sandbox",
}


@pytest.mark.parametrize("service", PAGES)
def test_with_a_key_that_is_typed(
    nobody: Terminal, sandbox: Served, keyring: Path, service: str
) -> None:
    """The page that makes a key is named, the key is not shown, and who it is of is told."""
    url, key = f"CSM_{service.upper()}_URL", sandbox.env[f"CSM_{service.upper()}_KEY"]
    somebody = Terminal({**nobody.variables, url: sandbox.env[url]}, terminal=True, width=160)
    done = somebody(f"auth login {service}", f"{key}\n")
    assert done.exit_code == 0, done.stderr
    assert PAGES[service] in done.stderr
    assert WHO[service] in done
    assert key not in done + done.stderr
    (kept,) = json.loads(keyring.read_text()).values()
    assert json.loads(kept)["values"]["key"] == key
    status = somebody(f"auth status {service} --json").json
    assert WHO[service] in str(status)


def test_slacks_page_asks_for_one_permission() -> None:
    """The manifest in its address is JSON, and names the one scope that searching takes."""
    page = urlsplit(defaults.load()["slack"]["key_page"])
    (manifest,) = parse_qs(page.query)["manifest_json"]
    assert json.loads(manifest)["oauth_config"]["scopes"] == {"user": ["search:read"]}
