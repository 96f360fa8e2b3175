"""One line on stderr that says how far a long run has come; nothing where nobody looks."""

from csm_cli.environment import Environment
from csm_cli.output import clean

_CLEAR = "\r\x1b[K"


class Progress:
    """A line that replaces itself; on anything but a terminal it is silent."""

    def __init__(self, environment: Environment) -> None:
        self._stream = environment.stderr
        dumb = environment.variables.get("TERM") == "dumb"
        self._shown = environment.stderr_is_terminal and not dumb
        self._width = max(20, environment.width - 1)

    def __call__(self, text: str) -> None:
        """Say what is being done now."""
        if self._shown:
            self._stream.write(_CLEAR + clean.line(text)[: self._width])
            self._stream.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
