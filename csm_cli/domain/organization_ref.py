"""How a person names an organization: id, admin page, ticket, e-mail, domain or name.

Pure text in, values out: which kind of name a text is. Who is called so is asked elsewhere.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from csm_cli.domain.errors import OtherDesk, WrongUsage
from csm_cli.domain.refs import TicketRef, looks_like_ticket, ticket_ref, uuid_text

LONGEST = 300
"""Characters; no name, address or URL of an organization is longer."""

_UUID = r"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
_PATHS = (
    re.compile(rf"/admin/posthog/organization/{_UUID}(?:/|\Z)", re.ASCII),
    re.compile(rf"/adminOrg(?P<region>US|EU)/{_UUID}/?\Z", re.ASCII),
    re.compile(rf"/billing/{_UUID}/?\Z", re.ASCII),
)
_REGIONS = {"us.": "us", "eu.": "eu"}

# Whoever types this means an id: it must not be looked up as a name, and not be found.
_LIKE_AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-", re.ASCII | re.IGNORECASE)
_LIKE_AN_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://|go/|[^\s/]+\.[^\s/.]+(?::[0-9]+)?/", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\Z")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+[^\W\d_][\w-]*[^\W_]\Z")


class OrganizationRef(NamedTuple):
    """An organization's id, and its region where the address names one."""

    id: str
    region: str | None = None


class PageRef(NamedTuple):
    """An organization as an admin page's or short link's address names it."""

    organization: OrganizationRef


class EmailRef(NamedTuple):
    """Somebody's address, in lower case: the organization is that person's."""

    address: str


class DomainRef(NamedTuple):
    """A domain of addresses, in lower case; it may also be a name, as some companies' are."""

    domain: str


class NameRef(NamedTuple):
    """An organization's name, or a part of it, with single blanks."""

    name: str


Reference = OrganizationRef | PageRef | TicketRef | EmailRef | DomainRef | NameRef


def reference(text: str) -> Reference:
    """Say which kind of name of an organization a text is.

    Raises:
        WrongUsage: it is none: empty, too long, a misspelt id, the address of something else.
    """
    words = " ".join(text.split())
    if not words:
        raise WrongUsage("no organization is named", hint="csm org QUERY")
    if len(words) > LONGEST:
        raise WrongUsage(f"that has {len(words)} characters, and no organization's name has")
    if found := uuid_text(words):
        return OrganizationRef(found)
    if _LIKE_AN_ID.match(words):
        raise WrongUsage(
            f"{words[:60]!a} is no organization id",
            hint="an id looks like 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01; csm show TICKET tells "
            "that of a ticket's customer",
        )
    if _LIKE_AN_ADDRESS.match(words):
        return _from_address(words)
    if looks_like_ticket(words):
        return ticket_ref(words)
    return _from_words(words)


def _from_words(words: str) -> Reference:
    if _EMAIL.match(words):
        return EmailRef(words.lower())
    domain = words.removeprefix("@")
    return DomainRef(domain.lower()) if _DOMAIN.match(domain) else NameRef(words)


def _from_address(words: str) -> PageRef | TicketRef:
    if ref := _from_page(words):
        return PageRef(ref)
    try:
        return ticket_ref(words)
    except OtherDesk:
        raise
    except WrongUsage as problem:
        raise WrongUsage(
            f"{problem.message}, and no organization's admin page", hint=problem.hint
        ) from None


def _from_page(words: str) -> OrganizationRef | None:
    try:
        parts = urlsplit(words if "//" in words else f"//{words}")
        host = parts.hostname or ""
    except ValueError:
        return None
    for pattern in _PATHS:
        if match := pattern.search(parts.path):
            named = match.groupdict().get("region")
            region = named.lower() if named else _REGIONS.get(host[:3])
            return OrganizationRef(match.groups()[-1].lower(), region)
    return None
