"""Addresses around a ticket: which of them are what they claim to be, and which can be built.

A ticket's body is written by whoever filed it, and a link in it will be clicked by staff who
are signed in to the admin pages. So an address counts as a link only if scheme, host and path
are those that PostHog's form writes for that purpose; any other is text, with the reason.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from csm_cli.domain import support_links
from csm_cli.domain.refs import uuid_text

ADMIN_USER = "admin_user"
ADMIN_ORGANIZATION = "admin_organization"
REPLAY = "replay"
EXCEPTIONS = "exceptions"
LOCATION = "location"
BILLING = "billing"
REPORT_EVENT = "report_event"
SENTRY = "sentry"
SUPPORT_TICKET = "support_ticket"

LABELS = {
    ADMIN_USER: "User admin",
    ADMIN_ORGANIZATION: "Org admin",
    BILLING: "Billing admin",
    REPLAY: "Session replay",
    EXCEPTIONS: "Exceptions",
    LOCATION: "Customer's page",
    REPORT_EVENT: "Report event",
    SENTRY: "Sentry",
    SUPPORT_TICKET: "PostHog Support",
}
"""What a person calls each kind of link."""

NOT_WEB = "not_a_web_address"
OTHER_HOST = "unexpected_host"
OTHER_PATH = "unexpected_path"

# What no address holds that a browser gave to the form: it writes blanks, control characters,
# quotation marks, angle brackets and all that is not ASCII with percent signs.
_UNSAFE = re.compile(r"[^\x21-\x7e]|[\"<>\\`]")
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_REGION_OF_SHORT = re.compile(r"/(?:admin|adminOrg|sentry)(US|EU)/", re.ASCII)
_USER_PAGE = re.compile(r"/admin/posthog/user/([0-9]{1,18})/change/\Z", re.ASCII)
_USER_SHORT = re.compile(r"/admin(?:US|EU)/([^/\s]{1,254}@[^/\s]{1,254})\Z", re.ASCII)

_ON_SITE = {
    ADMIN_USER: _USER_PAGE,
    ADMIN_ORGANIZATION: re.compile(rf"/admin/posthog/organization/{_UUID}/change/\Z", re.ASCII),
    REPLAY: re.compile(r"/project/[0-9A-Za-z_-]{1,64}/replay/[0-9A-Za-z-]{1,64}\Z", re.ASCII),
    EXCEPTIONS: re.compile(r"/project/[0-9]{1,18}/error_tracking\Z", re.ASCII),
    # Where the customer was: any page that is not one of the staff's.
    LOCATION: re.compile(r"(?!/{1,9}(?:admin|logout|api)(?:/|\Z))", re.ASCII | re.IGNORECASE),
}
_SHORT = {
    ADMIN_USER: _USER_SHORT,
    ADMIN_ORGANIZATION: re.compile(rf"/adminOrg(?:US|EU)/{_UUID}\Z", re.ASCII),
    REPLAY: re.compile(r"/session/[0-9A-Za-z-]{1,64}\Z", re.ASCII),
    BILLING: re.compile(rf"/billing/{_UUID}\Z", re.ASCII),
    REPORT_EVENT: re.compile(rf"/ticketByUUID/{_UUID}\Z", re.ASCII),
    SENTRY: re.compile(r"/sentry(?:US|EU)/[0-9]{1,18}\Z", re.ASCII),
}


class Sites(NamedTuple):
    """The hosts that PostHog's form writes into a ticket: two regions, and the short links'."""

    us: str
    eu: str
    short: str

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Sites":
        """Take them from the facts' table `posthog`."""
        return cls(
            _host(str(facts["us_url"])), _host(str(facts["eu_url"])), str(facts["short_host"])
        )

    def of_region(self, region: str) -> str:
        """The host of `us` or `eu`."""
        return self.us if region == "us" else self.eu


PUBLISHED = Sites("us.posthog.com", "eu.posthog.com", "go")
"""The hosts in the form's published code, for bodies that are read without any settings."""


class Link(NamedTuple):
    """One address, by purpose (`kind`).

    `url` is null unless it is the kind of address it claims to be; then `flag` says what is
    wrong (`not_a_web_address`, `unexpected_host`, `unexpected_path`). `text` is what was
    found, for showing. `source` is `body`, `conversation` (another entry), or `built` when csm
    made it of an id.
    """

    kind: str
    url: str | None
    text: str
    source: str
    flag: str | None = None


def found(kind: str, text: str, sites: Sites) -> Link:
    """An address from a ticket's body, checked against what the form writes for its kind."""
    flag = _wrong(kind, text, sites)
    return Link(kind, None if flag else text, text, "body", flag)


def organization_page(organization_id: str, region: str, sites: Sites) -> Link:
    """The admin page of an organization; search by id finds nothing there, so it is named."""
    url = f"https://{sites.of_region(region)}/admin/posthog/organization/{organization_id}/change/"
    return Link(ADMIN_ORGANIZATION, url, url, "built")


def billing_page(organization_id: str, sites: Sites) -> Link:
    """The short link to an organization in the billing admin; the same for both regions."""
    url = f"http://{sites.short}/billing/{organization_id}"
    return Link(BILLING, url, url, "built")


def support_tickets(texts: Iterable[str], source: str, hosts: Sequence[str]) -> tuple[Link, ...]:
    """The tickets of PostHog's newer desk that texts link to, on one of its hosts."""
    found = support_links.inside(texts, hosts)
    return tuple(Link(SUPPORT_TICKET, each.url, each.url, source) for each in found)


def region_of(text: str | None, sites: Sites) -> str | None:
    """The region an address names, by its host or by a short link's ending; else null."""
    parts = _parts(text or "")
    if parts is None:
        return None
    host = _host_of(parts)
    if host == sites.short and (match := _REGION_OF_SHORT.match(parts.path)):
        return match[1].lower()
    return {sites.us: "us", sites.eu: "eu"}.get(host)


def user_of(text: str | None, sites: Sites) -> tuple[str | None, str | None]:
    """The id or the e-mail of the user that an admin address is about."""
    parts = _parts(text or "")
    if parts is None:
        return None, None
    host = _host_of(parts)
    if host in {sites.us, sites.eu} and (match := _USER_PAGE.match(parts.path)):
        return match[1], None
    if host == sites.short and (match := _USER_SHORT.match(parts.path)):
        return None, match[1]
    return None, None


def organization_of(text: str | None, sites: Sites) -> str | None:
    """The id of the organization that a short admin link is about."""
    parts = _parts(text or "")
    if parts is None or _host_of(parts) != sites.short:
        return None
    head, _, last = parts.path.rpartition("/")
    return uuid_text(last) if head in {"/adminOrgUS", "/adminOrgEU"} else None


def _wrong(kind: str, text: str, sites: Sites) -> str | None:
    parts = _parts(text)
    if parts is None:
        return NOT_WEB
    host = _host_of(parts)
    if host == sites.short and kind in _SHORT:
        expected = _SHORT[kind]
    elif host in {sites.us, sites.eu} and parts.scheme == "https" and kind in _ON_SITE:
        expected = _ON_SITE[kind]
    else:
        return OTHER_HOST
    return None if expected.match(parts.path) else OTHER_PATH


def _parts(text: str) -> SplitResult | None:
    """A web address taken apart; null if it is none, or hides who it is sent to."""
    if _UNSAFE.search(text):
        return None
    try:
        parts = urlsplit(text)
        odd = parts.username is not None or parts.port is not None
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.netloc and not odd else None


def _host_of(parts: SplitResult) -> str:
    return parts.netloc.lower()


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
