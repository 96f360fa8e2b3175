"""What may configure `csm`: the variables that it names, and no file that lies about."""

import ast
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from csm_cli.__main__ import run
from csm_cli.environment import Environment
from csm_cli.output.help import ENVIRONMENT
from tests.promises.program import TOP, modules
from tests.terminal import Terminal

_LIKE_A_VARIABLE = re.compile(
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|TERM|EDITOR|VISUAL|ACCESSIBLE|HOME|SHELL"
    r"|PAGER|LESS|CI|BROWSER|DISPLAY|CLICOLOR|TMUX|STY|LANG"
)

NO_SETTINGS = {
    "CERTIFICATE_VERIFY_FAILED",  # a word of OpenSSL's messages
    "DEBUG_LOG",  # taken away from zenpy, never read
}


READ_BY_LIBRARIES = {
    "COLORTERM",
    "COLUMNS",
    "LINES",
    "HTTPS_PROXY",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
}


class Recording(dict[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Nothing is set; who asks is written down."""
        self.asked.add(key)
        return default


def _asked_by_settings() -> set[str]:
    """What these look for, the names that are put together at run time among it."""
    variables = Recording()
    for line in (["config"], ["tips", "surveys"]):
        assert run(line, Environment(StringIO(), StringIO(), StringIO(), variables)) == 0
    return variables.asked


def _named_in_the_source() -> Iterator[str]:
    for path, tree in modules().items():
        if path.startswith("sandbox/") or path == "output/help.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = _LIKE_A_VARIABLE.fullmatch(node.value)
                yield from [found[0]] if found else []


def test_every_variable_that_is_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """`csm help environment` names what csm reads, all of it, and nothing that it does not."""
    monkeypatch.setenv("HOME", "/nonexistent")
    read = {*_asked_by_settings(), *_named_in_the_source()} - NO_SETTINGS
    assert read | READ_BY_LIBRARIES == set(ENVIRONMENT)


def test_the_reference_page_has_every_variable() -> None:
    """The page lists the same variables in the same words."""
    text = (TOP / "docs" / "reference" / "environment.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|$", text, re.MULTILINE)
    assert dict(rows) == ENVIRONMENT


def test_the_folders_of_the_desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Config and state lie where the XDG variables say, unless csm's own say otherwise."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    rows = {row["name"]: row["value"] for row in Terminal({})("config --json").json["settings"]}
    assert rows["config_file"] == str(tmp_path / "XDG_CONFIG_HOME" / "csm" / "config.toml")
    assert rows["state_folder"] == str(tmp_path / "XDG_STATE_HOME" / "csm")
    ours = Terminal({"CSM_STATE": str(tmp_path / "ours")})("config")
    assert f"state_folder\t{tmp_path / 'ours'}\tCSM_STATE\n" in ours


def test_no_file_of_the_working_directory_configures(
    csm: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever files a folder holds, csm does there what it does anywhere else."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "empty"))
    csm = csm.with_(CSM_CONFIG="", CSM_STATE="")
    lines = ["config", "whois-owns 'session replay'", "show 48213 --json"]
    before = [(csm(line), csm(line).exit_code) for line in lines]
    for name in (
        "config.toml", "csm.toml", ".csm.toml", "ownership.yaml", "defaults.toml", ".env",
        "templates/escalate-engineering.md.j2", "pyproject.toml", ".netrc",
    ):  # fmt: skip
        file = tmp_path / "lying about" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("profile = 'elsewhere'\nCSM_PROFILE=elsewhere\n{{ 1/0 }}\n: [")
    monkeypatch.chdir(tmp_path / "lying about")
    assert [(csm(line), csm(line).exit_code) for line in lines] == before


def test_an_empty_variable_is_not_set(offline: Terminal) -> None:
    """A variable set to nothing is as one that is not set."""
    variables = {**offline.variables, "CSM_PROFILE": "", "CSM_OWNERSHIP": "", "NO_COLOR": ""}
    assert Terminal(variables)("config") == offline("config")
