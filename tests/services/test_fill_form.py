"""Filling a form on a desk in memory: what is written, and what is decided anew."""

from datetime import date
from itertools import count

import pytest

from csm_cli.domain import filling
from csm_cli.domain.errors import Conflict, Refused, WrongUsage
from csm_cli.domain.filling import Filling
from csm_cli.domain.ownership import Feature, Ownership
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Group, Me, Person
from csm_cli.services.fill_form import FillingForms, Suggesting, Wish
from csm_cli.services.routing import Destination, Routing
from csm_cli.services.similarity import similar
from csm_cli.services.writing import Door
from tests.services.escalation_stage import KnownOwners, owner
from tests.services.writable_desk import ADA, REPLAY, ROBIN, Clock, MemoryJournal, WritableDesk

ONE = TicketRef(48230)
TO_REPLAY = Wish(Destination("engineering", feature="session replay"), "high")
THREAD = "https://posthog.slack.com/archives/C05KELP/p1700000048230"


class Stage:
    """A desk with one ticket from Slack, as Robin Vale."""

    def __init__(self) -> None:
        self.clock, self.journal = Clock(), MemoryJournal()
        self.desk = WritableDesk(self.clock)
        self.desk.add(ONE.number, group=None, severity=None, tags=("pylon",))
        ids, sleep = count(1), self.clock.sleep
        door = Door(self.desk, self.journal, verify_seconds=3, sleep=sleep, say=lambda _: None)
        routing = Routing(self.desk, KnownOwners(), "Support")
        self.filling = FillingForms(
            self.desk,
            door,
            routing,
            "Support",
            lambda: f"op{next(ids)}",
            lambda ticket: "pylon" in ticket.tags,
        )

    def run(self, wish: Wish = TO_REPLAY, *, resend: bool = False) -> Filling:
        """The whole way, as the command goes it."""
        ticket = self.filling.read(ONE)
        form = self.filling.form(ticket, wish)
        result = self.filling.earlier(ticket, form, resend=resend)
        if result is None:
            result = self.filling.plan(ticket, form)
            if result.outcome == filling.PLANNED:
                result = self.filling.carry_out(result)
        self.clock.sleep(3)
        return result


@pytest.fixture(name="stage")
def _stage() -> Stage:
    return Stage()


def test_both_lines_and_a_note_in_one_update(stage: Stage) -> None:
    """One write, private, with the owner; nobody's tag is touched; a second run writes nothing."""
    done = stage.run()
    assert (done.outcome, done.note_public, done.warnings) == ("filled", False, ())
    assert "- group: none -> Replay\n- severity: none -> high" in (done.note or "")
    assert "Owner: Replay, as of 2026-11-20" in (done.note or "")
    ticket = stage.desk.tickets[ONE.number]
    assert (ticket.group, ticket.severity, ticket.tags) == (REPLAY, "high", ("pylon",))
    again = stage.run()
    assert (again.outcome, len(stage.desk.sent)) == ("already-filled", 1)


def test_one_line_alone_says_what_still_lacks(stage: Stage) -> None:
    """The other one stays open, and is named."""
    done = stage.run(Wish(None, "low"))
    assert [notice.text for notice in done.warnings] == ["the form still lacks: group"]
    assert stage.desk.tickets[ONE.number].group is None


def test_a_ticket_that_moves_is_decided_again(stage: Stage) -> None:
    """A status that flips under the plan is no matter; another team that was chosen is."""
    stage.desk.before_apply.append(lambda: stage.desk.change(ONE.number, status="open"))
    filled = stage.run(Wish(None, "low"))
    assert (filled.outcome, len(stage.desk.sent)) == ("filled", 2)
    (told,) = [notice.text for notice in filled.warnings if notice.code == "changed_meanwhile"]
    assert "Ada Park" in told
    assert "status" in told
    stage.desk.before_apply.append(
        lambda: stage.desk.change(ONE.number, group=Group(3, "Feature Flags"))
    )
    other = stage.run(Wish(Destination("engineering", group="Replay")))
    assert (other.outcome, other.note_id) == ("conflict", None)
    assert stage.desk.tickets[ONE.number].group == Group(3, "Feature Flags")


def test_somebody_who_takes_it_meanwhile_keeps_it(stage: Stage) -> None:
    """The yes was to a ticket that nobody had; run again, it goes to the group all the same."""
    stage.desk.before_apply.append(lambda: stage.desk.change(ONE.number, assignee=ADA))
    taken = stage.run()
    assert (taken.outcome, taken.note_id) == ("conflict", None)
    assert "Ada Park was made its assignee" in (taken.reason or "")
    again = stage.run()
    assert (again.outcome, stage.desk.tickets[ONE.number].assignee) == ("filled", None)


def test_who_is_put_in_anothers_place_keeps_it(stage: Stage) -> None:
    """The yes was to take it from Ada, and not from whoever came after."""
    jules = Person(107, "Jules Fontaine", None)
    stage.desk.change(ONE.number, assignee=ADA)
    stage.clock.sleep(3)
    stage.desk.before_apply.append(lambda: stage.desk.change(ONE.number, assignee=jules))
    assert (stage.run().outcome, stage.desk.tickets[ONE.number].assignee) == ("conflict", jules)


def test_the_group_of_what_nobody_sorted_sorts_nothing(stage: Stage) -> None:
    """It would be called filled, and stay in the list."""
    with pytest.raises(WrongUsage, match="nobody has sorted"):
        stage.run(Wish(Destination("engineering", group="support")))
    assert stage.desk.sent == []


def test_a_ticket_that_is_none_of_slacks(stage: Stage) -> None:
    """Its number may be mistyped: that is said before anything is sent."""
    stage.desk.add(48231, group=None, severity=None)
    told = stage.filling.read(TicketRef(48231))
    planned = stage.filling.plan(told, stage.filling.form(told, TO_REPLAY))
    assert [notice.code for notice in planned.warnings] == ["not_from_slack"]


def test_filled_by_somebody_else_meanwhile(stage: Stage) -> None:
    """The same values from elsewhere leave nothing to do, and no note."""
    stage.desk.before_apply.append(
        lambda: stage.desk.change(ONE.number, group=REPLAY, severity="high")
    )
    assert stage.run().outcome == "already-filled"
    assert stage.desk.entries[ONE.number] == []


def test_an_update_without_an_answer(stage: Stage) -> None:
    """One that arrived is found by its note; one that did not is unknown, and sent again once."""
    stage.desk.mishaps = ["lost"]
    assert stage.run().outcome == "filled"
    other = Stage()
    other.desk.mishaps = ["dropped"]
    assert other.run().outcome == "unknown"
    assert other.run().outcome == "unknown"
    assert len(other.desk.sent) == 1
    assert other.run(resend=True).outcome == "filled"


def test_a_change_that_the_desk_ignores(stage: Stage) -> None:
    """The note is there, and what is not so is said."""
    stage.desk.mishaps = ["ignored"]
    done = stage.run()
    assert done.outcome == "partial"
    assert done.reason == "the group is none, not Replay; severity is empty, not high"


def test_who_can_not(stage: Stage) -> None:
    """A light agent is told before anything is sent, and where the form is; so is a closed one."""
    stage.desk.note(ONE.number, ADA, f"Thread: {THREAD}")
    stage.desk.who = Me(ROBIN, "light")
    with pytest.raises(Refused) as caught:
        stage.run()
    assert THREAD in (caught.value.hint or "")
    stage.desk.who = Me(ROBIN, "full")
    stage.desk.change(ONE.number, status="closed")
    with pytest.raises(Conflict, match="closed"):
        stage.run()
    assert stage.desk.sent == []


def test_values_that_are_not_there(stage: Stage) -> None:
    """Three live groups are named for a wrong one, and nothing is sent."""
    with pytest.raises(WrongUsage) as caught:
        stage.run(Wish(Destination("engineering", group="Rpelay")))
    assert (caught.value.hint or "").count(",") == 2
    with pytest.raises(WrongUsage, match="no severity is called"):
        stage.run(Wish(None, "urgent"))
    assert stage.desk.sent == []


def test_suggestions_by_words(stage: Stage) -> None:
    """The owner's group if it is live, else none; words that say nothing suggest nothing."""
    day = date(2026, 11, 20)
    rows = tuple(
        Feature(name, (), (), (), (owner(team, group),), day, "test")
        for name, team, group in (
            ("Session replay", "Replay", "replay"),
            ("Dashboards", "Product Analytics", "Gone Queue"),
        )
    )
    suggesting = Suggesting(Ownership(rows, ()), stage.desk.groups, similar)
    ticket = stage.desk.tickets[ONE.number]
    (best, *_) = suggesting.of(ticket._replace(subject="our session replay stops", description=""))
    assert (best.feature, best.team, best.group) == ("Session replay", "Replay", "Replay")
    (best, *_) = suggesting.of(ticket._replace(subject="my dashboards are slow", description=""))
    assert (best.feature, best.group) == ("Dashboards", None)
    assert suggesting.of(ticket._replace(subject="hello there", description="")) == ()
