"""Claiming: who gets a ticket, who does not, and what is told of it."""

import pytest

from csm_cli.domain import claim_results
from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.errors import Leaked, NotFound, NotSignedIn, Unavailable, WrongUsage
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Conversation, Mark, Receipt, Ticket, Write
from csm_cli.services.claim import Wish
from csm_cli.services.claim_many import claim_many
from tests.services.claim_stage import LIGHT, ONE, Stage
from tests.services.writable_desk import (
    ADA,
    ROBIN,
    SUPPORT,
    THEO,
    WritableDesk,
)


@pytest.fixture
def around() -> Stage:
    """A free ticket."""
    return Stage()


def test_a_free_ticket(around: Stage) -> None:
    """One private note is left, whose first line is the fixed one, and nothing is changed."""
    result = around.claim()
    assert (result.outcome, result.by, result.note_id) == ("claimed", ROBIN, 1000)
    assert around.notes() == ["Claimed by Robin Vale <robin.vale@posthog.example> with csm"]
    assert around.desk.sent[0].change is None
    assert around.desk.sent[0].mark == Mark("op1", "claim")


def test_twice(around: Stage) -> None:
    """The second time writes nothing and says whose it is, and a message left out is told."""
    around.claim()
    again = around.claim(Wish(message="more words"))
    assert (again.outcome, again.note_id) == ("already-yours", 1000)
    assert again.warnings == ("the message was not added",)


@pytest.mark.parametrize(
    "words", ["Looking into it", "a\nb", "one\n\ntwo\n\nTaken over from x", "  around  "]
)
@pytest.mark.parametrize("taken", [True, False])
def test_a_message_that_stands_there(around: Stage, words: str, *, taken: bool) -> None:
    """The same command once more has nothing to warn of: its words are in the note that counts."""
    if taken:
        around.taken()
        around.clock.sleep(2)
    assert around.claim(Wish(message=words, take_over=taken)).outcome == "claimed"
    around.clock.sleep(2)
    again = around.claim(Wish(message=words))
    assert (again.outcome, again.warnings) == ("already-yours", ())
    other = around.claim(Wish(message=f"{words} still"))
    assert other.warnings == ("the message was not added",)
    assert len(around.desk.sent) == 1


def test_somebody_elses(around: Stage) -> None:
    """A claim of a colleague's stops it, with who, since when and what to type."""
    around.taken()
    result = around.claim()
    assert (result.outcome, result.by) == ("held", ADA)
    assert result.reason == "Ada Park has had it since 2026-11-23 10:00 UTC"
    assert result.hint == "csm claim 48213 --take-over"
    assert around.desk.sent == []


def test_taking_over(around: Stage) -> None:
    """The new claim names whom it was taken from."""
    around.taken()
    result = around.claim(Wish(take_over=True))
    assert (result.outcome, result.by) == ("claimed", ROBIN)
    assert "Taken over from Ada Park, who had it since 2026-11-23 10:00 UTC." in around.notes()[0]


def test_taking_over_what_changed_hands(around: Stage) -> None:
    """Agreeing to take a ticket from one colleague is not agreeing to take it from the next."""
    around.taken()
    holders = around.claiming.holders([ONE])
    agreed = {number: claim and claim.note_id for number, claim in holders.items()}
    around.desk.note(ONE.number, ADA, "x", mark=Mark("a2", "release"))
    around.taken()
    result = around.claim(Wish(take_over=True, agreed=agreed))
    assert result.outcome == "held"


def test_taking_over_what_was_free_when_asked(around: Stage) -> None:
    """Nobody was asked about a claim that came after the question: it is left alone."""
    agreed = {number: None for number, claim in around.claiming.holders([ONE]).items() if not claim}
    around.taken()
    assert agreed == {ONE.number: None}
    assert around.claim(Wish(take_over=True, agreed=agreed)).outcome == "held"


def test_a_colleague_is_faster(around: Stage) -> None:
    """A claim that arrives between reading and writing wins, and nothing is written over it."""
    around.desk.before_apply.append(around.taken)
    result = around.claim()
    assert (result.outcome, result.by) == ("held", ADA)
    assert len(around.notes()) == 1


def test_a_change_in_between_that_does_not_matter(around: Stage) -> None:
    """A ticket that merely moved on is claimed at the second attempt."""
    around.desk.before_apply.append(lambda: around.desk.change(ONE.number, status="pending"))
    assert around.claim().outcome == "claimed"
    assert len(around.notes()) == 1


def test_releasing(around: Stage) -> None:
    """A claim can be taken back, and the ticket be claimed again."""
    around.claim()
    around.clock.sleep(5)
    assert around.claim(Wish(release=True)).outcome == "released"
    assert around.notes()[0] == "Released by Robin Vale <robin.vale@posthog.example> with csm"
    assert around.claim().outcome == "claimed"
    assert len(around.notes()) == 3


def test_releasing_what_is_free(around: Stage) -> None:
    """Nothing is written where nobody has the ticket."""
    result = around.claim(Wish(release=True))
    assert (result.outcome, result.warnings) == ("released", ("nobody had claimed it",))
    assert around.desk.sent == []


def test_releasing_somebody_elses(around: Stage) -> None:
    """A colleague's claim is not ours to take back, and no way around is proposed."""
    around.taken()
    result = around.claim(Wish(release=True))
    assert (result.outcome, result.hint) == ("held", None)


def test_assigning(around: Stage) -> None:
    """The group stays and is said with the assignee, since one can change the other."""
    result = around.claim(Wish(assign=True))
    change = around.desk.sent[0].change
    assert result.outcome == "claimed"
    assert change is not None
    assert (change.group, change.assignee) == (SUPPORT, (ROBIN.id, ROBIN.name))
    assert change.marker is None


def test_assigning_outside_of_the_group(around: Stage) -> None:
    """A desk that keeps the note and drops the assignee is not told as a success."""
    around.desk.mishaps = ["ignored"]
    result = around.claim(Wish(assign=True))
    assert result.outcome == "partial"
    assert result.reason == "the assignee is nobody, not Robin Vale"
    assert "member of the ticket's group" in (result.hint or "")
    assert result.note_id is not None


def test_assigning_a_ticket_without_a_group(around: Stage) -> None:
    """Zendesk then gives the ticket the assignee's own group, which is told beforehand."""
    around.desk.change(ONE.number, group=None)
    result = around.claim(Wish(assign=True, dry_run=True))
    assert "it has no group, and gets yours with the assignee" in result.warnings


def test_assigning_what_is_claimed_already(around: Stage) -> None:
    """`--assign` has something left to do on a claimed ticket, once."""
    around.claim()
    around.clock.sleep(5)
    assert around.claim(Wish(assign=True)).outcome == "claimed"
    around.clock.sleep(5)
    assert around.claim(Wish(assign=True)).outcome == "already-yours"


def test_light_agents_claim(around: Stage) -> None:
    """A private note is what a light agent may leave."""
    around.desk.who = LIGHT
    assert around.claim().outcome == "claimed"


def test_light_agents_do_not_assign(around: Stage) -> None:
    """Refused for each ticket before anything is read, with the claim that works."""
    around.desk.who = LIGHT
    around.desk.unreachable = True
    (result,) = claim_many(around.claiming, [ONE], Wish(assign=True))
    assert (result.outcome, result.hint) == ("refused", "csm claim 48213")


def test_a_role_that_was_light_a_while_ago(around: Stage) -> None:
    """Before a kept role says no, the desk is asked: people step up in the middle of their work."""
    around.desk.kept_me = LIGHT
    assert around.outcomes(ONE.number, wish=Wish(assign=True)) == ["claimed"]


@pytest.mark.parametrize("wish", [Wish(), Wish(release=True), Wish(take_over=True)])
def test_a_light_agents_own_ticket(around: Stage, wish: Wish) -> None:
    """There Zendesk would make the note public, whatever was sent; so nothing is sent."""
    if wish.release:
        around.claim()
        around.clock.sleep(5)
    sent = len(around.desk.sent)
    around.desk.who = LIGHT
    around.desk.change(ONE.number, requester=ROBIN)
    result = around.claim(wish)
    assert result.outcome == "refused"
    assert "public" in (result.reason or "")
    assert len(around.desk.sent) == sent


def test_a_closed_ticket(around: Stage) -> None:
    """Nothing is tried on a ticket that can never change again."""
    around.desk.change(ONE.number, status="closed")
    assert around.claim().outcome == "closed"
    assert around.desk.sent == []


def test_a_missing_ticket(around: Stage) -> None:
    """A ticket that is not there is a result, not an error."""
    assert around.outcomes(99) == ["not-found"]


def test_a_dry_run_sends_nothing(around: Stage) -> None:
    """What would be sent is in the result, and neither desk nor journal hear of it."""
    result = around.claim(Wish(dry_run=True, message="soon"))
    assert result.outcome == "planned"
    assert result.requests[0].body == {
        "ticket": {
            "comment": {
                "body": "Claimed by Robin Vale <robin.vale@posthog.example> with csm\n\nsoon"
            },
            "stamp": around.desk.tickets[ONE.number].version,
        }
    }
    assert around.desk.sent == []
    assert around.journal.began == {}


def test_bystanders(around: Stage) -> None:
    """Another assignee and yesterday's notes of colleagues are told, and stop nothing."""
    around.desk.note(ONE.number, ADA, "Have you seen this?")
    around.desk.note(ONE.number, ADA, "And this?")
    around.desk.note(ONE.number, ROBIN, "Mine does not count.")
    around.desk.note(ONE.number, THEO, "Nor does a customer's.", private=False)
    around.desk.change(ONE.number, assignee=ADA)
    around.clock.sleep(3600)
    result = around.claim()
    assert result.outcome == "claimed"
    assert result.warnings == (
        "the assignee is Ada Park",
        "Ada Park left a note at 2026-11-23 10:00 UTC",
    )


def test_old_notes_are_not_told(around: Stage) -> None:
    """What a colleague noted more than a day ago says nothing of today."""
    around.desk.note(ONE.number, ADA, "Have you seen this?")
    around.clock.sleep(25 * 3600)
    assert around.claim().warnings == ()


def test_an_unknown_outcome_and_its_re_run(around: Stage) -> None:
    """Unknown is told as unknown; the note that turns up later makes the re-run a success."""
    around.desk.mishaps = ["dropped"]
    result = around.claim()
    assert result.outcome == "unknown"
    assert "may still appear" in (result.reason or "")
    note = around.desk.sent[0]
    around.desk.note(ONE.number, ROBIN, note.note, mark=note.mark)
    around.clock.sleep(2)
    again = around.claim()
    assert (again.outcome, len(around.desk.sent)) == ("claimed", 1)
    assert again.warnings == ("an earlier run had already written this note",)


def test_an_unknown_claim_that_somebody_took_over(around: Stage) -> None:
    """That an earlier run had written its note does not make the ticket ours by now."""
    around.desk.mishaps = ["dropped"]
    around.claim()
    note = around.desk.sent[0]
    around.desk.note(ONE.number, ROBIN, note.note, mark=note.mark)
    around.taken()
    result = around.claim()
    assert (result.outcome, result.by) == ("held", ADA)


def test_an_unknown_release_of_what_is_somebody_elses_by_now(around: Stage) -> None:
    """A release that did arrive stays done, whoever claims the ticket afterwards."""
    around.claim()
    around.clock.sleep(2)
    around.desk.mishaps = ["dropped"]
    assert around.claim(Wish(release=True)).outcome == "unknown"
    note = around.desk.sent[1]
    around.desk.note(ONE.number, ROBIN, note.note, mark=note.mark)
    around.taken()
    assert around.claim(Wish(release=True)).outcome == "released"


def test_a_dry_run_leaves_what_is_open_alone(around: Stage) -> None:
    """Rehearsing settles nothing in the journal."""
    around.desk.mishaps = ["dropped"]
    around.claim()
    around.desk.change(ONE.number, status="pending")
    around.clock.sleep(2)
    assert around.claim(Wish(dry_run=True)).outcome == "planned"
    assert around.journal.outcomes == {}


def test_several_go_on_after_a_failure(around: Stage) -> None:
    """Each ticket has its own outcome, in the order they were named."""
    around.desk.add(1)
    around.desk.add(2, status="closed")
    around.desk.mishaps = ["unavailable"]
    assert around.outcomes(1, 99, 2, 48213) == ["unavailable", "not-found", "closed", "claimed"]


def test_one_that_can_not_be_reached(around: Stage) -> None:
    """A single ticket without a result is an error."""
    around.desk.unreachable = True
    with pytest.raises(Unavailable):
        around.outcomes(48213)


class SignedOutLater(WritableDesk):
    """A desk that forgets the credential after so many updates."""

    left = 1

    def requests_left(self) -> None:
        """Count one update."""
        self.left -= 1

    def ticket(self, ref: TicketRef) -> Ticket:
        """Ask who it is first."""
        if self.left == 0:
            raise NotSignedIn("who are you")
        return super().ticket(ref)


def test_signed_out_in_the_middle(around: Stage) -> None:
    """What was done before is told; only with nothing done is it an error."""
    desk = SignedOutLater(around.clock)
    for number in (1, 2, 3):
        desk.add(number)
    desk.before_apply.append(desk.requests_left)
    around.claiming = around.for_(desk)
    assert around.outcomes(1, 2, 3) == ["claimed", "unavailable", "unavailable"]
    with pytest.raises(NotSignedIn):
        around.outcomes(1, 2, 3)


def test_a_leak_stops_everything(around: Stage) -> None:
    """After a note that the customer can read no further one is written."""
    for number in (1, 2, 3):
        around.desk.add(number)
    around.desk.mishaps = ["fine", "leaked"]
    refs = [TicketRef(number) for number in (1, 2, 3)]
    results = list(claim_many(around.claiming, refs, Wish()))
    assert [each.outcome for each in results] == ["claimed", "leaked", "unavailable"]
    assert "the customer could read it" in (results[1].reason or "")
    assert claim_results.exit_code(results) == 1
    assert len(around.desk.sent) == 2


def test_a_leak_at_once(around: Stage) -> None:
    """With nothing else to tell, the leak is the error of the run."""
    around.desk.add(1)
    around.desk.mishaps = ["leaked"]
    with pytest.raises(Leaked):
        around.outcomes(48213, 1)
    assert len(around.desk.sent) == 1


def test_stopped_by_a_person(around: Stage) -> None:
    """Of the tickets left, the one whose update was on its way is unknown, the others untouched."""
    for number in (1, 2):
        around.desk.add(number)

    def interrupt() -> None:
        raise KeyboardInterrupt

    around.desk.before_apply.append(interrupt)
    with pytest.raises(KeyboardInterrupt):
        around.outcomes(1, 2)
    left = around.claiming.stopped([TicketRef(1), TicketRef(2)], Wish())
    assert [each.outcome for each in left] == ["unknown", "unavailable"]


def test_one_ticket_in_several_spellings(around: Stage) -> None:
    """A ticket is worked on once, however often and however it is named."""
    spelled = [ONE, TicketRef(ONE.number, "desk.example"), TicketRef(1), ONE]
    assert around.claiming.distinct(spelled) == (ONE, TicketRef(1))


def test_a_ticket_of_another_desk(around: Stage) -> None:
    """One URL of another host among several stops all of them before anything is sent."""
    with pytest.raises(WrongUsage):
        around.claiming.distinct([ONE, TicketRef(ONE.number, "other.example")])


def test_who_is_asked_about(around: Stage) -> None:
    """The question before a take-over is about tickets that can be read; others fail later."""
    around.taken()
    around.desk.add(1)
    holders = around.claiming.holders([ONE, TicketRef(1), TicketRef(99)])
    assert holders.keys() == {48213, 1}
    assert holders[1] is None
    assert holders[48213] is not None
    assert not around.claiming.is_mine(holders[48213])


class Busy(WritableDesk):
    """A desk on which somebody changes the ticket before each update."""

    def apply(self, write: Write) -> Receipt:
        """Change it, then look at the update."""
        self.clock.sleep(3)
        self.change(write.ticket, status="pending")
        return super().apply(write)


def test_a_ticket_that_never_rests(around: Stage) -> None:
    """Deciding anew ends, and nothing was written."""
    desk = Busy(around.clock)
    desk.add(ONE.number)
    result = around.for_(desk).claim(ONE, Wish())
    assert result.outcome == "held"
    assert "keeps changing" in (result.reason or "")
    assert desk.entries[ONE.number] == []


class Restless(WritableDesk):
    """A desk on which somebody changes the ticket in the second of each reading."""

    def ticket(self, ref: TicketRef) -> Ticket:
        """As it is after the change."""
        self.change(ref.number, status="pending")
        return super().ticket(ref)


class Vanishing(Restless):
    """And whose conversation is gone."""

    def conversation(self, number: int, **_: object) -> Conversation:
        """None."""
        raise NotFound(f"there is no ticket {number}")


def test_a_ticket_that_never_stands_still(around: Stage) -> None:
    """Nothing is sent on a version that could hide a change; whose it is by then is told."""
    desk = Restless(around.clock)
    desk.add(ONE.number)
    desk.note(ONE.number, ADA, "x", mark=Mark("a1", "claim"))
    result = around.for_(desk).claim(ONE, Wish(take_over=True))
    assert (result.outcome, result.by, result.note_id) == ("held", ADA, 1000)
    assert "keeps changing" in (result.reason or "")
    assert desk.sent == []


def test_a_restless_ticket_that_vanishes(around: Stage) -> None:
    """Is a result like any other, so that further tickets are claimed."""
    desk = Vanishing(around.clock)
    desk.add(ONE.number)
    assert around.for_(desk).claim(ONE, Wish()).outcome == "not-found"


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        (["claimed"], 0),
        (["claimed", "already-yours", "released"], 0),
        (["held", "closed"], 6),
        (["not-found", "not-found"], 5),
        (["claimed", "held"], 8),
        (["not-found", "held"], 8),
        (["claimed", "unknown", "held"], 10),
        (["unknown"], 10),
        (["unavailable", "unavailable"], 7),
        (["partial"], 1),
        (["partial", "claimed"], 8),
        (["unknown", "leaked"], 1),
    ],
)
def test_codes_of_several(outcomes: list[str], code: int) -> None:
    """The common code if all agree, 10 if any is unknown, else 8; a leak beats all."""
    assert claim_results.exit_code([ClaimResult(1, outcome) for outcome in outcomes]) == code
