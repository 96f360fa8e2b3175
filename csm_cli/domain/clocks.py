"""How long a plan lets a customer wait, and how much of that is left.

PostHog counts calendar hours from Monday to Friday, for the first reply and each later one
(handbook, "Customer support", on response targets). A week begins and ends at midnight in the
configured time zone; between two such moments real time counts, so a day on which clocks
change has 23 or 25 hours. All moments are aware.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

from csm_cli.domain.errors import WrongUsage

OPENED, CUSTOMER_WORD, OUR_WORD = "opened", "customer_word", "our_word"
LAST_CHANGE = "last_change"
"""Where a clock began: when the ticket was opened, at the oldest word of the customer's that
nobody answered, at our last public word, or, where nobody has looked at the conversation, at
the latest with the ticket's last change."""

_SATURDAY = 5  # days after a Monday
_WEEK = timedelta(days=7)
_MOST_HOURS = 10_000


class Clocks(NamedTuple):
    """The hours that each plan has, by what follows `plan_` in its tag; others have no clock."""

    hours: Mapping[str, float]
    zone: tzinfo

    def running(self, plan: str | None, began_at: datetime, basis: str) -> "Clock | None":
        """The clock that began then; null for a plan that has none."""
        hours = self.hours.get(plan or "")
        if hours is None:
            return None
        return Clock(hours, began_at, basis, reached(began_at, hours, self.zone))

    def left(self, clock: "Clock", now: datetime) -> timedelta:
        """The hours of working days until it is due, negative if it is overdue."""
        return counted(now, clock.due_at, self.zone)


class Clock(NamedTuple):
    """One reply that is owed: so many hours, since when and why, until when (UTC)."""

    hours: float
    began_at: datetime
    basis: str
    due_at: datetime


def clocks(facts: Mapping[str, Any], zone: tzinfo) -> Clocks:
    """Read the table `clocks` of the facts.

    Raises:
        WrongUsage: an entry is not usable.
    """
    try:
        table = facts["clocks"]
        named = {plan: str(name) for plan, name in table["plans"].items() if name}
        hours = {plan: float(table[name]) for plan, name in named.items()}
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise WrongUsage(
            f"the table 'clocks' in the config file is not usable: {problem}",
            hint="each plan under clocks.plans names one of the hours under clocks, or is empty",
        ) from None
    for plan, most in hours.items():
        if not 0 < most <= _MOST_HOURS:
            raise WrongUsage(f"clocks in the config file gives {plan} {most:g} hours")
    return Clocks(hours, zone)


def counted(since: datetime, until: datetime, zone: tzinfo) -> timedelta:
    """The time of working days between two moments; negative if they are the other way round."""
    if until < since:
        return -counted(until, since, zone)
    total, monday = timedelta(0), _monday(since, zone)
    while (week := _week(monday, zone))[0] < until:
        total += max(timedelta(0), min(week[1], until) - max(week[0], since))
        monday += _WEEK
    return total


def reached(since: datetime, hours: float, zone: tzinfo) -> datetime:
    """When so many hours of working days have passed since a moment, in UTC."""
    left, monday = timedelta(hours=hours), _monday(since, zone)
    while True:
        begin, end = _week(monday, zone)
        begin = max(begin, since.astimezone(UTC))
        if begin < end and left <= end - begin:
            return begin + left
        left -= max(timedelta(0), end - begin)
        monday += _WEEK


def _monday(moment: datetime, zone: tzinfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=4096)
def _week(monday: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """When the working days of a week begin and end, in UTC."""
    saturday = monday + timedelta(days=_SATURDAY)
    begin, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (monday, saturday))
    return begin, end
