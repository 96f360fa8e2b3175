"""Looking for tickets: which ones, and what comes back a batch at a time."""

from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.tickets import Ticket

UNSOLVED = ("new", "open", "pending", "hold")
"""The statuses of a ticket on which somebody still waits for somebody."""


class Query(NamedTuple):
    """Which tickets: every condition that is given must hold.

    Within one condition any of its values will do. Ids are the desk's own; `organizations` are
    its records of customers. `words` are data, however they look: each must occur, one with
    spaces in it as it stands. `escalated` asks for the desk's own switch.
    """

    statuses: tuple[str, ...] = UNSOLVED
    tags: tuple[str, ...] = ()
    assignee: int | None = None
    organizations: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    escalated: bool = False
    changed_since: datetime | None = None


class Batch(NamedTuple):
    """Tickets of one answer. `whole` says that after these there are none that were left out."""

    tickets: tuple[Ticket, ...]
    whole: bool
