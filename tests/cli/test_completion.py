"""`csm completion`: the script, printed fast or put where a shell looks for it."""

import os
import stat
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from csm_cli.adapters.completion_scripts import FILES
from tests.terminal import Terminal


def script(shell: str) -> str:
    """The script that comes with csm."""
    return (files("csm_cli") / "completion" / FILES[shell]).read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", FILES)
def test_printing(shell: str, offline: Terminal) -> None:
    """The script as it is shipped, byte by byte; a person is told how to install it."""
    assert offline(f"completion {shell}") == script(shell)
    assert not offline(f"completion {shell}").stderr
    screen = offline.with_(terminal=True)(f"completion {shell}")
    assert screen == script(shell)
    assert screen.stderr == "To install it: the same with --install\n"
    assert offline(f"completion {shell} --json").json == {
        "schema_version": 1,
        "shell": shell,
        "script": script(shell),
        "installed": None,
        "then": None,
    }


@pytest.mark.wheel
@pytest.mark.parametrize("shell", FILES)
def test_printing_loads_nothing(shell: str, tmp_path: Path) -> None:
    """A shell that starts waits for it, so the parser is not loaded for it."""
    code = (
        "import sys; sys.argv = ['csm', 'completion', sys.argv[1]]\n"
        "from csm_cli.__main__ import main\n"
        "try: main()\n"
        "finally:\n"
        "    loaded = {'typer', 'csm_cli.cli', 'pathlib'} & set(sys.modules)\n"
        "    print(*sorted(loaded), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-I", "-c", code, shell],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == script(shell)
    assert ended.stderr.split() == []


@pytest.mark.parametrize(
    ("shell", "place", "variables"),
    [
        ("bash", ".local/share/bash-completion/completions/csm", {}),
        ("bash", "data/bash-completion/completions/csm", {"XDG_DATA_HOME": "{home}/data"}),
        ("bash", "own/completions/csm", {"BASH_COMPLETION_USER_DIR": "{home}/own"}),
        ("zsh", ".local/share/zsh/site-functions/_csm", {}),
        ("zsh", "data/zsh/site-functions/_csm", {"XDG_DATA_HOME": "{home}/data"}),
        ("fish", ".config/fish/completions/csm.fish", {}),
        ("fish", "cfg/fish/completions/csm.fish", {"XDG_CONFIG_HOME": "{home}/cfg"}),
    ],
)
def test_installing(shell: str, place: str, variables: dict[str, str], offline: Terminal) -> None:
    """One file where the shell looks for it, named, and nothing else in the home folder."""
    home = Path(offline.variables["HOME"])
    told = {name: value.format(home=home) for name, value in variables.items()}
    ended = Terminal({**offline.variables, **told, "SHELL": f"/bin/{shell}"})(
        "completion --install --json"
    )
    assert ended.exit_code == 0
    assert ended.json["installed"] == str(home / place)
    assert (home / place).read_text(encoding="utf-8") == script(shell)
    assert [path for path in home.rglob("*") if path.is_file()] == [home / place]
    assert (ended.json["then"] is None) is (shell == "fish")
    assert stat.S_IMODE((home / place).stat().st_mode) == 0o600


def test_installing_again(offline: Terminal) -> None:
    """A newer script replaces an older one; what is left to do is said to a person."""
    line = "completion bash --install"
    path = Path(offline(line).split("\t")[1].strip())
    path.write_text("# bash completion of csm, of another version")
    screen = offline.with_(terminal=True)(line)
    assert path.read_text(encoding="utf-8") == script("bash")
    assert screen == f"Installed {path}\n"
    assert f"source {path}" in screen.stderr


def test_a_file_of_somebody_else_stays(offline: Terminal) -> None:
    """What is there and not csm's is not written over."""
    path = Path(offline.variables["HOME"]) / ".config" / "fish" / "completions" / "csm.fish"
    path.parent.mkdir(parents=True)
    for content in (b"complete -c csm -a mine", b"\xff\xfe"):
        path.write_bytes(content)
        ended = offline("completion fish --install")
        assert ended.exit_code == 2
        assert f"mv {path} {path}.old" in ended.stderr
        assert path.read_bytes() == content


def test_a_folder_that_can_not_be_made(offline: Terminal) -> None:
    """Nothing is written, and the script can still be printed."""
    (Path(offline.variables["HOME"]) / ".config").write_text("in the way")
    ended = offline("completion fish --install")
    assert ended.exit_code == 1
    assert "nothing was written" in ended.stderr
    assert "csm completion fish" in ended.stderr


def test_powershell_has_no_folder(offline: Terminal) -> None:
    """Its users put a line into a file of their own, which is named."""
    ended = offline("completion powershell --install")
    assert ended.exit_code == 2
    assert "$PROFILE" in ended.stderr


@pytest.mark.parametrize(("shell", "says"), [("", "for which shell?"), ("/bin/tcsh", "/bin/tcsh")])
def test_a_shell_that_is_not_known(shell: str, says: str, offline: Terminal) -> None:
    """Without a name it is the shell of SHELL; if there is no script for that one, it says so."""
    ended = offline.with_(SHELL=shell)("completion")
    assert ended.exit_code == 2
    assert says in ended.stderr
    assert "bash, zsh, fish, powershell" in ended.stderr
    assert offline("completion tcsh").exit_code == 2


@pytest.mark.wheel
def test_a_reader_that_went_away(tmp_path: Path) -> None:
    """A closed pipe ends it as it ends every command, without a traceback."""
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-I", "-m", "csm_cli", "completion", "bash"],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        check=False,
    )
    os.close(write)
    assert ended.returncode == 141
    assert not ended.stderr
