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
from csm_cli.sandbox.faults import PUBLISH
from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.background import Background
from csm_cli.sandbox.zendesk.call import HTML, Answer, Call, Caller, error_answer
from csm_cli.sandbox.zendesk.errors import (
    ApiError,
    forbidden,
    missing_scope,
    no_endpoint,
)
from csm_cli.sandbox.zendesk.limits import DEFAULTS
from csm_cli.sandbox.zendesk.oauth import serve_oauth
from csm_cli.sandbox.zendesk.rates import count_request
from csm_cli.sandbox.zendesk.routes import ROUTES, Route
from csm_cli.sandbox.zendesk.signin import anonymous, sign_in
from csm_cli.sandbox.zendesk.uploads import content

_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
_NO_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>The page you were looking for doesn't exist</title>"
    "</head><body><h1>The page you were looking for doesn't exist</h1></body></html>\n"
)
_NOWHERE = Answer(_NO_PAGE, 404, media_type=HTML)


def build_app(world: World, base_url: Callable[[], str]) -> Starlette:
    """Build the ASGI app over one world."""
    desk = _Desk(world, base_url)
    world.at_close(desk.background.close)

    async def api(request: Request) -> Response:
        return await run_in_threadpool(desk.respond, request, await request.body())

    async def oauth(request: Request) -> Response:
        answer = await run_in_threadpool(serve_oauth, world, request, await request.body())
        return _render(answer, {})

    async def file(request: Request) -> Response:
        found = await run_in_threadpool(content, world, request.path_params["key"])
        return _render(found or _NOWHERE, {})

    async def other(request: Request) -> Response:  # noqa: ARG001 - the interface's argument
        return _render(_NOWHERE, {})

    return Starlette(
        routes=[
            StarletteRoute("/api/v2/{path:path}", api, methods=_METHODS),
            StarletteRoute("/oauth/{path:path}", oauth, methods=_METHODS),
            StarletteRoute("/attachments/token/{key}/", file, methods=["GET"]),
            StarletteRoute("/{path:path}", other, methods=_METHODS),
        ]
    )


class _Desk:
    """The API over one world."""

    def __init__(self, world: World, base_url: Callable[[], str]) -> None:
        self._world = world
        self._base_url = base_url
        self.background = Background()

    def respond(self, request: Request, body: bytes) -> Response:
        """Answer one request; an ApiError on the way is the answer."""
        headers: dict[str, str] = {}
        try:
            answer = self._answer(request, body, headers)
        except ApiError as error:
            answer = error_answer(error)
        return _render(answer, headers)

    def _answer(self, request: Request, body: bytes, headers: dict[str, str]) -> Answer:
        path = request.scope["path"].removesuffix(".json")
        route, values = _find_route(request.method, path)
        caller, limits = self._admit(request, route, values, headers)
        later: list[Callable[[], None]] = []
        transaction = self._world.write() if route.writes else self._world.read()
        with transaction as db:
            call = Call(
                world=self._world,
                db=db,
                caller=caller,
                action=route.action,
                path=path,
                path_values=values,
                query=tuple(request.query_params.multi_items()),
                body=body,
                content_type=request.headers.get("content-type", ""),
                json_body=_parse_json(body),
                client=request.headers.get("user-agent", ""),
                base_url=self._base_url(),
                now=clock(db),
                limits=limits,
                publish=bool(request.scope.get(PUBLISH)),
                later=later,
            )
            answer = route.handler(call)
        for job in later:
            self.background.submit(job, float(limits["job_delay_seconds"]))
        return answer

    def _admit(
        self, request: Request, route: Route, values: Mapping[str, str], headers: dict[str, str]
    ) -> tuple[Caller, dict[str, Any]]:
        """Find out who calls, count the request, and check what the caller may do at all."""
        with self._world.write() as db:
            caller = sign_in(db, request.headers)
            if isinstance(caller, ApiError):
                if route.access != "anyone":
                    raise caller
                caller = anonymous(db)
            limits = DEFAULTS | meta(db, "limits", {})
            refusal = count_request(db, route.limit, caller, values, limits, headers)
        if refusal is not None:
            raise refusal
        _check_access(route, caller)
        return caller, limits


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
    text = json.dumps(answer.body) if isinstance(answer.body, dict) else answer.body
    all_headers = {"X-Request-Id": uuid.uuid4().hex, **headers, **answer.headers}
    return Response(text, answer.status, all_headers, media_type=answer.media_type)
