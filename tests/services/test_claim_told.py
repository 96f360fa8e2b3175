"""What a claim's result says: which ticket, whose, why not, and what to do next."""

import pytest

from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.errors import NotAllowed, NotFound, OutcomeUnknown, Unavailable
from csm_cli.domain.history import Before
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Hand, Mark, Me, Receipt, Ticket, Write
from csm_cli.services.claim import Wish
from csm_cli.services.claim_many import claim_many
from tests.services.claim_stage import LIGHT, ONE, Stage
from tests.services.writable_desk import ADA, ROBIN, SUPPORT, WritableDesk

NUMBER = ONE.number


@pytest.fixture
def around() -> Stage:
    """A free ticket."""
    return Stage()


def test_a_claim(around: Stage) -> None:
    """The ticket, whose it is since when, by which note, and nothing else."""
    began = around.clock()
    assert around.claim() == ClaimResult(NUMBER, "claimed", ROBIN, began, 1000)


def test_a_release(around: Stage) -> None:
    """Nobody has it afterwards; the time is that of the note."""
    around.claim()
    around.clock.sleep(5)
    began = around.clock()
    assert around.claim(Wish(release=True, message="On holiday.")) == ClaimResult(
        NUMBER, "released", None, began, 1001
    )
    assert around.notes()[0].endswith("with csm\n\nOn holiday.")


def test_a_plan(around: Stage) -> None:
    """How the ticket stands and what would change, beside the requests."""
    planned = around.claim(Wish(dry_run=True, assign=True))
    assert planned.ticket == NUMBER
    assert planned.before == around.desk.ticket(ONE)
    assert planned.change == Change(SUPPORT, Hand(ROBIN.id, ROBIN.name))


def test_warnings_add_up(around: Stage) -> None:
    """Who else is there, then what the assignment brings."""
    around.desk.change(NUMBER, group=None, assignee=ADA)
    told = around.claim(Wish(assign=True, dry_run=True)).warnings
    assert told == (
        "the assignee is Ada Park",
        "it has no group, and gets yours with the assignee",
    )
    assert around.claim(Wish(dry_run=True)).warnings == ("the assignee is Ada Park",)


def test_what_stood_there_is_recorded(around: Stage) -> None:
    """So that the claim can be undone."""
    around.desk.change(NUMBER, assignee=ADA)
    around.clock.sleep(2)
    around.claim(Wish(assign=True))
    assert around.journal.before["op1"] == Before("open", SUPPORT, Hand(ADA.id, ADA.name))


def test_no_more_is_read_than_needed(around: Stage) -> None:
    """The conversation is read down to the newest claim, however much lies below it."""
    for _ in range(9):
        around.desk.note(NUMBER, ADA, "words")
    around.taken()
    around.claim()
    assert around.desk.entries_read == [1]


def test_a_partial_release(around: Stage) -> None:
    """Hints follow what was wished: a release has nothing to do with groups."""
    around.claim()
    around.clock.sleep(5)

    class Trimming(WritableDesk):
        """A desk on which nothing comes out as it was sent."""

        def apply(self, write: Write) -> Receipt:
            """Tell two differences."""
            receipt = super().apply(write)
            return receipt._replace(differences=("this is so", "that is so"))

    desk = Trimming(around.clock)
    desk.tickets, desk.entries = around.desk.tickets, around.desk.entries
    result = around.for_(desk).claim(ONE, Wish(release=True))
    assert (result.ticket, result.outcome, result.by) == (NUMBER, "partial", None)
    assert (result.reason, result.hint) == ("this is so; that is so", f"csm show {NUMBER}")
    assigned = around.for_(desk).claim(ONE, Wish(assign=True))
    hint = "the claim stands; only a member of the ticket's group can be its assignee"
    assert (assigned.outcome, assigned.hint) == ("partial", hint)


def test_a_ticket_that_never_rests(around: Stage) -> None:
    """What to run again is said."""

    class Busy(WritableDesk):
        """A desk on which somebody changes the ticket before each update."""

        def apply(self, write: Write) -> Receipt:
            """Change it, then look at the update."""
            self.clock.sleep(3)
            self.change(write.ticket, status="pending")
            return super().apply(write)

    desk = Busy(around.clock)
    desk.add(NUMBER)
    assert around.for_(desk).claim(ONE, Wish()) == ClaimResult(
        NUMBER,
        "held",
        reason=f"ticket {NUMBER} keeps changing; nothing was written",
        hint=f"csm claim {NUMBER}",
    )
    assert len(desk.sent) == 5


class Errors(WritableDesk):
    """A desk whose tickets can't be read, each for a reason of its own."""

    problems: dict[int, Exception]

    def ticket(self, ref: TicketRef) -> Ticket:
        """Fail, or answer."""
        if ref.number in self.problems:
            raise self.problems[ref.number]
        return super().ticket(ref)


def test_why_not(around: Stage) -> None:
    """Each failure is told of its own ticket, with what was written and what helps."""
    desk = Errors(around.clock)
    desk.problems = {
        1: NotFound("gone", hint="look elsewhere"),
        2: NotAllowed("not yours", written="nothing was sent"),
        3: OutcomeUnknown("who knows"),
        4: Unavailable("down", hint="wait"),
    }
    desk.add(5)
    results = list(
        claim_many(around.for_(desk), [TicketRef(number) for number in (5, 1, 2, 3, 4)], Wish())
    )
    assert results[1:] == [
        ClaimResult(1, "not-found", reason="gone", hint="look elsewhere"),
        ClaimResult(2, "refused", reason="not yours; nothing was sent"),
        ClaimResult(3, "unknown", reason="who knows"),
        ClaimResult(4, "unavailable", reason="down", hint="wait"),
    ]


@pytest.mark.parametrize("problem", [NotFound("gone"), NotAllowed("no"), Unavailable("down")])
def test_what_can_not_be_read_is_not_asked_about(around: Stage, problem: Exception) -> None:
    """Whatever the reason; the claim reports it."""
    desk = Errors(around.clock)
    desk.problems = {1: problem}
    desk.add(2)
    assert around.for_(desk).holders([TicketRef(1), TicketRef(2)]) == {2: None}


def test_what_was_looked_at_is_not_read_again(around: Stage) -> None:
    """Between question and claim the desk's own check watches, and one reading is enough."""
    around.taken()
    holders = around.claiming.holders([ONE])
    around.desk.unreachable = True
    held = around.claim(Wish(release=True, dry_run=True))
    assert (held.outcome, held.by) == ("held", ADA)
    assert holders[NUMBER] is not None


def test_which_take_over_was_agreed_to(around: Stage) -> None:
    """Each ticket's own: to agree for one is not to agree for another."""
    around.taken()
    around.desk.add(1)
    around.desk.note(1, ADA, "x", mark=Mark("a2", "claim"))
    around.clock.sleep(2)
    note_id = around.desk.entries[NUMBER][0].id
    wish = Wish(take_over=True, agreed={NUMBER: note_id, 1: 7})
    assert around.outcomes(1, NUMBER, wish=wish) == ["held", "claimed"]


def test_light_agents_do_not_assign(around: Stage) -> None:
    """Said for each of several, with what works instead."""
    around.desk.who = LIGHT
    told = list(claim_many(around.claiming, [ONE, TicketRef(1)], Wish(assign=True)))
    assert told == [
        ClaimResult(
            number,
            "refused",
            reason="a light agent can't be made the assignee; nothing was sent",
            hint=f"csm claim {number}",
        )
        for number in (NUMBER, 1)
    ]


def test_a_kept_role_is_asked_again_before_it_refuses(around: Stage) -> None:
    """Also where the note would have been public; and no more often than that."""
    around.desk.kept_me = LIGHT
    around.desk.change(NUMBER, requester=ROBIN)
    around.clock.sleep(2)
    asked: list[bool] = []

    class Counting(WritableDesk):
        """A desk that keeps who asked for a fresh role."""

        def me(self, *, fresh: bool = False) -> Me:
            """Who is signed in."""
            asked.append(fresh)
            return super().me(fresh=fresh)

    desk = Counting(around.clock, around.desk.who)
    desk.tickets, desk.entries = around.desk.tickets, around.desk.entries
    desk.kept_me = LIGHT
    assert around.for_(desk).claim(ONE, Wish()).outcome == "claimed"
    assert asked.count(True) == 1
    asked.clear()
    assert around.for_(desk).claim(ONE, Wish()).outcome == "already-yours"
    desk.note(NUMBER, ADA, "x", mark=Mark("a9", "claim"))
    around.clock.sleep(2)
    held = around.for_(desk).claim(ONE, Wish(message="words"))
    assert (held.outcome, held.warnings) == ("held", ())


def test_an_earlier_role_and_a_take_over(around: Stage) -> None:
    """Asked again, the decision is the same in all but the role."""
    around.taken()
    around.desk.kept_me = LIGHT
    around.desk.change(NUMBER, requester=ROBIN)
    around.clock.sleep(2)
    assert around.claim().outcome == "held"
    assert around.claim(Wish(take_over=True)).outcome == "claimed"


def test_assigning_ones_own_takes_it_from_nobody(around: Stage) -> None:
    """A second note of one's own does not speak of a take-over."""
    around.claim()
    around.clock.sleep(5)
    around.claim(Wish(assign=True))
    assert around.notes()[0] == around.notes()[1]


def test_an_intent_is_settled_by_its_own_words(around: Stage) -> None:
    """A claim with other words is another intent, and looks for no note of the first."""
    around.desk.mishaps = ["dropped"]
    assert around.claim(Wish(message="one")).outcome == "unknown"
    assert around.claim(Wish(message="two")).outcome == "claimed"
    around.clock.sleep(5)
    left = list(around.claiming.stopped([ONE], Wish(message="three")))
    assert left == [ClaimResult(NUMBER, "unavailable", reason="not done before the stop")]
    (open_,) = around.claiming.stopped([ONE], Wish(message="one"))
    assert open_ == ClaimResult(NUMBER, "unknown", reason="stopped on its way")


def test_resending(around: Stage) -> None:
    """An undecided note goes out again only when it is asked for, and is no earlier run's then."""
    around.desk.mishaps = ["dropped"]
    around.claim()
    assert around.claim().outcome == "unknown"
    again = around.claim(Wish(resend=True))
    assert (again.ticket, again.outcome, again.warnings) == (NUMBER, "claimed", ())
    assert [each.mark.operation_id for each in around.desk.sent] == ["op1", "op1"]


def test_what_is_not_tried_is_told(around: Stage) -> None:
    """By number, so that somebody can run it again."""
    around.desk.unreachable = True
    refs = [TicketRef(number) for number in (1, 2, 3, 4, 5)]
    told = list(claim_many(around.claiming, refs, Wish()))
    assert [each.ticket for each in told] == [1, 2, 3, 4, 5]
    assert told[4] == ClaimResult(5, "unavailable", reason="not tried any more")
    assert [each.untouched for each in told] == [False, False, False, True, True]
