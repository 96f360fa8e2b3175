"""How a fault looks from the other end of the connection."""

from __future__ import annotations

import asyncio
import json

from csm_cli.sandbox.exchange import Receive, Reply, Scope, Send
from csm_cli.sandbox.fault_bodies import BODIES
from csm_cli.sandbox.faults import Fault

TRANSPORT = "csm_sandbox.transport"
LOGIN_PATH = "/access/unauthenticated"
_EDGE_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>{status}</title></head>"
    "<body><center><h1>{status}</h1></center><hr><center>cloudflare</center></body></html>\n"
)
_LOGIN_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>"
    '<body><form action="/access/login" method="post"><input name="user[email]">'
    '<input name="user[password]" type="password"></form></body></html>\n'
)


def faulty_reply(fault: Fault, service: str, origin: str) -> Reply:
    """Return the response of a `status`, `redirect` or `html` fault."""
    headers: list[tuple[bytes, bytes]] = []
    if fault.retry_after is not None:
        headers.append((b"retry-after", fault.retry_after.encode()))
    if fault.fault == "redirect":
        headers.append((b"location", f"{origin}{LOGIN_PATH}?return_to=%2F".encode()))
        return _reply(fault.status, "text/html; charset=utf-8", _LOGIN_PAGE, headers)
    if fault.fault == "html":
        return _reply(fault.status, "text/html; charset=utf-8", _LOGIN_PAGE, headers)
    body = BODIES[service].get(fault.status)
    if isinstance(body, dict):
        return _reply(fault.status, "application/json", json.dumps(body), headers)
    if isinstance(body, str):
        return _reply(fault.status, "text/plain; charset=utf-8", body, headers)
    page = _EDGE_PAGE.format(status=fault.status)
    return _reply(fault.status, "text/html; charset=utf-8", page, headers)


def login_page() -> Reply:
    """Return the page that a redirect to the login leads to."""
    return _reply(200, "text/html; charset=utf-8", _LOGIN_PAGE, [])


async def drop(scope: Scope, receive: Receive) -> None:
    """Close the connection without a response."""
    scope["extensions"][TRANSPORT]().abort()
    await _until_disconnected(receive)


async def hang(scope: Scope, receive: Receive, seconds: float) -> None:
    """Keep the connection open without a byte, then close it; the client may hang up earlier."""
    try:
        async with asyncio.timeout(seconds):
            await _until_disconnected(receive)
    except TimeoutError:
        await drop(scope, receive)


async def send_truncated(scope: Scope, receive: Receive, send: Send, reply: Reply) -> None:
    """Announce the whole body, send half of it, close the connection."""
    headers = [pair for pair in reply.headers if pair[0].lower() != b"content-length"]
    headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    half = reply.body[: len(reply.body) // 2]
    await send({"type": "http.response.body", "body": half, "more_body": True})
    scope["extensions"][TRANSPORT]().close()  # unlike abort, after the bytes are out
    await _until_disconnected(receive)


async def _until_disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _reply(status: int, content_type: str, text: str, headers: list[tuple[bytes, bytes]]) -> Reply:
    body = text.encode()
    length = str(len(body)).encode()
    own = [(b"content-type", content_type.encode()), (b"content-length", length)]
    return Reply(status, own + headers, body)
