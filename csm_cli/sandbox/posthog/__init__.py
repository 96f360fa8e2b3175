"""A PostHog of the sandbox's own: the query API with HogQL on a real ClickHouse.

Two apps, one for each region, share the data of a world. The parser is PostHog's own; ClickHouse
runs in this process (chdb) and is opened at the first query.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from csm_cli.sandbox.posthog.world import Region, World


def create_app(world: "World", region: "Region") -> "Starlette":
    """The PostHog of one region as an ASGI app."""
    from csm_cli.sandbox.posthog import app  # noqa: PLC0415

    return app.create_app(world, region)
