"""A report: all that a renderer may show of an audit, as words and tables.

A renderer gets this value and nothing else. So what a report for a customer must not hold
cannot come out of any format: it is not in the value (disclosure.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from csm_cli.domain.impersonation.customer_words import NOT_RECORDED
from csm_cli.domain.impersonation.groups import groups
from csm_cli.domain.impersonation.members import MemberCount
from csm_cli.domain.impersonation.records import READ_WRITE, Event
from csm_cli.domain.impersonation.remarks import FLAG_TEXTS, Flag
from csm_cli.domain.impersonation.result import Audit, Organization
from csm_cli.domain.impersonation.sessions import Session, sessions
from csm_cli.domain.impersonation.tables import (
    EVENT,
    SESSION,
    Table,
    columns_of,
    event_rows,
    group_record,
    session_rows,
    table,
)
from csm_cli.domain.impersonation.ticket_links import Desks, page
from csm_cli.domain.impersonation.window import Window, rfc3339

INTERNAL, CUSTOMER = AUDIENCES = ("internal", "customer")

INTEGRITY = (
    "csm audit verify FILE compares the rows with their SHA-256, which is the same in every "
    "format. It shows that no row was changed, lost or added by accident; it does not show who "
    "wrote the report, since whoever changes a row can compute the sum anew."
)


class Made(NamedTuple):
    """How a report is made: when, by which version of csm, one row for what, and in which zone.

    `zone` is the one in which local times are told beside UTC; null for UTC alone. `limit` is
    how long a session can last.
    """

    at: datetime
    version: str
    by: str
    limit: timedelta
    zone: tzinfo | None = None
    zone_name: str | None = None

    @property
    def clock(self) -> tzinfo:
        """The zone in which days begin, and in which a picture is drawn."""
        return self.zone or UTC

    @property
    def clock_name(self) -> str:
        """Its name."""
        return self.zone_name or "UTC"


class Section(NamedTuple):
    """Some sentences under a heading."""

    title: str
    texts: tuple[str, ...]


class Report(NamedTuple):
    """Everything that is shown, in the order in which it is shown.

    `incomplete` are the reasons why it is, in words; empty if it is complete. `facts` are pairs
    of a label and a text. `sessions` are for a picture. `links` has the address of a row's
    ticket by the row's first cell.
    """

    audience: str
    title: str
    incomplete: tuple[str, ...]
    summary: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    sessions: tuple[Session, ...]
    sections: tuple[Section, ...]
    made: Made
    window: Window
    links: Mapping[str, str]


def internal(audit: Audit, made: Made, desks: Desks) -> Report:
    """The report for colleagues: everything that the audit holds."""
    found = sessions(audit.events, made.limit)
    return Report(
        INTERNAL,
        title(audit.organization),
        tuple(remark.text for remark in audit.reasons),
        (found_in_words(found, complete=audit.complete),),
        tuple(_facts(audit, made)),
        (table_by(made, audit.events, found),),
        found,
        tuple(_sections(audit)),
        made,
        audit.window,
        _links(audit.events, found, desks),
    )


def table_by(made: Made, events: Sequence[Event], found: Sequence[Session]) -> Table:
    """The table whose rows stand for what was asked for."""
    columns = columns_of(made.by, local=made.zone is not None)
    if made.by == EVENT:
        return table(EVENT, columns, event_rows(events, made.zone))
    if made.by == SESSION:
        return table(SESSION, columns, session_rows(found, made.zone))
    counted = groups(found, made.by, made.clock)
    return table(made.by, columns, (group_record(group, made.by) for group in counted))


def title(organization: Organization) -> str:
    """What the report is about."""
    name = organization.name or "an organization without a name"
    region = f" ({organization.region.upper()})" if organization.region else ""
    return f"Sign-ins by PostHog staff as members of {name}{region}"


def found_in_words(found: Sequence[Session], *, complete: bool) -> str:
    """The whole result in a sentence, which is no clean bill where not all was looked at."""
    if not found:
        doubt = "" if complete else ", but not all could be looked at"
        return f"No sign-in was found{doubt}."
    firsts = [session.events[0] for session in found]
    staff = [one.staff_user_id or one.staff_email for one in firsts]
    accounts = [one.target_user_id or one.target_email for one in firsts]
    writing = sum(session.highest_mode == READ_WRITE for session in found)
    reached = "none of them reached" if not writing else f"{writing} of them reached"
    return (
        f"{many(len(found), 'session')} by {_known(staff, 'staff member')} on "
        f"{_known(accounts, 'account')}; {reached} read-write."
    )


def _known(names: Sequence[str | None], noun: str) -> str:
    """How many there are; those without a name can't be told from one another, nor counted."""
    count = len({*names} - {None, NOT_RECORDED})
    if all(name not in {None, NOT_RECORDED} for name in names):
        return many(count, noun)
    nameless = f"{noun}s not on record"
    return f"{many(count, noun)} and {nameless}" if count else nameless


def window_in_words(window: Window) -> str:
    """Both ends, and which of them belongs to it."""
    return f"{rfc3339(window.since)} to {rfc3339(window.until)}, the end itself left out"


def made_in_words(made: Made) -> str:
    """When and by what."""
    return f"{rfc3339(made.at.replace(microsecond=0))} by csm {made.version}"


def members_in_words(members: MemberCount) -> str:
    """Whom the audit looked for."""
    return (
        f"{members.current} current, {members.former} former; "
        f"{members.without_email} without an address"
    )


def times_in_words(made: Made) -> str:
    """Which clock the times are of."""
    if made.zone_name is None:
        return "UTC"
    return f"UTC; a local time is that of {made.zone_name}"


def many(count: int, noun: str) -> str:
    """A number of things, in words that agree."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _facts(audit: Audit, made: Made) -> Iterator[tuple[str, str]]:
    yield "Audience", "internal: it names staff, and holds what they typed for each other"
    yield "Organization", audit.organization.id
    yield "Window", window_in_words(audit.window)
    yield "Members looked for", members_in_words(audit.members)
    yield "Times", times_in_words(made)
    yield "Made", made_in_words(made)


def _sections(audit: Audit) -> Iterator[Section]:
    lesser = tuple(one.text for one in audit.warnings if one not in audit.reasons)
    if lesser:
        yield Section("Warnings", lesser)
    flags = {flag for event in audit.events for flag in event.flags}
    if flags:
        told = tuple(f"{flag.value}: {FLAG_TEXTS[flag]}" for flag in Flag if flag in flags)
        yield Section("What the flags mean", told)
    yield Section("What this log cannot show", tuple(one.text for one in audit.limitations))
    yield Section("How to check this report", (INTEGRITY,))


def _links(events: Sequence[Event], found: Sequence[Session], desks: Desks) -> dict[str, str]:
    pages = {one.event_uuid: page(one.ticket_ref, [one.reason or ""], desks) for one in events}
    pages |= {one.id: page(one.ticket_ref, one.reasons, desks) for one in found}
    return {row: address for row, address in pages.items() if address}
