"""Claiming many, by the rules alone: what ends the run, what does not, what is left is told."""

from itertools import count

import pytest

from csm_cli.domain import claim_results
from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.errors import (
    CsmError,
    Leaked,
    Limited,
    NotSignedIn,
    Refused,
    StoppedWaiting,
    Unavailable,
    WrongUsage,
)
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Receipt, Write
from csm_cli.services.claim import Claiming, Wish
from csm_cli.services.claim_many import claim_many
from csm_cli.services.writing import Door
from tests.services.writable_desk import Clock, MemoryJournal, WritableDesk

NUMBERS = (1, 2, 3, 4, 5, 6)
REFS = [TicketRef(number) for number in NUMBERS]


class Failing(WritableDesk):
    """A desk whose answers to some tickets' updates are errors."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.failures: dict[int, BaseException] = {}

    def apply(self, write: Write) -> Receipt:
        """Fail, or carry it out."""
        if write.ticket in self.failures:
            raise self.failures[write.ticket]
        return super().apply(write)


class Around:
    """Claiming on a desk with six tickets."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.desk = Failing(self.clock)
        self.journal = MemoryJournal()
        for number in NUMBERS:
            self.desk.add(number)
        self._ids = count(1)

    @property
    def claiming(self) -> Claiming:
        """A new run of csm."""
        door = Door(
            self.desk,
            self.journal,
            verify_seconds=3,
            sleep=self.clock.sleep,
            say=lambda _: None,
        )
        return Claiming(self.desk, door, now=self.clock, new_id=lambda: f"op{next(self._ids)}")

    def fail(self, problem: BaseException, *numbers: int) -> None:
        """Let the updates of these tickets fail."""
        self.desk.failures |= dict.fromkeys(numbers, problem)

    def run(self) -> list[str]:
        """The first letters of what becomes of each ticket; `-` was not tried."""
        results = claim_many(self.claiming, REFS, Wish())
        return ["-" if each.untouched else each.outcome for each in results]


@pytest.fixture
def around() -> Around:
    """Six free tickets."""
    return Around()


def _of_one_ticket() -> Limited:
    problem = Limited("thirty times in ten minutes")
    problem.one_ticket = True
    return problem


@pytest.mark.parametrize("problem", [_of_one_ticket(), Unavailable("down"), Refused("no")])
def test_what_is_about_one_ticket(around: Around, problem: CsmError) -> None:
    """It is told of this ticket; all others are claimed."""
    around.fail(problem, 3)
    outcome = "refused" if isinstance(problem, Refused) else "unavailable"
    assert around.run() == ["claimed", "claimed", outcome, "claimed", "claimed", "claimed"]


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (Limited("for an hour"), "unavailable"),
        (NotSignedIn("who are you"), "unavailable"),
        (Leaked.of(3, 1), "leaked"),
    ],
)
def test_what_is_about_all(around: Around, problem: CsmError, outcome: str) -> None:
    """The rest is left alone, and told as not tried."""
    around.fail(problem, 3)
    assert around.run() == ["claimed", "claimed", outcome, "-", "-", "-"]


def test_three_in_a_row(around: Around) -> None:
    """The third one in a row ends it."""
    around.fail(Unavailable("down"), 2, 3, 4)
    assert around.run() == ["claimed", "unavailable", "unavailable", "unavailable", "-", "-"]


def test_a_success_in_between(around: Around) -> None:
    """It begins the count anew."""
    around.fail(Unavailable("down"), 1, 2, 4, 5)
    assert around.run() == [
        "unavailable", "unavailable", "claimed", "unavailable", "unavailable", "claimed",
    ]  # fmt: skip


def test_unknown_of_an_earlier_run(around: Around) -> None:
    """What an earlier run left open is no failure of this one: it never ends it."""
    around.desk.mishaps = ["dropped"] * 3
    assert around.run() == ["unknown", "unknown", "unknown", "-", "-", "-"]
    around.clock.sleep(5)
    assert around.run() == ["unknown", "unknown", "unknown", "claimed", "claimed", "claimed"]


@pytest.mark.parametrize(
    "problem", [NotSignedIn("who are you"), Leaked.of(1, 1), WrongUsage("the note is too long")]
)
def test_nothing_done_yet(around: Around, problem: CsmError) -> None:
    """What the first ticket already shows is the error of the run."""
    around.fail(problem, 1)
    with pytest.raises(type(problem)):
        around.run()


def test_stopped_before_the_sending(around: Around) -> None:
    """Ctrl-C while an update was held back: nothing is unknown, and the journal says so."""
    around.fail(StoppedWaiting(), 3)
    done: list[ClaimResult] = []
    with pytest.raises(StoppedWaiting):
        done.extend(claim_many(around.claiming, REFS, Wish()))
    left = list(around.claiming.stopped(REFS[2:], Wish()))
    assert {(each.outcome, each.reason) for each in left} == {
        ("unavailable", claim_results.STOPPED)
    }
    assert around.journal.outcomes["op3"] == "stopped"


def test_ctrl_c_is_heeded_before_anything_is_recorded(around: Around) -> None:
    """The last moment at which a ticket can be left as it is."""

    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    door = Door(
        around.desk, around.journal, verify_seconds=3, sleep=interrupted, say=lambda _: None
    )
    claiming = Claiming(around.desk, door, now=around.clock, new_id=lambda: "op")
    with pytest.raises(KeyboardInterrupt):
        list(claim_many(claiming, REFS, Wish()))
    assert around.journal.began == {}
    assert around.desk.sent == []
