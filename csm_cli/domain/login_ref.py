"""Whom somebody wants to log in as: a ticket, a person, an organization, or a page of theirs.

Pure text in, values out. A bare number is a ticket; a user's number is written `user:20418`.
"""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, urlsplit

from csm_cli.domain import support_links
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.organization_ref import EmailRef, Hosts, Reference, reference
from csm_cli.domain.refs import ticket_ref

_USER = re.compile(r"user[:#/ ]\s*#?([1-9][0-9]{0,17})\Z", re.ASCII | re.IGNORECASE)
_USER_PAGE = re.compile(r"/admin/(?:posthog/user|login/user)/([0-9]{1,18})(?:/|\Z)", re.ASCII)
_USER_SEARCH = re.compile(r"/admin/posthog/user/?\Z", re.ASCII)
_PROJECT_ADMIN = re.compile(r"/admin/posthog/team/([0-9]{1,18})(?:/|\Z)", re.ASCII)
_PROJECT = re.compile(r"/project/([0-9]{1,18}|phc_[0-9A-Za-z]{1,64})(?:/|\Z)", re.ASCII)
_SHORT_USER = re.compile(r"/admin(US|EU)/([^/\s@]{1,128}@[^/\s@]{1,128})\Z", re.ASCII)
_OTHER_PAGES = ("/admin/posthog/organization", "/adminOrg", "/billing/")
_ADDRESS = re.compile(
    r"https?://[0-9A-Za-z.-]{1,253}(?::[0-9]{1,5})?(?:[/?#]|\Z)"
    r"|[0-9A-Za-z.-]{1,253}(?::[0-9]{1,5})?/",
    re.IGNORECASE,
)


class UserRef(NamedTuple):
    """A user's number, which counts in one region only: the other one has another such user."""

    id: int
    region: str | None = None


class AddressRef(NamedTuple):
    """Somebody's e-mail, and the region of the admin page that it was searched on, if it was."""

    address: str
    region: str | None = None


class ProjectRef(NamedTuple):
    """A project by its number, or its public token, and the region of the page it is on."""

    project: str
    region: str


Who = UserRef | AddressRef | ProjectRef | Reference


def who(text: str, hosts: Hosts) -> Who:
    """Say whom a text means.

    Raises:
        WrongUsage: nobody: it is empty, or the address of something else. `OtherDesk` for a
            ticket of PostHog Support.
    """
    words = " ".join(text.split())
    if not words:
        raise WrongUsage("nobody is named", hint="csm login-as WHO")
    if match := _USER.match(words):
        return UserRef(int(match[1]))
    if _ADDRESS.match(words) and "@" not in words.partition("/")[0]:
        found = _from_page(words, hosts)
        if found is not None:
            return found
    named = reference(words, hosts)
    return AddressRef(named.address) if isinstance(named, EmailRef) else named


def _from_page(words: str, hosts: Hosts) -> Who | None:
    """Whom a page of PostHog's is about; null for any other address."""
    if support_links.named(words) or support_links.lists_tickets(words):
        return ticket_ref(words)  # which says what it is
    parts = _parts(words)
    if parts is None:
        return None
    host = parts.netloc.lower()
    region = hosts.region(host)
    if host == hosts.short:
        return _from_short(parts)
    if region is None:
        _refuse_foreign(parts)
        return None
    return _from_app(parts, region)


def _parts(words: str) -> SplitResult | None:
    """The address taken apart; null if it hides whom it is sent to."""
    try:
        parts = urlsplit(words if "://" in words else f"https://{words}")
        odd = parts.username is not None or parts.port not in {None, 443}
    except ValueError:
        return None
    return None if odd else parts._replace(netloc=parts.hostname or "")


def _from_short(parts: SplitResult) -> AddressRef | None:
    match = _SHORT_USER.match(parts.path)
    return AddressRef(match[2].lower(), match[1].lower()) if match else None


def _from_app(parts: SplitResult, region: str) -> Who | None:
    path = parts.path
    if match := _USER_PAGE.match(path):
        return UserRef(int(match[1]), region)
    if _USER_SEARCH.match(path):
        searched = " ".join(parse_qs(parts.query).get("q", ()))
        if "@" in searched and " " not in searched:
            return AddressRef(searched.lower(), region)
    if match := _PROJECT_ADMIN.match(path) or _PROJECT.match(path):
        return ProjectRef(match[1], region)
    if path.startswith(_OTHER_PAGES):
        return None
    raise WrongUsage(
        f"that is a page of PostHog's in the {region.upper()}, and it names no project",
        hint="the address of an insight, flag or dashboard has /project/NUMBER in it",
    )


def _refuse_foreign(parts: SplitResult) -> None:
    """Say of a project's page on another host that nobody at PostHog can log in there."""
    if _PROJECT.match(parts.path):
        raise WrongUsage(
            f"{parts.netloc[:80]!a} is not PostHog Cloud: nobody at PostHog can log in there",
            hint="for who hosts PostHog on their own: the docs, and issues on GitHub",
        )
