"""The block that PostHog's support form puts under a customer's words, read line by line.

The form has had three generations; the lines are those that its published code
(`supportLogic.ts` in PostHog's repository) wrote, and each of them may be missing. All of a
body can be written by the requester, since Zendesk's requests API takes one from anybody:
what is read here is a hint until something else says the same (`csm_cli.domain.context`).

Every step walks over a line once; no pattern here can run back and forth over hostile text.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from csm_cli.domain import admin_line
from csm_cli.domain.links import PUBLISHED, Sites, organization_of, region_of, user_of

RULE = "-----"

SECOND_BLOCK = "second_block"
AMBIGUOUS_NAMES = "ambiguous_names"
REGIONS_DIFFER = "regions_differ"
REPEATED_LINE = "repeated_line"

_KEYS = {
    "Kind": "kind",
    "Target area": "area",
    "Report event": "report_event",
    "Session": "session",
    "Exceptions": "exceptions_url",
    "Exception": "exception",
    "Location": "location",
    "Admin (internal)": "admin",
    "Admin": "admin",
    "Billing admin (internal)": "billing_url",
    "Billing admin": "billing_url",
    "Persons-on-events mode for project": "persons_on_events",
    "Sentry": "sentry_url",
}
# What the form wrote where it had nothing: its own words, or JavaScript's.
_NOTHING = {"", "null", "undefined", "unknown", "General"}
_PAGE_PROJECT = re.compile(r"https?://[^/\s]{1,253}/project/([0-9]{1,18})(?![0-9])", re.ASCII)
_SENTRY_PROJECT = re.compile(r"http://[^/\s]{1,253}/sentry[A-Z]{2}/([0-9]{1,18})\Z", re.ASCII)
_AT = "(at "


class Intake(NamedTuple):
    """A ticket's body, taken apart; null for whatever it does not say.

    `message` is the customer's own words. `block` holds the lines of the block as they
    stand, without empty ones; `unknown_lines` are those of them that begin with no key of the
    form, or repeat one. `generation` is 1 (oldest) to 3, or null where the lines do not tell.
    `region` is `us` or `eu`. `exception` is what the form's successor adds to bug reports.
    `doubts` are codes: `second_block` (the message holds another block, typed or quoted),
    `ambiguous_names`, `regions_differ`, `repeated_line`. Addresses are text as it was found:
    `csm_cli.domain.links` says which of them are links.
    """

    message: str
    block: tuple[str, ...] = ()
    unknown_lines: tuple[str, ...] = ()
    generation: int | None = None
    kind: str | None = None
    area: str | None = None
    report_event: str | None = None
    session_url: str | None = None
    exceptions_url: str | None = None
    exception: str | None = None
    location: str | None = None
    admin_url: str | None = None
    organization_id: str | None = None
    organization_name: str | None = None
    project_id: str | None = None
    project_name: str | None = None
    user_id: str | None = None
    user_email: str | None = None
    region: str | None = None
    billing_url: str | None = None
    sentry_url: str | None = None
    persons_on_events: str | None = None
    doubts: tuple[str, ...] = ()


def parse(body: str, sites: Sites = PUBLISHED) -> Intake:
    """Take a ticket's body apart; never raises, whatever the text.

    The last block counts, because the form appends its own to whatever was typed. Five
    hyphens without a line of the form under them begin no block and belong to the message.
    """
    lines = [line.removesuffix("\r") for line in body.split("\n")]
    starts = _starts(lines)
    if not starts:
        return _read(_snippet(lines), sites)._replace(message=_trimmed(lines))
    block = tuple(line for line in lines[starts[-1] + 1 :] if line.strip())
    values, unknown = _values(block)
    read = _read(values, sites)
    doubts = (
        *read.doubts,
        *([SECOND_BLOCK] if len(starts) > 1 else []),
        *([REPEATED_LINE] if any(_key(line) for line in unknown) else []),
    )
    return read._replace(
        message=_trimmed(lines[: starts[-1]]),
        block=block,
        unknown_lines=tuple(unknown),
        generation=_generation(block, values),
        doubts=doubts,
    )


def without_form_lines(text: str) -> str:
    """A text without any line of the form, wherever one stands: pasted, quoted, or forwarded.

    But for an exception: that line says what is wrong, and logs have lines that begin so.
    """
    lines = text.split("\n")
    return "\n".join(line for line in lines if _key(line.lstrip(" \t>")) in {None, "exception"})


def _starts(lines: Sequence[str]) -> list[int]:
    """Where a line of five hyphens is followed by a line of the form, empty ones aside."""
    found = []
    below = None
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].rstrip() == RULE and below and _key(below):
            found.append(at)
        if lines[at].strip():
            below = lines[at]
    return found[::-1]


def _snippet(lines: Sequence[str]) -> dict[str, str]:
    """The values of PostHog's "debug information", which people paste into other reports.

    It has no line of hyphens above it, so only a line with its own kind of link counts, with
    the lines of the form that stand directly above that one.
    """
    for at in range(len(lines) - 1, -1, -1):
        key, _, value = lines[at].partition(":")
        if _KEYS.get(key) == "admin" and "/adminOrg" in value:
            top = at
            while top and _key(lines[top - 1]) in {"location", "session"}:
                top -= 1
            return _values(lines[top : at + 1])[0]
    return {}


def _key(line: str) -> str | None:
    """What the line is about, if it is a line of the form."""
    key, colon, _ = line.partition(":")
    return _KEYS.get(key) if colon else None


def _values(block: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The first value of each key, and the lines that are left over."""
    values: dict[str, str] = {}
    unknown = []
    for line in block:
        about = _key(line)
        if about is None or about in values:
            unknown.append(line)
        else:
            values[about] = line.partition(":")[2].strip()
    return values, unknown


def _read(values: Mapping[str, str], sites: Sites) -> Intake:
    """What the lines say; message and lines themselves are still to be filled in."""
    session, _, at = values.get("session", "").partition(" ")
    page = at.removeprefix(_AT).removesuffix(")") if at.startswith(_AT) else None
    location = _said(values, "location") or page
    sentry = _said(values, "sentry_url")
    admin = admin_line.read(values.get("admin", ""), _page_project(location, sentry))
    user_id, user_email = user_of(admin.url, sites)
    regions = {region_of(text, sites) for text in (admin.url, location, sentry)} - {None}
    doubts = (
        *([AMBIGUOUS_NAMES] if admin.ambiguous else []),
        *([REGIONS_DIFFER] if len(regions) > 1 else []),
    )
    return Intake(
        message="",
        kind=_said(values, "kind"),
        area=_said(values, "area"),
        report_event=_said(values, "report_event"),
        session_url=session or None,
        exceptions_url=_said(values, "exceptions_url"),
        exception=_said(values, "exception"),
        location=location,
        admin_url=admin.url,
        organization_id=admin.organization_id or organization_of(admin.url, sites),
        organization_name=admin.organization_name,
        project_id=admin.project_id,
        project_name=admin.project_name,
        user_id=user_id,
        user_email=user_email,
        region=regions.pop() if len(regions) == 1 else None,
        billing_url=_said(values, "billing_url"),
        sentry_url=sentry,
        persons_on_events=_said(values, "persons_on_events"),
        doubts=doubts,
    )


def _said(values: Mapping[str, str], key: str) -> str | None:
    value = values.get(key, "")
    return None if value in _NOTHING else value


def _page_project(location: str | None, sentry: str | None) -> str | None:
    """The project that the customer's page belongs to, as a second witness of its id."""
    match = _PAGE_PROJECT.match(location or "") or _SENTRY_PROJECT.match(sentry or "")
    return match[1] if match else None


def _generation(block: Sequence[str], values: Mapping[str, str]) -> int | None:
    """Which form wrote the block, by what only that one wrote; null if nothing tells."""
    with_page = f" {_AT}" in values.get("session", "")
    if with_page or "sentry_url" in values or admin_line.is_oldest(values.get("admin", "")):
        return 1
    if any(line.startswith(("Admin (internal):", "Billing admin (internal):")) for line in block):
        return 3
    if "admin" in values or "billing_url" in values or values.get("area") == "null":
        return 2
    return 3 if values.get("area") == "General" else None


def _trimmed(lines: Sequence[str]) -> str:
    """The lines as one text, without empty ones at its end."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    return "\n".join(lines[:last])
