"""The sandbox's own endpoints, on every service: faults, the request log, the clock."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from csm_cli.sandbox import faults, request_log
from csm_cli.sandbox.times import parse_iso, precise_time
from csm_cli.sandbox.world import World

PREFIX = "/_sandbox/"


class Told(NamedTuple):
    """An answer of a control endpoint: a status and a JSON document."""

    status: int
    document: Any


def control(world: World, method: str, path: str, body: bytes) -> Told:
    """Answer a request to a control endpoint."""
    handler = _HANDLERS.get((method, path.removeprefix(PREFIX).rstrip("/")))
    if handler is None:
        known = ", ".join(f"{verb} {PREFIX}{name}" for verb, name in _HANDLERS)
        return Told(404, {"error": f"unknown control endpoint; known: {known}"})
    try:
        return handler(world, json.loads(body) if body else None)
    except (ValueError, OverflowError, RecursionError) as error:
        return Told(400, {"error": str(error)})


def _arm(world: World, sent: Any) -> Told:
    fault, times = faults.read_fault(sent)
    with world.write() as db:
        return Told(201, {"id": faults.arm(db, fault, times)})


def _armed(world: World, _: Any) -> Told:
    with world.read() as db:
        return Told(200, faults.armed(db))


def _disarm(world: World, _: Any) -> Told:
    with world.write() as db:
        faults.disarm(db)
    return Told(200, [])


def _requests(world: World, _: Any) -> Told:
    with world.read() as db:
        return Told(200, request_log.read_entries(db))


def _forget_requests(world: World, _: Any) -> Told:
    with world.write() as db:
        request_log.clear(db)
    return Told(200, [])


def _clock(world: World, _: Any) -> Told:
    return Told(200, {"now": precise_time(world.now())})


def _set_clock(world: World, sent: Any) -> Told:
    if not isinstance(sent, dict) or len(sent) != 1 or not sent.keys() <= {"advance_s", "now"}:
        raise ValueError("the clock takes either advance_s or now")
    if "now" in sent:
        world.set_clock(now=parse_iso(str(sent["now"])))
    else:
        advance = sent["advance_s"]
        if isinstance(advance, bool) or not isinstance(advance, (int, float)):
            raise ValueError("advance_s must be a number of seconds")
        world.set_clock(advance=timedelta(seconds=advance))
    return _clock(world, None)


_HANDLERS: dict[tuple[str, str], Callable[[World, Any], Told]] = {
    ("POST", "faults"): _arm,
    ("GET", "faults"): _armed,
    ("DELETE", "faults"): _disarm,
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _forget_requests,
    ("GET", "clock"): _clock,
    ("POST", "clock"): _set_clock,
}
