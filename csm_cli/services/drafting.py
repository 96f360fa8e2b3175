"""Drafting public replies: read what the ticket holds, choose the words, send nothing.

The desk is one that can't be written to. What staff noted is read for one purpose: to see that a
draft holds none of it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, Protocol

from csm_cli.domain import asks, by_when, cautions, drafts, intake, reply_rules
from csm_cli.domain.asks import ASKS
from csm_cli.domain.clocks import Clocks, reached
from csm_cli.domain.drafts import Asking, Medium, Posting
from csm_cli.domain.errors import Conflict, WrongUsage
from csm_cli.domain.greeting import called, greeting
from csm_cli.domain.intake import Intake
from csm_cli.domain.links import Sites
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.reply_rules import Internal
from csm_cli.domain.tickets import Conversation, Entry, Me, Ticket
from csm_cli.services.ports import Writer

_MOST_TOLD = 5
_LAST_MINUTE = time(23, 59)


class ReadableDesk(Protocol):
    """The half of a `TicketDesk` that can't change anything; its methods are described there."""

    def me(self) -> Me:
        """Who is signed in."""

    def expect(self, ref: TicketRef) -> None:
        """Say that the newest entries of a ticket will be asked for."""

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it stands now."""

    def conversation(self, number: int) -> Conversation:
        """All of the ticket's entries, newest first."""


class Customs(NamedTuple):
    """What is known of PostHog's ways.

    `chats` are tags and channels of tickets whose customers read a chat. `clocks` are those
    of the plans; a customer of any other hears from us in `otherwise_hours`. A ticket that waits
    for its customer closes by itself after `closes_after_days`. `longest` is the most bytes of a
    reply.
    """

    sites: Sites
    internal: Internal
    chats: frozenset[str]
    clocks: Clocks
    otherwise_hours: float
    closes_after_days: float
    longest: int


class Material(NamedTuple):
    """What a draft is made of: the ticket, its entries, its body taken apart, who writes."""

    ticket: Ticket
    entries: Sequence[Entry]
    intake: Intake
    me: Me
    medium: Medium


class Drafting:
    """Drafts replies.

    Args:
        desk: The ticket desk's reading half.
        writer: Fills templates in.
        customs: What is known of PostHog's ways.
        secrets: Names the secrets in a text.
        now: The time, in UTC.
    """

    def __init__(
        self,
        desk: ReadableDesk,
        writer: Writer,
        customs: Customs,
        secrets: Callable[[str], Sequence[str]],
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._writer = writer
        self._customs = customs
        self._secrets = secrets
        self._now = now

    def read(self, ref: TicketRef) -> Material:
        """What there is to draft from; reading changes nothing on the ticket.

        Raises:
            Conflict: the ticket is closed, so nothing can be replied to it.
            NotFound: there is no such ticket.
        """
        self._desk.expect(ref)
        ticket = self._desk.ticket(ref)
        if ticket.closed:
            raise Conflict(
                f"ticket {ticket.number} is closed, and a closed ticket can't be replied to",
                hint="open a follow-up in Zendesk, from the ticket's page",
            )
        entries = self._desk.conversation(ticket.number).entries
        name = called(ticket.requester.name) if ticket.requester else None
        medium = Medium(drafts.medium_of(ticket, self._customs.chats), name)
        taken = intake.parse(ticket.description, self._customs.sites)
        return Material(ticket, entries, taken, self._desk.me(), medium)

    def asking(self, material: Material, wanted: Sequence[str]) -> Asking:
        """What to ask for: what is wanted, or what the ticket lacks of the usual."""
        spared = asks.spared(material.intake, material.entries, self._customs.sites)
        held = {each.kind for each in spared}
        if wanted:
            kinds = tuple(kind for kind in ASKS if kind in wanted)
            return Asking(kinds, (), tuple(each for each in spared if each.kind in wanted))
        usual = asks.usual(material.intake)
        kinds = tuple(kind for kind in usual if kind not in held)
        return Asking(kinds, tuple(each for each in spared if each.kind in usual))

    def register(self, material: Material) -> str:
        """The register that fits the ticket."""
        return drafts.register_of(material.intake, material.ticket.severity)

    def ask(self, material: Material, asking: Asking, register: str) -> str:
        """A reply that asks for something."""
        wanted = [ASKS[kind]._asdict() for kind in asking.kinds]
        return self._writer.write(f"ask-{register}", {**self._common(material), "asks": wanted})

    def posting(
        self,
        material: Material,
        told: Posting,
        waits: str | None,
        *,
        day: date | None = None,
        status: str | None = None,
    ) -> Posting:
        """What an update tells, with who waits for whom and until when, unless that is said.

        `day` is the one at whose end it is, `status` what the ticket is set to with the update.

        Raises:
            WrongUsage: the day is over, or too far.
        """
        waits = waits or drafts.waits_of(status or material.ticket.status)
        zone = self._customs.clocks.zone
        if day is not None:
            return told._replace(waits=waits, until=self._end_of(day))
        if waits == drafts.CUSTOMER:
            until = self._now() + timedelta(days=self._customs.closes_after_days)
            return told._replace(waits=waits, until=until.astimezone(zone), closes=True)
        plan = cautions.plan_of(material.ticket.tags)
        hours = self._customs.clocks.hours.get(plan or "", self._customs.otherwise_hours)
        until = reached(self._now(), hours, zone).astimezone(zone)
        return told._replace(waits=waits, until=until, exact=by_when.is_exact(hours))

    def _end_of(self, day: date) -> datetime:
        end = datetime.combine(day, _LAST_MINUTE, self._customs.clocks.zone)
        if end < self._now():
            raise WrongUsage(f"--until {day} is over")
        try:
            end.astimezone(UTC)
        except OverflowError:  # the last day of all, somewhere in the west
            raise WrongUsage(f"--until {day} is too late for any calendar") from None
        return end

    def update(
        self, material: Material, posting: Posting, register: str, *, prompts: bool = False
    ) -> str:
        """A reply that tells how it stands; with `prompts` for whoever writes it."""
        assert posting.until is not None
        parts = (posting.progress, posting.blockers, posting.next)
        progress, blockers, next_ = ((part or "").strip() for part in parts)
        values = {
            **self._common(material),
            "progress": progress,
            "blockers": blockers,
            "next": next_,
            "nothing_new": drafts.nothing_new(material.entries) if posting.nothing_new else "",
            "prompts": prompts,
            "waits": posting.waits,
            "closes": drafts.CLOSES if posting.closes else "",
            "until": by_when.in_words(posting.until, self._now(), exact=posting.exact),
        }
        return self._writer.write(f"update-{register}", values)

    def check(self, material: Material, text: str, prompts: Sequence[str] = ()) -> None:
        """Say no to a draft that a customer must not read, or can't.

        `prompts` are the lines that were in the editor for the person alone.

        Raises:
            WrongUsage: it has nothing in it, an internal address, a secret, or the words of an
                internal note.
        """
        found = [
            *reply_rules.problems(text, self._customs.longest, prompts),
            *reply_rules.internal_links(text, self._customs.internal),
            *self._secrets(text),
            *reply_rules.quoted_notes(text, material.entries),
        ]
        if not found:
            return
        more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        raise WrongUsage(
            f"a customer must not read this draft: {'; '.join(found[:_MOST_TOLD])}{more}",
            written="nothing was copied, written or sent",
            hint="change the draft, then the same again",
        )

    def _common(self, material: Material) -> dict[str, object]:
        """What every template can use. Nothing of what anybody wrote on the ticket."""
        chat = material.medium.kind == drafts.CHAT
        name, me = material.medium.name, material.me.person
        return {
            "greeting": greeting(name, chat=chat),
            "name": name,
            "me": called(me.name) or me.name,
            "chat": chat,
        }
