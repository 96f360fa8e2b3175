"""What needs a person, across all their customers: found in several ways, listed once.

No single search is trusted: an owner's tag may be missing, an assignee may be somebody else, an
escalation may have left the account's tickets. What was found is a value; asking again is a few
requests, since conversations, people and names are remembered.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.clocks import Clocks
from csm_cli.domain.errors import CsmError, NotSignedIn, Unavailable, WrongUsage
from csm_cli.domain.finding import Batch, Query
from csm_cli.domain.names import nearest
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import DeskOrganization, Marker, Me, Ticket
from csm_cli.domain.worklist import (
    ASSIGNED,
    ESCALATION,
    NO_ORGANIZATIONS,
    NO_SUCH_ORGANIZATION,
    ORGANIZATION,
    OWNER,
    Row,
    Rules,
    Worklist,
    row,
)
from csm_cli.services.conversations import Conversations
from csm_cli.services.my_customers import organization_of
from csm_cli.services.worklist_ports import WorkDesk, WorkFinder
from csm_cli.services.worksheet import Choice, Sheet, fits


class Mine(NamedTuple):
    """What makes a ticket somebody's; each is asked when it is needed.

    `search` is in the desk's own words, `customers` are the desk's organizations, `escalated`
    the numbers of tickets that this person escalated with csm on this machine, `written` of
    those that they wrote to a moment ago, of which a search may not know yet. `named` tells of
    the desk's organizations by their numbers.
    """

    search: Callable[[Me], str]
    customers: Callable[[str], Sequence[int]]
    escalated: Callable[[], Sequence[int]]
    written: Callable[[], Sequence[int]]
    holding: str
    named: Callable[[Sequence[int]], Sequence[DeskOrganization]]


Heard = Callable[[Sheet], None]
"""Is told whenever more is known; whoever wants to see it asks the sheet for its list."""


class Working:
    """Makes the list.

    Args:
        desk: Says who is signed in, and what its escalation switch is.
        finder: Finds tickets.
        mine: What makes a ticket this person's.
        conversations: Says who spoke last.
        clocks: The plans' clocks.
        now: The clock, aware and in UTC.
    """

    def __init__(
        self,
        desk: WorkDesk,
        finder: WorkFinder,
        mine: Mine,
        conversations: Conversations,
        clocks: Clocks,
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._finder = finder
        self._mine = mine
        self._conversations = conversations
        self._clocks = clocks
        self._now = now

    def list(self, choice: Choice, heard: Heard) -> Worklist:
        """The tickets, each once, with the conversations of the rows in sight read.

        Raises:
            NotSignedIn: the desk does not know the credential.
            WrongUsage: a setting is not usable.
            CsmError: no source could be asked at all.
        """
        sheet = self.gathered(choice, heard)
        if not sheet.desk_is_silent:
            with self._conversations.saved():
                self._read_in_sight(sheet, heard)
        return sheet.worklist()

    def again(self, found: Row) -> Row:
        """A row with its conversation read anew, as after a claim: a search may be minutes late.

        Raises:
            CsmError: it can't be read.
        """
        said = self._conversations.again(found.ticket, self._now())
        marker, _ = self._marker()
        return row(found.ticket, found.why, said, Rules(self._clocks, marker, self._now()))

    def looked(self, found: Sequence[Row]) -> Iterator[Row]:
        """Rows with their conversations, as they come in; what can't be read is left out."""
        rows = {each.ticket.number: each for each in found}
        marker, _ = self._marker()
        rules = Rules(self._clocks, marker, self._now())
        tickets = [each.ticket for each in found]
        with self._conversations.saved():
            for number, said in self._conversations.read(tickets, rules.now):
                yield row(rows[number].ticket, rows[number].why, said, rules)

    def due(self, choice: Choice, within: timedelta, heard: Heard) -> Worklist:
        """The tickets on which our last public word is older than the plan's clock allows.

        Or will be `within` so much time of working days. Those on which nobody could look are
        not among them, and are a notice.
        """
        sheet = self.gathered(choice, heard, within)
        candidates = sheet.candidates()
        if not sheet.desk_is_silent:
            with self._conversations.saved():
                self._read(sheet, candidates, heard)
        unread = sum(each.number not in sheet.talks for each in candidates)
        if unread:
            sheet.unread(unread)
        return sheet.worklist()

    def gathered(self, choice: Choice, heard: Heard, within: timedelta | None = None) -> Sheet:
        """Ask every source, unless one had no answer at all; see `list` for the errors.

        With `within` only what is due then is shown on the way: see `due`.
        """
        marker, notices = self._marker()
        rules = Rules(self._clocks, marker, self._now())
        sheet = Sheet(choice, rules, self._conversations, notices)
        if within is not None:
            sheet.only_due(within)
        problems: list[CsmError] = []
        for why, batches in self._sources(sheet):
            if sheet.desk_is_silent:  # the others would be waited for in vain, as long as this one
                sheet.end(why, problems[-1])
                continue
            try:
                for batch in batches:
                    sheet.add(why, batch)
                    heard(sheet)
                sheet.end(why)
            except (NotSignedIn, WrongUsage):
                raise
            except CsmError as problem:
                problems.append(problem)
                sheet.end(why, problem)
                sheet.desk_is_silent = isinstance(problem, Unavailable) and problem.silent
        if problems and not any(source.whole for source in sheet.sources):
            raise problems[0]
        if not sheet.desk_is_silent:
            self._look_up_written(sheet)
        sheet.doubt_plans()
        if not problems:
            self._doubt(sheet)
        return sheet

    def _look_up_written(self, sheet: Sheet) -> None:
        """What this person wrote to a moment ago, as it is now."""
        if written := self._mine.written():
            me = self._desk.me().person.id
            with suppress(Unavailable):  # it is known as it was a moment ago
                for batch in self._finder.numbered(written):
                    sheet.refresh(batch, me)

    def _sources(self, sheet: Sheet) -> Iterator[tuple[str, Iterator[Batch]]]:
        """In an order in which the first tickets come soon; the largest sources are the last."""
        me = self._desk.me()
        search = self._mine.search(me)
        if me.person.id is not None:
            yield ASSIGNED, self._finder.find(Query(assignee=me.person.id))
        yield ESCALATION, self._escalated(me, sheet.rules.marker)
        if search:
            yield OWNER, self._finder.matching(search, Query())
        yield ORGANIZATION, self._of_customers(search, sheet)

    def _escalated(self, me: Me, marker: Marker | None) -> Iterator[Batch]:
        """By the journal, and by the notes that name me, from whichever machine they are."""
        if numbers := self._mine.escalated():
            yield from self._finder.numbered(numbers)
        if marker is not None and me.person.email:
            words = ("Escalated to engineering", f"by {me.person.name} <{me.person.email}>")
            yield from self._finder.find(Query(words=words, escalated=True))

    def _of_customers(self, search: str, sheet: Sheet) -> Iterator[Batch]:
        named = {organization_of(each, self._mine.holding) for each in sheet.found_by(OWNER)}
        theirs = {each for each in (*named, *self._mine.customers(search)) if each is not None}
        sheet.customers = frozenset(theirs)
        if theirs:
            yield from self._finder.find(Query(organizations=tuple(sorted(theirs))))

    def _doubt(self, sheet: Sheet) -> None:
        """Say what makes an empty list no sign that all is well."""
        if not sheet.customers:
            search = self._mine.search(self._desk.me())
            how = f" (organizations of the tickets found by: {search})" if search else ""
            text = (
                f"no organization is yours{how}; only what is assigned to you or escalated by you"
            )
            sheet.notices += (Notice(NO_ORGANIZATIONS, f"{text} is listed"),)
        if unknown := sheet.unfitting():
            here = [
                each for each in sheet.organizations() if not each.is_holding(self._mine.holding)
            ]
            known = {each.id: each for each in (*here, *self._mine.named(sorted(sheet.customers)))}
            for word in unknown:
                if not any(fits(word, each) for each in known.values()):
                    sheet.notices += (_no_such(word, [each.name for each in known.values()]),)

    def _read_in_sight(self, sheet: Sheet, heard: Heard) -> None:
        left = min(sheet.sight.most, self._conversations.most)
        while tickets := sheet.to_read(left):
            self._read(sheet, tickets, heard)
            if self._conversations.notices:
                return
            left -= len(tickets)
        sheet.doubt_order()

    def _read(self, sheet: Sheet, tickets: Sequence[Ticket], heard: Heard) -> None:
        for number, said in self._conversations.read(tickets, sheet.rules.now):
            sheet.learn(number, said)
            heard(sheet)
        sheet.notices += self._conversations.notices

    def _marker(self) -> tuple[Marker | None, tuple[Notice, ...]]:
        try:
            return self._desk.marker(), ()
        except WrongUsage as problem:
            text = f"whether tickets are escalated is unknown: {problem.message}"
            return None, (Notice("escalation_unknown", text),)


def _no_such(word: str, names: Sequence[str]) -> Notice:
    near = ", ".join(nearest(word, names))
    said = f"--org {word} fits no organization of yours, and none of a ticket here"
    return Notice(NO_SUCH_ORGANIZATION, f"{said}; the nearest are: {near}" if near else said)
