"""Every way in which PostHog refuses a question, as csm's errors.

The status decides, then the code: the type in the body calls a missing scope an
authentication error just as it does a wrong key (`drf-exceptions-hog`). A body may be a
proxy's web page instead.
"""

import json
from collections.abc import Callable
from typing import NamedTuple

import httpx
from httpx import codes

from csm_cli.adapters.http import asked_to_wait
from csm_cli.domain.errors import (
    CsmError,
    Exhausted,
    Limited,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Unavailable,
    Unexpected,
)
from csm_cli.domain.settings import MASK

_SHOWN = 200
_SHORTER = "try again in some minutes; an audit can ask about a shorter window, such as --days 7"


class Asked(NamedTuple):
    """Who was asked: the host, and the key with the name of the place it was taken from."""

    host: str
    key: str
    source: str


class Refused(NamedTuple):
    """An answer other than 200, as the rows of the table below see it.

    `said` is PostHog's own sentence, or a word for its absence. `wait` is in seconds.
    """

    status: int
    said: str
    host: str
    source: str
    request_id: str | None
    wait: float | None


def refusal(response: httpx.Response, asked: Asked) -> CsmError:
    """The error that an answer other than 200 stands for."""
    refused = Refused(
        response.status_code,
        _detail(response, asked.key),
        asked.host,
        asked.source,
        response.headers.get("X-Request-ID"),
        asked_to_wait(response),
    )
    build = _BY_STATUS.get(refused.status)
    if build is None and response.is_redirect:
        build = _redirected
    elif build is None:
        server_failed = refused.status >= codes.INTERNAL_SERVER_ERROR
        build = _server_failed if server_failed else _question_refused
    error = build(refused)
    error.request_id = refused.request_id
    return error


def _key_unknown(refused: Refused) -> CsmError:
    return NotSignedIn(
        f"{refused.host} does not know the PostHog key from {refused.source}",
        hint="the audit needs a personal API key made on the US host; one made on the EU host is "
        "unknown there",
    )


def _quota_used(refused: Refused) -> CsmError:
    return Unavailable(
        f"{refused.host}'s quota of queries is used up: {refused.said}",
        hint="running it again does not help now; ask who can raise the quota of the project",
    )


def _forbidden(refused: Refused) -> CsmError:
    if "scope" in refused.said:
        hint = "give the key the scope query:read in PostHog's settings, or make a new one"
    else:
        hint = "the key, and its owner, must reach the project that holds the events"
    return NotAllowed(f"{refused.host} refused: {refused.said}", hint=hint)


def _no_project(refused: Refused) -> CsmError:
    return NotFound(
        f"{refused.host} has no such project: {refused.said}",
        hint="audit_project_id in the config file names the project that holds the events",
    )


def _throttled(refused: Refused) -> CsmError:
    when = f"in {refused.wait:.0f} seconds" if refused.wait is not None else "in a minute"
    return Limited(
        f"{refused.host} takes no more queries for now: {refused.said}",
        hint=f"run it again {when}",
        retry_after=refused.wait,
    )


def _exhausted(refused: Refused) -> CsmError:
    """A query that is too much; PostHog has one status for time and memory, and two texts."""
    what = "memory" if "memory" in refused.said.lower() else "time"
    return Exhausted(f"{refused.host} ran out of {what}: {refused.said}", hint=_SHORTER)


def _too_long(refused: Refused) -> CsmError:
    return Exhausted(
        f"{refused.host} expects the query to take too long: {refused.said}", hint=_SHORTER
    )


def _at_capacity(refused: Refused) -> CsmError:
    return Unavailable(
        f"{refused.host} has no room for a query now: {refused.said}",
        hint="run it again in some minutes",
        retry_after=refused.wait,
    )


def _redirected(refused: Refused) -> CsmError:
    return Unavailable(
        f"{refused.host} answered with a redirect, which csm does not follow",
        hint="check the URL in csm config, and whether a proxy wants a sign-in",
    )


def _server_failed(refused: Refused) -> CsmError:
    return Unavailable(
        f"{refused.host} answered {refused.status}: {refused.said}", hint="try again later"
    )


def _question_refused(refused: Refused) -> CsmError:
    return Unexpected(f"{refused.host} refused csm's question ({refused.status}): {refused.said}")


_BY_STATUS: dict[int, Callable[[Refused], CsmError]] = {
    401: _key_unknown,
    402: _quota_used,
    403: _forbidden,
    404: _no_project,
    429: _throttled,
    503: _at_capacity,
    504: _exhausted,
    512: _too_long,
}


def no_answer(error: httpx.RequestError, host: str) -> CsmError:
    """The error for a question that got no answer, or not all of one."""
    if isinstance(error, httpx.TimeoutException):
        return Unavailable(f"{host} did not answer in time", hint=_SHORTER)
    return Unavailable(
        f"{host} can't be reached: {str(error)[:_SHOWN] or type(error).__name__}",
        hint="check the network, the proxy and the URL in csm config",
    )


def not_json(response: httpx.Response, host: str) -> CsmError:
    """The error for an answer that is called a success and is no data."""
    page = "a web page" if "html" in response.headers.get("Content-Type", "") else "no JSON"
    return Unavailable(
        f"{host} answered with {page} in place of data",
        hint="a proxy may have answered; check the URL in csm config and try again",
    )


def _detail(response: httpx.Response, key: str) -> str:
    """PostHog's own words, cut to a line's length; never the key, whoever echoes it."""
    try:
        body = json.loads(response.content)
    except ValueError:
        body = None
    said = body.get("detail") if isinstance(body, dict) else None
    text = said if isinstance(said, str) and said else "no reason given"
    return text.replace(key, MASK)[:_SHOWN].rstrip(". ")
