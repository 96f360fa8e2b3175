"""A long claim that a person stops: every ticket is accounted for, and the rest is done later."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.crowd import FIRST_TICKET, Crowd, served
from tests.terminal import Terminal

SEVERAL = [FIRST_TICKET + place for place in range(8)]
TICKETS = [str(number) for number in SEVERAL]
THE_THIRD = {"method": "PUT", "path": "tickets/1003"}


@pytest.fixture(scope="module")
def served_crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """One agent and a few tickets; so few updates a minute that csm has to wait."""
    folder = tmp_path_factory.mktemp("stopped")
    limits = {"tickets_update_per_minute": 6}
    with served(folder, people=1, tickets=8, limits=limits) as made:
        yield made


@pytest.fixture
def crowd(served_crowd: Crowd) -> Crowd:
    """The same, everything as new."""
    served_crowd.anew()
    return served_crowd


@pytest.fixture
def agent(crowd: Crowd, tmp_path: Path) -> Terminal:
    """The agent."""
    return crowd.terminal(0, tmp_path)


class Ended(NamedTuple):
    """How a process ended; `seconds` since it was told to."""

    code: int
    stdout: str
    stderr: str
    seconds: float

    @property
    def outcomes(self) -> list[str]:
        """What became of each ticket, in order."""
        results: list[dict[str, Any]] = json.loads(self.stdout)["results"]
        assert [each["ticket"] for each in results] == SEVERAL
        return [each["outcome"] for each in results]


class Stop:
    """Stops a process, and sees how it ends."""

    def __init__(self, process: "subprocess.Popen[str]", number: int) -> None:
        self._process = process
        self._number = number

    def press(self) -> None:
        """Press Ctrl-C, or what stands for it."""
        self._process.send_signal(self._number)

    def __call__(self) -> Ended:
        """Press it, and wait for the end."""
        began = time.monotonic()
        self.press()
        stdout, stderr = self._process.communicate(timeout=30)
        return Ended(self._process.returncode, stdout, stderr, time.monotonic() - began)


@contextmanager
def claiming(agent: Terminal, *options: str, number: int = signal.SIGINT) -> Iterator[Stop]:
    """A `csm claim` of all tickets under way, and the way to stop it."""
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", "claim", *TICKETS, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **agent.variables},
        text=True,
    ) as process:
        yield Stop(process, number)
        assert process.poll() is not None


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that is going to happen."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.02)
    raise AssertionError("it never happened")


def on_its_way(zendesk: Zendesk) -> Callable[[], bool]:
    """Whether the update that was going to meet a fault has met it."""
    return lambda: not zendesk.armed()


def assert_rest_is_done(agent: Terminal, zendesk: Zendesk, held: int) -> None:
    """The same command finds what is done already, does all others, and writes nothing twice."""
    zendesk.advance(120)
    again = agent(["claim", *TICKETS, "--json"])
    outcomes = [each["outcome"] for each in again.json["results"]]
    assert (again.exit_code, outcomes) == (0, ["already-yours"] * held + ["claimed"] * (8 - held))
    assert [len(zendesk.of_csm(number)) for number in SEVERAL] == [1] * 8


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_between_two_tickets(agent: Terminal, crowd: Crowd, number: int) -> None:
    """What is on its way is answered and told; no other ticket is begun: exit 130."""
    crowd.zendesk.arm("latency", seconds=1.5, when="before", **THE_THIRD)
    with claiming(agent, "--json", number=number) as stop:
        until(on_its_way(crowd.zendesk))
        ended = stop()
    assert (ended.code, ended.outcomes) == (130, ["claimed"] * 3 + ["unavailable"] * 5)
    assert ended.stderr.splitlines() == [
        "8 tickets: 3 claimed, 5 not done before the stop",
        "next: run the same command again; it goes on where it stopped",
    ]
    assert len(crowd.zendesk.sent()) == 3
    assert_rest_is_done(agent, crowd.zendesk, held=3)


def test_while_it_waits(agent: Terminal, crowd: Crowd) -> None:
    """A wait ends at once; the ticket that it was for is not done, and nothing is unknown."""
    with claiming(agent, "--json") as stop:
        until(lambda: len(crowd.zendesk.sent()) == 6)
        time.sleep(1)
        ended = stop()
    assert ended.seconds < 2
    assert (ended.code, ended.outcomes) == (130, ["claimed"] * 6 + ["unavailable"] * 2)
    assert "updates of tickets a minute; going on in " in ended.stderr
    assert "may or may not" not in ended.stderr
    assert len(crowd.zendesk.sent()) == 6
    assert_rest_is_done(agent, crowd.zendesk, held=6)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_ended_while_it_waits(agent: Terminal, crowd: Crowd, number: int) -> None:
    """However a wait ends: the journal has what was sent, and nothing is undecided.

    The next run claims the ticket that was waited for, without `--resend`.
    """
    with claiming(agent, "--json", number=number) as stop:
        until(lambda: len(crowd.zendesk.sent()) == 6)
        time.sleep(1)
        stop()
    asked = {each["path"].partition("tickets/")[2] for each in crowd.zendesk.sent()}
    entries = agent("log --json").json["entries"]
    assert {f"{entry['ticket']}.json" for entry in entries} == asked
    assert {entry["outcome"] for entry in entries} == {"written"}
    assert_rest_is_done(agent, crowd.zendesk, held=6)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (signal.SIGKILL, "the desk took no more requests"),
        (signal.SIGINT, "it was stopped before it was sent"),
    ],
)
def test_ended_while_a_refusal_is_waited_out(
    agent: Terminal, crowd: Crowd, number: int, reason: str
) -> None:
    """Zendesk said that it has not written: the journal says so, and the next run needs no more."""
    crowd.zendesk.arm("status", **THE_THIRD, status=429, retry_after="30", when="before")
    with claiming(agent, "--json", number=number) as stop:
        until(on_its_way(crowd.zendesk))
        time.sleep(1)
        stop()
    entries = agent("log --json").json["entries"]
    assert [entry["outcome"] for entry in entries] == ["not-written", "written", "written"]
    assert entries[0]["reason"] == reason
    assert_rest_is_done(agent, crowd.zendesk, held=2)


def test_a_refusal_that_was_waited_out(agent: Terminal, crowd: Crowd) -> None:
    """The same update is sent, and it is one entry: of something that was written."""
    crowd.zendesk.arm("status", **THE_THIRD, status=429, retry_after="1", when="before")
    assert agent(["claim", *TICKETS[:4]]).exit_code == 0
    entries = agent("log --json").json["entries"]
    assert [entry["outcome"] for entry in entries] == ["written"] * 4
    assert [len(crowd.zendesk.of_csm(number)) for number in SEVERAL[:4]] == [1] * 4


@pytest.mark.parametrize(
    "fault",
    [{"fault": "status", "status": 429, "retry_after": "30"}, {"fault": "latency", "seconds": 5}],
    ids=["refused", "slow"],
)
def test_killed_while_a_file_is_on_its_way(
    agent: Terminal, crowd: Crowd, tmp_path: Path, fault: dict[str, Any]
) -> None:
    """The ticket has nothing by then: the same command leaves the note, and needs no `--resend`."""
    file = tmp_path / "seen.txt"
    file.write_text("words")
    line = ["note", TICKETS[0], "--message", "seen it", "--attach", str(file)]
    crowd.zendesk.arm(**fault, method="POST", path="uploads", when="before")
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", *line],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **agent.variables},
    ) as process:
        until(on_its_way(crowd.zendesk))
        time.sleep(1)
        process.kill()
    (entry,) = agent("log --json").json["entries"]
    assert entry["outcome"] == "not-written"
    assert entry["reason"] == "it was stopped before it was sent"
    assert agent(line).exit_code == 0
    assert len(crowd.zendesk.of_csm(SEVERAL[0])) == 1


def test_where_nothing_is_written(agent: Terminal, crowd: Crowd) -> None:
    """Tickets that are only looked at are stopped between, too."""
    agent(["claim", *TICKETS[:4]])
    crowd.zendesk.advance(5)  # what changed a moment ago is waited for
    crowd.zendesk.arm("latency", seconds=1.5, method="GET", path=r"tickets/1003\.json", times=1)
    with claiming(agent, "--json") as stop:
        until(on_its_way(crowd.zendesk))
        ended = stop()
    assert (ended.code, ended.outcomes) == (130, ["already-yours"] * 3 + ["unavailable"] * 5)


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_update_that_gets_no_answer(agent: Terminal, crowd: Crowd, when: str) -> None:
    """After a short grace it is given up: unknown, until the next run finds out."""
    zendesk = crowd.zendesk
    zendesk.arm("hang", seconds=25, when=when, **THE_THIRD)
    with claiming(agent, "--json") as stop:
        until(on_its_way(zendesk))
        ended = stop()
    assert 1.5 < ended.seconds < 6
    assert (ended.code, ended.outcomes) == (
        130,
        ["claimed"] * 2 + ["unknown"] + ["unavailable"] * 5,
    )
    assert "ticket 1003 may or may not have it" in ended.stderr
    zendesk.heal()
    zendesk.advance(120)
    options = [] if when == "after" else ["--resend"]
    again = agent(["claim", *TICKETS, "--json", *options])
    assert [each["outcome"] for each in again.json["results"]] == (
        ["already-yours"] * 2 + ["claimed"] * 6
    )
    assert [len(zendesk.of_csm(number)) for number in SEVERAL] == [1] * 8


def test_twice(agent: Terminal, crowd: Crowd) -> None:
    """A second Ctrl-C does not wait for the grace to end."""
    crowd.zendesk.arm("hang", seconds=25, when="after", **THE_THIRD)
    with claiming(agent, "--json") as stop:
        until(on_its_way(crowd.zendesk))
        stop.press()
        time.sleep(0.2)
        ended = stop()
    assert ended.seconds < 1
    assert ended.outcomes[2] == "unknown"


def test_a_reader_that_is_no_program(agent: Terminal, crowd: Crowd) -> None:
    """Without --json the lines are the same account."""
    crowd.zendesk.arm("latency", seconds=1.5, when="before", **THE_THIRD)
    with claiming(agent) as stop:
        until(on_its_way(crowd.zendesk))
        ended = stop()
    assert ended.code == 130
    rows = [line.split("\t") for line in ended.stdout.splitlines()]
    assert [row[1] for row in rows] == ["claimed"] * 3 + ["unavailable"] * 5
    assert {row[-1] for row in rows[3:]} == {"not done before the stop"}
