"""What secrets look like in text: one dated table, as of 2026-11-23.

A note is read by everybody with access to the ticket, goes out in exports, and can't be called
back. The shapes are the ones that the services document, so that the id of a user, a session or
a recording is none. docs/architecture.md says why no library is taken for this.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from csm_cli.domain.plain import legible

_SHOWN = 4
_LEAST_HIDDEN = 8  # signs that stay hidden behind those that are shown
_SHORTEST_OWN = 6
_ALONE = r"(?<![A-Za-z0-9_])"  # not the end of a longer word, which is somebody's id
# What stands between a name and its value.
_IS = r"[\"'`]?\s{0,5}(?:=>|[:=]|\bis\b:?)\s{0,5}[\"'`]?"
# What stands for a value in a documentation's example, or after somebody took it out.
_PLACEHOLDER = r"(?![<$%{*]|x{3}|\.{3}|\[|(?i:your|my|redacted|removed|example)[_ -])"


class Rule(NamedTuple):
    """One kind of secret: the pattern's first group is the secret, or all of it.

    A text without any of the `signs`, in small letters, need not be searched for it.
    """

    kind: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


class Secret(NamedTuple):
    """A secret that was found: its kind, its line counted from 1, and what may be shown of it."""

    kind: str
    line: int
    masked: str


def _rule(kind: str, signs: str, pattern: str) -> Rule:
    return Rule(kind, tuple(signs.split()), re.compile(pattern))


RULES = (
    # PostHog's prefixes. `phc_` is missing: a project's key stands in every web page.
    _rule("PostHog personal API key", "phx_", _ALONE + r"phx_[A-Za-z0-9]{20,}"),
    _rule("PostHog project secret", "phs_", _ALONE + r"phs_[A-Za-z0-9]{20,}"),
    _rule("PostHog OAuth token", "pha_ phr_", _ALONE + r"ph[ar]_[A-Za-z0-9]{20,}"),
    # Zendesk's tokens are 40 or 64 signs without a prefix: known by what stands before them.
    _rule("Zendesk API token", "/token:", r"@[\w.-]{1,200}/token:([A-Za-z0-9]{16,})"),
    _rule(
        "Zendesk token",
        "zendesk",
        r"(?i:zendesk[\w\s.:,{\"'-]{0,40}(?:token|key|secret))" + _IS + r"([A-Za-z0-9]{32,})",
    ),
    _rule(
        "AWS access key",
        "akia asia abia",
        _ALONE + r"(?:AKIA|ASIA|ABIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
    ),
    _rule(
        "AWS secret key",
        "secret",
        r"(?i:aws[_ -]?secret[_ -]?(?:access[_ -]?)?key|secretaccesskey)"
        + _IS + r"([A-Za-z0-9/+]{40})",
    ),
    _rule("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", _ALONE + r"gh[pousr]_[A-Za-z0-9]{36,}"),
    _rule("GitHub token", "github_pat_", _ALONE + r"github_pat_[A-Za-z0-9_]{50,}"),
    _rule("Slack token", "xox xapp-", _ALONE + r"(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{20,}"),
    _rule(
        "Slack webhook",
        "hooks.slack.com",
        r"hooks\.slack\.com/(?:services|workflows)/([A-Za-z0-9/_-]{20,})",
    ),
    _rule(
        "private key",
        "private key",
        r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----",
    ),
    _rule("private key", "putty-user-key", r"PuTTY-User-Key-File-[0-9]"),
    _rule(
        "credential in an Authorization header",
        "authorization",
        r"(?i:authorization)" + _IS + r"(?i:basic|bearer|token)\s{1,5}"
        + _PLACEHOLDER + r"([A-Za-z0-9._~+/=-]{8,})",
    ),
    # Behind the word alone there is mostly another word, which has no digit in it.
    _rule(
        "bearer token",
        "bearer",
        r"(?i:\bbearer(?:[ _-]token)?)(?:" + _IS + r"|\s{1,5}|%20)"
        r"(?=[A-Za-z._~+/=-]{0,60}[0-9])([A-Za-z0-9._~+/=-]{20,})",
    ),
    _rule(
        "signed token (JWT)",
        "eyj",
        _ALONE + r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
    ),
    _rule(
        "password in a URL",
        "://",
        r"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/@:\"'<>]{0,100}:"
        + _PLACEHOLDER + r"(?!(?i:pass(?:word)?|pwd|pw|secret)@)"
        + r"([^\s/@\"'<>]{3,200})@[A-Za-z0-9\[]",
    ),
)  # fmt: skip
"""The kinds in the order in which they are looked for; a place that one has named is its own."""


def find(text: str, own: Mapping[str, str]) -> tuple[Secret, ...]:
    """Every secret in a text, by its place; also one with signs in it that nobody sees.

    Args:
        text: Any text.
        own: csm's own credentials by their names, which are found whatever they look like.
    """
    found = _found(text, own)
    if (seen := legible(text)) != text:  # as it is copied out of a page that breaks long words
        both = dict.fromkeys((*found, *_found(seen, own)))
        found = tuple(sorted(both, key=lambda each: each.line))
    return found


def _found(text: str, own: Mapping[str, str]) -> tuple[Secret, ...]:
    found: dict[tuple[int, int], str] = {}
    for kind, start, end in (*_own(text, own), *_by_rules(text)):
        if not any(start < taken_end and end > taken for taken, taken_end in found):
            found[start, end] = kind
    return tuple(
        Secret(kind, text.count("\n", 0, start) + 1, _masked(text[start:end]))
        for (start, end), kind in sorted(found.items())
    )


def _own(text: str, own: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    for kind, value in own.items():
        if len(value) < _SHORTEST_OWN:
            continue
        start = text.find(value)
        while start >= 0:
            yield kind, start, start + len(value)
            start = text.find(value, start + len(value))


def _by_rules(text: str) -> Iterator[tuple[str, int, int]]:
    lower = text.lower()
    for rule in RULES:
        if not any(sign in lower for sign in rule.signs):
            continue
        for match in rule.pattern.finditer(text):
            yield rule.kind, *match.span(rule.pattern.groups and 1)


def _masked(secret: str) -> str:
    """Four signs, from which whoever has it knows which one it is; fewer of a short one."""
    return secret[: max(0, min(_SHOWN, len(secret) - _LEAST_HIDDEN))] + "…"
