"""The HTTP face of a PostHog region."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from csm_cli.sandbox.posthog import errors, keys, profile, requests
from csm_cli.sandbox.posthog.keys import Caller
from csm_cli.sandbox.posthog.limits import limits_of
from csm_cli.sandbox.posthog.loading import group_types
from csm_cli.sandbox.posthog.queries import Queries
from csm_cli.sandbox.posthog.throttle import Bucket, Throttle
from csm_cli.sandbox.posthog.world import Region, World

Body = dict[str, Any]
Endpoint = Callable[[Request], Awaitable[Response]]

# Starlette's own 405 is plain text; PostHog's is told by `_by_method`.
_ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Api:
    """The endpoints of one region over a shared world."""

    def __init__(self, world: World, region: Region) -> None:
        self._world = world
        self._region = region
        self._throttle = Throttle(world)
        self._queries = Queries(world)
        self._running = 0
        self._room = asyncio.Condition()

    def routes(self) -> list[Route]:
        """All paths, each with and without its last slash, as PostHog takes them."""
        table: list[tuple[str, dict[str, Endpoint]]] = [
            ("/api/users/@me", {"GET": self.me}),
            ("/api/{area}/{project_id}/groups_types", {"GET": self.group_types}),
            ("/api/{area}/{project_id}/query", {"POST": self.query}),
            (
                "/api/{area}/{project_id}/query/{query_id}",
                {"GET": self.status, "DELETE": self.cancel, "POST": self.query},
            ),
        ]
        return [
            Route(path + slash, _by_method(methods), methods=_ALL_METHODS)
            for path, methods in table
            for slash in ("/", "")
        ]

    def close(self) -> None:
        """End the background work."""
        self._queries.close()

    async def me(self, request: Request) -> Response:
        """The user of the key."""
        await self._admit(request, "user:read", "requests")
        return JSONResponse(profile.user(self._world, self._region))

    async def group_types(self, request: Request) -> Response:
        """The project's group types with their numbers."""
        caller = await self._admit(request, "group:read", "requests")
        self._project(request, caller)
        rows = group_types()
        return JSONResponse([{**row, "detail_dashboard": None} for row in rows])

    async def query(self, request: Request) -> Response:
        """Run a query, now or in the background."""
        caller = await self._admit(request, "query:read", "queries")
        project = self._project(request, caller)
        asked = requests.read(await _json_object(request), request.path_params.get("query_id"))
        answer = await run_in_threadpool(self._queries.at_once, project, asked)
        if answer is None:
            async with self._slot():
                answer = await run_in_threadpool(self._queries.compute, project, asked)
        status = 202 if (answer.get("query_status") or {}).get("complete") is False else 200
        return _dressed(request, await run_in_threadpool(JSONResponse, answer, status))

    async def status(self, request: Request) -> Response:
        """How a background query is doing."""
        caller = await self._admit(request, "query:read", "requests")
        project = self._project(request, caller)
        status, code = self._queries.status(request.path_params["query_id"], project)
        return _dressed(request, JSONResponse({"query_status": status}, status_code=code))

    async def cancel(self, request: Request) -> Response:
        """Cancel a background query."""
        caller = await self._admit(request, "query:read", "requests")
        project = self._project(request, caller)
        self._queries.cancel(request.path_params["query_id"], project)
        return _dressed(request, Response(status_code=204))

    async def _admit(self, request: Request, scope: str, bucket: Bucket) -> Caller:
        header = keys.in_header(request.headers.get("authorization"))
        asks_body = header is None and request.method == "POST"
        body = await _json_object(request) if asks_body else {}
        caller = keys.authenticate(self._world, self._region, header, body, request.query_params)
        keys.insist_on_scope(caller, scope)
        self._throttle.admit(caller.key, bucket)
        return caller

    def _project(self, request: Request, caller: Caller) -> int:
        if request.path_params["area"] not in {"projects", "environments"}:
            raise errors.not_found("Endpoint not found.")
        return keys.project_of(self._world, caller, request.path_params["project_id"])

    @asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        """One of the few queries that may run at a time; 429 after waiting too long for it."""
        limits = limits_of(self._world.project())
        most = int(limits["concurrent_queries"])
        async with self._room:
            try:
                async with asyncio.timeout(limits["seconds_in_queue"]):
                    await self._room.wait_for(lambda: self._running < most)
            except TimeoutError:
                raise errors.too_many_at_once(most) from None
            self._running += 1
        try:
            yield
        finally:
            async with self._room:
                self._running -= 1
                self._room.notify()


def create_app(world: World, region: Region) -> Starlette:
    """The PostHog of one region as an ASGI app."""
    api = Api(world, region)
    world.at_close(api.close)
    handlers: Any = {errors.ApiError: _refused, HTTPException: _http_refused}
    return Starlette(routes=api.routes(), exception_handlers=handlers)


def _by_method(methods: dict[str, Endpoint]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        chosen = methods.get(request.method)
        if chosen is None:
            raise errors.method_not_allowed(request.method)
        return await chosen(request)

    return endpoint


async def _json_object(request: Request) -> Body:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        detail = f'Unsupported media type "{media}" in request.'
        raise errors.ApiError(415, "invalid_request", "unsupported_media_type", detail)
    try:
        body = json.loads(await request.body(), parse_constant=_not_json)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        detail = f"JSON parse error - {error}"
        raise errors.ApiError(400, "invalid_request", "parse_error", detail) from None
    if not isinstance(body, dict):
        raise errors.invalid("Invalid data. Expected a dictionary.", "invalid", attr=None)
    return body


def _not_json(constant: str) -> None:
    raise ValueError(f"Out of range float values are not JSON compliant: {constant}")


def _dressed(request: Request, response: Response) -> Response:
    """Mark an answer under the old name of the path as the end of a road."""
    if request.path_params.get("area") == "environments":
        successor = request.url.path.replace("/api/environments/", "/api/projects/", 1)
        response.headers["Deprecation"] = "true"
        response.headers["Link"] = f'<{successor}>; rel="successor-version"'
    return response


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.ApiError)
    return _dressed(request, error.response())


async def _http_refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND:
        return errors.not_found("Endpoint not found.").response()
    return errors.ApiError(
        error.status_code, "invalid_request", "error", str(error.detail)
    ).response()
