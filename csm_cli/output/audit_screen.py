"""An audit on a terminal: what was asked, whether it is all, the events, what they can't say."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from csm_cli.domain.impersonation.records import READ_WRITE, Event, Kind
from csm_cli.domain.impersonation.remarks import FLAG_TEXTS, Flag
from csm_cli.domain.impersonation.result import Audit
from csm_cli.output import clean
from csm_cli.output.report_words import INCOMPLETE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_WIDE = 100
_TIME, _EVENT, _MODE, _REASON = 16, 10, 10, 20  # columns of each that are read without effort
_NAME = 24  # columns of a name that is not broken; a longer one may be
_ADDRESS = re.compile(r"https://\S+")


class Clock(NamedTuple):
    """The zone in which times are told beside UTC, and its name; null for UTC alone."""

    zone: tzinfo | None
    name: str | None

    def told(self, at: datetime) -> tuple[datetime, ...]:
        """A moment as each clock shows it."""
        return (at, at.astimezone(self.zone)) if self.zone else (at,)


UTC_ALONE = Clock(None, None)


def show(console: "Console", audit: Audit, clock: Clock = UTC_ALONE) -> None:
    """Print the whole report; with a zone, each time is told there as well."""
    console.print(_headline(audit))
    for line in _summary(audit, clock):
        console.print(line)
    if audit.events:
        notes, shared = _notes(audit.events), _shared(audit.events)
        console.print()
        rows, gap = _rows(audit.events, notes, shared), 2 if console.width >= _WIDE else 1
        if console.width < sum(each + gap for each in _widths(rows, clock)):
            for row in rows:
                _print_lines(console, row, clock)
        else:
            console.print(_table(rows, clock, gap=gap))
        console.print(Text("\n".join(_legend(shared, notes)), style="dim"))
    lesser = [remark.text for remark in audit.warnings if remark not in audit.reasons]
    _list(console, "Warnings", lesser)
    _list(console, "What this log cannot show", [one.text for one in audit.limitations])


def _headline(audit: Audit) -> Text:
    name = clean.line(audit.organization.name or "an organization without a name")
    region = f" ({audit.organization.region.upper()})" if audit.organization.region else ""
    return Text(f"Sign-ins by PostHog staff as members of {name}{region}", style="bold")


def _summary(audit: Audit, clock: Clock) -> Iterator[Text]:
    for reason in audit.reasons:
        yield Text(f"{INCOMPLETE}: {reason.text}", style="bold red")
    since, until = audit.window
    times = f"local times are those of {clock.name}" if clock.zone else "all times in UTC"
    utc = " UTC" if clock.zone else ""
    yield Text(f"from {since:%Y-%m-%d %H:%M:%S} to {until:%Y-%m-%d %H:%M:%S}{utc}, {times}")
    members = audit.members
    yield Text(
        f"members looked for: {members.current} current, {members.former} former; "
        f"{members.without_email} without an address"
    )
    yield Text(_found(audit), style="bold")


def _found(audit: Audit) -> str:
    if not audit.events:
        if audit.complete:
            return "No sign-in was found." if audit.watch is None else "Nothing is new."
        return "No sign-in was found, but not all could be looked at."
    starts = sum(event.kind is Kind.STARTED for event in audit.events)
    writing = sum(event.mode == READ_WRITE for event in audit.events)
    staff = len({event.staff_email for event in audit.events if event.staff_email})
    return (
        f"{_many(len(audit.events), 'event')}: {_many(starts, 'sign-in')} "
        f"by {_many(staff, 'staff member')}, {writing} leading to read-write"
    )


def _legend(shared: "Shared", notes: dict[Flag, str]) -> Iterator[str]:
    yield ""
    if shared.staff:
        yield f"staff addresses end in {shared.staff}"
    if shared.members:
        yield f"member addresses end in {shared.members}"
    for flag, mark in notes.items():
        yield f"{mark} {FLAG_TEXTS[flag]}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _notes(events: Sequence[Event]) -> dict[Flag, str]:
    """A mark for each flag that occurs, in the order in which flags are documented."""
    found = {flag for event in events for flag in event.flags}
    return {flag: f"[{at}]" for at, flag in enumerate((f for f in Flag if f in found), start=1)}


class _Row(NamedTuple):
    """An event, and what a person reads of it beside its times."""

    event: Event
    staff: str
    member: str
    why: str

    @property
    def mode(self) -> Text:
        """The mode after the event; the one that is more than looking stands out."""
        mode = (self.event.mode or "unknown").replace("_", "-")
        return Text(mode, style="bold yellow" if self.event.mode == READ_WRITE else "")


def _rows(events: Sequence[Event], notes: dict[Flag, str], shared: "Shared") -> list[_Row]:
    return [
        _Row(
            event,
            _short(event.staff_email, "not recorded", shared.staff),
            _short(event.target_email, f"user {event.target_user_id}", shared.members),
            _why(event, notes),
        )
        for event in events
    ]


def _widths(rows: Sequence[_Row], clock: Clock) -> list[int]:
    """How many columns a table needs for each of its own, so that no name is broken in it."""
    times = [_TIME] * (2 if clock.zone else 1)
    names = (
        max(len("member"), *map(cell_len, column))
        for column in ([row.staff for row in rows], [row.member for row in rows])
    )
    return [*times, _EVENT, _MODE, *(min(each, _NAME) for each in names), _REASON]


def _table(rows: Sequence[_Row], clock: Clock, *, gap: int) -> "Table":
    from rich.table import Table  # noqa: PLC0415

    made = Table(box=None, padding=(0, gap, 0, 0), header_style="bold")
    for name in ("time", "local", "event", "mode") if clock.zone else ("time", "event", "mode"):
        made.add_column(name, no_wrap=True)
    for name, width in zip(("staff", "member", "reason"), _widths(rows, clock)[-3:], strict=True):
        made.add_column(name, overflow="fold", min_width=width)
    for row in rows:
        made.add_row(
            *(Text(f"{at:%Y-%m-%d %H:%M}") for at in clock.told(row.event.occurred_at)),
            Text(row.event.kind.value),
            row.mode,
            Text(row.staff),
            Text(row.member),
            Text(row.why),
        )
    return made


def _print_lines(console: "Console", row: _Row, clock: Clock) -> None:
    """The same for a terminal that is too narrow for a table."""
    from rich.padding import Padding  # noqa: PLC0415

    local = [f"{at:%Y-%m-%d %H:%M}" for at in clock.told(row.event.occurred_at)]
    times = f"{local[0]} UTC, {local[1]} local" if clock.zone else local[0]
    console.print(Text.assemble(f"{times}  {row.event.kind.value} ", row.mode))
    words = Text(f"{row.staff} as {row.member}: {row.why}")
    console.print(Padding(words, (0, 0, 0, 2), expand=False))


class Shared(NamedTuple):
    """The `@domain` that all addresses of a column have, said once below the table; or ''."""

    staff: str
    members: str


def _shared(events: Sequence[Event]) -> Shared:
    return Shared(
        _domain([event.staff_email for event in events]),
        _domain([event.target_email for event in events]),
    )


def _domain(addresses: Sequence[str | None]) -> str:
    domains = {_parted(address)[1] for address in addresses if address}
    return domains.pop() if len(domains) == 1 else ""


def _parted(address: str) -> tuple[str, str]:
    """What stands before the last @, and the rest in lower case."""
    name, at, domain = clean.line(address).rpartition("@")
    return name, (at + domain).lower()


def _short(address: str | None, otherwise: str, shared: str) -> str:
    if address is None:
        return clean.line(otherwise)
    name, domain = _parted(address)
    return name if shared and domain == shared else clean.line(address)


def _why(event: Event, notes: dict[Flag, str]) -> str:
    words = [_reason(event)]
    if event.ticket_ref and event.ticket_ref.lstrip("#") not in words[0]:
        words.append(f"(ticket {clean.line(event.ticket_ref)})")
    return " ".join([*words, *(notes[flag] for flag in event.flags)])


def _reason(event: Event) -> str:
    """As typed; a ticket's address alone, which no column is wide enough for, by its number."""
    reason = clean.line(event.reason or "-")
    if event.ticket_ref and _ADDRESS.fullmatch(reason):
        return f"ticket {clean.line(event.ticket_ref)}"
    return reason


def _list(console: "Console", title: str, texts: Sequence[str]) -> None:
    from rich.table import Table  # noqa: PLC0415

    if not texts:
        return
    console.print(Text(f"\n{title}", style="bold"))
    points = Table.grid(padding=(0, 1))
    for text in texts:
        points.add_row("-", Text(clean.line(text)))
    console.print(points)
