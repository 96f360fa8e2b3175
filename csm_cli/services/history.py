"""Looking back on what was written on this machine: listing, settling, forgetting.

Nothing here sends a write, but for one thing: a note that is found public is made private.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.errors import Conflict, Leaked, NotAllowed, NotFound, Unavailable
from csm_cli.domain.history import (
    FOUND,
    LEAKED,
    MOVED,
    NOT_WRITTEN,
    REPLY_VERB,
    UNDECIDED,
    WITHHELD,
    WORD,
    WRITTEN,
    Finding,
    Intent,
)
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry
from csm_cli.services.kept_files import clear
from csm_cli.services.ports import History, KeptFiles, Undecided
from csm_cli.services.writing import Door

_SHORTEST = 4  # characters of an operation id that may stand for the whole


class Choice(NamedTuple):
    """Which entries are meant: all that fit every part that is given.

    `operations` are operation ids, or beginnings of them; `before` is aware.
    """

    operations: tuple[str, ...] = ()
    ticket: TicketRef | None = None
    profile: str | None = None
    undecided: bool = False
    before: datetime | None = None


class Reviewing:
    """The journal's entries, and what has become of them.

    Args:
        history: The journal.
        desk: Gives the name of the desk that can be looked at; asked when needed.
        door: Gives the way to look there; asked when needed.
        files: What is kept for sending it again; goes with its entry.
    """

    def __init__(
        self,
        history: History,
        desk: Callable[[], str],
        door: Callable[[], Door],
        files: KeptFiles,
    ) -> None:
        self._history = history
        self._desk = desk
        self._door = door
        self._files = files

    def entries(self, choice: Choice) -> Sequence[Intent]:
        """What was chosen, the newest first.

        Raises:
            NotFound: an operation that is named is not there, or means several.
        """
        found = [
            entry
            for entry in self._history.entries(
                ticket=choice.ticket.number if choice.ticket else None,
                profile=choice.profile,
                undecided=choice.undecided,
            )
            if _fits(entry, choice)
        ]
        if not choice.operations:
            return found
        named = {self._the_one(word, found).operation_id for word in choice.operations}
        return [entry for entry in found if entry.operation_id in named]

    def open(self, choice: Choice) -> Sequence[Intent]:
        """The undecided ones among what was chosen.

        Raises:
            Conflict: one that is named is settled already.
            NotFound: one that is named is not there.
        """
        chosen = self.entries(choice)
        for entry in chosen if choice.operations else ():
            if entry.outcome != UNDECIDED:
                raise Conflict(
                    f"operation {entry.operation_id} is settled already: {entry.outcome}",
                    hint=f"csm log --ticket {entry.ticket}",
                )
        return [entry for entry in chosen if entry.outcome == UNDECIDED]

    def here(self, entries: Sequence[Intent]) -> Sequence[Intent]:
        """Those that are on the desk that can be looked at."""
        desk = self._desk() if entries else None
        return [entry for entry in entries if entry.desk == desk]

    def resolve(self, entries: Sequence[Intent], *, record: bool) -> Iterator[Finding]:
        """Look on the desk what became of them; unless `record`, nothing is settled.

        Raises:
            NotSignedIn: the desk does not know the credential.
            Unexpected: it can't be recorded.
        """
        for entry in entries:
            version = self._history.version(entry.operation_id)
            if version is None:  # another csm has just settled it
                continue
            try:
                yield self._found(entry, version, record=record)
            except (NotFound, NotAllowed, Unavailable) as problem:
                hint = problem.hint or _by_hand(entry)
                yield Finding(entry, UNDECIDED, reason=problem.message, hint=hint)

    def word(self, entry: Intent, outcome: str) -> Finding:
        """Settle it by what a person says.

        Raises:
            Conflict: somebody settled it meanwhile.
        """
        finding = Finding(entry, outcome, WORD, reason="somebody said so")
        return self._recorded(finding)

    def forget(self, entries: Sequence[Intent], *, everything: bool) -> None:
        """Erase them, text, files and all.

        `everything` says that these are all there are: then no file is left, whosever it was.

        Raises:
            Unexpected: something can't be erased.
        """
        operations = [entry.operation_id for entry in entries]
        self._files.forget(self._files.operations() if everything else operations)
        self._history.forget(operations)

    def _found(self, entry: Intent, version: str, *, record: bool) -> Finding:
        note, moved = self._door().seen(entry.ticket, version, entry.operation_id)
        is_reply = entry.verb == REPLY_VERB
        if note is not None and is_reply:
            finding = _replied(entry, note)
        elif note is not None and not note.private:
            return self._leaked(entry, note.id, record=record)
        elif note is not None:
            reason = f"note {note.id} is there"
            finding = Finding(entry, WRITTEN, FOUND, note.id, reason)
        elif moved:
            reason = "the ticket has changed since without it: it can't be carried out any more"
            finding = Finding(entry, NOT_WRITTEN, MOVED, reason=reason)
        else:
            kind = "reply" if is_reply else "note"
            reason = f"no {kind} of it, and the ticket has not changed: it may still be carried out"
            return Finding(entry, UNDECIDED, reason=reason, hint=_by_hand(entry))
        return self._recorded(finding) if record else finding

    def _leaked(self, entry: Intent, note_id: int, *, record: bool) -> Finding:
        """The note is there and public; the door makes it private."""
        reason = "the note is there, and the customer can read it"
        write = self._history.planned(entry.operation_id) if record else None
        if write is not None:
            undecided = Undecided(write, _shown(entry.began_at))
            try:
                self._door().settled_by_now(undecided, resend=False)
            except Leaked as leak:
                reason = "; ".join(filter(None, (leak.message, leak.written, leak.hint)))
            clear(self._files, self._history)
        return Finding(entry, LEAKED, FOUND, note_id, reason)

    def _recorded(self, finding: Finding) -> Finding:
        operation_id = finding.intent.operation_id
        assert finding.how is not None, "only what is known can be recorded"
        if not self._history.settle(
            operation_id, finding.outcome, how=finding.how, note_id=finding.note_id
        ):
            raise Conflict(
                f"operation {operation_id} was settled meanwhile",
                hint=f"csm log --ticket {finding.intent.ticket}",
            )
        clear(self._files, self._history)
        return finding

    def _the_one(self, word: str, entries: Sequence[Intent]) -> Intent:
        fitting = [entry for entry in entries if entry.operation_id == word]
        if not fitting and len(word) >= _SHORTEST:
            fitting = [entry for entry in entries if entry.operation_id.startswith(word)]
        if len(fitting) != 1:
            found = "several operations begin" if fitting else "no operation is recorded"
            short = f", and {_SHORTEST} characters of one are enough"
            raise NotFound(
                f"{found} {'with' if fitting else 'as'} {word!r}",
                hint=f"csm log lists them{short if len(word) < _SHORTEST else ''}",
            )
        return fitting[0]


def _by_hand(entry: Intent) -> str:
    """What a person can do about an entry that the desk tells nothing of."""
    return (
        f"look at ticket {entry.ticket}, then run its command with --resend, which can't write it "
        f"twice, or csm log resolve {entry.operation_id} --as not-written"
    )


def _replied(entry: Intent, found: Entry) -> Finding:
    """What is known of a reply that is there; one that is private is left as it is."""
    if found.private:
        reason = f"comment {found.id} is there as an internal note: the customer can't read it"
        return Finding(entry, WITHHELD, FOUND, found.id, reason)
    reason = f"reply {found.id} is there, and the customer can read it"
    return Finding(entry, WRITTEN, FOUND, found.id, reason)


def _fits(entry: Intent, choice: Choice) -> bool:
    """Host and time; the rest was asked of the journal."""
    host = choice.ticket.host if choice.ticket else None
    if host is not None and entry.host not in {None, host}:
        return False
    return choice.before is None or entry.began_at < choice.before


def _shown(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")
