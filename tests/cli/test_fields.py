"""`--fields`: of every result only what was asked for, in the order that it was asked for in."""

import httpx
import pytest

from tests.conftest import Served
from tests.terminal import Terminal

REPLAY = "whois-owns 'session replay'"


def test_fields_of_a_document(offline: Terminal) -> None:
    """With `--json` the document has the fields that are named, in that order, and its version."""
    found = offline(f"{REPLAY} --json --fields match,owners.team,query").json
    assert list(found) == ["schema_version", "match", "owners", "query"]
    assert found["owners"] == [{"team": "Replay"}]


def test_fields_of_a_pipe(offline: Terminal) -> None:
    """Without it they are the columns: a line for each record, what stands around it repeated."""
    assert offline(f"{REPLAY} --fields feature,team,slack_channel_inferred").splitlines() == [
        "Replay\tReplay\ttrue"
    ]
    whole = offline(f"{REPLAY} --json").json["owners"][0]
    labels = ",".join(whole["github_label"])
    assert offline(f"{REPLAY} --fields github_label,team_slug") == f"{labels}\treplay\n"


def test_fields_of_a_screen(offline: Terminal) -> None:
    """On a terminal they are the columns of a table, under their names."""
    shown = offline.with_(terminal=True, NO_COLOR="1", TERM="dumb")(f"{REPLAY} --fields team,as_of")
    header, _, row = [line for line in shown.splitlines() if line.strip()][:3]
    assert header.split() == ["owners.team", "as_of"]
    assert row.split()[0] == "Replay"


@pytest.mark.parametrize(
    "line", ["--fields team {}", "{} --fields team", "--fields x {} --fields team"]
)
def test_fields_before_and_after(line: str, offline: Terminal) -> None:
    """They stand before the command's name or after it, and what stands after it counts."""
    assert offline(line.format(REPLAY)) == "Replay\n"


def test_names_with_blanks_around(offline: Terminal) -> None:
    """Blanks around a name are no part of it."""
    assert offline(f"{REPLAY} --fields ' feature , team '") == "Replay\tReplay\n"


def test_a_whole_record(offline: Terminal) -> None:
    """A record that is named without a key is there whole: in a cell, as JSON on one line."""
    found = offline(f"{REPLAY} --json").json
    assert offline(f"{REPLAY} --json --fields owners").json["owners"] == found["owners"]
    cell = offline(f"{REPLAY} --fields owners").rstrip("\n")
    assert cell.startswith('[{"team":"Replay"')
    assert "\t" not in cell


def test_nothing_found_is_no_line(offline: Terminal) -> None:
    """A list without records makes no line, and the exit code stays what it is."""
    ended = offline("whois-owns xyzzyplugh --fields team")
    assert (ended, ended.exit_code) == ("", 5)
    assert offline("whois-owns xyzzyplugh --fields match,query") == "none\txyzzyplugh\n"


def test_lists_within_lists(csm: Terminal) -> None:
    """What stands around an empty list is told all the same; within one each record has a line."""
    dry = csm("claim 48213 48230 --dry-run --fields ticket,outcome")
    assert dry == "48213\tplanned\n48230\tplanned\n"
    requests = csm("claim 48213 48230 --dry-run --fields dry_run,requests.method")
    assert requests == "true\tPUT\ntrue\tPUT\n"


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ("tema", "there is no field 'tema'", "did you mean team? csm whois-owns --fields help"),
        ("owners.taem", "there is no field 'owners.taem'", "did you mean owners.team? "),
        ("zzzzzz", "there is no field 'zzzzzz'", "csm whois-owns --fields help lists them"),
        ("text text", "there is no field 'text text'", ""),
        ("", "has an empty name in it", "csm whois-owns --fields help lists the names"),
        ("team,,match", "has an empty name in it", ""),
        ("team,", "has an empty name in it", ""),
        ("team,owners.team", "names owners.team twice", ""),
        ("owners,team", "owners has owners.team in it already", "name one of them"),
        ("team,candidates.score", "fields of two lists", "--json"),
    ],
)  # fmt: skip
def test_wrong_names(fields: str, message: str, hint: str, offline: Terminal) -> None:
    """A name that is none, or two, ends with 2, nothing on stdout, and what to type instead."""
    ended = offline([*REPLAY.replace("'", "").split(" ", 1), "--fields", fields])
    assert (ended, ended.exit_code) == ("", 2)
    assert message in ended.stderr
    assert hint in ended.stderr


def test_a_name_of_several(offline: Terminal) -> None:
    """A short name that may mean several is not guessed at: those that it may mean are told."""
    ended = offline("audit-impersonation x --fields staff_email")
    assert ended.exit_code == 2
    assert "name one: events.staff_email, sessions.staff_email" in ended.stderr


def test_wrong_names_are_refused_first(csm: Terminal) -> None:
    """A wrong name is found before anything is sent."""
    assert csm("claim 48213 --fields nobody").exit_code == 2
    assert csm("log --json").json["entries"] == []


def test_help_on_fields(offline: Terminal) -> None:
    """`--fields help` lists names, types and meanings, whatever else of the line is missing."""
    listed = [line.split("\t") for line in offline("claim --fields help").splitlines()]
    names = [name for name, _, _ in listed]
    assert {"results.ticket", "results.outcome", "dry_run", "requests.path"} <= {*names}
    assert listed[names.index("results.ticket")][1] == "integer"
    assert listed[names.index("results.note_id")][1] == "integer or null"
    assert offline("--fields help config") == offline("config --fields help")
    assert "settings.name" in offline("config --fields help")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("triage --fields ticket", "unfilled.ticket, misfiled.ticket"),
        ("triage --json --fields ticket,outcome", "unfilled.ticket, misfiled.ticket"),
        ("triage 48230 --severity high --yes --fields unfilled.ticket", "--fields help"),
        ("triage --checklist --fields misfiled", "--fields help"),
        ("triage --remind --fields unfilled", "--fields help"),
        ("audit-impersonation gmail --fields results", "--fields help"),
        ("audit-impersonation gmail --audience customer --fields events", "--fields help"),
        ("audit-impersonation --all-mine --fields events.reason", "--fields help"),
    ],
)
def test_fields_of_another_document(line: str, hint: str, csm: Terminal, sandbox: Served) -> None:
    """Where a command has several, those of the others are refused, before anything is asked."""
    out = csm(line)
    assert (out.exit_code, out) == (2, "")
    assert "is of another document of csm" in out.stderr
    assert hint in out.stderr
    log = httpx.get(f"{sandbox.services['zendesk']}/_sandbox/requests").json()
    assert log == []


def test_another_document_stays_whole(reader: Terminal) -> None:
    """Where an audit can't tell whom it is about it lists whom, and nothing of that is cut off."""
    whole = reader("audit-impersonation gmail --json")
    assert whole.exit_code == 5
    cut = reader("audit-impersonation gmail --json --fields events.staff_email")
    assert (cut.exit_code, cut.json) == (5, whole.json)


def test_fields_of_an_audit(reader: Terminal) -> None:
    """An audit's events, sign-ins and groups can be taken apart like any other list."""
    line = "audit-impersonation 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01 --days 7"
    whole = reader(f"{line} --json").json
    piped = reader(f"{line} --fields events.occurred_at,events.staff_email,complete")
    assert piped.splitlines() == [
        "\t".join((event["occurred_at"], event["staff_email"] or "", "true"))
        for event in whole["events"]
    ]
    assert whole["events"]


@pytest.mark.parametrize("options", ["--output r.json --json", "--format csv", "--format json"])
def test_reports_are_whole(options: str, reader: Terminal) -> None:
    """What a report's sum is made of is not cut: the two don't go together."""
    ended = reader(f"audit-impersonation x --fields events.staff_email {options}")
    assert ended.exit_code == 2
    assert "a report is written whole" in ended.stderr
