"""A draft of a public reply: its register, its medium, and what it says.

Two registers: keen interest for ideas and feedback; short, clinical and bulleted for what is
hard or annoys (PostHog's handbook, "Support hero"). A draft is words on this machine: nothing
here can send it.
"""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.asks import Spared
from csm_cli.domain.intake import Intake
from csm_cli.domain.tickets import Entry, Ticket

KEEN, CLINICAL = "keen", "clinical"
CHAT, MAIL = "chat", "mail"
US, CUSTOMER = "us", "customer"
PENDING = "pending"

NOTHING_NEW = "There is nothing new to report since our last message; we are still on it."
NOTHING_YET = "There is nothing to report yet; we are on it."
"""What an update says that has no news: that counts as a reply, too."""

CLOSES = "the ticket closes by itself"
"""What a pending ticket does after some days of silence, and no other."""

_GRAVE = frozenset({"critical", "high"})


class Medium(NamedTuple):
    """How a reply reaches the customer, and whom it greets; `name` is null for nobody's name."""

    kind: str
    name: str | None


class Asking(NamedTuple):
    """What a draft asks for, and what it leaves out; `superfluous` was asked for all the same."""

    kinds: tuple[str, ...]
    spared: tuple[Spared, ...]
    superfluous: tuple[Spared, ...] = ()


class Posting(NamedTuple):
    """What an update tells: a text each, null for none; who waits for whom, and until when.

    `closes` says that this is when the ticket closes by itself.
    """

    progress: str | None = None
    blockers: str | None = None
    next: str | None = None
    waits: str = US
    until: datetime | None = None
    exact: bool = False
    closes: bool = False

    @property
    def nothing_new(self) -> bool:
        """Whether it has no news."""
        return not any((part or "").strip() for part in (self.progress, self.blockers, self.next))


def register_of(intake: Intake, severity: str | None) -> str:
    """The register that fits a ticket: keen for feedback and questions, clinical for trouble."""
    trouble = intake.kind == "bug" or severity in _GRAVE
    return CLINICAL if trouble and intake.kind != "feedback" else KEEN


def medium_of(ticket: Ticket, chats: Collection[str]) -> str:
    """Whether the customer reads a chat or a mail, by the ticket's tags and channel."""
    marks = {*ticket.tags, ticket.channel}
    return CHAT if marks & {*chats} else MAIL


def nothing_new(entries: Sequence[Entry]) -> str:
    """What to say without news, to somebody who has had a word from us, or has not."""
    spoken = any(each.author.kind == "staff" and not each.private for each in entries)
    return NOTHING_NEW if spoken else NOTHING_YET


def with_news(text: str) -> str:
    """The text without the sentences that say that there is no news."""
    for sentence in (NOTHING_NEW, NOTHING_YET):
        text = text.replace(sentence, "")
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def has_news(text: str) -> bool:
    """Whether a text does without these sentences."""
    return NOTHING_NEW not in text and NOTHING_YET not in text


def waits_of(status: str) -> str:
    """Who is waited for, by a ticket's status: pending waits for the customer."""
    return CUSTOMER if status == PENDING else US
