"""Many people and many tickets at once: one holder a ticket, and Ctrl-C tells what was done."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from csm_cli.sandbox import Sandbox
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Output, Terminal

NUMBER = 1001
CROWD = 20
USERS = [
    {
        "id": 100 + number,
        "name": f"Agent {number}",
        "email": f"agent{number}@posthog.example",
        "role": "agent",
        "api_token": f"token-{number}",
    }
    for number in range(CROWD)
]
ADMIN = {
    "id": 99,
    "name": "Noor Haddad",
    "email": "noor.haddad@posthog.example",
    "role": "admin",
    "api_token": "sandbox-noor",
}
CUSTOMER = {"id": 200, "name": "Dana Cole", "email": "dana@hedgebox.example"}


def ticket(number: int) -> dict[str, object]:
    """A ticket of a while ago."""
    return {
        "id": number,
        "subject": "x",
        "requester_id": 200,
        "status": "open",
        "created_at": "-2d",
    }


def chatter(number: int) -> Iterator[dict[str, object]]:
    """Two hundred and fifty comments after a claim by the first agent."""
    line = "Claimed by Agent 0 <agent0@posthog.example> with csm"
    yield {"ticket_id": number, "author_id": 200, "body": "Help", "created_at": "-2d"}
    yield {
        "ticket_id": number, "author_id": 100, "body": line, "public": False, "created_at": "-47h",
    }  # fmt: skip
    for minute in range(250):
        author, public = (200, True) if minute % 2 else (101, False)
        yield {
            "ticket_id": number,
            "author_id": author,
            "body": f"words {minute}",
            "public": public,
            "created_at": f"-{46 * 60 - minute}m",
        }


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox of twenty agents, three free tickets and one with a long conversation."""
    folder = tmp_path_factory.mktemp("crowd")
    scenario = {
        "users": [ADMIN, *USERS, CUSTOMER],
        "groups": [{"id": 301, "name": "Support", "default": True}],
        "tickets": [ticket(number) for number in (NUMBER, 1002, 1003, 2001)],
        "ticket_comments": [*chatter(2001)],
    }
    (folder / "zendesk.json").write_text(json.dumps(scenario))
    with Sandbox(folder / "state", folder) as sandbox:
        yield sandbox


@pytest.fixture
def fresh(crowd: Sandbox) -> Iterator[Zendesk]:
    """Its Zendesk, as new."""
    crowd.reset()
    made = Zendesk(crowd.services)
    yield made
    made.close()


def agent(crowd: Sandbox, home: Path, number: int) -> Terminal:
    """One of the agents at a machine of their own."""
    folder = home / str(number)
    folder.mkdir(exist_ok=True)
    return Terminal(
        {
            "HOME": str(folder),
            "CSM_STATE": str(folder / "state"),
            "CSM_ZENDESK_URL": crowd.services["zendesk"],
            "CSM_ZENDESK_EMAIL": f"agent{number}@posthog.example",
            "CSM_ZENDESK_TOKEN": f"token-{number}",
        }
    )


def at_once(crowd: Sandbox, home: Path, command: str, people: int = CROWD) -> list[Output]:
    """The same command by several people in the same moment."""
    terminals = [agent(crowd, home, number) for number in range(people)]
    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(lambda terminal: terminal(command), terminals))


def test_one_of_twenty(crowd: Sandbox, fresh: Zendesk, tmp_path: Path) -> None:
    """Twenty people claim one ticket: one note, one holder, and nineteen who are told who."""
    outputs = at_once(crowd, tmp_path, f"claim {NUMBER} --json")
    results = [out.json["results"][0] for out in outputs]
    assert sorted(each["outcome"] for each in results) == ["claimed"] + ["held"] * (CROWD - 1)
    assert len({each["by"] for each in results}) == 1
    assert len(fresh.of_csm(NUMBER)) == 1


def test_one_after_the_other_takes_over(crowd: Sandbox, fresh: Zendesk, tmp_path: Path) -> None:
    """Agreeing to take a ticket from its holder is no leave to take it from the next one."""
    agent(crowd, tmp_path, 19)(f"claim {NUMBER}")
    fresh.advance(2)
    outputs = at_once(crowd, tmp_path, f"claim {NUMBER} --take-over --yes --json", 6)
    results = [out.json["results"][0] for out in outputs]
    outcomes = sorted(each["outcome"] for each in results)
    # Whoever only begins to look when the first has taken it over may take it from them.
    assert set(outcomes) <= {"claimed", "held"}
    notes = fresh.of_csm(NUMBER)
    assert len(notes) == 1 + outcomes.count("claimed")
    holders = [note["author_id"] for note in notes]
    told = [note["body"].partition("Taken over from Agent ")[2].partition(",")[0] for note in notes]
    assert [100 + int(name) for name in told[:-1]] == holders[1:]


def test_two_who_agreed_to_the_same_holder(crowd: Sandbox, fresh: Zendesk, tmp_path: Path) -> None:
    """Both saw the same name in the question; the second yes is about somebody gone by then."""
    agent(crowd, tmp_path, 19)(f"claim {NUMBER}")
    fresh.advance(2)

    first: list[Output] = []

    class SlowAnswer(io.StringIO):
        """A person who says yes after the other one has taken the ticket."""

        def readline(self, *_: object) -> str:  # type: ignore[override]
            """Let the other one go first."""
            first.append(agent(crowd, tmp_path, 1)(f"claim {NUMBER} --take-over --yes"))
            return "y\n"

    second = agent(crowd, tmp_path, 2).with_(terminal=True)
    out = second(f"claim {NUMBER} --take-over", stdin=SlowAnswer())
    assert [each.exit_code for each in first] == [0]
    assert out.exit_code == 6
    assert "Agent 1 has had it since" in out
    assert len(fresh.of_csm(NUMBER)) == 2


def test_an_old_claim_below_much_talk(crowd: Sandbox, fresh: Zendesk, tmp_path: Path) -> None:
    """A claim has no age limit: it is found on the third page of comments, and no page too many."""
    fresh.forget_requests()
    out = agent(crowd, tmp_path, 5)("claim 2001 --json")
    assert (out.exit_code, out.json["results"][0]["by"]) == (
        6,
        "Agent 0 <agent0@posthog.example>",
    )
    pages = [each for each in fresh.asked() if each["path"].endswith("comments.json")]
    assert len(pages) == 3


def test_ctrl_c_between_tickets(crowd: Sandbox, fresh: Zendesk, tmp_path: Path) -> None:
    """What was done is told, what was on its way is unknown, the rest untouched: exit 130."""
    fresh.arm("hang", when="after", method="PUT", path="tickets/1002", seconds=30)
    command = [sys.executable, "-m", "csm_cli", "claim", "1001", "1002", "1003", "--json"]
    variables = {**os.environ, **agent(crowd, tmp_path, 7).variables}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=variables, text=True
    ) as process:
        while not any("1002" in each["path"] for each in fresh.sent()):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=20)
    assert process.returncode == 130
    outcomes = {each["ticket"]: each["outcome"] for each in json.loads(stdout)["results"]}
    assert outcomes == {1001: "claimed", 1002: "unknown", 1003: "unavailable"}
    assert "may or may not have it" in stderr
    fresh.heal()
    fresh.advance(2)
    again = agent(crowd, tmp_path, 7)("claim 1001 1002 1003 --json")
    assert [each["outcome"] for each in again.json["results"]] == [
        "already-yours",
        "claimed",
        "claimed",
    ]
    assert [len(fresh.of_csm(number)) for number in (1001, 1002, 1003)] == [1, 1, 1]


def test_a_process_that_is_killed(crowd: Sandbox, fresh: Zendesk, tmp_path: Path) -> None:
    """Even without a last word the next run finds the note, and leaves no second one."""
    fresh.arm("hang", when="after", method="PUT", path="tickets/1002", seconds=30)
    command = [sys.executable, "-m", "csm_cli", "claim", "1002"]
    variables = {**os.environ, **agent(crowd, tmp_path, 8).variables}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=variables) as process:
        while not fresh.sent():
            assert process.poll() is None
        process.kill()
    fresh.heal()
    fresh.advance(2)
    again = agent(crowd, tmp_path, 8)("claim 1002 --json")
    assert (again.exit_code, again.json["results"][0]["outcome"]) == (0, "claimed")
    assert "an earlier run had already written this note" in again.stderr
    assert len(fresh.of_csm(1002)) == 1
