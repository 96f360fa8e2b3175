"""Terminals without an account, and a person with a browser."""

import sys
from pathlib import Path

import pytest

from tests.cli.auth import approve
from tests.conftest import Served
from tests.terminal import Terminal

_HOSTS = ("CSM_ZENDESK_URL", "CSM_POSTHOG_US_URL", "CSM_POSTHOG_EU_URL", "CSM_ZENDESK_CLIENT_ID")
_BACKENDS = "tests.adapters.logins.backends"


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file behind the keyring of the tests."""
    monkeypatch.setenv("TEST_KEYRING_FILE", str(tmp_path / "keyring.json"))
    return tmp_path / "keyring.json"


@pytest.fixture
def nobody(sandbox: Served, offline: Terminal, keyring: Path) -> Terminal:
    """A terminal with a keyring and nobody signed in; the variables name the sandbox's hosts."""
    assert not keyring.exists()
    variables = {
        **offline.variables,
        **{name: sandbox.env[name] for name in _HOSTS},
        "PYTHON_KEYRING_BACKEND": f"{_BACKENDS}.FileKeyring",
        "BROWSER": f"{sys.executable} {approve.__file__} %s",
        "PATH": "/usr/bin:/bin",
    }
    return Terminal(variables, terminal=True, width=160)


@pytest.fixture
def signed_in(nobody: Terminal) -> Terminal:
    """Signed in to Zendesk by OAuth, with no variable left that says anything of it."""
    done = nobody("auth login zendesk")
    assert done.exit_code == 0, done.stderr
    bare = {name: value for name, value in nobody.variables.items() if name not in _HOSTS}
    return Terminal(bare, terminal=True, width=160)
