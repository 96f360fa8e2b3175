"""A static site: the scenario's pages, each with its `ETag`, as posthog.com's host serves them.

The site is built from Markdown, and each page under `/docs` and `/handbook` has a sibling in
Markdown at its own path with `.md`; `/llms.txt` lists those of the docs (the website's published
source, `markdown.ts`). A page without that ending is its HTML, if the scenario has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from csm_cli.sandbox.exchange import App, Receive, Scope, Send
from csm_cli.sandbox.facts import meta
from csm_cli.sandbox.scenario_website import KINDS
from csm_cli.sandbox.world import World

_CACHING: Final = "public, max-age=0, must-revalidate"
_MISSING: Final = "<!doctype html><title>404</title><h1>Page not found</h1>"


def app(world: World) -> App:
    """Build the ASGI app over a world."""

    def respond(request: Request) -> Response:
        with world.read() as db:
            pages: dict[str, str] = meta(db, "website", {})
        return page(pages, request.method, request.url.path, request.headers)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(respond, Request(scope, receive))
        await response(scope, receive, send)

    return serve


def page(pages: Mapping[str, str], method: str, path: str, headers: Mapping[str, str]) -> Response:
    """The answer to one request; one that names the page's `ETag` gets a 304 without a body."""
    if method not in {"GET", "HEAD"}:
        return Response("Method Not Allowed", 405, {"Allow": "GET, HEAD"})
    found = next((name for name in _names(path) if name in pages), None)
    if found is None:
        return Response(_MISSING, 404, media_type="text/html")
    content = pages[found].encode()
    shown = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        "Cache-Control": _CACHING,
    }
    if shown["ETag"] in _named(headers.get("if-none-match", "")):
        return Response(None, 304, shown)
    kind = KINDS[PurePosixPath(found).suffix]
    return Response(content, 200, {**shown, "Content-Type": kind})


def _names(path: str) -> tuple[str, ...]:
    bare = path.rstrip("/")
    return (path, f"{bare}.html", f"{bare}/index.html")


def _named(header: str) -> set[str]:
    """The tags of `If-None-Match`; weak and strong are alike to it (RFC 9110, 13.1.2)."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
