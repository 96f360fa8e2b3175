"""The demo does the main job in front of a person, and fails when a step does not do its part."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.terminal import Terminal

SCHEMA = json.loads((files("csm_cli") / "schemas" / "demo.json").read_text(encoding="utf-8"))


@pytest.mark.wheel
def test_every_step_does_what_it_should(offline: Terminal) -> None:
    """With an empty home and no account, all five steps work, and the ticket tells of two."""
    out = offline("demo --json")
    assert out.exit_code == 0, out.stderr
    jsonschema.validate(out.json, SCHEMA)
    steps = {step["command"].split()[1]: step for step in out.json["steps"]}
    assert list(steps) == ["show", "claim", "whois-owns", "escalate", "audit-impersonation"]
    assert [len(step["changes"]) for step in steps.values()] == [0, 1, 0, 3, 0]
    assert "esc.: - -> escalated" in steps["escalate"]["changes"]
    assert "group: Support -> Replay" in steps["escalate"]["changes"]


def test_a_person_sees_commands_output_and_changes(offline: Terminal) -> None:
    """Each command stands as it would be typed, followed by its real output and what changed."""
    out = offline("demo")
    assert out.exit_code == 0, out.stderr
    order = [
        "$ csm show 48213",
        "$ csm claim 48213",
        "is yours",
        "new internal note by Robin Vale: Claimed by Robin Vale",
        "$ csm whois-owns 48213",
        "#support-replay",
        "$ csm escalate 48213 --to engineering",
        "esc.: - -> escalated",
        "$ csm audit-impersonation",
        "What this log cannot show",
        "Every step did what it should.",
        "For real use, set",
    ]
    places = [out.find(text) for text in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert "\x1b" not in out  # nobody sees it on a terminal here


def test_nothing_is_left_behind(offline: Terminal, tmp_path: Path) -> None:
    """The demo leaves no file in the home, the state folder or beside the config file."""
    before = sorted(tmp_path.rglob("*"))
    assert offline("demo --json").exit_code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_scenario_of_ones_own_does_not_reach_it(offline: Terminal, tmp_path: Path) -> None:
    """The demo tells its own story, whatever scenario the variables name."""
    assert offline.with_(CSM_SANDBOX_SCENARIO=str(tmp_path))("demo --json").exit_code == 0
