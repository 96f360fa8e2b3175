"""What asking several services at once came to, where some of them gave nothing."""

from typing import NamedTuple

from csm_cli.domain.errors import (
    CsmError,
    Limited,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Unavailable,
    Unexpected,
)

ABSENT, REFUSED, SLOW = "absent", "refused", "slow"
LIMITED, FAILING, RUBBISH = "limited", "failing", "rubbish"


class Missing(NamedTuple):
    """A service that gave nothing, and why, as a code and as one line for a person.

    `absent` it is not configured; `refused` it took the credential for nobody's, or one that
    may not; `slow` no answer within the time; `limited` a rate limit; `failing` no answer, or
    that it can't; `rubbish` an answer that makes no sense.
    """

    service: str
    code: str
    text: str


def missing(service: str, problem: CsmError) -> Missing:
    """What an error of a service's means for a result that can do without it."""
    return Missing(service, _code(problem), problem.message)


def _code(problem: CsmError) -> str:
    match problem:
        case NotSignedIn() | NotAllowed():
            return REFUSED
        case Limited():
            return LIMITED
        case Unavailable(senseless=True):
            return RUBBISH
        case Unavailable() | NotFound():
            return FAILING
        case Unexpected():
            return RUBBISH
        case _:
            return FAILING
