"""A reply is public and as it was typed, and no answer can make a private one look public."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.zendesk import reply_text
from csm_cli.adapters.zendesk.replies import ZendeskReplies
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import Conflict, OutcomeUnknown, Refused, Withheld
from csm_cli.domain.notes import readable
from csm_cli.domain.replies import Channel, Reader, Reply
from csm_cli.domain.tickets import Mark, Person
from csm_cli.sandbox import Sandbox
from csm_cli.services.replying_ports import Delivered
from tests.adapters.scripted_server import Reply as Answer
from tests.adapters.scripted_server import scripted
from tests.adapters.zendesk import answers_of_zendesk as zendesk
from tests.adapters.zendesk.conftest import FACTS, pacer, session
from tests.adapters.zendesk.test_as_typed import PIECES, texts
from tests.sandbox.small import SCENARIO, Small

NUMBER = 1001
ME = Person(101, "Robin Vale", "robin.vale@posthog.example")
REPLY = Reply(
    zendesk.NUMBER,
    "2026-11-23T10:30:00Z",
    Mark("op1", "reply"),
    "words",
    (Reader(ME, "requester"),),
    Channel("mail"),
    None,
)
NOWHERE = ZendeskReplies(
    "http://127.0.0.1:1", session("http://127.0.0.1:1"), lambda: ME, FACTS.fields
)


class Page(HTMLParser):
    """What a browser shows of a comment: signs, and line ends where a `br` stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - of the parser
        """A line ends."""
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        """Collect the signs."""
        self.text += data


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A sandbox of its own, whose Zendesk takes as many updates as anybody sends."""
    with Sandbox(tmp_path_factory.mktemp("replied"), SCENARIO) as sandbox:
        made, much = Small(sandbox), 10**6
        made.limit(
            account_per_minute=much,
            tickets_update_per_minute=much,
            ticket_updates_per_10_minutes=much,
            comments_per_ticket=much,
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def outlet(small: Small) -> Iterator[ZendeskReplies]:
    """The adapter, signed in to it as Robin Vale."""
    account = ZendeskAccount(small.url, ME.email, "sandbox-robin", None, "a test")
    made = SafeSession(
        account,
        timeout=20,
        cap=1,
        certificates=None,
        announce=lambda _: None,
        pacer=pacer(),
    )
    replies = ZendeskReplies(small.url, made, lambda: ME, FACTS.fields)
    yield replies
    replies.close()


def replied(outlet: ZendeskReplies, small: Small, text: str) -> dict[str, Any]:
    """Reply with a text; the comment as the sandbox keeps it."""
    ticket = small.get(f"tickets/{NUMBER}").json()["ticket"]
    reply = REPLY._replace(ticket=NUMBER, version=ticket["updated_at"], text=text)
    receipt = outlet.apply(reply).receipt
    assert receipt.differences == ()
    query = {"sort": "-created_at", "page[size]": "5"}
    newest = small.get(f"tickets/{NUMBER}/comments", params=query).json()["comments"]
    found: dict[str, Any] = next(item for item in newest if item["id"] == receipt.note.id)
    return found


def assert_as_typed(outlet: ZendeskReplies, small: Small, typed: str) -> None:
    """Public, every sign shown, no placeholder filled in, lines where they were typed."""
    text = readable(typed)
    comment = replied(outlet, small, text)
    assert comment["public"] is True
    assert "<pre>" not in comment["html_body"]
    page = Page()
    page.feed(comment["html_body"])
    page.close()
    assert page.text.split() == text.split() or comment["body"] == text
    if "html_body" in reply_text.forms(text):
        assert page.text.replace("\xa0", " ") == text.expandtabs(4).replace("\xa0", " ")


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(texts.filter(readable), min_size=1, max_size=8))
def test_text_arrives_as_typed(outlet: ZendeskReplies, small: Small, typed: list[str]) -> None:
    """Any text, and any mixture of what Zendesk would make something else of."""
    for text in typed:
        assert_as_typed(outlet, small, text)


@pytest.mark.parametrize("frame", ["{}", "one\n{}\ntwo"])
def test_each_piece_arrives_as_typed(outlet: ZendeskReplies, small: Small, frame: str) -> None:
    """Each of them by itself, among words, and on a line of its own."""
    for piece in PIECES:
        if readable(text := frame.replace("{}", piece)):
            assert_as_typed(outlet, small, text)


def test_addresses_stay_links(outlet: ZendeskReplies, small: Small) -> None:
    """Among signs that go out as entities, an address can be clicked, and is what it says."""
    comment = replied(outlet, small, "Set `x`:\n  see https://posthog.com/docs?a=1&b=<2>, please.")
    assert '<a href="https://posthog.com/docs?a=1&amp;b=">' in comment["html_body"]
    assert comment["html_body"].count("<a ") == 1


@given(texts, st.none() | st.just("pending"))
def test_no_reply_is_private(text: str, status: str | None) -> None:
    """Whatever the text: one comment, public, with its mark and its condition, and no more."""
    (request,) = NOWHERE.requests(REPLY._replace(text=text, status=status))
    ticket = json.loads(json.dumps(request.body))["ticket"]
    assert ticket["comment"]["public"] is True
    assert len(ticket["comment"].keys() - {"public"}) == 1
    assert (ticket["safe_update"], ticket["updated_stamp"]) == (True, REPLY.version)
    assert ticket["metadata"] == {"csm_op": "op1", "csm_verb": "reply"}
    allowed = {"id", "comment", "metadata", "safe_update", "updated_stamp"}
    assert ticket.keys() == allowed | ({"status"} if status else set())


PUBLIC = {"id": 900, "type": "Comment", "body": "words", "public": True}
PRIVATE = {**PUBLIC, "public": False}


def updated(events: list[Any] | None = None, **changed: Any) -> dict[str, Any]:
    """Zendesk's answer to a reply."""
    answer = zendesk.updated([PUBLIC] if events is None else events, **changed)
    answer["audit"]["metadata"]["custom"] = {"csm_op": "op1", "csm_verb": "reply"}
    return answer


def applied(*answers: Answer, reply: Reply = REPLY) -> Delivered:
    """Send a reply to a server that gives these answers; it is asked once, whatever they are."""
    with scripted(*answers) as server:
        outlet = ZendeskReplies(server.url, session(server.url), lambda: ME, FACTS.fields)
        try:
            return outlet.apply(reply)
        finally:
            outlet.close()
            assert [asked.method for asked in server.asked].count("PUT") == 1


def test_an_answer_that_shows_it() -> None:
    """Public, the same words, and the status that was asked for."""
    delivered = applied(
        Answer(200, updated(status="pending")), reply=REPLY._replace(status="pending")
    )
    assert (delivered.receipt.note.id, delivered.receipt.note.private) == (900, False)
    assert (delivered.receipt.differences, delivered.status) == ((), "pending")


@pytest.mark.parametrize("events", [[PRIVATE], [PRIVATE, PUBLIC], [PUBLIC, PRIVATE]])
def test_a_reply_that_came_back_private(events: list[Any]) -> None:
    """Told as an error of its own, with the comment's number."""
    with pytest.raises(Withheld) as told:
        applied(Answer(200, updated(events)))
    assert told.value.note_id == 900


ODD = {
    "no comment": updated([]),
    "no public": updated([{"id": 900, "type": "Comment", "body": "words"}]),
    "null public": updated([{**PUBLIC, "public": None}]),
    "public as text": updated([{**PUBLIC, "public": "true"}]),
    "public as 1": updated([{**PUBLIC, "public": 1}]),
    "without a number": updated([{"type": "Comment", "public": True}]),
    "another ticket": updated(id=1),
    "no ticket": {"audit": updated()["audit"]},
    "no audit": {"ticket": zendesk.ticket()},
    "nothing": {},
    "null": {"ticket": None, "audit": None},
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_an_answer_that_makes_no_sense(body: Any) -> None:
    """It was carried out or not: nobody can tell from this, so it is unknown."""
    with pytest.raises(OutcomeUnknown):
        applied(Answer(200, body))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (updated([{**PUBLIC, "body": "other words"}]), "text is not as it was sent, from line 1"),
        (updated(status="open"), "the status is open, not pending"),
        ({**updated(), "audit": {**updated()["audit"], "metadata": {"custom": {}}}}, "csm's mark"),
    ],
)
def test_what_is_not_as_planned(answer: Any, said: str) -> None:
    """Another text, a status that a trigger undid, a mark that was ignored: told one by one."""
    reply = REPLY._replace(status="pending")
    answer["ticket"].setdefault("status", "pending")
    found = applied(Answer(200, answer), reply=reply).receipt.differences
    assert any(said in each for each in found)


@pytest.mark.parametrize(("status", "error"), [(409, Conflict), (422, Refused)])
def test_a_no_is_not_sent_again(status: int, error: type[Exception]) -> None:
    """Zendesk's refusals are told as they are, after one request."""
    with pytest.raises(error):
        applied(Answer(status, {"error": "UpdateConflict", "description": "no"}))
