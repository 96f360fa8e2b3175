"""What the query API says when it says no.

Every body has PostHog's four keys `type`, `code`, `detail`, `attr`. A 403 is an
`authentication_error` as well: clients must look at the status, not only at the type.
"""

import math

from starlette.responses import JSONResponse, Response


class ApiError(Exception):
    """A refusal with its HTTP status and body."""

    def __init__(
        self,
        status: int,
        kind: str,
        code: str,
        detail: str,
        *,
        attr: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.code = code
        self.detail = detail
        self.attr = attr
        self.headers = headers or {}

    def response(self) -> Response:
        """The refusal as PostHog's API frames it."""
        body = {"type": self.kind, "code": self.code, "detail": self.detail, "attr": self.attr}
        return JSONResponse(body, status_code=self.status, headers=self.headers)


def invalid(detail: str, code: str = "invalid_input", *, attr: str | None = None) -> ApiError:
    """400: the query or the body cannot be accepted as it is."""
    return ApiError(400, "validation_error", code, detail, attr=attr)


def not_authenticated() -> ApiError:
    """401: no credentials at all."""
    return ApiError(
        401,
        "authentication_error",
        "not_authenticated",
        "Authentication credentials were not provided.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def wrong_key(found_in: str) -> ApiError:
    """401: a key that this region does not know; `found_in` says where it was sent."""
    return ApiError(
        401,
        "authentication_error",
        "authentication_failed",
        f"Personal API key found in request {found_in} is invalid.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def permission_denied(detail: str) -> ApiError:
    """403: a good key that may not do this."""
    return ApiError(403, "authentication_error", "permission_denied", detail)


def not_found(detail: str = "Not found.") -> ApiError:
    """404."""
    return ApiError(404, "invalid_request", "not_found", detail)


def method_not_allowed(method: str) -> ApiError:
    """405."""
    detail = f'Method "{method}" not allowed.'
    return ApiError(405, "invalid_request", "method_not_allowed", detail)


def throttled(wait: float) -> ApiError:
    """429 of the request throttle, which tells how many seconds to wait."""
    seconds = math.ceil(wait)
    unit = "second" if seconds == 1 else "seconds"
    detail = f"Request was throttled. Expected available in {seconds} {unit}."
    headers = {"Retry-After": str(seconds)}
    return ApiError(429, "throttled_error", "throttled", detail, headers=headers)


def too_many_at_once(limit: int) -> ApiError:
    """429 of the concurrency limit, which does not tell how long to wait."""
    detail = f"You have reached the limit of {limit} concurrent queries. Try again later."
    return ApiError(429, "throttled_error", "throttled", detail)


def server_error(status: int, detail: str) -> ApiError:
    """5xx: 504 for time and memory, 500 for the rest."""
    return ApiError(status, "server_error", "error", detail)
