"""Reads a secret from the terminal without showing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from csm_cli.cli.signals import stopped_like_ctrl_c
from csm_cli.environment import Environment


def ask_hidden(environment: Environment, question: str) -> str:
    """Put a question on stderr and read one line that does not appear on the screen."""
    # What is typed before the terminal is silent is thrown away: it must not be asked for yet.
    with stopped_like_ctrl_c(), _without_echo(environment.stdin):
        environment.stderr.write(question)
        environment.stderr.flush()
        line = environment.read_line()
    environment.stderr.write("\n")
    return line.strip()


@contextmanager
def _without_echo(stream: TextIO) -> Iterator[None]:
    """The terminal shows nothing of what is typed, until the end, however that comes."""
    if not stream.isatty():  # nothing shows what is typed
        yield
        return
    import termios  # noqa: PLC0415 - not everywhere

    before = termios.tcgetattr(stream)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(stream, termios.TCSAFLUSH, silent)
        yield
    finally:
        termios.tcsetattr(stream, termios.TCSAFLUSH, before)
