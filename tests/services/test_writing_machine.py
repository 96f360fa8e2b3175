"""Any story of runs, crashes, lost answers, late arrivals and full disks: the truth is told.

The real door and the real journal, on a desk in memory. A run is what a command does: settle
what an earlier run left open, else write. The invariants are checked after every step.
"""

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from csm_cli.adapters.journal import SqliteJournal
from csm_cli.adapters.journal_history import SqliteHistory
from csm_cli.domain.errors import Conflict, CsmError, OutcomeUnknown, Unexpected
from csm_cli.domain.history import NOT_WRITTEN, UNDECIDED, WRITTEN
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Receipt, Write
from csm_cli.services.delivery import Written
from csm_cli.services.history import Choice, Reviewing
from csm_cli.services.writing import Door
from tests.services.memory_history import MemoryFiles
from tests.services.writable_desk import Clock, WritableDesk

TICKETS = (48213, 48228)
MEMORY = Path("/dev/shm")  # noqa: S108 - where there is one, syncing costs nothing
MISHAPS = ("fine", "lost", "dropped", "late", "refused", "unavailable")
CRASHES = ("killed-before", "killed-after", "killed-late")


class Killed(BaseException):
    """The process is gone: nothing of csm gets to see this."""


class FarDesk(WritableDesk):
    """A desk at the end of a long line: updates arrive late, or whoever sent them is gone."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.on_the_way: list[Write] = []

    def apply(self, write: Write) -> Receipt:
        """Carry it out now, later or never."""
        mishap = self.mishaps.pop(0) if self.mishaps else "fine"
        meanwhile, self.before_apply = self.before_apply, []
        for happens in meanwhile:
            happens()
        if mishap not in {"late", *CRASHES}:
            self.mishaps = [mishap]
            return super().apply(write)
        self.sent.append(write)
        if mishap in {"late", "killed-late"}:
            self.on_the_way.append(write)
        if mishap == "killed-after" and self.tickets[write.ticket].version == write.version:
            self.arrives(write)
        if mishap == "late":
            raise OutcomeUnknown("no answer")
        raise Killed

    def deliver(self) -> None:
        """The oldest update arrives; the desk looks at its version then."""
        write = self.on_the_way.pop(0)
        if self.tickets[write.ticket].version == write.version:
            self.arrives(write)

    def notes_of(self, operation_id: str) -> int:
        """How many notes carry this mark."""
        marks = [entry.mark for entries in self.entries.values() for entry in entries]
        return sum(mark is not None and mark.operation_id == operation_id for mark in marks)


class FailingJournal(SqliteJournal):
    """A journal whose disk is full, or whose process dies, when an outcome is to be recorded."""

    fails: Callable[[], None] | None = None

    def settle(self, *arguments: object, **more: object) -> None:
        """Fail first, if told so."""
        failing, self.fails = self.fails, None
        if failing is not None:
            failing()
        super().settle(*arguments, **more)  # type: ignore[arg-type]


def full_disk() -> None:
    """No room for the outcome."""
    raise Unexpected("no space left")


def killed() -> None:
    """Gone before the outcome is recorded."""
    raise Killed


class Story(RuleBasedStateMachine):
    """Two tickets, two wordings, several runs at once."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.clock = Clock()
        self.said: list[str] = []
        self.desk = FarDesk(self.clock)
        path = self.folder / "journal.sqlite3"
        self.journal = FailingJournal(path, lambda: "desk as 101", self.clock)
        self.history = SqliteHistory(path, self.clock)
        self.door = Door(
            self.desk, self.journal, verify_seconds=1, sleep=self.clock.sleep, say=self.said.append
        )
        self.reviewing = Reviewing(self.history, lambda: "desk", lambda: self.door, MemoryFiles())
        self.operations = 0
        self.begun: dict[str, tuple[int, str]] = {}
        self.told_not_written: set[str] = set()
        self.open_chains: dict[tuple[int, str], set[str]] = {}
        self.closed_chains: list[set[str]] = []

    def teardown(self) -> None:
        """Clear away."""
        shutil.rmtree(self.folder)

    @initialize()
    def tickets(self) -> None:
        """Two of them, an hour old."""
        for number in TICKETS:
            self.desk.add(number)

    def run(self, ticket: int, words: str, *, resend: bool) -> None:
        """What a command does, and what it tells; a killed one tells nothing."""
        try:
            written = self.door.earlier(ticket, "claim", words, resend=resend)
            if written is None:
                written = self.written(ticket, words)
        except (Killed, CsmError):
            return
        self.told_written(ticket, words, written)

    def written(self, ticket: int, words: str) -> Written:
        """A new write; as the services do, once more if the ticket changed under it."""
        chain = self.open_chains.setdefault((ticket, words), set())
        while True:
            read = self.door.settled(TicketRef(ticket))
            self.operations += 1
            mine = f"op{self.operations}"
            self.begun[mine] = (ticket, words)
            chain.add(mine)
            write = Write(ticket, read.version, Mark(mine, "claim"), words)
            try:
                return self.door.send(write, words, read)
            except OutcomeUnknown:
                raise
            except CsmError as problem:
                self.told_not_written.add(mine)
                if not isinstance(problem, Conflict):
                    raise

    def told_written(self, ticket: int, words: str, written: Written) -> None:
        """The note that was told is there, private, once; the intent is done with."""
        assert written.note in self.desk.entries[ticket]
        assert written.note.private
        assert written.note.mark is not None
        assert self.desk.notes_of(written.note.mark.operation_id) == 1
        self.close(ticket, words)

    def close(self, ticket: int, words: str) -> None:
        """The intent is told as done: from now on the same command means a new one."""
        self.closed_chains.append(self.open_chains.pop((ticket, words), set()))

    def still_open(self) -> list[tuple[int, str]]:
        """The intents that the journal holds as undecided."""
        return [self.begun[each.operation_id] for each in self.history.entries(undecided=True)]

    @rule(
        ticket=st.sampled_from(TICKETS),
        words=st.sampled_from(("a", "b")),
        mishap=st.sampled_from((*MISHAPS, *CRASHES)),
        settling=st.sampled_from((None, None, full_disk, killed)),
        resend=st.booleans(),
    )
    def one_run(
        self,
        ticket: int,
        words: str,
        mishap: str,
        settling: Callable[[], None] | None,
        *,
        resend: bool,
    ) -> None:
        """A run with whatever happens to its update and to its record."""
        self.desk.mishaps, self.journal.fails = [mishap], settling
        self.run(ticket, words, resend=resend)
        self.desk.mishaps, self.journal.fails = [], None

    @rule(
        ticket=st.sampled_from(TICKETS),
        words=st.sampled_from(("a", "b")),
        mishap=st.sampled_from((*MISHAPS, *CRASHES)),
        meanwhile=st.sampled_from((*MISHAPS, *CRASHES)),
        resend=st.booleans(),
    )
    def two_runs(
        self, ticket: int, words: str, mishap: str, meanwhile: str, *, resend: bool
    ) -> None:
        """The same command in two terminals: the second from start to end within the first."""

        def second() -> None:
            first, self.desk.mishaps = self.desk.mishaps, [meanwhile]
            self.run(ticket, words, resend=resend)
            self.desk.mishaps = first

        self.desk.before_apply.append(second)
        self.one_run(ticket, words, mishap, None, resend=False)
        self.desk.before_apply.clear()

    @rule(
        ticket=st.sampled_from(TICKETS),
        mishap=st.sampled_from((*MISHAPS, *CRASHES)),
        just_changed=st.booleans(),
        arrive=st.booleans(),
    )
    def stubborn(self, ticket: int, mishap: str, *, just_changed: bool, arrive: bool) -> None:
        """Run, and run again with `--resend` at once, just after the ticket was changed."""
        if just_changed:
            self.desk.change(ticket, status="hold")
        for resend in (False, True):
            self.desk.mishaps = [mishap]
            self.run(ticket, "a", resend=resend)
        self.desk.mishaps = []
        while arrive and self.desk.on_the_way:
            self.desk.deliver()

    @precondition(lambda self: self.desk.on_the_way)
    @rule()
    def arrival(self) -> None:
        """An update arrives that its sender has given up."""
        self.desk.deliver()

    @rule(ticket=st.sampled_from(TICKETS), seconds=st.sampled_from((0.0, 0.4, 5.0)))
    def somebody_else(self, ticket: int, seconds: float) -> None:
        """The ticket changes, perhaps in the very second of something else."""
        self.clock.sleep(seconds)
        self.desk.change(ticket, status="pending")

    @rule(seconds=st.sampled_from((0.3, 1.0, 60.0)))
    def time_passes(self, seconds: float) -> None:
        """The clock goes on."""
        self.clock.now += timedelta(seconds=seconds)

    @rule()
    def look_back(self) -> None:
        """`csm log resolve`: what it finds is what is there."""
        entries = self.reviewing.open(Choice())
        for finding in self.reviewing.resolve(entries, record=True):
            notes = self.desk.notes_of(finding.intent.operation_id)
            assert finding.outcome == UNDECIDED or notes == (finding.outcome != NOT_WRITTEN)
            if finding.outcome == WRITTEN:
                self.close(*self.begun[finding.intent.operation_id])

    @rule()
    def all_is_settled_in_the_end(self) -> None:
        """When everything has arrived and the tickets have moved, no re-run stays in doubt."""
        while self.desk.on_the_way:
            self.desk.deliver()
        self.clock.sleep(2)
        for number in TICKETS:
            self.desk.change(number, status="open")
        for ticket, words in self.still_open():
            written = self.door.earlier(ticket, "claim", words, resend=False)
            if written is not None:
                self.told_written(ticket, words, written)
        assert self.still_open() == []
        self.clock.sleep(2)

    @invariant()
    def the_journal_tells_the_truth(self) -> None:
        """Every write that began is listed; what it calls written is there, once, and no other."""
        outcomes = {each.operation_id: each.outcome for each in self.history.entries()}
        assert outcomes.keys() == self.begun.keys()
        for operation_id, outcome in outcomes.items():
            notes = self.desk.notes_of(operation_id)
            assert notes <= 1
            assert outcome == UNDECIDED or notes == (outcome != NOT_WRITTEN), outcome

    @invariant()
    def nothing_was_told_that_is_not_so(self) -> None:
        """What a run called not written never shows up, unless another run sent the same again."""
        resent = {each.mark.operation_id for each in self.desk.sent if self._twice(each)}
        for operation_id in self.told_not_written - resent:
            assert self.desk.notes_of(operation_id) == 0

    @invariant()
    def one_note_for_one_intent(self) -> None:
        """However often it was run until it was told as done, an intent has left one note."""
        for chain in (*self.closed_chains, *self.open_chains.values()):
            assert sum(map(self.desk.notes_of, chain)) <= 1

    def _twice(self, write: Write) -> bool:
        return self.desk.sent.count(write) > 1


TestStory = Story.TestCase
TestStory.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)
