"""A terminal as csm writes to it: Rich's console, and what else a screen must know.

Loaded for terminals only, since it loads Rich.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from csm_cli.environment import Environment

# What may stand behind a link: an address of the web without a sign that could end the escape
# code around it.
_TARGET = re.compile(r"https?://[!-~]+")


class Able(NamedTuple):
    """What the reader of a screen takes: escape codes at all, such as bold; colour; links."""

    escapes: bool
    colour: bool
    links: bool

    @classmethod
    def on(cls, environment: Environment, *, stderr: bool = False) -> "Able":
        """What the terminal behind stdout or stderr takes."""
        if stderr:
            colour, terminal = environment.colour_on_stderr, environment.stderr_is_terminal
        else:
            colour, terminal = environment.colour, environment.stdout_is_terminal
        escapes = colour or (terminal and not environment.is_dumb)
        return cls(escapes, colour, environment.links and not stderr)


class Screen(Console):
    """A console; `links` says whether words can be links, `exact` that times are told whole."""

    links = False
    exact = False

    def linked(self, url: str | None, style: str = "") -> Style:
        """The style of words that lead to an address, as far as they can here.

        The address is one that csm made, or checked (`domain.links`): one that just stands in
        somebody's text would lead where they want.
        """
        plain = Style.parse(style)
        if not self.links or url is None or not _TARGET.fullmatch(url):
            return plain
        return plain + Style(link=url)

    def link(self, words: str, url: str | None, style: str = "") -> Text:
        """Words that are clean already, as a link."""
        return Text(words, self.linked(url, style))

    def hanging(self, line: Text, indent: int) -> None:
        """Print a line; what does not fit goes on in further ones, behind an indent.

        Words stay whole, but for those that are longer than the screen.
        """
        for nth, piece in enumerate(_pieces(self, line, indent)):
            piece.rstrip()
            self.print(Text(" " * indent if nth else "").append_text(piece))


def _pieces(console: Console, line: Text, indent: int) -> Sequence[Text]:
    if line.cell_len <= console.width:
        return [line]
    return list(line.wrap(console, max(1, console.width - indent)))


def screen(
    environment: Environment,
    file: TextIO | None = None,
    able: Able | None = None,
    *,
    exact: bool = False,
    stderr: bool = False,
) -> Screen:
    """The screen on stdout or, as named, on stderr or in a file on its way to a pager."""
    able = able or Able.on(environment, stderr=stderr)
    terminal = environment.stderr_is_terminal if stderr else environment.stdout_is_terminal
    knows_codes = terminal and not environment.is_dumb and able.escapes
    made = Screen(
        file=file or (environment.stderr if stderr else environment.stdout),
        width=environment.width,
        force_terminal=knows_codes,
        # Rich finds out how many colours; where they are forced, all terminals know the first 16.
        color_system="auto" if knows_codes else "standard" if able.colour else None,
        no_color=not able.colour,
        markup=False,
        emoji=False,
        highlight=False,
        _environ=environment.variables,  # Rich asks it for TERM; nothing else may be asked
    )
    made.links, made.exact = able.links, exact
    return made
