"""Starts the services on loopback inside this process, and stops them."""

from __future__ import annotations

import socket
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from csm_cli.sandbox.errors import SandboxError
from csm_cli.sandbox.ports import HOST, listen
from csm_cli.sandbox.scenario import DEFAULT_FOLDER
from csm_cli.sandbox.server_thread import ServerThread
from csm_cli.sandbox.world import World

SERVICES = (
    "zendesk", "posthog_us", "posthog_eu", "github", "pylon", "vitally", "slack", "website",
    "status",
)  # fmt: skip


class Sandbox:
    """A Zendesk, two PostHogs and what else csm speaks to, served from start to stop.

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
        self._thread: ServerThread | None = None
        self.services: dict[str, str] = {}
        self.env: dict[str, str] = {}

    def start(self) -> None:
        """Open the state and serve; returns when requests are accepted."""
        self._world = World(self.state, self._scenario)
        sockets: list[socket.socket] = []
        try:
            sockets = listen(len(SERVICES), self._port_base)
            self._serve(self._world, sockets)
        except BaseException:
            self.stop()
            for sock in sockets:
                sock.close()
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
            name: f"{scheme}://{HOST}:{port}" for name, port in zip(SERVICES, ports, strict=True)
        }
        self.env = describe(world, self.services)
        context = None
        if self._tls:
            from csm_cli.sandbox.tls import make_tls  # noqa: PLC0415 - trustme only on use

            context, bundle = make_tls(world.state)
            self.env |= {"REQUESTS_CA_BUNDLE": str(bundle), "SSL_CERT_FILE": str(bundle)}
        self._thread = ServerThread(world, self.services, sockets, context)
        self._thread.start_and_wait()
