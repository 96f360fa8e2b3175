"""Files go up before the note, each once; one that fails means that nothing is written."""

from typing import Any

import pytest

from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.errors import Conflict, CsmError, OutcomeUnknown, Refused, Unavailable
from csm_cli.domain.tickets import Mark, Write
from tests.adapters.scripted_server import Reply, ScriptedServer
from tests.adapters.zendesk import answers_of_zendesk as zendesk
from tests.adapters.zendesk.conftest import Served

FILES = (Attachment.of("a b&c#é.log", b"one\n"), Attachment.of("p.png", b"\x89PNG\xff"))
WRITE = Write(
    zendesk.NUMBER, "2026-11-23T10:30:00Z", Mark("op1", "claim"), "words", attachments=FILES
)
FIRST, SECOND = (
    "/api/v2/uploads.json?filename=a+b%26c%23%C3%A9.log",
    "/api/v2/uploads.json?filename=p.png",
)
ME = Reply(200, zendesk.ME)
GONE = Reply(204, b"")


def token(name: str) -> Reply:
    """Zendesk took a file."""
    return Reply(201, {"upload": {"token": name, "attachment": {}, "attachments": []}})


def updated(*files: tuple[str, int]) -> Reply:
    """Zendesk carried the update out; its note has these files."""
    attachments = [{"id": 1, "file_name": name, "size": size} for name, size in files]
    event: dict[str, Any] = {
        "id": 900, "type": "Comment", "body": "words", "public": False, "attachments": attachments,
    }  # fmt: skip
    return Reply(200, zendesk.updated([event]))


def asked(server: ScriptedServer) -> list[tuple[str, str]]:
    """What was asked besides who is signed in."""
    return [(each.method, each.path) for each in server.asked if each.method != "GET"]


PUT = ("PUT", f"/api/v2/tickets/{zendesk.NUMBER}.json")


def test_files_then_the_note(served: Served) -> None:
    """Name, type and bytes of each file, in their order; then one update with their tokens."""
    with served(ME, token("t1"), token("t2"), updated(("a b.log", 4), ("p.png", 5))) as (
        desk,
        server,
    ):
        receipt = desk.apply(WRITE)
        assert asked(server) == [("POST", FIRST), ("POST", SECOND), PUT]
        ups = [each for each in server.asked if each.method == "POST"]
        kinds = [each.headers["Content-Type"] for each in ups]
        update = server.asked[-1].body["ticket"]
    assert kinds == ["application/octet-stream", "image/png"]
    assert update["comment"] == {"body": "words", "public": False, "uploads": ["t1", "t2"]}
    assert receipt.note.attachments == (Attached("a b.log", 4), Attached("p.png", 5))
    assert receipt.differences == ()


def test_the_dry_run_says_so(served: Served) -> None:
    """The uploads stand before the update; their bytes are described, nothing is sent."""
    with served() as (desk, server):
        first, second, put = desk.requests(WRITE)
        assert server.asked == []
    assert (first.method, first.path) == ("POST", FIRST)
    assert second.body == {
        "file": {
            "name": "p.png",
            "content_type": "image/png",
            "size": 5,
            "sha256": FILES[1].digest,
        }
    }
    assert put.body is not None
    assert put.body["ticket"]["comment"]["uploads"] == [
        "(the token of a b&c#é.log)", "(the token of p.png)",
    ]  # fmt: skip
    assert (put.note, first.note) == ("words", None)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(413, {"error": "AttachmentTooLarge"}), Refused),
        (Reply(422, {"error": "RecordInvalid"}), Refused),
        (Reply(403, {"error": "Forbidden"}), Refused),
        (Reply(500, b"oops"), Unavailable),
        (Reply(503, b"oops"), Unavailable),
        (Reply(201, b"<html>"), Unavailable),
        (Reply(201, {"upload": {}}), Unavailable),
        (Reply(201, {"upload": None}), Unavailable),
        (Reply(302, b"", (("Location", "/access"),)), Unavailable),
        (Reply(201, {}, hangs=2), Unavailable),
    ],
)
def test_a_file_that_does_not_arrive(served: Served, reply: Reply, error: type[CsmError]) -> None:
    """It is not sent again, the files before it are deleted, and no update is sent."""
    with served(ME, token("t1"), reply, GONE) as (desk, server):
        with pytest.raises(error) as told:
            desk.apply(WRITE)
        assert asked(server) == [
            ("POST", FIRST), ("POST", SECOND), ("DELETE", "/api/v2/uploads/t1.json"),
        ]  # fmt: skip
    assert "p.png" in told.value.message
    assert told.value.written == "nothing was written to the ticket"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(409, {"error": "UpdateConflict"}), Conflict),
        (Reply(422, {"error": "RecordInvalid"}), Refused),
    ],
)
def test_an_update_that_is_refused(served: Served, reply: Reply, error: type[CsmError]) -> None:
    """Nothing was written, so that the files are taken back; a deletion that fails is let be."""
    with served(ME, token("t1"), token("t2"), reply, GONE, Reply(500, b"")) as (desk, server):
        with pytest.raises(error):
            desk.apply(WRITE)
        assert asked(server)[2:] == [
            PUT, ("DELETE", "/api/v2/uploads/t1.json"), ("DELETE", "/api/v2/uploads/t2.json"),
        ]  # fmt: skip


def test_an_update_without_an_answer(served: Served) -> None:
    """The note may be there with its files, which are therefore left alone."""
    with served(ME, token("t1"), token("t2"), Reply(200, b"", hangs=2)) as (desk, server):
        with pytest.raises(OutcomeUnknown):
            desk.apply(WRITE)
        assert asked(server)[2:] == [PUT]


def test_a_file_that_was_ignored(served: Served) -> None:
    """Zendesk answers 200 to tokens that it does not know: the answer shows what is there."""
    with served(ME, token("t1"), token("t2"), updated(("p.png", 5))) as (desk, _):
        assert desk.apply(WRITE).differences == ("the file a b&c#é.log is not attached",)


def test_text_that_was_changed(served: Served) -> None:
    """A note that is not as it was sent is told, line and all."""
    event = {"id": 900, "type": "Comment", "body": "words\nmore", "public": False}
    with served(ME, Reply(200, zendesk.updated([event]))) as (desk, _):
        receipt = desk.apply(WRITE._replace(note="words\n{{ticket.id}}", attachments=()))
    assert receipt.differences == ("the note's text is not as it was sent, from line 2 on",)


@pytest.mark.parametrize("body", ["words\n{{x}}", "words {{x}}", ""])
def test_either_form_proves_the_text(served: Served, body: str) -> None:
    """Zendesk turns a page into text as it likes: the page itself may show that it is all there."""
    page = '<div class="zd-comment" dir="auto"><pre>words\n&#123;{x}}</pre></div>'
    event = {"id": 900, "type": "Comment", "body": body, "html_body": page, "public": False}
    with served(ME, Reply(200, zendesk.updated([event]))) as (desk, _):
        receipt = desk.apply(WRITE._replace(note="words\n{{x}}", attachments=()))
    assert (receipt.differences, receipt.note.body) == ((), "words\n{{x}}")


@pytest.mark.parametrize("files", ["abc", [None], [{"size": "much"}], 5])
def test_files_that_make_no_sense(served: Served, files: object) -> None:
    """Nobody can tell from such an answer what became of the update."""
    event = {"id": 900, "type": "Comment", "body": "words", "public": False, "attachments": files}
    answers = ME, Reply(200, zendesk.updated([event]))
    with served(*answers) as (desk, _), pytest.raises(OutcomeUnknown):
        desk.apply(WRITE._replace(attachments=()))
