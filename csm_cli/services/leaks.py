"""A note that turned out public: made private at once, read back, and told as loudly as it is.

The request is sent once. Whether it worked is read from the note itself, for a bounded time,
and never taken from the answer, which Zendesk documents as empty.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from csm_cli.domain.errors import CsmError, Leaked, OutcomeUnknown
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Write
from csm_cli.services.ports import TicketDesk

_PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # seconds before each look at the note
_MAIL = "Zendesk may have mailed it, and a mail can't be called back"


class Leaks:
    """Repairs leaks.

    Args:
        desk: Where the note is.
        verify_seconds: For how long it is looked whether the note is private by now.
        sleep: Waits so many seconds.
        say: Told at once, before anything else is tried.
    """

    def __init__(
        self,
        desk: TicketDesk,
        *,
        verify_seconds: float,
        sleep: Callable[[float], None],
        say: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._verify_seconds = verify_seconds
        self._sleep = sleep
        self._say = say

    def mended(self, write: Write, leak: Leaked) -> Leaked:
        """Make the note private; the error that says what happened, and how it ended."""
        where = f"the note on ticket {write.ticket}"
        self._say(f"PUBLIC: {where} came back public; making it private ...")
        try:
            refused = self._refused(write, leak.note_id)
            note = self._seen(write, leak.note_id, once=refused is not None)
        except KeyboardInterrupt:
            self._say(
                f"stopped before it was known: {where} may be public still; make it internal in "
                "Zendesk, or run the same command again, which tries once more"
            )
            raise
        if note is not None and note.private:
            return self._private_again(leak, note)
        return _still_public(leak, refused, note)

    def _refused(self, write: Write, note_id: int | None) -> str | None:
        """Send the request; why it can't have worked, or null if it may have."""
        try:
            if note_id is None:  # the answer gave no number: the mark leads to the note
                note = self._desk.find(write.ticket, write.mark.operation_id)
                if note is None:
                    return "the answer does not tell which comment it is"
                note_id = note.id
            self._desk.make_private(write.ticket, note_id)
        except OutcomeUnknown:
            return None
        except CsmError as problem:
            return problem.message
        return None

    def _seen(self, write: Write, note_id: int | None, *, once: bool) -> Entry | None:
        """The note as it was seen last, looked for until it is private; null if never seen."""
        seen = None
        for _ in self._looks(once=once):
            try:
                note = self._desk.find(write.ticket, write.mark.operation_id)
            except CsmError:
                continue
            if note is not None and note_id in {None, note.id}:
                seen = note
                if note.private:
                    break
        return seen

    def _looks(self, *, once: bool) -> Iterator[None]:
        left = self._verify_seconds
        for pause in _PAUSES[:1] if once else _PAUSES:
            if pause > left:
                return
            self._sleep(pause)
            left -= pause
            yield

    def _private_again(self, leak: Leaked, note: Entry) -> Leaked:
        spent = self._readable_for(leak.ticket, note.created_at)
        return Leaked(
            f"the note on ticket {leak.ticket} came back public; csm made it private again",
            ticket=leak.ticket,
            note_id=note.id,
            made_at=note.created_at,
            mended=True,
            written=f"the note was written; the customer could read it for {spent}; {_MAIL}",
            hint=f"csm show {leak.ticket}, then tell your team; the note is there, don't repeat it",
        )

    def _readable_for(self, ticket: int, made_at: datetime) -> str:
        """How long the note was public, by the desk's own clock, which counts whole seconds."""
        try:
            now = self._desk.ticket(TicketRef(ticket)).read_at
        except CsmError:
            return f"a while, since {made_at:%Y-%m-%d %H:%M:%S} UTC"
        return f"up to {_span(now - made_at + timedelta(seconds=1))}"


def _still_public(leak: Leaked, refused: str | None, note: Entry | None) -> Leaked:
    made_at = note.created_at if note is not None else leak.made_at
    since = f" since {made_at:%Y-%m-%d %H:%M:%S} UTC" if made_at else ""
    if note is not None:
        said = f"it still is: the customer can read it{since}"
        why = refused or "Zendesk was asked to make it private, and it did not become so"
    else:
        said = f"csm can't see whether it is private by now; it was public{since}"
        why = refused or "Zendesk was asked to make it private, and it can't be looked at"
    number = note.id if note is not None else leak.note_id
    comment = "the note" if number is None else f"comment {number}"
    return Leaked(
        f"the note on ticket {leak.ticket} came back public, and {said}",
        ticket=leak.ticket,
        note_id=number,
        made_at=made_at,
        written=f"the note was written; {why}; {_MAIL}",
        hint=f"open ticket {leak.ticket} in Zendesk and make {comment} internal, now; "
        "the same command again tries once more",
    )


def _span(time: timedelta) -> str:
    seconds = max(1, round(time.total_seconds()))
    for unit, size in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{-(-seconds // size)} {unit}"
    return "1 second" if seconds == 1 else f"{seconds} seconds"
