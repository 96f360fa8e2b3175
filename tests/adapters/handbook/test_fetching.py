"""Asking a website for the table, over real HTTP: which form, whether again, and every failure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from csm_cli.adapters.handbook.fetching import HandbookTable, Place, Site
from csm_cli.adapters.http import Patience
from csm_cli.domain.errors import CsmError, Limited, Unavailable, Unexpected
from csm_cli.domain.published import Published
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
TABLE = b"| Feature | Owner | Label |\n| - | - | - |\n| Widgets | [W Team](/teams/w.md) |  |\n"
PAGE = b"<table><tr><th>Feature<th>Owner<th>Label<tr><td>Widgets<td>w<td></table>"
MARKDOWN = ("Content-Type", "text/markdown; charset=utf-8")
PLACES = (Place("markdown", "/who.md"), Place("html", "/who"))


def read(
    server: ScriptedServer | str, tmp_path: Path, *, places: tuple[Place, ...] = PLACES,
    fresh: bool = False, seconds: float = 20,
) -> Published:  # fmt: skip
    """Read the table once, with what was kept in that folder."""
    origin = server if isinstance(server, str) else server.url
    site = Site(origin, places, Patience(2, 0.01, 0.01, 1), seconds)
    with httpx.Client(base_url=origin, timeout=seconds, trust_env=False) as client:
        kept = tmp_path / "state" / "table.json"
        table = HandbookTable(client, site, kept, lambda: NOW, lambda _: None)
        return table.read(fresh=fresh)


def test_the_markdown_twin_is_read(tmp_path: Path) -> None:
    """With the address as its source, and the site's day, unless that is in the future."""
    past, future = "Sat, 28 Nov 2026 23:00:00 GMT", "Tue, 01 Dec 2026 00:00:00 GMT"
    replies = [Reply(body=TABLE, headers=(MARKDOWN, ("Date", day))) for day in (past, future)]
    with scripted(*replies) as server:
        found = read(server, tmp_path)
        assert (found.url, found.as_of) == (f"{server.url}/who.md", date(2026, 11, 28))
        assert [row.feature for row in found.rows] == ["Widgets"]
        assert read(server, tmp_path).as_of == NOW.date()


def test_what_is_as_it_was_is_not_sent_again(tmp_path: Path) -> None:
    """Its tag is named, a 304 is believed, and the rows are the kept ones; unless asked afresh."""
    tagged = Reply(body=TABLE, headers=(MARKDOWN, ("ETag", '"a"')))
    with scripted(tagged, Reply(304, b""), tagged) as server:
        rows = read(server, tmp_path).rows
        assert read(server, tmp_path).rows == rows
        assert read(server, tmp_path, fresh=True).rows == rows
        named = [each.headers.get("If-None-Match") for each in server.asked]
    assert named == [None, '"a"', None]


def test_a_spoilt_copy_is_as_good_as_none(tmp_path: Path) -> None:
    """Whatever is in its place, the page is asked for without a tag and read."""
    for text in ("", "[1, 2, 3]", '["a"]', '["u", "tag\\n", "text"]'):
        (tmp_path / "state").mkdir(exist_ok=True)
        (tmp_path / "state" / "table.json").write_text(text)
        with scripted(Reply(body=TABLE)) as server:
            assert read(server, tmp_path).rows
            assert "If-None-Match" not in server.asked[0].headers


def test_the_page_itself_is_next_and_json_comes_first(tmp_path: Path) -> None:
    """A twin that is not there leads to the next form; none at all is an error that says so."""
    twin = (Place("json", "/who.json"), *PLACES)
    with scripted(Reply(404), Reply(404), Reply(body=PAGE)) as server:
        found = read(server, tmp_path, places=twin)
        assert [each.path for each in server.asked] == ["/who.json", "/who.md", "/who"]
        assert found.url == f"{server.url}/who"
    rows = [{"feature": "Widgets", "owners": [], "notes": ""}]
    with scripted(Reply(body=rows)) as server:
        assert read(server, tmp_path, places=twin).rows[0].labels is None
    with scripted(Reply(404), Reply(404)) as server, pytest.raises(Unavailable, match=r"/who\.md"):
        read(server, tmp_path)


def _failing() -> Iterator[tuple[str, list[Reply], type[CsmError], str]]:
    login = b"<!doctype html><title>Sign in</title>"
    yield "busy", [Reply(429, headers=(("Retry-After", "600"),))], Limited, "no more requests"
    yield "down", [Reply(503)] * 2, Unavailable, "503"
    yield "broken", [Reply(500)], Unavailable, "500"
    yield "elsewhere", [Reply(302, headers=(("Location", "/x"),))], Unavailable, "redirect"
    yield "a sign-in page", [Reply(body=login)], Unavailable, "web page"
    yield "no text", [Reply(body=b"\xff\xfe\x00")], Unavailable, "no text"
    yield "no end", [Reply(body=b"x" * (5 << 20))], Unavailable, "far too much"
    yield "cut off", [Reply(body=TABLE, announced=9999)] * 2, Unavailable, "can't be reached"
    yield "another shape", [Reply(body=b"# Moved\n")], Unexpected, "Feature \\| Owner"
    yield "unasked 304", [Reply(304, b"")], Unavailable, "304"


@pytest.mark.parametrize("name", [each[0] for each in _failing()])
def test_every_failure_is_named_and_nothing_was_written(name: str, tmp_path: Path) -> None:
    """Each with its own error, and none of them is taken for a table."""
    _, replies, error, said = next(each for each in _failing() if each[0] == name)
    with scripted(*replies) as server, pytest.raises(error, match=said) as told:
        read(server, tmp_path)
    assert type(told.value) is error
    assert told.value.hint
    assert name == "busy" or told.value.written == "nothing was written"


def test_nobody_there_and_silence_are_told_as_such(tmp_path: Path) -> None:
    """No network is no table; a site that says nothing is given up, and nothing is read into it."""
    with pytest.raises(Unavailable, match="can't be reached"):
        read("http://127.0.0.1:9", tmp_path)
    silent = Reply(body=TABLE, hangs=3)
    with scripted(silent) as server, pytest.raises(Unavailable, match="did not answer in time"):
        read(server, tmp_path, seconds=2)
