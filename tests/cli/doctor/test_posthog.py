"""One thing of PostHog or of the clock broken at a time: the doctor names that thing."""

import pytest

from tests.cli.doctor.looking import configure, examined
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

BEHIND_THE_KEY = {
    "posthog_scope", "posthog_project", "posthog_group_index", "impersonation_events",
}  # fmt: skip


def test_an_unknown_key(well: Terminal) -> None:
    """A key that nobody knows is told, and what it would open is not looked at."""
    found = examined(well.with_(CSM_POSTHOG_KEY="phx_canary"))
    assert found.unwell == {"posthog_credential": "fail"}
    assert found.skipped == BEHIND_THE_KEY


def test_a_key_of_the_other_region(well: Terminal) -> None:
    """A key of the EU host is recognized as that: the audit needs one of the US host."""
    found = examined(well.with_(CSM_POSTHOG_KEY="phx_sandbox_eu"))
    assert found.unwell == {"posthog_credential": "fail"}
    assert "a key of the other region" in found["posthog_credential"]["found"]
    assert "US host" in found["posthog_credential"]["next"]


def test_a_key_that_can_not_be_sent(well: Terminal) -> None:
    """A key with a line break in it is told as that, and not sent."""
    found = examined(well.with_(CSM_POSTHOG_KEY="phx_\ncanary"))
    assert found.unwell == {"posthog_credential": "fail"}
    assert "a character that no key has" in found["posthog_credential"]["found"]


def test_a_missing_scope(well: Terminal) -> None:
    """A key without query:read is a real key, and is told which scope it lacks."""
    found = examined(well.with_(CSM_POSTHOG_KEY="phx_sandbox_us_user_only"))
    assert found.unwell == {"posthog_scope": "fail"}
    assert found["posthog_credential"]["state"] == "ok"
    assert found.skipped == BEHIND_THE_KEY - {"posthog_scope"}
    assert "query:read" in found["posthog_scope"]["next"]


SET_UP = {
    "another project": ("posthog.audit_project_id = 3", "posthog_project", "fail", "project"),
    "another group index": (
        "posthog.organization_group_index = 3",
        "posthog_group_index",
        "fail",
        "has the number 0, and csm is configured for 3",
    ),
    "another group type": (
        "posthog.organization_group_type = 'company'",
        "posthog_group_index",
        "warn",
        "'company'",
    ),
    "renamed events": (
        "audit.events = {started = 'a_new', upgraded = 'b_new', downgraded = 'c_new'}",
        "impersonation_events",
        "warn",
        "may have been renamed",
    ),
}


@pytest.mark.parametrize("case", SET_UP)
def test_a_project_that_is_not_as_configured(case: str, well: Terminal) -> None:
    """The thing is named, with the key of the config file that says how it is."""
    text, name, state, said = SET_UP[case]
    configure(well, f"{text}\n")
    found = examined(well)
    assert found.unwell == {name: state}
    assert said in found[name]["found"]
    assert "config file" in found[name]["next"]


def test_no_impersonation_for_a_week(well: Terminal) -> None:
    """Events of a month ago are no proof that they are still called so; the newest is told."""
    configure(well, "[doctor]\nimpersonations_days = 0\n")
    found = examined(well)
    assert found.unwell == {"impersonation_events": "warn"}
    assert "the newest is of 20" in found["impersonation_events"]["found"]
    assert found["impersonation_events"]["items"]


@pytest.mark.parametrize(("seconds", "state"), [(60, "warn"), (600, "fail"), (-600, "fail")])
def test_a_clock_that_is_off(seconds: int, state: str, well: Terminal, desk: Zendesk) -> None:
    """A clock that is off by half a minute is doubtful, by five minutes wrong; the side is told."""
    desk.advance(seconds)
    try:
        found = examined(well)
    finally:
        desk.advance(-seconds)
    assert found.unwell == {"clock": state}
    assert (" s behind " if seconds > 0 else " s ahead of ") in found["clock"]["found"]


def test_the_other_host(well: Terminal) -> None:
    """Where the EU host can't be reached, that is told, and audits work on."""
    found = examined(well.with_(CSM_POSTHOG_EU_URL="https://eu.invalid"))
    assert found.unwell == {"posthog_eu_url": "fail"}
    assert found.skipped == set()
