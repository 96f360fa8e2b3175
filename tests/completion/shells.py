"""Real shells, asked what they make of a line when somebody presses Tab.

Each runs in a terminal of its own, with the script of csm loaded as an install would have it
loaded, and finds no program to start: whatever it tries to start leaves a trace.

Tests marked `shells` want zsh and fish, and for the manual pages groff and mandoc. They are
deselected where one of them is missing, and a line of the report says so; with
`CSM_REQUIRE_SHELLS=1` they fail there instead.
"""

import atexit
import fcntl
import os
import pty
import select
import shlex
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

_MARK = "shells"
_SCRIPTS = Path(str(files("csm_cli"))) / "completion"
_PATIENCE = 20.0
_READY, _CELL, _BEGIN, _END = "\x1c", "\x1d", "\x1e", "\x1f"


def missing() -> list[str]:
    """What is wanted and not on this machine."""
    return [name for name in ("zsh", "fish", "groff", "mandoc") if shutil.which(name) is None]


def required() -> bool:
    """Whether a missing shell is a failure."""
    return os.environ.get("CSM_REQUIRE_SHELLS") == "1"


def header() -> str:
    """Say whether completion is looked at in every shell."""
    without = " and ".join(missing())
    if without and not required():
        return f"shells: no {without} found, tests marked {_MARK!r} are deselected"
    return f"shells: {f'required, and no {without} found' if without else 'all found'}"


def deselect_without(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what asks shells where they are not there."""
    if required() or not missing():
        return
    without = [item for item in items if item.get_closest_marker(_MARK)]
    items[:] = [item for item in items if item not in without]
    config.hook.pytest_deselected(items=without)


class Tab(NamedTuple):
    """What came of a Tab: the line as it then stands, and what was found, with descriptions."""

    line: str
    found: dict[str, str]


class Home:
    """A home folder without a program on the path: whatever is started leaves a trace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = folder / "state" / "completion"
        self.kept.mkdir(parents=True)
        self._trace = folder / "trace"
        programs = folder / "programs"
        programs.mkdir()
        for name in ("csm", "python", "python3", "awk", "cat", "grep", "sed"):
            (programs / name).write_text(f"#!/bin/sh\necho {name} >>'{self._trace}'\n")
            (programs / name).chmod(0o755)
        self.variables = {
            "HOME": str(folder),
            "PATH": str(programs),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "TRACE": str(self._trace),
            "CSM_STATE": str(folder / "state"),
        }

    def keep(self, **values: str) -> None:
        """Put these texts where csm keeps what a Tab completes; an empty one takes it away."""
        for name, text in values.items():
            (self.kept / name).write_text(text, encoding="utf-8")
            if not text:
                (self.kept / name).unlink()

    def template(self, *names: str) -> None:
        """Put files of these names where a user's own templates are."""
        folder = self.folder / ".config" / "csm" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / name).touch()

    @property
    def started(self) -> str:
        """The names of the programs that were started, or looked for."""
        return self._trace.read_text() if self._trace.exists() else ""


class _Interactive:
    """A shell at a terminal, which answers to a key of its own what stands on its line."""

    def __init__(self, arguments: list[str], home: Home, **variables: str) -> None:
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.chdir(home.folder)
            os.execve(arguments[0], arguments, {**home.variables, **variables})  # noqa: S606
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self._until(_READY)

    def _ask(self, keys: str) -> Tab:
        os.write(self._terminal, keys.encode())
        line, *rows = self._until(_END).rpartition(_BEGIN)[2].split("\r\n")[:-1]
        return Tab(line, dict(row.split(_CELL) for row in rows))

    def set(self, variables: dict[str, str]) -> None:
        """Set environment variables in the running shell."""
        for name, value in variables.items():
            os.write(self._terminal, f"export {name}={shlex.quote(value)}\r".encode())

    def _until(self, end: str) -> str:
        """What the terminal shows up to a mark."""
        seen = b""
        while end.encode() not in seen:
            ready, _, _ = select.select([self._terminal], [], [], _PATIENCE)
            assert ready, f"the shell says no more than {seen!r}"
            seen += os.read(self._terminal, 65536)
        return seen.decode().partition(end)[0]

    def close(self) -> None:
        """End it."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)


class Bash(_Interactive):
    """Bash: Tab inserts, and the key for lists lists."""

    def __init__(self, home: Home) -> None:
        start = home.folder / "start.bash"
        start.write_text(
            f"""
            source {_SCRIPTS / "csm.bash"}
            command_not_found_handle() {{ echo "$1" >>"$TRACE"; }}
            _told() {{ _csm "$@"; found=(${{COMPREPLY[@]+"${{COMPREPLY[@]}}"}}); }}
            complete -F _told csm
            told() {{
              printf '\\x1e%s\\n' "$READLINE_LINE"
              for each in "${{found[@]}}"; do
                printf '%s\\x1d%s\\n' "${{each%%  (*}}" "${{each#*  (}}"
              done
              printf '\\x1f'
              READLINE_LINE='' READLINE_POINT=0
            }}
            bind -x '"\\C-t": told'
            bind 'set completion-query-items 0' 'set page-completions off' 'set bell-style none'
            bind 'set enable-bracketed-paste off'
            PS1=$'\\x1c'
            """,
            encoding="utf-8",
        )
        program = shutil.which("bash")
        assert program
        super().__init__([program, "--noprofile", "--rcfile", str(start), "-i"], home)

    def tab(self, line: str) -> Tab:
        """Type a line and Tab."""
        return self._ask(f"{line}\t\x14")

    def listed(self, line: str) -> dict[str, str]:
        """Type a line and ask for the list."""
        found = self._ask(f"{line}\x1b?\x14").found
        return {
            value: "" if about == value else about.removesuffix(")")
            for value, about in found.items()
        }


@cache
def _functions_of_zsh() -> Path:
    """A file in which zsh notes what functions it has, which takes it seconds to find out."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name) / "zcompdump"


class Zsh(_Interactive):
    """zsh with its completion system, the script on its path of functions."""

    def __init__(self, home: Home) -> None:
        (home.folder / ".zshrc").write_text(
            f"""
            fpath=({_SCRIPTS} $fpath)
            autoload -Uz compinit && compinit -u -d {_functions_of_zsh()}
            command_not_found_handler() {{ echo "$1" >>"$TRACE" }}
            compadd() {{
              local -a fitting
              builtin compadd -O fitting "$@"
              local each
              for each in "${{fitting[@]}}"; do
                told+=("$each"$'\\x1d'"${{about[${{found[(Ie)$each]}}]}}")
              done
              builtin compadd "$@"
            }}
            tell() {{
              print -r -- $'\\x1e'"$BUFFER"
              (( $#told )) && printf '%s\\n' "${{told[@]}}"
              print -rn -- $'\\x1f'
              told=() BUFFER=''
            }}
            typeset -ga told
            zle -N tell
            bindkey '^T' tell
            setopt no_auto_list no_beep no_prompt_sp
            PS1=$'\\x1c'
            """,
            encoding="utf-8",
        )
        program = shutil.which("zsh")
        assert program, "zsh is required, and not found"
        super().__init__([program, "-i"], home, ZDOTDIR=str(home.folder))

    def tab(self, line: str) -> Tab:
        """Type a line and Tab."""
        return self._ask(f"{line}\t\x14")

    def listed(self, line: str) -> dict[str, str]:
        """Type a line and Tab; what was found."""
        return self.tab(line).found


_FISH = f"""
    function fish_command_not_found; echo "$argv[1]" >>"$TRACE"; end
    source {_SCRIPTS / "csm.fish"}
    complete -C "$argv[1]"
"""


class Fish:
    """fish, which says what it completes without a terminal."""

    def __init__(self, home: Home) -> None:
        self._home = home
        program = shutil.which("fish")
        assert program, "fish is required, and not found"
        self._program = program

    def listed(self, line: str) -> dict[str, str]:
        """What is completed on a line."""
        ended = subprocess.run(
            [
                self._program,
                "--no-config",
                "--command",
                _FISH,
                line,
            ],
            cwd=self._home.folder,
            env=self._home.variables,
            capture_output=True,
            text=True,
            check=True,
        )
        assert not ended.stderr
        rows = (row.partition("\t") for row in ended.stdout.splitlines())
        return {value: about for value, _, about in rows}

    def set(self, variables: dict[str, str]) -> None:
        """Set environment variables."""
        self._home.variables.update(variables)

    def close(self) -> None:
        """It runs for each question anew."""
