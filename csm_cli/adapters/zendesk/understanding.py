"""Answers that are not as documented: told as no answer, or of a write as an unknown outcome."""

from collections.abc import Callable
from typing import TypeVar

from csm_cli.domain.errors import CsmError, OutcomeUnknown, Unavailable

_T = TypeVar("_T")


def senseless(problem: Exception) -> OutcomeUnknown:
    """The error for an update whose answer can't be understood."""
    return OutcomeUnknown(
        f"the update was sent; Zendesk's answer made no sense ({type(problem).__name__})"
    )


def understood(read: Callable[[], _T]) -> _T:
    """What `read` makes of an answer; one that can't be understood is as good as none.

    zenpy has unrelated families of exceptions and, on an answer of an unexpected shape,
    fails with whatever Python says; the session has already raised csm's own errors.
    """
    try:
        return read()
    except CsmError:
        raise
    except Exception as problem:  # noqa: BLE001
        raise Unavailable(
            f"Zendesk's answer is not as documented ({type(problem).__name__})",
            hint="a proxy may stand in between; csm config shows the address",
        ) from None
