"""`csm doctor` as a whole: all well, several things broken, how it is told, how it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from csm_cli.domain.doctor import CHECKS
from tests.adapters.scripted_server import Reply, scripted
from tests.cli.doctor.looking import configure, examined, state_of
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.promises.program import TOP
from tests.terminal import Terminal

NOWHERE = "http://127.0.0.1:9"


def test_all_is_well(well: Terminal, desk: Zendesk) -> None:
    """On the sandbox as it is, every check is ok, no state is made, and nothing is sent twice."""
    found = examined(well)
    assert (found.unwell, found.skipped) == ({}, set())
    assert found.out.json["summary"] == {"ok": len(CHECKS) - 1, "warn": 0, "fail": 0, "skipped": 0}
    assert found.out.json["fixed"] == []
    assert not Path(well.variables["CSM_STATE"]).exists()
    methods = [asked["method"] for asked in desk.asked() if asked["service"] == "zendesk"]
    assert methods == ["GET"] * 9


def test_the_page_has_every_check() -> None:
    """docs/doctor.md explains each check in the words of the program, in its order."""
    page = (TOP / "docs" / "doctor.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert [(row[0].strip("|` "), row[1]) for row in rows] == [*CHECKS.items()]
    assert all(row[2].strip("| ") for row in rows)


def test_several_things_at_once(well: Terminal, tmp_path: Path) -> None:
    """Every broken thing is named, whatever else is broken."""
    configure(
        well,
        '[profiles.other.zendesk]\ntoken = "canary"\n'
        "[zendesk.fields]\nseverity = 1\n[wrong]\nx = 1\n",
        0o644,
    )
    (tmp_path / "own.yaml").write_text("schema_version: 1\nfeatures: []\nx: 1\n")
    broken = well.with_(CSM_POSTHOG_KEY="phx_canary", CSM_OWNERSHIP=str(tmp_path / "own.yaml"))
    (state_of(well) / "journal.sqlite3").write_text("canary, and no database")
    assert examined(broken).unwell == {
        "config_file": "warn",
        "config_permissions": "fail",
        "severity_field": "fail",
        "ownership_file": "fail",
        "posthog_credential": "fail",
        "journal": "fail",
    }


def test_nobody_is_signed_in(alone: Terminal) -> None:
    """Without any account the two sign-ins fail, what hangs on them says so, the rest is seen."""
    found = examined(alone)
    assert found.unwell == {"zendesk_sign_in": "fail", "posthog_sign_in": "fail"}
    assert "zendesk_sign_in failed" in found["escalation_field"]["found"]
    assert "posthog_sign_in failed" in found["posthog_scope"]["found"]
    seen = ("zendesk_url", "posthog_url", "posthog_eu_url", "clock", "journal", "ownership_file")
    assert {found[name]["state"] for name in seen} == {"ok"}


def test_nobody_is_signed_in_and_an_address_is_wrong(alone: Terminal) -> None:
    """Whether an address can be reached needs no credential, so it is told before there is one."""
    found = examined(alone.with_(CSM_ZENDESK_URL=NOWHERE, CSM_POSTHOG_US_URL=NOWHERE))
    assert found.unwell_here == {"zendesk_url": "fail", "posthog_url": "fail"}
    assert "nothing listens" in found["zendesk_url"]["found"]
    assert "zendesk_sign_in failed" in found["zendesk_credential"]["found"]


def test_no_network(well: Terminal) -> None:
    """Where no name is known, each address says so, and nothing else is blamed for it."""
    away = well.with_(
        CSM_ZENDESK_URL="https://zendesk.invalid",
        CSM_POSTHOG_US_URL="https://us.invalid",
        CSM_POSTHOG_EU_URL="https://eu.invalid",
    )
    found = examined(away)
    assert [*found.unwell] == ["zendesk_url", "posthog_url", "posthog_eu_url"]
    assert "zendesk.invalid is not known (DNS)" in found["zendesk_url"]["found"]
    assert found["clock"]["state"] == "skipped"


def test_a_screen(well: Terminal) -> None:
    """On a terminal each check has a line, and what is wrong has what to do below it."""
    configure(well, "[zendesk.fields]\nseverity = 1\n")
    out = well.with_(terminal=True, NO_COLOR="1")("doctor")
    assert out.exit_code == 9
    assert "✗ severity_field: there is no ticket field 1\n" in out
    assert "    next: csm config set zendesk.fields.severity 22084126888475\n" in out
    assert "✓ area_field: " in out
    assert f"{len(CHECKS) - 2} ok, 1 fail" in out
    assert "checks" in out.stderr


def test_a_pipe(well: Terminal) -> None:
    """In a pipe each check is a line of four cells, and stderr is silent."""
    out = well("doctor")
    lines = [line.split("\t") for line in out.splitlines()]
    assert [line[0] for line in lines] == [name for name in CHECKS if name != "version"]
    assert {len(line) for line in lines} == {4}
    assert out.stderr == ""


def test_what_to_do_names_the_profile(well: Terminal) -> None:
    """A command to type next has the profile that was looked at."""
    path = well.variables
    configure(
        well,
        f'[profiles.work.zendesk]\nurl = "{path["CSM_ZENDESK_URL"]}"\n'
        f'email = "{path["CSM_ZENDESK_EMAIL"]}"\ntoken = "canary"\n'
        f'[profiles.work.posthog]\nus_url = "{path["CSM_POSTHOG_US_URL"]}"\n'
        f'eu_url = "{path["CSM_POSTHOG_EU_URL"]}"\nkey = "phx_sandbox_us"\n'
        f'[profiles.work.website]\nurl = "{path["CSM_WEBSITE_URL"]}"\n',
    )
    found = examined(well, "--profile work")
    assert found.unwell == {"zendesk_credential": "fail"}
    assert "csm --profile work auth login zendesk" in found["zendesk_credential"]["next"]


def test_a_service_that_is_silent(alone: Terminal) -> None:
    """A service that takes the connection and says nothing is given up after the time-out."""
    with scripted(Reply(hangs=3.0, body={}), Reply(hangs=3.0, body={})) as silent:
        urls = {f"CSM_POSTHOG_{region}_URL": silent.url for region in ("US", "EU")}
        variables = {**alone.variables, **urls, "CSM_POSTHOG_KEY": "canary", "CSM_TIMEOUT": "0.5"}
        found = examined(Terminal(variables))
    assert [*found.unwell] == ["zendesk_sign_in", "posthog_url", "posthog_eu_url"]
    assert "within 0.5 s" in found["posthog_eu_url"]["found"]


def test_ctrl_c(well: Terminal) -> None:
    """Ctrl-C ends it at once with 130 and no traceback, whatever still hangs."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        variables = {**well.variables, "CSM_ZENDESK_URL": url, "CSM_TIMEOUT": "60"}
        with subprocess.Popen(
            [sys.executable, "-m", "csm_cli", "doctor", "--json"],
            env={"PATH": os.environ["PATH"], **variables},
            cwd=TOP,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            connection, _ = listening.accept()  # it asks, and waits for an answer
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
            connection.close()
    assert process.returncode == 130
    assert time.monotonic() - began < 5
    assert out == ""
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "interrupted"
