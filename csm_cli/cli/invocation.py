"""One run of one command: where it reads from, where it speaks to, what it may ask.

Commands get an `Invocation` as their first argument. It carries the process's environment,
the shared options, and the runtime that builds services on first use.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment
from csm_cli.output import clean
from csm_cli.output.present import View, present
from csm_cli.runtime import Runtime


class Shared(NamedTuple):
    """The options that every command has."""

    json: bool = False
    profile: str | None = None
    sandbox: bool = False
    no_input: bool = False


class Invocation:
    """What a command works with."""

    def __init__(
        self, environment: Environment, shared: Shared, runtime: Runtime, voice: "Voice"
    ) -> None:
        self.environment = environment
        self.shared = shared
        self.runtime = runtime
        self.voice = voice

    def present(self, view: View) -> None:
        """Write the command's result to stdout."""
        present(self.environment, view, as_json=self.shared.json)

    def say(self, text: str) -> None:
        """Tell a person something on the way, on stderr."""
        self.voice.write(clean.block(text))

    @property
    def can_ask(self) -> bool:
        """Whether a question may be put: a terminal, no `--json`, no `--no-input`."""
        return self.environment.can_ask and not self.shared.json and not self.shared.no_input

    def confirm(self, question: str, *, yes: bool, instead: str) -> None:
        """Go on only with a person's yes, given by `--yes` or typed at the question.

        Raises:
            WrongUsage: nobody can be asked here (`instead` says what to type), or the answer
                is no. Nothing has been sent.
        """
        if yes:
            return
        if not self.can_ask:
            raise WrongUsage(
                "this asks before it writes, and there is nobody to ask",
                written="nothing was sent",
                hint=instead,
            )
        if self.ask(f"{question} [y/N] ").lower() not in {"y", "yes"}:
            raise WrongUsage("not confirmed", written="nothing was sent")

    def ask(self, question: str) -> str:
        """Put a question on stderr and read one line, stripped."""
        self.environment.stderr.write(clean.block(question))
        self.environment.stderr.flush()
        return self.environment.stdin.readline().strip()

    def words(self, arguments: Sequence[str]) -> list[str]:
        """Arguments as typed, with a `-` among them replaced by the words on stdin.

        Raises:
            WrongUsage: `-` stands twice, or nothing is left.
        """
        if list(arguments).count("-") > 1:
            raise WrongUsage("'-' reads stdin and can stand only once")
        found: list[str] = []
        for argument in arguments:
            found += self.environment.stdin.read().split() if argument == "-" else [argument]
        if not found:
            raise WrongUsage("stdin held nothing to work on")
        return found


class Voice:
    """Tells a person lines on stderr; while something else stands there, above it."""

    def __init__(self, environment: Environment) -> None:
        self._stream = environment.stderr
        self._above: Callable[[str], None] | None = None

    def __call__(self, text: str) -> None:
        """Tell one line, whatever stands in it."""
        self.write(clean.line(text))

    def write(self, text: str) -> None:
        """Tell what is safe for a screen already."""
        tell = self._above or self.write_here
        tell(text)

    def write_here(self, text: str) -> None:
        """Tell it at the cursor, whatever stands there."""
        self._stream.write(text + "\n")
        self._stream.flush()

    @contextmanager
    def above(self, line: Callable[[str], None]) -> Iterator[None]:
        """Within the block it is `line` that tells them."""
        before, self._above = self._above, line
        try:
            yield
        finally:
            self._above = before


class Exit(Exception):  # noqa: N818 - not an error: a result whose exit code is not 0
    """Ends a command that has presented its result, with the code that the result means."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
