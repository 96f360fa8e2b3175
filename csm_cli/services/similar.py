"""The same problem elsewhere: every place is searched at once, and what comes is ranked together.

A place that is missing, late or silent costs a line and no more, and what it gave before that
counts. Public places are handed a wording of their own, from which everything that is somebody's
was taken; the private one never reaches them.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from csm_cli.domain.around import ABSENT, Missing, missing
from csm_cli.domain.errors import CsmError, NotSignedIn, WrongUsage
from csm_cli.domain.likeness import merging, ranking
from csm_cli.domain.likeness.hits import PUBLIC, Hit, Match, Piece, Searched, Similar, Wanted
from csm_cli.domain.likeness.ranking import Here
from csm_cli.domain.likeness.subject import Customs, Subject, of_ticket, of_words
from csm_cli.domain.refs import TicketRef, looks_like_ticket, ticket_ref
from csm_cli.domain.tickets import Conversation, Ticket
from csm_cli.services.at_once import Question, ask_all


class Place(Protocol):
    """Somewhere to search; used by one thread."""

    def queries(self, wanted: Wanted) -> Sequence[str]:
        """The exact texts that will be sent, in their order; an empty one stays here."""

    def ask(self, query: str, wanted: Wanted) -> Piece:
        """What one of them finds.

        Raises:
            NotSignedIn, NotAllowed, Unavailable, Unexpected: as every service.
        """


class Opening(NamedTuple):
    """How a place is opened, and how many seconds nobody waits longer for.

    Opening raises NotSignedIn where it is not configured. `absent` says why there is none to
    open, null if there is.
    """

    open: Callable[[], Place]
    seconds: float
    absent: str | None = None


class Tickets(Protocol):
    """The part of a ticket desk that is needed here: `ports.TicketDesk` says what it does."""

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it stands now."""

    def conversation(self, number: int) -> Conversation:
        """The ticket's entries, newest first."""


class Similarities:
    """Looks for the same problem elsewhere.

    Args:
        desk: Gives the ticket desk; called only for a ticket.
        customs: What is known of the product, and of the world.
        openings: The places by their names, in their order.
        now: The clock, aware and in UTC.
    """

    def __init__(
        self,
        desk: Callable[[], Tickets],
        customs: Customs,
        openings: Callable[[Sequence[str]], Mapping[str, Opening]],
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._customs = customs
        self._openings = openings
        self._now = now

    def like(self, query: str, sources: Sequence[str], limit: int) -> Similar:
        """What is like a ticket, or like the words.

        Raises:
            WrongUsage: nothing is left of it to search for, or it is the URL of no ticket.
            NotSignedIn, NotFound, Unavailable: for a ticket, from the desk.
        """
        return search(self._subject(query), self._openings(sources), limit, self._now())

    def _subject(self, query: str) -> Subject:
        if not looks_like_ticket(query) or len(query.split()) > 1:
            return of_words(query, self._customs)
        ref = ticket_ref(query)
        desk = self._desk()
        ticket = desk.ticket(ref)
        return of_ticket(ticket, desk.conversation(ticket.number).entries, self._customs)


class _Log:
    """What one place was sent and gave until nobody waited for it any more.

    Its thread writes it. Once it is closed that thread may send nothing: the result has told
    what left the machine.
    """

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.pieces: list[Piece] = []
        self._open = True
        self._lock = threading.Lock()

    @property
    def hits(self) -> list[Hit]:
        return [hit for piece in self.pieces for hit in piece.hits]

    def may_send(self, query: str) -> bool:
        """Say whether the query may still be sent, and note it if so; an empty one stays here."""
        with self._lock:
            if self._open and query:
                self.sent.append(query)
            return self._open

    def gave(self, piece: Piece) -> None:
        with self._lock:
            if self._open:
                self.pieces.append(piece)

    def close(self) -> None:
        with self._lock:
            self._open = False


def search(subject: Subject, openings: Mapping[str, Opening], limit: int, now: datetime) -> Similar:
    """Search all of these places; see the module.

    Raises:
        WrongUsage: nothing is left of the text to search for.
    """
    if not subject.private:
        raise WrongUsage(
            "nothing is left to search for once ids, addresses and common words are gone",
            hint="csm similar WORDS of the problem",
        )
    places, without = _opened(openings)
    logs = {name: _Log() for name in places}
    answers = ask_all(
        {
            name: Question(_asking(place, _wanted(subject, name), logs[name]), seconds)
            for name, (place, seconds) in places.items()
        }
    )
    for log in logs.values():
        log.close()
    hits = merging.once([hit for log in logs.values() for hit in log.hits])
    here = Here(
        Wanted(subject.private, subject.labels, subject.area_words),
        subject.key,
        subject.mentions,
        subject.organization,
        now,
    )
    found, about_this = _matches(hits, here)
    return Similar(
        subject.ticket,
        subject.private,
        subject.public,
        tuple(found[:limit]),
        about_this,
        max(0, len(found) - limit),
        tuple(
            Searched(name, tuple(log.sent), _complete(log, name in answers.found), len(log.hits))
            for name, log in logs.items()
        ),
        _in_order((*without, *answers.missing), openings),
    )


def _opened(
    openings: Mapping[str, Opening],
) -> tuple[dict[str, tuple[Place, float]], list[Missing]]:
    places: dict[str, tuple[Place, float]] = {}
    without: list[Missing] = []
    for name, opening in openings.items():
        if opening.absent is not None:
            without.append(Missing(name, ABSENT, opening.absent))
            continue
        try:
            places[name] = (opening.open(), opening.seconds)
        except NotSignedIn as problem:
            without.append(Missing(name, ABSENT, problem.message))
        except CsmError as problem:
            without.append(missing(name, problem))
    return places, without


def _wanted(subject: Subject, place: str) -> Wanted:
    wording = subject.public if place in PUBLIC else subject.private
    return Wanted(wording, subject.labels, subject.area_words)


def _asking(place: Place, wanted: Wanted, log: _Log) -> Callable[[], bool]:
    def ask() -> bool:
        for query in place.queries(wanted) if wanted.wording else ():
            if not log.may_send(query):
                break
            log.gave(place.ask(query, wanted))
        return True

    return ask


def _matches(hits: Sequence[Hit], here: Here) -> tuple[list[Match], tuple[Hit, ...]]:
    others = [hit for hit in hits if hit.key != here.key]
    about_this = tuple(hit for hit in others if here.key is not None and here.key in hit.mentions)
    rest = [hit for hit in others if hit not in about_this]
    found = [match for hit in rest if (match := ranking.match(hit, here))]
    return merging.merged(ranking.ranked(found)), about_this


def _complete(log: _Log, answered: bool) -> bool:
    return answered and all(piece.whole for piece in log.pieces)


def _in_order(found: Sequence[Missing], names: Mapping[str, object]) -> tuple[Missing, ...]:
    order = list(names)
    return tuple(sorted(found, key=lambda one: order.index(one.service)))
