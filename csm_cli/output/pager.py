"""A screen that is longer than the terminal, in the person's pager: `CSM_PAGER`, `PAGER`, less.

Whatever becomes of the pager is no business of the command's: it may be missing, may be quit in
the middle, and Ctrl-C is its own while it is open.
"""

import io
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import PurePath
from typing import TextIO

from csm_cli.environment import Environment
from csm_cli.output import clean
from csm_cli.output.foreground import ctrl_c_is_its_own
from csm_cli.output.present import write_text
from csm_cli.output.screen import Able

_DEFAULT = "less"
_LESS = "FRX"  # quit if it fits, pass colours, leave the text on the screen; as git has it
# What shows colours without being asked to.
_COLOURFUL = frozenset({"bat", "batcat", "delta", "moar", "moor", "more", "most", "ov"})
# How less is told to let colours through, in `LESS` (where a dash may be missing) or beside it.
_RAW = re.compile(r"-?[a-zA-Z]*[rR]|--(?i:raw-control-chars)")
_STARTED_BUT_MISSING = frozenset({126, 127})  # as a shell, or env, says it

Draw = Callable[[TextIO, Able], None]


class Pager:
    """The pager of one process."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._less = environment.variable("LESS")
        self._command = _command(environment)

    def show(self, draw: Draw) -> None:
        """Show what is drawn: in the pager if it is longer than the terminal, else right away."""
        environment = self._environment
        if self._command:
            long = self._drawn(draw, self._able())
            if long.count("\n") >= (environment.height or 0) and self._paged(long):
                return
        write_text(environment, self._drawn(draw, Able.on(environment)))

    def _drawn(self, draw: Draw, able: Able) -> str:
        held = _Held(self._environment.stdout.encoding or "utf-8")
        draw(held, able)
        return held.getvalue()

    def _able(self) -> Able:
        """What of the terminal is left behind the pager.

        Links are not: how a pager treats them depends on its version.
        """
        terminal = Able.on(self._environment)
        passes = self._passes_codes()
        return Able(terminal.escapes and passes, terminal.colour and passes, links=False)

    def _passes_codes(self) -> bool:
        name, *options = self._command
        program = PurePath(name).name
        if program != _DEFAULT:
            return program in _COLOURFUL
        return self._less is None or any(map(_RAW.match, [*self._less.split(), *options]))

    def _paged(self, text: str) -> bool:
        """Whether the pager was there to show it."""
        stdout = self._environment.stdout
        stdout.flush()
        content = text.encode(stdout.encoding or "utf-8", stdout.errors or "replace")
        try:
            code = self._run(content)
        except (OSError, ValueError) as problem:
            why = getattr(problem, "strerror", None) or type(problem).__name__
            self._say(f"can't be started: {why}")
            return False
        if code in _STARTED_BUT_MISSING:
            self._say(f"ended with {code}")
        return code not in _STARTED_BUT_MISSING

    def _run(self, content: bytes) -> int:
        """Run it to its end; that it is quit before it has read all is no error."""
        variables = {**self._environment.variables, "LESS": self._less or _LESS}
        with (
            ctrl_c_is_its_own(),
            subprocess.Popen(  # noqa: S603 - the person's own choice, without a shell
                self._command, stdin=subprocess.PIPE, env=variables
            ) as started,
        ):
            started.communicate(content)
        return started.returncode

    def _say(self, what: str) -> None:
        line = clean.line(f"note: the pager {self._command[0]} {what}")
        self._environment.stderr.write(line + "\n")


class _Held(io.StringIO):
    """Text held back, for whoever can read that encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def _command(environment: Environment) -> list[str]:
    """The pager's words; none if the first variable that is there is empty, or makes no sense."""
    for name in ("CSM_PAGER", "PAGER"):
        if (value := environment.variables.get(name)) is not None:
            try:
                words = shlex.split(value)
            except ValueError:  # a quote that never ends
                return []
            return [] if words == ["cat"] else words
    return [_DEFAULT]
