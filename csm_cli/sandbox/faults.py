"""Faults that a test arms: what to do wrong, for which requests, how often.

They live in the state, so that every process that serves it obeys them; each is used up by the
first `times` requests that match.
"""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any, Final, Literal, NamedTuple

from csm_cli.sandbox.facts import meta, set_meta

PUBLISH: Final = "publish"
KINDS: Final = ("latency", "drop", "hang", "status", "redirect", "html", "truncated", PUBLISH)
_DEFAULT_SECONDS: Final = {"latency": 1.0, "hang": 60.0}
_SLOWEST_SECONDS: Final = 3600.0
_LOWEST_STATUS, _HIGHEST_STATUS = 200, 599
_KEYS: Final = {"method", "path", "service", "times", "fault", "when", "status", "retry_after",
                "seconds"}  # fmt: skip


class Fault(NamedTuple):
    """What to do wrong with one request.

    `seconds` is how long `latency` waits and `hang` stays silent. `retry_after` is sent as it is:
    a number of seconds, an HTTP date, or anything else a test wants to see.
    """

    fault: str
    when: Literal["before", "after"]
    method: str | None
    path: str
    service: str | None
    status: int
    retry_after: str | None
    seconds: float


def read_fault(sent: object) -> tuple[Fault, int]:
    """Read a fault and its `times`; ValueError says what is wrong with it."""
    if not isinstance(sent, dict):
        raise ValueError("a fault must be an object")  # noqa: TRY004 - one kind of refusal
    if unknown := sorted(sent.keys() - _KEYS):
        raise ValueError(f"unknown key {unknown[0]!r}; known: {', '.join(sorted(_KEYS))}")
    kind = sent.get("fault")
    if kind not in KINDS:
        raise ValueError(f"fault must be one of {', '.join(KINDS)}")
    when = sent.get("when", "before")
    if when not in ("before", "after"):
        raise ValueError("when must be before or after")
    times = sent.get("times", 1)
    if isinstance(times, bool) or not isinstance(times, int) or times < 1:
        raise ValueError("times must be a whole number from 1")
    retry_after = sent.get("retry_after")
    return Fault(
        fault=kind,
        when=when,
        method=_text(sent, "method"),
        path=_pattern(sent.get("path", "")),
        service=_text(sent, "service"),
        status=_status(sent, kind),
        retry_after=None if retry_after is None else _header(retry_after),
        seconds=_seconds(sent.get("seconds", _DEFAULT_SECONDS.get(kind, 0.0))),
    ), times


def arm(db: sqlite3.Connection, fault: Fault, times: int) -> int:
    """Arm a fault for the next `times` requests that match; return its number."""
    set_meta(db, "armed", True)
    cursor = db.execute(
        "INSERT INTO fault (remaining, body) VALUES (?, ?)", (times, json.dumps(fault))
    )
    return int(cursor.lastrowid or 0)


def armed(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """List the armed faults and how many requests each still waits for."""
    rows = db.execute("SELECT id, remaining, body FROM fault ORDER BY id").fetchall()
    return [
        {"id": row["id"], "times": row["remaining"], **Fault(*json.loads(row["body"]))._asdict()}
        for row in rows
    ]


def disarm(db: sqlite3.Connection) -> None:
    """Forget all armed faults."""
    db.execute("DELETE FROM fault")
    set_meta(db, "armed", False)


def any_armed(db: sqlite3.Connection) -> bool:
    """Say whether a request has to look for a fault at all."""
    return bool(meta(db, "armed", False))


def take(
    db: sqlite3.Connection, service: str, method: str, path: str, *, publishing: bool = False
) -> Fault | None:
    """Use up and return the oldest fault that matches a request.

    A `publish` fault is about the work, all others are about the connection, so that one
    request can meet one of each; `publishing` says which of the two is wanted.
    """
    for row in db.execute("SELECT id, remaining, body FROM fault ORDER BY id").fetchall():
        fault = Fault(*json.loads(row["body"]))
        if (fault.fault == PUBLISH) != publishing or not _matches(fault, service, method, path):
            continue
        db.execute("UPDATE fault SET remaining = remaining - 1 WHERE id = ?", (row["id"],))
        db.execute("DELETE FROM fault WHERE remaining <= 0")
        return fault
    return None


def _matches(fault: Fault, service: str, method: str, path: str) -> bool:
    return (
        fault.service in (None, service)
        and fault.method in (None, "*", method)
        and re.search(fault.path, path) is not None
    )


def _text(sent: dict[str, Any], name: str) -> str | None:
    value = sent.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} must be text")
    return value.upper() if name == "method" and value else value


def _pattern(path: object) -> str:
    if not isinstance(path, str):
        raise ValueError("path must be a regular expression")  # noqa: TRY004 - one kind of refusal
    try:
        re.compile(path)
    except re.error as error:
        raise ValueError(f"path is no regular expression: {error}") from error
    return path


def _status(sent: dict[str, Any], kind: str) -> int:
    status = sent.get("status", {"redirect": 302, "html": 200}.get(kind))
    if kind == "status" and status is None:
        raise ValueError("a status fault needs a status")
    if status is None:
        return 0
    if not isinstance(status, int) or not _LOWEST_STATUS <= status <= _HIGHEST_STATUS:
        raise ValueError("status must be a whole number from 200 to 599")
    return status


def _header(value: object) -> str:
    text = str(value)
    if not (text.isascii() and text.isprintable()):
        raise ValueError("retry_after must be printable ASCII")
    return text


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("seconds must be a number")  # noqa: TRY004 - one kind of refusal
    if not 0 <= value <= _SLOWEST_SECONDS:
        raise ValueError(f"seconds must be from 0 to {_SLOWEST_SECONDS:.0f}")
    return float(value)
