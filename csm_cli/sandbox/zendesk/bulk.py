"""`tickets/update_many` and `job_statuses`: updates that are done after the answer, one by one."""

from __future__ import annotations

import json
import sqlite3
import uuid
from dataclasses import replace
from typing import Any

from csm_cli.sandbox.facts import clock
from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import (
    ApiError,
    missing_parameter,
    not_found,
    too_many_values,
)
from csm_cli.sandbox.zendesk.reading import read_id
from csm_cli.sandbox.zendesk.records import Record
from csm_cli.sandbox.zendesk.ticket_keys import MANY, split_keys, warning_header
from csm_cli.sandbox.zendesk.ticket_update import update_ticket

_MOST = 100
_Order = tuple[int, dict[str, Any]]


def update_many(call: Call) -> Answer:
    """Queue one change for many tickets (`?ids=`), or a change for each (`tickets`)."""
    orders, unpermitted = _orders(call)
    _check_room(call)
    job_id = f"V3-{uuid.uuid4().hex}"
    job = {"id": job_id, "total": len(orders), "progress": None, "status": "queued",
           "message": None, "results": None}  # fmt: skip
    call.db.execute("INSERT INTO job VALUES (?, ?)", (job_id, json.dumps(job)))
    call.later.append(lambda: _run(call, job, orders))
    shown = {"job_status": _show(call, job)}
    return Answer(shown, headers=warning_header(call.action, unpermitted))


def show(call: Call) -> Answer:
    """Show how far a job is."""
    row = call.db.execute("SELECT body FROM job WHERE id = ?", (call.path_values["id"],)).fetchone()
    if row is None:
        raise not_found()
    return Answer({"job_status": _show(call, json.loads(row["body"]))})


def _orders(call: Call) -> tuple[list[_Order], list[str]]:
    ids = call.parameter("ids")
    if ids is not None:
        numbers = [read_id(part.strip(), "ids", call.action) for part in ids.split(",") if part]
        _check_size(len(numbers), "ids")
        keys, unpermitted = split_keys(call.payload("ticket"), MANY)
        return [(number, keys) for number in numbers if number is not None], unpermitted
    sent = call.json_body.get("tickets") if isinstance(call.json_body, dict) else None
    if not isinstance(sent, list) or not all(isinstance(item, dict) for item in sent):
        raise missing_parameter("tickets")
    _check_size(len(sent), "tickets")
    orders: list[_Order] = []
    ignored: list[str] = []
    for item in sent:
        number = read_id(item.get("id"), "id", call.action)
        if number is None:
            raise missing_parameter("id")
        keys, unpermitted = split_keys({k: v for k, v in item.items() if k != "id"}, MANY)
        orders.append((number, keys))
        ignored += [name for name in unpermitted if name not in ignored]
    return orders, ignored


def _check_size(number: int, name: str) -> None:
    if number > _MOST:
        raise too_many_values(name, _MOST)


def _check_room(call: Call) -> None:
    rows = call.db.execute("SELECT body FROM job").fetchall()
    waiting = sum(json.loads(row["body"])["status"] in ("queued", "working") for row in rows)
    if waiting >= call.limits["jobs"]:
        description = f"Too many jobs: {waiting} are queued or running"
        body = {"error": "TooManyJobs", "description": description}
        raise ApiError(429, body, {"Retry-After": "10"})


def _run(call: Call, job: Record, orders: list[_Order]) -> None:
    """Update the tickets one by one, each on its own: some may fail, the others stand.

    A reset of the sandbox ends the job: its orders were about tickets of another life.
    """
    results: list[Record] = []
    for done, (number, keys) in enumerate(orders, 1):
        results.append(_update_one(call, job, number, keys))
        with call.world.write() as db:
            _progress(db, job, status="working", progress=done, message=f"Updating ticket #{done}")
    with call.world.write() as db:
        finished = f"Completed at {clock(db).strftime('%Y-%m-%d %H:%M:%S +0000')}"
        _progress(
            db, job, status="completed", progress=len(orders), message=finished, results=results
        )


def _update_one(call: Call, job: Record, number: int, keys: dict[str, Any]) -> Record:
    try:
        with call.world.write() as db:
            if _known(db, job):
                update_ticket(replace(call, db=db, now=clock(db)), number, keys)
    except ApiError as error:
        return {"action": "update", "status": "Failed", "success": False, "id": number,
                "error": _reason(error)}  # fmt: skip
    return {"action": "update", "status": "Updated", "success": True, "id": number}


def _known(db: sqlite3.Connection, job: Record) -> bool:
    return db.execute("SELECT 1 FROM job WHERE id = ?", (job["id"],)).fetchone() is not None


def _progress(db: sqlite3.Connection, job: Record, **changes: Any) -> None:
    db.execute("UPDATE job SET body = ? WHERE id = ?", (json.dumps(job | changes), job["id"]))


def _reason(error: ApiError) -> str:
    said = error.body["error"] if isinstance(error.body, dict) else error.body
    return str(said["title"] if isinstance(said, dict) else said)


def _show(call: Call, job: Record) -> Record:
    url = f"{call.base_url}/api/v2/job_statuses/{job['id']}.json"
    return {"id": job["id"], "url": url, **job}
