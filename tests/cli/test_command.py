"""The options that all commands share, wherever they stand on the line."""

from pathlib import Path

import pytest

from tests.terminal import Terminal


@pytest.mark.parametrize("line", ["--json config", "config --json", "--json config --json"])
def test_json_before_and_after(line: str, offline: Terminal) -> None:
    """`--json` works before the command's name and after it."""
    assert offline(line).json["settings"]


@pytest.mark.parametrize("line", ["--profile eu config", "config --profile eu"])
def test_profile_before_and_after(line: str, offline: Terminal, tmp_path: Path) -> None:
    """`--profile` does, too, and reaches the settings."""
    (tmp_path / "config.toml").write_text("[profiles.eu.limits]\ntimeout_seconds = 7\n")
    rows = {row["name"]: row for row in offline(f"{line} --json").json["settings"]}
    assert rows["profile"] == {"name": "profile", "value": "eu", "source": "option"}
    assert rows["timeout_seconds"]["value"] == "7"


def test_the_nearer_profile_counts(offline: Terminal, tmp_path: Path) -> None:
    """Of two profiles the one behind the command's name is meant."""
    (tmp_path / "config.toml").write_text("[profiles.eu]\n[profiles.us]\n")
    rows = offline("--profile us config --profile eu --json").json["settings"]
    assert rows[0]["value"] == "eu"


@pytest.mark.parametrize("line", ["--sandbox config", "config --sandbox"])
def test_sandbox_is_a_profile(line: str, offline: Terminal) -> None:
    """`--sandbox` means the profile of this name."""
    assert offline(f"{line} --json").json["settings"][0]["value"] == "sandbox"


def test_sandbox_and_another_profile(offline: Terminal) -> None:
    """A line that names two profiles is refused before anything is done."""
    ended = offline("--sandbox config --profile eu")
    assert ended.exit_code == 2
    assert ended == ""
    assert "two different profiles" in ended.stderr


def test_a_profile_that_is_not_there(offline: Terminal) -> None:
    """An unknown profile is an error that names those that there are."""
    ended = offline("config --profile nowhere --json")
    assert ended.exit_code == 2
    assert ended == ""
    assert ended.error["message"] == "there is no profile 'nowhere'"
    assert ended.error["hint"] == "the profiles are: default, sandbox"


@pytest.mark.parametrize(
    "line",
    [
        "show -",
        "ask -",
        "update -",
        "note - -m 'Seen, and looked at'",
        "escalate - --to support --dry-run",
        "triage - --severity high --yes",
        "incident - --tag 421 --yes",
    ],
)
def test_one_ticket_from_stdin(line: str, offline: Terminal) -> None:
    """A command for one ticket takes no other number of them, and leaves none out silently."""
    for stdin, count in (("", 0), ("48213 48214\n", 2)):
        ended = offline(line, stdin)
        assert (ended.exit_code, ended) == (2, "")
        assert f"TICKET is one ticket, and stdin names {count}" in ended.stderr


def test_version(offline: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` among other words says the same as alone."""
    assert offline("--json --version").exit_code == 0
    assert capsys.readouterr().out.startswith("csm ")
