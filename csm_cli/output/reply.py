"""A reply to a customer: who gets it and what it says, and what became of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain import replies
from csm_cli.domain.replies import News, Prepared, Reader, Reply, Sent
from csm_cli.domain.tickets import Entry
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.times import utc

if TYPE_CHECKING:
    from rich.console import Console

    from csm_cli.output.screen import Screen

_ROLES = {replies.REQUESTER: "to", replies.CC: "cc", replies.FOLLOWER: "follower"}


def view(sent: Sent) -> View:
    """A reply that stands; on a screen one line."""

    def screen(console: "Console") -> None:
        from rich.text import Text  # noqa: PLC0415

        sign, colour = ("✗", "red") if sent.differences else ("✓", "green")
        line = Text.assemble((sign, colour), f" ticket {sent.reply.ticket} ")
        line.append(_words(sent), colour)
        if sent.differences:
            line.append(f": {clean.line('; '.join(sent.differences))}")
        console.print(line)

    outcome = "partial" if sent.differences else "sent"
    row = (sent.reply.ticket, outcome, sent.entry.id, sent.status)
    return View(document(sent), [row], screen)


def document(sent: Sent) -> dict[str, Any]:
    """What became of a reply, as JSON."""
    return {
        "ticket": sent.reply.ticket,
        "outcome": "partial" if sent.differences else "sent",
        "reply_id": sent.entry.id,
        "status": sent.status,
        "differences": list(sent.differences),
        "operation_id": sent.reply.mark.operation_id,
    }


def plan(console: "Screen", prepared: Prepared) -> None:
    """Who gets it and by which channel, then all of the text as the customer will read it."""
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    ticket, reply = prepared.ticket, prepared.reply
    console.hanging(Text(f"Ticket {ticket.number}  {clean.line(ticket.subject)}", "bold"), 2)
    for label, value in _facts(prepared):
        console.hanging(Text.assemble(f"  {label:<10} ", clean.line(value)), 13)
    for warning in (*prepared.warnings, *_lacking(console, reply)):
        console.hanging(Text(f"  warning: {clean.line(warning)}", "yellow"), 4)
    for line in _told(prepared.since):
        console.print(Text(line, "yellow"))
    if prepared.began_at is not None:
        said = f"  an earlier run sent this at {prepared.began_at}, and nobody saw it arrive"
        console.print(Text(said, "yellow"))
    console.print(
        Panel(
            Text(clean.block(reply.text).strip()),
            title="PUBLIC reply; the customer reads it",
            title_align="left",
            border_style="red",
        )
    )


def _lacking(console: "Screen", reply: Reply) -> list[str]:
    """Where this screen has others in the place of some letters: it is not what is sent."""
    try:
        reply.text.encode(console.encoding)
    except UnicodeEncodeError:
        return ["this terminal lacks some of its letters, and shows others; it is sent as written"]
    return []


def asides(sent: Sent) -> list[str]:
    """What a person should know besides the result, for stderr."""
    lines = [f"warning: {clean.line(text)}" for text in sent.warnings]
    if sent.earlier:
        lines.append("an earlier run had already sent this reply")
    return lines


def news_lines(news: News) -> list[str]:
    """What came in while the reply was being written: comments in full, all else in a line."""
    lines = _told(news.entries)
    lines += [f"since: {clean.line(text)}" for text in news.changes]
    return lines or ["since: something that csm can't see"]


def _told(entries: Sequence[Entry]) -> list[str]:
    lines = []
    for entry in entries:
        lines += [_headed(entry), *(f"  {line}" for line in clean.block(entry.body).split("\n"))]
    return lines


def _facts(prepared: Prepared) -> list[tuple[str, str]]:
    reply, ticket = prepared.reply, prepared.ticket
    found = [(_ROLES[reader.role], _named(reader)) for reader in reply.readers]
    by = reply.channel
    found.append(("by", f"{by.name}, {by.thread}" if by.thread else by.name))
    found.append(("status", _status(reply, ticket.status)))
    return found


def _status(reply: Reply, now: str) -> str:
    return f"{now} -> {reply.status}" if reply.status else f"{now}, and stays so"


def _named(reader: Reader) -> str:
    person = reader.person
    return f"{person.name} <{person.email}>" if person.email else f"{person.name} (no e-mail)"


def _headed(entry: Entry) -> str:
    kind = "an internal note" if entry.private else "a public comment"
    return f"since: {clean.line(entry.author.name)} at {utc(entry.created_at)}: {kind}"


def _words(sent: Sent) -> str:
    if sent.differences:
        return "has the reply, and not as planned"
    status = f"; it is {sent.status}" if sent.status else ""
    return f"has the reply{status}"
