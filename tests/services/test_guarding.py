"""No secret leaves within a note: it is stopped before anything is recorded or sent."""

import codecs
import time

import pytest

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Write
from csm_cli.services.guarding import Guard
from csm_cli.services.writing import Door
from tests.services.writable_desk import Clock, MemoryJournal, WritableDesk

KEY = "phx_" + "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0"
OWN = {"csm's own Zendesk token": "sandbox-robin"}
WRITE = Write(48213, "v", Mark("op", "claim"), "words")
GUARD = Guard(lambda: OWN)


def refused(write: Write) -> str:
    """What is said of a write that is stopped; the secret itself never is."""
    with pytest.raises(WrongUsage) as told:
        GUARD(write)
    assert told.value.written == "nothing was sent"
    assert "--allow-secrets" in (told.value.hint or "")
    said = f"{told.value.message} {told.value.hint}"
    assert KEY not in said
    assert "sandbox-robin" not in said
    return told.value.message


def test_kind_and_place() -> None:
    """What it is, how it begins, and in which line."""
    said = refused(WRITE._replace(note=f"one\ntwo {KEY}"))
    assert said.endswith("ticket 48213: PostHog personal API key phx_… in line 2 of the note")


def test_a_key_with_signs_that_nobody_sees_in_it() -> None:
    """Copied out of a page with signs of no width, or in letters of another width: found."""
    wide = "".join(chr(ord(char) + 0xFEE0) for char in KEY)
    for note in (f"{KEY[:9]}\u200b{KEY[9:]}", f"{KEY[:2]}\u034f{KEY[2:]}", wide):
        assert "phx_… in line 1" in refused(WRITE._replace(note=note))


def test_own_credentials() -> None:
    """The token in use is found without looking like one."""
    assert "csm's own Zendesk token sand… in line 1" in refused(
        WRITE._replace(note="I am sandbox-robin")
    )


def test_words_pass() -> None:
    """Nothing is said of a note without a secret, nor of its files."""
    GUARD(WRITE._replace(attachments=(Attachment.of("a.log", b"fine\n"),)))


@pytest.mark.parametrize(
    "content",
    [
        f"a\n{KEY}".encode(),
        codecs.BOM_UTF8 + f"a\n{KEY}".encode(),
        f"\ufeffa\n{KEY}".encode("utf-16-le"),
        f"\ufeffa\n{KEY}".encode("utf-16-be"),
        b"a \xff\xe9\n" + KEY.encode(),
        f"a\n{KEY}".encode("utf-16-le"),
        f"a\n{KEY}".encode("utf-16-be"),
        b"a \0\n" + KEY.encode(),
    ],
    ids=[
        "UTF-8",
        "with a mark",
        "UTF-16 little",
        "UTF-16 big",
        "no encoding",
        "UTF-16 little without a mark",
        "UTF-16 big without a mark",
        "a null byte",
    ],
)
def test_files_that_are_text(content: bytes) -> None:
    """Logs come in many encodings; the file is named with the line."""
    said = refused(WRITE._replace(attachments=(Attachment.of("trace\n.log", content),)))
    assert "in line 2 of 'trace\\n.log'" in said


def test_files_that_are_none() -> None:
    """A picture has none, and takes no time worth telling."""
    noise = bytes(range(256)) * 20_000
    began = time.monotonic()
    GUARD(WRITE._replace(attachments=(Attachment.of("a.png", b"\x89PNG\0" + noise),)))
    assert time.monotonic() - began < 10


def test_many() -> None:
    """A dump of a configuration is told by its first few."""
    said = refused(WRITE._replace(note="\n".join([KEY] * 9)))
    assert said.count("phx_…") == 5
    assert said.endswith("and 4 more")


def test_nothing_is_recorded_nor_sent() -> None:
    """The door stops it before the journal knows of it; a plan is stopped as well."""
    clock = Clock()
    desk, journal = WritableDesk(clock), MemoryJournal()
    desk.add(48213)
    door = Door(desk, journal, verify_seconds=1, sleep=clock.sleep, say=lambda _: None, guard=GUARD)
    ticket = door.settled(TicketRef(48213))
    write = WRITE._replace(version=ticket.version, note=KEY)
    for go in (lambda: door.send(write, "intent"), lambda: door.planned(write)):
        with pytest.raises(WrongUsage):
            go()
    assert (desk.sent, journal.began) == ([], {})
    assert door.send(write._replace(note="words"), "intent").note.body == "words"
