"""A ticket desk in memory that behaves as Zendesk does where it matters for writing.

Versions have a resolution of one second, a stale one is refused, a note is there at once. What
goes wrong with the next updates is told beforehand, one word for each.
"""

# ruff: noqa: ARG002 - the arguments are those of the ports
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta

from csm_cli.domain.attachments import Attached
from csm_cli.domain.errors import (
    Conflict,
    Leaked,
    Limited,
    NotFound,
    OutcomeUnknown,
    Refused,
    Unavailable,
    WrongUsage,
)
from csm_cli.domain.history import ANSWERED, Before, Happening
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import (
    Conversation,
    Entry,
    Group,
    Marker,
    Me,
    Option,
    Person,
    Receipt,
    Request,
    Ticket,
    Write,
)
from csm_cli.services.ports import Held, Undecided

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MARKER = Marker(17, "esc.", Option("Escalated", "escalated"))
SUPPORT, REPLAY, FLAGS = Group(1, "Support"), Group(2, "Replay"), Group(3, "Feature Flags")

ROBIN = Person(101, "Robin Vale", "robin.vale@posthog.example")
ADA = Person(102, "Ada Park", "ada.park@posthog.example")
THEO = Person(201, "Theo Okonkwo", "theo@hedgebox.example", "customer")


class Clock:
    """A clock that stands still until somebody sleeps by it."""

    def __init__(self) -> None:
        self.now = START
        self.slept = 0.0

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Pass the time."""
        self.slept += seconds
        self.now += timedelta(seconds=seconds)


class WritableDesk:
    """Tickets with their entries, for whoever is signed in as `me`.

    `mishaps` are what becomes of the next updates: `lost` (carried out, no answer), `dropped`
    (never arrived, no answer), `leaked` (carried out as a public comment), `leaked-lost`,
    `refused`, `unavailable`, `ignored` (the note is kept, the change is not), `fine`.
    `repair` is what becomes of a request to make a note private: `works`, `refused`, `ignored`.
    """

    def __init__(self, clock: Clock, me: Me | None = None) -> None:
        self.clock = clock
        self.who = me or Me(ROBIN, "full")
        self.kept_me: Me | None = None
        self.tickets: dict[int, Ticket] = {}
        self.entries: dict[int, list[Entry]] = {}
        self.mishaps: list[str] = []
        self.sent: list[Write] = []
        self.before_apply: list[Callable[[], object]] = []
        self.while_waiting: list[Callable[[], object]] = []
        self.while_refused: list[Callable[[], object]] = []
        self.held: Held = lambda _: nullcontext()
        self.unreachable = False
        self.audits: dict[int, list[tuple[str | None, Happening]]] = {}
        self.tells_audits = True
        self.asked_private: list[int] = []
        self.entries_read: list[int] = []
        self.request_id: str | None = None
        self.repair = "works"

    def add(self, number: int = 48213, age: float = 3600, **kept: object) -> Ticket:
        """Put a ticket on the desk that was last changed so many seconds ago."""
        at = self.clock() - timedelta(seconds=age)
        told: dict[str, object] = {
            "number": number,
            "url": f"https://desk.example/agent/tickets/{number}",
            "subject": "Recordings stop",
            "status": "open",
            "version": "",
            "created_at": at,
            "updated_at": at,
            "read_at": at,
            "requester": THEO,
            "group": SUPPORT,
            "area": "session_replay",
            "fields": {MARKER.field_id: None},
            **kept,
        }
        self._keep(Ticket(**told), at)  # type: ignore[arg-type]
        self.entries[number] = []
        return self.tickets[number]

    def note(self, number: int, author: Person, body: str, **kept: object) -> Entry:
        """A private note of somebody's, made now."""
        made = Entry(
            1000 + sum(map(len, self.entries.values())),
            author,
            bool(kept.pop("private", True)),
            body,
            self.clock(),
            **kept,  # type: ignore[arg-type]
        )
        self.entries[number].insert(0, made)
        self._keep(self.tickets[number], self.clock())
        kind = "an internal note" if made.private else "a public reply"
        self._audit(number, Happening(self.clock(), author.name, (kind,)))
        return made

    def change(self, number: int, **changed: object) -> None:
        """Somebody else changes the ticket now."""
        self._keep(self.tickets[number]._replace(**changed), self.clock())  # type: ignore[arg-type]
        self._audit(number, Happening(self.clock(), ADA.name, tuple(changed)))

    def me(self, *, fresh: bool = False) -> Me:
        """Who is signed in; `kept_me` stands for a kept answer that is out of date."""
        return self.who if fresh or self.kept_me is None else self.kept_me

    def check(self, ref: TicketRef) -> None:
        """Only tickets of this desk."""
        if ref.host not in {None, "desk.example"}:
            raise WrongUsage(f"that ticket is on {ref.host}")

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket, read now."""
        self.check(ref)
        if self.unreachable:
            raise Unavailable("the desk can't be reached")
        if ref.number not in self.tickets:
            raise NotFound(f"there is no ticket {ref.number}")
        return self.tickets[ref.number]._replace(read_at=self.clock())

    def conversation(
        self,
        number: int,
        *,
        newest: int | None = None,
        until: Callable[[Entry], bool] | None = None,
    ) -> Conversation:
        """All entries, or those down to the first that `until` says yes to."""
        if self.unreachable:
            raise Unavailable("the desk can't be reached")
        found: list[Entry] = []
        for entry in self.entries[number]:
            found.append(entry)
            if until is not None and until(entry):
                break
        self.entries_read.append(len(found))
        return Conversation(tuple(found), len(found) == len(self.entries[number]))

    def groups(self, *, fresh: bool = False) -> Sequence[Group]:
        """Three groups."""
        return (SUPPORT, REPLAY, FLAGS)

    def marker(self, *, fresh: bool = False) -> Marker:
        """The switch."""
        return MARKER

    def severities(self, *, fresh: bool = False) -> Sequence[Option]:
        """Four, as PostHog has them."""
        return [Option(name.title(), name) for name in ("critical", "high", "medium", "low")]

    def fitted(self, write: Write) -> Write:
        """Everything fits."""
        return write

    def requests(self, write: Write) -> Sequence[Request]:
        """The write itself, as a request."""
        body = {"ticket": {"comment": {"body": write.note}, "stamp": write.version}}
        return [Request("PUT", f"/{write.ticket}", body)]

    def ready(self, write: Write) -> None:
        """The desk takes everything at once, unless a test has something happen here."""
        for happens in self.while_waiting:
            happens()

    @contextmanager
    def holding(self, held: Held) -> Iterator[None]:
        """Within the block a refusal for now is held so."""
        before, self.held = self.held, held
        try:
            yield
        finally:
            self.held = before

    def apply(self, write: Write) -> Receipt:
        """Carry the write out, unless a mishap comes first."""
        happening, self.before_apply = self.before_apply, []  # each may leave one for the next
        for happens in happening:
            happens()
        if self.while_refused:
            with self.held(Limited.code):
                for happens in self.while_refused:
                    happens()
        self.sent.append(write)
        mishap = self.mishaps.pop(0) if self.mishaps else "fine"
        match mishap:
            case "refused":
                raise Refused("the desk said no", request_id=self.request_id)
            case "unavailable":
                raise Unavailable("no more requests", request_id=self.request_id)
            case "dropped":
                raise OutcomeUnknown("no answer", request_id=self.request_id)
        if self.tickets[write.ticket].version != write.version:
            raise Conflict("the ticket changed")
        note = self.arrives(write, private="leaked" not in mishap, all_=mishap != "ignored")
        if "lost" in mishap:
            raise OutcomeUnknown("no answer", request_id=self.request_id)
        if not note.private:
            leak = Leaked.of(write.ticket, note.id)
            leak.request_id = self.request_id
            raise leak
        now = self.tickets[write.ticket]
        return Receipt(note, now.updated_at, write.change.differences(now) if write.change else ())

    def make_private(self, number: int, note_id: int) -> None:
        """Make a note private, unless told to do otherwise; the answer never tells."""
        self.asked_private.append(note_id)
        match self.repair:
            case "refused":
                raise Refused("the desk said no")
            case "works":
                self.entries[number] = [
                    entry._replace(private=True) if entry.id == note_id else entry
                    for entry in self.entries[number]
                ]
        raise OutcomeUnknown("no answer")

    def find(self, number: int, operation_id: str) -> Entry | None:
        """The note with the mark."""
        if self.unreachable:
            raise Unavailable("the desk can't be reached")
        for entry in self.entries[number]:
            if entry.mark is not None and entry.mark.operation_id == operation_id:
                return entry
        return None

    def happenings(self, number: int, since: str | datetime) -> Sequence[Happening] | None:
        """What came after the operation, or after the moment."""
        audits = self.audits.get(number, [])
        if not self.tells_audits:
            return None
        if isinstance(since, datetime):
            return [happening for _, happening in reversed(audits) if happening.at > since]
        if since not in dict(audits):
            return None
        place = [operation for operation, _ in audits].index(since)
        return [happening for _, happening in reversed(audits[place + 1 :])]

    def _audit(self, number: int, happening: Happening) -> None:
        self.audits.setdefault(number, []).append((None, happening))

    def arrives(self, write: Write, *, private: bool = True, all_: bool = True) -> Entry:
        """Carry a write out now, as after a silence; without `all_` its note alone."""
        before = len(self.audits.get(write.ticket, []))
        files = tuple(Attached(file.name, file.size) for file in write.attachments)
        author = self.who.person
        note = self.note(write.ticket, author, write.note, mark=write.mark, attachments=files)
        note = note._replace(private=private)
        self.entries[write.ticket][0] = note
        change = write.change if all_ else None
        if change is not None:
            changed: dict[str, object] = {}
            if change.group is not None:
                changed["group"] = change.group
            if change.assignee is not None:
                number = change.assignee.id
                changed["assignee"] = number and Person(number, change.assignee.name or "", None)
            if change.marker is not None:
                changed["fields"] = {change.marker[0].field_id: change.marker[1].value}
            if change.severity is not None:
                changed["severity"] = change.severity or None
            if write.tags is not None:
                changed["tags"] = write.tags
            self.change(write.ticket, **changed)
        one = Happening(self.clock(), self.who.person.name)
        self.audits[write.ticket][before:] = [(write.mark.operation_id, one)]
        return note

    def _keep(self, ticket: Ticket, at: datetime) -> None:
        second = at.replace(microsecond=0)
        self.tickets[ticket.number] = ticket._replace(updated_at=second, version=second.isoformat())


class MemoryJournal:
    """A journal in memory; `broken` lets the outcome of a write go unrecorded."""

    def __init__(self) -> None:
        self.began: dict[str, tuple[Write, str]] = {}
        self.outcomes: dict[str, str] = {}
        self.before: dict[str, Before | None] = {}
        self.how: dict[str, str] = {}
        self.requests: dict[str, list[str]] = {}
        self.sendings: dict[str, int] = {}
        self.receipts: dict[str, Receipt | None] = {}
        self.note_ids: dict[str, int | None] = {}
        self.undoes: dict[str, str | None] = {}

    def begin(
        self, write: Write, intent: str, before: Before | None = None, undoes: str | None = None
    ) -> None:
        """Record an intent."""
        self.began[write.mark.operation_id] = (write, intent)
        self.before[write.mark.operation_id] = before
        self.undoes[write.mark.operation_id] = undoes

    def again(self, operation_id: str) -> bool:
        """Count the sendings."""
        self.sendings[operation_id] = self.sendings.get(operation_id, 1) + 1
        return operation_id not in self.outcomes

    def reopen(self, write: Write, intent: str) -> None:
        """Record an intent anew."""
        assert self.began[write.mark.operation_id] == (write, intent)
        del self.outcomes[write.mark.operation_id]

    def asked(self, operation_id: str, request_id: str) -> None:
        """Record the id of a request."""
        self.requests.setdefault(operation_id, []).append(request_id)

    def public(self, operation_id: str, note_id: int) -> None:
        """Record the note that may be public."""
        self.note_ids[operation_id] = note_id

    def settle(
        self,
        operation_id: str,
        outcome: str,
        receipt: Receipt | None = None,
        *,
        how: str = ANSWERED,
        note_id: int | None = None,
        request_id: str | None = None,
    ) -> None:
        """Record what became of it."""
        self.outcomes[operation_id] = outcome
        self.how[operation_id] = how
        self.receipts[operation_id] = receipt
        self.note_ids[operation_id] = note_id
        if request_id:
            self.asked(operation_id, request_id)

    def undecided(self, ticket: int, verb: str, intent: str | None) -> Sequence[Undecided]:
        """What has no outcome yet."""
        return [
            Undecided(write, "2026-11-23T10:00:00Z")
            for operation_id, (write, words) in self.began.items()
            if operation_id not in self.outcomes
            and (write.ticket, write.mark.verb) == (ticket, verb)
            and intent in {None, words}
        ]
