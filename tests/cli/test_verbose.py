"""`--verbose` and `CSM_LOG`: what is told of a run, to whom, and what never is."""

import json
import os
import re
import stat
import subprocess
import sys
import urllib.request
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from csm_cli.__main__ import run
from csm_cli.adapters.telling import told
from csm_cli.cli.endings import exit_code
from csm_cli.domain.happenings import Ended, Requested
from csm_cli.environment import Environment
from csm_cli.runtime.recording import recorded
from tests.conftest import Served
from tests.terminal import Output, Terminal

LINE = re.compile(
    r"\d\d:\d\d:\d\d\.\d{3} UTC (?P<method>GET|PUT|POST) (?P<url>http://127\.0\.0\.1:\d+/\S+) "
    r"(?P<status>\d{3}) (?P<ms>\d+) ms (?:id (?P<id>\S+) )?"
    r"sent (?P<sent>[\d.]+ k?B), got (?P<got>[\d.]+ k?B)"
)
KEYS = {
    "began": {"command", "version"},
    "requested": {
        "method", "url", "seconds", "status", "request_id", "sent", "received", "problem",
    },
    "repeated": {"method", "url", "status", "problem"},
    "waited": {"seconds"},
    "remembered": {"name", "age_seconds"},
    "opened": {"url"},
    "ended": {"command", "seconds", "error", "requests", "sent", "hosts"},
    "failed": {"error", "frames"},
}  # fmt: skip
"""What docs/reference/log.md says each kind of line holds, beside `at`, `pid` and `kind`."""


def _requests(out: Output) -> list[re.Match[str]]:
    return [found for line in out.stderr.splitlines() if (found := LINE.fullmatch(line))]


def _logged(file: Path) -> list[dict[str, Any]]:
    entries = [json.loads(line) for line in file.read_text(encoding="ascii").splitlines()]
    for entry in entries:
        assert entry.keys() == {"at", "pid", "kind"} | KEYS[entry["kind"]]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["at"])
    return entries


def test_what_nobody_waits_for_has_left_the_machine() -> None:
    """A request whose answer is still out when the command ends: told, counted, with its host."""
    heard: list[Any] = []
    environment = Environment.of_this_process()._replace(variables={})
    late, soon = "https://late.example/search", "https://soon.example/"
    with recorded(environment, "x", lambda _, each: heard.append(each), heard.append) as own:
        under_way = told(own.record, "GET", late, 5)
        under_way.__enter__()
        with told(own.record, "GET", soon, 0):
            pass
    requests = [each for each in heard if isinstance(each, Requested)]
    assert [(each.url, each.problem) for each in requests] == [(soon, None), (late, "NotWaitedFor")]
    [end] = [each for each in heard if isinstance(each, Ended)]
    assert (end.requests, end.sent, end.hosts) == (2, 5, ("soon.example", "late.example"))


def _fault(served: Served, service: str, **fault: Any) -> None:
    request = urllib.request.Request(  # noqa: S310 - the sandbox on this machine
        f"{served.services[service]}/_sandbox/faults", data=json.dumps(fault).encode()
    )
    with urllib.request.urlopen(request):  # noqa: S310
        pass


def _served_requests(served: Served, service: str) -> list[tuple[str, str, int]]:
    """Method, path and status of what the sandbox was asked, by its own book."""
    with urllib.request.urlopen(f"{served.services[service]}/_sandbox/requests") as answer:  # noqa: S310
        return [(one["method"], one["path"], one["status"]) for one in json.load(answer)]


def test_each_request_is_told_as_it_ends(csm: Terminal, sandbox: Served) -> None:
    """A line a request, all that the service saw and no more, and what left the machine."""
    # Without a status page, which is asked beside it, at a moment of its own.
    out = csm.with_(CSM_STATUS_URL="")("claim 48213 --verbose")
    assert out.exit_code == 0
    told = [
        (found["method"], found["url"].split("?")[0], int(found["status"]))
        for found in _requests(out)
    ]
    origin = sandbox.services["zendesk"]
    seen = [
        (method, origin + path, code) for method, path, code in _served_requests(sandbox, "zendesk")
    ]
    assert told == seen
    assert "PUT" in {method for method, _, _ in told}
    put = next(found for found in _requests(out) if found["method"] == "PUT")
    assert put["sent"] != "0 B"
    last = out.stderr.splitlines()[-1]
    assert f"{len(told)} requests with " in last
    assert last.endswith(" s in all")
    assert f"left this machine, to {origin.removeprefix('http://')};" in last


def test_both_libraries_are_covered(reader: Terminal) -> None:
    """What goes to PostHog, by another client, is told in the same way."""
    out = reader("org 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01 -v")
    told = {
        (found["method"], found["url"].split("/", 3)[3].removeprefix("api/").split("/")[0])
        for found in _requests(out)
    }
    assert told == {("POST", "projects"), ("GET", "v2"), ("GET", "resources")}


def test_what_came_back_is_told_of_every_service(reader: Terminal, tmp_path: Path) -> None:
    """Nobody answers with nothing here, those whose answers are read piece by piece included."""
    log = tmp_path / "csm.log"
    out = reader.with_(CSM_LOG=str(log))("similar 48240 -v")
    assert out.exit_code == 0
    assert len({found["url"].split("/")[2] for found in _requests(out)}) > 3
    assert "got 0 B" not in out.stderr
    logged = [entry for entry in _logged(log) if entry["kind"] == "requested"]
    assert [entry for entry in logged if entry["received"] == 0] == []


def test_without_it_nothing_is_told(reader: Terminal) -> None:
    """A run that nobody is curious about says what it always said."""
    assert reader("show 48213").stderr == ""


def test_a_program_finds_its_error_where_it_was(reader: Terminal) -> None:
    """With `--json` the error object stays the last line, and stdout empty.

    Both requests are told before it: that for the ticket and that for its entries.
    """
    out = reader("--verbose show 99 --json")
    assert (out.exit_code, str(out)) == (5, "")
    assert out.error["code"] == "not_found"
    assert [found["status"] for found in _requests(out)] == ["404", "404"]
    assert out.error["request_id"] in {found["id"] for found in _requests(out)}


def test_a_read_that_is_sent_again(csm: Terminal, sandbox: Served) -> None:
    """A broken answer and the wait for a busy server are told, with the final answer."""
    _fault(sandbox, "zendesk", method="GET", path="/api/v2/tickets/48213", times=1,
           fault="status", when="before", status=503, retry_after=1)  # fmt: skip
    out = csm("show 48213 -v")
    assert out.exit_code == 0
    assert re.search(r"GET http://\S+/api/v2/tickets/48213\S*: again, after 503", out.stderr)
    assert "waiting 1.0 s" in out.stderr


def test_no_answer(csm: Terminal) -> None:
    """A request that nobody answers is told, too, by the kind of its failure."""
    out = csm.with_(CSM_ZENDESK_URL="http://127.0.0.1:9")("show 48213 -v")
    assert out.exit_code == 7
    assert re.search(
        r"GET http://127\.0\.0\.1:9/\S+ no answer \(ConnectionError\) \d+ ms", out.stderr
    )


def test_what_came_from_the_cache(csm: Terminal) -> None:
    """What was not asked for is told with its age: a person sees what may be old."""
    csm("show 48213")
    assert re.search(r"UTC \w+: from the cache, \d+ \w+ old\n", csm("show 48213 -v").stderr)


def test_nothing_leaves_for_a_look_up(offline: Terminal) -> None:
    """That a command is offline can be seen."""
    out = offline("whois-owns 'session replay' -v")
    assert "nothing left this machine;" in out.stderr


def test_the_log_has_the_same_and_is_its_owners(csm: Terminal, tmp_path: Path) -> None:
    """A line of JSON each, whether or not they are told on stderr; nobody else may read them."""
    log = tmp_path / "csm.log"
    out = csm.with_(CSM_LOG=str(log))("claim 48213 -v")
    entries = _logged(log)
    assert [entries[0]["kind"], entries[-1]["kind"]] == ["began", "ended"]
    told = [(found["method"], found["url"], int(found["status"]), found["id"])
            for found in _requests(out)]  # fmt: skip
    logged = [(entry["method"], entry["url"], entry["status"], entry["request_id"])
              for entry in entries if entry["kind"] == "requested"]  # fmt: skip
    assert logged == told
    assert entries[-1]["requests"] == len(told)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    quiet = csm.with_(CSM_LOG=str(log))("claim 48213 --release")
    assert quiet.stderr.count("UTC") == 0
    assert len(_logged(log)) > len(entries)


def test_an_error_is_logged_by_its_code(csm: Terminal, tmp_path: Path) -> None:
    """Which run failed can be found; how, stands on its stderr."""
    log = tmp_path / "csm.log"
    csm.with_(CSM_LOG=str(log))("show 99")
    assert _logged(log)[-1]["error"] == "not_found"


@pytest.mark.parametrize(
    ("file", "code"), [("", 2), ("no/such/folder/log", 2), ("/dev/full", 1)], ids=str
)
def test_a_log_that_takes_no_line(
    csm: Terminal, sandbox: Served, tmp_path: Path, file: str, code: int
) -> None:
    """A wrong name is bad configuration, a full disk a failure; nothing was sent then."""
    out = csm.with_(CSM_LOG=str(tmp_path / file))("claim 48213")
    assert (out.exit_code, str(out)) == (code, "")
    assert "error: CSM_LOG names " in out.stderr
    assert "written: nothing was sent" in out.stderr
    assert "next: name a file that can be written" in out.stderr
    assert _served_requests(sandbox, "zendesk") == []


def test_processes_share_a_log(unchanged: Served, tmp_path: Path) -> None:
    """Lines of several processes stand one after the other, each whole."""
    log = tmp_path / "csm.log"
    variables = {**os.environ, **unchanged.env, "CSM_LOG": str(log), "CSM_STATE": str(tmp_path)}
    command = [sys.executable, "-m", "csm_cli", "show", "48213"]
    running = [
        subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL) for _ in range(3)
    ]
    assert [each.wait() for each in running] == [0, 0, 0]
    entries = _logged(log)
    for each in running:
        kinds = [entry["kind"] for entry in entries if entry["pid"] == each.pid]
        assert (kinds[0], kinds[-1], kinds.count("began")) == ("began", "ended", 1)


CANARY = "canary-9f8e7d6c5b4a"


@pytest.mark.parametrize("kind", ["TOKEN", "OAUTH_TOKEN"])
def test_no_credential_is_told(csm: Terminal, tmp_path: Path, kind: str) -> None:
    """Whatever a person types for a ticket or has in the environment, no secret is in a line."""
    log = tmp_path / "csm.log"
    secret = {"CSM_POSTHOG_KEY": f"phx_{CANARY}", f"CSM_ZENDESK_{kind}": CANARY}
    variables = {**csm.variables, "CSM_ZENDESK_TOKEN": "", "CSM_LOG": str(log), **secret}
    curious = Terminal(variables)
    outs = [
        curious("show 48213 -v"),
        curious(["claim", "48213", "-v", "--json"]),
        curious(["org", f"key {CANARY}", "-v"]),
        curious("audit-impersonation 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01 --days 1 -v"),
    ]
    assert all(out.exit_code for out in outs)  # none of them signs anybody in
    assert all(_requests(out) for out in outs[:2])
    assert CANARY not in log.read_text() + "".join(out + out.stderr for out in outs)


def test_an_internal_failure_leaves_its_places(tmp_path: Path) -> None:
    """The frames of the traceback are in the log, and the message, which may be secret, is not."""
    log = tmp_path / "csm.log"
    environment = Environment(StringIO(), StringIO(), StringIO(), {"CSM_LOG": str(log)})
    with pytest.raises(ValueError, match=CANARY) as raised:
        int(CANARY)
    assert exit_code(raised.value, [], environment) == 1
    (entry,) = _logged(log)
    assert entry["error"] == "ValueError"
    assert "test_verbose.py" in entry["frames"][0]
    assert CANARY not in log.read_text()


def test_nobody_reads_stderr_any_more(csm: Terminal) -> None:
    """What is told is lost then, and nothing else: the note is written and known to be."""
    out = StringIO()
    environment = Environment(StringIO(), out, _Gone(), csm.variables)
    assert run(["claim", "48213", "-v"], environment) == 0
    assert out.getvalue().startswith("48213\tclaimed\t")


class _Gone(StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_lines_stand_above_the_line_that_says_how_far_it_is(reader: Terminal) -> None:
    """On a terminal a told request takes a line of its own, and the progress is drawn below it."""
    screen = reader.with_(terminal=True, TERM="xterm")
    out = screen("audit-impersonation 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01 --days 1 -v")
    told = [line for line in out.stderr.split("\n") if " UTC POST " in line]
    assert told
    assert all(
        re.search(r"(?:^|\x1b\[K)\d\d:\d\d:\d\d\.\d{3} UTC POST [^\r\x1b]*$", line) for line in told
    )
