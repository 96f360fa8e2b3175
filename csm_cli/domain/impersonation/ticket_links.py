"""The ticket that a reason names, for a reader who wants to look it up."""

import re

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
