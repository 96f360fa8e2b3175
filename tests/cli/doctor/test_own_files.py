"""Templates and tips beside the config file, looked at before a command stumbles over them."""

from pathlib import Path

import pytest

from tests.cli.doctor.looking import examined
from tests.terminal import Terminal


def _template(csm: Terminal, name: str, text: str) -> Path:
    folder = Path(csm.variables["CSM_CONFIG"]).parent / "templates"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md.j2").write_text(text)
    return folder / f"{name}.md.j2"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("note-handover", "{% if %}", "line 1"),
        ("note-mine", "{{ message }} {{ bogus }}", "'bogus' is undefined"),
        ("escalate-support", "{{ why }}", "leaves out: investigated, observed, next"),
        ("escalate-engineering", "{{ team.upper() }}", "'None' has no attribute 'upper'"),
        ("nudge", "{{ days + 'x' }}", "unsupported operand"),
        ("ask-keen", "{{ asks[3].what }}", "no element 3"),
        ("update-clinical", "{{ progress", "line 1"),
        ("incident-customer", "{{ incidents[0].begun }}", "begun"),
        ("remind-ticket-emoji", "{{ ticket }}", "'ticket' is undefined"),
    ],
)
def test_a_broken_template(name: str, text: str, said: str, alone: Terminal) -> None:
    """What its command would stop at is told, with the file."""
    parts = "{{ why }}{{ investigated }}{{ observed }}{{ next }}" if "engineering" in name else ""
    file = _template(alone, name, text + parts)
    found = examined(alone)
    assert found.unwell_here == {"templates": "fail"}
    assert str(file) in found["templates"]["found"]
    assert said in found["templates"]["found"]


def test_several(alone: Terminal) -> None:
    """Each of them is told, once."""
    names = [_template(alone, name, "{{ bogus }}") for name in ("withdraw", "note-bug")]
    found = examined(alone)["templates"]
    assert found["found"] == "2 templates can't be used"
    assert len(found["items"]) == len(names)


def test_sound_ones(alone: Terminal) -> None:
    """They are counted; one whose name no command uses is a warning."""
    _template(alone, "note-mine", "{{ message }}, by {{ by }}")
    found = examined(alone)
    assert found.unwell_here == {}
    assert found["templates"]["found"].startswith("1 template of your own in ")
    _template(alone, "notes-mine", "{{ bogus }}")
    found = examined(alone)
    assert found.unwell_here == {"templates": "warn"}
    assert "no command uses notes-mine" in found["templates"]["found"]


def test_tips(alone: Terminal) -> None:
    """A file that csm tips would refuse is told with its line; a sound one is counted."""
    file = Path(alone.variables["CSM_CONFIG"]).with_name("tips.yaml")
    file.write_text("schema_version: 1\ntips: 5\n")
    found = examined(alone)
    assert found.unwell_here == {"tips_file": "fail"}
    assert f"{file}:2: " in found["tips_file"]["found"]
    file.write_text(
        "schema_version: 1\ntips:\n"
        "  - {area: replay, look_up: [it], as_of: 2026-11-20, source: Ada}\n"
    )
    found = examined(alone)
    assert found.unwell_here == {}
    assert found["tips_file"]["found"] == f"{file}: tips for 1 area"
