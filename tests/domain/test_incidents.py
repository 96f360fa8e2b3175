"""What of the status page a ticket may be about, and the tag of an incident."""

from datetime import UTC, datetime, timedelta

import pytest

from csm_cli.adapters import defaults
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.incidents import (
    INCIDENT,
    SCHEDULED,
    Case,
    Component,
    Incident,
    Match,
    StatusPage,
    made_at,
    matches,
    rules,
    tag,
    tags_of,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
RULES = rules(defaults.load())
LATE = Incident(
    "01", INCIDENT, "Events are late", "identified", "partial_outage",
    NOW - timedelta(hours=3), None, NOW, None, None,
    (Component("Event ingestion", "EU Cloud 🇪🇺", None),),
)  # fmt: skip
ABOUT = Case("data_ingestion", "eu", "No events since noon.", NOW)


def judged(case: Case, incident: Incident = LATE) -> list[Match]:
    """What the page with one incident has for a ticket."""
    return list(matches(StatusPage("PostHog", "", (incident,)), case, RULES))


def test_the_area_speaks_for_it() -> None:
    """However the area is spelt; an area without words of its own goes by itself."""
    (found,) = judged(ABOUT)
    assert (found.fits, found.why) == (True, ("the ticket's area is data_ingestion",))
    assert judged(ABOUT._replace(area="data-ingestion"))
    heat = LATE._replace(components=(Component("Heatmap", None, None),), name="Slow")
    assert judged(ABOUT._replace(area="heatmaps"), heat)[0].fits
    assert judged(ABOUT._replace(area="billing")) == []


def test_the_customers_words_speak_for_it() -> None:
    """Where they name the component as words; a short name says nothing in a text."""
    said = ABOUT._replace(area="login", text="Is event-ingestion down?")
    assert judged(said)[0].why == ("the ticket says 'Event ingestion'",)
    app = LATE._replace(components=(Component("App", None, None),))
    assert judged(said._replace(text="our app is down"), app) == []
    part = said._replace(text="preevent ingestions")
    assert judged(part) == []


def test_what_speaks_against_it() -> None:
    """Another region, or a ticket that is older by more than a day: told, and it does not fit."""
    (other,) = judged(ABOUT._replace(region="us"))
    assert (other.fits, other.against) == (False, ("it is about EU, and the ticket is of US",))
    (old,) = judged(ABOUT._replace(created_at=NOW - timedelta(days=2)))
    assert (old.fits, old.against) == (False, ("the ticket is older than it",))
    assert judged(ABOUT._replace(region=None))[0].fits
    everywhere = LATE._replace(components=(Component("Event ingestion", None, None),))
    assert judged(ABOUT._replace(region="us"), everywhere)[0].fits


def test_the_ends_of_time() -> None:
    """A page that dates an incident to the first or the last year there is stops nothing."""
    for year in (1, 9999):
        odd = LATE._replace(since=datetime(year, 1, 1, tzinfo=UTC))
        assert judged(ABOUT, odd)[0].fits == (year == 1)


def test_what_lies_ahead_is_no_reason() -> None:
    """A maintenance that has not begun explains nothing."""
    assert judged(ABOUT, LATE._replace(kind=SCHEDULED)) == []


def test_the_best_comes_first() -> None:
    """One that fits before one that something speaks against."""
    us = LATE._replace(id="02", components=(Component("Event ingestion", "US Cloud", None),))
    found = matches(StatusPage("", "", (us, LATE)), ABOUT, RULES)
    assert [each.incident.id for each in found] == ["01", "02"]


@pytest.mark.parametrize("text", ["418", "#418", "incident/418", " 418 "])
def test_the_tag(text: str) -> None:
    """From the number, or from the tag itself."""
    assert tag(text, RULES) == "incident/418"


@pytest.mark.parametrize("text", ["", "0", "0418", "4 18", "418 x", "incident/", "01KSV6HJ", "-1"])
def test_what_is_no_number(text: str) -> None:
    """The status page's id is none: a tag of Zendesk's may hold no blank, and none is invented."""
    with pytest.raises(WrongUsage, match="not the number"):
        tag(text, RULES)


def test_the_tags_that_a_ticket_has() -> None:
    """Only those of incidents, by the configured form."""
    assert tags_of(("high", "incident/418", "incident/x", "incident_9"), RULES) == ("incident/418",)


def test_the_moment_in_an_id() -> None:
    """A ULID's, as the specification's example has it; any other id has none."""
    assert made_at("01ARZ3NDEKTSV4RRFFQ69G5FAV") == datetime(2016, 7, 30, 23, 54, 10, tzinfo=UTC)
    assert made_at("l70cgmt7475m") is None
    assert made_at("Z" * 26) is None


def test_a_table_that_is_not_usable() -> None:
    """It is told as a mistake of the config file."""
    for form in ("incident/{x}", "incident/418", "incident {number}", "{number.real.bad}"):
        with pytest.raises(WrongUsage, match="'status'"):
            rules({"status": {"areas": {}, "older_hours": 1, "tag": form}})
