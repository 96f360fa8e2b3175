"""`csm sandbox`, and `--sandbox`: as processes, as a person and as a script use them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from csm_cli.sandbox import World
from csm_cli.sandbox.facts import meta, set_meta
from tests.sandbox.small import SCENARIO
from tests.terminal import Terminal

SCHEMAS = Path(__file__).parents[2] / "csm_cli" / "schemas"


def fits(name: str, document: Any) -> bool:
    """Say whether a document has its published shape."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    return Draft202012Validator(schema).is_valid(document)


@contextmanager
def serving(
    terminal: Terminal, *options: str
) -> Iterator[tuple["subprocess.Popen[str]", dict[str, Any]]]:
    """Run `csm sandbox serve` as a process; yield it with the line that it printed."""
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", "sandbox", "serve", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_inherited() | terminal.variables,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def _inherited() -> dict[str, str]:
    """What a Python process needs, and nothing that configures csm."""
    return {key: value for key, value in os.environ.items() if not key.startswith("CSM_")}


def me(env: Mapping[str, str]) -> str:
    """Sign in with a sandbox's variables."""
    auth = (f"{env['CSM_ZENDESK_EMAIL']}/token", env["CSM_ZENDESK_TOKEN"])
    answer = requests.get(f"{env['CSM_ZENDESK_URL']}/api/v2/users/me", auth=auth, timeout=20)
    name: str = answer.json()["user"]["name"]
    return name


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serving(offline: Terminal, number: signal.Signals) -> None:
    """One line of JSON when it is up, a clean end with 0 on either signal, nothing on stderr."""
    with serving(offline) as (process, line):
        assert fits("sandbox-serve", line)
        assert set(line["services"]) == {
            "zendesk", "posthog_us", "posthog_eu", "github", "pylon", "vitally", "slack", "website",
    "status",
        }  # fmt: skip
        assert me(line["env"]) == "Robin Vale"
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")


def test_serving_in_another_shape(offline: Terminal) -> None:
    """`--fields` and `--jq` shape the line that says that it is up, before it ends."""
    with serving(offline, "--json", "--fields", "services", "--jq", "{all: ., up: true}") as (
        _,
        line,
    ):
        assert line["up"] is True
        assert line["all"].keys() == {"schema_version", "services"}


def test_describing_a_served_sandbox(offline: Terminal) -> None:
    """`env` prints what `serve` printed, as lines for a shell; afterwards there is none."""
    with serving(offline) as (process, line):
        told = offline("sandbox env")
        assert told.exit_code == 0
        shell = f'{told}\nprintf %s "$CSM_ZENDESK_TOKEN $CSM_POSTHOG_KEY"'
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True)
        assert done.stdout == f"{line['env']['CSM_ZENDESK_TOKEN']} {line['env']['CSM_POSTHOG_KEY']}"
        document = offline("sandbox env --json").json
        assert fits("sandbox-env", document)
        assert (document["env"], document["services"]) == (line["env"], line["services"])
        handler = signal.getsignal(signal.SIGTERM)
        second = offline("sandbox serve --json")
        assert (second.exit_code, second.error["code"]) == (6, "conflict")
        assert signal.getsignal(signal.SIGTERM) is handler
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    none = offline("sandbox env --json")
    assert (none.exit_code, none.error["hint"]) == (7, "csm sandbox serve")


def test_options_of_serve(offline: Terminal, tmp_path: Path) -> None:
    """Another scenario, another state folder, TLS: the variables say what a client needs."""
    options = ("--scenario", str(SCENARIO), "--state", str(tmp_path / "own"), "--tls")
    with serving(offline, *options) as (_, line):
        assert line["services"]["zendesk"].startswith("https://")
        bundle = line["env"]["SSL_CERT_FILE"]
        assert Path(bundle).is_absolute()
        answer = requests.get(
            f"{line['services']['zendesk']}/api/v2/users/me", verify=bundle, timeout=20
        )
        assert answer.status_code == 200
        assert offline(["sandbox", "env", "--state", str(tmp_path / "own")]).exit_code == 0
        assert offline("sandbox env").exit_code == 7


def test_resetting(offline: Terminal) -> None:
    """What was done is forgotten, in a sandbox that runs as well."""
    with serving(offline.with_(CSM_SANDBOX_SCENARIO=str(SCENARIO))) as (_, line):
        env = line["env"]
        auth = (f"{env['CSM_ZENDESK_EMAIL']}/token", env["CSM_ZENDESK_TOKEN"])
        url = f"{env['CSM_ZENDESK_URL']}/api/v2/tickets/1001"
        requests.put(url, json={"ticket": {"priority": "low"}}, auth=auth, timeout=20)
        told = offline("sandbox reset --json")
        assert told.exit_code == 0
        assert fits("sandbox-reset", told.json)
        assert told.json["scenario"] == str(SCENARIO)
        assert requests.get(url, auth=auth, timeout=20).json()["ticket"]["priority"] == "high"


def test_a_bad_scenario(offline: Terminal, tmp_path: Path) -> None:
    """The error names file, line and reason, wherever the scenario was named."""
    (tmp_path / "zendesk.json").write_text('{\n"users": [{"id": 1}]}')
    fault = f"{tmp_path}/zendesk.json:2: users: name is missing"
    named = ["--scenario", str(tmp_path), "--json"]
    for arguments in (["sandbox", "serve", *named], ["sandbox", "reset", *named]):
        told = offline(arguments)
        assert (told.exit_code, told, told.error["message"]) == (2, "", fault)
    by_variable = offline.with_(CSM_SANDBOX_SCENARIO=str(tmp_path))
    told = by_variable("--sandbox show 48213 --json")
    assert (told.exit_code, told.error["message"]) == (2, fault)


def test_ports(offline: Terminal) -> None:
    """A taken port is wrong usage; a base that leaves no room for three is refused at once."""
    with serving(offline) as (_, line):
        port = line["services"]["zendesk"].rpartition(":")[2]
        told = offline(f"sandbox serve --state {offline.variables['HOME']}/x --port-base {port}")
        assert told.exit_code == 2
        assert f"port {port} of 127.0.0.1 cannot be used" in told.stderr
    assert offline("sandbox serve --port-base 65534").exit_code == 2


def test_a_state_folder_that_is_none(offline: Terminal, tmp_path: Path) -> None:
    """An unusable state folder is an unexpected failure with the folder's name."""
    (tmp_path / "file").touch()
    told = offline(["sandbox", "reset", "--state", str(tmp_path / "file")])
    assert told.exit_code == 1
    assert "cannot be used as state folder" in told.stderr


def test_the_profile(offline: Terminal) -> None:
    """`--sandbox` and the profile `sandbox` are the same; the state is kept between calls."""
    assert offline("--sandbox claim 48213").exit_code == 0
    again = offline.with_(CSM_PROFILE="sandbox")("claim 48213 --json")
    assert again.json["results"][0]["outcome"] == "already-yours"
    assert offline("sandbox reset").exit_code == 0
    fresh = offline("claim 48213 --sandbox --json")
    assert fresh.json["results"][0]["outcome"] == "claimed"
    assert fresh.stderr == ""


def test_an_old_scenario_says_so(offline: Terminal) -> None:
    """Times loaded a week ago are a week off: a line on stderr names the cure."""
    assert offline("--sandbox show 48213").stderr == ""
    _age(Path(offline.variables["CSM_STATE"]) / "sandbox")
    told = offline("--sandbox show 48213")
    assert told.exit_code == 0
    assert told.stderr == (
        "the sandbox's scenario was loaded 8 days ago; "
        "csm sandbox reset brings its times up to date\n"
    )


def _age(state: Path) -> None:
    """Make a state eight days old."""
    world = World(state)
    with world.write() as db:
        moment = datetime.fromisoformat(meta(db, "loaded_at")) - timedelta(days=8, hours=1)
        set_meta(db, "loaded_at", moment.isoformat())
    world.close()


@pytest.mark.parametrize("arguments", [["sandbox", "serve"], ["--sandbox", "show", "48213"]])
def test_the_extra_is_missing(offline: Terminal, arguments: list[str]) -> None:
    """Without its parts the sandbox is wrong usage, and the line names what to install."""
    code = (
        "import sys\n"
        "sys.modules['chdb'] = sys.modules['starlette'] = None\n"
        "from csm_cli.__main__ import main\n"
        "sys.argv[0] = 'csm'\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, env=_inherited() | offline.variables, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "not installed: starlette, chdb" in done.stderr
    assert "pip install 'csm-cli[sandbox]'" in done.stderr
