"""The sandbox's Slack: who a key belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csm_cli.sandbox.exchange import App
    from csm_cli.sandbox.world import World


def create_app(world: World) -> App:
    """Build the ASGI app over one world."""
    from csm_cli.sandbox.service import app  # noqa: PLC0415
    from csm_cli.sandbox.slack.api import answer  # noqa: PLC0415 - starlette only on use

    return app(world, "slack", answer)
