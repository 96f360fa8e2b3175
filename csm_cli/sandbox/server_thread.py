"""All services on one event loop, on one thread of this process."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from csm_cli.sandbox.errors import SandboxError
from csm_cli.sandbox.exchange import App, Receive, Scope, Send
from csm_cli.sandbox.world import World

_AT_ONCE = 8  # requests that are worked on


class ServerThread(threading.Thread):
    """One thread, one event loop, all services."""

    def __init__(
        self,
        world: World,
        services: dict[str, str],
        sockets: list[socket.socket],
        tls: ssl.SSLContext | None,
    ) -> None:
        super().__init__(name="csm-sandbox", daemon=True)
        self._world = world
        self._services = services
        self._sockets = sockets
        self._tls = tls
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: Any = None
        self._ready = threading.Event()
        self._failure: BaseException | None = None

    def start_and_wait(self) -> None:
        """Start, and return when all services accept requests."""
        self.start()
        self._ready.wait()
        if self._failure is not None:
            self.join()
            raise SandboxError("the sandbox could not be started") from self._failure

    def end(self) -> None:
        """Stop all services and wait for the thread."""
        if self._loop is not None and self.is_alive():
            self._loop.call_soon_threadsafe(self._server.end)
        self.join()

    def run(self) -> None:
        """Serve until `end`."""
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            self._failure = error
        finally:
            for sock in self._sockets:
                sock.close()
            self._ready.set()

    async def _main(self) -> None:
        from anyio import to_thread  # noqa: PLC0415 - comes with starlette, only on use

        from csm_cli.sandbox.server import LoopbackServer  # noqa: PLC0415 - uvicorn only on use

        # More at once would only take turns: an update would get its stamp long before its commit.
        to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
        self._loop = asyncio.get_running_loop()
        # One server for all ports: each of its own would add to every start.
        app = _by_port(self._world, self._services)
        self._server = LoopbackServer(app, self._tls, self._ready.set)
        await self._server.serve(sockets=self._sockets)


def _by_port(world: World, services: dict[str, str]) -> App:
    """Let the port at which a request came in say which service it is for."""
    gates = {urlsplit(url).port: _app(world, name, url) for name, url in services.items()}

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await gates[scope["server"][1]](scope, receive, send)

    return serve


def _app(world: World, service: str, url: str) -> App:
    from csm_cli.sandbox.gate import Gate  # noqa: PLC0415
    from csm_cli.sandbox.lazy_app import LazyApp  # noqa: PLC0415

    def build() -> Any:
        if service == "zendesk":
            from csm_cli.sandbox import zendesk  # noqa: PLC0415

            return zendesk.create_app(world, lambda: url)
        if service.startswith("posthog_"):
            from csm_cli.sandbox import posthog  # noqa: PLC0415

            return posthog.create_app(world, "us" if service == "posthog_us" else "eu")
        return import_module(f"csm_cli.sandbox.{service}").create_app(world)

    return Gate(LazyApp(build), world, service, lambda: url)
