"""From an HTTP request to a handler: routing, sign-in, roles, scopes, rate limits, transactions."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as StarletteRoute

from csm_cli.sandbox.facts import clock, meta
from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.call import Answer, Call, Caller, error_answer
from csm_cli.sandbox.zendesk.errors import (
    ApiError,
    forbidden,
    missing_scope,
    no_endpoint,
)
from csm_cli.sandbox.zendesk.limits import DEFAULTS
from csm_cli.sandbox.zendesk.rates import count_request
from csm_cli.sandbox.zendesk.routes import ROUTES, Route
from csm_cli.sandbox.zendesk.signin import anonymous, sign_in

_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
_READING = ("GET", "HEAD")


def build_app(world: World, base_url: Callable[[], str]) -> Starlette:
    """Build the ASGI app over one world."""

    async def api(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_respond, world, base_url(), request, body)

    return Starlette(routes=[StarletteRoute("/api/v2/{path:path}", api, methods=_METHODS)])


def _respond(world: World, base_url: str, request: Request, body: bytes) -> Response:
    headers: dict[str, str] = {}
    try:
        answer = _answer(world, base_url, request, body, headers)
    except ApiError as error:
        answer = error_answer(error)
    return _render(answer, headers)


def _answer(
    world: World, base_url: str, request: Request, body: bytes, headers: dict[str, str]
) -> Answer:
    path = request.url.path.removesuffix(".json")
    route, values = _find_route(request.method, path)
    with world.write() as db:
        signed_in = sign_in(db, request.headers)
        caller = anonymous(db) if isinstance(signed_in, ApiError) else signed_in
        if isinstance(signed_in, ApiError) and route.access != "anyone":
            raise signed_in
        limits = DEFAULTS | meta(db, "limits", {})
        refusal = count_request(db, route.limit, caller, values, limits, headers)
    if refusal is not None:
        raise refusal
    _check_access(route, caller)
    later: list[Callable[[], None]] = []
    transaction = world.read() if request.method in _READING else world.write()
    with transaction as db:
        call = Call(
            db=db,
            caller=caller,
            action=route.action,
            path=path,
            path_values=values,
            query=tuple(request.query_params.multi_items()),
            body=body,
            json_body=_parse_json(body),
            client=request.headers.get("user-agent", ""),
            base_url=base_url,
            now=clock(db),
            limits=limits,
            later=later,
        )
        answer = route.handler(call)
    for action in later:
        action()
    return answer


def _find_route(method: str, path: str) -> tuple[Route, Mapping[str, str]]:
    for route in ROUTES:
        found = route.pattern.fullmatch(path)
        if found and route.method == ("GET" if method == "HEAD" else method):
            return route, found.groupdict()
    raise no_endpoint()


def _check_access(route: Route, caller: Caller) -> None:
    if route.access == "agents" and not caller.may.agent:
        raise forbidden()
    if caller.scopes is not None:
        verb = "read" if route.method == "GET" else "write"
        granular = f"{route.scope}:{verb}" if route.scope else verb
        if not caller.scopes & {verb, granular}:
            raise missing_scope(granular)


def _parse_json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except (ValueError, RecursionError):
        return None


def _render(answer: Answer, headers: dict[str, str]) -> Response:
    text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    all_headers = {"X-Request-Id": uuid.uuid4().hex, **headers, **answer.headers}
    return Response(text, answer.status, all_headers, media_type=answer.media_type)
