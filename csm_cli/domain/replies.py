"""A reply that the customer reads: who gets it, by which channel, and its text.

It is no note and shares no type with one. What is public is a `Reply`, what is private a
`Write`; neither has a switch that makes it the other.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import Conflict, NotAllowed, NotFound
from csm_cli.domain.history import REPLY_VERB
from csm_cli.domain.notes import first_difference
from csm_cli.domain.tickets import Entry, Mark, Me, Person, Request, Ticket

VERB = REPLY_VERB
PENDING = "pending"

REQUESTER, CC, FOLLOWER = "requester", "cc", "follower"


class Reader(NamedTuple):
    """Somebody who gets the reply, and as what: requester, cc or follower."""

    person: Person
    role: str


class Channel(NamedTuple):
    """How a reply reaches the customer: in words, and the Slack thread where there is one."""

    name: str
    thread: str | None = None


class Reply(NamedTuple):
    """One reply, planned: the whole of what would be sent in one request.

    `version` is the ticket's as it was read; a desk refuses the reply if it moved since.
    `status` is what the ticket is set to with it; null leaves that alone.
    """

    ticket: int
    version: str
    mark: Mark
    text: str
    readers: tuple[Reader, ...]
    channel: Channel
    status: str | None

    @property
    def intent(self) -> str:
        """The words by which a re-run of the same reply is recognised."""
        return repr((VERB, self.text, self.status))

    def differences(self, sent: Entry, status: str | None) -> tuple[str, ...]:
        """Sentences about what is not as planned; a status that is null was not seen."""
        found = []
        if not same_words(self.text, sent.body):
            line = first_difference(self.text, sent.body)
            found.append(f"the reply's text is not as it was sent, from line {line} on")
        if self.status is not None and status not in {None, self.status}:
            found.append(f"the status is {status}, not {self.status}")
        return tuple(found)


class Prepared(NamedTuple):
    """A reply as a person has to see it before it goes out.

    `entries` are those that the ticket has by now: what comes in later is news. `since` are those
    among them that came in while the reply was being written, the oldest first. `warnings` are
    sentences, `requests` exactly what would be sent. `began_at` is when an earlier run sent it
    first; null for a new one.
    """

    reply: Reply
    ticket: Ticket
    entries: frozenset[int]
    warnings: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    began_at: str | None = None
    since: tuple[Entry, ...] = ()


class Sent(NamedTuple):
    """A reply that stands on the ticket.

    `differences` are sentences about what is not as planned, `warnings` about what could not be
    seen or recorded. `earlier` says that a run before this one had sent it. `status` is the
    ticket's by now, null if it was not seen.
    """

    reply: Reply
    entry: Entry
    status: str | None = None
    differences: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    earlier: bool = False


class News(NamedTuple):
    """What came in while the reply was being written; nothing was sent.

    `entries` are new comments, the oldest first; `changes` are sentences about all else.
    """

    ticket: int
    entries: tuple[Entry, ...]
    changes: tuple[str, ...]


def same_words(ours: str, theirs: str) -> bool:
    """Whether two texts are the same but for white space, which a page sets anew."""
    return ours.split() == theirs.split()


def readers(ticket: Ticket) -> tuple[Reader, ...]:
    """Who gets a public reply on the ticket."""
    found = [Reader(ticket.requester, REQUESTER)] if ticket.requester else []
    found += [Reader(person, CC) for person in ticket.ccs]
    found += [Reader(person, FOLLOWER) for person in ticket.followers]
    return tuple(found)


def channel(ticket: Ticket, notes: Sequence[Entry], facts: Mapping[str, Any]) -> Channel:
    """How a reply on the ticket reaches the customer.

    `facts` is the facts' table `sending`: which tags a ticket out of Slack carries, how a
    thread's address looks, and what Zendesk's channels mean.
    """
    if set(ticket.tags) & set(facts["slack_tags"]):
        return Channel(str(facts["slack_channel"]), _thread(notes, str(facts["slack_host"])))
    names: Mapping[str, str] = facts["channels"]
    own = ticket.channel or "unknown"
    return Channel(names.get(own, f"Zendesk's channel {own!r}"))


def check_ticket(ticket: Ticket, me: Me, claim: Claim | None) -> None:
    """Say no to a ticket that this person can't or should not reply to as it stands.

    Raises:
        Conflict: it is closed, or somebody else has claimed it.
        NotFound: nobody would read it.
        NotAllowed: this person's reply would become an internal note.
    """
    number = ticket.number
    if ticket.closed:
        raise Conflict(
            f"ticket {number} is closed, and a closed ticket can't be replied to",
            written="nothing was sent",
            hint="open a follow-up in Zendesk, from the ticket's page",
        )
    if ticket.requester is None or ticket.requester.id is None:
        raise NotFound(
            f"ticket {number} has no requester, so nobody would read the reply",
            written="nothing was sent",
        )
    if ticket.requester_suspended:
        raise NotFound(
            f"{ticket.requester.name}, who requested ticket {number}, is suspended in Zendesk: "
            "the reply would reach nobody",
            written="nothing was sent",
            hint="ask an administrator of Zendesk why, before you reply by other means",
        )
    if not me.may_change_fields:
        raise NotAllowed(
            "a reply of yours would become an internal note: a light agent can't reply publicly",
            written="nothing was sent",
            hint="it needs the role of a full agent: csm role upgrade, then the same command",
        )
    if claim is not None and claim.by.id != me.person.id:
        raise Conflict(
            f"ticket {number} is claimed by {claim.by.name} since "
            f"{claim.at:%Y-%m-%d %H:%M} UTC: ask them before you reply",
            written="nothing was sent",
            hint=f"csm claim {number} --take-over, if they agree",
        )


def _thread(notes: Sequence[Entry], host: str) -> str | None:
    """The Slack thread that staff's notes name; the first one, which Pylon leaves."""
    for note in reversed(notes):
        for word in note.body.split():
            if note.private and note.author.kind == "staff" and word.startswith(f"https://{host}/"):
                return word
    return None
