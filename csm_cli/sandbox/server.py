"""Uvicorn, made to start and stop at once and to hand its connections to the faults."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

from csm_cli.sandbox.exchange import App, Receive, Scope, Send
from csm_cli.sandbox.misbehaviour import TRANSPORT


class _Protocol(H11Protocol):
    """Gives the app a way to its connection, which ASGI hides."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        app: Any = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[TRANSPORT] = lambda: self.transport
            await app(scope, receive, send)

        self.app = with_transport


class LoopbackServer(uvicorn.Server):
    """All services. Ends on an event instead of polling, and does not wait for idle clients."""

    def __init__(
        self, app: App, tls: ssl.SSLContext | None, when_ready: Callable[[], None]
    ) -> None:
        config = Config(
            app=app,
            http=_Protocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_keep_alive=75,  # nginx's default; no client's pause while it asks a person
            h11_max_incomplete_event_size=1 << 20,  # PostHog's query text may come in the URL
        )
        config.load()
        config.ssl = tls
        super().__init__(config)
        self._ending = asyncio.Event()
        self._when_ready = when_ready
        # Uvicorn reports to this logger what the sandbox does on purpose: broken responses.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)

    def end(self) -> None:
        """Stop serving; called on the event loop's own thread."""
        self._ending.set()

    async def startup(self, sockets: Any = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self._when_ready()

    async def main_loop(self) -> None:
        """Wait for the end."""
        await self._ending.wait()

    async def shutdown(self, sockets: Any = None) -> None:
        """Close the listeners and cut the connections."""
        for server in self.servers:
            server.close()
        for sock in sockets or ():
            sock.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in list(self.server_state.tasks):
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
