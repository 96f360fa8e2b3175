"""All services on one event loop, on one thread of this process."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from typing import Any

from csm_cli.sandbox.errors import SandboxError
from csm_cli.sandbox.world import World


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
        self._servers: list[Any] = []
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
            for server in self._servers:
                self._loop.call_soon_threadsafe(server.end)
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
        from csm_cli.sandbox.server import LoopbackServer  # noqa: PLC0415 - uvicorn only on use

        self._loop = asyncio.get_running_loop()
        self._servers = [
            LoopbackServer(_app(self._world, name, url), self._tls)
            for name, url in self._services.items()
        ]
        serving = [
            asyncio.create_task(server.serve(sockets=[sock]))
            for server, sock in zip(self._servers, self._sockets, strict=True)
        ]
        while not all(server.started for server in self._servers):
            if any(task.done() for task in serving):
                break
            await asyncio.sleep(0.001)
        self._ready.set()
        await asyncio.gather(*serving)


def _app(world: World, service: str, url: str) -> Any:
    from csm_cli.sandbox.gate import Gate  # noqa: PLC0415
    from csm_cli.sandbox.lazy_app import LazyApp  # noqa: PLC0415

    def build() -> Any:
        if service == "zendesk":
            from csm_cli.sandbox import zendesk  # noqa: PLC0415

            return zendesk.create_app(world, lambda: url)
        from csm_cli.sandbox import posthog  # noqa: PLC0415

        return posthog.create_app(world, "us" if service == "posthog_us" else "eu")

    return Gate(LazyApp(build), world, service, lambda: url)
