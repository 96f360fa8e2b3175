"""Who holds a ticket and who spoke last, out of its conversation."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.claims import Claim, current_claim
from csm_cli.domain.tickets import Entry, Person

US, CUSTOMER = "us", "customer"


class Said(NamedTuple):
    """One public word: whose, and when."""

    by: Person
    at: datetime

    @property
    def who(self) -> str:
        """`us` for anybody of PostHog's, else `customer`."""
        return CUSTOMER if self.by.kind == "customer" else US


class Talk(NamedTuple):
    """What a conversation says of who has to do what.

    `last` is the newest public word of a person, `ours` the newest of PostHog's. `unanswered`
    is when the customer said the oldest thing that has no public word of ours after it. All
    of them are null if there is none among the entries that were read; `whole` says that the
    oldest entry was among these.
    """

    claim: Claim | None
    last: Said | None
    ours: Said | None
    unanswered: datetime | None
    whole: bool


def talk(entries: Sequence[Entry], *, whole: bool) -> Talk:
    """Gather it from entries, newest first."""
    spoken = [
        Said(entry.author, entry.created_at)
        for entry in entries
        if not entry.private and entry.author.kind != "system"
    ]
    ours = next((each for each in spoken if each.who == US), None)
    since = spoken[: spoken.index(ours)] if ours else spoken
    return Talk(
        claim=current_claim(entries),
        last=spoken[0] if spoken else None,
        ours=ours,
        unanswered=since[-1].at if since else None,
        whole=whole,
    )
