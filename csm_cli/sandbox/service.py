"""A service with a few endpoints: one function from a request to an answer, as an ASGI app."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from csm_cli.sandbox.exchange import App, Receive, Scope, Send
from csm_cli.sandbox.facts import clock
from csm_cli.sandbox.scenario_services import facts_of
from csm_cli.sandbox.world import World

_FORM = "application/x-www-form-urlencoded"


class Call(NamedTuple):
    """One request inside one transaction; `facts` is what the scenario says of the service.

    `document` is the body if that is JSON, else None.
    """

    db: sqlite3.Connection
    facts: Mapping[str, Any]
    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    now: datetime
    document: Any = None


class Answer(NamedTuple):
    """A status, a body (JSON, or a text) and the headers besides those of the body."""

    status: int
    body: Any
    headers: Mapping[str, str] = {}


def app(world: World, name: str, answer: Callable[[Call], Answer]) -> App:
    """Build the ASGI app of one service over a world."""

    def respond(request: Request, body: bytes) -> Response:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        form = dict(parse_qsl(body.decode("utf-8", "replace"))) if media == _FORM else {}
        with world.write() as db:
            told = answer(
                Call(
                    db=db,
                    facts=facts_of(db, name),
                    method=request.method,
                    path=request.url.path,
                    headers=request.headers,
                    query=request.query_params,
                    form=form,
                    now=clock(db),
                    document=_document(media, body),
                )
            )
        kind = PlainTextResponse if isinstance(told.body, str) else JSONResponse
        return kind(told.body, told.status, dict(told.headers))

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await run_in_threadpool(respond, request, await request.body())
        await response(scope, receive, send)

    return serve


def _document(media: str, body: bytes) -> Any:
    if media != "application/json":
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def bearer(headers: Mapping[str, str]) -> str | None:
    """The credential of an `Authorization: Bearer` header, or None without one."""
    scheme, _, value = headers.get("authorization", "").strip().partition(" ")
    return value.strip() or None if scheme.lower() == "bearer" else None


def keyed(facts: Mapping[str, Any], key: str | None) -> dict[str, Any] | None:
    """The scenario's record of a key."""
    return next((known for known in facts["keys"] if key and known["key"] == key), None)
