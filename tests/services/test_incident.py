"""The status page beside a ticket: tagging through the one door, and words in passing."""

import threading
from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from csm_cli.adapters import defaults
from csm_cli.domain import incident_tagging
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.incident_tagging import Sight, Tagging
from csm_cli.domain.incidents import (
    INCIDENT,
    MAINTENANCE,
    Component,
    Incident,
    Match,
    StatusPage,
    rules,
)
from csm_cli.domain.links import Sites
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Me
from csm_cli.services.incident import Incidents, Looking, Watch
from csm_cli.services.writing import Door
from tests.services.writable_desk import ROBIN, START, Clock, MemoryJournal, WritableDesk

ONE = TicketRef(48213)
FACTS = defaults.load()
STOPPED = Incident(
    "01", INCIDENT, "Replay is slow", "identified", None, START - timedelta(hours=5), None, START,
    None, None, (Component("Session replay", None, None),),
)  # fmt: skip
PAGE = StatusPage("PostHog", "https://status.example", (STOPPED,))


class Page:
    """A status page that answers, fails, or does not answer before it is let."""

    def __init__(
        self, *, fails: bool = False, hangs: bool = False, odd: Exception | None = None
    ) -> None:
        self._fails = Unavailable("it is down") if fails else odd
        self._let = threading.Event()
        self.asked = 0
        if not hangs:
            self._let.set()

    def page(self) -> StatusPage:
        """The page."""
        self.asked += 1
        self._let.wait(30)
        if self._fails:
            raise self._fails
        return PAGE


class Writer:
    """Shows which template was asked for, and with what."""

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """The text."""
        return f"{template}: {values.get('tag')}, {len(values['incidents'])} incidents"  # type: ignore[arg-type]


def looking(page: Page | None, seconds: float = 20.0) -> Looking:
    """A status page with the shipped rules."""
    return Looking(
        page, seconds, "https://status.example", rules(FACTS), Sites.of(FACTS["posthog"]), "-"
    )


class Stage:
    """Tagging on a desk in memory."""

    def __init__(self, page: Page | None) -> None:
        self.clock = Clock()
        self.desk = WritableDesk(self.clock)
        self.journal = MemoryJournal()
        self.desk.add(ONE.number)
        door = Door(
            self.desk, self.journal, verify_seconds=3, sleep=self.clock.sleep, say=lambda _: None
        )
        ids = count(1)
        self.incidents = Incidents(
            lambda: self.desk,
            lambda: door,
            looking(page),
            Writer(),
            lambda: f"op{next(ids)}",
            lambda: START,
        )

    def tagged(self) -> Tagging:
        """Look, plan and carry out."""
        seen = self.incidents.look(ONE, settled=True)
        planned = self.incidents.plan(seen, "incident/418")
        if planned.outcome != incident_tagging.PLANNED:
            return planned
        return self.incidents.carry_out(planned)


@pytest.fixture(name="stage")
def _stage() -> Stage:
    return Stage(Page())


def test_the_tag_and_the_note_are_one_update(stage: Stage) -> None:
    """Private, with the other tags left alone; a second time there is nothing to do."""
    stage.desk.change(ONE.number, tags=("high",))
    stage.clock.sleep(2)
    done = stage.tagged()
    (sent,) = stage.desk.sent
    assert done.outcome == incident_tagging.TAGGED
    assert sent.tags == ("high", "incident/418")
    assert (sent.note, sent.mark.verb) == ("incident: incident/418, 1 incidents", "incident")
    assert done.note_public is False
    stage.clock.sleep(2)
    assert stage.tagged().outcome == incident_tagging.ALREADY


def test_without_the_page_a_person_may_still_tag() -> None:
    """What is missing is told; the note names no incident."""
    for page in (None, Page(fails=True)):
        done = Stage(page).tagged()
        assert done.outcome == incident_tagging.TAGGED
        assert [each.code for each in done.sight.missing] == [
            "absent" if page is None else "failing"
        ]
        assert done.note == "incident: incident/418, 0 incidents"


def test_nobody_is_tagged_who_is_closed_or_by_a_light_agent(stage: Stage) -> None:
    """Nothing is sent for either."""
    stage.desk.who = Me(ROBIN, "light")
    assert stage.tagged().outcome == incident_tagging.REFUSED
    stage.desk.who = Me(ROBIN, "full")
    stage.desk.change(ONE.number, status="closed")
    assert stage.tagged().outcome == incident_tagging.CLOSED
    assert stage.desk.sent == []


def test_a_ticket_that_changed_is_planned_anew(stage: Stage) -> None:
    """The tags of the newer version stay; an answer that is lost is looked for, not sent again."""
    stage.desk.before_apply = [lambda: stage.desk.change(ONE.number, tags=("new",))]
    assert stage.tagged().outcome == incident_tagging.TAGGED
    assert stage.desk.sent[-1].tags == ("new", "incident/418")
    lost = Stage(Page())
    lost.desk.mishaps = ["lost"]
    assert lost.tagged().outcome == incident_tagging.TAGGED
    assert len(lost.desk.sent) == 1


def test_an_unknown_end_is_settled_by_the_next_run(stage: Stage) -> None:
    """It is said to be unknown, and is not sent again unasked."""
    stage.desk.mishaps = ["dropped"]
    assert stage.tagged().outcome == incident_tagging.UNKNOWN
    seen = stage.incidents.look(ONE)
    earlier = stage.incidents.earlier(seen, "incident/418", resend=False)
    assert earlier is not None
    assert earlier.outcome == incident_tagging.UNKNOWN
    again = stage.incidents.earlier(seen, "incident/418", resend=True)
    assert again is not None
    assert again.outcome == incident_tagging.TAGGED


def test_the_customer_is_told_no_end_that_has_passed() -> None:
    """A maintenance that takes longer than it should has no time for its end, as an incident."""
    ticket = WritableDesk(Clock()).add(ONE.number)
    for hours, told in ((1, "2026-11-23 11:00 UTC"), (-1, None)):
        late = STOPPED._replace(kind=MAINTENANCE, until=START + timedelta(hours=hours))
        sight = Sight(PAGE, ticket=ticket, matches=(Match(late, ("its area",)),))
        values: Any = incident_tagging.customer_values(sight, "", START)
        assert [each["until"] for each in values["incidents"]] == [told]


def test_words_in_passing() -> None:
    """The incident that fits is named, once asked for; a tie that is there already is not."""
    desk, page = WritableDesk(Clock()), Page()
    watch, ticket = Watch(looking(page)), desk.add(ONE.number)
    assert watch.about(ticket) == ()  # nobody looked yet
    watch.begin()
    watch.begin()
    (said,) = watch.about(ticket)
    assert "'Replay is slow'" in said
    assert said.endswith("csm incident 48213")
    assert page.asked == 1
    assert watch.about(ticket._replace(tags=("incident/9",))) == ()
    assert watch.about(ticket._replace(area="billing")) == ()


def test_nothing_in_passing_is_worth_waiting_or_failing_for() -> None:
    """A page that fails, even by a mistake of csm's, hangs or is not wanted says nothing, and soon.

    A claim's note is on the ticket by then, and what became of it is to be told.
    """
    ticket = WritableDesk(Clock()).add(ONE.number)
    failing = (looking(Page(fails=True)), looking(Page(odd=RuntimeError("a mistake"))))
    for made in (*failing, looking(Page(hangs=True), 0.05), looking(None), None):
        watch = Watch(made)
        watch.begin()
        assert watch.about(ticket) == ()
