"""The ticket that a reason names, for a reader who wants to look it up."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from csm_cli.domain.impersonation.records import Record

_NUMBER = r"0*([1-9][0-9]{0,18})(?![0-9])"
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        # A Zendesk ticket's address, as agents and customers see it.
        r"\.zendesk\.com/(?:agent/|hc/)?(?:[a-z-]+/)?(?:tickets|requests)/" + _NUMBER,
        # PostHog Support's address of a ticket.
        r"/support/tickets/" + _NUMBER,
        r"\b(?:ticket|zendesk|zd)\s*(?:no\.?|number)?\s*[:#-]?\s*" + _NUMBER,
        r"(?<![\w&/])#" + _NUMBER,
    )
)


def ticket_ref(record: Record) -> str | None:
    """The ticket behind an event: `#NUMBER` as the reason names it, else PostHog Support's id.

    A start from a ticket records both, and the number is what people know a ticket by.
    """
    for pattern in _PATTERNS:
        if record.reason and (match := pattern.search(record.reason)):
            return f"#{match[1]}"
    return record.ticket_id


# An id that came with an event may begin with a # as well.
_NUMBERED = re.compile(r"#[1-9][0-9]{0,18}", re.ASCII)

# `csm login-as` names the desk behind the number, in what else are PostHog Support's words.
_OF_SUPPORT = re.compile(
    r"/support/tickets/|\A\s*Support ticket #(?![0-9]{1,19} \(Zendesk\))", re.IGNORECASE
)


class Desks(NamedTuple):
    """Where a ticket's page is: the base addresses of Zendesk and of PostHog Support's project."""

    zendesk: str
    posthog: str


def page(ref: str | None, reasons: Sequence[str], desks: Desks) -> str | None:
    """The address of the ticket that an event or a session names.

    A number is Zendesk's, unless a reason is one that PostHog Support writes itself, or holds
    an address of its own; what is no number is PostHog Support's id.
    """
    if not ref:
        return None
    if not _NUMBERED.fullmatch(ref):
        return f"{desks.posthog}/support/tickets/{_quoted(ref)}"
    if any(map(_OF_SUPPORT.search, reasons)):
        return f"{desks.posthog}/support/tickets/{ref[1:]}"
    return f"{desks.zendesk}/agent/tickets/{ref[1:]}"


def _quoted(ref: str) -> str:
    """An id as part of an address; it is text that came with the event."""
    from urllib.parse import quote  # noqa: PLC0415 - an id that is no number is rare

    return quote(ref, safe="")
