"""An audit on a terminal: what was asked, whether it is all, the events, what they can't say."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from csm_cli.domain.impersonation.records import READ_WRITE, Event, Kind
from csm_cli.domain.impersonation.remarks import FLAG_TEXTS, Flag
from csm_cli.domain.impersonation.result import Audit
from csm_cli.output import clean
from csm_cli.output.audit import INCOMPLETE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_WORDS = {
    Kind.STARTED: "signed in",
    Kind.UPGRADED: "upgraded",
    Kind.DOWNGRADED: "downgraded",
}


def show(console: "Console", audit: Audit) -> None:
    """Print the whole report."""
    console.print(_headline(audit))
    for line in _summary(audit):
        console.print(line)
    notes = _notes(audit.events)
    if audit.events:
        console.print(_table(audit.events, notes))
    for flag, mark in notes.items():
        console.print(Text(f"{mark}  {FLAG_TEXTS[flag]}", style="dim"))
    _remarks(console, "Warnings", [remark.text for remark in audit.warnings])
    _remarks(console, "What this log cannot show", [one.text for one in audit.limitations])


def _headline(audit: Audit) -> Text:
    name = clean.line(audit.organization.name or "an organization without a name")
    region = f" ({audit.organization.region.upper()})" if audit.organization.region else ""
    return Text(f"Sign-ins by PostHog staff as members of {name}{region}", style="bold")


def _summary(audit: Audit) -> Iterator[Text]:
    for reason in audit.reasons:
        yield Text(f"{INCOMPLETE}: {reason.text}", style="bold red")
    since, until = audit.window
    yield Text(f"from {since:%Y-%m-%d %H:%M:%S} to {until:%Y-%m-%d %H:%M:%S}, all times in UTC")
    members = audit.members
    yield Text(
        f"members looked for: {members.current} current, {members.former} former; "
        f"{members.without_email} without an address"
    )
    yield Text(_found(audit), style="bold")


def _found(audit: Audit) -> str:
    if not audit.events:
        if audit.complete:
            return "No sign-in was found."
        return "No sign-in was found, but not all could be looked at."
    starts = sum(event.kind is Kind.STARTED for event in audit.events)
    writing = sum(event.mode == READ_WRITE for event in audit.events)
    staff = len({event.staff_email for event in audit.events if event.staff_email})
    return (
        f"{_many(len(audit.events), 'event')}: {_many(starts, 'sign-in')} "
        f"by {_many(staff, 'staff member')}, {writing} that led to read-write"
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _notes(events: Sequence[Event]) -> dict[Flag, str]:
    """A mark for each flag that occurs, in the order in which flags are documented."""
    found = {flag for event in events for flag in event.flags}
    return {flag: f"[{at}]" for at, flag in enumerate((f for f in Flag if f in found), start=1)}


def _table(events: Sequence[Event], notes: dict[Flag, str]) -> "Table":
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    made = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    made.add_column("time", no_wrap=True)
    made.add_column("what", overflow="fold", min_width=10)
    for name in ("staff", "member", "reason"):
        made.add_column(name, overflow="fold")
    for event in events:
        made.add_row(
            Text(f"{event.occurred_at:%Y-%m-%d %H:%M}"),
            Text(_what(event), style="bold yellow" if event.mode == READ_WRITE else ""),
            Text(clean.line(event.staff_email or "not recorded")),
            Text(clean.line(event.target_email or f"user {event.target_user_id}")),
            Text(_why(event, notes)),
        )
    return made


def _what(event: Event) -> str:
    mode = (event.mode or "mode unknown").replace("_", "-")
    return f"{_WORDS[event.kind]}, {mode}" if event.kind is Kind.STARTED else f"{mode} from here"


def _why(event: Event, notes: dict[Flag, str]) -> str:
    words = [clean.line(event.reason or "-")]
    if event.ticket_ref and event.ticket_ref.lstrip("#") not in words[0]:
        words.append(f"(ticket {clean.line(event.ticket_ref)})")
    return " ".join([*words, *(notes[flag] for flag in event.flags)])


def _remarks(console: "Console", title: str, texts: Sequence[str]) -> None:
    if not texts:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for text in texts:
        console.print(Text(f"- {clean.line(text)}"))
