"""The first rows of a list on the screen while the rest loads; gone when the list is there."""

import time
from collections.abc import Callable
from itertools import islice
from typing import Self

from rich.console import Group
from rich.live import Live
from rich.text import Text

from csm_cli.domain.worklist import Worklist
from csm_cli.environment import Environment
from csm_cli.output.screen import screen
from csm_cli.output.worklist_screen import lines

_EVERY = 0.2  # seconds between two drawings at the least: each takes the list apart again
_USUAL_HEIGHT = 24
_AROUND = 2  # lines for what is being done


class Meanwhile:
    """Draws over its own lines; used within `with`."""

    def __init__(self, environment: Environment) -> None:
        self._console = screen(environment)
        self._room = (environment.height or _USUAL_HEIGHT) - _AROUND
        self._live = Live(console=self._console, transient=True, auto_refresh=False)
        self._drawn: float | None = None

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def __call__(self, words: str, found: Callable[[], Worklist]) -> None:
        """Say what is being done, above the first rows; the first time at once."""
        now = time.monotonic()
        if self._drawn is None or now - self._drawn >= _EVERY:
            shown = list(islice(lines(self._console, found()), self._room))
            self._live.update(Group(*shown, Text(words, "dim")), refresh=True)
            self._drawn = now if shown else None  # the first row is drawn as soon as it is there

    def line(self, text: str) -> None:
        """Let a line that is safe for a screen stand above."""
        self._console.print(Text(text))
