"""One line on stderr that says how far a long run has come; nothing where nobody looks."""

from csm_cli.domain.impersonation.how_far import HowFar
from csm_cli.environment import Environment
from csm_cli.output import clean
from csm_cli.output.wrapping import spoken

_CLEAR = "\r\x1b[K"
_BAR = 24  # columns, as the bar of many tickets has


class Progress:
    """A line that replaces itself; with `quiet`, and on anything but a terminal, it is silent."""

    def __init__(self, environment: Environment, *, quiet: bool = False) -> None:
        self._stream = environment.stderr
        self._shown = environment.moves and not quiet
        self._width = max(20, environment.width - 1)
        self._wraps_at = environment.width if environment.stderr_is_terminal else None
        unicode = (self._stream.encoding or "utf-8").lower().startswith("utf")
        self._last = ""
        self._done, self._open = ("━", "╌") if unicode else ("#", ".")

    def __call__(self, now: HowFar) -> None:
        """Say what is being done now, with a bar if it is known how much of it is done."""
        if self._shown:
            line = clean.line(now.words)
            if now.share is not None:
                line = f"{self._bar(now.share)}  {line}"
            self._last = line[: self._width]
            self._stream.write(_CLEAR + self._last)
            self._stream.flush()

    def line(self, text: str) -> None:
        """Let a line that is safe for a screen stand above."""
        clear, last = (_CLEAR, self._last) if self._last else ("", "")
        self._stream.write(f"{clear}{spoken(text, self._wraps_at)}\n{last}")
        self._stream.flush()

    def _bar(self, share: float) -> str:
        done = round(_BAR * min(1.0, max(0.0, share)))
        return f"{self._done * done}{self._open * (_BAR - done)} {share:4.0%}"

    def end(self) -> None:
        """Take the line away."""
        self._last = ""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
