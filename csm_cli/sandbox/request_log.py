"""The log of what arrived, with secrets masked; it is part of the state."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

MASK: Final = "***"
_KEPT = 10_000
_BODY_CHARACTERS = 200_000
_SECRET_HEADERS: Final = frozenset(
    ("cookie", "set-cookie", "proxy-authorization", "x-api-key", "x-csrf-token")
)
_SECRET_KEYS: Final = frozenset(
    ("access_token", "refresh_token", "id_token", "token", "api_token", "api_key", "password",
     "secret", "client_secret", "code", "code_verifier", "personal_api_key")
)  # fmt: skip


def write_entry(db: sqlite3.Connection, entry: dict[str, Any]) -> int:
    """Add one entry and return its number; the oldest go when there are more than ten thousand."""
    cursor = db.execute("INSERT INTO request (body) VALUES (?)", (json.dumps(entry),))
    number = cursor.lastrowid or 0
    db.execute("DELETE FROM request WHERE id <= ?", (number - _KEPT,))
    return number


def write_status(db: sqlite3.Connection, number: int, status: int | None) -> None:
    """Set the status of an entry, unless it is forgotten by now."""
    found = db.execute("SELECT body FROM request WHERE id = ?", (number,)).fetchone()
    if found is not None:
        body = json.dumps({**json.loads(found["body"]), "status": status})
        db.execute("UPDATE request SET body = ? WHERE id = ?", (body, number))


def read_entries(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return all entries, oldest first."""
    return [json.loads(row["body"]) for row in db.execute("SELECT body FROM request ORDER BY id")]


def clear(db: sqlite3.Connection) -> None:
    """Forget all entries."""
    db.execute("DELETE FROM request")


def masked_headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by lower-case name; of credentials only their kind and user are kept."""
    shown: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name == "authorization":
            value = _masked_authorization(value)
        elif name in _SECRET_HEADERS:
            value = MASK
        shown[name] = f"{shown[name]}, {value}" if name in shown else value
    return shown


def masked_query(query: str) -> str:
    """Return a query string with the values of secret parameters masked."""
    pairs = parse_qsl(query, keep_blank_values=True)
    if not any(key.lower() in _SECRET_KEYS for key, _ in pairs):
        return query
    return urlencode(
        [(key, MASK if key.lower() in _SECRET_KEYS else value) for key, value in pairs]
    )


def masked_body(body: bytes, content_type: str) -> Any:
    """Return a body as JSON or text, secrets masked; None when there was none."""
    if not body:
        return None
    if "x-www-form-urlencoded" in content_type:
        return masked_query(body.decode("utf-8", "replace"))
    try:
        return _masked(json.loads(body))
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")[:_BODY_CHARACTERS]


def _masked_authorization(value: str) -> str:
    scheme, _, credentials = value.partition(" ")
    if scheme.lower() != "basic":
        return f"{scheme} {MASK}"
    try:
        decoded = base64.b64decode(credentials.strip(), validate=True).decode()
    except ValueError:  # no Base64, or none of UTF-8
        return f"{scheme} {MASK}"
    user, _, password = decoded.partition(":")
    # A key stands in the user's place where there is no password beside it, as with Vitally.
    return f"{scheme} {user if password else MASK}:{MASK}"


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: MASK if key.lower() in _SECRET_KEYS and isinstance(item, str) else _masked(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return value
