"""Fifty people, one ticket: exactly one holds it, and nobody is told what is not so."""

from collections.abc import Sequence

from tests.crowd import FIRST_AGENT, name
from tests.races.runners import TICKET, Race, Told

EVERYBODY = range(50)
OTHERS = range(1, 50)


def assert_one_holds_it(race: Race, told: Sequence[Told]) -> None:
    """One note, one winner whose note it is; all others are told the winner's name."""
    (note,) = race.notes()
    winners = [each for each in told if each.outcome == "claimed"]
    assert [(each.holder, each.result["note_id"]) for each in winners] == [
        (race.holder(), note["id"])
    ]
    for each in told:
        if each not in winners:
            assert (each.outcome, each.holder, each.code) == ("held", race.holder(), 6)


def test_fifty_claim_the_same_ticket(race: Race) -> None:
    """In the same second: one note, one holder, forty-nine who are told who it is."""
    assert_one_holds_it(race, race.claim(EVERYBODY))


def test_all_of_them_have_read_before_the_first_writes(race: Race) -> None:
    """Every update is held up until all fifty have seen the ticket free: still one of them wins."""
    race.zendesk.arm("latency", method="PUT", path=f"{TICKET}.json", seconds=2, times=50)
    assert_one_holds_it(race, race.claim(EVERYBODY))


def test_a_ticket_that_flips_from_new_to_open(race: Race) -> None:
    """A ticket born in Slack changes between reading and writing: read again, one wins.

    The update that flips it arrives while all of csm's are held up.
    """
    race.zendesk.arm("latency", method="PUT", path=f"{TICKET}.json", seconds=2, times=50)
    with race.zendesk.meanwhile(lambda: race.zendesk.change(TICKET, status="open")):
        told = race.claim(EVERYBODY)
    assert_one_holds_it(race, told)
    assert race.zendesk.ticket(TICKET)["status"] == "open"
    assert 409 in {each["status"] for each in race.zendesk.sent()}


def test_real_processes(race: Race) -> None:
    """A dozen processes that start from nothing, as a dozen machines would."""
    assert_one_holds_it(race, race.processes(range(12)))


def test_one_person_at_several_terminals(race: Race) -> None:
    """The same person in several processes: one note, and all are told of that one.

    A process that meets the undecided intent of another in their common journal looks its
    note up and may tell it as claimed too, by an earlier run.
    """
    told = race.processes([0] * 6)
    (note,) = race.notes()
    outcomes = [each.outcome for each in told]
    assert "claimed" in outcomes
    assert set(outcomes) <= {"already-yours", "claimed"}
    assert {(each.code, each.holder, each.result["note_id"]) for each in told} == {
        (0, name(0), note["id"])
    }


def test_fifty_who_agreed_to_the_same_holder(race: Race) -> None:
    """All were asked about the same name: one takes it over, the rest hear who was faster."""
    race.terminal(0)(f"claim {TICKET}")
    race.zendesk.advance(5)
    told = race.take_over(OTHERS)
    newest, first = race.notes()
    winner = newest["author_id"] - FIRST_AGENT
    assert first["author_id"] == FIRST_AGENT
    assert "Taken over from Agent 0," in newest["body"]
    for person, out in zip(OTHERS, told, strict=True):
        assert "is claimed by Agent 0 since" in out.stderr
        if person == winner:
            assert (out.exit_code, "is yours" in out) == (0, True)
        else:
            assert (out.exit_code, f"Agent {winner} has had it since" in out) == (6, True)


def test_taking_over_unasked(race: Race) -> None:
    """With --yes whoever reads late may take it from the winner: then the notes say from whom."""
    race.terminal(0)(f"claim {TICKET}")
    race.zendesk.advance(5)
    told = race.claim(OTHERS, "--take-over", "--yes")
    notes = race.notes()
    holders = [note["author_id"] - FIRST_AGENT for note in notes]
    assert {each.outcome for each in told} <= {"claimed", "held"}
    claimed = {each.person: each.result["note_id"] for each in told if each.outcome == "claimed"}
    assert claimed == {note["author_id"] - FIRST_AGENT: note["id"] for note in notes[:-1]}
    for note, before in zip(notes, holders[1:], strict=False):
        assert f"Taken over from Agent {before}," in note["body"]
    for each in told:
        assert each.holder in {name(person) for person in holders}


def test_a_release_among_claims(race: Race) -> None:
    """The holder lets go while all others want it: at most one of them gets it, the rest hear who.

    Whoever reads before the release is told the old holder, who did have it then.
    """
    race.terminal(0)(f"claim {TICKET}")
    race.zendesk.advance(5)
    claim = f"claim {TICKET} --json"
    released, *told = race.each({0: f"{claim} --release", **dict.fromkeys(OTHERS, claim)})
    assert (released.outcome, released.code) == ("released", 0)
    *later, release, _ = race.notes()
    assert release["metadata"]["custom"]["csm_verb"] == "release"
    winners = [each for each in told if each.outcome == "claimed"]
    assert [each.result["note_id"] for each in winners] == [note["id"] for note in later]
    assert len(winners) <= 1
    for each in told:
        if each not in winners:
            assert each.outcome == "held"
            assert each.holder in {name(0), *(winner.holder for winner in winners)}
