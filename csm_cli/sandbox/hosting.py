"""Starts the services on loopback inside this process, and stops them."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from csm_cli.sandbox.errors import PortError, SandboxError
from csm_cli.sandbox.scenario import DEFAULT_FOLDER
from csm_cli.sandbox.world import World

SERVICES = ("zendesk", "posthog_us", "posthog_eu")
_HOST = "127.0.0.1"
_LAST_PORT = 65_535


class Sandbox:
    """A Zendesk and two PostHogs of your own, served from start to stop.

    `services` maps names to base URLs; `env` holds every variable that a `csm` in another process
    needs, sign-in included. Both are there between start and stop. Raises ScenarioError,
    StateError and PortError at the start.
    """

    def __init__(
        self,
        state: Path,
        scenario: Path | None = None,
        port_base: int | None = None,
        *,
        tls: bool = False,
    ) -> None:
        self.state = state.absolute()
        self._scenario = scenario
        self._port_base = port_base
        self._tls = tls
        self._world: World | None = None
        self._thread: _ServerThread | None = None
        self.services: dict[str, str] = {}
        self.env: dict[str, str] = {}

    def start(self) -> None:
        """Open the state and serve; returns when requests are accepted."""
        self._world = World(self.state, self._scenario)
        try:
            sockets = _listen(self._port_base)
            self._serve(self._world, sockets)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the services and close the state; harmless when nothing runs."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.end()
        world, self._world = self._world, None
        if world is not None:
            world.close()

    def reset(self, scenario: Path | None = None) -> None:
        """Forget all changes and load the scenario again."""
        self.world.reset(scenario)

    @property
    def world(self) -> World:
        """The state that is served."""
        if self._world is None:
            raise SandboxError("the sandbox is not started")
        return self._world

    @property
    def loaded_at(self) -> datetime:
        """When the scenario was loaded, by the real clock."""
        return self.world.loaded_at

    @property
    def has_default_scenario(self) -> bool:
        """Whether the state was loaded from the scenario that ships with the package."""
        return self.world.scenario == DEFAULT_FOLDER.resolve()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _serve(self, world: World, sockets: list[socket.socket]) -> None:
        from csm_cli.sandbox.sign_in_env import describe  # noqa: PLC0415

        scheme = "https" if self._tls else "http"
        ports = [sock.getsockname()[1] for sock in sockets]
        self.services = {
            name: f"{scheme}://{_HOST}:{port}" for name, port in zip(SERVICES, ports, strict=True)
        }
        self.env = describe(world, self.services)
        context = None
        if self._tls:
            from csm_cli.sandbox.tls import make_tls  # noqa: PLC0415 - trustme only on use

            context, bundle = make_tls(world.state)
            self.env |= {"REQUESTS_CA_BUNDLE": str(bundle), "SSL_CERT_FILE": str(bundle)}
        self._thread = _ServerThread(world, self.services, sockets, context)
        self._thread.start_and_wait()


class _ServerThread(threading.Thread):
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


def _listen(port_base: int | None) -> list[socket.socket]:
    """Open a listening socket for every service: the ports from `port_base` on, or free ones."""
    sockets: list[socket.socket] = []
    try:
        for number in range(len(SERVICES)):
            sockets.append(_listener(0 if port_base is None else port_base + number))  # noqa: PERF401 - those before a failure must be closed
    except BaseException:
        for sock in sockets:
            sock.close()
        raise
    return sockets


def _listener(port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise PortError(f"there is no port {port}")
    # The protocol is named because asyncio switches Nagle's delay off only for what is named TCP.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((_HOST, port))
        sock.listen(128)
    except OSError as error:
        sock.close()
        raise PortError(f"port {port} of {_HOST} cannot be used: {error.strerror}") from error
    sock.setblocking(False)
    return sock
