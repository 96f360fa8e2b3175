"""A Zendesk and a PostHog of your own, on loopback: real servers, real data, nobody's customers.

Shares no code with the rest of csm. Importing this package is cheap; what it takes to serve
(starlette, uvicorn, chdb, in the extra `sandbox`) is imported on use.
"""

from __future__ import annotations

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
    "Sandbox",
    "SandboxError",
    "ScenarioError",
    "StateError",
    "World",
]
