"""The sandbox's Zendesk: REST API version 2 and OAuth, over the state of one world."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from csm_cli.sandbox.world import World


def create_app(world: World, base_url: Callable[[], str]) -> Starlette:
    """Build the ASGI app; `base_url` gives the scheme, host and port of absolute links."""
    from csm_cli.sandbox.zendesk.app import build_app  # noqa: PLC0415 - starlette only on use

    return build_app(world, base_url)
