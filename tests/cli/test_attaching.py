"""Files that go with a note, and notes that are longer than Zendesk takes, over real HTTP."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Output, Terminal

NUMBER = 48213
PARTS = [
    *("--why", "Replay owns the player", "--investigated", "Opened three of them"),
    *("--observed", "They stop at once", "--next", "Say what is broken"),
]
KEY = (
    "phx_" + "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9"
)  # a personal key of PostHog's, invented


@pytest.fixture(name="frames")
def _frames(tmp_path: Path) -> Path:
    """A file worth attaching."""
    file = tmp_path / "frames.log"
    file.write_bytes(b"frame 1 of 7: no snapshot\n" * 3)
    return file


def attach(csm: Terminal, *paths: Path | str, more: list[str] | None = None) -> Output:
    """An escalation to support with these files."""
    named = [word for path in paths for word in ("--attach", str(path))]
    return csm(
        ["escalate", str(NUMBER), "--to", "support", *PARTS, *named, "--yes", "--json"]
        + (more or [])
    )


def files_of(note: dict[str, Any]) -> dict[str, bytes]:
    """The files of a comment by name, as whoever opens it gets them."""
    found = {}
    for file in note["attachments"]:
        answer = requests.get(file["content_url"], timeout=20)
        answer.raise_for_status()
        assert len(answer.content) == file["size"]
        found[file["file_name"]] = answer.content
    return found


def uploads(zendesk: Zendesk) -> list[dict[str, Any]]:
    """What csm sent to the place where files go."""
    return [each for each in zendesk.sent() if "/uploads" in each["path"]]


def test_a_file_goes_with_the_note(csm: Terminal, zendesk: Zendesk, frames: Path) -> None:
    """Byte for byte, on the one private note, and named in the document."""
    out = attach(csm, frames)
    (note,) = zendesk.of_csm(NUMBER)
    assert out.exit_code == 0
    assert files_of(note) == {"frames.log": frames.read_bytes()}
    assert out.json["attachments"] == [{"name": "frames.log", "size": 78}]
    assert [each["method"] for each in zendesk.sent()] == ["POST", "PUT"]


def test_several_files(csm: Terminal, zendesk: Zendesk, frames: Path, tmp_path: Path) -> None:
    """All on one note, each uploaded once; an empty one and one that is no text as well."""
    picture, nothing = tmp_path / "player.png", tmp_path / "console.txt"
    picture.write_bytes(bytes(range(256)) * 40)
    nothing.write_bytes(b"")
    assert attach(csm, frames, picture, nothing).exit_code == 0
    (note,) = zendesk.of_csm(NUMBER)
    assert files_of(note) == {file.name: file.read_bytes() for file in (frames, picture, nothing)}
    assert len(uploads(zendesk)) == 3


def test_two_files_of_one_name(csm: Terminal, zendesk: Zendesk, frames: Path) -> None:
    """Neither takes the other's place."""
    other = frames.parent / "elsewhere" / frames.name
    other.parent.mkdir()
    other.write_bytes(b"another one")
    assert attach(csm, frames, other).exit_code == 0
    (note,) = zendesk.of_csm(NUMBER)
    assert [file["file_name"] for file in note["attachments"]] == [frames.name] * 2
    assert sorted(file["size"] for file in note["attachments"]) == [11, 78]


@pytest.mark.parametrize(
    "name",
    [
        "a b&c=d?e#f%20.log",
        "été 東京 🦔.txt",
        "-rf",
        "[bold]x[reverse].txt",
        "{{ticket.requester.email}}.txt",
        "<b>x<!--.html",
        "=HYPERLINK(x).csv",
        "quote\"'.txt",
        "x\x1b[31m\u202e.txt",
        "two\nlines.txt",
    ],
)
def test_odd_names(csm: Terminal, zendesk: Zendesk, tmp_path: Path, name: str) -> None:
    """A name is data: it arrives as it is, and moves no cursor on the way."""
    (tmp_path / name).write_bytes(b"words")
    out = attach(csm, tmp_path / name)
    assert out.exit_code == 0, out.stderr
    (note,) = zendesk.of_csm(NUMBER)
    assert files_of(note) == {name: b"words"}
    screen = csm.with_(terminal=True, NO_COLOR="1")(
        ["escalate", "48228", "--to", "support", *PARTS, f"--attach={tmp_path / name}", "--dry-run"]
    )
    assert screen.exit_code == 0, screen.stderr
    assert "\x1b[31m" not in screen + screen.stderr
    assert "\u202e" not in screen + screen.stderr


def test_a_name_that_is_no_text(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """Linux takes any bytes for a name; Zendesk gets one that it can show."""
    name = os.fsdecode(os.fsencode(tmp_path) + b"/log-\xff.txt")
    try:
        Path(name).write_bytes(b"words")
    except OSError:  # other systems have no such names
        return
    assert attach(csm, name).exit_code == 0
    (note,) = zendesk.of_csm(NUMBER)
    assert files_of(note) == {"log-?.txt": b"words"}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("no-such.log", "No such file or directory"),
        ("folder", "not a file"),
        ("pipe", "not a file"),
        ("frames.log/x", "Not a directory"),
        ("x" * 300, "File name too long"),
        ("with\0null", "embedded null"),
        ("loop", "Too many levels of symbolic links"),
        ("", "not a file"),
    ],
)
def test_what_can_not_be_read(
    csm: Terminal, zendesk: Zendesk, frames: Path, path: str, why: str
) -> None:
    """Named with the reason, before anything is sent; the readable one beside it neither."""
    (frames.parent / "folder").mkdir()
    os.mkfifo(frames.parent / "pipe")
    (frames.parent / "loop").symlink_to("loop")
    out = attach(csm, frames, f"{frames.parent}/{path}")
    assert (out.exit_code, out) == (2, "")
    assert out.error["message"].startswith("--attach ")
    assert why in out.error["message"]
    assert zendesk.asked() == []


def test_a_file_that_others_keep_closed(csm: Terminal, zendesk: Zendesk, frames: Path) -> None:
    """A file without the right to read it, which a superuser has in any case."""
    frames.chmod(0)
    out = attach(csm, frames)
    if os.geteuid() == 0:
        assert out.exit_code == 0
        return
    assert out.exit_code == 2
    assert "Permission denied" in out.error["message"]
    assert zendesk.asked() == []


def test_a_file_that_is_too_large(csm: Terminal, zendesk: Zendesk, frames: Path) -> None:
    """Larger than Zendesk takes, by the setting: said before anything is sent."""
    Path(csm.variables["CSM_CONFIG"]).write_text("[zendesk]\nattachment_limit = 77\n")
    out = attach(csm, frames)
    assert out.exit_code == 2
    assert "larger than the 77 bytes that Zendesk takes" in out.error["message"]
    assert zendesk.asked() == []
    Path(csm.variables["CSM_CONFIG"]).write_text("[zendesk]\nattachment_limit = 78\n")
    assert attach(csm, frames).exit_code == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_secret_in_a_file(csm: Terminal, zendesk: Zendesk, frames: Path, encoding: str) -> None:
    """Not even the file leaves; kind and line are named, never the secret."""
    frames.write_bytes(f"one\nkey: {KEY}\n".encode(encoding))
    out = attach(csm, frames)
    assert (out.exit_code, out) == (2, "")
    assert "in line 2 of 'frames.log'" in out.error["message"]
    assert KEY not in out.stderr
    assert zendesk.sent() == []
    assert attach(csm, frames, more=["--allow-secrets"]).exit_code == 0
    (note,) = zendesk.of_csm(NUMBER)
    assert files_of(note) == {"frames.log": frames.read_bytes()}


def test_a_dry_run_shows_the_files(csm: Terminal, zendesk: Zendesk, frames: Path) -> None:
    """Name, kind, size and digest before the update; on a terminal too; nothing is sent."""
    out = attach(csm, frames, more=["--dry-run"])
    upload, update = out.json["requests"]
    assert (upload["method"], upload["path"]) == (
        "POST", "/api/v2/uploads.json?filename=frames.log",
    )  # fmt: skip
    assert (upload["body"]["file"]["name"], upload["body"]["file"]["size"]) == ("frames.log", 78)
    assert len(update["body"]["ticket"]["comment"]["uploads"]) == 1
    assert out.json["attachments"] == [{"name": "frames.log", "size": 78}]
    screen = csm.with_(terminal=True, NO_COLOR="1")(
        ["escalate", str(NUMBER), "--to", "support", *PARTS, "--attach", str(frames), "--dry-run"]
    )
    assert "frames.log" in screen + screen.stderr
    assert zendesk.sent() == []


def test_what_was_read_is_what_is_sent(csm: Terminal, zendesk: Zendesk, frames: Path) -> None:
    """A file that changes while the question stands there goes as it was when csm read it."""
    before = frames.read_bytes()

    class Editor(io.StringIO):
        """Somebody saves the file anew, and then says yes."""

        def readline(self, *_: object) -> str:  # type: ignore[override]
            """Answer the question."""
            frames.write_bytes(b"something else")
            return "y\n"

    out = csm.with_(terminal=True)(
        ["escalate", str(NUMBER), "--to", "support", *PARTS, "--attach", str(frames)],
        stdin=Editor(),
    )
    assert out.exit_code == 0, out.stderr
    (note,) = zendesk.of_csm(NUMBER)
    assert files_of(note) == {"frames.log": before}


def long_note(csm: Terminal, tmp_path: Path, lines: int, more: list[str]) -> tuple[str, Output]:
    """An escalation whose observation is a log of so many lines."""
    log = "\n".join(f"{number:06}: {'x' * 60}" for number in range(lines))
    (tmp_path / "log.txt").write_text(log)
    parts = [word if word != "They stop at once" else f"@{tmp_path / 'log.txt'}" for word in PARTS]
    return log, csm(["escalate", str(NUMBER), "--to", "support", *parts, "--yes", "--json", *more])


def test_a_note_that_is_too_long(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """Its beginning is the note, with a line that says so; all of it is in a file beside it."""
    log, out = long_note(csm, tmp_path, 2_000, [])
    assert (out.exit_code, out.json["outcome"]) == (0, "noted")
    (note,) = zendesk.of_csm(NUMBER)
    (name,) = files_of(note)
    whole = files_of(note)[name].decode()
    assert log in whole
    assert "[csm cut the note here:" in note["body"]
    assert name in note["body"]
    begin = note["body"].index("000000: ")
    kept = note["body"][begin : note["body"].index("[csm cut")].strip()
    assert kept in whole
    assert len(note["body"].encode()) <= 60_000
    assert out.json["attachments"] == [{"name": name, "size": len(whole.encode())}]


def test_a_long_note_beside_a_file(
    csm: Terminal, zendesk: Zendesk, frames: Path, tmp_path: Path
) -> None:
    """Both go along."""
    log, out = long_note(csm, tmp_path, 2_000, ["--attach", str(frames)])
    assert out.exit_code == 0
    (note,) = zendesk.of_csm(NUMBER)
    files = files_of(note)
    assert files.pop("frames.log") == frames.read_bytes()
    (whole,) = files.values()
    assert log in whole.decode()


def test_a_long_note_that_fits(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """Nothing is cut, and nothing is attached."""
    log, out = long_note(csm, tmp_path, 800, [])
    assert out.exit_code == 0
    (note,) = zendesk.of_csm(NUMBER)
    assert log in note["body"]
    assert note["attachments"] == []


def test_a_dry_run_of_a_note_that_is_too_long(
    csm: Terminal, zendesk: Zendesk, tmp_path: Path
) -> None:
    """Shows where it would be cut, and the file that would hold all of it."""
    _, out = long_note(csm, tmp_path, 2_000, ["--dry-run"])
    upload, update = out.json["requests"]
    (attached,) = out.json["attachments"]
    assert upload["body"]["file"]["name"] == attached["name"]
    (text,) = (
        value for key, value in update["body"]["ticket"]["comment"].items() if key.endswith("body")
    )
    assert "[csm cut the note here:" in text
    assert zendesk.sent() == []


def test_a_secret_behind_the_cut(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """The whole is looked through, not what is left of it."""
    (tmp_path / "log.txt").write_text("x" * 70_000 + f"\n{KEY}\n")
    parts = [word if word != "They stop at once" else f"@{tmp_path / 'log.txt'}" for word in PARTS]
    out = csm(["escalate", str(NUMBER), "--to", "support", *parts, "--yes", "--json"])
    assert (out.exit_code, zendesk.sent()) == (2, [])
    assert KEY not in out.stderr
