"""Addresses of tickets in PostHog Support, the desk that PostHog moves its tickets to.

The product shows them under `/support/tickets/`, by number or by UUID, with the project in front
or without ("PostHog Support", the product's manifest of addresses). Other desks have the same
path, as Freshdesk's portal does, so the host counts, too. Pure text in, values out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

NAME = "PostHog Support"

_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_PATH = r"(?:/project/(?P<project>[0-9A-Za-z_-]{1,64}))?/support/tickets"
_HOST = r"(?:(?:[0-9A-Za-z-]{1,63}\.){1,5}posthog\.com|localhost|127\.0\.0\.1)(?::[0-9]{1,5})?"
_TICKET = re.compile(
    rf"(?:https?://)?(?P<host>{_HOST}){_PATH}"
    rf"/(?P<ticket>{_UUID}|[0-9]{{1,18}}|[0-9a-fA-F-]{{1,36}})(?:[/?#][^\s]{{0,2000}})?\Z",
    re.ASCII | re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?:https?://)?{_HOST}{_PATH}/?(?:[?#][^\s]{{0,2000}})?\Z",
    re.ASCII | re.IGNORECASE,
)
# Within other words; what follows the ticket belongs to no address that the product writes.
_INSIDE = re.compile(
    rf"https://(?P<host>[0-9A-Za-z.-]{{1,253}}){_PATH}/(?P<ticket>{_UUID}|[0-9]{{1,18}})"
    r"(?![0-9A-Za-z_-])",
    re.ASCII | re.IGNORECASE,
)


class SupportTicket(NamedTuple):
    """A ticket of PostHog Support as an address names it: its number, or its UUID.

    `project` is null where the address leaves it out.
    """

    ticket: str
    project: str | None
    host: str

    @property
    def words(self) -> str:
        """Which ticket it is, for a sentence."""
        number = f"#{self.ticket}" if self.ticket.isdigit() else self.ticket
        return f"{number} on {self.host}"

    @property
    def url(self) -> str:
        """Its page, without whatever followed it in the address."""
        project = f"/project/{self.project}" if self.project else ""
        return f"https://{self.host}{project}/support/tickets/{self.ticket}"


def named(text: str) -> SupportTicket | None:
    """The ticket whose address the whole text is; null if it is something else."""
    match = _TICKET.match(text.strip())
    return _ticket(match) if match else None


def lists_tickets(text: str) -> bool:
    """Whether the text is the address of PostHog Support's list, or of a view of it."""
    return _LIST.match(text.strip()) is not None


def inside(texts: Iterable[str], hosts: Sequence[str]) -> tuple[SupportTicket, ...]:
    """The tickets that texts link to on one of these hosts, each once, in their order.

    Anybody can write a ticket's text: what leads elsewhere is not PostHog's.
    """
    return tuple(dict.fromkeys(_found(texts, frozenset(map(str.lower, hosts)))))


def _found(texts: Iterable[str], hosts: frozenset[str]) -> Iterator[SupportTicket]:
    for text in texts:
        found = map(_ticket, _INSIDE.finditer(text))
        yield from (each for each in found if each.host in hosts)


def _ticket(match: re.Match[str]) -> SupportTicket:
    return SupportTicket(match["ticket"].lower(), match["project"], match["host"].lower())
