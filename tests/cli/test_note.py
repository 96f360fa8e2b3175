"""`csm note` against the sandbox, over real HTTP: what it writes, and what it says it wrote."""

import shlex
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Output, Terminal

NUMBER = 48213
KEY = "phx_" + "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9"  # a personal key, invented


def editor(folder: Path, script: str) -> str:
    """An editor that is a Python script; `text` is what it is given, and what it saves."""
    file = folder / "editor.py"
    file.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n"
        f"{script}\npath.write_text(text)\n"
    )
    return f"{sys.executable} {shlex.quote(str(file))}"


@pytest.mark.parametrize("command", ["note", "update"])
def test_an_editor_with_a_mind_of_its_own(
    command: str, csm: Terminal, zendesk: Zendesk, tmp_path: Path
) -> None:
    """A mark of the byte order is no letter; what is not UTF-8 is kept by its letters, unsent."""
    program = tmp_path / "editor.py"
    saving = "path.write_bytes((text + {words!r}).encode({encoding!r}))"
    person = csm.with_(terminal=True, TERM="dumb", EDITOR=f"{sys.executable} {program}")

    def run(encoding: str, words: str) -> Output:
        lines = (
            "import pathlib, sys",
            "path = pathlib.Path(sys.argv[1])",
            "text = path.read_text(encoding='utf-8')",
            saving.format(words=words, encoding=encoding),
        )
        program.write_text("\n".join(lines), encoding="utf-8")
        return person(f"{command} {NUMBER}")

    zendesk.forget_requests()
    out = run("latin-1", "Zo\u00eb has seen it, too")
    assert (out.exit_code, zendesk.sent()) == (2, [])
    assert "not UTF-8" in out.stderr
    (kept,) = (tmp_path / "state" / "drafts").glob(f"{command}-{NUMBER}*")
    assert "Zo\u00eb has seen it, too" in kept.read_text(encoding="utf-8")
    out = run("utf-8-sig", "Zo\u00eb has seen it, too")
    assert out.exit_code == 0, out.stderr
    said = zendesk.of_csm(NUMBER)[0]["body"] if command == "note" else str(out)
    assert "Zo\u00eb has seen it, too" in said
    assert "\ufeff" not in said
    assert "> " not in said


def test_an_internal_note(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """The words and a file, private, and nothing else of the ticket changes."""
    (tmp_path / "a.log").write_text("frame 1")
    before = zendesk.ticket(NUMBER)
    out = csm(f"note {NUMBER} --attach {tmp_path}/a.log --json -m", stdin="")
    assert out.exit_code == 2  # an option without its value
    out = csm(
        ["note", f"#{NUMBER}", "--attach", f"{tmp_path}/a.log", "--json", "-m", "{{a}} **b**"]
    )
    assert (out.exit_code, out.stderr) == (0, "")
    (note,) = zendesk.of_csm(NUMBER)
    assert note["metadata"]["custom"]["csm_verb"] == "internal-note"
    assert out.json["note"] == {"id": note["id"], "public": False, "body": "{{a}} **b**"}
    assert [file["file_name"] for file in note["attachments"]] == ["a.log"]
    now = zendesk.ticket(NUMBER)
    assert {key for key in now if now[key] != before[key]} == {"updated_at"}


def test_two_terminals_at_once(csm: Terminal, zendesk: Zendesk) -> None:
    """Both have read the ticket before either note is there: one note, and both say so."""
    zendesk.arm("latency", seconds=1, method="PUT", path="/tickets/", times=2)
    command = f"note {NUMBER} --message 'Seen with Theo' --json"
    with ThreadPoolExecutor(2) as pool:
        outs = list(pool.map(csm, [command, command]))
    (note,) = zendesk.of_csm(NUMBER)
    assert [(out.exit_code, out.json["note"]["id"]) for out in outs] == [(0, note["id"])] * 2
    codes = sorted(len(out.json["warnings"]) for out in outs)
    assert codes == [0, 1]


def test_where_the_words_come_from(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """A file, stdin, or a template around them; a template of one's own is one more."""
    (tmp_path / "words.txt").write_text("\ufefffrom a file\r\n")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note-mine.md.j2").write_text("Mine {{ ticket }}: {{ message }}")
    (tmp_path / "templates" / "note-deaf.md.j2").write_text("Nothing")
    assert csm(f"note {NUMBER} --file {tmp_path}/words.txt").exit_code == 0
    assert csm(f"note {NUMBER} --file -", stdin="from stdin").exit_code == 0
    assert csm(f"note {NUMBER} -m - -t mine", stdin="words").exit_code == 0
    assert csm(f"note {NUMBER} -m 'it is a bug' --template bug").exit_code == 0
    bodies = [note["body"] for note in zendesk.of_csm(NUMBER)]
    assert bodies == [
        "A bug, confirmed by Robin Vale <robin.vale@posthog.example>\n\nit is a bug",
        f"Mine {NUMBER}: words",
        "from stdin",
        "from a file",
    ]
    entries = {row["name"]: row["text"] for row in csm("help templates --json").json["entries"]}
    assert entries["note-mine"] == "csm note: your own"
    assert csm("help templates note-mine") == "Mine {{ ticket }}: {{ message }}"
    deaf = csm(f"note {NUMBER} -m words -t deaf")
    assert (deaf.exit_code, "leaves out: message" in deaf.stderr) == (2, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"note {NUMBER}", "the note has no words"),
        (f"note {NUMBER} -m ' '", "the note is empty"),
        (f"note {NUMBER} -m a --file b", "leave one of them out"),
        (f"note {NUMBER} -m a -t ../../etc/passwd", "there is no template"),
        (f"note {NUMBER} -m a -t withdraw", "handover"),
        (f"note {NUMBER} --file /nowhere/a", "/nowhere/a"),
        (f"note {NUMBER} -m {KEY}", "PostHog personal API key"),
        (f"note https://other.example/agent/tickets/{NUMBER} -m a", "other.example"),
    ],
)
def test_nothing_is_sent(line: str, said: str, csm: Terminal, zendesk: Zendesk) -> None:
    """Wrong usage and secrets: exit 2, and no request that could change something."""
    ended = csm(line)
    assert (ended.exit_code, ended) == (2, "")
    assert said in ended.stderr
    assert KEY not in ended.stderr
    assert zendesk.sent() == []


def test_a_rehearsal(csm: Terminal, zendesk: Zendesk) -> None:
    """Exactly what would be sent, which then is sent; in a pipe it is told on stderr."""
    planned = csm(f"note {NUMBER} -m words --dry-run --json").json
    assert (planned["outcome"], planned["note"]["id"], planned["dry_run"]) == (
        "planned",
        None,
        True,
    )
    assert zendesk.sent() == []
    told = csm(f"note {NUMBER} -m words --dry-run")
    assert told == f"{NUMBER}\tplanned\t\t\n"
    assert "would send: PUT /api/v2/tickets/48213.json" in told.stderr
    csm(f"note {NUMBER} -m words")
    (sent,) = zendesk.sent()
    (request,) = planned["requests"]
    body, expected = sent["body"]["ticket"], request["body"]["ticket"]
    assert body["comment"] == expected["comment"] == {"body": "words", "public": False}
    assert set(body) == set(expected)


def test_endings(csm: Terminal, zendesk: Zendesk) -> None:
    """Closed, refused, no such ticket, out of reach: each with its code, and no note."""
    closed = csm("note 48250 -m words --json")
    assert (closed.json["outcome"], closed.exit_code) == ("closed", 6)
    missing = csm("note 1 -m words --json")
    assert (missing, missing.exit_code, missing.error["code"]) == ("", 5, "not_found")
    zendesk.arm("status", method="PUT", path="/tickets/", status=422, when="before")
    refused = csm(f"note {NUMBER} -m words --json")
    assert (refused.json["outcome"], refused.exit_code) == ("refused", 4)
    assert zendesk.of_csm(NUMBER) == []


def test_an_outcome_that_nobody_knows(csm: Terminal, zendesk: Zendesk) -> None:
    """Unknown is called so; the same command looks first; the journal knows the verb."""
    hurried = csm.with_(CSM_TIMEOUT="5", CSM_VERIFY_SECONDS="0.1")
    zendesk.arm("drop", method="PUT", path="/tickets/", when="before")
    assert hurried(f"note {NUMBER} -m words").exit_code == 10
    again = hurried(f"note {NUMBER} -m words --json")
    assert (again.json["outcome"], again.exit_code) == ("unknown", 10)
    assert "--resend" in again.stderr
    sent = hurried(f"note {NUMBER} -m words --resend --json")
    assert (sent.json["outcome"], len(zendesk.of_csm(NUMBER))) == ("noted", 1)
    (entry,) = csm("log --json").json["entries"]
    assert (entry["verb"], entry["outcome"]) == ("internal-note", "written")
    undone = csm("undo --yes --json")
    assert (undone.json["outcome"], undone.exit_code) == ("final", 6)
    assert "an internal note on ticket 48213, and a note stays" in undone.json["reason"]


def test_in_the_editor(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """The template's headings that were answered, and no prompt; the facts are for the writer."""
    script = (
        "assert '> Plan: enterprise' in text\n"
        "text = text.replace('> What have you done, and what came of it?', 'Opened it twice')"
    )
    person = csm.with_(terminal=True, EDITOR=editor(tmp_path, script), TERM="dumb")
    out = person(f"note {NUMBER} --template handover")
    assert out.exit_code == 0, out.stderr
    assert f"{NUMBER} has the note; the customer does not see it" in out
    (note,) = zendesk.of_csm(NUMBER)
    assert note["body"] == (
        "Handed on by Robin Vale <robin.vale@posthog.example>\n\nWhat was tried:\nOpened it twice"
    )


@pytest.mark.parametrize(
    ("script", "kept"),
    [
        ("pass", None),
        ("text = ''", None),
        ("path.write_text('half a'); sys.exit(1)", "half a"),
        (f"text = 'my key is {KEY}'", f"my key is {KEY}"),
    ],
)
def test_an_editor_that_leaves_nothing_to_send(
    script: str, kept: str | None, csm: Terminal, zendesk: Zendesk, tmp_path: Path
) -> None:
    """Exit 2 and nothing sent; what was written is kept, for its owner alone."""
    person = csm.with_(terminal=True, EDITOR=editor(tmp_path, script), TERM="dumb")
    ended = person(f"note {NUMBER}")
    assert ended.exit_code == 2
    assert zendesk.sent() == []
    drafts = list((tmp_path / "state" / "drafts").glob(f"note-{NUMBER}*"))
    assert [file.read_text() for file in drafts] == ([] if kept is None else [kept])
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in drafts)
    assert ("what you wrote is kept in" in ended.stderr) == (kept is not None)
    for file in drafts:
        assert f"go on with it: csm note {NUMBER} --file {file}\n" in ended.stderr
