"""Many conversations at a time: in order, each once, and an end for whoever stops."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from csm_cli.adapters.zendesk.conversing import ManyConversations
from csm_cli.domain.errors import NotFound, Unavailable
from csm_cli.domain.tickets import Conversation
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted
from tests.adapters.zendesk.conftest import session


def _page(number: int, *, more: bool = False) -> Reply:
    comment: dict[str, Any] = {
        "id": number, "author_id": 2, "body": "b", "public": True,
        "created_at": "2026-11-20T10:00:00Z",
    }  # fmt: skip
    meta = {"has_more": more}
    return Reply(200, {"comments": [comment], "users": [], "meta": meta, "links": {"next": "x"}})


@contextmanager
def _many(*replies: Reply, at_once: int) -> Iterator[tuple[ManyConversations, ScriptedServer]]:
    with scripted(*replies) as server:
        made = ManyConversations(server.url, lambda: session(server.url, timeout=5), at_once)
        yield made, server
        made.close()


def test_each_conversation_is_one_request() -> None:
    """The newest hundred entries, however many there are; an error is that ticket's own."""
    missing = Reply(404, {"error": "RecordNotFound"})
    with _many(_page(1, more=True), missing, _page(3), at_once=1) as (many, server):
        found = list(many.read([11, 12, 13]))
        paths = [asked.path for asked in server.asked]
    assert [number for number, _ in found] == [11, 12, 13]
    whole = [each.complete for _, each in found if isinstance(each, Conversation)]
    assert (whole, isinstance(found[1][1], NotFound)) == ([False, True], True)
    assert all("page%5Bsize%5D=100" in path and "sort=-created_at" in path for path in paths)


def test_several_are_on_their_way_and_come_in_order() -> None:
    """The first one hangs, and the others were answered meanwhile."""
    slow = _page(1)._replace(hangs=0.3)
    with _many(slow, *[_page(2)] * 5, at_once=3) as (many, server):
        answers = many.read([1, 2, 3, 4, 5, 6])
        number, _ = next(answers)
        assert number == 1
        assert len(server.asked) >= 3
        assert [number for number, _ in answers] == [2, 3, 4, 5, 6]


def test_whoever_stops_leaves_the_rest_unasked() -> None:
    """But for those that were on their way, of which there is one here."""
    with _many(Reply(400, {"error": "x"}), at_once=1) as (many, server):
        answers = many.read(range(50))
        _, problem = next(answers)
        answers.close()  # type: ignore[attr-defined]
        assert not isinstance(problem, Conversation | Unavailable)
        assert len(server.asked) == 1
