"""One HTTP exchange as the gate sees it: the whole request, the whole response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Reply(NamedTuple):
    """A response, complete."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Gone(Exception):  # noqa: N818 - a fact about the client, no fault of the sandbox
    """The client hung up before its request was complete."""


async def read_body(receive: Receive) -> bytes:
    """Read the whole request body; raises Gone."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


async def collect_reply(app: App, scope: Scope, body: bytes, receive: Receive) -> Reply:
    """Run an app on a request that was read already, and keep its response."""
    status, headers = 500, []
    parts: list[bytes] = []
    unread = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return unread.pop() if unread else await receive()

    async def collect(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message["headers"])
        else:
            parts.append(message.get("body", b""))

    await app(scope, replay, collect)
    return Reply(status, headers, b"".join(parts))


async def send_reply(send: Send, reply: Reply) -> None:
    """Send a response as a whole."""
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": reply.body})
