"""Running the csm of a cell: to its own end in this process, or killed in one of its own."""

import multiprocessing
import signal
import time
from datetime import datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NamedTuple

from csm_cli.sandbox.scenarios.people import LIN, NOOR
from tests.reliability.cells import Cell
from tests.reliability.commands import REPLY, ROLE
from tests.reliability.world import World
from tests.terminal import Output, Terminal

UNKNOWN, INTERRUPTED = 10, 130
FILE, CONTENT = "frames.log", b"frame 1 of 7: no snapshot\n" * 9
_PATIENT = {"CSM_TIMEOUT": "60", "CSM_VERIFY_SECONDS": "5"}
_LOOKS_ONCE = {"CSM_TIMEOUT": "60", "CSM_VERIFY_SECONDS": "0.2"}
_CONFIG = "[limits]\nretry_after_cap_seconds = 1\nrole_return_seconds = 60\n"
# Only Zendesk hangs; PostHog's answers may take the time that they take.
_HURRY, _HURRIED_CONFIG = "hurry.toml", f"{_CONFIG}timeout_seconds = 0.7\n"

# Each csm that is killed is a copy of one process that has loaded what commands load: to start anew
# takes ten times as long.
_COPIES = multiprocessing.get_context("forkserver")
_COPIES.set_forkserver_preload(
    [__name__, "csm_cli.adapters.zendesk.build", "csm_cli.adapters.templates"]
)


class Told(NamedTuple):
    """What csm said of a run: exit code, outcome, stderr; all null for a killed process."""

    exit_code: int | None
    outcome: str | None = None
    stderr: str = ""

    @property
    def open(self) -> bool:
        """Whether csm does not claim to know what became of the write."""
        return self.exit_code in {None, UNKNOWN, INTERRUPTED}


class Stage(NamedTuple):
    """Where a cell is played: its world, and a folder for the csm that plays in it."""

    cell: Cell
    world: World
    folder: Path

    def prepared(self) -> "Stage":
        """The stage with what the command needs to have gone before it."""
        (self.folder / "config.toml").write_text(_CONFIG, encoding="utf-8")
        (self.folder / _HURRY).write_text(_HURRIED_CONFIG, encoding="utf-8")
        (self.folder / FILE).write_bytes(CONTENT)
        for line in self.cell.command.first:
            for besides in self.cell.command.first_besides:
                self.world.arm_besides(besides, self.cell.ticket)
            told = self.line(line)
            assert told.exit_code == bool(self.cell.command.first_besides), told
            self.world.disarm()
            self.world.advance(2)  # out of the second in which the ticket was changed
        return self

    def failing(self) -> Told:
        """The cell's command while its request goes wrong."""
        self.world.forget()
        self.world.arm(self.cell)
        if self.cell.killed:
            told = self._killed()
        else:
            hurried = {"CSM_CONFIG": str(self.folder / _HURRY), "CSM_VERIFY_SECONDS": "0.2"}
            told = self._told(self._terminal(hurried if self.cell.fault.hangs else _LOOKS_ONCE))
        self.world.disarm()
        return told

    def again(self, *more: str) -> Told:
        """The same command line without faults, a moment later."""
        self.world.advance(2)  # csm itself would wait until the second of the change is over
        return self._told(self._terminal(_PATIENT), *more)

    def line(self, line: tuple[str, ...], now: datetime | None = None) -> Told:
        """Another command line without faults."""
        return self._run(self._terminal(_PATIENT, now), [*self._filled(line), "--json"])

    def _told(self, terminal: Terminal, *more: str) -> Told:
        arguments, typed = self._typed()
        if not typed:
            return self._run(terminal, [*arguments, *more])
        out = terminal([*arguments, *more], typed)
        return Told(out.exit_code, None, out.stderr)

    def _typed(self) -> tuple[list[str], str]:
        """The command line, and what a person types at the question of a reply."""
        arguments = self._filled(self.cell.command.arguments)
        if self.cell.command.kind == REPLY:
            return arguments, f"{self.cell.ticket}\n"
        return [*arguments, "--json"], ""

    def _run(self, terminal: Terminal, arguments: list[str]) -> Told:
        out = terminal(arguments)
        return Told(out.exit_code, _outcome(out), out.stderr)

    def _killed(self) -> Told:
        """A process of its own, killed while its request is under way.

        A request is in the log when its work is done, if it is to be done, and before it is
        left without an answer: no time has to be guessed.
        """
        process = _COPIES.Process(target=_alone, args=(self._terminal(_PATIENT), *self._typed()))
        process.start()
        try:
            self._await_arrival(process)
        finally:
            process.kill()
            process.join()
        assert process.exitcode == -signal.SIGKILL
        return Told(None)

    def _await_arrival(self, process: ForkServerProcess) -> None:
        request, deadline = self.cell.request, time.monotonic() + 60
        while self.world.arrived(request, self.cell.ticket) < request.nth:
            assert process.is_alive(), "it ended before its request was there"
            assert time.monotonic() < deadline, "its request never came"
            time.sleep(0.05)

    def _filled(self, line: tuple[str, ...]) -> list[str]:
        return [word.format(ticket=self.cell.ticket, file=self.folder / FILE) for word in line]

    def _terminal(self, patience: dict[str, str], now: datetime | None = None) -> Terminal:
        own = {
            "HOME": str(self.folder),
            "CSM_STATE": str(self.folder / "state"),
            "CSM_CONFIG": str(self.folder / "config.toml"),
            "EDITOR": "true",  # which leaves a draft as it is
        }
        rising = _rising(self.world) if self.cell.command.kind == ROLE else {}
        variables = {**self.world.env, **own, **rising, **patience}
        return Terminal(variables, terminal=self.cell.command.kind == REPLY, now=now)


def _alone(terminal: Terminal, arguments: list[str], typed: str) -> None:
    terminal(arguments, typed)


def _rising(world: World) -> dict[str, str]:
    """A light agent with an account that may change roles."""
    return {
        "CSM_ZENDESK_EMAIL": LIN.email,
        "CSM_ZENDESK_TOKEN": str(LIN.api_token),
        "CSM_ZENDESK_ROLES_URL": world.url,
        "CSM_ZENDESK_ROLES_EMAIL": NOOR.email,
        "CSM_ZENDESK_ROLES_TOKEN": str(NOOR.api_token),
    }


def _outcome(out: Output) -> str | None:
    """The outcome in the document; without a document there must be an error that says what."""
    if not out:
        assert out.error["message"]
        return None
    if "attached" in out.json:
        return str(out.json["attached"]["outcome"])
    results = out.json.get("results", [out.json])
    return results[0].get("outcome") if results else None
