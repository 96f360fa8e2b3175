"""How a person names an organization: id, admin page, ticket, e-mail, domain or name.

Pure text in, values out: which kind of name a text is. Who is called so is asked elsewhere.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from csm_cli.domain.errors import OtherDesk, WrongUsage
from csm_cli.domain.refs import TicketRef, looks_like_ticket, ticket_ref, uuid_text

LONGEST = 300
"""Characters; no name, address or URL of an organization is longer."""

_UUID = r"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
_PAGE = re.compile(rf"/admin/posthog/organization/{_UUID}(?:/|\Z)", re.ASCII)
_SHORT = re.compile(rf"/(?:adminOrg(?P<region>US|EU)|billing)/{_UUID}/?\Z", re.ASCII)

# Whoever types this means an id: it must not be looked up as a name, and not be found.
_LIKE_AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-", re.ASCII | re.IGNORECASE)
_LIKE_AN_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://|go/|[^\s/]+\.[^\s/.]+(?::[0-9]+)?/", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\Z")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+[^\W\d_][\w-]*[^\W_]\Z")


class Hosts(NamedTuple):
    """Where PostHog's app is, by region, and the host of the internal short links."""

    us: frozenset[str]
    eu: frozenset[str]
    short: str

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Hosts":
        """Take them from the facts' table `posthog`."""
        us, eu = (
            {*map(str, facts[f"{region}_sites"]), urlsplit(str(facts[f"{region}_url"])).hostname}
            for region in ("us", "eu")
        )
        return cls(
            frozenset(filter(None, us)), frozenset(filter(None, eu)), str(facts["short_host"])
        )

    def region(self, host: str) -> str | None:
        """The region of a host; null if it is none of them."""
        return "us" if host in self.us else "eu" if host in self.eu else None


PUBLISHED = Hosts(
    frozenset({"us.posthog.com", "app.posthog.com"}), frozenset({"eu.posthog.com"}), "go"
)
"""The hosts that everybody knows, for texts that are read without any settings."""


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


def reference(text: str, hosts: Hosts = PUBLISHED) -> Reference:
    """Say which kind of name of an organization a text is.

    A page counts as one of PostHog's admin only on one of the `hosts`.

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
        return _from_address(words, hosts)
    if looks_like_ticket(words):
        return ticket_ref(words)
    return _from_words(words)


def _from_words(words: str) -> Reference:
    if _EMAIL.match(words):
        return EmailRef(words.lower())
    domain = words.removeprefix("@")
    return DomainRef(domain.lower()) if _DOMAIN.match(domain) else NameRef(words)


def _from_address(words: str, hosts: Hosts) -> PageRef | TicketRef:
    if ref := _from_page(words, hosts):
        return PageRef(ref)
    try:
        return ticket_ref(words)
    except OtherDesk:
        raise
    except WrongUsage as problem:
        raise WrongUsage(
            f"{problem.message}, and no organization's admin page", hint=problem.hint
        ) from None


def _from_page(words: str, hosts: Hosts) -> OrganizationRef | None:
    try:
        parts = urlsplit(words if "//" in words else f"https://{words}")
        host = parts.hostname or ""
    except ValueError:
        return None
    page, short = _PAGE.match(parts.path), _SHORT.match(parts.path)
    match = page or short
    if match is None:
        return None
    region = hosts.region(host)
    known = region is not None if page else host == hosts.short
    if not known or parts.scheme not in {"http", "https"}:
        raise WrongUsage(
            f"{host[:80]!a} is not where PostHog has such pages",
            hint="name the organization by its id, if the address comes from somebody you trust",
        )
    named = match.groupdict().get("region")
    return OrganizationRef(match.groups()[-1].lower(), named.lower() if named else region)
