"""What others did to a ticket between its reading and a write, and which of it is news.

News is what somebody who has agreed to a plan would want to know before it is sent: that a
colleague has taken the ticket, that somebody has spoken to the customer or the customer has.
The rest is told, and stops nothing.
"""

from collections.abc import Sequence

from csm_cli.domain import claims, undo
from csm_cli.domain.claims import Claim
from csm_cli.domain.history import Happening
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Change, Entry, Ticket

CODE = "changed_meanwhile"
"""The warning about what happened, and stopped nothing."""

_SEEN = ("status", "priority", "subject", "severity", "tags", "requester", "ccs", "followers")


def claim(entries: Sequence[Entry], known: Claim | None) -> Claim | None:
    """Who holds the ticket by now: by what came in, newest first, or else who was known to."""
    return claims.current_claim(entries) if any(map(claims.says_claim, entries)) else known


def news(entries: Sequence[Entry], known: Claim | None, me: int | None) -> list[str]:
    """What of the entries that came in, newest first, asks for a new decision, in words.

    What this person did by themselves is none, and neither is what a machine says.
    """
    found = []
    now = claim(entries, known)
    if now is not None and now.note_id != (known and known.note_id) and now.by.id != me:
        found.append(f"claimed by {now.by.name}")
    said = (entry.author for entry in reversed(entries) if _is_reply(entry, me))
    return [*found, *dict.fromkeys(f"a public reply by {author.name}" for author in said)]


def told(happenings: Sequence[Happening], change: Change | None) -> str:
    """Who did what, the oldest first; empty if the desk tells of nothing."""
    return "; ".join(undo.told(each, change) for each in reversed(happenings))


def seen(before: Ticket, now: Ticket, entries: Sequence[Entry]) -> str:
    """The same as far as it can be told without the desk's record of who did what."""
    found = [undo.entry_told(entry) for entry in reversed(entries)]
    found += [name for name in _SEEN if getattr(before, name) != getattr(now, name)]
    return "; ".join(found) or "something that csm can't see"


def notice(what: str) -> Notice:
    """The warning that it happened."""
    return Notice(CODE, f"changed in the meantime: {what}")


def _is_reply(entry: Entry, me: int | None) -> bool:
    return not entry.private and entry.author.id != me and entry.author.kind != "system"
