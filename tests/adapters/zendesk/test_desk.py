"""The desk's reading half, and what it keeps between runs, against a server that is told."""

from pathlib import Path
from typing import Any

import pytest

from csm_cli.domain.claims import says_claim
from csm_cli.domain.errors import NotSignedIn, Refused, Unavailable, WrongUsage
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Group, Mark, Write
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted
from tests.adapters.zendesk import answers_of_zendesk as zendesk
from tests.adapters.zendesk.conftest import FACTS, Served, desk

ONE = TicketRef(zendesk.NUMBER)
ME, ANONYMOUS = Reply(200, zendesk.ME), Reply(200, zendesk.ANONYMOUS)


def user(**changed: Any) -> Reply:
    """`users/me` with some things otherwise."""
    return Reply(200, {"user": {**zendesk.ME["user"], **changed}})


def field(number: int = 17, **changed: Any) -> dict[str, Any]:
    """A ticket field, by default the switch."""
    options = [
        {"name": "Escalated", "value": "escalated"},
        {"name": "De-escalated", "value": "esc_resolved"},
    ]
    made = {"id": number, "type": "tagger", "title": "esc.", "active": True}
    return {**made, "custom_field_options": options, **changed}


def fields(*found: dict[str, Any]) -> Reply:
    """A page of ticket fields."""
    return Reply(200, {"ticket_fields": list(found), "meta": {"has_more": False}, "count": 1})


@pytest.mark.parametrize(
    ("changed", "access"),
    [
        ({}, "full"),
        ({"role": "admin", "role_type": 4}, "admin"),
        ({"role_type": 1}, "light"),
        ({"only_private_comments": True}, "light"),
    ],
)
def test_how_far_a_role_reaches(served: Served, changed: dict[str, Any], access: str) -> None:
    """From `role_type`, and from what Zendesk says of comments."""
    with served(user(**changed)) as (made, _):
        assert made.me().access == access


@pytest.mark.parametrize("reply", [ANONYMOUS, user(role="end-user"), user(id=None)])
def test_a_wrong_token(served: Served, reply: Reply) -> None:
    """Zendesk answers 200 with nobody; a customer's sign-in is no better."""
    with served(reply) as (made, _), pytest.raises(NotSignedIn):
        made.me()


def test_what_is_kept(served: Served) -> None:
    """The second question is answered without the desk, `fresh` asks it."""
    with served(ME, user(role_type=1)) as (made, _):
        assert made.me() == made.me()
        assert made.me(fresh=True).access == "light"
        assert made.me().access == "light"


def test_what_is_kept_for_the_next_run(tmp_path: Path) -> None:
    """Another run, with the same account, starts with what the first one asked."""
    with scripted(ME) as server:
        for _ in range(2):
            made = desk(server.url, tmp_path)
            assert made.me().person.name == "Robin Vale"
            made.close()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"at": 5}', '{"at": "2999-01-01", "value": 1}'])
def test_a_damaged_cache(tmp_path: Path, damage: str) -> None:
    """A kept answer that can't be read is asked for again."""
    with scripted(ME, ME) as server:
        for _ in range(2):
            made = desk(server.url, tmp_path)
            assert made.me().person.name == "Robin Vale"
            made.close()
            (tmp_path / "me.json").write_text(damage)


def test_a_cache_of_another_shape(tmp_path: Path) -> None:
    """What an older csm kept, with other keys, is as good as nothing."""
    with scripted(ME, ME) as server:
        for _ in range(2):
            made = desk(server.url, tmp_path)
            assert made.me().access == "full"
            made.close()
            kept = (tmp_path / "me.json").read_text()
            (tmp_path / "me.json").write_text(kept.replace('"access"', '"reach"'))


def test_a_refused_write_drops_what_is_kept(served: Served) -> None:
    """A group or an option may be gone: the next run asks for them again."""
    write = Write(zendesk.NUMBER, "x", Mark("op1", "claim"), "words")
    with served(ME, Reply(422, {"error": "RecordInvalid"}), ME) as (made, _):
        with pytest.raises(Refused):
            made.apply(write)
        assert made.me().person.name == "Robin Vale"


def test_a_ticket_in_one_request(served: Served) -> None:
    """People, group and organization come along with the ticket."""
    answer = {
        "ticket": zendesk.ticket(assignee_id=101, organization_id=501),
        "users": [zendesk.ME["user"], {"id": 201, "name": "Theo", "role": "end-user"}],
        "groups": [{"id": 301, "name": "Support"}],
        "organizations": [{"id": 501, "name": "Hedgebox", "external_id": "0184"}],
    }
    with served(Reply(200, answer)) as (made, server):
        found = made.ticket(ONE)
        assert "include=users%2Cgroups%2Corganizations" in server.asked[0].path
    assert (found.number, found.version) == (zendesk.NUMBER, zendesk.LATER)
    assert found.group == Group(301, "Support")
    assert found.assignee is not None
    assert (found.assignee.name, found.assignee.kind) == ("Robin Vale", "staff")
    assert found.requester is not None
    assert found.requester.kind == "customer"
    assert found.organization is not None
    assert found.organization.organization_id == "0184"


def test_the_moment_of_reading_is_the_earliest(served: Served) -> None:
    """The answer's date says when it was made; the reading may have been that much earlier."""
    date = (("Date", "Mon, 23 Nov 2026 11:00:00 GMT"),)
    with served(Reply(200, {"ticket": zendesk.ticket()}, date, hangs=0.2)) as (made, _):
        read_at = made.ticket(ONE).read_at
    assert read_at.isoformat() < "2026-11-23T10:59:59.9"


def test_an_answer_without_a_date(served: Served) -> None:
    """Can't vouch for its version: the youngest moment is assumed."""
    with served(Reply(200, {"ticket": zendesk.ticket()}, (("Date", ""),))) as (made, _):
        found = made.ticket(ONE)
    assert found.read_at == found.updated_at


def test_another_host(served: Served) -> None:
    """A ticket's URL of another Zendesk is refused without asking anybody."""
    with served() as (made, server):
        made.check(TicketRef(1, server.url.removeprefix("http://")))
        for ask in (made.check, made.ticket):
            with pytest.raises(WrongUsage) as told:
                ask(TicketRef(1, "other.zendesk.com"))
            assert "other.zendesk.com" in told.value.message


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


def test_the_switch_by_its_title(served: Served) -> None:
    """Exactly one active drop-down of that title, whatever its case; look-alikes do not count."""
    others = [
        field(1, title="Esc.", active=False),
        field(2, title="esc. reviewed by hero", type="checkbox"),
        field(3, title="esc.", type="text"),
    ]
    with served(fields(*others, field(17, title=" ESC. "))) as (made, _):
        found = made.marker()
    assert (found.field_id, found.escalated.value) == (17, "escalated")


@pytest.mark.parametrize("found", [[], [field(1), field(2)], [field(1, type="text")]])
def test_no_one_switch(served: Served, found: list[dict[str, Any]]) -> None:
    """None or several: nothing is guessed."""
    with served(fields(*found)) as (made, _), pytest.raises(WrongUsage) as told:
        made.marker()
    assert told.value.written == "nothing was sent"
    assert "escalation_field_id" in (told.value.hint or "")


@pytest.mark.parametrize(
    "names", [[], ["De-escalated"], ["Escalated", "escalated to eng"], ["not escalated"]]
)
def test_no_one_option(served: Served, names: list[str]) -> None:
    """One option is or begins with the word; the message shows those that are there."""
    options = [{"name": name, "value": name} for name in names]
    with served(fields(field(custom_field_options=options))) as (made, _):
        with pytest.raises(WrongUsage) as told:
            made.marker()
        assert all(repr(name) in told.value.message for name in names)


def test_a_configured_switch(tmp_path: Path) -> None:
    """A configured id wins over every title; one that is not there is named."""
    for number, fits in ((8, True), (9, False)):
        with scripted(fields(field(17), field(8, title="Other", active=False))) as server:
            made = desk(
                server.url, tmp_path / str(number), FACTS._replace(escalation_field_id=number)
            )
            if fits:
                assert made.marker().field_id == 8
            else:
                with pytest.raises(WrongUsage) as told:
                    made.marker()
                assert "configured id 9" in told.value.message
            made.close()


@pytest.mark.parametrize(
    ("who", "path"), [(ME, "/api/v2/groups/assignable"), (user(role_type=1), "/api/v2/groups.")]
)
def test_groups(served: Served, who: Reply, path: str) -> None:
    """Those that tickets can be handed to; a light agent, who can hand none, gets all."""
    page = {"groups": [{"id": 301, "name": "Support"}], "meta": {"has_more": False}, "count": 1}
    with served(who, Reply(200, page)) as (made, server):
        assert list(made.groups()) == [Group(301, "Support")]
        assert server.asked[1].path.startswith(path)


def test_a_host_without_a_dot() -> None:
    """Such a host can't be spelled for zenpy; said before anything is asked."""
    made = desk("http://localhost:1")
    with pytest.raises(WrongUsage) as told:
        made.me()
    assert "127.0.0.1" in (told.value.hint or "")


def test_a_write_reads_who_is_signed_in_first(served: Served) -> None:
    """A desk that is out of reach then is not taken for one that lost an answer."""
    write = Write(zendesk.NUMBER, "x", Mark("op1", "claim"), "words")
    with served(Reply(401, {"error": "Couldn't authenticate you"})) as (made, server):
        with pytest.raises(NotSignedIn):
            made.apply(write)
        assert [asked.method for asked in server.asked] == ["GET"]
