"""Comments in pages, against a server that is told."""

from typing import Any

import pytest

from csm_cli.domain.claims import says_claim
from csm_cli.domain.errors import Unavailable
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted
from tests.adapters.zendesk import answers_of_zendesk as zendesk
from tests.adapters.zendesk.conftest import Served, desk


def pages(*found: list[dict[str, Any]]) -> list[Reply]:
    """Pages of comments that lead to each other, once `linked` to their server."""
    last = len(found) - 1
    return [
        Reply(200, zendesk.comments(page, "next" if number < last else None))
        for number, page in enumerate(found)
    ]


def linked(replies: list[Reply], server: ScriptedServer) -> None:
    """Let each page name the address of the next one."""
    for number, reply in enumerate(replies):
        if reply.body["meta"]["has_more"]:
            reply.body["links"]["next"] = f"{server.url}/api/v2/comments.json?page={number + 2}"


def test_pages_of_comments() -> None:
    """Newest first, page after page, to the oldest."""
    replies = pages([zendesk.comment(3), zendesk.comment(2)], [zendesk.comment(1)])
    with scripted(*replies) as server:
        linked(replies, server)
        made = desk(server.url)
        found = made.conversation(zendesk.NUMBER)
        made.close()
        assert "sort=-created_at" in server.asked[0].path
        assert server.asked[1].path == "/api/v2/comments.json?page=2"
    assert ([entry.id for entry in found.entries], found.complete) == ([3, 2, 1], True)


def test_pages_up_to_a_claim() -> None:
    """No page is asked for after the one with what was looked for."""
    claim = zendesk.comment(1, metadata={"custom": {"csm_op": "a", "csm_verb": "claim"}})
    replies = pages([zendesk.comment(3)], [zendesk.comment(2), claim])
    replies[-1].body["meta"]["has_more"] = True
    with scripted(*replies) as server:
        linked(replies, server)
        made = desk(server.url)
        found = made.conversation(zendesk.NUMBER, until=says_claim)
        made.close()
    assert ([entry.id for entry in found.entries], found.complete) == ([3, 2, 1], False)


@pytest.mark.parametrize("shape", [{}, {"comments": None}, {"comments": [{}]}, {"comments": [1]}])
def test_comments_that_make_no_sense(served: Served, shape: Any) -> None:
    """Told as an answer that is not as documented, never as an empty conversation."""
    with served(Reply(200, shape)) as (made, _), pytest.raises(Unavailable):
        made.conversation(zendesk.NUMBER)


def test_a_comment_that_does_not_say_who_may_read_it(served: Served) -> None:
    """Counts as public, so it can be no claim and no proof of a private note."""
    marked = {"metadata": {"custom": {"csm_op": "op1", "csm_verb": "claim"}}}
    silent = zendesk.comment(1, **marked)
    del silent["public"]
    odd = [zendesk.comment(number, public=value) for number, value in ((2, None), (3, 0), (4, ""))]
    with served(Reply(200, zendesk.comments([silent, *odd]))) as (made, _):
        assert [entry.private for entry in made.conversation(zendesk.NUMBER).entries] == [False] * 4


@pytest.mark.parametrize(
    "custom", [None, {}, [], "text", {"csm_op": "a"}, {"csm_verb": "claim"}, {"csm_op": ""}]
)
def test_a_mark_that_is_none(served: Served, custom: Any) -> None:
    """A mark has an operation and a verb; anything else on a comment is not csm's."""
    page = zendesk.comments([zendesk.comment(1, metadata={"system": {}, "custom": custom})])
    with served(Reply(200, page)) as (made, _):
        assert made.conversation(zendesk.NUMBER).entries[0].mark is None


def test_an_author_that_nobody_knows(served: Served) -> None:
    """Whoever is not among the users that came along is never taken for staff."""
    page = zendesk.comments([zendesk.comment(1, author_id=-1)])
    with served(Reply(200, page)) as (made, _):
        assert made.conversation(zendesk.NUMBER).entries[0].author.kind == "system"


def test_a_next_page_elsewhere() -> None:
    """A link to another host is not followed, and nothing is taken from half of the pages."""
    page = zendesk.comments([zendesk.comment(1)], "https://evil.example/api/v2/x")
    with scripted(Reply(200, page)) as server:
        made = desk(server.url)
        with pytest.raises(Unavailable) as told:
            made.conversation(zendesk.NUMBER)
        made.close()
    assert "another host" in told.value.message


def test_pages_without_an_end() -> None:
    """Pages that go in a circle end, and are told."""
    first, second = [*pages([], [])[:1], *pages([], [])[:1]]
    with scripted(first, second) as server:
        linked([first], server)
        linked([second], server)
        made = desk(server.url)
        with pytest.raises(Unavailable) as told:
            made.conversation(zendesk.NUMBER)
        made.close()
    assert "go in a circle" in told.value.message
