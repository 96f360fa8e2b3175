"""How far many tickets have come, on stderr: a bar on a terminal, now and then a line elsewhere.

Rich is loaded for the bar only. A terminal that can't move its cursor, a person who asked for
plain text (`--no-progress`, `ACCESSIBLE`) and a log file get lines, and only if it takes long.
"""

from collections import Counter
from collections.abc import Callable
from typing import Protocol

from csm_cli.domain.pace import Pace
from csm_cli.environment import Environment
from csm_cli.output.present import console
from csm_cli.output.wrapping import spoken

_LONG = 90  # seconds, from which on a time is told in minutes


class Advance(Protocol):
    """Shows how far it has come, from its start to its end."""

    def start(self) -> None:
        """Begin to show."""

    def tell(self, pace: Pace, counts: Counter[str]) -> None:
        """One more is done; `counts` says how many ended how."""

    def line(self, text: str) -> None:
        """Let a line that is safe for a screen stand above."""

    def end(self) -> None:
        """Leave the screen as if nothing had been shown."""


def advance(
    environment: Environment,
    total: int,
    write: Callable[[str], None],
    *,
    every: float | None,
    plain: bool,
) -> Advance:
    """The right way to show it here.

    Args:
        environment: The process.
        total: How many there are.
        write: Writes a line to stderr.
        every: Seconds between two lines where there is no bar; null for nothing at all.
        plain: Whether a person asked for lines.
    """
    if every is None or plain or not environment.moves or environment.variable("ACCESSIBLE"):
        return Lines(write, every)
    return Bar(environment, total)


class Bar:
    """A bar that stays at the bottom of the terminal."""

    def __init__(self, environment: Environment, total: int) -> None:
        from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

        told = "{task.completed:.0f} of {task.total:.0f}  {task.fields[words]}"
        self._bar = Progress(
            BarColumn(bar_width=24),
            TextColumn(told, markup=False),
            console=console(environment, stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("", total=total, words="")

    def start(self) -> None:
        """Draw the empty bar."""
        self._bar.start()

    def tell(self, pace: Pace, counts: Counter[str]) -> None:
        """Move the bar on."""
        self._bar.update(self._task, completed=pace.done, words=words(pace, counts))

    def line(self, text: str) -> None:
        """Print above the bar."""
        from rich.text import Text  # noqa: PLC0415

        console = self._bar.console
        console.print(Text(spoken(text, console.width)), soft_wrap=True)

    def end(self) -> None:
        """Take the bar away."""
        self._bar.stop()


class Lines:
    """A line every some seconds; nothing at all of what is done before the first one is due.

    `every` is in seconds, null for no lines.
    """

    def __init__(self, write: Callable[[str], None], every: float | None) -> None:
        self._write = write
        self._every = every
        self._said = 0.0

    def start(self) -> None:
        """There is nothing to show yet."""

    def tell(self, pace: Pace, counts: Counter[str]) -> None:
        """Say a line, if the last one is long enough ago and this is not the end."""
        if self._every is None or pace.done == pace.total:
            return
        if pace.seconds - self._said >= self._every:
            self._said = pace.seconds
            self._write(f"{pace.done} of {pace.total}: {words(pace, counts)}")

    def line(self, text: str) -> None:
        """Nothing stands in the way."""
        self._write(text)

    def end(self) -> None:
        """There is nothing to take away."""


def words(pace: Pace, counts: Counter[str]) -> str:
    """What became of them so far, how fast, and how long it still takes."""
    parts = [", ".join(f"{count} {kind}" for kind, count in counts.items() if count)]
    if pace.a_minute is not None:
        held = f" (at most {pace.held_to:.0f})" if pace.held_to else ""
        parts.append(f"{pace.a_minute:.0f} a minute{held}")
    if pace.seconds_left:
        parts.append(f"about {_span(pace.seconds_left)} left")
    return "; ".join(part for part in parts if part)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _LONG else f"{seconds / 60:.0f} min"
