"""How a person names an organization: its id, or the address of an admin page that holds it."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.refs import uuid_text

_UUID = r"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
_PATHS = (
    re.compile(rf"/admin/posthog/organization/{_UUID}(?:/|\Z)", re.ASCII),
    re.compile(rf"/adminOrg(?P<region>US|EU)/{_UUID}/?\Z", re.ASCII),
    re.compile(rf"/billing/{_UUID}/?\Z", re.ASCII),
)
_REGIONS = {"us.": "us", "eu.": "eu"}


class OrganizationRef(NamedTuple):
    """An organization's id, and its region where the address names one."""

    id: str
    region: str | None = None


def organization_ref(text: str) -> OrganizationRef:
    """Read an organization's id, or an admin page's or short link's address that holds it.

    Raises:
        WrongUsage: it is neither.
    """
    words = text.strip()
    if found := uuid_text(words):
        return OrganizationRef(found)
    if "/" in words and (ref := _from_url(words)):
        return ref
    raise WrongUsage(
        f"{words[:60]!a} is no organization id",
        hint="an id looks like 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01; csm show TICKET tells that "
        "of a ticket's customer",
    )


def _from_url(words: str) -> OrganizationRef | None:
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
