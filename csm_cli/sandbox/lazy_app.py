"""An app that is built when its first request comes, since most runs need one service of many."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from csm_cli.sandbox.exchange import App, Receive, Scope, Send


class LazyApp:
    """Stands in for an app; nothing of the app is imported before it is needed."""

    def __init__(self, build: Callable[[], App]) -> None:
        self._build = build
        self._app: App | None = None
        self._lock = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to the app."""
        async with self._lock:
            if self._app is None:
                self._app = await asyncio.to_thread(self._build)
        await self._app(scope, receive, send)
