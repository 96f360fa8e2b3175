"""What is said of one ticket in the columns of a list on a terminal; names of others are whole."""

from datetime import datetime, timedelta

from rich.text import Text

from csm_cli.domain.clocks import LAST_CHANGE
from csm_cli.domain.worklist import Row
from csm_cli.output import clean

HEADERS = ("Ticket", "Left", "Age", "Plan", "Sev.", "Last word", "Claim", "Esc.", "Why")
_SEVERITY = {"critical": "bold red", "high": "bold yellow"}
_WHY = {"assignee": "me", "escalation": "esc", "owner": "own", "organization": "org"}
_UNITS = (("d", 86_400), ("h", 3600), ("m", 60))


def ticket_cells(row: Row, now: datetime) -> list[Text]:
    """What stands below each of `HEADERS`."""
    ticket, talk = row.ticket, row.talk
    return [
        Text(f"#{ticket.number}"),
        _left(row),
        Text(_short(now - ticket.created_at)),
        _word(row.plan),
        Text(ticket.severity or "-", _SEVERITY.get(ticket.severity or "", "")),
        _last(row, now),
        _word(talk.claim.by.name if talk and talk.claim else None),
        _escalated(row),
        Text(",".join(_WHY[why] for why in row.why), "dim"),
    ]


def _left(row: Row) -> Text:
    if row.clock is None or row.left is None:
        return Text("-", "dim")
    at_most = "~" if row.clock.basis == LAST_CHANGE else ""
    if row.overdue:
        return Text(f"{at_most}{_short(-row.left)} over", "bold red")
    return Text(f"{at_most}{_short(row.left)}", "yellow" if row.left < timedelta(hours=3) else "")


def _last(row: Row, now: datetime) -> Text:
    if row.talk is None:
        return Text("")
    if row.talk.last is None:
        return Text("-", "dim")
    said = row.talk.last
    name = f"us: {said.by.name}" if said.who == "us" else "customer"
    return Text(f"{_short(now - said.at)} {clean.line(name)}")


def _escalated(row: Row) -> Text:
    if row.escalated is None:
        return Text("?", "dim")
    if not row.escalated:
        return Text("-", "dim")
    return Text("seen") if row.hero_sees else Text("hidden", "bold red")


def _word(value: str | None) -> Text:
    return Text(clean.line(value)) if value else Text("-", "dim")


def _short(length: timedelta) -> str:
    """`3d`, `20h`, `5m`: in the largest whole unit."""
    seconds = max(0, int(length.total_seconds()))
    for name, size in _UNITS:
        if seconds >= size:
            return f"{seconds // size}{name}"
    return "0m"
