"""One run of one command: where it reads from, where it speaks to, what it may ask.

Commands get an `Invocation` as their first argument. It carries the process's environment,
the shared options, and the runtime that builds services on first use.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from csm_cli.cli.advice import with_profile
from csm_cli.cli.shape import WHOLE, Shape
from csm_cli.cli.shared import Shared
from csm_cli.domain.errors import NotFound, WrongUsage
from csm_cli.domain.passing import Passing
from csm_cli.environment import Environment
from csm_cli.output import clean
from csm_cli.output.present import Look, View, present, present_text
from csm_cli.output.wrapping import spoken
from csm_cli.runtime.run import Runtime

_T = TypeVar("_T")

YES = frozenset({"y", "yes"})
"""What a person types to say yes, in small letters."""


class Invocation:
    """What a command works with."""

    def __init__(
        self,
        environment: Environment,
        shared: Shared,
        runtime: Runtime,
        voice: "Voice",
        shape: Shape = WHOLE,
    ) -> None:
        self.environment = environment
        self.shared = shared
        self.runtime = runtime
        self.voice = voice
        self.shape = shape

    def present(self, view: View) -> None:
        """Write the command's result to stdout, in the shape that was asked for."""
        view = self.shape.cut(view)
        if self.shape.program is not None:
            self.shape.filtered(self.environment, view.document)
            return
        present(self.environment, view, as_json=self.shared.json, look=self._look)

    def present_text(self, text: str) -> None:
        """Write a text to stdout that every reader gets as it is."""
        present_text(self.environment, text, self._look)

    @property
    def for_a_program(self) -> bool:
        """Whether a program wants the document, or parts of it; else a person reads the result."""
        return self.shared.json or self.shape != WHOLE

    def draws_plan(self, *, yes: bool) -> bool:
        """Whether what is going to be written is drawn on the screen, before it is agreed to.

        With `--quiet` and `--yes` nobody is asked, and nobody wants to see it.
        """
        unasked = self.shared.quiet and yes
        return self.environment.stderr_is_terminal and not (self.shared.json or unasked)

    @property
    def _look(self) -> Look:
        return Look(exact=self.shared.verbose, pager=not (self.shared.no_pager or self.shared.json))

    def say(self, text: str) -> None:
        """Tell a person something on the way, on stderr."""
        if not self.voice.keeps_to_itself(text):
            self.voice.write(clean.block(text))

    @property
    def can_ask(self) -> bool:
        """Whether a question may be put: a terminal, no `--json`, no `--no-input`."""
        return self.environment.can_ask and not self.shared.json and not self.shared.no_input

    def must_ask(self, *, instead: str, written: str = "nothing was sent") -> None:
        """Say no early where a question is to come and nobody can be asked.

        Args:
            instead: What to type there.
            written: What was and was not written.

        Raises:
            WrongUsage: nobody can be asked here.
        """
        if not self.can_ask:
            raise WrongUsage(
                "this asks before it writes, and there is nobody to ask",
                written=written,
                hint=instead,
            )

    def confirm(
        self,
        question: str,
        *,
        yes: bool,
        instead: str,
        after_no: str,
        written: str = "nothing was sent",
    ) -> None:
        """Go on only with a person's yes, given by `--yes` or typed at the question.

        Args:
            question: What is asked.
            yes: Whether it is answered already.
            instead: What to type where nobody can be asked.
            after_no: What can be typed next by somebody who does not want this.
            written: What was and was not written without a yes.

        Raises:
            WrongUsage: nobody can be asked here, or the answer is no.
            KeyboardInterrupt: Ctrl-C is the answer; says what was written.
        """
        if yes:
            return
        self.must_ask(instead=instead, written=written)
        try:
            agreed = self.agrees(question)
        except KeyboardInterrupt:
            self.voice.write_here("")  # what is said next does not belong to the question
            raise KeyboardInterrupt(written) from None
        if not agreed:
            raise WrongUsage("not confirmed", written=written, hint=after_no)

    def agrees(self, question: str) -> bool:
        """Whether a person says yes; Enter says no."""
        return self.ask(f"{question} [y/N] ").casefold() in YES

    def goes_along(self, question: str) -> bool:
        """Whether a person does not say no; Enter says yes, and Ctrl-D says no."""
        answer = self.asked(f"{question} [Y/n] ")
        return answer is not None and answer.casefold() in {"", *YES}

    def ask(self, question: str) -> str:
        """Put a question on stderr and read one line, stripped."""
        return self.asked(question) or ""

    def asked(self, question: str) -> str | None:
        """The same; null if stdin has ended, as it does on Ctrl-D."""
        self.environment.stderr.write(clean.block(question))
        self.environment.stderr.flush()
        line = self.environment.read_line()
        return line.strip() if line else None

    def answered(
        self, question: str, take: Callable[[str], _T], *, instead: str | None
    ) -> _T | None:
        """Ask until `take` makes something of the answer; null for Enter.

        What is wrong with one is said, and the question put again. `instead` is what does
        without the answer; null where none is as good as Enter.

        Raises:
            WrongUsage: the answers ended, as on Ctrl-D, which decides nothing.
        """
        while typed := self.asked(question):
            try:
                return take(typed)
            except (WrongUsage, NotFound) as problem:
                self.say(problem.message)
                if problem.hint:
                    self.say(f"next: {problem.hint}")
        if typed is None and instead is not None:
            raise WrongUsage("not answered", written="nothing was sent", hint=instead)
        return None

    def words(self, arguments: Sequence[str]) -> list[str]:
        """Arguments as typed, with a `-` among them replaced by the words on stdin.

        Raises:
            WrongUsage: `-` stands twice, or nothing is left.
        """
        _only_once(arguments)
        found: list[str] = []
        for argument in arguments:
            found += self.environment.stdin.read().split() if argument == "-" else [argument]
        if not found:
            raise WrongUsage("stdin held nothing to work on")
        return found

    def text(self, arguments: Sequence[str]) -> str:
        """Arguments as one text, with a `-` among them replaced by stdin, its lines as they are.

        Raises:
            WrongUsage: as `words`.
        """
        _only_once(arguments)
        found = (self.environment.stdin.read() if each == "-" else each for each in arguments)
        if not (text := " ".join(found)).strip() and "-" in arguments:
            raise WrongUsage("stdin held nothing to work on")
        return text


def _only_once(arguments: Sequence[str]) -> None:
    if list(arguments).count("-") > 1:
        raise WrongUsage("'-' reads stdin and can stand only once")


class Voice:
    """Tells a person lines on stderr; while something else stands there, above it.

    What to type next is told with the profile's option that this run has.
    """

    def __init__(self, environment: Environment, shared: Shared) -> None:
        self._stream = environment.stderr
        self._width = environment.width if environment.stderr_is_terminal else None
        self._shared = shared
        self._above: Callable[[str], None] | None = None

    def __call__(self, text: str) -> None:
        """Tell one line, whatever stands in it."""
        if not self.keeps_to_itself(text):
            self.write(clean.line(text))

    def keeps_to_itself(self, text: str) -> bool:
        """Whether `--quiet` leaves it out."""
        return self._shared.quiet and isinstance(text, Passing)

    def write(self, text: str) -> None:
        """Tell what is safe for a screen already."""
        if text.startswith(("next: ", "go on with it: ", "reminder: ", "ATTENTION: ")):
            shared = self._shared
            text = with_profile(text, sandbox=shared.sandbox, profile=shared.profile)
        tell = self._above or self.write_here
        tell(text)

    def write_here(self, text: str) -> None:
        """Tell it at the cursor, whatever stands there; on a screen, broken between words."""
        self._stream.write(spoken(text, self._width) + "\n")
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
