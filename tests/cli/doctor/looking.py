"""`csm doctor` run on the sandbox, its document held to its schema, and what is not well in it."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from csm_cli.domain.doctor import CHECKS
from tests.conftest import Served
from tests.terminal import Output, Terminal

SCHEMA = json.loads((files("csm_cli") / "schemas" / "doctor.json").read_text(encoding="utf-8"))
CONFIG = "[ownership]\nold_days = 99999\n"
"""The shipped rows grow old; whether they are is looked at in a test of its own."""

NOBODY = {"zendesk_sign_in": "fail", "posthog_sign_in": "fail"}
"""What is not well where nobody is signed in, whatever else is."""

NO_POSTHOG = {"posthog_sign_in": "fail"}
"""The same where somebody is signed in to Zendesk alone."""

CANARIES = ("sandbox-robin", "sandbox-lin", "sandbox-noor", "phx_", "canary")


class Examined:
    """One run of the doctor."""

    def __init__(self, out: Output) -> None:
        self.out = out

    def __getitem__(self, name: str) -> Any:
        """The check of this name."""
        return next(check for check in self.out.json["checks"] if check["name"] == name)

    @property
    def unwell(self) -> dict[str, str]:
        """Every check that is neither well nor skipped."""
        checks = self.out.json["checks"]
        return {
            check["name"]: check["state"] for check in checks if check["state"] in {"warn", "fail"}
        }

    def unwell_but(self, known: Mapping[str, str]) -> dict[str, str]:
        """The same without what is known to be unwell, which must be so."""
        assert self.unwell.items() >= known.items()
        return {name: state for name, state in self.unwell.items() if name not in known}

    @property
    def unwell_here(self) -> dict[str, str]:
        """What is not well on this machine, where nobody is signed in."""
        return self.unwell_but(NOBODY)

    @property
    def unwell_there(self) -> dict[str, str]:
        """What is not well on Zendesk, where nobody is signed in to PostHog."""
        return self.unwell_but(NO_POSTHOG)

    @property
    def skipped(self) -> set[str]:
        """Every check that was not made."""
        return {check["name"] for check in self.out.json["checks"] if check["state"] == "skipped"}


def examined(csm: Terminal, options: str = "") -> Examined:
    """Run the doctor; whatever it finds, its document, its code and its words keep the rules."""
    out = csm(f"doctor --json {options}")
    Draft202012Validator(SCHEMA).validate(out.json)
    names = [check["name"] for check in out.json["checks"]]
    asked = [name for name in CHECKS if name != "version" or "--check-version" in options]
    assert names == asked
    for check in out.json["checks"]:
        needs_doing = check["state"] in {"warn", "fail"}
        assert (check["next"] is not None) == needs_doing, check
    found = Examined(out)
    assert out.exit_code == (9 if "fail" in found.unwell.values() else 0)
    assert out.stderr == ""
    assert not [canary for canary in CANARIES if canary in out]
    return found


def configure(csm: Terminal, text: str, mode: int = 0o600) -> None:
    """Put this into the config file, beside what all of these tests need."""
    path = Path(csm.variables["CSM_CONFIG"])
    path.write_text(f"{text}\n{CONFIG}")
    path.chmod(mode)


def state_of(csm: Terminal) -> Path:
    """The state folder, made."""
    path = Path(csm.variables["CSM_STATE"])
    path.mkdir(exist_ok=True, mode=0o700)
    return path


@contextmanager
def world(sandbox: Served) -> Iterator[sqlite3.Connection]:
    """The sandbox's own state, for what no request of a customer or an admin can change."""
    connection = sqlite3.connect(sandbox.state / "sandbox" / "sandbox.sqlite3", timeout=30)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


@contextmanager
def changed(sandbox: Served, kind: str, number: int, **keys: Any) -> Iterator[None]:
    """A record of the sandbox's Zendesk, changed behind everybody's back, and put back."""
    found = "SELECT body FROM record WHERE kind = ? AND id = ?"
    update = "UPDATE record SET body = ? WHERE kind = ? AND id = ?"
    with world(sandbox) as db:
        [(before,)] = db.execute(found, (kind, number)).fetchall()
        db.execute(update, (json.dumps({**json.loads(before), **keys}), kind, number))
    try:
        yield
    finally:
        with world(sandbox) as db:
            db.execute(update, (before, kind, number))


def with_scopes(csm: Terminal, sandbox: Served, user: int, *scopes: str) -> Terminal:
    """The same terminal with an access token that has these scopes alone."""
    token = "canary-" + "-".join(scopes)
    kept = {"client": "csm", "user_id": user, "scopes": scopes, "expires_at": 9e9}
    kept["refresh_expires_at"] = 9e9
    with world(sandbox) as db:
        db.execute(
            "INSERT OR REPLACE INTO oauth_token VALUES (?, ?, ?)", (token, token, json.dumps(kept))
        )
    return csm.with_(CSM_ZENDESK_EMAIL="", CSM_ZENDESK_TOKEN="", CSM_ZENDESK_OAUTH_TOKEN=token)
