"""`csm auth login`: in the browser, with a key, and what is said when it does not work."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from tests.conftest import Served
from tests.terminal import Terminal

EMAIL = "robin.vale@posthog.example"
BACKEND = "tests.adapters.logins.backends.{}Keyring"
ROBIN = "Robin Vale <robin.vale@posthog.example>"


def values(keyring: Path) -> dict[str, str]:
    """What the one sign-in in the keyring holds."""
    (text,) = json.loads(keyring.read_text()).values()
    found: dict[str, str] = json.loads(text)["values"]
    return found


def nothing_kept(nobody: Terminal, keyring: Path) -> bool:
    """Whether neither place holds anything."""
    folder = Path(nobody.variables["CSM_CONFIG"]).parent
    return not keyring.exists() and not (folder / "credentials.json").exists()


def test_in_the_browser(nobody: Terminal, keyring: Path) -> None:
    """A person approves in the browser; who that was is told, and the next command works."""
    done = nobody("auth login zendesk")
    assert done.exit_code == 0, done.stderr
    assert done == f"Signed in to Zendesk as {ROBIN}, agent\n"
    assert "goes to the system's keyring: a keyring of the tests" in done.stderr
    assert "5 minutes at most" in done.stderr
    kept = values(keyring)
    assert kept["oauth_token"] not in done + done.stderr
    assert kept["refresh_token"] not in done + done.stderr
    claimed = nobody.with_(CSM_ZENDESK_URL="")("claim 48213 --json")
    assert claimed.exit_code == 0, claimed.stderr
    assert claimed.json["results"][0]["outcome"] == "claimed"


def test_answers_that_are_not_ours(nobody: Terminal, keyring: Path) -> None:
    """Another state, no answer, another path: each is refused, and the right one still counts."""
    done = nobody.with_(PRESSED="forged")("auth login zendesk")
    assert done.exit_code == 0, done.stderr
    assert values(keyring)["who"] == ROBIN


def test_a_denial(nobody: Terminal, keyring: Path) -> None:
    """Who presses Deny is told so, with 3, and nothing is kept."""
    done = nobody.with_(PRESSED="deny")("auth login zendesk")
    assert done.exit_code == 3
    assert "you did not allow csm to act for you" in done.stderr
    assert "csm auth login zendesk" in done.stderr
    assert nothing_kept(nobody, keyring)


def _configured(nobody: Terminal, text: str) -> Terminal:
    Path(nobody.variables["CSM_CONFIG"]).write_text(text)
    return nobody


def test_nobody_approves(nobody: Terminal, keyring: Path) -> None:
    """After the time that was announced it is over, and told."""
    csm = _configured(nobody, "[limits]\napproval_seconds = 0.3\n").with_(PRESSED="late")
    done = csm("auth login zendesk")
    assert done.exit_code == 3
    assert "no approval came within 0.005 minutes" in done.stderr
    assert nothing_kept(nobody, keyring)


def test_a_scope_that_the_client_may_not_have(nobody: Terminal, keyring: Path) -> None:
    """It is told before a browser opens, with the place where an administrator allows it."""
    csm = _configured(nobody, '[zendesk]\noauth_scopes = "read webhooks:write"\n')
    done = csm("auth login zendesk")
    assert done.exit_code == 4
    assert "may not have all of the scopes read webhooks:write" in done.stderr
    assert "Admin Center" in done.stderr
    assert nothing_kept(nobody, keyring)


@pytest.mark.parametrize("way", ["option", "variable", "asked"])
def test_an_unknown_client(nobody: Terminal, keyring: Path, way: str) -> None:
    """Wherever its identifier came from, it is told with the place where the right one stands."""
    if way == "variable":
        done = nobody.with_(CSM_ZENDESK_CLIENT_ID="nothing")("auth login zendesk")
    elif way == "option":
        done = nobody("auth login zendesk --client-id nothing")
    else:
        done = nobody.with_(CSM_ZENDESK_CLIENT_ID="")("auth login zendesk", "nothing\n")
        assert "an administrator makes a public one" in done.stderr
    assert done.exit_code == 2
    assert "knows no public OAuth client 'nothing'" in done.stderr
    assert nothing_kept(nobody, keyring)


def test_no_client_at_all(nobody: Terminal) -> None:
    """Whoever has no identifier to type is told the three places where it can stand."""
    done = nobody.with_(CSM_ZENDESK_CLIENT_ID="")("auth login zendesk", "\n")
    assert done.exit_code == 2
    assert "--client-id, CSM_ZENDESK_CLIENT_ID, or client_id of [zendesk]" in done.stderr


@pytest.fixture
def typed(nobody: Terminal) -> Iterator[TextIO]:
    """A stdin into which the person at the browser pastes; `$PASTED` names its other end."""
    pipe = Path(nobody.variables["HOME"]) / "pasted"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDWR)) as stream:
        yield stream


def _with_paste(nobody: Terminal, pressed: str) -> Terminal:
    return nobody.with_(PRESSED=pressed, PASTED=f"{nobody.variables['HOME']}/pasted")


def test_a_browser_on_another_machine(nobody: Terminal, typed: TextIO, keyring: Path) -> None:
    """The address that it ended up at, pasted at the prompt, does as well; rubbish does not."""
    done = _with_paste(nobody, "paste")("auth login zendesk", typed)
    assert done.exit_code == 0, done.stderr
    assert values(keyring)["who"] == ROBIN
    assert done.stderr.count("Still waiting for the one that the browser ends up at.") == 2


def test_a_code_that_is_too_old(nobody: Terminal, typed: TextIO, keyring: Path) -> None:
    """A code lives two minutes: one that comes later is told as such, and nothing is kept."""
    done = _with_paste(nobody, "old")("auth login zendesk", typed)
    assert done.exit_code == 3
    assert "it lives two minutes, and works once" in done.stderr
    assert nothing_kept(nobody, keyring)


def test_no_browser(nobody: Terminal) -> None:
    """With `--no-browser` none is opened: the page's address is all there is."""
    csm = _configured(nobody, "[limits]\napproval_seconds = 0.3\n")
    done = csm("auth login zendesk --no-browser")
    assert done.exit_code == 3
    assert re.search(
        r"^  http://127\.0\.0\.1:\d+/oauth/authorizations/new\?", done.stderr, re.MULTILINE
    )


def test_somebody_who_is_no_agent(nobody: Terminal, keyring: Path) -> None:
    """Nothing is kept of a token that users/me knows nobody by, though it answers 200."""
    done = nobody(f"auth login zendesk --api-token --email {EMAIL} --with-token", "canary-wrong")
    assert done.exit_code == 3
    assert "Zendesk does not know this credential" in done.stderr
    assert "canary" not in done.stderr
    assert nothing_kept(nobody, keyring)


def test_an_api_token(nobody: Terminal, sandbox: Served, keyring: Path) -> None:
    """One that exists still signs in, with the day on which it ends."""
    asked = nobody(
        "auth login zendesk --api-token", f"{EMAIL}\n{sandbox.env['CSM_ZENDESK_TOKEN']}\n"
    )
    assert asked.exit_code == 0, asked.stderr
    assert "API tokens end on 2027-04-30; none can be made since 2026-10-27." in asked.stderr
    assert sandbox.env["CSM_ZENDESK_TOKEN"] not in asked + asked.stderr
    assert values(keyring)["token"] == sandbox.env["CSM_ZENDESK_TOKEN"]
    off = nobody.with_(terminal=False)
    piped = off(
        f"auth login zendesk --api-token --email {EMAIL} --with-token --json",
        sandbox.env["CSM_ZENDESK_TOKEN"],
    )
    assert piped.json["signed_in"][0]["ends"] == "2027-04-30T00:00:00Z"
    assert nobody.with_(CSM_ZENDESK_URL="")("show 48213").exit_code == 0


def test_a_sign_in_of_another_host_is_named(nobody: Terminal, sandbox: Served) -> None:
    """Where only a URL leads elsewhere, it is said whose the kept sign-in is; it stays unused."""
    token = sandbox.env["CSM_ZENDESK_TOKEN"]
    off = nobody.with_(terminal=False)
    login = f"auth login zendesk --api-token --email {EMAIL} --with-token"
    assert off(login, token).exit_code == 0
    away = off.with_(CSM_ZENDESK_URL="http://127.0.0.1:9")("show 48213")
    assert away.exit_code == 3
    assert "at http://127.0.0.1:9, which the environment (CSM_ZENDESK_*) names" in away.stderr
    assert f"kept is of {sandbox.services['zendesk']}\n" in away.stderr


@pytest.mark.parametrize("how", ["typed", "stdin"])
def test_posthog(nobody: Terminal, sandbox: Served, keyring: Path, how: str) -> None:
    """The key is read unseen or from stdin, its region found out, and an audit works with it."""
    key = sandbox.env["CSM_POSTHOG_KEY"]
    done = (
        nobody("auth login posthog", f"{key}\n")
        if how == "typed"
        else nobody.with_(terminal=False)("auth login posthog --with-token", f"{key}\n")
    )
    assert done.exit_code == 0, done.stderr
    assert key not in done + done.stderr
    assert (values(keyring)["key"], values(keyring)["region"]) == (key, "us")
    if how == "typed":
        assert "/settings/user-api-keys?preset=analytics" in done.stderr
        bare = nobody.with_(CSM_POSTHOG_US_URL="", CSM_POSTHOG_EU_URL="")
        assert bare("org 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01").exit_code == 0


def test_a_key_of_the_eu(nobody: Terminal, keyring: Path) -> None:
    """It is known there alone; that audits need one of the US host is said."""
    done = nobody("auth login posthog", "phx_sandbox_eu\n")
    assert done.exit_code == 0, done.stderr
    assert values(keyring)["region"] == "eu"
    assert "audits need a key made on the US host" in done


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("phx_canary_of_nobody", 3, "neither region of PostHog knows the key"),
        ("phc_canary_project", 2, "a project's token"),
        ("canary with spaces", 2, "no personal API key"),
        ("", 2, "no personal API key was given"),
    ],
)
def test_no_key_of_posthogs(
    nobody: Terminal, keyring: Path, typed: str, code: int, said: str
) -> None:
    """What is no key, or nobody's, is told without being shown, and not kept."""
    done = nobody("auth login posthog", f"{typed}\n")
    assert done.exit_code == code
    assert said in done.stderr
    assert "canary" not in done + done.stderr
    assert nothing_kept(nobody, keyring)


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("CSM_ZENDESK_OAUTH_TOKEN", "another", "comes before it"),
        ("CSM_ZENDESK_EMAIL", EMAIL, "names it, and holds no"),
    ],
)
def test_a_variable_that_comes_before_it(
    nobody: Terminal, sandbox: Served, variable: str, value: str, why: str
) -> None:
    """Who signs in with one set is told that csm goes on without the new sign-in, and why."""
    csm = Terminal({**nobody.variables, variable: value}, terminal=True)
    line = f"auth login zendesk --api-token --email {EMAIL} --with-token"
    done = csm(line, sandbox.env["CSM_ZENDESK_TOKEN"])
    assert done.exit_code == 0, done.stderr
    assert "It is not used: " in done
    assert f"the environment (CSM_ZENDESK_*) {why}" in done
    told = csm(f"{line} --json", sandbox.env["CSM_ZENDESK_TOKEN"]).json["signed_in"][0]
    assert told["warnings"][0]["code"] == "not_used"
    assert told["ends"] == "2027-04-30T00:00:00Z"  # of what was kept, not of what is used
    if variable == "CSM_ZENDESK_EMAIL":
        assert "take the e-mail out of it" in csm("show 48213").stderr


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_machine_without_a_keyring(nobody: Terminal, sandbox: Served, answer: str) -> None:
    """A file is used if the person says so, and not otherwise."""
    csm = nobody.with_(PYTHON_KEYRING_BACKEND=BACKEND.format("No"))
    done = csm("auth login posthog", f"{answer}\n{sandbox.env['CSM_POSTHOG_KEY']}\n")
    file = Path(nobody.variables["CSM_CONFIG"]).parent / "credentials.json"
    assert f"Keep it in {file}" in done.stderr
    assert done.exit_code == (0 if answer == "y" else 2)
    assert file.exists() == (answer == "y")
    if file.exists():
        assert file.stat().st_mode & 0o777 == 0o600
        return
    assert done.stderr.endswith(
        "error: not confirmed\n"
        "  written: nothing was kept; you are not signed in to PostHog\n"
        "  next: a credential that you keep yourself goes into CSM_POSTHOG_KEY\n"
    )


def test_a_file_must_be_asked_for(nobody: Terminal, sandbox: Served) -> None:
    """Where nobody can be asked it takes the option, which is named."""
    csm = nobody.with_(terminal=False, PYTHON_KEYRING_BACKEND=BACKEND.format("No"))
    refused = csm("auth login posthog --with-token", sandbox.env["CSM_POSTHOG_KEY"])
    assert refused.exit_code == 2
    assert "--insecure-storage" in refused.stderr
    done = csm("auth login posthog --with-token --insecure-storage", sandbox.env["CSM_POSTHOG_KEY"])
    assert done.exit_code == 0, done.stderr
    assert "which only you can read" in done.stderr


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("auth login zendesk", "CSM_ZENDESK_OAUTH_TOKEN"),
        ("auth login posthog", "CSM_POSTHOG_KEY"),
        ("auth login slack", "CSM_SLACK_KEY"),
    ],
)
def test_off_a_terminal(nobody: Terminal, line: str, named: str) -> None:
    """Nobody is asked: the variables that a program sets are named, and how to give a key."""
    done = nobody.with_(terminal=False)(line)
    assert (done.exit_code, done) == (3, "")
    assert named in done.stderr
    assert "asks" not in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("posthog --api-token", "--api-token"),
        ("github --email a@a.example", "--email"),
        ("slack --client-id csm", "--client-id"),
        ("zendesk --email a@a.example", "--email goes with --api-token"),
        ("zendesk --api-token --client-id csm", "--client-id"),
        ("zendesk --with-token", "--with-token goes with --api-token"),
    ],
)
def test_an_option_that_would_do_nothing(
    nobody: Terminal, keyring: Path, options: str, said: str
) -> None:
    """It is refused, before anything is read or said of where the sign-in will be kept."""
    done = nobody(f"auth login {options}", "a key\n")
    assert (done.exit_code, done) == (2, "")
    assert said in done.stderr
    assert "goes to" not in done.stderr
    assert nothing_kept(nobody, keyring)


def test_both_in_one_go(nobody: Terminal, sandbox: Served) -> None:
    """Without a name csm goes through both that it needs; each can be skipped."""
    done = nobody("auth login", f"y\n\n{sandbox.env['CSM_POSTHOG_KEY']}\n")
    assert done.exit_code == 0, done.stderr
    assert done.count("Signed in to") == 2
    assert "github|pylon|vitally|slack" in done.stderr
    for answers in ("n\nn\n", ""):  # the second is Ctrl-D, twice
        skipped = nobody("auth login", answers)
        assert (skipped.exit_code, skipped) == (0, "")


def test_the_sandbox_keeps_nothing(nobody: Terminal) -> None:
    """Its profile signs in by itself."""
    done = nobody("--sandbox auth login zendesk")
    assert done.exit_code == 2
    assert "signs in by itself" in done.stderr
