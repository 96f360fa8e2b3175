"""What Zendesk's answers mean: a status and a body become an error of csm, or nothing.

Zendesk has at least five shapes of error bodies: `{error, description, details}`,
`{error: {title, message}}`, `{errors: [{code, title, detail}]}`, plain text, and the HTML
of whatever stands in front of it. A write that was sent and not clearly answered is told
as unknown; nothing here decides to send again.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    NotAllowed,
    NotFound,
    NotSignedIn,
    OutcomeUnknown,
    Refused,
    Unavailable,
)

READS = frozenset({"GET", "HEAD"})
"""The methods that change nothing, so that they may be sent again."""

_REFUSALS: Mapping[int, tuple[type[CsmError], str, str | None]] = {
    400: (Refused, "Zendesk refused this: {said}", None),
    401: (NotSignedIn, "Zendesk does not know this credential", "csm auth status"),
    403: (NotAllowed, "Zendesk does not allow this: {said}", None),
    404: (NotFound, "Zendesk has no such thing, or you may not see it", None),
    409: (Conflict, "the ticket changed in the meantime", None),
    413: (Refused, "Zendesk refused this as too large", None),
    422: (Refused, "Zendesk refused this: {said}", None),
}
"""Answers that say for certain that nothing was done, by status."""

TOO_MANY = 429
"""The status of an answer that did nothing because there were too many requests."""

_FIRST_SUCCESS, _FIRST_REDIRECT = 200, 300
_LONGEST = 300


def check(response: requests.Response) -> None:
    """Raise what the answer means, unless it is a 2xx that carries a JSON object."""
    method = str(response.request.method)
    if _FIRST_SUCCESS <= response.status_code < _FIRST_REDIRECT:
        if json_object(response) is None:
            raise _no_data(method, response)
        return
    raise _error(method, response)


def from_exception(method: str, problem: requests.RequestException) -> CsmError:
    """What a request means that got no answer: unreachable, or sent into the unknown."""
    if method in READS or _never_sent(problem):
        why, hint = _why_unreachable(problem)
        unreachable = Unavailable(
            f"Zendesk can't be reached: {why}",
            written="nothing was sent" if method not in READS else None,
            hint=hint,
        )
        unreachable.silent = True
        return unreachable
    return OutcomeUnknown(
        "the update was sent to Zendesk, and the connection broke before an answer"
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds of a `Retry-After`, given as seconds or as an HTTP date; null if neither."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def wait_asked(response: requests.Response) -> float | None:
    """The seconds that an answer asks to wait, by its own clock; null if it doesn't say."""
    return retry_after(response.headers, read_at(response) or datetime.now(UTC))


def read_at(response: requests.Response) -> datetime | None:
    """Zendesk's own clock when it answered, cut to the second; null if the answer doesn't tell."""
    try:
        return parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None


def _error(method: str, response: requests.Response) -> CsmError:
    status, said = response.status_code, _said(response)
    details: dict[str, Any] = {"request_id": response.headers.get("X-Request-Id")}
    if status in _REFUSALS:
        error, message, hint = _REFUSALS[status]
        written = nothing(method)
        return error(message.format(said=said), hint=hint, written=written, **details)
    if method not in READS:
        return OutcomeUnknown(f"the update was sent, and Zendesk answered {status}", **details)
    if response.is_redirect:
        return Unavailable(
            "Zendesk answered with a redirect, which csm does not follow",
            hint="csm doctor looks at the address; a proxy may want a sign-in first",
            **details,
        )
    return Unavailable(f"Zendesk answered {status}: {said}", hint="run it again later", **details)


def _no_data(method: str, response: requests.Response) -> CsmError:
    request_id = response.headers.get("X-Request-Id")
    kind = response.headers.get("Content-Type", "nothing").partition(";")[0]
    if method in READS:
        problem = Unavailable(
            f"Zendesk's address answered with {kind}, not with data",
            hint="a proxy or a sign-in page may stand in between",
            request_id=request_id,
        )
        problem.senseless = True
        return problem
    return OutcomeUnknown(
        f"the update was sent, and the answer was {kind}, not data", request_id=request_id
    )


def _never_sent(problem: requests.RequestException) -> bool:
    """Whether the request can't have reached anybody: no connection was ever made for it."""
    if isinstance(problem, requests.ConnectTimeout) or _distrusted(problem):
        return True
    return type(_reason(problem)).__name__ in {
        "NewConnectionError",
        "NameResolutionError",
        "ProxyError",
    }


def _distrusted(problem: requests.RequestException) -> bool:
    """Whether the certificate was refused; any other error of TLS may come after the sending."""
    is_tls = isinstance(problem, requests.exceptions.SSLError)
    return is_tls and "CERTIFICATE_VERIFY_FAILED" in str(problem)


def _why_unreachable(problem: requests.RequestException) -> tuple[str, str]:
    if _distrusted(problem):
        return "its certificate is not trusted", "SSL_CERT_FILE names a file of trusted ones"
    late = isinstance(problem, requests.Timeout) or "Timeout" in type(_reason(problem)).__name__
    answer = "no answer in time" if late else "no answer at all"
    return answer, "check the network, then run it again"


def _reason(problem: requests.RequestException) -> object:
    """What made urllib3 give up, after it had tried a read again."""
    return getattr(problem.args[0], "reason", None) if problem.args else None


def nothing(method: str) -> str | None:
    """What to say was written by a request that did nothing; of a read there is no need."""
    return None if method in READS else "nothing was written"


def json_object(response: requests.Response) -> dict[str, Any] | None:
    """The object in an answer; null if there is none."""
    try:
        body = response.json()
    except requests.JSONDecodeError:
        return None
    return body if isinstance(body, dict) else None


def _said(response: requests.Response) -> str:
    """The sentence in an error body of any shape, cut to a line's worth."""
    body = json_object(response)
    words = _words(body) if body is not None else _text(response)
    return words[:_LONGEST] or f"status {response.status_code}"


def _words(body: Mapping[str, Any]) -> str:
    error, errors = body.get("error"), body.get("errors")
    if isinstance(error, Mapping):
        parts = [error.get("title"), error.get("message")]
    elif isinstance(errors, list) and errors and isinstance(errors[0], Mapping):
        parts = [errors[0].get("title"), errors[0].get("detail")]
    else:
        parts = [error, body.get("description"), *_details(body.get("details"))]
    return ": ".join(str(part) for part in parts if part)


def _details(details: Any) -> list[str]:
    """The descriptions of `{field: [{description}]}`, however deep they really are."""
    if not isinstance(details, Mapping):
        return []
    found = [item for items in details.values() if isinstance(items, list) for item in items]
    return [
        str(item["description"])
        for item in found
        if isinstance(item, Mapping) and "description" in item
    ]


def _text(response: requests.Response) -> str:
    is_page = "html" in response.headers.get("Content-Type", "")
    return "a web page" if is_page else " ".join(response.text.split())
