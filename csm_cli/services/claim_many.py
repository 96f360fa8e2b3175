"""Claiming many tickets: one after the other, as long as the next one can fare better."""

from collections.abc import Iterator, Sequence

from csm_cli.domain import claim_results
from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.errors import CsmError, Leaked, Limited, NotSignedIn, Unavailable
from csm_cli.domain.refs import TicketRef
from csm_cli.services.claim import Claiming, Wish

_ENOUGH = 3  # in a row, after which the rest is not tried: it is not about the tickets


def claim_many(claiming: Claiming, refs: Sequence[TicketRef], wish: Wish) -> Iterator[ClaimResult]:
    """Do it for each ticket in turn; one that fails does not stop the rest.

    What is not about that ticket does: a leak, a credential that is not known any more, a
    limit of the account, several in a row that got no answer. What is left is told as such.

    Raises:
        CsmError: nothing was done yet, and the first ticket shows that nothing can be; or
            there is only one ticket, and no result for it.
    """
    light = wish.assign and not claiming.may_assign()
    in_a_row = 0
    for place, ref in enumerate(refs):
        problem = None
        try:
            result = _refused_light(ref) if light else claiming.claim(ref, wish)
        except CsmError as error:
            if len(refs) == 1 or (place == 0 and not isinstance(error, Unavailable)):
                raise
            problem = error
            result = claim_results.failed(ref.number, _outcome(error), error)
        yield result
        in_a_row = in_a_row + 1 if problem or claiming.got_no_answer(result) else 0
        if in_a_row == _ENOUGH or _ends_all(problem):
            yield from map(_not_tried, refs[place + 1 :])
            return


def _outcome(problem: CsmError) -> str:
    return claim_results.LEAKED if isinstance(problem, Leaked) else claim_results.UNAVAILABLE


def _ends_all(problem: CsmError | None) -> bool:
    """Whether no other ticket can fare better, or must not be tried."""
    limited = isinstance(problem, Limited) and not problem.one_ticket
    return limited or isinstance(problem, (Leaked, NotSignedIn))


def _not_tried(ref: TicketRef) -> ClaimResult:
    reason = claim_results.NOT_TRIED
    return ClaimResult(ref.number, claim_results.UNAVAILABLE, reason=reason)


def _refused_light(ref: TicketRef) -> ClaimResult:
    return ClaimResult(
        ref.number,
        claim_results.REFUSED,
        reason="a light agent can't be made the assignee; nothing was sent",
        hint=f"csm claim {ref.number}",
    )
