"""The list of tickets that need somebody: why each is there, who waits for whom, what is next.

Pending and on-hold tickets belong to it, since they are easily lost. Rules only; what is known
of a ticket comes as values, and what is unknown stays null.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.cautions import plan_of
from csm_cli.domain.clocks import (
    CUSTOMER_WORD,
    LAST_CHANGE,
    OPENED,
    OUR_WORD,
    Clock,
    Clocks,
)
from csm_cli.domain.escalation import BY_ASSIGNEE, BY_STATUS
from csm_cli.domain.overview import escalated
from csm_cli.domain.ownership import Notice
from csm_cli.domain.talk import Talk
from csm_cli.domain.tickets import Marker, Ticket

ASSIGNED, ESCALATION, OWNER, ORGANIZATION = "assignee", "escalation", "owner", "organization"
WHYS = (ASSIGNED, ESCALATION, OWNER, ORGANIZATION)
"""Why a ticket is on the list: it is assigned to me, I escalated it, it carries what says that
I own the account, or it is of an organization of mine."""

US, CUSTOMER, THIRD = "us", "customer", "third"
WAITING = {"new": US, "open": US, "pending": CUSTOMER, "hold": THIRD}
"""On whom a ticket waits, by its status; the handbook has on-hold for somebody else's turn."""

GROUPS = (US, CUSTOMER, THIRD)
_SEVERITIES = ("critical", "high", "medium", "low")
_NEVER = float("inf")


NO_ORGANIZATIONS, NO_SUCH_ORGANIZATION = "no_organizations", "no_such_organization"
ORDER_UNSURE = "order_unsure"
"""Notices: nothing makes an organization mine; what was typed fits none that is; tickets that
nobody has read may belong among the first ones."""


class Row(NamedTuple):
    """One ticket of the list. `why` is in the order of `WHYS`.

    `clock` is null where none runs: a plan without one, or a ticket that waits for somebody
    else. `talk` is null if nobody has looked; `earliest` is then the earliest clock that is
    possible, else the same as `clock`. `escalated` and `hero_sees` are null if nobody
    can tell; `hidden_by` is what hides an escalated ticket from the support hero.
    """

    ticket: Ticket
    why: tuple[str, ...]
    waiting: str
    plan: str | None
    clock: Clock | None
    earliest: Clock | None
    left: timedelta | None
    talk: Talk | None
    escalated: bool | None
    hero_sees: bool | None
    hidden_by: tuple[str, ...]

    @property
    def overdue(self) -> bool:
        """Whether the customer has waited longer than the plan says."""
        return self.left is not None and self.left < timedelta(0)


class Rules(NamedTuple):
    """What rows are made by: the plans' clocks, the escalation switch, and the time it is."""

    clocks: Clocks
    marker: Marker | None
    now: datetime


class Source(NamedTuple):
    """Where tickets came from: a reason, how many tickets, and whether that is all of them."""

    why: str
    tickets: int
    whole: bool


class Worklist(NamedTuple):
    """The list as it stood. `omitted` rows fit and are not among `rows`.

    `counts` says how many wait on whom, and `overdue` how many of all these for too long, the
    omitted ones included; `unread` how many may belong to it that nobody could look at.
    """

    rows: tuple[Row, ...]
    counts: dict[str, int]
    omitted: int
    sources: tuple[Source, ...]
    notices: tuple[Notice, ...]
    as_of: datetime
    unread: int = 0
    overdue: int = 0

    @property
    def complete(self) -> bool:
        """Whether no source kept tickets back, and none was left unread that may belong to it."""
        return not self.unread and all(source.whole for source in self.sources)


def row(
    ticket: Ticket,
    why: Sequence[str],
    talk: Talk | None,
    rules: Rules,
    former: Talk | None = None,
) -> Row:
    """All that is to be said of an unsolved ticket.

    `former` is what its conversation said when somebody last looked, if it has changed since.
    """
    plan = plan_of(ticket.tags)
    waiting = WAITING[ticket.status]
    clock = _clock(ticket, plan, talk, rules.clocks) if waiting == US else None
    earliest = clock if clock is None or talk else _began(ticket, plan, former, rules.clocks)
    is_escalated = escalated(ticket, rules.marker)
    hidden_by = tuple(_hidden_by(ticket)) if is_escalated else ()
    return Row(
        ticket=ticket,
        why=tuple(each for each in WHYS if each in why),
        waiting=waiting,
        plan=plan,
        clock=clock,
        earliest=earliest,
        left=clock and rules.clocks.left(clock, rules.now),
        talk=talk,
        escalated=is_escalated,
        hero_sees=None if is_escalated is None else is_escalated and not hidden_by,
        hidden_by=hidden_by,
    )


def ordered(rows: Sequence[Row]) -> list[Row]:
    """Grouped by who waits for whom; in a group the nearest breach first.

    What is due within the same hour goes by severity inside a plan, and without a severity
    counts as medium. Where no clock runs, the severest first, then what has stood the longest.
    """
    return sorted(rows, key=lambda row: _place(row, row.clock))


def ordered_at_the_earliest(rows: Sequence[Row]) -> list[Row]:
    """The same, as if every customer had waited for as long as is possible."""
    return sorted(rows, key=lambda row: _place(row, row.earliest))


def severity_rank(severity: str | None) -> int:
    """Severest first."""
    return _SEVERITIES.index(severity if severity in _SEVERITIES else "medium")


def _place(row: Row, clock: Clock | None) -> tuple[int, float, int, float, float, int]:
    ticket = row.ticket
    due = clock.due_at.timestamp() if clock else _NEVER
    return (
        GROUPS.index(row.waiting),
        due // 3600 if clock else _NEVER,
        severity_rank(ticket.severity),
        due,
        ticket.updated_at.timestamp(),
        ticket.number,
    )


def _clock(ticket: Ticket, plan: str | None, talk: Talk | None, clocks: Clocks) -> Clock | None:
    if talk is not None or ticket.status == "new":
        return _began(ticket, plan, talk, clocks)
    return clocks.running(plan, ticket.updated_at, LAST_CHANGE)


def _began(ticket: Ticket, plan: str | None, talk: Talk | None, clocks: Clocks) -> Clock | None:
    """By what is known of a conversation; whatever was said since began no clock before that."""
    if talk is not None and talk.unanswered is not None:
        return clocks.running(plan, talk.unanswered, CUSTOMER_WORD)
    if talk is not None and talk.ours is not None:
        return clocks.running(plan, talk.ours.at, OUR_WORD)
    return clocks.running(plan, ticket.created_at, OPENED)


def update_clock(row: Row, clocks: Clocks) -> Clock | None:
    """The clock since our last public word, whoever's turn it is; null until it is known."""
    if row.talk is None:
        return None
    if row.talk.ours is not None:
        return clocks.running(row.plan, row.talk.ours.at, OUR_WORD)
    return clocks.running(row.plan, row.ticket.created_at, OPENED)


def _hidden_by(ticket: Ticket) -> list[str]:
    """Support heroes look at tickets that are open, escalated and left to a group."""
    found = [BY_STATUS] if ticket.status != "open" else []
    return [*found, BY_ASSIGNEE] if ticket.assignee is not None else found
