"""Everything that `csm` takes from its process: streams, terminal facts, variables, the clock.

This is the only module that reads environment variables or asks what is a terminal;
the linter holds it to that. Tests build an `Environment` of their own.
"""

import codecs
import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TextIO, cast

if TYPE_CHECKING:
    from csm_cli.domain.happenings import Happening, Record


def _now() -> datetime:
    return datetime.now(UTC)


def _unrecorded(_: "Happening") -> None:
    """Nobody wants to know."""


def _nowhere(mode: str) -> TextIO:
    # Not through pathlib, which `csm --version` would have to load.
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123


_HEEDED = 0.2  # seconds, after which a Ctrl-C is heeded at the latest
_PYTHONS_OWN = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})  # what PEP 538 makes of C
_SPELT = "csm.spelt"  # what becomes of letters that an encoding lacks
_LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "zed", "rio"})
_LINKING_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour")
_COPYING_PROGRAMS = frozenset({"WezTerm", "ghostty", "rio", "vscode"})
_COPYING_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour")
_FIRST_LINKING_VTE = 5002  # 0.50 has links; its first release crashed on some


def _spell(problem: UnicodeError) -> tuple[str, int]:
    from csm_cli.domain.spelling import spelt  # noqa: PLC0415 - nearly every stream has them all

    assert isinstance(problem, UnicodeEncodeError)
    return spelt(problem.object[problem.start : problem.end]), problem.end


codecs.register_error(_SPELT, _spell)


def _fit(stream: TextIO, *, ascii_only: bool) -> None:
    """What the reader's encoding lacks is spelt with what it has; no failure after the work."""
    if isinstance(stream, io.TextIOWrapper):
        with suppress(OSError):  # it flushes: a reader that is gone shows itself again later
            stream.reconfigure(encoding="ascii" if ascii_only else None, errors=_SPELT)


def _is_plain(variables: Mapping[str, str]) -> bool:
    """Whether the locale is one without letters beyond ASCII; Python writes UTF-8 all the same.

    Started in such a one without `LC_ALL`, it says so in `LC_CTYPE` before anybody can look
    (PEP 538); then `LANG` still has what the person chose.
    """
    everything, letters, language = map(variables.get, ("LC_ALL", "LC_CTYPE", "LANG"))
    if letters in _PYTHONS_OWN:
        letters = None
    return (everything or letters or language) in {"C", "POSIX"}


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # a stream that is already closed
        return False


class Environment(NamedTuple):
    """One process as `csm` sees it.

    `now` gives an aware time in UTC. `width` is in columns, `height` in lines; null where nothing
    is to be shown page by page. `record` is told what is sent.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    variables: Mapping[str, str]
    stdin_is_terminal: bool = False
    stdout_is_terminal: bool = False
    stderr_is_terminal: bool = False
    width: int = 80
    now: Callable[[], datetime] = _now
    height: int | None = None
    record: "Record" = _unrecorded

    @classmethod
    def of_this_process(cls) -> "Environment":
        """Describe the running process; a stream that it was started without is empty."""
        stdin = sys.stdin or _nowhere("r")
        stdout, stderr = sys.stdout or _nowhere("w"), sys.stderr or _nowhere("w")
        plain = _is_plain(os.environ)
        for stream in (stdout, stderr):
            # Bytes for a program stay what they are; a terminal shows what its locale has.
            _fit(stream, ascii_only=plain and _is_terminal(stream))
        screen = shutil.get_terminal_size()
        return cls(
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            variables=os.environ,
            stdin_is_terminal=_is_terminal(stdin),
            stdout_is_terminal=_is_terminal(stdout),
            stderr_is_terminal=_is_terminal(stderr),
            width=screen.columns,
            height=screen.lines,
        )

    def variable(self, name: str) -> str | None:
        """The variable's value; one that is set to nothing counts as not set."""
        return self.variables.get(name) or None

    @property
    def certificates(self) -> tuple[str, str] | None:
        """The variable that names certificate authorities, and the file or folder that it names."""
        for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
            if path := self.variable(name):
                return name, path
        return None

    @property
    def can_ask(self) -> bool:
        """Whether a person sits in front: both the question and the answer have a terminal."""
        return self.stdin_is_terminal and self.stderr_is_terminal

    def read_line(self) -> str:
        """One line of what is typed; empty once stdin has ended.

        A read that has begun is not told of a Ctrl-C from just before it, since Python heeds one
        between two steps of its own. So on a terminal it is looked again and again for a line.
        """
        if self.stdin_is_terminal and os.name == "posix":  # elsewhere files can't be waited for
            import select  # noqa: PLC0415 - for a question only

            with suppress(OSError, ValueError):  # no file behind it
                while not select.select([self.stdin], [], [], _HEEDED)[0]:
                    pass
        return self.stdin.readline()

    def forget_typed(self) -> None:
        """Drop what was typed before a question stands there, where the system's terminals can."""
        try:
            import termios  # noqa: PLC0415 - not everywhere
        except ImportError:
            return
        with suppress(termios.error, OSError, ValueError):  # no terminal: a file, or none at all
            termios.tcflush(self.stdin, termios.TCIFLUSH)

    @property
    def is_dumb(self) -> bool:
        """Whether the terminal can move no cursor and knows no escape codes."""
        return self.variables.get("TERM") == "dumb"

    @property
    def colour(self) -> bool:
        """Whether what a person sees on stdout may carry colour."""
        return self._coloured(terminal=self.stdout_is_terminal)

    @property
    def colour_on_stderr(self) -> bool:
        """The same of stderr, which may be another thing."""
        return self._coloured(terminal=self.stderr_is_terminal)

    def _coloured(self, *, terminal: bool) -> bool:
        """`NO_COLOR` beats all, then what forces colour; else a terminal that can."""
        if self.variable("NO_COLOR"):
            return False
        return self.colour_is_forced or (
            terminal and not self.is_dumb and self.variables.get("CLICOLOR") != "0"
        )

    @property
    def colour_is_forced(self) -> bool:
        """Whether colour is wanted even where csm would see no use in it."""
        forced = self.variable("CLICOLOR_FORCE") not in {None, "0"}
        return bool(self.variable("FORCE_COLOR")) or forced

    @property
    def moves(self) -> bool:
        """Whether something on stderr may be drawn over."""
        return self.stderr_is_terminal and not self.is_dumb

    @property
    def pages(self) -> bool:
        """Whether a long screen goes to a pager: a person can scroll there, and quit."""
        at_hand = self.stdout_is_terminal and not self.is_dumb
        return at_hand and self.height is not None and not self.variable("CI")

    @property
    def links(self) -> bool:
        """Whether words on stdout may be links: on terminals that are known to take them.

        tmux and screen don't tell which terminal they are in; `FORCE_HYPERLINK` does.
        """
        if not self.stdout_is_terminal or self.is_dumb:
            return False
        if forced := self.variable("FORCE_HYPERLINK"):
            return forced != "0"
        if any(self.variable(name) for name in ("CI", "TMUX", "STY")):
            return False
        return self._terminal_links()

    @property
    def copies(self) -> bool:
        """Whether the terminal in front puts on its clipboard what it is told to (OSC 52).

        Only those that are known to do it unasked: others drop it without a word. Of tmux and
        screen nobody can tell.
        """
        if not self.stderr_is_terminal or self.is_dumb:
            return False
        if any(self.variable(name) for name in ("CI", "TMUX", "STY")):
            return False
        program, term = self.variable("TERM_PROGRAM"), self.variable("TERM") or ""
        return (
            program in _COPYING_PROGRAMS
            or term.startswith(_COPYING_TERMS)
            or self.variable("WT_SESSION") is not None
        )

    def _terminal_links(self) -> bool:
        variable = self.variable
        vte = variable("VTE_VERSION") or ""
        return (
            variable("WT_SESSION") is not None
            or variable("TERM_PROGRAM") in _LINKING_PROGRAMS
            or (variable("TERM") or "").startswith(_LINKING_TERMS)
            or (vte.isascii() and vte.isdigit() and int(vte) >= _FIRST_LINKING_VTE)
        )
