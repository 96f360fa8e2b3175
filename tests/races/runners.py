"""How people race: each with a csm of their own, all let go in the same moment."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any, NamedTuple, TypeVar

from tests.crowd import FIRST_AGENT, Crowd, name
from tests.terminal import Output, Terminal

_T = TypeVar("_T")

TICKET = 1001
_PATIENCE = 120  # seconds until a race that hangs is a failure
# Fifty people on two cores wait for each other: here an answer may take longer than csm would wait.
# What it says where none comes in time is the fault matrix's business.
_TIMEOUT = "100"


class Told(NamedTuple):
    """What one person was told about the ticket."""

    person: int
    code: int
    result: dict[str, Any]

    @property
    def outcome(self) -> str:
        """What became of it for them; in a race, one that nobody knows is a failure."""
        assert self.result["outcome"] != "unknown", self.result
        return str(self.result["outcome"])

    @property
    def holder(self) -> str | None:
        """Whose they were told that it is."""
        found: str | None = self.result["by"]
        return found


class Agreeing(io.StringIO):
    """A person who says yes at the moment when everybody else does."""

    def __init__(self, everybody: Barrier) -> None:
        super().__init__()
        self._everybody = everybody

    def readline(self, *_: object) -> str:  # type: ignore[override]
        """Wait for the others' questions."""
        self._everybody.wait(_PATIENCE)
        return "y\n"


class Race:
    """People at their own machines, on one ticket of a crowd's Zendesk."""

    def __init__(self, crowd: Crowd, homes: Path) -> None:
        self.zendesk = crowd.zendesk
        self._crowd = crowd
        self._homes = homes

    def terminal(self, person: int) -> Terminal:
        """A person's own machine."""
        return self._crowd.terminal(person, self._homes, CSM_TIMEOUT=_TIMEOUT)

    def each(self, commands: Mapping[int, str]) -> list[Told]:
        """Everybody's own command, started in the same moment."""
        start = Barrier(len(commands))

        def run(person: int, command: str) -> Told:
            terminal = self.terminal(person)
            start.wait(_PATIENCE)
            out = terminal(command)
            return Told(person, out.exit_code, out.json["results"][0])

        return together([partial(run, *each) for each in commands.items()])

    def claim(self, people: Iterable[int], *options: str) -> list[Told]:
        """All of them claim the ticket."""
        command = " ".join(["claim", str(TICKET), "--json", *options])
        return self.each(dict.fromkeys(people, command))

    def take_over(self, people: Sequence[int]) -> list[Output]:
        """All of them are asked whether to take it over, and say yes only when all were asked."""
        everybody = Barrier(len(people))

        def run(person: int) -> Output:
            terminal = self.terminal(person).with_(terminal=True)
            return terminal(f"claim {TICKET} --take-over", stdin=Agreeing(everybody))

        return together([partial(run, person) for person in people])

    def processes(self, people: Sequence[int]) -> list[Told]:
        """Each in a process of its own, which has started and waits for its ticket."""
        command = [sys.executable, "-m", "csm_cli", "claim", "-", "--json"]
        with ExitStack() as stack:
            started = [
                stack.enter_context(
                    subprocess.Popen(
                        command,
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE,
                        env={**os.environ, **self.terminal(person).variables},
                        text=True,
                    )
                )
                for person in people
            ]
            with ThreadPoolExecutor(len(people)) as pool:
                ended = list(
                    pool.map(lambda each: each.communicate(str(TICKET), _PATIENCE), started)
                )
        return [
            Told(person, process.returncode, json.loads(stdout)["results"][0])
            for person, process, (stdout, _) in zip(people, started, ended, strict=True)
        ]

    def notes(self) -> list[dict[str, Any]]:
        """What csm left on the ticket, newest first; all of it private."""
        return self.zendesk.of_csm(TICKET)

    def holder(self) -> str:
        """Whose the ticket is, as Zendesk has it."""
        newest = self.notes()[0]
        assert newest["metadata"]["custom"]["csm_verb"] == "claim"
        return name(newest["author_id"] - FIRST_AGENT)


def together(runs: Sequence[Callable[[], _T]]) -> list[_T]:
    """All of them in the same moment; what each gives."""
    with ThreadPoolExecutor(len(runs)) as pool:
        return [each.result(_PATIENCE) for each in [pool.submit(run) for run in runs]]
