"""What the services themselves, not the network before them, say with a `status` fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ZENDESK: Final[Mapping[int, object]] = {
    429: "Number of allowed API requests per minute exceeded",
    500: {"error": "InternalServerError", "description": "Something went wrong"},
    503: {
        "error": "DatabaseDeadlock",
        "description": "Database deadlock found; please retry your transaction",
    },
}
_POSTHOG: Final[Mapping[int, object]] = {
    402: {"type": "server_error", "code": "quota_limit_exceeded",
          "detail": "You have exceeded your quota of API queries.", "attr": None},
    429: {"type": "throttled_error", "code": "throttled", "detail": "Request was throttled.",
          "attr": None},
    500: {"type": "server_error", "code": "error", "detail": "A server error occurred.",
          "attr": None},
    503: {"type": "server_error", "code": "error",
          "detail": "Queries are a little too busy right now. We're working to free up resources.",
          "attr": None},
    504: {"type": "server_error", "code": "error",
          "detail": "Query has hit the max execution time before completing.", "attr": None},
    512: {"type": "server_error", "code": "error",
          "detail": "Estimated query execution time is too long. Try reducing its scope.",
          "attr": None},
}  # fmt: skip
_GITHUB_DOCS: Final = "https://docs.github.com/rest"
_GITHUB: Final[Mapping[int, object]] = {
    403: {"message": "Resource not accessible by personal access token",
          "documentation_url": _GITHUB_DOCS, "status": "403"},
    429: {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before "
                     "you try again.", "documentation_url": _GITHUB_DOCS, "status": "429"},
    500: {"message": "Server Error"},
}  # fmt: skip
_PYLON: Final[Mapping[int, object]] = {
    status: {"errors": [text], "request_id": "00000000-0000-4000-8000-00000000fa17", "code": code}
    for status, text, code in (
        (403, "The token may not do this.", "forbidden"),
        (429, "Too many requests.", "rate_limit_exceeded"),
        (500, "Something went wrong.", "internal_error"),
    )
}
_VITALLY: Final[Mapping[int, object]] = {
    429: {"error": "Too Many Requests"},
    500: {"error": "Internal Server Error"},
}
_SLACK: Final[Mapping[int, object]] = {
    429: {"ok": False, "error": "ratelimited"},
    500: {"ok": False, "error": "internal_error"},
    503: {"ok": False, "error": "service_unavailable"},
}
_STATUS: Final[Mapping[int, object]] = {429: "Too Many Requests", 500: "Internal Server Error"}
BODIES: Final[Mapping[str, Mapping[int, object]]] = {
    "zendesk": _ZENDESK,
    "posthog_us": _POSTHOG,
    "posthog_eu": _POSTHOG,
    "github": _GITHUB,
    "pylon": _PYLON,
    "vitally": _VITALLY,
    "slack": _SLACK,
    "status": _STATUS,
    "website": {},
}
