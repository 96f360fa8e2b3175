"""What is looked for elsewhere: a ticket, or words, as what may be searched for.

All words of the customer count, the first ones and those of later replies; what staff wrote and
private notes do not: they would find the same people's words on other matters.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from csm_cli.domain import ownership_names as names
from csm_cli.domain.intake import Intake, parse
from csm_cli.domain.likeness.common_words import COMMON, KNOWN
from csm_cli.domain.likeness.identifiers import stripped
from csm_cli.domain.likeness.mentions import mentioned, ticket_key
from csm_cli.domain.likeness.privacy import private, public_wording
from csm_cli.domain.likeness.wording import MOST_PHRASE, Wording, folded, tokens, wording
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Feature, Ownership
from csm_cli.domain.tickets import Entry, Ticket

_SUBJECTS = ("Bug Report:", "Support Ticket:", "Feedback:")
_MOST_READ = 200_000  # characters; a ticket's text has a third of that at the most
_MOST_TEXT = 20_000  # of them, as what is searched for


class Subject(NamedTuple):
    """What is searched for; `private` for the company's own services, `public` for all others.

    `labels` and `area_words` are of the features that the ticket's area names. `mentions` are the
    keys that it links to.
    """

    private: Wording
    public: Wording
    ticket: int | None = None
    key: str | None = None
    labels: tuple[str, ...] = ()
    area_words: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    organization: int | None = None


class Customs(NamedTuple):
    """What is known of the product and of the world: ownership rows, domains of free mail."""

    ownership: Ownership
    free_mail: Collection[str]


def of_words(text: str, customs: Customs) -> Subject:
    """Words that a person typed; of a ticket's body only the customer's own.

    Its trailer stands at the end, behind as many words as there may be, and says who is hidden.
    """
    told = parse(text[:_MOST_READ])
    message = _quoted(told.message[:_MOST_TEXT])
    product = _vocabulary(customs.ownership)
    features = _named(customs.ownership, told.area)
    hidden = private(_of_intake(told), customs.free_mail)
    return Subject(
        wording(stripped(message), product),
        public_wording(message, hidden, product, customs.free_mail),
        labels=_labels(features),
        area_words=_area_words(features),
        mentions=mentioned(text),
    )


def _quoted(message: str) -> str:
    """A few words in quotation marks: a shell has taken those away that a person typed.

    What sounds like no error is no error string in quotation marks either, and what holds an id
    or an address would not be whole.
    """
    words = message.strip()
    few = "\n" not in words and len(tokens(words)) <= MOST_PHRASE
    return f'"{words}"' if few and stripped(words) == words else message


def of_ticket(
    ticket: Ticket,
    entries: Sequence[Entry],
    customs: Customs,
) -> Subject:
    """A ticket with its conversation."""
    told = parse(ticket.description[:_MOST_READ])
    text = "\n\n".join(_said(ticket, told, entries))[:_MOST_TEXT]
    product = _vocabulary(customs.ownership)
    features = _named(customs.ownership, ticket.area)
    hidden = private((*_of_ticket(ticket, entries), *_of_intake(told)), customs.free_mail)
    whole = "\n".join((ticket.description, *(entry.body for entry in entries)))
    return Subject(
        wording(stripped(text), product),
        public_wording(text, hidden, product, customs.free_mail),
        ticket.number,
        ticket_key(ticket.number),
        _labels(features),
        _area_words(features),
        mentioned(whole) - {ticket_key(ticket.number)},
        ticket.organization.id if ticket.organization else None,
    )


def _said(ticket: Ticket, told: Intake, entries: Sequence[Entry]) -> Iterator[str]:
    if not ticket.subject.startswith(_SUBJECTS):  # the form's own holds nothing of the matter
        yield ticket.subject
    yield told.message
    if told.exception:
        yield f'"{told.exception}"'
    for entry in reversed(entries):
        asked = ticket.requester is not None and entry.author.id == ticket.requester.id
        if asked and not entry.private and entry.body.strip() != ticket.description.strip():
            yield parse(entry.body).message


def _of_ticket(ticket: Ticket, entries: Sequence[Entry]) -> Iterator[str | None]:
    people = [ticket.requester, ticket.assignee, *(entry.author for entry in entries)]
    for person in people:
        if person is not None:
            yield from (person.name, person.email)
    if ticket.organization is not None:
        yield ticket.organization.name
    yield from (ticket.organization_id, ticket.distinct_id, ticket.account_owner)


def _of_intake(told: Intake) -> Iterator[str | None]:
    yield from (told.organization_id, told.organization_name, told.project_id, told.project_name)
    yield from (told.user_id, told.user_email)


def _vocabulary(ownership: Ownership) -> frozenset[str]:
    every = (name for row in ownership.features for name in (row.name, *row.aliases))
    named = {folded(word) for name in every for word in _words(name)}
    return frozenset((*(word for word in named if word not in COMMON), *KNOWN))


def _named(ownership: Ownership, area: str | None) -> list[Feature]:
    if not area:
        return []
    return [hit.feature for hit in names.hits(key(area), names.areas(ownership))]


def _labels(features: Sequence[Feature]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for row in features for label in row.github_labels))


def _area_words(features: Sequence[Feature]) -> frozenset[str]:
    every = (name for row in features for name in (row.name, *row.aliases, *row.target_areas))
    return frozenset(folded(word) for name in every for word in _words(name))


def _words(name: str) -> list[str]:
    return tokens(name.replace("_", " ").replace("-", " "))
