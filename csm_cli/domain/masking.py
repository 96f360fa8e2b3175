"""A URL without what must stay secret, for logs and screens."""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from csm_cli.domain.secret_rules import find

MASK = "***"
_SHORTEST = 6  # signs of a value that can be told from a word by chance
# What follows these in a path opens a file for whoever has the address.
_BEFORE_A_TOKEN = frozenset({"token", "tokens", "uploads"})
_SECRET_NAME = re.compile(
    r"token|secret|passw|pwd|credential|signature|\bsig\b|api_?key|^key$|^code|verifier|assertion"
    r"|^state$|auth|session",
    re.IGNORECASE,
)


def masked_url(url: str, own: Iterable[str] = ()) -> str:
    """The URL with `***` for each secret: by its name, its place, its look, or as one of `own`."""
    for value in own:
        if len(value) >= _SHORTEST:
            url = url.replace(value, MASK).replace(quote(value, safe=""), MASK)
    try:
        parts = urlsplit(url)
    except ValueError:  # no address at all
        return MASK
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, _path(parts.path), _query(parts.query), ""))


def _path(path: str) -> str:
    before, told = "", []
    for part in path.split("/"):
        secret = before in _BEFORE_A_TOKEN and part != ""
        told.append(MASK if secret or _looks_secret(part) else part)
        before = part
    return "/".join(told)


def _query(query: str) -> str:
    return "&".join(_pair(pair) for pair in query.split("&")) if query else ""


def _pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if equals and value and (_SECRET_NAME.search(unquote(name)) or _looks_secret(value)):
        return f"{name}={MASK}"
    return pair


def _looks_secret(text: str) -> bool:
    return bool(text) and bool(find(unquote(text), {}))
