"""A Zendesk desk that speaks to a server which says what a test told it to."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.zendesk.desk import ZendeskDesk
from csm_cli.adapters.zendesk.lookups import Facts
from csm_cli.adapters.zendesk.pacer import Pacer, Waits
from csm_cli.adapters.zendesk.records import FieldIds
from csm_cli.adapters.zendesk.session import SafeSession
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted

FACTS = Facts(
    FieldIds(
        {"area": 27, "severity": 22}, {"organization_id": "ph_id", "content_warning": "warning"}
    ),
    "esc.",
    "escalated",
)


def pacer(once: float = 1.0, in_all: float = 60.0) -> Pacer:
    """A pacer that knows of no limits but those that it is told of, and really waits."""
    return Pacer(
        {}, Waits(once, in_all, 0.05), clock=time.monotonic, sleep=time.sleep, announce=_nowhere
    )


def session(url: str, *, timeout: float = 20.0, cap: float = 1.0, idle: float = 2.0) -> SafeSession:
    """A session for an account at this address."""
    return SafeSession(
        ZendeskAccount(url, "robin.vale@posthog.example", "canary", None, "a test"),
        timeout=timeout,
        cap=cap,
        certificates=None,
        announce=_nowhere,
        pacer=pacer(cap),
        idle=idle,
    )


def _nowhere(_: str) -> None:
    """Nobody listens."""


def patience(*replies: Reply) -> float:
    """Seconds to wait for these: longer than a busy machine takes, unless one is to be silent."""
    silence = max((reply.hangs for reply in replies), default=0.0)
    return silence / 2 if silence >= 1 else 20.0


def desk(
    url: str, folder: Path | None = None, facts: Facts = FACTS, *, timeout: float = 20.0
) -> ZendeskDesk:
    """A desk at this address; with a folder it keeps what rarely changes."""
    account = ZendeskAccount(url, "robin.vale@posthog.example", "canary", None, "a test")
    cache = Cache(folder, timedelta(hours=12), lambda: datetime.now(UTC))
    made = partial(session, url, timeout=timeout)
    return ZendeskDesk(account, made(), cache, facts, aside=made)


Served = Callable[..., AbstractContextManager[tuple[ZendeskDesk, ScriptedServer]]]


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """Open a desk and its server with `with`; each reply is fetched once, in order."""

    @contextmanager
    def serve(*replies: Reply) -> Iterator[tuple[ZendeskDesk, ScriptedServer]]:
        with scripted(*replies) as server:
            made = desk(server.url, tmp_path / "cache", timeout=patience(*replies))
            try:
                yield made, server
            finally:
                made.close()

    return serve
