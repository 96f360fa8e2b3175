"""A Zendesk and a PostHog of your own, on loopback: real servers, real data, nobody's customers.

Shares no code with the rest of csm. Importing this package is cheap; what it takes to serve
(starlette, uvicorn, chdb, in the extra `sandbox`) is imported on use.
"""

from __future__ import annotations

from pathlib import Path

from csm_cli.sandbox.announcing import RunningSandbox, running, served
from csm_cli.sandbox.errors import (
    AlreadyServedError,
    PortError,
    SandboxError,
    ScenarioError,
    StateError,
)
from csm_cli.sandbox.hosting import Sandbox
from csm_cli.sandbox.world import World

__all__ = [
    "AlreadyServedError",
    "PortError",
    "RunningSandbox",
    "Sandbox",
    "SandboxError",
    "ScenarioError",
    "StateError",
    "World",
    "reset",
    "running",
    "served",
]


def reset(state: Path, scenario: Path | None = None) -> None:
    """Forget all changes of a state folder and load its scenario, or another one, again.

    Sandboxes that are running on it go on with the fresh state. Raises ScenarioError, which
    leaves everything as it was, and StateError.
    """
    world = World(state)
    try:
        world.reset(scenario)
    finally:
        world.close()
