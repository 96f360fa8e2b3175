"""`csm ownership check`: every mistake of a file, where it stands."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from tests.adapters.ownership_texts import MISTAKES, SOUND, mistaken
from tests.terminal import Output, Terminal

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def csm(offline: Terminal) -> Terminal:
    """`csm` on the day from which the shipped rows are, so that none of them is old."""
    return Terminal(offline.variables, now=NOW)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A sound file of the user's."""
    path = tmp_path / "mine.yaml"
    path.write_text(SOUND)
    return path


def checked(output: Output) -> list[tuple[int, str]]:
    """Line and code of each finding, the document held to its schema."""
    schema = json.loads((files("csm_cli") / "schemas" / "ownership-check.json").read_text("utf-8"))
    jsonschema.validate(output.json, schema)
    return [(each["line"], each["code"]) for each in output.json["findings"]]


@pytest.mark.wheel
def test_the_shipped_file_has_no_finding(csm: Terminal) -> None:
    """Without a name the file in use is checked; the one that ships is clean."""
    out = csm("ownership check --json")

    assert checked(out) == []
    assert (out.exit_code, out.json["features"]) == (0, 106)


def test_the_file_in_use_is_the_users_own(csm: Terminal, own: Path) -> None:
    """With an own file in the settings, that is the one that is checked."""
    own.write_text(mistaken("bad slug"))
    out = csm.with_(CSM_OWNERSHIP=str(own))("ownership check --json")

    assert (out.exit_code, out.json["file"]) == (9, str(own))


def test_a_clean_file_exits_0(csm: Terminal, own: Path) -> None:
    """Nothing found, nothing on stdout of a pipe."""
    out = csm(["ownership", "check", str(own)])

    assert (out.exit_code, out) == (0, "")


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_exits_9(csm: Terminal, own: Path, name: str) -> None:
    """Each mistake is found in its line, as an error, also by a program."""
    own.write_text(mistaken(name))
    out = csm(["ownership", "check", str(own), "--json"])

    assert MISTAKES[name][2:] in checked(out)
    assert out.exit_code == 9


def test_a_pipe_gets_a_line_per_finding(csm: Terminal, own: Path) -> None:
    """File, line, level, code, sentence."""
    own.write_text(mistaken("bad slug"))
    out = csm(["ownership", "check", str(own)])

    assert out.split("\t")[:4] == [str(own), "9", "error", "bad_value"]


def test_old_rows_are_a_warning(csm: Terminal, own: Path) -> None:
    """After 90 days, or as many as are asked for, a row wants to be looked at again."""
    own.write_text(SOUND.replace("2026-11-20", "2026-08-24"))
    assert checked(csm(["ownership", "check", str(own), "--json"])) == [(3, "stale")]
    assert checked(csm(["ownership", "check", str(own), "--json", "--max-age", "91"])) == []

    own.write_text(SOUND)
    assert checked(csm(["ownership", "check", str(own), "--json", "--max-age", "2"])) == [
        (3, "stale")
    ]


def test_a_name_of_a_shipped_feature_is_a_warning(csm: Terminal, own: Path) -> None:
    """An own alias that others own in the shipped file would make the look-up ambiguous."""
    own.write_text(SOUND.replace("[recordings]", "[heatmaps]"))
    out = csm(["ownership", "check", str(own), "--json"])

    assert checked(out) == [(4, "contested_name")]
    assert "Heatmaps" in out.json["findings"][0]["text"]


def test_a_file_with_warnings_can_be_used(csm: Terminal, own: Path) -> None:
    """A warning is something to look at, not a reason to refuse."""
    own.write_text(SOUND.replace("2026-11-20", "2027-01-01"))

    assert csm(["ownership", "check", str(own)]).exit_code == 9
    assert csm(["whois-owns", "replay", "--ownership", str(own)]).exit_code == 0


def test_an_unreadable_file_is_wrong_usage(csm: Terminal, tmp_path: Path) -> None:
    """A file that is not there is no finding but a wrong name: 2, with an error object."""
    out = csm(["ownership", "check", str(tmp_path / "missing.yaml"), "--json"])

    assert (out.exit_code, out) == (2, "")
    assert "No such file" in out.error["message"]


def test_what_a_person_sees(
    csm: Terminal, own: Path, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """`FILE:LINE:` first, as editors and terminals can follow; the count last."""
    own.write_text(mistaken("key misspelt").replace("2026-11-20", "2027-01-01"))
    person = csm.with_(terminal=True, NO_COLOR="1")

    shown = person(["ownership", "check", str(own)]).replace(str(tmp_path), "FOLDER")
    assert shown == snapshot
    assert person("ownership check").endswith(": features: 106, nothing found\n")


def test_the_schema_for_editors_can_be_printed(csm: Terminal) -> None:
    """A user's file outside the project gets its schema from the program."""
    assert csm("help json ownership.yaml").json["title"] == "csm ownership file"
    assert csm("help json tips.yaml").json["title"] == "csm tips file"
