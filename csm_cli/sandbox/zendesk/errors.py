"""Zendesk's error answers, in the body shapes its clients have to cope with.

Bodies are those that clients recorded or reported in public; the few that nobody has published
are marked "assumed" below.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """An answer that ends the handling of a request; whatever it had written is rolled back."""

    def __init__(
        self, status: int, body: dict[str, Any] | str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.headers = dict(headers or {})


def not_found() -> ApiError:
    """404: there is no such record, or this caller may not know of it."""
    return ApiError(404, {"error": "RecordNotFound", "description": "Not found"})


def no_endpoint() -> ApiError:
    """404: no such path (assumed)."""
    return ApiError(404, {"error": "InvalidEndpoint", "description": "Not found"})


def unauthenticated() -> ApiError:
    """401: no credentials, or an API token that is not this user's."""
    return ApiError(
        401,
        {"error": "Couldn't authenticate you"},
        {"WWW-Authenticate": 'Basic realm="Web Password"'},
    )


def invalid_token() -> ApiError:
    """401: an OAuth access token that never was, or no longer is, valid."""
    return ApiError(
        401,
        {
            "error": "invalid_token",
            "error_description": "The access token provided is expired, revoked, malformed or "
            "invalid for other reasons.",
        },
        {"WWW-Authenticate": 'Bearer realm="Web Password"'},
    )


def forbidden() -> ApiError:
    """403: the caller's role does not allow this."""
    message = (
        "You do not have access to this page. Please contact the account owner of this help desk "
        "for further help."
    )
    return ApiError(403, {"error": {"title": "Forbidden", "message": message}})


def missing_scope(scope: str) -> ApiError:
    """403: the OAuth token was not granted this scope."""
    description = f"You are missing the following required scopes: {scope}"
    return ApiError(403, {"error": "Forbidden", "description": description})


def invalid_attribute(name: str, must: str, action: str) -> ApiError:
    """400: a parameter of the wrong type; `action` is the path of Zendesk's controller."""
    message = (
        f"You passed an invalid value for the {name} attribute. "
        f"Invalid parameter: {name} must be {must} from {action}"
    )
    return ApiError(400, {"error": {"title": "Invalid attribute", "message": message}})


def missing_parameter(name: str) -> ApiError:
    """400: the body lacks what the endpoint is about (assumed)."""
    message = f"You did not pass the {name} parameter."
    return ApiError(400, {"error": {"title": "Missing parameter", "message": message}})


def unreadable_body() -> ApiError:
    """422: the body is not JSON (assumed)."""
    return ApiError(
        422, {"error": "Unprocessable Entity", "message": "Server could not parse JSON"}
    )


def pagination(code: str, title: str, detail: str) -> ApiError:
    """400 in the shape of the pagination errors."""
    return ApiError(400, {"errors": [{"code": code, "title": title, "detail": detail}]})


def too_many_values(name: str, limit: int) -> ApiError:
    """400: a list is longer than the endpoint takes."""
    description = f"Parameter {name} cannot specify more than {limit} values"
    body = {"error": "TooManyValues", "description": description, "max_count": limit}
    return ApiError(400, body)


def record_invalid(details: dict[str, list[dict[str, Any]]]) -> ApiError:
    """422: the record would break a rule; nothing is saved."""
    body = {"error": "RecordInvalid", "description": "Record validation errors", "details": details}
    return ApiError(422, body)


def invalid_value(key: str, description: str, error: str | None = "InvalidValue") -> ApiError:
    """422 on one key of the record (the codes are assumed)."""
    return record_invalid({key: [{"description": description, "error": error}]})


def update_conflict() -> ApiError:
    """409: a safe update met a record that had changed."""
    description = "Safe Update prevented the update due to outdated ticket data."
    return ApiError(409, {"error": "UpdateConflict", "description": description})


def not_modelled(what: str) -> ApiError:
    """501, the sandbox's own: Zendesk knows this, the sandbox does not."""
    description = f"the sandbox does not model {what}"
    return ApiError(501, {"error": "SandboxNotModelled", "description": description})
