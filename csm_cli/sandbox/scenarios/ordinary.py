"""The impersonations of ordinary days: made by rule, so that there are enough to page through."""

from __future__ import annotations

from typing import NamedTuple

from csm_cli.sandbox.scenarios import accounts, reasons, staff, zendesk
from csm_cli.sandbox.scenarios import organizations as org
from csm_cli.sandbox.scenarios.dice import chance, identifier, number, pick
from csm_cli.sandbox.scenarios.impersonation import Sitting, Told, downgraded, started, upgraded
from csm_cli.sandbox.scenarios.moments import later, offset, seconds
from csm_cli.sandbox.scenarios.organizations import Organization

_DAY = 86_400
_NEWEST = -5 * 3_600


class Season(NamedTuple):
    """How many sittings an organization had between two days before loading."""

    organization: Organization
    sittings: int
    oldest_day: int
    newest_day: int


SEASONS = (
    Season(org.HEDGEBOX, 25, 29, 0),
    Season(org.HEDGEBOX, 50, 145, 32),
    Season(org.KELPWORKS, 18, 29, 0),
    Season(org.KELPWORKS, 24, 130, 32),
    Season(org.NORDLICHT, 15, 29, 0),
    Season(org.NORDLICHT, 18, 140, 32),
    Season(org.TIDEWATER, 7, 29, 0),
    Season(org.TIDEWATER, 9, 150, 32),
    Season(org.GLASSHOUSE, 6, 29, 0),
)


def told() -> list[Told]:
    """Tell all ordinary sittings, those that belong to a ticket included."""
    sittings = [sitting for season in SEASONS for sitting in _season(season)]
    sittings += _ticket_sittings()
    return [event for sitting in sittings for event in _events(sitting)]


def _season(season: Season) -> list[Sitting]:
    members = [
        account
        for account in accounts.of(season.organization)
        if account.shown_email and account is not accounts.WENLI
    ]
    span = (season.oldest_day - season.newest_day) * _DAY // season.sittings
    found = []
    for at in range(season.sittings):
        key = (season.organization.slug, season.oldest_day, at)
        moment = -season.oldest_day * _DAY + at * span + number(0, span - 1, "when", *key)
        moment = min(moment, _NEWEST - number(0, 3_600, "late", *key))
        there = [who for who in members if seconds(who.memberships[-1].joined) < moment]
        account = pick(there, "who", *key)
        sitting = Sitting(
            offset(moment),
            pick(staff.daily(account.region), "by", *key),
            account,
            pick(reasons.ORDINARY, "why", *key),
            "read_only" if chance(90, "mode", *key) else "read_write",
        )
        found.append(_from_ticket(sitting, key) if chance(12, "ticket", *key) else sitting)
    return found


def _from_ticket(sitting: Sitting, key: tuple[object, ...]) -> Sitting:
    """Turn it into a start from a ticket of PostHog's own support desk: always reading only."""
    return sitting._replace(
        reason=f"Support ticket #{number(10_100, 10_900, 'support number', *key)}",
        mode="read_only",
        ticket=identifier("conversation", *key),
    )


def _ticket_sittings() -> list[Sitting]:
    """Let somebody look at the screen of each young ticket's requester, soon after it came."""
    found = []
    for ticket in zendesk.tickets():
        account = accounts.of_requester(ticket.requester)
        opened = seconds(ticket.said[0].at)
        if account is None or not -28 * _DAY < opened < -7 * 3_600:
            continue
        for visit in range(number(1, 2, "visits", ticket.number)):
            key = (ticket.number, visit)
            moment = opened + number(1_200, 3_600, "visit", *key) + visit * 2_700
            found.append(
                Sitting(
                    offset(moment),
                    pick(staff.daily(account.region), "visitor", *key),
                    account,
                    pick(reasons.NAMING, "naming", *key).format(n=ticket.number),
                )
            )
    return found


def _events(sitting: Sitting) -> list[Told]:
    """Start a sitting; now and then it goes up to read and write, and sometimes down again."""
    key = (sitting.at, sitting.operator.email, sitting.account.email, sitting.reason)
    events = [started(sitting)]
    if sitting.mode == "read_write" or not chance(27, "upgrade", *key):
        return events
    up = later(sitting.at, f"+{number(180, 2_400, 'up', *key)}s")
    events.append(upgraded(up, sitting, pick(reasons.UPGRADES, "up why", *key)))
    if chance(45, "downgrade", *key):
        down = later(up, f"+{number(120, 1_800, 'down', *key)}s")
        events.append(downgraded(down, sitting, pick(reasons.DOWNGRADES, "down why", *key)))
    return events
