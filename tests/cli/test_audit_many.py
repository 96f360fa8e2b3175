"""`csm audit-impersonation --from FILE` and `--all-mine`, over real HTTP."""

import json
import re
import stat
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tests.cli.audit_documents import without_making
from tests.cli.posthog_of_sandbox import arm, asked, let_through
from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX, KELPWORKS, truth
from tests.terminal import Output, Terminal

SCHEMA = json.loads(
    (files("csm_cli") / "schemas" / "audit-impersonation-several.json").read_text(encoding="utf-8")
)
ORGANIZATIONS = truth()["organizations"]
UNKNOWN = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0dff"
ENDS = ["--since", "2026-01-01", "--until", "2026-11-20"]


@pytest.fixture
def sandbox(unchanged: Served) -> Served:
    """The sandbox, as new: the limit of a minute's queries would meet some test of a quick run."""
    unchanged.reset()
    return unchanged


def _list(folder: Path, *lines: str) -> Path:
    path = folder / "list.txt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def _many(csm: Terminal, *words: str, stdin: str = "") -> Output:
    out = csm(["audit-impersonation", *words], stdin=stdin)
    if "--json" in words and out:
        jsonschema.Draft202012Validator(SCHEMA).validate(out.json)
    return out


def _reports(folder: Path) -> dict[str, Any]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return {report["organization"]["id"]: without_making(report) for report in found}


def test_each_of_a_list_is_audited_as_it_is_alone(
    reader: Terminal, sandbox: Served, tmp_path: Path
) -> None:
    """The same report, event by event, with the same proof; and in far fewer questions."""
    alone = {}
    for organization in ORGANIZATIONS:
        out = reader(["audit-impersonation", organization, "--json", *ENDS])
        alone[organization] = out.json
    before = len(asked(sandbox))
    out = _many(
        reader, "--from", str(_list(tmp_path, *ORGANIZATIONS)), "--json", *ENDS,
        "--output-dir", str(tmp_path / "reports"),
    )  # fmt: skip
    together = _reports(tmp_path / "reports")
    assert set(together) == set(alone)
    for organization, report in together.items():
        if report["proof"]["members_found"]:
            assert report == without_making(alone[organization])
        else:  # alone there was nobody to look for, so nothing was read
            assert report["members"] == alone[organization]["members"]
            assert (report["events"], report["complete"]) == ([], False)
    assert asked(sandbox)[before:] == [
        "group_types", "organizations", "members", "impersonations", "impersonations_count",
    ]  # fmt: skip
    assert out.exit_code == 10  # not every organization of the story has members
    outcomes = {one["organization"]["id"]: one["outcome"] for one in out.json["results"]}
    assert outcomes == {
        each: "complete" if found["complete"] else "incomplete" for each, found in alone.items()
    }


def test_a_list_may_hold_remarks_addresses_and_repetitions(reader: Terminal) -> None:
    """One organization a line, however it is named; `-` reads stdin."""
    page = f"https://us.posthog.com/admin/posthog/organization/{HEDGEBOX}/change/"
    text = f"# mine\n\n  {page}  # Hedgebox\r\n{KELPWORKS}\t# too\n{HEDGEBOX.upper()}\n#{UNKNOWN}\n"
    out = _many(reader, "--from", "-", "--json", "--days", "3", stdin=text)
    ids = [one["organization"]["id"] for one in out.json["results"]]
    assert ids == [HEDGEBOX, KELPWORKS]
    assert out.json["chosen_by"] == "listed in stdin"


def test_stdin_may_begin_as_windows_writes_files(reader: Terminal) -> None:
    """As a file may: the mark in front is no part of an id."""
    out = _many(reader, "--from", "-", "--json", "--days", "3", stdin=f"\ufeff{HEDGEBOX}\r\n")
    assert [one["organization"]["id"] for one in out.json["results"]] == [HEDGEBOX]


def test_a_ticket_is_not_taken_for_a_remark(reader: Terminal, sandbox: Served) -> None:
    """Elsewhere `#48213` names one, and its customer would be left out without a word."""
    out = _many(reader, "--from", "-", "--json", stdin=f"{HEDGEBOX}\n #48213\n")
    assert (out.exit_code, str(out)) == (2, "")
    assert out.error["message"].startswith("stdin:2: #48213")
    assert asked(sandbox) == []


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        ([HEDGEBOX], 0),
        ([UNKNOWN], 5),
        ([HEDGEBOX, UNKNOWN], 8),
        ([HEDGEBOX, "01889f04-6c2b-0000-97e1-d4b83a1c5f07"], 10),
        ([UNKNOWN, "01889f04-6c2b-0000-97e1-d4b83a1c5f07"], 10),
    ],
)
def test_the_exit_code_is_that_of_all_of_them(
    reader: Terminal, tmp_path: Path, ids: list[str], code: int
) -> None:
    """The common one; 10 if any is incomplete, else 8 where they differ."""
    out = _many(reader, "--from", str(_list(tmp_path, *ids)), "--json", "--days", "3")
    assert out.exit_code == code
    assert out.json["complete"] is (code == 0)
    for one in out.json["results"]:
        assert (one["outcome"] == "failed") is (one["organization"]["id"] == UNKNOWN)


def test_what_a_line_may_mean_is_listed(reader: Terminal, tmp_path: Path) -> None:
    """With ids, to put one into the list; none is chosen."""
    out = _many(reader, "--from", str(_list(tmp_path, HEDGEBOX, "hedge")))
    assert (out.exit_code, str(out)) == (5, "")
    said = out.stderr.partition("list.txt:2: more than one organization may be meant")[2]
    assert said.count("Hedgebox Inc") == 2
    assert HEDGEBOX in said


def test_what_is_held_back_names_its_organization(reader: Terminal, tmp_path: Path) -> None:
    """Of several reports nobody could tell which one lacks something."""
    words = ["--from", str(_list(tmp_path, HEDGEBOX, KELPWORKS)), "--audience", "customer"]
    out = _many(reader, *words, "--output-dir", str(tmp_path / "reports"), "--days", "5")
    held = [line for line in out.stderr.splitlines() if "held back" in line]
    assert any(line.startswith("Hedgebox Inc: held back: ") for line in held)
    assert not [line for line in held if line.startswith("held back")]


def test_a_wrong_line_is_told_with_its_place_before_anything_is_asked(
    reader: Terminal, sandbox: Served, tmp_path: Path
) -> None:
    """A list with a mistake is not audited without the line."""
    out = _many(reader, "--from", str(_list(tmp_path, HEDGEBOX, "# x", "Hedge: Box")), "--json")
    assert (out.exit_code, str(out)) == (5, "")
    assert "list.txt:3: no organization is found for 'Hedge: Box'" in out.stderr
    assert "1 line leaves open which organization is meant" in out.error["message"]
    assert "impersonations" not in asked(sandbox)


@pytest.mark.parametrize(
    "words",
    [
        "",
        f"{HEDGEBOX} --all-mine",
        f"{HEDGEBOX} --from LIST",
        "--from LIST --all-mine",
        "--from LIST --email a@x.example",
        "--from LIST --user-id 7",
        "--from LIST --region us",
        "--from LIST --output x.json",
        "--from LIST --format csv",
        "--from LIST --force",
        "--from LIST --output-dir DIR --format yaml",
        "--from LIST --output-dir LIST",
        "--from LIST --output-dir NOWHERE/x",
        "--from NOWHERE",
        "--from EMPTY",
        "--from BINARY",
        f"{HEDGEBOX} --output-dir DIR",
    ],
)
def test_what_does_not_go_together_is_refused(
    reader: Terminal, sandbox: Served, tmp_path: Path, words: str
) -> None:
    """Exit 2, and PostHog does not hear of it."""
    _list(tmp_path, HEDGEBOX)
    (tmp_path / "empty").write_text("# nothing\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name, path in (("LIST", "list.txt"), ("DIR", "dir"), ("EMPTY", "empty"),
                       ("BINARY", "binary"), ("NOWHERE", "nowhere")):  # fmt: skip
        words = words.replace(name, str(tmp_path / path))
    out = _many(reader, *words.split())
    assert (out.exit_code, str(out)) == (2, "")
    assert asked(sandbox) == []


def test_reports_are_private_have_names_that_every_system_takes_and_replace_nothing(
    reader: Terminal, sandbox: Served, tmp_path: Path
) -> None:
    """Refused before PostHog is asked; `--force` replaces them."""
    words = ["--from", str(_list(tmp_path, HEDGEBOX)), "--output-dir", str(tmp_path / "out"),
             "--days", "3", "--format", "csv"]  # fmt: skip
    assert _many(reader, *words).exit_code == 0
    [path] = (tmp_path / "out").iterdir()
    assert path.name == f"hedgebox-inc-{HEDGEBOX}.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    before = asked(sandbox)
    assert _many(reader, *words).exit_code == 2
    assert asked(sandbox) == before
    assert _many(reader, *words, "--force").exit_code == 0


def test_a_pipe_gets_a_line_for_each_and_a_terminal_a_table(
    reader: Terminal, tmp_path: Path
) -> None:
    """With the counts, and why one is not complete."""
    words = ["--from", str(_list(tmp_path, HEDGEBOX, UNKNOWN)), "--days", "3"]
    first, second = _many(reader, *words).splitlines()
    assert first.split("\t")[:3] == ["complete", HEDGEBOX, "Hedgebox Inc"]
    assert second.split("\t")[:2] == ["failed", UNKNOWN]
    shown = _many(reader.with_(terminal=True, width=200, NO_COLOR="1"), *words)
    assert "2 organizations: 1 complete, 0 incomplete, 1 failed" in shown
    alone = _list(tmp_path, HEDGEBOX)
    shown = _many(reader.with_(terminal=True, width=200, NO_COLOR="1"), "--from", str(alone))
    assert "1 organization: 1 complete, 0 incomplete, 0 failed" in shown
    assert "listed in" in shown


def test_a_list_that_was_broken_off_is_gone_on_with(
    reader: Terminal, sandbox: Served, tmp_path: Path
) -> None:
    """With what it says to type; each report is that of a run that nothing happened to."""
    Path(reader.variables["CSM_CONFIG"]).write_text("[audit]\npage_rows = 60\n")
    words = ["--from", str(_list(tmp_path, *ORGANIZATIONS)), "--json"]
    _many(reader, *words, *ENDS, "--output-dir", str(tmp_path / "whole"))
    let_through(sandbox, 5)
    arm(sandbox, fault="status", status=500)
    again = tmp_path / "again"
    out = _many(reader, *words, *ENDS, "--output-dir", str(again))
    assert out.exit_code == 10
    [command] = {text.split('"')[0] for text in out.split("go on with: csm ")[1:]}
    assert command == (
        f"audit-impersonation --from {words[1]} --resume --output-dir {again} --force --json"
    )
    assert reader(command).exit_code == 10  # some of them have no members
    assert _reports(tmp_path / "again") == _reports(tmp_path / "whole")
    assert len(_reports(tmp_path / "whole")) == len(ORGANIZATIONS)


# --- mine -----------------------------------------------------------------------------------


def _configured(csm: Terminal, text: str) -> Terminal:
    Path(csm.variables["CSM_CONFIG"]).write_text(text)
    return csm


def _owned(sandbox: Served, query: str) -> set[str]:
    """What the sandbox's Zendesk itself says, by its own search."""
    found = httpx.get(
        f"{sandbox.services['zendesk']}/api/v2/search.json",
        params={"query": f"type:ticket {query}", "per_page": 100},
        auth=("robin.vale@posthog.example/token", "sandbox-robin"),
        trust_env=False,
    ).json()["results"]
    fields = [field for ticket in found for field in ticket["custom_fields"]]
    return {one["value"] for one in fields if one["id"] == 27031528411291 and one["value"]}


def test_mine_are_the_organizations_of_tickets_with_my_tag(
    reader: Terminal, sandbox: Served
) -> None:
    """By the search that the output names; tickets without an organization are counted."""
    out = _many(reader, "--all-mine", "--json", "--days", "3")
    assert out.json["chosen_by"] == ("organizations of the tickets found by: tags:owner_robin_vale")
    ids = {one["organization"]["id"] for one in out.json["results"]}
    assert ids >= _owned(sandbox, "tags:owner_robin_vale")
    assert HEDGEBOX in ids
    assert out.json["all_chosen"]
    assert len(ids) == len(out.json["results"])


def test_what_may_be_missing_of_mine_is_said_once(reader: Terminal) -> None:
    """On a terminal it stands above the table; in a pipe it goes to stderr, which a person sees."""
    missing = re.compile(r"[0-9]+ of [0-9]+ tickets names? no organization of PostHog's")
    screen = _many(reader.with_(terminal=True, width=200), "--all-mine", "--days", "3")
    assert (len(missing.findall(screen)), missing.findall(screen.stderr)) == (1, [])
    piped = _many(reader, "--all-mine", "--days", "3")
    assert (missing.findall(piped), len(missing.findall(piped.stderr))) == ([], 1)


def test_what_is_mine_is_configured(reader: Terminal, sandbox: Served) -> None:
    """Any search of Zendesk's, and ids beside it."""
    search = '[mine]\nsearch = "assignee:{email}"\n'
    listed = f'organizations = ["{KELPWORKS.upper()}"]\n'
    out = _many(_configured(reader, search + listed), "--all-mine", "--json", "--days", "3")
    assert "assignee:robin.vale@posthog.example" in out.json["chosen_by"]
    ids = [one["organization"]["id"] for one in out.json["results"]]
    assert set(ids) == {*_owned(sandbox, "assignee:me"), KELPWORKS}
    only = _configured(reader, f'[mine]\nsearch = ""\n{listed}')
    out = _many(only, "--all-mine", "--json", "--days", "3")
    assert out.json["chosen_by"] == "1 listed in the config file"
    assert [one["organization"]["id"] for one in out.json["results"]] == [KELPWORKS]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[mine]\nsearch = "tags:nobody_has_this"\n', 5),
        ('[mine]\nsearch = ""\n', 5),
        ('[mine]\nsearch = "tags:{surname}"\n', 2),
        ('[mine]\nsearch = "tags:{"\n', 2),
        ('[mine]\norganizations = ["Hedgebox"]\n', 2),
    ],
)
def test_nothing_that_is_mine_is_no_clean_bill(
    reader: Terminal, sandbox: Served, text: str, code: int
) -> None:
    """It is an error that says what was looked for, and PostHog is not asked."""
    out = _many(_configured(reader, text), "--all-mine", "--json")
    assert (out.exit_code, str(out)) == (code, "")
    assert asked(sandbox) == []
