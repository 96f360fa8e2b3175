"""What was said on a ticket, for a terminal: notes and replies told apart by word, bar and colour.

A note is what only staff can read; taking one for a reply, or the other way round, is the
mistake that this must not invite.
"""

from datetime import datetime

from rich.rule import Rule
from rich.text import Text

from csm_cli.domain.overview import Overview
from csm_cli.domain.tickets import Entry
from csm_cli.output import clean
from csm_cli.output.screen import Screen
from csm_cli.output.times import told

_FEW_LINES = 6
_KINDS = {"customer": "customer", "staff": "staff", "system": "automatic"}


def last_words(console: Screen, overview: Overview, now: datetime) -> None:
    """The newest words, and the newest of a customer's if those are others; a few lines each."""
    newest, customers = overview.last_words, overview.last_customer_words
    console.print()
    if newest is None:
        console.print(Text("Nobody has said anything.", "dim"))
        console.print()
    for entry in (newest, customers if customers != newest else None):
        if entry is None:
            continue
        lines = _lines(console, overview.words(entry))
        more = len(lines) - _FEW_LINES
        _entry(console, entry, lines[:_FEW_LINES] if more > 1 else lines, now)
        if more > 1:
            hint = f"… {more} more lines: csm show {overview.ticket.number} --comments"
            console.print(Text.assemble(_bar(entry), (hint, "dim")))
        console.print()


def conversation(console: Screen, overview: Overview, now: datetime) -> None:
    """Every entry, the oldest first, whole."""
    console.print()
    console.print(Rule("Conversation, oldest first", style="dim", align="left"))
    for entry in overview.conversation.entries[::-1]:
        _entry(console, entry, _lines(console, entry.body), now)
        console.print()


def _entry(console: Screen, entry: Entry, lines: list[Text], now: datetime) -> None:
    word, colour = _look(entry)
    who = clean.line(entry.author.name) or "(no name)"
    console.print(
        Text.assemble(
            (f" {word} ", f"bold reverse {colour}"),
            (f" {who}", "bold"),
            f" ({_KINDS[entry.author.kind]}) ",
            (told(entry.created_at, now, exact=console.exact), "dim"),
        ),
        overflow="fold",
    )
    for line in lines or [Text("(no words)", "dim")]:
        console.print(Text.assemble(_bar(entry), line))


def _look(entry: Entry) -> tuple[str, str]:
    return ("NOTE", "yellow") if entry.private else ("REPLY", "cyan")


def _bar(entry: Entry) -> tuple[str, str]:
    """Left of every line: notes and replies stay apart in the middle of a long text too."""
    return ("┃ " if entry.private else "│ ", _look(entry)[1])


def _lines(console: Screen, text: str) -> list[Text]:
    """The text in lines that fit beside the bar, without empty ones at either end."""
    width = max(console.width - 2, 10)
    whole = Text(clean.block(text).strip("\n"))
    if not whole.plain.strip():
        return []
    return list(whole.wrap(console, width, overflow="fold"))
