"""`csm ownership list` and `show`, offline but for `--live`, and `check --live`."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.terminal import Output, Terminal


def checked(output: Output, name: str) -> dict[str, object]:
    """The document, held to its schema."""
    schema = json.loads((files("csm_cli") / f"schemas/ownership-{name}.json").read_text("utf-8"))
    jsonschema.validate(output.json, schema)
    found: dict[str, object] = output.json
    return found


def test_a_list_is_whole_or_of_a_team(offline: Terminal) -> None:
    """Every row, nobody's too; those of a team by its old name, with what became of it."""
    whole = checked(offline("ownership list --json"), "list")
    assert isinstance(whole["features"], list)
    assert len(whole["features"]) == 106
    assert "API structure\t\t" in offline("ownership list")
    out = offline("ownership list --team pipeline")
    assert {line.split("\t")[1] for line in out.splitlines()} == {"Workflows"}
    assert "Pipeline -> CDP -> Messaging -> Workflows" in out.stderr
    former = checked(offline("ownership list --team CDP --json"), "list")["former_team"]
    assert former is None  # its queue is still called so
    assert "\n1 feature\n" in offline.with_(terminal=True, TERM="dumb")(
        "ownership list --team replay"
    )
    unknown = offline("ownership list --team wrkflows --json")
    assert (unknown.exit_code, unknown) == (5, "")
    assert "Workflows" in unknown.error["message"]


def test_a_card_shows_feature_team_and_line(offline: Terminal) -> None:
    """On a screen as in the document; what fits nothing ends with 5."""
    document = checked(offline("ownership show workflows --json"), "show")
    assert isinstance(document["teams"], list)
    assert [each["line"] for each in document["teams"][0]["lineage"]] == [
        "Pipeline -> CDP -> Messaging -> Workflows"
    ]
    screen = offline.with_(terminal=True, NO_COLOR="1")("ownership show pipeline")
    assert "Comes from" in screen
    assert "Pipeline -> CDP -> Messaging -> Workflows" in screen
    empty = offline(["ownership", "show", " "])
    assert (empty.exit_code, empty) == (2, "")
    assert "the query is empty" in empty.stderr
    none = offline("ownership show quantum banana --json")
    assert (none.exit_code, checked(none, "show")["teams"]) == (5, [])


@pytest.mark.parametrize("line", ["list", "show replay", "check --max-age 99999"])
def test_live_groups_need_a_sign_in(offline: Terminal, line: str) -> None:
    """Without one, `--live` says so, and all else goes."""
    assert offline(f"ownership {line} --live").exit_code == 3
    assert offline(f"ownership {line}").exit_code == 0


def test_live_groups_are_told_by_each(reader: Terminal, tmp_path: Path) -> None:
    """A group that is there, and one that is not: in the row, as a warning, by its line."""
    own = tmp_path / "mine.yaml"
    own.write_text(
        "schema_version: 1\nfeatures:\n  - feature: Notebooks\n    as_of: 2026-11-20"
        "\n    source: me\n"
        "    owners: [{team: Data Tools, team_slug: data-tools, zendesk_group: Tool shed}]\n"
    )
    file = f"--live --json --ownership {own}"
    replay = checked(reader(f"ownership show replay {file}"), "show")
    assert isinstance(replay["teams"], list)
    assert (replay["teams"][0]["group_live"], replay["warnings"]) == (True, [])
    notebooks = checked(reader(f"ownership show notebooks {file}"), "show")
    assert isinstance(notebooks["teams"], list)
    assert notebooks["teams"][0]["group_live"] is False
    listed = checked(reader(f"ownership list --team 'Data Tools' {file}"), "list")
    check = reader(["ownership", "check", str(own), "--live", "--json", "--max-age", "99999"])
    found = [(each["line"], each["code"]) for each in check.json["findings"]]
    assert (check.exit_code, found) == (9, [(3, "group_missing")])
    for document in (notebooks, listed):
        assert "group_missing" in {each["code"] for each in document["warnings"]}  # type: ignore[attr-defined]
