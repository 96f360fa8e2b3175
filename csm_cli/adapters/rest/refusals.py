"""Every way in which a service says no, or nothing, as csm's errors.

What is the same everywhere stands here; where a service has its own way, its `Manner` is asked
first. Their words are data, cut to a line's length; the key is masked in them where they come in.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import httpx
from httpx import codes

from csm_cli.adapters.http import asked_to_wait
from csm_cli.domain.errors import (
    CsmError,
    Limited,
    NotAllowed,
    NotSignedIn,
    Unavailable,
    Unexpected,
)
from csm_cli.domain.plain import line

_SHOWN = 200


class Asked(NamedTuple):
    """Who was asked: the service, its name for people, its host, and where its key is from."""

    service: str
    name: str
    host: str
    source: str


class Refused(NamedTuple):
    """An answer that says no, and whom it is from.

    `said` is the service's own sentence, or a word for its absence. `code` is its word for the
    reason, where it has any. `wait` is in seconds.
    """

    status: int
    headers: Mapping[str, str]
    said: str
    code: str | None
    asked: Asked
    wait: float | None


class Manner(NamedTuple):
    """How one service speaks.

    `said` finds its sentence in a body, `code` its word for the reason; both may be given
    anything. `refusal` knows what only this service means by a refusal, null if nothing.
    `request_id` finds the id that its support people ask for, in the headers.
    """

    said: Callable[[Any], Any]
    code: Callable[[Any], Any]
    refusal: Callable[[Refused], CsmError | None]
    request_id: str


def refused(response: httpx.Response, document: Any, asked: Asked, manner: Manner) -> CsmError:
    """The error that an answer stands for; `document` is its body, null if that is no JSON."""
    code = manner.code(document)
    found = Refused(
        response.status_code,
        response.headers,
        _words(manner.said(document)),
        code if isinstance(code, str) else None,
        asked,
        asked_to_wait(response),
    )
    error = manner.refusal(found) or _by_status(found)
    error.request_id = response.headers.get(manner.request_id) or None
    return error


def key_unknown(found: Refused) -> CsmError:
    """A key that the service does not know, or does not know any more."""
    asked = found.asked
    return NotSignedIn(
        f"{asked.name} does not know the key from {asked.source}: {found.said}",
        hint=f"csm auth login {asked.service}",
    )


def forbidden(found: Refused) -> CsmError:
    """A good key that may not do this."""
    asked = found.asked
    return NotAllowed(
        f"{asked.name} refused the key from {asked.source}: {found.said}",
        hint=f"csm auth login {asked.service}, with a key that may",
    )


def limited(found: Refused, wait: float | None) -> CsmError:
    """Too many requests; `wait` is in seconds, null where nobody says."""
    when = f"in {wait:.0f} seconds" if wait is not None else "in some minutes"
    return Limited(
        f"{found.asked.name} takes no more requests for now: {found.said}",
        hint=f"run it again {when}",
        retry_after=wait,
    )


def server_failed(found: Refused) -> CsmError:
    """The service failed over it."""
    return Unavailable(
        f"{found.asked.name} answered {found.status}: {found.said}", hint="try again later"
    )


def no_answer(error: httpx.RequestError, asked: Asked) -> CsmError:
    """The error for a question that got no answer, or not all of one."""
    if isinstance(error, httpx.TimeoutException):
        return Unavailable(f"{asked.host} did not answer in time", hint="try again later")
    why = _words(str(error) or type(error).__name__)
    return Unavailable(
        f"{asked.host} can't be reached: {why}",
        hint="check the network, the proxy and the URL in csm config",
    )


def no_data(asked: Asked, what: str) -> CsmError:
    """The error for an answer that is called a success and is not what was asked for."""
    problem = Unavailable(
        f"{asked.host} answered with {what} in place of data",
        hint=f"a proxy may have answered; check the URL of {asked.service} in csm config",
    )
    problem.senseless = True
    return problem


def _words(said: Any) -> str:
    text = line(said)[:_SHOWN].rstrip(". ") if isinstance(said, str) else ""
    return text or "no reason given"


def _by_status(found: Refused) -> CsmError:
    status = found.status
    if status in _BY_STATUS:
        return _BY_STATUS[status](found)
    if codes.is_redirect(status):
        return _redirected(found)
    if codes.is_server_error(status):
        return server_failed(found)
    return Unexpected(
        f"{found.asked.name} refused csm's question ({status}): {found.said}",
        hint="look for a newer csm; its documentation says how to report this",
    )


def _redirected(found: Refused) -> CsmError:
    return Unavailable(
        f"{found.asked.host} answered with a redirect, which csm does not follow",
        hint="check the URL in csm config, and whether a proxy wants a sign-in",
    )


def _no_such_place(found: Refused) -> CsmError:
    return no_data(found.asked, "404, as if it were another service,")


_BY_STATUS: dict[int, Callable[[Refused], CsmError]] = {
    401: key_unknown,
    403: forbidden,
    404: _no_such_place,
    429: lambda found: limited(found, found.wait),
}
