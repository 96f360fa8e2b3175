"""One thing of the configuration broken at a time: the doctor names that thing."""

from pathlib import Path

import pytest

from tests.cli.doctor.looking import configure, examined
from tests.terminal import Terminal

DOUBTS = {
    "an unknown key": ("[zendesk]\nescalation_titel = 'x'\n", "zendesk.escalation_title"),
    "a key in the wrong table": ("timeout_seconds = 3\n", "limits.timeout_seconds"),
    "an unknown table": ("[limmits]\nx = 1\n", "limmits is not known"),
    "a profile's unknown key": (
        "[profiles.a.limits]\ntimeout_second = 3\n",
        "profiles.a.limits.timeout_seconds",
    ),
    "two profiles that are the same": (
        "[profiles.a.limits]\nread_attempts = 3\n[profiles.b.limits]\nread_attempts = 3\n",
        "a and b say the same",
    ),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_a_doubtful_config_file(case: str, alone: Terminal) -> None:
    """What has no effect is named, with what was meant; the work goes on."""
    text, said = DOUBTS[case]
    configure(alone, text)
    found = examined(alone)
    assert found.unwell_here == {"config_file": "warn"}
    assert said in found["config_file"]["found"]


MISTAKES = {
    "no TOML": ("[zendesk", "is not TOML"),
    "a text for a number": ("[limits]\ntimeout_seconds = 'canary'\n", "limits.timeout_seconds"),
    "a value for a table": ("limits = 5\n", "limits is not a table"),
    "profiles that are none": ("profiles = 5\n", "profiles is not a table"),
    "an unknown profile": ("profile = 'wrok'\n[profiles.work]\n", "profile names no profile"),
    "a number out of its range": ("[limits]\ncache_hours = -1\n", "from 0 to 87600"),
    "a list of numbers": ("[audit]\nmembership_events = 3\n", "audit.membership_events"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_wrong_config_file(case: str, alone: Terminal) -> None:
    """What stops every command is named; what needs no settings is looked at all the same."""
    text, said = MISTAKES[case]
    Path(alone.variables["CSM_CONFIG"]).write_text(text)
    found = examined(alone)
    assert found.unwell == {"config_file": "fail"}
    assert said in found["config_file"]["found"]
    assert "settings can't be used" in found["zendesk_url"]["found"]
    assert found["journal"]["state"] == "ok"


def test_what_only_some_commands_stop_at(alone: Terminal) -> None:
    """A zone and a search that can't be used are named, and everything else is looked at."""
    configure(alone, '[clocks]\ntime_zone = "Mars/Base"\n[mine]\nsearch = "tags:{bogus}"\n')
    found = examined(alone)
    assert found.unwell_here == {"config_file": "fail"}
    zone, search = found["config_file"]["items"]
    assert "clocks.time_zone can't be used" in zone
    assert "mine.search can't be used" in search


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CSM_PROFILE", "sandbx", "did you mean sandbox?"),
        ("CSM_TIMEOUT", "soon", "CSM_TIMEOUT is 'soon'"),
        ("CSM_CONFIG", "/nowhere/config.toml", "/nowhere/config.toml, which does not exist"),
    ],
)
def test_a_wrong_variable(variable: str, value: str, said: str, alone: Terminal) -> None:
    """A variable that keeps every command from its settings is named like the file's mistakes."""
    found = examined(Terminal({**alone.variables, variable: value}))
    assert found.unwell == {"config_file": "fail"}
    assert said in found["config_file"]["found"]


@pytest.mark.parametrize("name", ["config.toml", "credentials.json"])
def test_a_credential_that_others_can_read(name: str, alone: Terminal, tmp_path: Path) -> None:
    """The file is named and, with --fix, closed; then all is well."""
    configure(alone, '[profiles.other.zendesk]\ntoken = "canary"\n')
    (tmp_path / "credentials.json").write_text("{}")
    (tmp_path / "credentials.json").chmod(0o600)
    (tmp_path / name).chmod(0o640)
    found = examined(alone)
    assert found.unwell_here == {"config_permissions": "fail"}
    assert found["config_permissions"]["fixable"] is True
    assert str(tmp_path / name) in found["config_permissions"]["found"]
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o640
    fixed = examined(alone, "--fix")
    assert fixed.unwell_here == {}
    assert [each["name"] for each in fixed.out.json["fixed"]] == ["config_permissions"]
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_a_config_file_without_a_secret_may_be_read(alone: Terminal) -> None:
    """Settings that open nothing are nobody's secret."""
    configure(alone, "", 0o644)
    assert examined(alone).unwell_here == {}
