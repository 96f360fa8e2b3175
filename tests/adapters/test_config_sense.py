"""Texts of a config file that a command would stop at later are told before."""

from pathlib import Path

import pytest

from csm_cli.adapters.config_checking import mistakes
from csm_cli.adapters.defaults import load
from tests.terminal import Terminal

NONSENSE = {
    "clocks.time_zone": ("'Mars/Base'", "Europe/Berlin"),
    "clocks.plans.boost": ("'warp'", "one of the hours under clocks"),
    "mine.search": ("'tags:{bogus}'", "{slug}, {email} and {id}"),
    "mine.organizations": ("['Hedgebox']", "ids of PostHog's"),
    "login_as.user_page": ("'/admin/'", "{id}"),
    "login_as.reason": ("'because'", "{ticket}"),
    "organizations.vitally_url": ("'https://vitally.example/'", "{vitally_id}"),
    "organizations.vitally_kinds": ("['people']", "accounts and organizations"),
    "status.tag": ("'incident'", "{number}"),
    "triage.owner_tag": ("'owner'", "{slug}"),
    "triage.slack_tags": ("['']", "none may be empty"),
}


def _one(name: str) -> tuple[str, str]:
    value, said = NONSENSE[name]
    return f"{name} = {value}\n", said


@pytest.mark.parametrize("name", NONSENSE)
def test_it_is_told_at_the_start_and_stops_nobody(name: str, offline: Terminal) -> None:
    """A warning names key and file, and what it has to be; who does not need it goes on."""
    text, said = _one(name)
    file = Path(offline.variables["CSM_CONFIG"])
    file.write_text(text)
    ended = offline("config list")
    assert ended.exit_code == 0
    assert f"warning: {file}: {name} can't be used: " in ended.stderr
    assert said in ended.stderr


@pytest.mark.parametrize("name", [name for name in NONSENSE if name != "triage.slack_tags"])
def test_it_is_not_written(name: str, offline: Terminal) -> None:
    """`csm config set` refuses it with what it has to be."""
    value = NONSENSE[name][0].strip("[']")
    ended = offline(["config", "set", name, value])
    assert ended.exit_code == 2
    assert f"{name} can't be used: " in ended.stderr
    assert Path(offline.variables["CSM_CONFIG"]).read_text() == ""


@pytest.mark.parametrize("search", ["{slug.x}", "{slug[x]}", "{0}", "{", "{slug:d}", "{id!x}"])
def test_a_search_with_a_strange_place(search: str, offline: Terminal) -> None:
    """Whatever is wrong between its braces."""
    assert offline(["config", "set", "mine.search", f"tags:{search}"]).exit_code == 2


def test_what_is_empty_on_purpose() -> None:
    """No search, no plan's clock, no page in Vitally: that is how to switch them off."""
    off = {"mine": {"search": ""}, "clocks": {"plans": {"boost": ""}, "time_zone": "utc"}}
    assert mistakes({**off, "organizations": {"vitally_url": ""}}) == []
    assert mistakes(load()) == []


def test_only_what_counts_is_warned_of(offline: Terminal) -> None:
    """The mistakes of a profile that is not in use are the doctor's alone."""
    file = Path(offline.variables["CSM_CONFIG"])
    file.write_text("profiles.work.clocks.time_zone = 'Mars/Base'\n")
    assert offline("config list").stderr == ""
    told = offline("--profile work config list").stderr
    assert f"warning: {file}: profiles.work.clocks.time_zone can't be used" in told
    assert offline("config set profiles.x y").exit_code == 2
