"""Files: known by their content, recorded without it, and compared by what is there."""

import json
from datetime import UTC, datetime

import pytest

from csm_cli.domain.attachments import Attached, Attachment, with_contents
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.tickets import Entry, Mark, Person, Write

LOG, PICTURE = Attachment.of("trace.log", b"line\n"), Attachment.of("a.png", b"\x89PNG")
WRITE = Write(1, "v", Mark("op", "note"), "words", None, (LOG, PICTURE))


def note(body: str = "words", *files: Attached) -> Entry:
    """The note as the desk has it."""
    person = Person(101, "Robin Vale", None)
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return Entry(9, person, private=True, body=body, created_at=at, attachments=files)


def test_what_is_known_of_a_file() -> None:
    """Its size in bytes and its SHA-256."""
    assert LOG.size == 5
    assert LOG.digest == "c73b73af8851e9e91bc6b4dc12e7dace0a2bfb931c1d0b8b36ef367319f58cd1"
    assert LOG.trace == LOG._replace(content=None)


def test_a_record_holds_no_content() -> None:
    """What is kept of a write can be written as JSON, and none of a file's bytes is in it."""
    kept = json.dumps(WRITE.recorded)
    assert "trace.log" in kept
    assert "line" not in kept
    assert WRITE.recorded.note == WRITE.note


def test_contents_come_back_by_what_they_are() -> None:
    """The same bytes under another name will do; the recorded name stays."""
    moved = Attachment.of("other-name.log", b"line\n")
    assert with_contents(WRITE.recorded.attachments, (PICTURE, moved)) == WRITE.attachments


@pytest.mark.parametrize("files", [(), (LOG,), (LOG, Attachment.of("a.png", b"\x89PNG!"))])
def test_a_file_that_is_not_what_it_was(files: tuple[Attachment, ...]) -> None:
    """A note is sent again whole or not at all."""
    with pytest.raises(WrongUsage) as told:
        with_contents(WRITE.recorded.attachments, files)
    assert "a.png" in told.value.message
    assert told.value.written == "nothing was sent now"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (note("words", Attached("trace.log", 5), Attached("a.png", 4)), []),
        (note("words", Attached("a.png", 4), Attached("trace_log", 5)), []),  # renamed by the desk
        (note("words", Attached("a.png", 4)), ["the file trace.log is not attached"]),
        (note("words", Attached("trace.log", 5), Attached("a.png", 3)),
         ["the file a.png is not attached"]),
        (note("wor", Attached("trace.log", 5), Attached("a.png", 4)),
         ["the note's text is not as it was sent, from line 1 on"]),
    ],
)  # fmt: skip
def test_what_is_not_as_it_was_sent(found: Entry, said: list[str]) -> None:
    """Text and files are compared; each lack is a sentence."""
    assert list(WRITE.differences(found)) == said
