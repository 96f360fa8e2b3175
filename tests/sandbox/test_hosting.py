"""Starting and stopping: ports, TLS, and what other processes are told."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from csm_cli.sandbox import AlreadyServedError, PortError, Sandbox, reset, running, served
from csm_cli.sandbox.hosting import SERVICES
from tests.sandbox.small import SCENARIO


def me(env: dict[str, str], **options: object) -> str:
    """Sign in with the variables that a sandbox gives, and return the name."""
    auth = (f"{env['CSM_ZENDESK_EMAIL']}/token", env["CSM_ZENDESK_TOKEN"])
    url = f"{env['CSM_ZENDESK_URL']}/api/v2/users/me"
    answer = requests.get(url, auth=auth, timeout=20, **options)  # type: ignore[arg-type]
    name: str = answer.json()["user"]["name"]
    return name


def free_ports() -> int:
    """Find a port that is free together with those of the other services after it."""
    for base in range(20_000 + os.getpid() % 20_000, 60_000, 7):
        try:
            for number in range(len(SERVICES)):
                with socket.socket() as sock:
                    sock.bind(("127.0.0.1", base + number))
        except OSError:
            continue
        return base
    raise AssertionError


def test_the_variables_are_enough(tmp_path: Path) -> None:
    """They sign in the first full agent of the scenario; the keys are the scenario's."""
    with Sandbox(tmp_path, SCENARIO) as sandbox:
        assert me(sandbox.env) == "Robin Vale"
        assert sandbox.env.keys() == {
            "CSM_ZENDESK_URL", "CSM_ZENDESK_EMAIL", "CSM_ZENDESK_TOKEN", "CSM_ZENDESK_CLIENT_ID",
            "CSM_POSTHOG_US_URL",
            "CSM_POSTHOG_EU_URL", "CSM_POSTHOG_KEY", "CSM_GITHUB_URL", "CSM_GITHUB_KEY",
            "CSM_PYLON_URL", "CSM_PYLON_KEY", "CSM_VITALLY_URL", "CSM_VITALLY_KEY",
            "CSM_SLACK_URL", "CSM_SLACK_KEY", "CSM_WEBSITE_URL", "CSM_STATUS_URL",
        }  # fmt: skip
        assert sandbox.env["CSM_POSTHOG_KEY"] == "phx_sandbox_us"
        assert tuple(sandbox.services) == SERVICES


def test_nobody_to_sign_in_as(tmp_path: Path) -> None:
    """A scenario without a full agent has no sign-in, and starts all the same."""
    (tmp_path / "zendesk.json").write_text('{"users": [{"id": 1, "name": "Only a customer"}]}')
    with Sandbox(tmp_path / "state", tmp_path) as sandbox:
        assert "CSM_ZENDESK_TOKEN" not in sandbox.env


def test_it_starts_and_stops_at_once(tmp_path: Path) -> None:
    """Well under a second both ways, with a client's connection still open."""
    before = threading.active_count()
    started = time.monotonic()
    sandbox = Sandbox(tmp_path, SCENARIO)
    sandbox.start()
    with requests.Session() as session:
        assert session.get(f"{sandbox.services['zendesk']}/api/v2/users/me", timeout=20).ok
        sandbox.stop()
    assert time.monotonic() - started < 2
    with pytest.raises(requests.ConnectionError):
        me(sandbox.env)
    assert threading.active_count() == before


def test_stopping_ends_what_hangs(tmp_path: Path) -> None:
    """A request that a fault holds does not hold the sandbox."""
    with Sandbox(tmp_path, SCENARIO) as sandbox:
        url = sandbox.services["zendesk"]
        requests.post(f"{url}/_sandbox/faults", json={"fault": "hang"}, timeout=20)
        with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as client:
            client.sendall(b"GET /api/v2/groups HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.1)
            started = time.monotonic()
            sandbox.stop()
            assert time.monotonic() - started < 1
            client.settimeout(2)
            with suppress(ConnectionResetError):
                assert client.recv(1) == b""


def test_ports_from_a_base(tmp_path: Path) -> None:
    """The services stand on N, N+1 and so on; a port that is taken is named, nothing is left."""
    base = free_ports()
    with Sandbox(tmp_path, SCENARIO, base) as sandbox:
        ports = [int(url.rpartition(":")[2]) for url in sandbox.services.values()]
        assert ports == list(range(base, base + len(SERVICES)))
        with pytest.raises(PortError, match=f"port {base} of 127.0.0.1 cannot be used"):
            Sandbox(tmp_path / "other", SCENARIO, base).start()
    with Sandbox(tmp_path, SCENARIO, base):
        pass
    with pytest.raises(PortError, match="no port 70000"):
        Sandbox(tmp_path, SCENARIO, 70_000).start()


def test_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables make a client trust it; without them it is not trusted."""
    with Sandbox(tmp_path, SCENARIO, tls=True) as sandbox:
        assert sandbox.services["zendesk"].startswith("https://127.0.0.1:")
        with pytest.raises(requests.exceptions.SSLError):
            me(sandbox.env)
        assert sandbox.env["SSL_CERT_FILE"] == sandbox.env["REQUESTS_CA_BUNDLE"]
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", sandbox.env["REQUESTS_CA_BUNDLE"])
        assert me(sandbox.env) == "Robin Vale"
        local = sandbox.services["zendesk"].replace("127.0.0.1", "localhost")
        assert me({**sandbox.env, "CSM_ZENDESK_URL": local}) == "Robin Vale"


def test_faults_over_tls(tmp_path: Path) -> None:
    """Dropping and truncating work on encrypted connections, too."""
    with Sandbox(tmp_path, SCENARIO, tls=True) as sandbox, requests.Session() as session:
        session.trust_env = False  # a REQUESTS_CA_BUNDLE of the machine would win
        session.verify = sandbox.env["SSL_CERT_FILE"]
        url = sandbox.services["zendesk"]
        for fault in ("drop", "truncated"):
            session.post(f"{url}/_sandbox/faults", json={"fault": fault}, timeout=20)
            with pytest.raises(
                (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
            ):
                session.get(f"{url}/api/v2/users/me", timeout=5)
        assert session.get(f"{url}/api/v2/users/me", timeout=5).ok


def test_two_processes_share_one_state(tmp_path: Path) -> None:
    """What was done through one sandbox, and what arrived there, shows in the other."""
    with Sandbox(tmp_path, SCENARIO) as one, Sandbox(tmp_path) as other:
        auth = (f"{one.env['CSM_ZENDESK_EMAIL']}/token", one.env["CSM_ZENDESK_TOKEN"])
        body = {"ticket": {"subject": "By one"}}
        path = "/api/v2/tickets/1001"
        requests.put(one.services["zendesk"] + path, json=body, auth=auth, timeout=20)
        answer = requests.get(other.services["zendesk"] + path, auth=auth, timeout=20)
        assert answer.json()["ticket"]["subject"] == "By one"
        log = requests.get(other.services["zendesk"] + "/_sandbox/requests", timeout=20).json()
        assert [entry["method"] for entry in log] == ["PUT", "GET"]


def test_a_served_sandbox_is_announced(tmp_path: Path) -> None:
    """Others find it while it runs, privately, and no second one serves the same state."""
    assert running(tmp_path / "state") is None
    with served(Sandbox(tmp_path / "state", SCENARIO)) as sandbox:
        found = running(tmp_path / "state")
        assert found is not None
        assert (found.pid, found.env) == (os.getpid(), sandbox.env)
        assert (tmp_path / "state" / "serve.json").stat().st_mode & 0o077 == 0
        with (
            pytest.raises(AlreadyServedError),
            served(Sandbox(tmp_path / "state", SCENARIO)),
        ):
            pass
        assert running(tmp_path / "state") is not None
    assert running(tmp_path / "state") is None
    assert not (tmp_path / "state" / "serve.json").exists()


def test_a_dead_process_announces_nothing(tmp_path: Path) -> None:
    """What a killed process left behind counts as none, and the next may serve."""
    code = (
        "import sys; from pathlib import Path; from csm_cli.sandbox import Sandbox, served\n"
        "with served(Sandbox(Path(sys.argv[1]), Path(sys.argv[2]))) as s:\n"
        "    print('up', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), str(SCENARIO)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        assert running(tmp_path) is not None
        process.kill()
    assert (tmp_path / "serve.json").exists()
    assert running(tmp_path) is None
    with served(Sandbox(tmp_path, SCENARIO)):
        assert running(tmp_path) is not None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_broken_announcement_is_none(tmp_path: Path, text: str) -> None:
    """A description that cannot be read is no running sandbox."""
    (tmp_path / "serve.json").write_text(text)
    (tmp_path / "serve.lock").touch()
    assert running(tmp_path) is None


def test_resetting_from_outside(tmp_path: Path) -> None:
    """A running sandbox goes on with the fresh state."""
    with Sandbox(tmp_path, SCENARIO) as sandbox:
        env = sandbox.env
        auth = (f"{env['CSM_ZENDESK_EMAIL']}/token", env["CSM_ZENDESK_TOKEN"])
        url = f"{env['CSM_ZENDESK_URL']}/api/v2/tickets/1001"
        requests.put(url, json={"ticket": {"priority": "low"}}, auth=auth, timeout=20)
        reset(tmp_path)
        assert requests.get(url, auth=auth, timeout=20).json()["ticket"]["priority"] == "high"


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    """Importing the package loads no server, and serving Zendesk no ClickHouse."""
    code = (
        "import sys, tempfile, urllib.request; from pathlib import Path\n"
        "from csm_cli.sandbox import Sandbox\n"
        "heavy = {'uvicorn', 'starlette', 'chdb', 'hogql_parser', 'trustme'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "with tempfile.TemporaryDirectory() as state:\n"
        "    with Sandbox(Path(state), Path(sys.argv[1])) as sandbox:\n"
        "        urllib.request.urlopen(sandbox.services['zendesk'] + '/api/v2/users/me').close()\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SCENARIO)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "[]",
        json.dumps(["starlette", "uvicorn"]).replace('"', "'"),
    ]
    assert done.stderr == ""
