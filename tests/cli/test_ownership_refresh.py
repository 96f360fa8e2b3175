"""`csm ownership refresh` against the sandbox's website, as a person and a program run it."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import httpx
import jsonschema
import pytest

from tests.adapters.scripted_server import Reply, scripted
from tests.conftest import Served
from tests.terminal import Output, Terminal

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
CHANGES = [
    ("Endpoints", "owner_changed", ["Data Stack"], ["Data Modeling"]),
    ("Notebooks", "owner_changed", ["Platform Features"], ["Data Tools"]),
    ("Session summaries", "added", [], ["Replay"]),
    ("Statistical analysis", "label_changed", ["feature/statistical-analysis"], ["feature/stats"]),
    ("Wizard", "owner_changed", ["Docs & Wizard"], ["Wizard"]),
    ("Live events", "gone", ["ClickHouse"], []),
]


@pytest.fixture(name="csm")
def _csm(csm: Terminal) -> Terminal:
    return Terminal(csm.variables, now=NOW)


def checked(output: Output) -> dict[str, object]:
    """The document, held to its schema."""
    schema = json.loads((files("csm_cli") / "schemas/ownership-refresh.json").read_text("utf-8"))
    jsonschema.validate(output.json, schema)
    found: dict[str, object] = output.json
    return found


def website(sandbox: Served, **fault: object) -> None:
    """Let the next requests to the website fail."""
    url = f"{sandbox.services['website']}/_sandbox/faults"
    httpx.post(url, json={"method": "GET", "path": "/handbook", **fault}).raise_for_status()


def test_a_dry_run_shows_the_changes_and_writes_nothing(csm: Terminal, tmp_path: Path) -> None:
    """Each change before and after; a pipe gets a line for each."""
    document = checked(csm("ownership refresh --dry-run --json"))
    assert [tuple(each.values()) for each in document["differences"]] == CHANGES  # type: ignore[attr-defined]
    assert (document["outcome"], document["dry_run"], document["known"]) == ("planned", True, 92)
    lines = csm("ownership refresh --dry-run").splitlines()
    assert lines[0] == "Endpoints\towner_changed\tData Stack\tData Modeling"
    assert len(lines) == len(CHANGES)
    assert not (tmp_path / "ownership.yaml").exists()


def test_written_it_answers_with_the_new_owners(csm: Terminal, tmp_path: Path) -> None:
    """The file is named in the config, is sound, is laid over; a second run has nothing to do."""
    document = checked(csm("ownership refresh --yes --json"))
    own = tmp_path / "ownership.yaml"
    assert (document["outcome"], document["file"]) == ("written", str(own))
    assert 'file = "ownership.yaml"' in (tmp_path / "config.toml").read_text()
    owns = csm("whois-owns notebooks --json").json
    assert [each["team"] for each in owns["owners"]] == ["Data Tools"]
    assert (owns["as_of"], owns["source"]) == ("2026-11-29", document["url"])
    assert csm("whois-owns replay --json").json["owners"][0]["slack_channel"] == "#support-replay"
    assert csm("whois-owns 'docs & wizard' --json").json["owners"][0]["team"] == "Wizard"
    assert csm("ownership check").exit_code == 0
    again = checked(csm("ownership refresh --yes --json"))
    assert (again["outcome"], again["differences"], again["named_in"]) == ("unchanged", [], None)


def test_nothing_is_written_without_a_yes(csm: Terminal, tmp_path: Path) -> None:
    """A person sees the changes before the question; no is no; off a terminal it is not asked."""
    person = csm.with_(terminal=True, TERM="dumb", NO_COLOR="1")
    said = person("ownership refresh", stdin="n\n")
    assert said.exit_code == 2
    assert "Notebooks: owner Platform Features -> Data Tools" in said.stderr
    assert "old name kept: Docs & Wizard -> Wizard" in said.stderr
    assert f"into {tmp_path / 'ownership.yaml'}, and name it in" in said.stderr
    for line in ("ownership refresh", "ownership refresh --json"):
        assert csm(line).exit_code == 2
    assert not (tmp_path / "ownership.yaml").exists()
    shown = person("ownership refresh", stdin="y\n")
    assert shown.exit_code == 0
    assert f"{tmp_path / 'ownership.yaml'}: written" in shown


def test_an_own_file_keeps_what_a_person_wrote(csm: Terminal, tmp_path: Path) -> None:
    """Aliases, channel and remarks of one's own stay; the owner is the table's; it is told."""
    own = tmp_path / "mine.yaml"
    own.write_text(
        "schema_version: 1\nfeatures:\n  # my remark\n  - feature: Notebooks\n"
        "    aliases: [pads]\n    owners: [{team: Growth, team_slug: growth}]\n"
        "    notes: ask Ada\n    as_of: 2026-11-20\n    source: Ada\n"
    )
    document = checked(csm(f"ownership refresh --yes --json --ownership {own}"))
    changes = [tuple(each.values()) for each in document["differences"]]  # type: ignore[attr-defined]
    assert ("Notebooks", "owner_changed", ["Growth"], ["Data Tools"]) in changes
    text = own.read_text()
    assert "  # my remark\n  - feature: Notebooks\n    aliases: [pads]\n" in text
    assert "notes: ask Ada" in text
    assert csm(f"whois-owns pads --ownership {own}").startswith("Notebooks\tData Tools\t")


def test_groups_are_held_against_the_live_ones(csm: Terminal, tmp_path: Path) -> None:
    """Of the rows as they would be, those of an own file too; unasked it is null, not none."""
    own = tmp_path / "mine.yaml"
    own.write_text(
        "schema_version: 1\nfeatures:\n  - feature: Replay\n    as_of: 2026-11-20\n    source: me\n"
        "    owners: [{team: Replay, team_slug: replay, zendesk_group: Replays}]\n"
    )
    line = f"ownership refresh --dry-run --json --ownership {own}"
    features = ["Replay", "Session summaries"]  # what it newly owns goes to the same group
    assert checked(csm(f"{line} --live"))["lost_groups"] == [
        {"group": "Replays", "problem": "group_renamed", "near": ["Replay"], "features": features}
    ]
    assert checked(csm(line))["lost_groups"] is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "status", "status": 503, "times": 2}, 7),
        ({"fault": "status", "status": 429, "retry_after": "600", "times": 1}, 7),
        ({"fault": "drop", "times": 2}, 7),
        ({"fault": "html", "status": 200, "times": 1}, 7),
        ({"fault": "redirect", "status": 302, "times": 1}, 7),
    ],
)
def test_a_site_that_fails_changes_nothing(
    csm: Terminal, sandbox: Served, tmp_path: Path, fault: dict[str, object], code: int
) -> None:
    """The error says so, and that nothing was written; no file appears."""
    website(sandbox, **fault)
    out = csm("ownership refresh --yes --json")
    assert (out.exit_code, out) == (code, "")
    assert out.error["message"].endswith("; nothing was written")
    assert not (tmp_path / "ownership.yaml").exists()


def test_no_network_is_said(csm: Terminal) -> None:
    """Exit code 7: safe to try again."""
    out = csm.with_(CSM_WEBSITE_URL="http://127.0.0.1:9")("ownership refresh --dry-run --json")
    assert (out.exit_code, out.error["code"]) == (7, "unavailable")


def test_a_short_or_another_table_is_not_believed(csm: Terminal, tmp_path: Path) -> None:
    """A few rows are refused with 9 until somebody forces them; another shape is an error."""
    row = b"| Replay | [Growth Team](/teams/growth.md) |  |\n"
    short = Reply(body=b"| Feature | Owner | Label |\n| - | - | - |\n" + row)
    with scripted(short, Reply(body=b"# It is a component now\n"), short) as server:
        there = csm.with_(CSM_WEBSITE_URL=server.url)
        out = there("ownership refresh --yes --json")
        assert (out.exit_code, checked(out)["outcome"]) == (9, "refused")
        changed = there("ownership refresh --yes --json")
        assert changed.exit_code == 1
        assert changed.error["message"].endswith("; nothing was written")
        assert not (tmp_path / "ownership.yaml").exists()
        forced = there("ownership refresh --yes --json --force")
    assert (forced.exit_code, checked(forced)["outcome"]) == (0, "written")


def test_the_sandbox_writes_into_no_file_of_real_use(offline: Terminal) -> None:
    """Its handbook is made up: without a file named for it, only a dry run goes."""
    out = offline("--sandbox ownership refresh --yes --json")
    assert (out.exit_code, out) == (2, "")
    assert "--ownership" in out.error["hint"]
