"""What people paste, turned into references: ticket numbers, Zendesk URLs, PostHog ids.

Pure text in, values out. Nothing here asks a service whether the thing exists.
"""

import re
from typing import NamedTuple

from csm_cli.domain.errors import OtherDesk, WrongUsage

# 18 digits: what any database takes for an integer.
_NUMBER = re.compile(r"#?0*([1-9][0-9]{0,17})\Z", re.ASCII)
_TICKET_PATH = re.compile(
    r"/(?:tickets|requests)/0*([1-9][0-9]{0,17})"
    r"(?:\.json|/.*)?/?\Z",
    re.ASCII,
)
_USUAL_PORTS = {"http": ":80", "https": ":443"}
_OF_SUPPORT = "/support/tickets"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE | re.ASCII)


class TicketRef(NamedTuple):
    """A ticket as a person named it.

    `host` is the host of the URL it was named by, or null for a bare number: the desk
    refuses a ticket of another host rather than writing to the wrong one.
    """

    number: int
    host: str | None = None


def ticket_ref(text: str) -> TicketRef:
    """Read `48213`, `#48213` or any Zendesk agent or API URL of a ticket.

    Raises:
        OtherDesk: it is a ticket of PostHog Support; the message says so, and where to open it.
        WrongUsage: the text names no Zendesk ticket; the message shows what was read.
    """
    words = text.strip()
    if _OF_SUPPORT in words.lower():
        _refuse_support(words)
    if match := _NUMBER.match(words):
        return TicketRef(int(match[1]))
    if "//" in words:
        return _from_url(words)
    raise WrongUsage(
        f"{_shown(words)} is not a ticket",
        hint="name a ticket by its number, #number or its Zendesk URL",
    )


def looks_like_ticket(text: str) -> bool:
    """Whether the text is meant as a ticket: a bare number, `#number` or a URL.

    An address of PostHog Support counts without its `https://`, too, as browsers show it.
    """
    words = text.strip()
    if _NUMBER.match(words) or words.lower().startswith(("http://", "https://")):
        return True
    return _OF_SUPPORT in words.lower() and _is_support(words)


def uuid_text(text: str) -> str | None:
    """The UUID in its usual spelling (lower case, with hyphens), or null if it is none."""
    words = text.strip()
    return words.lower() if _UUID.match(words) else None


def _from_url(words: str) -> TicketRef:
    from urllib.parse import urlsplit  # noqa: PLC0415 - an offline look-up needs no URLs

    try:
        parts = urlsplit(words)
        host = parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        parts, host = urlsplit(""), ""
    elsewhere = _OF_SUPPORT in parts.path.lower()
    match = None if elsewhere else _TICKET_PATH.search(parts.path)
    if parts.scheme not in {"http", "https"} or not host or not match:
        raise WrongUsage(
            f"{_shown(words)} is not the URL of a Zendesk ticket",
            hint="a ticket's URL ends in /agent/tickets/NUMBER",
        )
    return TicketRef(int(match[1]), host.removesuffix(_USUAL_PORTS[parts.scheme]))


def _refuse_support(words: str) -> None:
    """Say what the address of a ticket of PostHog Support is, and of the list of them."""
    from csm_cli.domain import support_links  # noqa: PLC0415 - a number needs none of it

    if found := support_links.named(words):
        raise OtherDesk(
            f"that is a ticket of {support_links.NAME}, {found.words}; csm works on Zendesk's",
            hint=f"open it at {found.url}",
        )
    if support_links.lists_tickets(words):
        raise OtherDesk(
            f"that is {support_links.NAME}'s list of tickets; csm works on tickets of Zendesk's",
            hint="name a ticket by its number, #number or its Zendesk URL",
        )


def _is_support(words: str) -> bool:
    """Whether the whole text is an address of PostHog Support."""
    from csm_cli.domain import support_links  # noqa: PLC0415 - as above

    return support_links.named(words) is not None or support_links.lists_tickets(words)


def _shown(words: str) -> str:
    short = words if len(words) <= 60 else words[:57] + "..."  # noqa: PLR2004 - one line's worth
    return ascii(short)
