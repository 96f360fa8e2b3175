"""What Zendesk's answers say of its rate limits, in the four spellings that are met.

The account's own limit comes as `X-Rate-Limit` and `X-Rate-Limit-Remaining`, as `Rate-Limit`,
`Rate-Limit-Remaining` and `Rate-Limit-Reset`, as `RateLimit-Limit`, `RateLimit-Remaining` and
`RateLimit-Reset`, often as several of them at once. An endpoint's limit comes as
`Zendesk-Rate-Limit-NAME` or `Zendesk-RateLimit-NAME: total=100; remaining=99; resets=60`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

ACCOUNT = "account"
"""The name of the limit on all requests of an account."""

_SPELLINGS = (
    ("x-rate-limit", "x-rate-limit-remaining", "x-rate-limit-reset"),
    ("rate-limit", "rate-limit-remaining", "rate-limit-reset"),
    ("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"),
)
_ENDPOINT = re.compile(r"zendesk-rate-?limit-(?P<name>[a-z0-9_-]{1,60})")
_PART = re.compile(r"\b(total|remaining|resets)\s*=\s*(\d+)(?![\d.])")
# The standard's draft adds a policy after the number: `100, 100;w=60`.
_LEADING = re.compile(r"\s*(\d+)\s*(?:[,;]|$)")
_DAY = 86_400
_MOST_DIGITS = 9


class Allowance(NamedTuple):
    """What is left of one limit, by one answer.

    `total` requests in a window, null if it was not told; `remaining` of them are left until
    `resets` seconds after the answer, null if it was not told.
    """

    name: str
    total: int | None
    remaining: int
    resets: int | None


def allowances(headers: Mapping[str, str]) -> tuple[Allowance, ...]:
    """Every limit that an answer tells of; what makes no sense in a header is left out."""
    lowered = {name.lower(): str(value) for name, value in headers.items()}
    account = _account(lowered)
    return (*([account] if account else []), *_of_endpoints(lowered))


def _account(headers: Mapping[str, str]) -> Allowance | None:
    """The account's limit; where the spellings disagree, the least that is left of it."""
    told = [[_number(headers.get(name)) for name in names] for names in _SPELLINGS]
    left = [remaining for _, remaining, _ in told if remaining is not None]
    if not left:
        return None
    totals = [total for total, _, _ in told if total is not None]
    resets = [seconds for _, _, seconds in told if seconds is not None and seconds <= _DAY]
    return Allowance(ACCOUNT, min(totals, default=None), min(left), max(resets, default=None))


def _of_endpoints(headers: Mapping[str, str]) -> Iterator[Allowance]:
    for header, value in sorted(headers.items()):
        match = _ENDPOINT.fullmatch(header)
        parts = {key: _short(digits) for key, digits in _PART.findall(value.lower())}
        remaining, resets = parts.get("remaining"), parts.get("resets")
        if match is None or remaining is None:
            continue
        sane = resets if resets is not None and resets <= _DAY else None
        yield Allowance(match["name"], parts.get("total"), remaining, sane)


def _number(text: str | None) -> int | None:
    match = _LEADING.match(text or "")
    return _short(match[1]) if match else None


def _short(digits: str) -> int | None:
    """The number, unless it is absurd: Python refuses to read thousands of digits."""
    return int(digits) if digits.isascii() and len(digits) <= _MOST_DIGITS else None
