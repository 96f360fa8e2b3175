"""A home with canary credentials in one of the places where csm looks, and a csm in it."""

import json
import shutil
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from csm_cli.adapters.logins.index import FILE
from csm_cli.adapters.logins.store import Logins
from csm_cli.domain.signin import NAMES, OPTIONAL, Login
from csm_cli.sandbox.scenario import DEFAULT_FOLDER
from csm_cli.sandbox.scenarios.people import ROBIN
from tests.canaries.secrets import (
    CHANGER_EMAIL,
    EMAIL,
    OF_THE_SCENARIO,
    SECRETS,
    leaks,
    leaks_in,
)
from tests.terminal import Output, Terminal

PLACES = ("environment", "config file", "kept sign-in")
KEPT_ON_PURPOSE = frozenset({"config.toml", "credentials.json"})
"""The files whose purpose it is to hold credentials; csm writes the second with mode 0600."""

_QUICK = "[limits]\nfirst_wait_seconds = 0.0\nbusy_wait_seconds = 0.0\nread_attempts = 2\n"


def scenario(folder: Path) -> Path:
    """The default scenario with canaries in the place of its keys."""
    shutil.copytree(DEFAULT_FOLDER, folder)
    for file in folder.rglob("*.json"):
        text = file.read_text("utf-8")
        for key, canary in OF_THE_SCENARIO.items():
            text = text.replace(json.dumps(key), json.dumps(canary))
        file.write_text(text, "utf-8")
    return folder


def know_the_access_token(state: Path) -> None:
    """Let the sandbox's Zendesk have given Robin the OAuth tokens of the canaries."""
    grant = {"user_id": ROBIN.zendesk_id, "scopes": ["read", "write"],
             "expires_at": time.time() + 3600, "client_id": 1}  # fmt: skip
    with sqlite3.connect(state / "sandbox" / "sandbox.sqlite3") as db:
        tokens = (SECRETS["OAuth access token"], SECRETS["OAuth refresh token"], json.dumps(grant))
        db.execute("INSERT OR REPLACE INTO oauth_token VALUES (?, ?, ?)", tokens)
    db.close()


class Home(NamedTuple):
    """An empty home for one way to fail."""

    folder: Path
    variables: Mapping[str, str]

    def terminal(self, **more: str) -> Terminal:
        """`csm` in it, at the end of a pipe."""
        return Terminal({**self.variables, **more})

    def found(self, out: Output, purpose: frozenset[str] = frozenset()) -> list[str]:
        """What leaked: into either stream, or into any file of the home."""
        return [
            *(f"stdout: {name}" for name in leaks(out) if name not in purpose),
            *(f"stderr: {name}" for name in leaks(out.stderr)),
            *leaks_in(self.folder, KEPT_ON_PURPOSE),
        ]


def home(folder: Path, place: str, urls: Mapping[str, str]) -> Home:
    """A home whose credentials are in one place; `urls` are those of the services."""
    folder.mkdir()
    (folder / "config.toml").touch(mode=0o600)
    accounts, text = _accounts(urls), _QUICK
    variables = {
        "HOME": str(folder),
        "CSM_STATE": str(folder / "state"),
        "CSM_CONFIG": str(folder / "config.toml"),
        "CSM_LOG": str(folder / "csm.log"),
        "CSM_VERIFY_SECONDS": "0.1",
        "EDITOR": "true",
        # Nobody's key goes there, and nobody's real pages are read here.
        **{f"CSM_{name}_URL".upper(): urls[name] for name in ("website", "status")},
    }
    if place == "environment":
        for service, account in accounts.items():
            variables |= {f"CSM_{service}_{key}".upper(): value for key, value in account.items()}
    elif place == "config file":
        text += _as_toml(accounts)
    else:
        # Hosts are named, and no credential beside them: the kept sign-in is used there.
        text += _as_toml(
            {name: {key: value for key, value in account.items() if key.endswith("url")}
             for name, account in accounts.items() if name != "zendesk_roles"}
        )  # fmt: skip
        _keep(folder, accounts)
    (folder / "config.toml").write_text(text, "utf-8")
    return Home(folder, variables)


def _accounts(urls: Mapping[str, str]) -> dict[str, dict[str, str]]:
    accounts = {
        "zendesk": {
            "url": urls["zendesk"], "email": EMAIL, "token": SECRETS["Zendesk API token"],
        },
        "zendesk_roles": {
            "url": urls["zendesk"], "email": CHANGER_EMAIL, "token": SECRETS["roles token"],
        },
        "posthog": {
            "us_url": urls["posthog_us"], "eu_url": urls["posthog_eu"],
            "key": SECRETS["PostHog key"],
        },
    }  # fmt: skip
    for service in OPTIONAL:
        key = SECRETS[f"{NAMES[service]} key"]
        accounts[service] = {"url": urls[service], "key": key}
    return accounts


def _as_toml(accounts: Mapping[str, Mapping[str, str]]) -> str:
    return "".join(
        f"[{service.replace('_', '.')}]\n"
        + "".join(f"{key} = {json.dumps(value)}\n" for key, value in account.items())
        for service, account in accounts.items()
    )


def _keep(folder: Path, accounts: Mapping[str, dict[str, Any]]) -> None:
    """Keep a sign-in of each service in the file, as csm does where there is no keyring."""
    logins = Logins(folder / "config.toml", folder / "state", backend=None, seconds=3.0)
    tokens = {
        "oauth_token": SECRETS["OAuth access token"],
        "refresh_token": SECRETS["OAuth refresh token"],
    }
    logins.write("default", Login("zendesk", accounts["zendesk"]["url"], tokens), FILE)
    posthog = accounts["posthog"]
    logins.write("default", Login("posthog", posthog["us_url"], posthog), FILE)
    for service in OPTIONAL:
        account = accounts[service]
        logins.write("default", Login(service, account["url"], {"key": account["key"]}), FILE)
