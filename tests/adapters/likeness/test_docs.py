"""The index of the docs over real HTTP: kept for hours, and never listened to without an end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from csm_cli.adapters.http import Patience
from csm_cli.adapters.likeness.docs import DocsPlace
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.likeness.hits import Wanted
from csm_cli.domain.likeness.wording import Wording
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
INDEX = b"## Replay\n- [Canvas](https://posthog.com/docs/canvas.md)\n- [E](https://evil.example/canvas)\n"
WANTED = Wanted(Wording((), ("canvas",)))


def titles(server: ScriptedServer, file: Path, *, hours: int = 0, seconds: float = 20) -> list[str]:
    """What is found by a run that many hours later."""
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as client:
        place = DocsPlace(
            client, f"{server.url}/llms.txt", file, timedelta(hours=24),
            lambda: NOW + timedelta(hours=hours), Patience(1, 0.01, 0.01, 1), seconds,
            lambda _: None,
        )  # fmt: skip
        return [hit.title for hit in place.ask("", WANTED).hits]


def test_it_is_asked_for_once_a_day_and_by_its_tag(tmp_path: Path) -> None:
    """Kept for the day, then asked for with its `ETag`; pages of other hosts are none of it."""
    file = tmp_path / "cache" / "index.json"
    with scripted(Reply(body=INDEX, headers=(("ETag", '"a"'),)), Reply(304, b"")) as server:
        assert [titles(server, file, hours=at) for at in (0, 23, 25)] == [["Canvas"]] * 3
        assert [each.headers.get("If-None-Match") for each in server.asked] == [None, '"a"']


@pytest.mark.parametrize(
    ("reply", "seconds", "said"),
    [
        (Reply(body=INDEX + b"x" * (5 << 20)), 20, "far too much"),
        (Reply(body=INDEX), 0, "the answer does not end|timed out|no answer|did not answer"),
        (Reply(body=b"<html>Gone</html>"), 20, "no index of the docs"),
    ],
)  # fmt: skip
def test_a_hostile_page_is_not_kept(
    tmp_path: Path, reply: Reply, seconds: float, said: str
) -> None:
    """Too long, too slow or something else: told, and what is kept is no part of it."""
    file = tmp_path / "index.json"
    with scripted(reply) as server, pytest.raises(Unavailable, match=said):
        titles(server, file, seconds=seconds)
    assert not file.exists()
