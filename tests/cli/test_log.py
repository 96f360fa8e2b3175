"""`csm log`: what was written on this machine, told as it is, settled, and erased for good."""

import re
import time
from pathlib import Path

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.conftest import Served
from tests.terminal import Output, Terminal

NUMBER, OTHER = 48213, 48228
CANARY = "a canary that sings in the note"


@pytest.fixture(name="hurried")
def _hurried(csm: Terminal) -> Terminal:
    """A csm that looks only shortly for a lost write."""
    return csm.with_(CSM_VERIFY_SECONDS="0.1")


def dropped(csm: Terminal, zendesk: Zendesk, number: int = NUMBER) -> str:
    """Claim, and lose the request on its way; the operation id of the undecided entry."""
    zendesk.arm("drop", method="PUT", path="/tickets/")
    assert csm(["claim", str(number), "-m", CANARY]).exit_code == 10
    return str(newest(csm)["operation_id"])


def newest(csm: Terminal) -> dict[str, object]:
    """The newest entry."""
    entries = csm("log --json").json["entries"]
    assert isinstance(entries[0], dict)
    return entries[0]


def on_disk(csm: Terminal) -> bytes:
    """Every byte of the journal and of what SQLite puts beside it."""
    files = Path(csm.variables["CSM_STATE"]).glob("journal.sqlite3*")
    return b"".join(file.read_bytes() for file in files)


def results(out: Output) -> list[tuple[str, str | None]]:
    """Outcome and how it is known, of each result."""
    return [(each["outcome"], each["known_by"]) for each in out.json["results"]]


def test_a_write_is_listed(csm: Terminal, zendesk: Zendesk) -> None:
    """With everything that is known of it, and the id under which Zendesk knows the request."""
    claimed = csm(f"claim {NUMBER} --json").json["results"][0]
    (entry,) = csm("log --json").json["entries"]
    (note,) = zendesk.of_csm(NUMBER)
    account = f"{csm.variables['CSM_ZENDESK_URL']} as {note['author_id']}"
    assert entry["operation_id"] == note["metadata"]["custom"]["csm_op"]
    assert (entry["profile"], entry["account"]) == ("default", account)
    assert (entry["ticket"], entry["verb"], entry["outcome"]) == (NUMBER, "claim", "written")
    assert entry["note_id"] == note["id"] == claimed["note_id"]
    assert (entry["reason"], entry["undoes"], entry["known_by"]) == (None, None, "answer")
    assert [len(each) for each in entry["request_ids"]] == [32]
    assert 0 < entry["seconds"] < 20


def test_the_newest_comes_first(csm: Terminal) -> None:
    """And `--limit` leaves out the older ones, and says so."""
    for line in (f"claim {NUMBER}", f"claim {NUMBER} --release", f"claim {OTHER}"):
        assert csm(line).exit_code == 0
    verbs = [(entry["ticket"], entry["verb"]) for entry in csm("log --json").json["entries"]]
    assert verbs == [(OTHER, "claim"), (NUMBER, "release"), (NUMBER, "claim")]
    short = csm("log --limit 1 --json").json
    assert ([entry["ticket"] for entry in short["entries"]], short["omitted"]) == ([OTHER], 2)
    assert "2 older ones" in csm("log --limit 1").stderr


@pytest.mark.parametrize("spelling", ["48213", "'#48213'", "{url}/agent/tickets/48213"])
def test_one_ticket(csm: Terminal, spelling: str) -> None:
    """A ticket is named as everywhere, and its host counts."""
    csm(f"claim {NUMBER} {OTHER}")
    named = spelling.format(url=csm.variables["CSM_ZENDESK_URL"])
    assert [each["ticket"] for each in csm(f"log --ticket {named} --json").json["entries"]] == [
        NUMBER
    ]
    assert csm(f"log --ticket https://other.example/agent/tickets/{NUMBER}") == ""


def test_lines_for_a_pipe(csm: Terminal) -> None:
    """Tab-separated, in the documented order, without a header."""
    csm(f"claim {NUMBER}")
    (line,) = csm("log").splitlines()
    cells = line.split("\t")
    assert cells[1:5] == ["default", str(NUMBER), "claim", "written"]
    assert re.fullmatch(r"[0-9a-f]{16}", cells[6])
    assert len(cells) == 10


def test_a_table_for_a_person(csm: Terminal, zendesk: Zendesk) -> None:
    """What is not simply written says why; eight characters of the id are enough to type."""
    operation = dropped(csm.with_(CSM_VERIFY_SECONDS="0.1"), zendesk)
    screen = csm.with_(terminal=True, width=120)
    shown = screen("log")
    assert "undecided: no answer told" in " ".join(shown.split())
    assert operation[:8] in shown
    assert operation not in shown
    assert screen(f"log resolve {operation[:8]}").exit_code == 10


def test_nothing_was_written(offline: Terminal, tmp_path: Path) -> None:
    """No account is needed, no file is made, and an empty list is no error."""
    assert offline("log --json").json == {"schema_version": 1, "entries": [], "omitted": 0}
    assert offline("log resolve --json").json["results"] == []
    assert offline("log forget --all --json").json["forgotten"] == []
    assert not (tmp_path / "state" / "journal.sqlite3").exists()


def test_no_service_is_asked(csm: Terminal, zendesk: Zendesk) -> None:
    """The list comes from this machine alone, and works when nothing else does."""
    csm(f"claim {NUMBER}")
    zendesk.forget_requests()
    assert csm.with_(CSM_ZENDESK_TOKEN="", CSM_ZENDESK_EMAIL="", CSM_ZENDESK_URL="")("log") != ""
    assert zendesk.asked() == []


def test_why_something_was_not_written(hurried: Terminal, zendesk: Zendesk) -> None:
    """A refusal is listed with its reason."""
    zendesk.arm("status", status=422, method="PUT", path="/tickets/")
    assert hurried(f"claim {NUMBER}").exit_code == 4
    entry = newest(hurried)
    assert (entry["outcome"], entry["reason"]) == ("not-written", "the desk refused it")


def test_no_text_and_no_credential(hurried: Terminal, zendesk: Zendesk) -> None:
    """Undecided, the text is kept for `--resend` and never shown; settled, it is overwritten."""
    dropped(hurried, zendesk)
    assert CANARY.encode() in on_disk(hurried)
    for line in ("log", "log --json", "log resolve --json"):
        out = hurried(line)
        assert CANARY not in out + out.stderr
    zendesk.tag(NUMBER, "moved")
    assert hurried("log resolve").exit_code == 0
    assert CANARY.encode() not in on_disk(hurried)
    assert hurried.variables["CSM_ZENDESK_TOKEN"].encode() not in on_disk(hurried)


def test_each_profile(csm: Terminal, sandbox: Served) -> None:
    """All of them are listed, and `--profile` narrows the list to one."""
    config = Path(csm.variables["CSM_CONFIG"])
    config.write_text(
        "[profiles.ada.zendesk]\n"
        f'url = "{sandbox.services["zendesk"]}"\nemail = "ada.park@posthog.example"\n'
        'token = "sandbox-ada"\n'
    )
    csm(f"claim {NUMBER}")
    own = csm.with_(CSM_ZENDESK_URL="", CSM_ZENDESK_EMAIL="", CSM_ZENDESK_TOKEN="")
    assert own(f"claim {OTHER} --profile ada").exit_code == 0
    profiles = [entry["profile"] for entry in csm("log --json").json["entries"]]
    assert profiles == ["ada", "default"]
    assert [each["ticket"] for each in own("log --profile ada --json").json["entries"]] == [OTHER]


def test_options_before_a_subcommand(csm: Terminal) -> None:
    """The shared ones are handed on; the list's own are refused rather than ignored."""
    assert csm("log --json resolve").json["results"] == []
    refused = csm("log --ticket 48213 resolve")
    assert refused.exit_code == 2
    assert "--ticket stands before resolve" in refused.stderr


def test_a_note_that_was_looked_up(hurried: Terminal, zendesk: Zendesk) -> None:
    """A lost answer is listed as what it turned out to be, with the note that was found."""
    zendesk.arm("drop", when="after", method="PUT", path="/tickets/")
    assert hurried(f"claim {NUMBER}").exit_code == 0
    (note,) = zendesk.of_csm(NUMBER)
    entry = newest(hurried)
    assert (entry["outcome"], entry["known_by"]) == ("written", "found")
    assert entry["note_id"] == note["id"]


def test_resolve_by_what_stands_on_the_desk(hurried: Terminal, zendesk: Zendesk) -> None:
    """Still possible, then impossible because the ticket moved on; then there is nothing left."""
    dropped(hurried, zendesk)
    out = hurried("log resolve --json")
    assert (out.exit_code, results(out)) == (10, [("undecided", None)])
    assert "it may still be carried out" in out.stderr
    zendesk.tag(NUMBER, "moved")
    rehearsed = hurried("log resolve --dry-run --json")
    assert results(rehearsed) == [("not-written", "moved")]
    assert newest(hurried)["outcome"] == "undecided"
    out = hurried("log resolve --json")
    assert (out.exit_code, results(out)) == (0, [("not-written", "moved")])
    assert hurried("log resolve --json").json["results"] == []
    assert newest(hurried)["reason"] == "the ticket moved on without the note"


def test_resolve_a_note_that_arrived_late(hurried: Terminal, zendesk: Zendesk) -> None:
    """A request that was still on its way when csm gave up."""
    zendesk.arm("latency", seconds=3, method="PUT", path="/tickets/")
    assert hurried.with_(CSM_TIMEOUT="1")(f"claim {NUMBER}").exit_code == 10
    deadline = time.monotonic() + 20
    while not zendesk.of_csm(NUMBER):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    out = hurried("log resolve --json")
    assert (out.exit_code, results(out)) == (0, [("written", "found")])
    note_id = zendesk.of_csm(NUMBER)[0]["id"]
    assert out.json["results"][0]["note_id"] == newest(hurried)["note_id"] == note_id


def test_resolve_of_several(hurried: Terminal, zendesk: Zendesk) -> None:
    """One that stays unknown makes the exit code 10; `--ticket` looks at one alone."""
    dropped(hurried, zendesk)
    dropped(hurried, zendesk, OTHER)
    zendesk.tag(OTHER, "moved")
    alone = hurried(f"log resolve --ticket {OTHER} --json")
    assert (alone.exit_code, results(alone)) == (0, [("not-written", "moved")])
    both = hurried("log resolve --json")
    assert (both.exit_code, results(both)) == (10, [("undecided", None)])
    (open_,) = hurried("log --undecided --json").json["entries"]
    operation = open_["operation_id"]
    assert f"next: look at ticket {NUMBER}, then run its command with --resend" in both.stderr
    assert f"csm log resolve {operation} --as not-written" in both.stderr


def test_a_note_that_is_known_to_be_public(hurried: Terminal, zendesk: Zendesk) -> None:
    """An undecided entry says that its note is there, and that the customer may read it."""
    zendesk.arm("publish", method="PUT", path="/tickets/")
    zendesk.arm("status", status=500, method="PUT", path="make_private")
    assert hurried(f"claim {NUMBER}").exit_code == 1
    entry = newest(hurried)
    note_id = zendesk.comments(NUMBER)[0]["id"]
    assert (entry["outcome"], entry["note_id"]) == ("undecided", note_id)
    assert f"note {note_id} came back public" in hurried("log")
    assert hurried("log resolve --json").exit_code == 1
    assert newest(hurried)["outcome"] == "leaked"


def test_resolve_when_zendesk_is_away(hurried: Terminal, zendesk: Zendesk) -> None:
    """Looking that fails settles nothing."""
    dropped(hurried, zendesk)
    zendesk.arm("status", status=500, method="GET", path="/tickets/", times=50)
    out = hurried("log resolve --json")
    assert (out.exit_code, results(out)) == (10, [("undecided", None)])
    assert newest(hurried)["outcome"] == "undecided"


def test_resolve_what_is_on_another_desk(hurried: Terminal, zendesk: Zendesk) -> None:
    """It is not looked for on this one."""
    operation = dropped(hurried, zendesk)
    elsewhere = hurried.with_(CSM_ZENDESK_URL="http://127.0.0.1:9")
    out = elsewhere("log resolve --json")
    assert (out.exit_code, results(out)) == (0, [])
    assert "1 more are undecided on other desks" in out.stderr
    assert elsewhere(f"log resolve {operation}").exit_code == 2


@pytest.mark.parametrize(("word", "then"), [("written", "written"), ("not-written", "not-written")])
def test_a_persons_word(hurried: Terminal, zendesk: Zendesk, word: str, then: str) -> None:
    """Off a terminal with `--yes` only; on one after a question."""
    operation = dropped(hurried, zendesk)
    refused = hurried(f"log resolve {operation} --as {word}")
    assert (refused.exit_code, newest(hurried)["outcome"]) == (2, "undecided")
    screen = hurried.with_(terminal=True)
    assert screen(f"log resolve {operation} --as {word}", stdin="n\n").exit_code == 2
    told = screen(f"log resolve {operation} --as {word}", stdin="y\n")
    assert told.exit_code == 0
    assert ("writes it once more" in told.stderr) == (word == "not-written")
    entry = newest(hurried)
    assert (entry["outcome"], entry["known_by"]) == (then, "word")
    assert CANARY.encode() not in on_disk(hurried)
    again = hurried(f"log resolve {operation} --as {word} --yes")
    assert (again.exit_code, "settled already" in again.stderr) == (6, True)


def test_a_word_in_a_dry_run(hurried: Terminal, zendesk: Zendesk) -> None:
    """Nothing is asked, and nothing recorded."""
    operation = dropped(hurried, zendesk)
    out = hurried(f"log resolve {operation} --as written --dry-run --json")
    assert results(out) == [("written", "word")]
    assert newest(hurried)["outcome"] == "undecided"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("log resolve --as written --yes", 2),
        ("log resolve --yes", 2),
        ("log resolve 0123456789abcdef", 5),
        ("log forget", 2),
        ("log forget --all --before 2026-01-01", 2),
        ("log forget 0123456789abcdef", 5),
        ("log forget --before yesterday", 2),
        ("log --limit 0", 2),
        ("log --ticket nonsense", 2),
    ],
)
def test_what_makes_no_sense(csm: Terminal, line: str, code: int) -> None:
    """Told, with stdout empty and nothing changed."""
    csm(f"claim {NUMBER}")
    out = csm(line)
    assert (out.exit_code, out) == (code, "")
    assert newest(csm)["outcome"] == "written"


def test_forget_erases_from_the_disk(hurried: Terminal, zendesk: Zendesk) -> None:
    """Neither the file nor what SQLite keeps beside it has a byte of the text or the entry."""
    operation = dropped(hurried, zendesk)
    hurried(f"claim {OTHER}")
    refused = hurried("log forget --all")
    assert refused.exit_code == 2
    assert f"undecided: claim on ticket {NUMBER}" in refused.stderr
    assert "second note" in refused.stderr
    assert CANARY.encode() in on_disk(hurried)
    forgotten = hurried("log forget --all --yes --json").json["forgotten"]
    assert [each["ticket"] for each in forgotten] == [OTHER, NUMBER]
    assert CANARY.encode() not in on_disk(hurried)
    assert operation.encode() not in on_disk(hurried)
    assert hurried("log") == ""


def test_forget_asks_a_person(hurried: Terminal, zendesk: Zendesk) -> None:
    """A no keeps everything, a yes erases."""
    operation = dropped(hurried, zendesk)
    screen = hurried.with_(terminal=True)
    assert screen(f"log forget {operation}", stdin="\n").exit_code == 2
    assert newest(hurried)["operation_id"] == operation
    assert screen(f"log forget {operation}", stdin="y\n").exit_code == 0
    assert hurried("log") == ""


def test_forget_what_is_settled(csm: Terminal) -> None:
    """Nothing is asked; the others stay; a rehearsal changes nothing."""
    csm(f"claim {NUMBER}")
    first = newest(csm)
    csm(f"claim {OTHER}")
    rehearsed = csm(f"log forget {first['operation_id']} --dry-run --json").json
    assert (len(rehearsed["forgotten"]), rehearsed["dry_run"]) == (1, True)
    assert len(csm("log --json").json["entries"]) == 2
    assert csm(f"log forget {first['operation_id']}").exit_code == 0
    assert [entry["ticket"] for entry in csm("log --json").json["entries"]] == [OTHER]


def test_how_much_of_an_operation_is_enough(csm: Terminal) -> None:
    """Whoever types less than stands for one is told how much does, and not that it is gone."""
    csm(f"claim {NUMBER}")
    operation = csm("log --json").json["entries"][0]["operation_id"]
    short = csm(f"log forget {operation[:3]}")
    assert short.exit_code == 5
    assert "4 characters of one are enough" in short.stderr
    assert csm(f"log forget {operation[:4]}").exit_code == 0


def test_forget_before_a_day(csm: Terminal) -> None:
    """The time is when the entry was recorded; the end is not part of it."""
    csm(f"claim {NUMBER}")
    at = newest(csm)["at"]
    assert csm("log forget --before 2026-01-01 --json").json["forgotten"] == []
    assert csm(f"log forget --before {at} --json").json["forgotten"] == []
    assert len(csm("log forget --before 2999-01-01 --json").json["forgotten"]) == 1


def test_another_person_on_the_same_machine(hurried: Terminal, zendesk: Zendesk) -> None:
    """Their entry is on the same desk, so it can be looked for, and is listed as theirs."""
    operation = dropped(as_(hurried, "ada"), zendesk)
    zendesk.tag(NUMBER, "moved")
    out = hurried(f"log resolve {operation} --json")
    assert (out.exit_code, results(out)) == (0, [("not-written", "moved")])
