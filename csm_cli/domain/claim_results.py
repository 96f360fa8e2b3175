"""What became of a claim: the outcome for each ticket, and the exit code for all of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.errors import CsmError, ExitCode
from csm_cli.domain.tickets import Change, Person, Request, Ticket

CLAIMED, ALREADY_YOURS, HELD, RELEASED = "claimed", "already-yours", "held", "released"
NOT_FOUND, CLOSED, REFUSED, UNKNOWN = "not-found", "closed", "refused", "unknown"
PLANNED, PARTIAL, LEAKED, UNAVAILABLE = "planned", "partial", "leaked", "unavailable"

NOT_TRIED, STOPPED = "not tried any more", "not done before the stop"
"""Why nothing was done with a ticket: it was not the ticket's fault, or a person's wish."""

EXIT_CODES = {
    CLAIMED: ExitCode.DONE,
    ALREADY_YOURS: ExitCode.DONE,
    RELEASED: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    LEAKED: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    NOT_FOUND: ExitCode.NOT_FOUND,
    HELD: ExitCode.CONFLICT,
    CLOSED: ExitCode.CONFLICT,
    UNAVAILABLE: ExitCode.UNAVAILABLE,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome of `csm claim` for one ticket."""


class ClaimResult(NamedTuple):
    """What became of one ticket. `by` and `at` are the holder's after the command.

    `reason` says in a sentence why it is not claimed; `warnings` are sentences that a
    person should see before relying on the claim. A dry run fills `requests`, and with
    `before` and `change` what would be different.
    """

    ticket: int
    outcome: str
    by: Person | None = None
    at: datetime | None = None
    note_id: int | None = None
    reason: str | None = None
    hint: str | None = None
    warnings: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    before: Ticket | None = None
    change: Change | None = None

    @property
    def untouched(self) -> bool:
        """Whether csm was stopped before it did anything with the ticket."""
        return self.reason in {NOT_TRIED, STOPPED}


def failed(number: int, outcome: str, problem: CsmError) -> ClaimResult:
    """The result for a ticket that an error kept from being claimed."""
    return ClaimResult(number, outcome, reason=problem.said, hint=problem.hint)


def kind(result: ClaimResult) -> str:
    """What a ticket counts as while there are more to come."""
    if result.outcome in {HELD, UNKNOWN}:
        return result.outcome
    return "done" if EXIT_CODES[result.outcome] == ExitCode.DONE else "failed"


def exit_code(results: Sequence[ClaimResult]) -> ExitCode:
    """The common code if all tickets agree, 10 if one is unknown, else 8.

    A note that leaked is a failure of the whole, whatever became of the rest.
    """
    if any(result.outcome == LEAKED for result in results):
        return EXIT_CODES[LEAKED]
    codes = {EXIT_CODES[result.outcome] for result in results}
    if ExitCode.UNKNOWN in codes:
        return ExitCode.UNKNOWN
    return codes.pop() if len(codes) == 1 else ExitCode.SOME_FAILED
