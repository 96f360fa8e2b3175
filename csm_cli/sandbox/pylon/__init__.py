"""The sandbox's Pylon: who a key belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csm_cli.sandbox.exchange import App
    from csm_cli.sandbox.world import World


def create_app(world: World) -> App:
    """Build the ASGI app over one world."""
    from csm_cli.sandbox.pylon.api import answer  # noqa: PLC0415 - starlette only on use
    from csm_cli.sandbox.service import app  # noqa: PLC0415

    return app(world, "pylon", answer)
