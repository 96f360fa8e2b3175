"""The list of tickets while it is being made: what was found so far, and which of it is wanted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple, Protocol

from csm_cli.domain import in_sight
from csm_cli.domain.cautions import SEVERAL_PLANS, contradict
from csm_cli.domain.clocks import OUR_WORD, Clock
from csm_cli.domain.errors import CsmError
from csm_cli.domain.finding import Batch
from csm_cli.domain.in_sight import InSight
from csm_cli.domain.ownership import Notice
from csm_cli.domain.talk import Talk
from csm_cli.domain.tickets import DeskOrganization, Ticket
from csm_cli.domain.worklist import (
    ASSIGNED,
    GROUPS,
    ORDER_UNSURE,
    WAITING,
    Row,
    Rules,
    Source,
    Worklist,
    ordered,
    row,
    update_clock,
)

_FEW = 5  # numbers of tickets that a line has room for


class Choice(NamedTuple):
    """Which tickets are wanted: all that fit every part that is given.

    `waiting` is on whom, `organizations` are names, parts of them, or ids. `limit` is how many
    rows are listed at the most, and `sight` of which the conversations are read.
    """

    waiting: tuple[str, ...] = GROUPS
    organizations: tuple[str, ...] = ()
    escalated: bool = False
    limit: int | None = None
    sight: InSight = InSight()


class Remembered(Protocol):
    """What is remembered of tickets' conversations, without asking anybody."""

    def known(self, tickets: Sequence[Ticket]) -> Mapping[int, Talk]:
        """Of the tickets as they are."""

    def former(self, number: int) -> Talk | None:
        """Of a ticket as it was when somebody last looked; null if nobody ever did."""


class Sheet:
    """What was found, each ticket once.

    Args:
        choice: What is wanted of it.
        rules: What rows are made by.
        remembered: What is remembered of tickets' conversations.
        notices: What is doubtful from the start.
    """

    def __init__(
        self,
        choice: Choice,
        rules: Rules,
        remembered: Remembered,
        notices: tuple[Notice, ...],
    ) -> None:
        self.choice = choice
        self.rules = rules
        self.notices = notices
        self.sources: list[Source] = []
        self.talks: dict[int, Talk] = {}
        self.customers: frozenset[int] = frozenset()
        self.desk_is_silent = False
        self._remembered = remembered
        self._tickets: dict[int, Ticket] = {}
        self._why: dict[int, list[str]] = {}
        self._rows: dict[int, Row] = {}
        self._tried: set[int] = set()
        self._within: timedelta | None = None
        self._whole = True
        self._unread = 0

    def __len__(self) -> int:
        """How many tickets were found so far, wanted or not."""
        return len(self._tickets)

    def add(self, why: str, batch: Batch) -> None:
        """Take the unsolved tickets of a batch in, without their text: thousands would fill."""
        found = [each for each in batch.tickets if each.status in WAITING]
        for ticket in found:
            self._take(ticket)
            whys = self._why.setdefault(ticket.number, [])
            whys += [] if why in whys else [why]
        self.talks.update(self._remembered.known([self._tickets[each.number] for each in found]))
        self._whole = batch.whole

    def refresh(self, batch: Batch, me: int | None) -> None:
        """Take in how tickets stand now; one that is solved, or not wanted any more, leaves.

        Whether one is assigned to `me` it says itself: a search may not know yet.
        """
        for ticket in batch.tickets:
            number, assignee = ticket.number, ticket.assignee
            whys = [each for each in self._why.get(number, ()) if each != ASSIGNED]
            if assignee is not None and assignee.id == me:
                whys.append(ASSIGNED)
            if whys and ticket.status in WAITING:
                self._take(ticket)
                self._why[number] = whys
                self._rows.pop(number, None)
            else:
                self._tickets.pop(number, None)
        there = [each for each in batch.tickets if each.number in self]
        self.talks.update(self._remembered.known(there))

    def _take(self, ticket: Ticket) -> None:
        """Sources differ in how late they are: the newest state counts."""
        known = self._tickets.get(ticket.number)
        if known is None or known.updated_at <= ticket.updated_at:
            self._tickets[ticket.number] = ticket._replace(description="")
            self._rows.pop(ticket.number, None)
            self.talks.pop(ticket.number, None)

    def __contains__(self, number: int) -> bool:
        """Whether a ticket was found."""
        return number in self._tickets

    def end(self, why: str, problem: CsmError | None = None) -> None:
        """Record that a source gave all it has, or what kept it from that."""
        whole, self._whole = self._whole and problem is None, True
        self.sources.append(Source(why, len(self.found_by(why)), whole))
        if problem is not None:
            text = f"the list lacks tickets, found by {why}: {problem.message}"
            self.notices += (Notice("source_failed", text),)
        elif not whole:
            text = f"the desk gave only the first {len(self.found_by(why))} tickets by {why}"
            self.notices += (Notice("source_cut", text),)

    def found_by(self, why: str) -> list[Ticket]:
        """The tickets that a source found."""
        return [each for number, each in self._tickets.items() if why in self._why[number]]

    def unfitting(self) -> list[str]:
        """What was typed for an organization and fits that of no ticket that was found."""
        tickets = self._tickets.values()
        typed = self.choice.organizations
        return [word for word in typed if not any(_is_of(each, (word,)) for each in tickets)]

    def organizations(self) -> list[DeskOrganization]:
        """Those of all tickets that were found, each once."""
        found = (each.organization for each in self._tickets.values())
        return list({each.id: each for each in found if each is not None}.values())

    def learn(self, number: int, said: Talk) -> None:
        """Take in what a conversation says."""
        self.talks[number] = said
        self._rows.pop(number, None)

    def to_read(self, most: int) -> list[Ticket]:
        """The tickets whose conversations are to be read next, none of them for a second time."""
        found = in_sight.to_read(self._fitting(), self.sight, most, self._tried)
        self._tried.update(each.ticket.number for each in found)
        return [each.ticket for each in found]

    def doubt_plans(self) -> None:
        """Name the tickets for which no clock runs, because their plan is anybody's guess."""
        doubtful = [each.ticket for each in self._fitting() if contradict(each.ticket.tags)]
        if doubtful:
            some = ", ".join(str(each.number) for each in doubtful[:_FEW])
            more = f" and {len(doubtful) - _FEW} more" if doubtful[_FEW:] else ""
            text = f"tags name several plans, so no reply clock is known: {some}{more}"
            self.notices += (Notice(SEVERAL_PLANS, text),)

    def doubt_order(self) -> None:
        """Say how many tickets may belong among those in sight, and are unread."""
        if number := len(in_sight.may_come_before(self._fitting(), self.sight)):
            text = (
                f"{number} more may belong among the first {self.sight.end}; since when their "
                "customers wait is looked up with the next list"
            )
            self.notices += (Notice(ORDER_UNSURE, text),)

    @property
    def sight(self) -> InSight:
        """Which rows are in sight: no more than are listed."""
        sight, limit = self.choice.sight, self.choice.limit
        return sight if limit is None else sight._replace(rows=min(sight.rows, limit))

    def only_due(self, within: timedelta) -> None:
        """From now on want only what is due within so much time, by our last public word."""
        self._within = within

    def candidates(self) -> list[Ticket]:
        """The tickets that may be due, those that changed the longest ago first.

        Our last word is no older than the ticket, or than the one that was read before: what is
        not due by that is not looked at.
        """
        rows = [each for each in self._fitting() if self._due(self._oldest(each))]
        return sorted((each.ticket for each in rows), key=lambda ticket: ticket.updated_at)

    def unread(self, number: int) -> None:
        """Say that so many candidates were not looked at."""
        text = f"not looked at, of what may be due: {number}; run it again to go on"
        self.notices += (Notice("not_looked_at", text),)
        self._unread = number

    def worklist(self) -> Worklist:
        """The list as it stands."""
        fitting = self._fitting()
        if self._within is not None:
            fitting = [each for each in map(self._updated, fitting) if self._due(each.clock)]
        rows = ordered(fitting)
        shown = rows[: self.choice.limit]
        counts = Counter(each.waiting for each in rows)
        return Worklist(
            rows=tuple(shown),
            counts={group: counts[group] for group in GROUPS},
            omitted=len(rows) - len(shown),
            sources=tuple(self.sources),
            notices=self.notices,
            as_of=self.rules.now,
            unread=self._unread,
            overdue=sum(each.overdue for each in rows),
        )

    def _fitting(self) -> list[Row]:
        return [each for each in map(self._row, self._tickets) if self._fits(each)]

    def _row(self, number: int) -> Row:
        if number not in self._rows:
            said = self.talks.get(number)
            former = None if said else self._remembered.former(number)
            self._rows[number] = row(
                self._tickets[number], self._why[number], said, self.rules, former
            )
        return self._rows[number]

    def _fits(self, found: Row) -> bool:
        choice = self.choice
        return (
            found.waiting in choice.waiting
            and (found.escalated is True or not choice.escalated)
            and (not choice.organizations or _is_of(found.ticket, choice.organizations))
        )

    def _oldest(self, found: Row) -> Clock | None:
        former = self._remembered.former(found.ticket.number)
        ours = former.ours.at if former and former.ours else found.ticket.created_at
        return self.rules.clocks.running(found.plan, ours, OUR_WORD)

    def _updated(self, found: Row) -> Row:
        clock = update_clock(found, self.rules.clocks)
        left = clock and self.rules.clocks.left(clock, self.rules.now)
        return found._replace(clock=clock, left=left)

    def _due(self, clock: Clock | None) -> bool:
        if clock is None or self._within is None:
            return False
        return self.rules.clocks.left(clock, self.rules.now) <= self._within


def fits(word: str, organization: DeskOrganization) -> bool:
    """Whether it is one of the organization's ids, or in its name."""
    typed = word.casefold()
    ids = {organization.organization_id or "", str(organization.id)}
    return typed in ids or (not typed.isdigit() and typed in organization.name.casefold())


def _is_of(ticket: Ticket, wanted: Sequence[str]) -> bool:
    organization = ticket.organization
    return any(
        word.casefold() == ticket.organization_id
        or (organization is not None and fits(word, organization))
        for word in wanted
    )
