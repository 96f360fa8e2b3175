"""Runs the real `csm` in this process, as a person at a terminal or a program at a pipe would."""

import io
import json
import shlex
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

from csm_cli.__main__ import run
from csm_cli.environment import Environment
from tests import documents


class Output(str):
    """What a command wrote to stdout, with all else that can be observed of the run."""

    stderr: str
    exit_code: int

    __slots__ = ("exit_code", "stderr")

    @property
    def json(self) -> Any:
        """Stdout as one JSON document."""
        return json.loads(self)

    @property
    def error(self) -> Any:
        """The error object: the last line of stderr under `--json`."""
        return json.loads(self.stderr.splitlines()[-1])["error"]


class Terminal:
    """A way to run commands: variables, and whether a person sits in front.

    Args:
        variables: The whole environment of the commands; nothing is inherited.
        terminal: Whether all three streams are terminals.
        width: Columns of the terminal.
        now: A fixed clock for `csm`, or null for the real one.
        height: Lines of the terminal; null for one whose output is not paged.
    """

    def __init__(
        self,
        variables: Mapping[str, str],
        *,
        terminal: bool = False,
        width: int = 100,
        now: datetime | None = None,
        height: int | None = None,
    ) -> None:
        self.variables = dict(variables)
        self.terminal = terminal
        self.width = width
        self.now = now
        self.height = height

    def with_(
        self,
        *,
        terminal: bool | None = None,
        width: int | None = None,
        height: int | None = None,
        **variables: str,
    ) -> "Terminal":
        """The same terminal with some things changed; an empty value unsets a variable."""
        merged = {**self.variables, **variables}
        return Terminal(
            {key: value for key, value in merged.items() if value},
            terminal=self.terminal if terminal is None else terminal,
            width=width or self.width,
            now=self.now,
            height=height or self.height,
        )

    def __call__(self, command: str | list[str], stdin: str | TextIO = "") -> Output:
        """Run one command line, without its leading `csm`; `stdin` is a text, or a stream."""
        arguments = shlex.split(command) if isinstance(command, str) else command
        out, err = io.StringIO(), io.StringIO()
        environment = Environment(
            stdin=io.StringIO(stdin) if isinstance(stdin, str) else stdin,
            stdout=out,
            stderr=err,
            variables=self.variables,
            stdin_is_terminal=self.terminal,
            stdout_is_terminal=self.terminal,
            stderr_is_terminal=self.terminal,
            width=self.width,
            now=lambda: self.now or datetime.now(UTC),
            height=self.height,
        )
        code = run(arguments, environment)
        output = Output(out.getvalue())
        output.stderr = err.getvalue()
        output.exit_code = code
        documents.check(arguments, output)
        return output
