"""The clipboard: the right program for the desktop in front, with the text on its stdin."""

from io import StringIO
from pathlib import Path

import pytest

from csm_cli.adapters.clipboard import copied
from csm_cli.environment import Environment

WAYLAND, X11 = {"WAYLAND_DISPLAY": "wayland-0"}, {"DISPLAY": ":0"}


def programs(folder: Path, *names: str, ends: int = 0) -> str:
    """A folder with programs that keep their arguments and what they are given."""
    for name in names:
        file = folder / name
        kept = f"{folder}/{name}"
        file.write_text(f'#!/bin/sh\necho "$@" > {kept}.args\n/bin/cat > {kept}.got\nexit {ends}\n')
        file.chmod(0o755)
    return str(folder)


def where(path: str, **variables: str) -> Environment:
    """A process with these variables."""
    streams = StringIO(), StringIO(), StringIO()
    return Environment(*streams, {"PATH": path, **variables})


@pytest.mark.parametrize(
    ("variables", "program", "arguments"),
    [
        (WAYLAND, "wl-copy", ""),
        (X11, "xclip", "-selection clipboard"),
        ({**WAYLAND, **X11}, "wl-copy", ""),
        ({"WSL_DISTRO_NAME": "Debian"}, "clip.exe", ""),
    ],
)
def test_the_program_of_the_desktop(
    variables: dict[str, str], program: str, arguments: str, tmp_path: Path
) -> None:
    """All of the text arrives, and none of it stands in an argument."""
    path = programs(tmp_path, "wl-copy", "xclip", "xsel", "clip.exe")
    text = "Hi Zo\u00eb,\n\n- `$(reboot)`"
    assert copied(where(path, **variables), text) == program
    assert (tmp_path / f"{program}.args").read_text().strip() == arguments
    encoding = "utf-16" if program == "clip.exe" else "utf-8"
    assert (tmp_path / f"{program}.got").read_bytes().decode(encoding) == text
    assert [file.name for file in tmp_path.glob("*.got")] == [f"{program}.got"]


def test_one_that_fails_is_not_believed(tmp_path: Path) -> None:
    """The next one is tried; with none left, nobody has the text."""
    path = programs(tmp_path, "xclip", ends=1)
    assert copied(where(path, **X11), "a") is None
    programs(tmp_path, "xsel")
    assert copied(where(path, **X11), "a") == "xsel"


def test_without_a_clipboard(tmp_path: Path) -> None:
    """No desktop, no program, or a person at the far end of SSH."""
    path = programs(tmp_path, "wl-copy", "xclip")
    assert copied(where(path), "a") is None
    assert copied(where("/nowhere", **X11), "a") is None
    assert copied(where(path, **X11, SSH_CONNECTION="1.2.3.4 5 6.7.8.9 22"), "a") is None
    assert list(tmp_path.glob("*.got")) == []
