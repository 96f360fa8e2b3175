"""`csm audit-impersonation --attach-to`: the report on a ticket, once, as an internal note."""

import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.sandbox.default_story import HEDGEBOX, KELPWORKS
from tests.terminal import Output, Terminal

NUMBER, CLOSED, MISSING = 48213, 48250, 99
SCHEMA = json.loads(
    (files("csm_cli") / "schemas" / "audit-impersonation.json").read_text(encoding="utf-8")
)


def _audit(csm: Terminal, *words: str, ticket: int = NUMBER, stdin: str = "") -> Output:
    line = ["audit-impersonation", HEDGEBOX, "--days", "2", "--attach-to", str(ticket), *words]
    return csm(line, stdin)


def _attached(out: Output) -> Any:
    jsonschema.Draft202012Validator(SCHEMA).validate(out.json)
    return out.json["attached"]


def _sent(zendesk: Zendesk) -> list[Any]:
    """What could change something in Zendesk; a question to PostHog is a POST as well."""
    return [one for one in zendesk.sent() if one["service"] == "zendesk"]


def _unsent(csm: Terminal) -> list[Path]:
    return [*(Path(csm.variables["CSM_STATE"]) / "unsent").rglob("*")]


def test_the_report_is_a_private_note_with_a_file_that_can_be_checked(
    csm: Terminal, zendesk: Zendesk, tmp_path: Path
) -> None:
    """One note; it says what was found and has the sum of the file's rows."""
    out = _audit(csm, "--yes", "--json")
    told = _attached(out)
    assert (out.exit_code, told["outcome"], told["earlier"]) == (0, "attached", False)
    [note] = zendesk.of_csm(NUMBER)
    assert note["id"] == told["note"]["id"]
    assert note["metadata"]["custom"]["csm_verb"] == "report"
    assert "Sign-ins by PostHog staff as members of Hedgebox Inc (US)" in note["plain_body"]
    assert "internal; not for the customer" in note["plain_body"]
    [file] = note["attachments"]
    assert file["file_name"].endswith(".html")
    path = tmp_path / "fetched"
    got = requests.get(
        file["content_url"], auth=("noor.haddad@posthog.example/token", "sandbox-noor"), timeout=20
    )
    path.write_bytes(got.content)
    checked = csm(["audit", "verify", str(path), "--json"])
    assert (checked.exit_code, checked.json["format"]) == (0, "html")
    assert checked.json["tables"][0]["sha256"] in note["plain_body"]
    assert _unsent(csm) == []


def test_the_format_that_was_named_is_attached_and_kept(
    csm: Terminal, zendesk: Zendesk, tmp_path: Path
) -> None:
    """A file on the disk and the same on the ticket; a customer's is called so."""
    path = tmp_path / "report.csv"
    out = _audit(csm, "--yes", "--audience", "customer", "-o", str(path))
    assert (out.exit_code, str(out)) == (0, "")
    [note] = zendesk.of_csm(NUMBER)
    [file] = note["attachments"]
    assert (file["file_name"][-4:], file["size"]) == (".csv", path.stat().st_size)
    assert "for the customer; read it before you send it" in note["plain_body"]


@pytest.mark.parametrize("audience", ["internal", "customer"])
@pytest.mark.parametrize(
    ("words", "row"), [("", "session"), ("--json", "session"), ("--by event", "event")]
)
def test_a_page_on_a_ticket_is_the_page_that_a_file_is(
    csm: Terminal, zendesk: Zendesk, tmp_path: Path, audience: str, words: str, row: str
) -> None:
    """A row for each session, unless --by says otherwise, and not what a pipe gets beside it."""
    out = _audit(csm, "--yes", "--audience", audience, *words.split())
    assert out.exit_code == 0
    [note] = zendesk.of_csm(NUMBER)
    path = tmp_path / "report.html"
    path.write_bytes(requests.get(note["attachments"][0]["content_url"], timeout=20).content)
    [attached] = csm(["audit", "verify", str(path), "--json"]).json["tables"]
    assert (attached["name"], attached["outcome"]) == (row, "intact")
    assert attached["sha256"] in note["plain_body"]


def test_a_rehearsal_sends_nothing(csm: Terminal, zendesk: Zendesk) -> None:
    """And says exactly what would be sent."""
    out = _audit(csm, "--dry-run", "--json")
    told = _attached(out)
    assert (out.exit_code, told["outcome"], out.json["dry_run"]) == (0, "planned", True)
    assert [one["method"] for one in out.json["requests"]] == ["POST", "PUT"]
    comment = out.json["requests"][1]["body"]["ticket"]["comment"]
    assert comment["public"] is False
    assert _sent(zendesk) == []
    assert "would send: PUT" in _audit(csm, "--dry-run").stderr


def test_a_person_is_asked_and_nobody_else_is(csm: Terminal, zendesk: Zendesk) -> None:
    """A no sends nothing; where nobody can be asked nothing is even looked at."""
    person = csm.with_(terminal=True)
    out = _audit(person, stdin="n\n")
    assert out.exit_code == 2
    assert f"Add this internal note to ticket {NUMBER}" in out.stderr
    refused = _audit(csm)
    assert (refused.exit_code, str(refused)) == (2, "")
    assert _sent(zendesk) == []
    assert _audit(person, stdin="y\n").exit_code == 0
    assert len(zendesk.of_csm(NUMBER)) == 1


OTHERS = 48222  # a ticket of Kelpworks


def test_the_ticket_of_another_customer_needs_a_person(csm: Terminal, zendesk: Zendesk) -> None:
    """A note can't be taken back: `--yes` alone does not put one customer's report to another's."""
    for terminal in (False, True):
        out = _audit(csm.with_(terminal=terminal), "--yes", "--json", ticket=OTHERS)
        told = _attached(out)
        assert (out.exit_code, told["outcome"]) == (6, "other-organization")
        assert "Kelpworks" in told["reason"]
        assert "Hedgebox Inc" in told["reason"]
        assert out.json["events"]
        assert "on a terminal" in out.stderr
    assert _sent(zendesk) == []


def test_a_script_names_whose_the_ticket_seems_to_be(csm: Terminal, zendesk: Zendesk) -> None:
    """The refusal tells the words; for any other customer they are no answer, nor is a name."""
    other = _audit(csm, "--yes", "--ticket-of", HEDGEBOX, ticket=OTHERS)
    assert (other.exit_code, _sent(zendesk)) == (6, [])
    words = other.stderr.partition("--ticket-of ")[2].split()[0].rstrip(",;")
    assert words == KELPWORKS
    assert _audit(csm, "--yes", "--ticket-of", "Kelpworks", ticket=OTHERS).exit_code == 2
    out = _audit(csm, "--yes", "--json", "--ticket-of", words.upper(), ticket=OTHERS)
    told = _attached(out)
    assert (out.exit_code, told["outcome"]) == (0, "attached")
    assert told["warnings"][0]["text"].startswith(f"ticket {OTHERS} is about Kelpworks")
    assert len(zendesk.of_csm(OTHERS)) == 1


def test_a_person_is_told_whose_ticket_it_is(csm: Terminal, zendesk: Zendesk) -> None:
    """Before the question; the yes of somebody who read that counts."""
    person = csm.with_(terminal=True)
    refused = _audit(person, ticket=OTHERS, stdin="n\n")
    assert (refused.exit_code, _sent(zendesk)) == (2, [])
    said, _, _ = refused.stderr.partition("Add this internal note")
    assert f"warning: ticket {OTHERS} is about Kelpworks" in " ".join(said.split())
    assert KELPWORKS in said
    assert _audit(person, ticket=OTHERS, stdin="y\n").exit_code == 0
    assert len(zendesk.of_csm(OTHERS)) == 1


def test_a_rehearsal_tells_whose_ticket_it_is(csm: Terminal, zendesk: Zendesk) -> None:
    """And it costs no request more than the same on the right ticket."""
    zendesk.forget_requests()
    _audit(csm, "--dry-run", "--json")
    right = {one["path"].replace(str(NUMBER), "N") for one in zendesk.asked()}
    zendesk.forget_requests()
    out = _audit(csm, "--dry-run", "--json", ticket=OTHERS)
    assert {one["path"].replace(str(OTHERS), "N") for one in zendesk.asked()} <= right
    [said] = _attached(out)["warnings"]
    assert said["code"] == "other_organization"
    assert said["text"].startswith(f"ticket {OTHERS} is about Kelpworks")


def test_a_reply_while_it_is_on_its_way(csm: Terminal, zendesk: Zendesk) -> None:
    """With `--yes` csm stops, as an escalation does; the report is there all the same."""
    reply = {"body": "It is solved", "public": True}
    zendesk.arm("latency", method="PUT", path=f"{NUMBER}.json", seconds=0.5, times=1)
    with zendesk.meanwhile(lambda: zendesk.change(NUMBER, status="solved", comment=reply)):
        out = _audit(csm, "--yes", "--json")
    told = _attached(out)
    assert (out.exit_code, told["outcome"]) == (6, "conflict")
    assert "status is now solved, a public reply by Noor Haddad" in told["reason"]
    assert f"next: csm show {NUMBER}, then decide again" in out.stderr
    assert out.json["events"]
    assert (zendesk.of_csm(NUMBER), _unsent(csm)) == ([], [])


class Moved(io.StringIO):
    """A person in front of whose plan the ticket is filed elsewhere, once; says yes to each."""

    def __init__(self, zendesk: Zendesk) -> None:
        super().__init__()
        self._zendesk, self.asked = zendesk, 0

    def readline(self, *_: object) -> str:  # type: ignore[override]
        """Say yes, after something else has happened."""
        self.asked += 1
        if self.asked == 1:
            field = next(
                each["id"]
                for each in self._zendesk.ticket(NUMBER)["custom_fields"]
                if each["value"] == HEDGEBOX
            )
            record = self._zendesk.ticket(OTHERS)
            self._zendesk.change(
                NUMBER,
                requester_id=record["requester_id"],
                organization_id=record["organization_id"],
                custom_fields=[{"id": field, "value": KELPWORKS}],
            )
        return "y\n"


def test_a_ticket_that_is_anothers_by_then(csm: Terminal, zendesk: Zendesk) -> None:
    """Filed elsewhere during the question: told, shown with whose it is now, and asked anew."""
    person = Moved(zendesk)
    terminal = csm.with_(terminal=True, width=200, NO_COLOR="1")
    line = ["audit-impersonation", HEDGEBOX, "--days", "2", "--attach-to", str(NUMBER)]
    out = terminal([*line, "--no-pager"], stdin=person)
    assert (out.exit_code, person.asked) == (0, 2)
    first, _, second = out.stderr.partition("Add this internal note")
    assert "Kelpworks" not in first
    assert f"warning: ticket {NUMBER} is about Kelpworks" in second
    assert len(zendesk.of_csm(NUMBER)) == 1


@pytest.mark.parametrize(
    ("ticket", "outcome", "code"), [(CLOSED, "closed", 6), (MISSING, "not-found", 5)]
)
def test_a_ticket_that_takes_no_note_does_not_cost_the_report(
    csm: Terminal, zendesk: Zendesk, ticket: int, outcome: str, code: int
) -> None:
    """The document is there, with what became of the note."""
    out = _audit(csm, "--yes", "--json", ticket=ticket)
    assert (out.exit_code, _attached(out)["outcome"]) == (code, outcome)
    assert out.json["events"]
    assert _sent(zendesk) == []


def test_a_note_whose_outcome_is_unknown_is_sent_again_as_it_was(
    csm: Terminal, zendesk: Zendesk
) -> None:
    """Not by itself: a second run only looks; `--resend` sends the first report, once."""
    csm = csm.with_(CSM_VERIFY_SECONDS="0.2")
    zendesk.arm("drop", method="PUT", path="/tickets/")
    out = _audit(csm, "--yes", "--json")
    assert (out.exit_code, _attached(out)["outcome"]) == (10, "unknown")
    [kept] = [path for path in _unsent(csm) if path.is_file()]
    assert kept.stat().st_mode & 0o777 == 0o600
    first = kept.stat().st_size
    again = _audit(csm, "--yes", "--json")
    assert (again.exit_code, _attached(again)["outcome"]) == (10, "unknown")
    assert zendesk.of_csm(NUMBER) == []
    resent = _audit(csm, "--yes", "--json", "--resend")
    assert (resent.exit_code, _attached(resent)["outcome"]) == (0, "attached")
    [note] = zendesk.of_csm(NUMBER)
    assert [file["size"] for file in note["attachments"]] == [first]
    assert _unsent(csm) == []


def _lost(csm: Terminal, zendesk: Zendesk, when: str) -> None:
    """A report of whose way to the ticket nobody knows the end."""
    zendesk.arm("drop", method="PUT", path="/tickets/", when=when)
    zendesk.arm("status", method="GET", path="/comments", status=500, times=50)
    out = _audit(csm, "--yes", "--json")
    assert (out.exit_code, _attached(out)["outcome"]) == (10, "unknown")
    zendesk.heal()
    assert [path for path in _unsent(csm) if path.is_file()]


@pytest.mark.parametrize(("when", "outcome"), [("after", "written"), ("before", "not-written")])
def test_what_settles_a_lost_report_deletes_its_file(
    csm: Terminal, zendesk: Zendesk, when: str, outcome: str
) -> None:
    """`csm log resolve` leaves nothing of it on this machine, and nothing to advise."""
    csm = csm.with_(CSM_VERIFY_SECONDS="0.2")
    _lost(csm, zendesk, when)
    if when == "before":
        zendesk.tag(NUMBER, "moved_on")
    rehearsed = csm("log resolve --dry-run --json")
    assert _unsent(csm) != []
    settled = csm("log resolve --json")
    assert [one.json["results"][0]["outcome"] for one in (rehearsed, settled)] == [outcome] * 2
    assert _unsent(csm) == []
    checks = {each["name"]: each["state"] for each in csm("doctor --json").json["checks"]}
    assert (checks["unsent_files"], checks["undecided_writes"]) == ("ok", "ok")


@pytest.mark.parametrize(
    "line", ["log resolve --ticket 48213 --as written --yes", "log forget --all --yes"]
)
def test_a_word_and_forgetting_delete_it_too(csm: Terminal, zendesk: Zendesk, line: str) -> None:
    """The report holds a customer's addresses; nothing of it stays once nobody waits for it."""
    csm = csm.with_(CSM_VERIFY_SECONDS="0.2")
    _lost(csm, zendesk, "after")
    assert csm("log forget --before 2020-01-01 --yes").exit_code == 0
    assert _unsent(csm) != []
    assert csm(line).exit_code == 0
    assert _unsent(csm) == []


def test_the_doctor_sends_nobody_to_a_second_note(csm: Terminal, zendesk: Zendesk) -> None:
    """While nobody knows, it says what finds out; the same command would only look, too."""
    csm = csm.with_(CSM_VERIFY_SECONDS="0.2")
    _lost(csm, zendesk, "after")
    [check] = [
        each for each in csm("doctor --json").json["checks"] if each["name"] == "unsent_files"
    ]
    assert check["state"] == "warn"
    assert check["next"].startswith("csm log resolve")
    assert _attached(_audit(csm, "--yes", "--json"))["earlier"] is True
    assert len(zendesk.of_csm(NUMBER)) == 1
    assert _unsent(csm) == []


def test_news_count_as_told_only_if_the_ticket_has_them(csm: Terminal, zendesk: Zendesk) -> None:
    """Not if the note was refused, was rehearsed, or may not be there; nor by an older report."""
    csm = csm.with_(CSM_VERIFY_SECONDS="0.2")

    def watch(*words: str, ticket: int = NUMBER) -> Output:
        line = ["audit-impersonation", HEDGEBOX, "--watch-since", "last", "--json"]
        return csm([*line, "--attach-to", str(ticket), *words])

    assert watch("--yes", ticket=CLOSED).exit_code == 6
    assert watch("--dry-run").exit_code == 0
    zendesk.arm("drop", method="PUT", path="/tickets/")
    assert watch("--yes").exit_code == 10
    resent = watch("--yes", "--resend")
    assert (resent.exit_code, resent.json["watch"]["first"]) == (0, True)
    added = watch("--yes")
    assert (added.exit_code, added.json["watch"]["first"]) == (0, True)
    assert len(zendesk.of_csm(NUMBER)) == 2
    last = watch("--yes")
    assert (last.json["watch"]["first"], last.json["events"]) == (False, [])


def test_a_note_that_arrived_without_an_answer_is_found(csm: Terminal, zendesk: Zendesk) -> None:
    """It is one note, and a further run adds another on purpose."""
    zendesk.arm("drop", method="PUT", path="/tickets/", when="after")
    assert _attached(_audit(csm, "--yes", "--json"))["outcome"] == "attached"
    assert len(zendesk.of_csm(NUMBER)) == 1
    assert _attached(_audit(csm, "--yes", "--json"))["earlier"] is False
    assert len(zendesk.of_csm(NUMBER)) == 2


def test_what_was_added_is_in_the_log_and_stays(csm: Terminal, zendesk: Zendesk) -> None:
    """`csm log` knows it; `csm undo` says that a note stays."""
    assert _audit(csm, "--yes").exit_code == 0
    [entry] = csm("log --json").json["entries"]
    assert (entry["verb"], entry["outcome"]) == ("report", "written")
    undone = csm("undo --yes --json")
    assert (undone.exit_code, undone.json["outcome"]) == (6, "final")
    assert len(zendesk.of_csm(NUMBER)) == 1


@pytest.mark.parametrize(
    "words", ["--yes", "--dry-run", "--resend", "--allow-secrets", f"--ticket-of {KELPWORKS}"]
)
def test_options_about_the_note_need_a_ticket(offline: Terminal, words: str) -> None:
    """None is accepted and ignored."""
    out = offline(["audit-impersonation", HEDGEBOX, *words.split()])
    assert (out.exit_code, str(out)) == (2, "")
    assert "--attach-to TICKET" in out.stderr
