"""A Zendesk and a PostHog of your own, on loopback: real servers, real data, nobody's customers.

Shares no code with the rest of csm. Importing this package is cheap; what it takes to serve
(starlette, uvicorn, chdb, in the extra `sandbox`) is imported on use.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

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
    "Loaded",
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


class Loaded(NamedTuple):
    """What a state was loaded from, and when, by the real clock."""

    scenario: Path
    loaded_at: datetime


def reset(state: Path, scenario: Path | None = None) -> Loaded:
    """Forget all changes of a state folder and load its scenario, or another one, again.

    Sandboxes that are running on it go on with the fresh state. Raises ScenarioError, which
    leaves everything as it was, and StateError.
    """
    world = World(state)
    try:
        world.reset(scenario)
        return Loaded(world.scenario, world.loaded_at)
    finally:
        world.close()
