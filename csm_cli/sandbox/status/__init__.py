"""The sandbox's public status page, as a page of incident.io's answers programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csm_cli.sandbox.exchange import App
    from csm_cli.sandbox.world import World


def create_app(world: World) -> App:
    """Build the ASGI app over one world."""
    from csm_cli.sandbox.service import app  # noqa: PLC0415 - starlette only on use
    from csm_cli.sandbox.status.api import answer  # noqa: PLC0415

    return app(world, "status", answer)
