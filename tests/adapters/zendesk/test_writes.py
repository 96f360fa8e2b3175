"""No write can be public, and no answer can make a public note look private."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import Leaked, OutcomeUnknown
from csm_cli.domain.tickets import (
    Change,
    Group,
    Hand,
    Mark,
    Marker,
    Option,
    Receipt,
    Ticket,
    Write,
)
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted
from tests.adapters.zendesk import answers_of_zendesk as zendesk
from tests.adapters.zendesk.conftest import Served, desk

MARKER = Marker(17, "esc.", Option("Escalated", "escalated"))
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TICKET = Ticket(zendesk.NUMBER, "", "", "open", "2026-11-23T10:30:00Z", NOW, NOW, NOW)
WRITE = Write(zendesk.NUMBER, "2026-11-23T10:30:00Z", Mark("op1", "claim"), "words")
DESK = desk("http://127.0.0.1:1")

texts = st.text(max_size=200) | st.text(st.sampled_from('{}%"public:true,\n\\ '), max_size=60)
numbers = st.integers(1, 10**18 - 1)
changes = st.builds(
    Change,
    st.none() | st.builds(Group, numbers, texts),
    st.none() | st.builds(Hand, st.none() | numbers, texts),
    st.none() | st.tuples(st.just(MARKER), st.builds(Option, texts, st.none() | texts)),
    st.none() | texts,
    st.lists(texts, max_size=2).map(tuple),
    st.just(()),
)
files = st.builds(Attachment.of, texts, st.binary(max_size=20))
writes = st.builds(
    Write,
    numbers,
    texts,
    st.builds(Mark, texts, texts),
    texts,
    st.none() | changes,
    st.lists(files, max_size=2).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)


def sent_ticket(write: Write) -> Any:
    """The ticket in the body of the one request that a write is."""
    *_, request = DESK.requests(write)
    assert request.body is not None
    return json.loads(json.dumps(request.body))["ticket"]


@given(writes)
def test_no_write_is_public(write: Write) -> None:
    """Whatever the text, the mark, the change or the files: one comment, private, and no more."""
    ticket = sent_ticket(write)
    files = {"uploads"} if write.attachments else set()
    assert ticket["comment"].keys() - {"body", "html_body"} == {"public"} | files
    assert len(ticket["comment"].keys() & {"body", "html_body"}) == 1
    assert ticket["comment"]["public"] is False
    assert ticket["safe_update"] is True
    assert ticket["updated_stamp"] == write.version
    allowed = {"id", "comment", "metadata", "safe_update", "updated_stamp"}
    assert ticket.keys() <= allowed | {"group_id", "assignee_id", "custom_fields", "tags"}


def test_a_change_in_full() -> None:
    """Group, nobody as assignee, and the switch go out in the same update as the note."""
    change = Change(Group(302, "Replay"), Hand(None, None), (MARKER, MARKER.escalated))
    ticket = sent_ticket(WRITE._replace(change=change))
    assert (ticket["group_id"], ticket["assignee_id"]) == (302, None)
    assert ticket["custom_fields"] == [{"id": 17, "value": "escalated"}]
    assert ticket["metadata"] == {"csm_op": "op1", "csm_verb": "claim"}


@pytest.mark.parametrize(("severity", "sent"), [("high", "high"), ("", None)])
def test_severity_is_a_field_of_the_same_update(severity: str, sent: str | None) -> None:
    """It goes by the configured id, beside the switch; an empty one empties the field."""
    change = Change(marker=(MARKER, MARKER.escalated), severity=severity)
    assert sent_ticket(WRITE._replace(change=change))["custom_fields"] == [
        {"id": 17, "value": "escalated"},
        {"id": 22, "value": sent},
    ]


def test_tags_go_out_as_a_whole_list() -> None:
    """Nobody's tag is lost, nothing is named twice, and the list belongs to the version read."""
    ticket = TICKET._replace(tags=("plan_scale", "low", "incident/7"), severity="low")
    change = Change(severity="high", add_tags=("incident/7", "incident/12"))
    sent = sent_ticket(Write.on(ticket, WRITE.mark, "words", change))
    assert sent["tags"] == ["plan_scale", "incident/7", "high", "incident/12"]
    assert sent["updated_stamp"] == ticket.version
    gone = sent_ticket(Write.on(ticket, WRITE.mark, "words", Change(remove_tags=("incident/7",))))
    assert gone["tags"] == ["plan_scale", "low"]
    assert "tags" not in sent_ticket(Write.on(ticket, WRITE.mark, "words", Change(severity="low")))


def test_no_change_is_no_change() -> None:
    """A note alone names neither group, assignee nor fields; tags are never named."""
    assert not {"group_id", "assignee_id", "custom_fields", "tags"} & sent_ticket(WRITE).keys()


def applied(served: Served, *answers: Reply, write: Write = WRITE) -> Receipt:
    """Send a write to a server that gives these answers to it."""
    with served(Reply(200, zendesk.ME), *answers) as (made, server):
        try:
            return made.apply(write)
        finally:
            assert_sent(server)


def assert_sent(server: ScriptedServer) -> None:
    """One update left, and the dry run said what."""
    ((method, path, _, body, _),) = [asked for asked in server.asked if asked.method == "PUT"]
    assert [(method, path, body)] == [tuple(request)[:3] for request in DESK.requests(WRITE)]


def test_what_is_sent_is_what_the_dry_run_says(served: Served) -> None:
    """Method, path and body are those of `requests`."""
    receipt = applied(served, Reply(200, zendesk.updated()))
    assert (receipt.note.id, receipt.note.private, receipt.differences) == (900, True, ())
    assert receipt.note.author.name == "Robin Vale"


PUBLIC = {"id": 900, "type": "Comment", "body": "words", "public": True}
PRIVATE = {**PUBLIC, "public": False}


@pytest.mark.parametrize("events", [[PUBLIC], [PRIVATE, PUBLIC], [PUBLIC, PRIVATE]])
def test_a_note_that_came_back_public(served: Served, events: list[Any]) -> None:
    """Loud, with the comment to make internal."""
    with pytest.raises(Leaked) as told:
        applied(served, Reply(200, zendesk.updated(events)))
    assert "make comment 900 internal, now" in (told.value.hint or "")


ODD = {
    "no note": zendesk.updated([]),
    "no public": zendesk.updated([{"id": 900, "type": "Comment", "body": "words"}]),
    "null public": zendesk.updated([{**PRIVATE, "public": None}]),
    "public as text": zendesk.updated([{**PRIVATE, "public": "false"}]),
    "public as 0": zendesk.updated([{**PRIVATE, "public": 0}]),
    "a note without a number": zendesk.updated([{"type": "Comment", "public": False}]),
    "events of another kind": zendesk.updated(["Comment"]),
    "another ticket": zendesk.updated(id=1),
    "no ticket": {"audit": zendesk.updated()["audit"]},
    "no audit": {"ticket": zendesk.ticket()},
    "an odd time": zendesk.updated(updated_at="yesterday"),
    "nothing": {},
    "a list": {"ticket": [], "audit": []},
    "null": {"ticket": None, "audit": None},
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_an_answer_that_makes_no_sense(served: Served, body: Any) -> None:
    """The update was carried out or not: nobody can tell from this, so it is unknown."""
    with pytest.raises(OutcomeUnknown):
        applied(served, Reply(200, body))


def test_keys_that_were_ignored(served: Served) -> None:
    """A 200 that changed nothing is told key by key."""
    change = Change(Group(302, "Replay"), Hand(101, "Robin Vale"), (MARKER, MARKER.escalated))
    with served(Reply(200, zendesk.ME), Reply(200, zendesk.updated())) as (made, _):
        receipt = made.apply(WRITE._replace(change=change))
    assert receipt.differences == (
        "the group is group 301, not Replay",
        "the assignee is nobody, not Robin Vale",
        "esc. is empty, not escalated",
    )


@pytest.mark.parametrize("custom", [{}, {"csm_op": "op2", "csm_verb": "claim"}, {"csm_op": "op1"}])
def test_a_mark_that_was_ignored(served: Served, custom: Any) -> None:
    """Without it csm would not find the note again, so that it is no simple success."""
    answer = zendesk.updated()
    answer["audit"]["metadata"]["custom"] = custom
    assert applied(served, Reply(200, answer)).differences == (
        "the note does not carry csm's mark",
    )


@pytest.mark.parametrize("metadata", [None, {}, {"system": {}}])
def test_an_answer_without_metadata(served: Served, metadata: Any) -> None:
    """What is not told is no difference."""
    answer = zendesk.updated()
    answer["audit"]["metadata"] = metadata
    assert applied(served, Reply(200, answer)).differences == ()


leaves = st.none() | st.booleans() | st.integers(-3, 10**6) | st.text(max_size=8)
junk = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
PLACES: list[tuple[Any, ...]] = [
    ("ticket",),
    ("ticket", "id"),
    ("ticket", "updated_at"),
    ("ticket", "custom_fields"),
    ("ticket", "via"),
    ("audit",),
    ("audit", "created_at"),
    ("audit", "events"),
    ("audit", "events", 0),
    ("audit", "events", 0, "id"),
    ("audit", "events", 0, "type"),
    ("audit", "events", 0, "public"),
    ("audit", "events", 0, "body"),
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PLACES), junk)
def test_no_answer_makes_a_public_note_a_success(place: tuple[Any, ...], value: Any) -> None:
    """Whatever stands anywhere in the answer, success means one private note on this ticket."""
    answer = json.loads(json.dumps(zendesk.updated()))
    inner = answer
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    with scripted(Reply(200, zendesk.ME), Reply(200, answer)) as server:
        made = desk(server.url)
        try:
            made.apply(WRITE)
        except (Leaked, OutcomeUnknown):
            return
        finally:
            made.close()
    said = [event for event in answer["audit"]["events"] if event.get("type") == "Comment"]
    assert said
    assert all(event["public"] is False for event in said)
    assert answer["ticket"]["id"] == zendesk.NUMBER
