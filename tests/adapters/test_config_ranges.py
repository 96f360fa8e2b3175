"""The numbers of a config file: each has a range, and one outside is told before it does harm."""

import json
import math
import tomllib
from datetime import UTC
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from csm_cli.adapters import defaults
from csm_cli.adapters.config_checking import mistakes
from csm_cli.adapters.config_keys import Kind, known
from csm_cli.adapters.config_ranges import RANGES, first_outside
from csm_cli.domain.clocks import clocks
from tests.adapters import config_schema
from tests.terminal import Terminal

NUMBERS = [key for key in known().values() if key.kind in {Kind.NUMBER, Kind.WHOLE}]
OUTSIDE = {
    "a date in the past": "drafts.otherwise_hours = -400",
    "fewer than none": "triage.threads = -3",
    "a cache from the future": "limits.cache_hours = -1",
    "no time at all": "similar.wait_seconds = 0",
    "more than a clock can count": "drafts.otherwise_hours = 1e+300",
    "no number": "clocks.boost = nan",
    "no end": "limits.waiting_cap_seconds = inf",
    "no id": "zendesk.escalation_field_id = 0",
    "a group type that there is not": "posthog.organization_group_index = 5",
}


def _nested(name: str, value: object) -> dict[str, Any]:
    found: Any = value
    for part in reversed(name.split(".")):
        found = {part: found}
    return dict(found)


def test_every_number_has_a_range_that_its_default_is_in() -> None:
    """And nothing else has one."""
    assert {key.name for key in NUMBERS} == {*RANGES}
    for key in NUMBERS:
        assert key.default is None or key.default in RANGES[key.name], key.name
    assert first_outside(defaults.load()) is None


@pytest.mark.parametrize("key", NUMBERS, ids=lambda key: key.name)
def test_the_ends_are_good_and_beyond_them_is_not(key: Any) -> None:
    """Both ends can be written, and neither what lies beyond nor what is no number can."""
    bounds = RANGES[key.name]
    for value in bounds:
        assert mistakes(_nested(key.name, value)) == []
    beyond = [math.nan, math.inf, -math.inf] if key.kind is Kind.NUMBER else []
    for value in (bounds.least - 1, bounds.most * 2, *beyond):
        [mistake] = mistakes(_nested(key.name, value))
        assert mistake.name == key.name


@pytest.mark.parametrize("case", OUTSIDE)
def test_it_is_told_wherever_the_file_is_read(case: str, offline: Terminal) -> None:
    """By each command, with the file, the key, the value and the range."""
    name, _, value = OUTSIDE[case].partition(" = ")
    file = Path(offline.variables["CSM_CONFIG"])
    file.write_text(f"{OUTSIDE[case]}\n")
    ended = offline("config list")
    assert (ended.exit_code, str(ended)) == (2, "")
    assert f"in {file}, {name} is {value}, and has to be {RANGES[name]}" in ended.stderr


def test_a_profiles_own(offline: Terminal) -> None:
    """A number of a profile is in the way of that profile alone."""
    file = Path(offline.variables["CSM_CONFIG"])
    file.write_text("profiles.work.limits.cache_hours = -1\n")
    assert offline("--profile work config list").exit_code == 2
    assert offline("config get limits.cache_hours") == "12\n"


@pytest.mark.parametrize("typed", ["-400", "0", "1e300"])
def test_it_is_not_written(typed: str, offline: Terminal) -> None:
    """`csm config set` names the range, and leaves the file as it is."""
    ended = offline(["config", "set", "--", "drafts.otherwise_hours", typed])
    assert ended.exit_code == 2
    assert "drafts.otherwise_hours is " in ended.stderr
    assert "from 0.1 to 10000" in ended.stderr
    assert Path(offline.variables["CSM_CONFIG"]).read_text() == ""


@pytest.mark.parametrize("case", [case for case in OUTSIDE if case not in {"no number", "no end"}])
def test_an_editor_knows(case: str) -> None:
    """The JSON Schema has the same ranges, so that a number is underlined while it is typed."""
    schema = json.loads(config_schema.FILE.read_text("utf-8"))
    assert not jsonschema.Draft7Validator(schema).is_valid(tomllib.loads(OUTSIDE[case]))


def test_the_rules_take_the_ends() -> None:
    """The hours of a clock, of which the rules have a bound of their own."""
    for bound in RANGES["clocks.boost"]:
        facts = defaults.merged(defaults.load(), _nested("clocks.boost", bound))
        assert clocks(facts, UTC).hours["boost"] == bound
