"""`csm tips` as a person at a terminal and a program at a pipe see it."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
from syrupy.assertion import SnapshotAssertion

from tests.terminal import Output, Terminal


def checked(output: Output) -> dict[str, object]:
    """The document, held to its schema."""
    schema = json.loads((files("csm_cli") / "schemas" / "tips.json").read_text("utf-8"))
    jsonschema.validate(output.json, schema)
    found: dict[str, object] = output.json
    return found


def test_an_area_is_answered_offline(offline: Terminal, snapshot: SnapshotAssertion) -> None:
    """Document, lines and screen say the same; docs are addresses of the website."""
    document = checked(offline("tips feature flags --json"))
    assert document["ticket"] is None
    assert [each["area"] for each in document["tips"]] == ["feature_flags", "general"]  # type: ignore[attr-defined]
    lines = [line.split("\t") for line in offline("tips feature flags").splitlines()]
    assert {(len(line), line[0]) for line in lines} == {(4, "look_up"), (4, "step"), (4, "docs")}
    address = "https://posthog.com/docs/feature-flags/common-questions"
    assert ["docs", "feature_flags", "Feature flags: common questions", address] in lines
    assert str(offline.with_(terminal=True, NO_COLOR="1")("tips surveys")) == snapshot


def test_ones_own_tips_come_first_and_mistakes_are_told(offline: Terminal, tmp_path: Path) -> None:
    """The file beside the config file is used without being named; a slip in it ends with 2."""
    own = tmp_path / "tips.yaml"
    own.write_text(
        "schema_version: 1\ntips:\n  - area: surveys\n    steps: [Ask Ada]\n"
        "    as_of: 2026-11-20\n    source: Ada\n"
    )
    first = checked(offline("tips surveys --json"))["tips"][0]  # type: ignore[index]
    assert (first["steps"], first["file"]) == (["Ask Ada"], str(own))
    own.write_text(own.read_text().replace("steps", "step"))
    out = offline("tips surveys --json")
    assert (out.exit_code, out) == (2, "")
    assert f"{own}:4: " in out.error["message"]


def test_what_fits_nothing_ends_with_5(offline: Terminal) -> None:
    """The nearest are named on stderr, and nothing is printed in a pipe."""
    out = offline("tips feature/persons")
    assert (out.exit_code, out) == (5, "")
    assert "Persons view" in out.stderr


def test_a_ticket_is_answered_with_its_own_pages(reader: Terminal) -> None:
    """From the sandbox's Zendesk: its area, its project's pages in its region, what it has."""
    out = reader("tips 48213 --json")
    ticket = checked(out)["ticket"]
    assert isinstance(ticket, dict)
    assert ticket["area"] == {"value": "session_replay", "confirmed": True}
    assert ticket["region"] == {"value": "us", "confirmed": False}
    assert "https://us.posthog.com/project/48113/feature_flags" in {
        page["url"] for page in ticket["pages"]
    }
    assert {"Severity", "Session replay"} <= {each["what"] for each in ticket["already"]}
    screen = reader.with_(terminal=True, NO_COLOR="1")("tips 48213")
    assert "Feature flags: https://us.posthog.com/project/48113/feature_flags ?" in screen
    assert reader("tips 99999999").exit_code == 5


def test_a_heading_keeps_its_indent_on_a_narrow_screen(reader: Terminal) -> None:
    """What does not fit goes on below it, and not at the edge, where tickets and areas begin."""
    shown = reader.with_(terminal=True, TERM="dumb", width=60)("tips 48213 --no-pager")
    assert "(? only the ticket's text says\n  so)\n" in shown
