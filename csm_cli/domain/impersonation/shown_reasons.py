"""What of a reason a customer may read: staff typed it for each other.

Even a reason that is passed on loses its addresses, ids and secrets: of internal pages, of
other people, of machines. Names of people and customers can't be known from words, which is
why nothing is passed on unless somebody says so.
"""

import re
from collections.abc import Mapping

from csm_cli.domain import secret_rules
from csm_cli.domain.impersonation.customer_words import NO_REASON, WITHHELD
from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.plain import line

PASSED, REDACTED, REVIEWED = WAYS = ("passed", "redacted", "reviewed")

_TAKEN_OUT = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"[^\s@<>()]{1,254}@[^\s@<>()]+", "[address]"),
        (r"\b[a-z][a-z0-9+.-]*://\S*", "[link]"),
        (r"\b(?:[a-z0-9_-]{1,63}\.){1,20}[a-z]{2,63}(?::\d+)?(?:/\S*)?(?![\w@])", "[link]"),
        (r"\bgo/\S+", "[link]"),
        (r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b", "[id]"),
        (r"\b[0-9a-z_-]{30,}", "[id]"),
        (r"\b\d{1,3}(?:\.\d{1,3}){3}\b", "[address]"),
        (r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])", "[address]"),
    )
)
_ONLY_TAKEN_OUT = re.compile(r"\W*(?:\[(?:address|link|id)\]\W*)+|")
_NUMBER = re.compile(r"#\d+", re.ASCII)


def cleared(reason: str) -> str | None:
    """A reason without addresses, ids and links; null if it holds a secret, or no word is left."""
    if next(iter(secret_rules.find(reason, {})), None) is not None:
        return None
    text = line(reason)
    for pattern, word in _TAKEN_OUT:
        text = pattern.sub(word, text)
    return None if _ONLY_TAKEN_OUT.fullmatch(text) else text


def shown(event: Event, way: str, reviewed: Mapping[str, str | None]) -> str:
    """What stands in place of the reason; `reviewed` has the words decided on, by the reason."""
    if not event.reason:
        return NO_REASON
    if way == PASSED:
        text = cleared(event.reason)
    else:
        text = reviewed.get(event.reason) if way == REVIEWED else None
    return line(text) if text else _redacted(event)


def _redacted(event: Event) -> str:
    """Only the ticket's number, which the customer knows; an id of a ticket is internal."""
    if event.ticket_ref and _NUMBER.fullmatch(event.ticket_ref):
        return f"support ticket {event.ticket_ref}"
    return WITHHELD
