"""The clipboard of the system, through the program that comes with it.

A program runs without a shell and gets the text on its stdin, so that no process list shows it.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator

from csm_cli.environment import Environment

_SECONDS = 5.0  # xclip stays as long as the clipboard is its own, but not in the foreground


def copied(environment: Environment, text: str) -> str | None:
    """Put a text on the clipboard; the name of the program that took it, null if none did."""
    for program, *arguments in _programs(environment):
        path = shutil.which(program, path=environment.variable("PATH") or "")
        if path is not None and _taken([path, *arguments], text):
            return program
    return None


def _programs(environment: Environment) -> Iterator[tuple[str, ...]]:
    """The programs that can be right here; a clipboard at the far end of SSH is nobody's."""
    if environment.variable("SSH_CONNECTION"):
        return
    if sys.platform == "darwin":
        yield ("pbcopy",)
    if environment.variable("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environment.variable("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")
    if sys.platform == "win32" or environment.variable("WSL_DISTRO_NAME"):
        yield ("clip.exe",)


def _taken(command: list[str], text: str) -> bool:
    # clip.exe reads UTF-16 with its mark; the others read the bytes as they are.
    encoding = "utf-16" if command[0].endswith("clip.exe") else "utf-8"
    try:
        # A program of the system, looked up by its name; what it says is nobody's business.
        ended = subprocess.run(  # noqa: S603
            command,
            input=text.encode(encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
