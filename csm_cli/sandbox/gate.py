"""What stands before every service: control endpoints, faults, the request log, the `Date`."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from email.utils import format_datetime

from csm_cli.sandbox import faults, misbehaviour, request_log
from csm_cli.sandbox.control import PREFIX, control
from csm_cli.sandbox.exchange import (
    App,
    Gone,
    Receive,
    Reply,
    Scope,
    Send,
    collect_reply,
    read_body,
    send_reply,
)
from csm_cli.sandbox.faults import Fault
from csm_cli.sandbox.misbehaviour import faulty_reply
from csm_cli.sandbox.times import precise_time
from csm_cli.sandbox.world import World

_log = logging.getLogger("csm_cli.sandbox")
_ANSWERING = ("status", "redirect", "html")


class Gate:
    """An ASGI app around one service's app."""

    def __init__(self, app: App, world: World, service: str, origin: Callable[[], str]) -> None:
        self._app = app
        self._world = world
        self._service = service
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await read_body(receive)
        except Gone:
            return
        if scope["path"].startswith(PREFIX):
            await send_reply(send, await asyncio.to_thread(self._control, scope, body))
            return
        if scope["path"] == misbehaviour.LOGIN_PATH:
            await send_reply(send, misbehaviour.login_page())
            return
        # A look that disturbs no writer and waits for none costs less than another thread.
        fault = await asyncio.to_thread(self._take_fault, scope) if self._may_fail() else None
        await self._serve(scope, body, fault, receive, send)

    async def _serve(
        self, scope: Scope, body: bytes, fault: Fault | None, receive: Receive, send: Send
    ) -> None:
        arrived: int | None = None
        if fault is not None and fault.fault == "latency" and fault.when == "before":
            # In the log from its arrival: who gave up waiting may ask for the log before the end.
            arrived = await asyncio.to_thread(self._write_log, scope, body, None)
            await asyncio.sleep(fault.seconds)
        reply: Reply | None = None
        if _lets_through(fault):
            reply = await self._reply(scope, body, receive)
        if fault is not None and fault.fault in _ANSWERING:
            reply = faulty_reply(fault, self._service, self._origin())
        silent = fault is not None and fault.fault in ("drop", "hang")
        status = None if silent or reply is None else reply.status
        date = await asyncio.to_thread(self._write_outcome, scope, body, status, arrived)
        if fault is not None and fault.fault == "latency" and fault.when == "after":
            await asyncio.sleep(fault.seconds)
        if silent or reply is None:
            await _stay_silent(scope, receive, fault)
            return
        reply = reply._replace(headers=[*reply.headers, (b"date", date)])
        if fault is not None and fault.fault == "truncated":
            await misbehaviour.send_truncated(scope, receive, send, reply)
        else:
            await send_reply(send, reply)

    async def _reply(self, scope: Scope, body: bytes, receive: Receive) -> Reply:
        try:
            return await collect_reply(self._app, scope, body, receive)
        except Exception:  # noqa: BLE001 - whatever it is, the client gets an answer
            _log.exception("the sandbox's %s failed on %s", self._service, scope["path"])
            text = b'{"error": "the sandbox itself failed; see its standard error"}'
            return Reply(500, [(b"content-type", b"application/json")], text)

    def _control(self, scope: Scope, body: bytes) -> Reply:
        told = control(self._world, scope["method"], scope["path"], body)
        text = json.dumps(told.document).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(text)).encode()),
        ]
        return Reply(told.status, headers, text)

    def _may_fail(self) -> bool:
        with self._world.read() as db:
            return faults.any_armed(db)

    def _take_fault(self, scope: Scope) -> Fault | None:
        request = (self._service, scope["method"], scope["path"])
        with self._world.write() as db:
            scope[faults.PUBLISH] = faults.take(db, *request, publishing=True) is not None
            return faults.take(db, *request)

    def _write_log(self, scope: Scope, body: bytes, status: int | None) -> int:
        headers = request_log.masked_headers(scope["headers"])
        entry = {
            "at": precise_time(self._world.now()),
            "service": self._service,
            "method": scope["method"],
            "path": scope["path"],
            "query": request_log.masked_query(scope["query_string"].decode("latin-1")),
            "headers": headers,
            "body": request_log.masked_body(body, headers.get("content-type", "")),
            "status": status,
        }
        with self._world.write() as db:
            return request_log.write_entry(db, entry)

    def _write_outcome(
        self, scope: Scope, body: bytes, status: int | None, arrived: int | None
    ) -> bytes:
        """Log a status, with the request unless it is in the log; return the answer's `Date`."""
        if arrived is None:
            self._write_log(scope, body, status)
        else:
            with self._world.write() as db:
                request_log.write_status(db, arrived, status)
        return format_datetime(self._world.now(), usegmt=True).encode()


def _lets_through(fault: Fault | None) -> bool:
    """Say whether the work is done at all."""
    return fault is None or fault.when == "after" or fault.fault in ("latency", "truncated")


async def _stay_silent(scope: Scope, receive: Receive, fault: Fault | None) -> None:
    if fault is not None and fault.fault == "hang":
        await misbehaviour.hang(scope, receive, fault.seconds)
    else:
        await misbehaviour.drop(scope, receive)
