"""Escalating while others are at work on the ticket: once or not at all, nothing of theirs lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.crowd import ESC, FIRST_AGENT, REPLAY
from tests.races.runners import TICKET, Race, together
from tests.terminal import Output

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
ESCALATE = f"escalate {TICKET} --to engineering --group Replay {PARTS} --yes --json"


def _of_verb(race: Race, verb: str) -> list[dict[str, Any]]:
    return [note for note in race.notes() if note["metadata"]["custom"]["csm_verb"] == verb]


def assert_told_as_it_is(race: Race, out: Output) -> bool:
    """Escalated with one note, field and group; or a conflict, and none of these."""
    ticket, notes = race.zendesk.ticket(TICKET), _of_verb(race, "escalate")
    if out.exit_code == 0:
        assert out.json["outcome"] == "escalated"
        assert [note["id"] for note in notes] == [out.json["note"]["id"]]
        assert (ticket["group_id"], race.zendesk.field(TICKET, ESC)) == (REPLAY, "escalated")
        return True
    assert (out.exit_code, out.error["code"]) == (6, "conflict")
    assert "nothing was written" in out.error["message"]
    assert (notes, race.zendesk.field(TICKET, ESC)) == ([], None)
    return False


@contextmanager
def _desk(url: str) -> Iterator[Zendesk]:
    """The admin at one more machine; a session is not for several threads."""
    made = Zendesk({"zendesk": url})
    try:
        yield made
    finally:
        made.close()


def _edit(url: str, colleague: int) -> None:
    """What a colleague does meanwhile: a tag, a priority, a note or a reply."""
    with _desk(url) as desk:
        for step in range(3):
            words = f"edit {colleague} {step}"
            match (colleague + step) % 3:
                case 0:
                    desk.tag(TICKET, words.replace(" ", "_"))
                case 1:
                    desk.change(TICKET, comment={"body": words, "public": colleague % 2 == 0})
                case _:
                    desk.change(TICKET, priority="high", comment={"body": words, "public": False})


def test_an_escalation_among_edits(race: Race) -> None:
    """Twelve people edit the ticket: escalated once or not at all, every edit still there.

    Their edits begin when the escalation has been read and planned and is on its way.
    """
    edits = [partial(_edit, race.zendesk.url, colleague) for colleague in range(12)]
    race.zendesk.arm("latency", method="PUT", path=f"{TICKET}.json", seconds=0.5, times=1)
    with race.zendesk.meanwhile(lambda: together(edits)):
        out = race.terminal(0)(ESCALATE)
    assert 409 in {each["status"] for each in race.zendesk.sent()}
    done = assert_told_as_it_is(race, out)
    tags, bodies = race.zendesk.ticket(TICKET)["tags"], _bodies(race)
    for colleague in range(12):
        for step in range(3):
            words = f"edit {colleague} {step}"
            assert words in bodies or words.replace(" ", "_") in tags
    race.zendesk.advance(3)
    again = race.terminal(0)(ESCALATE)
    assert again.json["outcome"] == ("already-escalated" if done else "escalated")
    assert len(_of_verb(race, "escalate")) == 1


def _bodies(race: Race) -> set[str]:
    return {comment["body"] for comment in race.zendesk.comments(TICKET)}


def test_fifty_escalate_the_same_ticket(race: Race) -> None:
    """One of them does; all others hear that it is done, or that it changed under them."""
    people = range(50)
    outputs = together([partial(race.terminal(person), ESCALATE) for person in people])
    done = [out for out in outputs if out.exit_code == 0 and out.json["outcome"] == "escalated"]
    assert len(done) == 1
    assert_told_as_it_is(race, done[0])
    for out in outputs:
        if out.exit_code:
            assert (out.exit_code, out.error["code"]) == (6, "conflict")
        elif out is not done[0]:
            assert out.json["outcome"] == "already-escalated"


def test_claims_and_an_escalation(race: Race) -> None:
    """One claim stands. Who was faster than the escalation is told before it goes over them."""
    claims = [partial(race.terminal(person), f"claim {TICKET} --json") for person in range(1, 20)]
    escalated, *told = together([partial(race.terminal(0), ESCALATE), *claims])
    done = assert_told_as_it_is(race, escalated)
    (claim,) = _of_verb(race, "claim")
    if not done:
        claimed = f"claimed by Agent {claim['author_id'] - FIRST_AGENT}"
        assert claimed in escalated.error["message"]
    outcomes = sorted(out.json["results"][0]["outcome"] for out in told)
    assert outcomes == ["claimed"] + ["held"] * 18


def test_a_claim_overtakes_an_escalation(race: Race) -> None:
    """Claimed while the escalation is on its way: it stops, and says by whom."""
    race.zendesk.arm("latency", method="PUT", path=f"{TICKET}.json", seconds=1, times=1)
    with race.zendesk.meanwhile(lambda: race.terminal(1)(f"claim {TICKET}")):
        escalated = race.terminal(0)(ESCALATE)
    assert not assert_told_as_it_is(race, escalated)
    assert "claimed by Agent 1" in escalated.error["message"]
    race.zendesk.advance(3)
    again = race.terminal(0)(ESCALATE)
    assert assert_told_as_it_is(race, again)
    assert "claimed_by_other" in {each["code"] for each in again.json["warnings"]}
