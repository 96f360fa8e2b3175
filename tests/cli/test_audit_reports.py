"""Reports by `csm audit-impersonation` against the sandbox: formats, audiences, reviews, checks."""

import io
import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX
from tests.terminal import Output, Terminal

SCHEMAS = {
    name: json.loads((files("csm_cli") / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("audit-impersonation", "audit-impersonation-customer", "audit-verify")
}
ENDINGS = {
    "json": "{",
    "jsonl": '{"schema_version":1,"type":"report"',
    "csv": "event_uuid,",
    "md": "# Sign-ins",
    "html": "<!doctype html>",
}


def _audit(csm: Terminal, *words: str, stdin: str = "") -> Output:
    return csm(["audit-impersonation", HEDGEBOX, "--days", "5", *words], stdin)


def _valid(name: str, document: Any) -> Any:
    jsonschema.Draft202012Validator(SCHEMAS[name]).validate(document)
    return document


def _customer(csm: Terminal, *words: str, stdin: str = "") -> Any:
    out = _audit(csm, "--audience", "customer", "--format", "json", *words, stdin=stdin)
    return _valid("audit-impersonation-customer", out.json)


# --- sessions and counts --------------------------------------------------------------------


def test_the_document_has_sessions_beside_the_events(reader: Terminal) -> None:
    """Every event is in one; a ticket is linked where it can be looked up."""
    document = _valid("audit-impersonation", _audit(reader, "--json").json)
    inside = sum(len(one["mode_changes"]) + bool(one["started_at"]) for one in document["sessions"])
    assert inside == len(document["events"]) > len(document["sessions"]) > 5
    assert document["groups"] == []
    linked = [one for one in document["sessions"] if one["ticket_url"]]
    assert linked
    for one in linked:
        assert one["ticket_url"].endswith(f"/tickets/{one['ticket_ref'].lstrip('#')}")


@pytest.mark.parametrize("by", ["session", "event", "staff", "user", "day"])
def test_a_row_stands_for_what_was_asked_for(reader: Terminal, by: str) -> None:
    """In a pipe, in the document's counts, and on a screen."""
    document = _valid("audit-impersonation", _audit(reader, "--json", "--by", by).json)
    rows = document[{"session": "sessions", "event": "events"}.get(by, "groups")]
    assert len(_audit(reader, "--by", by).splitlines()) == len(rows) > 0
    shown = _audit(reader.with_(terminal=True, width=140, NO_COLOR="1"), "--by", by)
    assert "What this log cannot show" in shown
    if by == "day":
        assert sum(row["events"] for row in rows) == len(document["events"])


def test_days_begin_in_the_zone(reader: Terminal) -> None:
    """In a zone far away, events fall on other days, and none is lost."""
    counts = [
        {
            row["day"]: row["events"]
            for row in _audit(reader, "--json", "--by", "day", *words).json["groups"]
        }
        for words in ([], ["--timezone", "Pacific/Kiritimati"])
    ]
    assert counts[0] != counts[1]
    assert sum(counts[0].values()) == sum(counts[1].values())


@pytest.mark.parametrize("by", ["event", "session"])
def test_a_zone_is_told_on_a_screen_too(reader: Terminal, by: str) -> None:
    """A local time in each row, and whose it is."""
    person = reader.with_(terminal=True, width=140, NO_COLOR="1")
    shown = _audit(person, "--by", by, "--timezone", "Pacific/Kiritimati")
    assert "Pacific/Kiritimati" in shown
    at = datetime.fromisoformat(_audit(reader, "--json").json["events"][-1]["occurred_at"])
    assert f"{at + timedelta(hours=14):%Y-%m-%d %H:%M}" in shown


# --- formats --------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("audience", ["internal", "customer"])
def test_a_file_is_written_and_its_sum_is_right(
    reader: Terminal, tmp_path: Path, ending: str, audience: str
) -> None:
    """In the format that its ending names; one changed letter is told."""
    path = tmp_path / f"report.{ending}"
    out = _audit(reader, "--audience", audience, "-o", str(path), "--timezone", "Europe/Berlin")
    assert (out.exit_code, str(out)) == (0, "")
    text = path.read_text(encoding="utf-8")
    if audience == "internal" or ending not in {"csv", "json"}:
        assert text.startswith(ENDINGS[ending])
    checked = reader(["audit", "verify", str(path), "--json"])
    assert checked.exit_code == 0
    assert _valid("audit-verify", checked.json)["outcome"] == "intact"
    path.write_text(text.replace("hedgebox.example", "hedgebux.example"), encoding="utf-8")
    altered = reader(["audit", "verify", str(path), "--json"])
    assert (altered.exit_code, altered.json["outcome"]) == (9, "altered")


def test_a_workbook_holds_strings_and_runs_nothing(reader: Terminal, tmp_path: Path) -> None:
    """Read by another library than the one that wrote it; no terminal gets its bytes."""
    path = tmp_path / "report.xlsx"
    assert (
        reader(["audit-impersonation", HEDGEBOX, "--by", "event", "-o", str(path)]).exit_code == 0
    )
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["About", "event"]
    cells = [cell for row in book["event"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.hyperlink]
    out = _audit(reader.with_(terminal=True), "--format", "xlsx")
    assert (out.exit_code, str(out)) == (2, "")
    assert "--output FILE" in out.stderr


def test_a_workbook_can_go_through_a_pipe(unchanged: Served, tmp_path: Path) -> None:
    """A real process, whose stdout takes bytes."""
    words = ["audit-impersonation", HEDGEBOX, "--days", "2", "--format", "xlsx"]
    made = subprocess.run(
        [sys.executable, "-m", "csm_cli", *words],
        env={**unchanged.env, "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert openpyxl.load_workbook(io.BytesIO(made.stdout)).sheetnames == ["About", "session"]


@pytest.mark.parametrize("kind", ["html", "markdown", "jsonl"])
def test_text_formats_go_to_stdout(reader: Terminal, kind: str) -> None:
    """With nothing of the hostile reasons alive in them."""
    out = _audit(reader, "--format", kind)
    assert out.exit_code == 0
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)


def test_json_lines_say_first_whether_they_are_everything(reader: Terminal) -> None:
    """Then one object a line."""
    head, *rows = map(json.loads, _audit(reader, "--format", "jsonl").splitlines())
    assert (head["type"], head["complete"]) == ("report", True)
    assert {row["type"] for row in rows} == {"event"}
    assert head["stamp"]["tables"][0]["rows"] == len(rows)


# --- a customer's report --------------------------------------------------------------------


def test_a_customers_report_holds_what_a_customer_may_have(reader: Terminal) -> None:
    """No staff address, no id, no link; reasons only by their ticket; staff by their role."""
    document = _customer(reader)
    text = json.dumps(document)
    internal = _audit(reader, "--json").json
    for event in internal["events"]:
        assert event["event_uuid"] not in text
        assert event["staff_email"] not in text
    assert "://" not in text
    rows = document["rows"]
    assert {row["staff_member"].rstrip("0123456789") for row in rows} == {"PostHog staff "}
    shown = {re.sub(r"#\d+", "#", row["reason"]) for row in rows}
    assert shown <= {"support ticket #", "given, and not shown here", "none was recorded"}


def test_doubtful_events_are_held_back_until_somebody_has_looked(reader: Terminal) -> None:
    """Counted on stderr and in the report; `--review` on a terminal lets them pass."""
    out = _audit(reader, "--audience", "customer", "--format", "json")
    internal = _audit(reader, "--json").json
    doubtful = [
        event for event in internal["events"]
        if {flag["code"] for flag in event["flags"]}
        & {"may_concern_another_organization", "region_missing"}
    ]  # fmt: skip
    assert doubtful
    assert "held back" in out.stderr
    assert len(out.json["rows"]) == len(internal["events"]) - len(doubtful)
    person = reader.with_(terminal=True)
    passed = _customer(person, "--review", "--reasons", "redacted", stdin="y\n" * len(doubtful))
    assert len(passed["rows"]) == len(internal["events"])
    assert any(row["how_we_know"].endswith("confirmed by a person") for row in passed["rows"])


def test_reasons_are_reviewed_one_by_one(reader: Terminal) -> None:
    """Kept, held back, or other words; an end of the input holds back what is left."""
    person = reader.with_(terminal=True)
    doubtful = _audit(person, "--audience", "customer", "--review").stderr.count("may it go out?")
    answers = "n\n" * doubtful + "k\nn\nhelped with an export\n"
    out = _audit(person, "--audience", "customer", "--review", "--format", "json", stdin=answers)
    reasons = [row["reason"] for row in reversed(out.json["rows"])]
    typed = re.findall(r"reason \d+ of \d+[^:]*: (.*)", out.stderr)
    assert typed[0] in reasons
    assert typed[1] not in reasons
    assert "helped with an export" in reasons
    assert not set(typed[3:]) & set(reasons)


def test_a_reviewers_own_words_hold_nothing_that_a_customer_may_not_have(reader: Terminal) -> None:
    """Links, addresses of staff, ids and secrets are refused there too, and it is asked again."""
    person = reader.with_(terminal=True, width=300)
    doubtful = _audit(person, "--audience", "customer", "--review").stderr.count("may it go out?")
    slips = [
        "see https://us.posthog.com/admin/posthog/user/5/change/", "asked by ada.park@posthog.com",
        "with the key phx_abcdefghijklmnopqrstuvwxyz0123456789ABCDEF", f"about {HEDGEBOX}",
    ]  # fmt: skip
    stdin = "n\n" * doubtful + "\n".join([*slips, "helped with an export"]) + "\n"
    out = _audit(person, "--audience", "customer", "--review", "--format", "json", stdin=stdin)
    reasons = {row["reason"] for row in out.json["rows"]}
    assert "helped with an export" in reasons
    assert not reasons & set(slips)
    assert out.stderr.count("stay out of a customer's report") == len(slips)
    assert "without them it would read: see [link]" in out.stderr


def test_what_a_person_held_back_is_not_said_to_wait_for_one(reader: Terminal) -> None:
    """The customer reads that somebody has looked, and decided, once that is so."""
    first = _customer(reader)["summary"]
    assert any("until a person has looked" in line for line in first)
    person = reader.with_(terminal=True)
    looked = _customer(person, "--review", "--reasons", "redacted", stdin="n\n" * 99)["summary"]
    assert any("held back by a person who has looked" in line for line in looked)
    assert not any("until" in line for line in looked)


def test_reasons_that_are_passed_lose_their_links(reader: Terminal) -> None:
    """What was typed stays, an address of a page does not."""
    reasons = {row["reason"] for row in _customer(reader, "--reasons", "passed")["rows"]}
    assert "given, and not shown here" not in reasons
    assert any(" " in reason for reason in reasons)
    assert not [reason for reason in reasons if "://" in reason or "@" in reason]


@pytest.mark.parametrize(
    ("staff", "pattern"),
    [("name", r"[A-Z]\w+ [A-Z]\w+"), ("initials", r"[A-Z]\. [A-Z]\.(?: \(\d\))?")],
)
def test_staff_are_called_as_agreed(reader: Terminal, staff: str, pattern: str) -> None:
    """By the name that the address says, or by its initials."""
    called = {row["staff_member"] for row in _customer(reader, "--staff", staff)["rows"]}
    assert called
    assert all(re.fullmatch(f"{pattern}|not recorded", one) for one in called)


# --- wrong usage ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "--by week",
        "--timezone Mars/Olympus",
        "--timezone ../../etc/passwd",
        "--timezone Europe",
        "--audience everybody",
        "--audience customer --staff nickname",
        "--audience customer --reasons all",
        "--audience customer --review",
        "--audience customer --reasons reviewed",
        "--staff name",
        "--reasons passed",
        "--review",
        "--force",
        "--output -",
        "--output - --force --format html",
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_wrong_words_are_refused_before_anything_is_asked(
    offline: Terminal, words: str, as_json: bool
) -> None:
    """Exit 2 without an account: PostHog can't have been asked."""
    more = ["--json"] if as_json else []
    out = offline(["audit-impersonation", HEDGEBOX, *words.split(), *more])
    assert (out.exit_code, str(out)) == (2, "")


def test_a_file_that_is_no_report_is_told_as_such(offline: Terminal, tmp_path: Path) -> None:
    """A missing one is wrong usage; one without a sum is a finding."""
    assert offline(["audit", "verify", str(tmp_path / "nowhere")]).exit_code == 2
    (tmp_path / "a.txt").write_text("hello\n")
    told = offline(["audit", "verify", str(tmp_path / "a.txt"), "--json"])
    assert (told.exit_code, _valid("audit-verify", told.json)["outcome"]) == (9, "absent")
    shown = Terminal(offline.variables, terminal=True)(["audit", "verify", str(tmp_path / "a.txt")])
    assert "there is no sum" in shown


def test_a_pipe_is_told_why_a_file_is_damaged(reader: Terminal, tmp_path: Path) -> None:
    """On stderr, in the words of a terminal; the line stays as it is."""
    path = tmp_path / "report.json"
    assert _audit(reader, "-o", str(path)).exit_code == 0
    path.write_text(path.read_text(encoding="utf-8")[:-200], encoding="utf-8")
    piped = reader(["audit", "verify", str(path)])
    shown = Terminal(reader.variables, terminal=True, width=200)(["audit", "verify", str(path)])
    assert (piped.exit_code, "damaged" in piped) == (9, True)
    [why, *_] = piped.stderr.splitlines()
    assert why
    assert why.removeprefix("csm: ") in " ".join(shown.split())
    assert reader(["audit", "verify", str(path), "--json"]).stderr == ""


def test_only_an_ending_that_is_known_names_a_format(reader: Terminal, tmp_path: Path) -> None:
    """A table under the name of a PDF would be sent as one; with a format any name will do."""
    out = _audit(reader, "-o", str(tmp_path / "rep.pdf"))
    assert (out.exit_code, [*tmp_path.glob("rep*")]) == (2, [])
    assert ".pdf" in out.stderr
    for known in (".html", ".xlsx", ".md", ".txt"):
        assert known in out.stderr
    assert _audit(reader, "-o", str(tmp_path / "rep.pdf"), "--format", "html").exit_code == 0
    for name in ("rep.txt", "rep"):
        assert _audit(reader, "-o", str(tmp_path / name)).exit_code == 0
        assert "Sign-ins by PostHog staff" in (tmp_path / name).read_text(encoding="utf-8")


_WITHOUT = """
import sys, zoneinfo
for name in ("tzdata", "xlsxwriter", "openpyxl"):
    sys.modules[name] = None
zoneinfo.reset_tzpath([])
sys.argv[0] = "csm"
from csm_cli.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--timezone Europe/Berlin", "pip install tzdata"),
        ("--format xlsx", "pip install 'csm-cli[xlsx]'"),
    ],
)
def test_what_is_not_installed_is_named(words: str, told: str, tmp_path: Path) -> None:
    """A machine without time zones, and one without the package for workbooks: exit 2."""
    ended = subprocess.run(
        [sys.executable, "-c", _WITHOUT, "audit-impersonation", HEDGEBOX, *words.split()],
        env={"HOME": str(tmp_path), "CSM_POSTHOG_KEY": "phx_x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert told in ended.stderr
