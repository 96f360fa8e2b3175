"""`csm` alone: how to begin, for somebody who has set nothing up; the help for everybody else."""

from pathlib import Path

import pytest

from csm_cli.output.welcome import WELCOME
from tests.terminal import Terminal


@pytest.fixture(name="nobody")
def _nobody(tmp_path: Path) -> Terminal:
    """Somebody with an empty home, and no variable but what every session has."""
    return Terminal({"HOME": str(tmp_path), "PATH": "/usr/bin", "LANG": "C.UTF-8"})


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file belongs is found out by the process's own variables."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("line", ["", "--no-input"])
def test_nothing_is_set_up(nobody: Terminal, terminal: bool, line: str, tmp_path: Path) -> None:
    """What csm is, the sandbox, the set-up and the sign-in; on stdout, with 0, leaving nothing."""
    said = nobody.with_(terminal=terminal)(line)
    assert (said.exit_code, said.stderr) == (0, "")
    assert said == WELCOME
    for named in ("csm demo", "csm --sandbox show 48213", "csm init", "csm auth login"):
        assert f"  {named} " in said
    assert [*tmp_path.rglob("*")] == []


@pytest.mark.parametrize(
    "variables",
    [
        {"CSM_ZENDESK_TOKEN": "x"},
        {"CSM_PROFILE": "sandbox"},
        {"CSM_GITHUB_KEY": "x"},
        {"ZENDESK_API_TOKEN": "x"},
        {"POSTHOG_CLI_API_KEY": "x"},
    ],
)
def test_an_account_in_the_environment(
    nobody: Terminal, capsys: pytest.CaptureFixture[str], variables: dict[str, str]
) -> None:
    """Whoever has an account gets the help."""
    assert Terminal({**nobody.variables, **variables})("") == ""
    assert capsys.readouterr().out.startswith("Usage: csm")


@pytest.mark.parametrize("variables", [{"CSM_TIMEOUT": "3"}, {"CSM_LOG": "x"}])
def test_other_variables_set_nothing_up(nobody: Terminal, variables: dict[str, str]) -> None:
    """A time-out or a log file is no account."""
    assert Terminal({**nobody.variables, **variables})("") == WELCOME


@pytest.mark.parametrize("name", ["config.toml", "state/logins.json"])
@pytest.mark.parametrize("text", ["[limits]\n", "[broken"])
def test_something_on_this_machine(
    nobody: Terminal,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
) -> None:
    """A config file or a kept sign-in counts, be it damaged; an empty file does not."""
    csm = nobody.with_(CSM_CONFIG=str(tmp_path / "config.toml"), CSM_STATE=str(tmp_path / "state"))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    assert csm("") == WELCOME
    (tmp_path / name).write_text(text)
    assert csm("") == ""
    assert capsys.readouterr().out.startswith("Usage: csm")
