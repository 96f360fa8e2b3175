"""Answers without the credential that they answer to.

A server, or a proxy before it, may give back what it was sent: in an error's sentence, in the id
of a request, in the place that a redirect leads to. Such words end in messages, logs and the
journal, so that they are masked where an answer comes in, before anything reads it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from urllib.parse import parse_qsl, quote, quote_plus

from csm_cli.domain.settings import MASK

_SHORTEST = 6  # signs of a value that can be told from a word by chance
_SECRET_FIELDS = frozenset(
    ("access_token", "client_secret", "code", "code_verifier", "refresh_token", "token")
)


class Credentials:
    """What a request carried that nobody may be told, in every way of writing it.

    Args:
        headers: The request's.
        body: The request's, for the fields of a form.
    """

    def __init__(self, headers: Mapping[str, str], body: bytes | str | None = None) -> None:
        secrets = {*_of_header(headers.get("Authorization") or ""), *_of_form(body)}
        forms = {form for secret in secrets for form in _forms(secret)}
        # The longest first: a shorter form may be a part of a longer one.
        self._forms = sorted((f for f in forms if len(f) >= _SHORTEST), key=len, reverse=True)

    def masked(self, text: str) -> str:
        """The text without them."""
        for form in self._forms:
            text = text.replace(form, MASK)
        return text

    def masked_bytes(self, content: bytes) -> bytes:
        """The content without them; the same object if it holds none."""
        for form in self._forms:
            if form.encode() in content:
                content = content.replace(form.encode(), MASK.encode())
        return content

    def mask(self, headers: MutableMapping[str, str]) -> None:
        """Take them out of an answer's headers."""
        for name, value in [*headers.items()]:
            masked = self.masked(value)
            if masked != value:
                headers[name] = masked


def _of_header(authorization: str) -> Iterator[str]:
    """The credential of the header, and the parts that Basic authentication packs into one."""
    scheme, _, credential = authorization.partition(" ")
    if not credential:
        return
    yield credential
    if scheme.lower() != "basic":
        return
    with suppress(ValueError):
        user, _, password = b64decode(credential).decode().partition(":")
        yield f"{user}:{password}"
        yield password or user


def _of_form(body: bytes | str | None) -> Iterator[str]:
    if not body:
        return
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    if not any(f"{field}=" in text for field in _SECRET_FIELDS):
        return
    for name, value in parse_qsl(text):
        if name in _SECRET_FIELDS:
            yield value


def _forms(secret: str) -> Iterator[str]:
    packed = b64encode(secret.encode()).decode()
    yield from (secret, packed, packed.rstrip("="), json.dumps(secret)[1:-1])
    yield from (quote(secret), quote(secret, safe=""), quote_plus(secret), quote(packed, safe=""))
