"""`csm audit-impersonation` against the sandbox, over real HTTP, beside the scenario's truth."""

import csv
import io
import json
import stat
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX, KELPWORKS, truth
from tests.terminal import Output, Terminal

SCHEMA = json.loads(
    (files("csm_cli") / "schemas" / "audit-impersonation.json").read_text(encoding="utf-8")
)
ORGANIZATIONS = truth()["organizations"]
WITH_MEMBERS = [key for key, told in ORGANIZATIONS.items() if told["members"]["current"]]
_HOUR = timedelta(hours=1)
WITHOUT_MEMBERS = [key for key in ORGANIZATIONS if key not in WITH_MEMBERS]


def _audit(csm: Terminal, organization: str = HEDGEBOX, *words: str) -> Output:
    return csm(["audit-impersonation", organization, *words])


def _document(csm: Terminal, organization: str = HEDGEBOX, *words: str) -> Any:
    out = _audit(csm, organization, "--json", *words)
    jsonschema.Draft202012Validator(SCHEMA).validate(out.json)
    assert out.exit_code == (0 if out.json["complete"] else 10)
    return out.json


def _uuids(document: Any) -> list[str]:
    return [event["event_uuid"] for event in document["events"]]


def _codes(remarks: Any) -> set[str]:
    return {remark["code"] for remark in remarks}


def _asked(sandbox: Served) -> list[Any]:
    found = httpx.get(f"{sandbox.services['posthog_us']}/_sandbox/requests", trust_env=False)
    return [entry for entry in found.json() if entry["service"] == "posthog_us"]


# --- what is found --------------------------------------------------------------------------


@pytest.mark.parametrize("organization", WITH_MEMBERS)
def test_every_event_that_the_data_can_show_is_found_and_nothing_else(
    reader: Terminal, organization: str
) -> None:
    """Event by event, for each organization of the scenario, with the mode after it and why."""
    told, document = ORGANIZATIONS[organization], _document(reader, organization)
    assert document["complete"]
    assert sorted(_uuids(document)) == sorted(event["uuid"] for event in told["events"])
    found = {event["event_uuid"]: event for event in document["events"]}
    for true in told["events"]:
        event = found[true["uuid"]]
        for key in ("event", "mode", "staff_email"):
            assert event[key] == true[key]
        flags = _codes(event["flags"])
        assert event["basis"] == ("inferred" if "staff_inferred" in flags else true["basis"])
        assert flags >= set(true["flags"])
        assert event["region"] in {told["region"], None}


@pytest.mark.parametrize("organization", WITH_MEMBERS)
def test_the_members_are_those_that_the_data_ties_to_the_organization(
    reader: Terminal, organization: str
) -> None:
    """Current, former, and those whose address nobody recorded; the region is theirs."""
    told, document = ORGANIZATIONS[organization], _document(reader, organization, "--days", "1")
    counted = {key: told["members"][key] for key in ("current", "former", "without_email")}
    assert document["members"] == counted
    assert document["organization"]["region"] == told["region"]
    assert ("members_without_email" in _codes(document["limitations"])) is bool(
        counted["without_email"]
    )


def test_what_can_not_be_attributed_is_found_by_hand(reader: Terminal) -> None:
    """Anonymised and deleted accounts, with the options that the limitation names."""
    missing = {
        event["uuid"]: event["found_by"].split()
        for event in ORGANIZATIONS[HEDGEBOX]["not_attributable"]
        if event["found_by"]
    }
    assert missing
    words = [word for pair in missing.values() for word in pair]
    document = _document(reader, HEDGEBOX, *words)
    added = {event["event_uuid"]: event["basis"] for event in document["events"]}
    for uuid, (option, _) in missing.items():
        assert added[uuid] == {"--email": "extra_email", "--user-id": "extra_user_id"}[option]
    assert set(added) - set(missing) == set(_uuids(_document(reader)))


@pytest.mark.parametrize("rows", [2, 5])
def test_pages_of_any_length_give_the_same_audit(reader: Terminal, rows: int) -> None:
    """Nine events share one microsecond, and pages end among them."""
    whole = _document(reader)["events"]
    moments = [event["occurred_at"] for event in whole]
    [shared] = {at for at in moments if moments.count(at) == 9}
    at = datetime.fromisoformat(shared)
    ends = ["--since", f"{at - _HOUR:%FT%TZ}", "--until", f"{at + _HOUR:%FT%TZ}"]
    Path(reader.variables["CSM_CONFIG"]).write_text(f"[audit]\npage_rows = {rows}\n")
    document = _document(reader, HEDGEBOX, *ends)
    assert document["complete"]
    assert len(document["events"]) >= 9
    inside = [
        event for event in whole if abs(datetime.fromisoformat(event["occurred_at"]) - at) < _HOUR
    ]
    assert document["events"] == inside


def test_events_delivered_again_are_listed_once(reader: Terminal) -> None:
    """The log holds them two and three times, not yet merged."""
    uuids = _uuids(_document(reader))
    for uuid in ORGANIZATIONS[HEDGEBOX]["delivered_more_than_once"]:
        assert uuids.count(uuid) == 1


def test_events_of_the_last_quarter_of_an_hour_need_an_explicit_end(reader: Terminal) -> None:
    """They are left out by default; asked for, they come with a warning."""
    young = set(ORGANIZATIONS[HEDGEBOX]["in_ingestion_lag"])
    assert not young & set(_uuids(_document(reader)))
    document = _document(reader, HEDGEBOX, "--until", "2099-01-01", "--since", "2026-01-01")
    assert young <= set(_uuids(document))
    assert "until_within_ingestion_lag" in _codes(document["warnings"])


def test_an_end_that_is_still_to_come_is_now(reader: Terminal) -> None:
    """The result states the window that was looked at, and csm says that it is another one."""
    out = _audit(reader, HEDGEBOX, "--until", "2099-01-01", "--since", "2026-01-01", "--json")
    until = datetime.fromisoformat(out.json["window"]["until"])
    assert abs(datetime.now(UTC) - until) < timedelta(minutes=1)
    assert "--until lies ahead" in out.stderr
    assert "until_within_ingestion_lag" in _codes(out.json["warnings"])


def test_the_other_regions_accounts_of_members_are_left_out(reader: Terminal) -> None:
    """One address has an account in each region; the warning says how many were left out."""
    told = ORGANIZATIONS[HEDGEBOX]["email_in_both_regions"]
    document = _document(reader)
    assert told
    assert not set(told) & set(_uuids(document))
    [text] = [one["text"] for one in document["warnings"] if one["code"] == "other_region_left_out"]
    assert text.startswith(f"{len(told)} events")


def test_reasons_come_as_they_were_typed(reader: Terminal) -> None:
    """Quotes, backslashes, line breaks and escape codes, decoded exactly once."""
    reasons = {event["reason"] for event in _document(reader)["events"]}
    assert 'Customer said "it just broke" and then \'sorry\', see "notes"' in reasons
    assert 'Path C:\\temp\\new, regex \\d+\\"x\\" and a \\u0041 that is not an A' in reasons
    assert "First line\nsecond line\r\nthird line\twith a tab" in reasons


def test_windows_are_half_open_and_in_utc(reader: Terminal) -> None:
    """An audit of each half finds every event once, on whichever side of the cut it falls."""
    whole = _document(reader)
    cut = whole["events"][len(whole["events"]) // 2]["occurred_at"]
    ends = whole["window"]
    newer = _document(reader, HEDGEBOX, "--since", cut, "--until", ends["until"])
    older = _document(reader, HEDGEBOX, "--since", ends["since"], "--until", cut)
    assert _uuids(newer) + _uuids(older) == _uuids(whole)
    assert newer["events"][-1]["occurred_at"] == cut


def test_no_other_customers_people_are_named(reader: Terminal) -> None:
    """Everything of the window is read; only the organization's own is told."""
    text = _audit(reader, KELPWORKS, "--json")
    assert "kelpworks.example" in text
    assert "nordlicht" not in text.lower()
    assert "203.0.113." not in text
    assert "Mozilla" not in text


# --- which organization ---------------------------------------------------------------------


def test_an_unknown_organization_is_an_error_and_not_an_empty_table(reader: Terminal) -> None:
    """A wrong digit must not read as "nobody was there"."""
    out = _audit(reader, "0184c2f1-7a10-0000-4b1d-6a6f1e5c0dff", "--json")
    assert (out.exit_code, str(out)) == (5, "")
    assert "0184c2f1-7a10-0000-4b1d-6a6f1e5c0dff" in out.error["message"]


@pytest.mark.parametrize("organization", WITHOUT_MEMBERS)
def test_an_organization_without_members_is_incomplete(reader: Terminal, organization: str) -> None:
    """It exists, but there is nobody to look for."""
    document = _document(reader, organization)
    assert not document["complete"]
    assert document["organization"]["name"] == ORGANIZATIONS[organization]["name"]
    assert "no_members" in _codes(document["warnings"])


@pytest.mark.parametrize(
    "named",
    [
        HEDGEBOX.upper(),
        f"https://us.posthog.com/admin/posthog/organization/{HEDGEBOX}/change/",
        f"http://go/adminOrgUS/{HEDGEBOX}",
    ],
)
def test_an_organization_may_be_named_by_its_admin_page(reader: Terminal, named: str) -> None:
    """The id is taken out of the address, whatever its letter case; nobody is asked about it."""
    organization = _document(reader, named, "--days", "1")["organization"]
    assert organization["id"] == HEDGEBOX
    assert organization["found_by"] == ["admin_url" if "/" in named else "id"]


def test_the_region_need_not_be_said_and_must_not_be_wrong(reader: Terminal) -> None:
    """The members' accounts tell it."""
    assert _document(reader, HEDGEBOX, "--region", "US")["complete"]
    for words in (["--region", "eu"], ["--region", "mars"]):
        assert _audit(reader, HEDGEBOX, *words).exit_code == 2
    abroad = f"https://eu.posthog.com/admin/posthog/organization/{HEDGEBOX}/change/"
    assert _audit(reader, abroad).exit_code == 2


# --- wrong usage ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        HEDGEBOX[:-1],
        "gmail.com",
        "https://hedgebox.example/",
        f"{HEDGEBOX} --days 3 --since 2026-11-01",
        f"{HEDGEBOX} --days 0",
        f"{HEDGEBOX} --since 2099-01-01 --until 2099-02-01",
        f"{HEDGEBOX} --since 2099-01-01 --audience customer",
        f"{HEDGEBOX} --since 2099-01-01 --resume",
        f"{HEDGEBOX} --days many",
        f"{HEDGEBOX} --since yesterday",
        f"{HEDGEBOX} --since 2026-11-02 --until 2026-11-01",
        f"{HEDGEBOX} --until 2026-11-01T00:00:00",
        f"{HEDGEBOX} --email nobody",
        f"{HEDGEBOX} --user-id 12a",
        f"{HEDGEBOX} --format yaml",
        f"{HEDGEBOX} --json --format csv",
        f"{HEDGEBOX} --force",
    ],
)
def test_wrong_words_are_refused_before_anything_is_asked(
    reader: Terminal, unchanged: Served, words: str
) -> None:
    """Exit 2, with nothing on stdout; the service does not hear of it."""
    before = _asked(unchanged)
    out = reader(["audit-impersonation", *_split(words)])
    assert (out.exit_code, str(out)) == (2, "")
    assert _asked(unchanged) == before


def _split(words: str) -> list[str]:
    return words.split() if words.startswith(HEDGEBOX) else [words]


# --- formats --------------------------------------------------------------------------------


def test_json_may_be_asked_for_in_two_ways(reader: Terminal) -> None:
    """`--json` and `--format json` print the same document."""
    ends = ["--since", "2026-11-01", "--until", "2026-11-20"]
    one = _audit(reader, HEDGEBOX, *ends, "--json").json
    other = _audit(reader, HEDGEBOX, *ends, "--format", "json").json
    assert one.pop("made").keys() == other.pop("made").keys()
    assert one == other


def test_csv_holds_the_events_and_runs_nothing(reader: Terminal) -> None:
    """The hostile reasons of the scenario, among them formulas and line breaks."""
    text = _audit(reader, HEDGEBOX, "--format", "csv")
    rows = [
        row
        for row in csv.DictReader(io.StringIO(text, newline=""))
        if not row["event_uuid"].startswith("#")
    ]
    document = _document(reader)
    assert [row["event_uuid"] for row in rows] == _uuids(document)
    for row in rows:
        assert not [value for value in row.values() if value.startswith(("=", "+", "-", "@"))]
    assert any(row["reason"].startswith("'=HYPERLINK") for row in rows)


def test_a_pipe_gets_lines_and_a_terminal_a_table(reader: Terminal) -> None:
    """The same events; only the terminal gets words around them."""
    piped = _audit(reader, HEDGEBOX, "--days", "3").splitlines()
    document = _document(reader, HEDGEBOX, "--days", "3")
    assert [line.split("\t")[0] for line in piped] == _uuids(document)
    shown = _audit(reader.with_(terminal=True, width=120, NO_COLOR="1"), HEDGEBOX, "--days", "3")
    assert "Hedgebox Inc (US)" in shown
    assert "What this log cannot show" in shown
    assert f"{len(piped)} events" in shown


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.json", ""), ("a.csv", ""), ("a", "--format csv"), ("a", "--json"), ("a.txt", "")],
)
def test_output_goes_to_a_new_private_file(
    reader: Terminal, tmp_path: Path, name: str, words: str
) -> None:
    """Stdout stays empty, stderr says where; the ending tells the format if nothing else does."""
    path = tmp_path / name
    out = _audit(reader, HEDGEBOX, "--output", str(path), *words.split())
    assert (out.exit_code, str(out)) == (0, "")
    assert str(path) in out.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    begins = {"a.json": "{", "--json": "{", "a.csv": "event_uuid,", "--format csv": "event_uuid,"}
    assert text.startswith(begins.get(name) or begins.get(words) or "Sign-ins by PostHog staff")
    assert "\x1b" not in text


def test_output_replaces_no_file_unasked(
    reader: Terminal, unchanged: Served, tmp_path: Path
) -> None:
    """It is refused before PostHog is asked; `--force` replaces it."""
    path = tmp_path / "audit.json"
    path.write_text("mine")
    before = _asked(unchanged)
    assert _audit(reader, HEDGEBOX, "-o", str(path)).exit_code == 2
    assert path.read_text() == "mine"
    assert _asked(unchanged) == before
    assert _audit(reader, HEDGEBOX, "-o", str(path), "--force").exit_code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["complete"]


def test_progress_is_for_a_person_at_a_terminal(reader: Terminal) -> None:
    """One line on stderr that is taken away again; nothing in a pipe."""
    assert "reading" not in _audit(reader, HEDGEBOX).stderr
    err = _audit(reader.with_(terminal=True, TERM="xterm"), HEDGEBOX).stderr
    assert "reading impersonations" in err
    assert err.endswith("\r\x1b[K")
