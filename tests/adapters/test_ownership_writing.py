"""Rows put into a user's ownership file: what a person wrote there stays as it stands."""

from datetime import date
from pathlib import Path

import pytest

from csm_cli.adapters.own_ownership import OwnOwnership
from csm_cli.adapters.ownership_reading import read
from csm_cli.adapters.ownership_writing import drafted, write
from csm_cli.domain.errors import Conflict, Unexpected, WrongUsage
from csm_cli.domain.ownership import Feature
from tests.ownership_rows import feature, former, owner

MINE = """\
# mine, and I mean it
schema_version: 1
features:
  # why this is here
  - feature: Notebooks   # the pad
    aliases: [pads]
    owners:
      # who told me
      - {team: Data Tools, team_slug: data-tools, slack_channel: "#x"}
    as_of: 2026-11-20   # when
    source: 'Ada'

  # another
  - feature: Replay
    owners:
      - team: Replay # r
        team_slug: replay
        zendesk_group: Recordings
        as_of: 2026-10-01
    source: Bob
    as_of: 2026-11-01
former_teams:
  - {name: Pads, teams: [Data Tools], as_of: 2026-11-01, source: Ada}   # long ago
# the end
"""
TODAY = date(2026, 11, 29)


def confirmed(path: Path, name: str, **changes: object) -> Feature:
    """A row of the file as of today; `changes` of the row."""
    row = next(each for each in read(path).features if each.name == name)
    row = row._replace(as_of=TODAY, source="the page", origin=None, **changes)  # type: ignore[arg-type]
    dated = {"as_of": TODAY, "source": "the page", "github_label": row.github_labels}
    owners = tuple(
        each._replace(**dated, notes=row.notes)  # type: ignore[arg-type]
        for each in row.owners
    )
    return row._replace(owners=owners)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file that a person keeps."""
    path = tmp_path / "mine.yaml"
    path.write_text(MINE)
    return path


def test_only_what_changes_is_touched(mine: Path) -> None:
    """Comments, order, quotes and blank lines stay; an owner's older date of its own is gone."""
    replay = confirmed(mine, "Replay")
    write(drafted(mine, [confirmed(mine, "Notebooks"), replay], ()))
    expected = MINE.replace("2026-11-20   # when", "2026-11-29   # when")
    expected = expected.replace("source: 'Ada'\n\n", "source: 'the page'\n\n")
    expected = expected.replace("        as_of: 2026-10-01\n", "").replace("Bob", "the page")
    expected = expected.replace("as_of: 2026-11-01\nformer", "as_of: 2026-11-29\nformer")
    assert mine.read_text() == expected


def test_owners_labels_and_rows_are_added_and_taken_away(mine: Path) -> None:
    """A joint owner beside the one that stays as typed; a new row at the end; a longer line."""
    notebooks = confirmed(mine, "Notebooks", github_labels=("feature/pads",))
    joint = owner("Growth", source="the page", as_of=TODAY, github_label=("feature/pads",))
    notebooks = notebooks._replace(owners=(*notebooks.owners, joint))
    nobody = feature("API structure", as_of=TODAY, source="the page", notes="all: of us")
    odd = feature("yes", owner("no", github_label=("on/off",)), github_labels=("on/off",))
    pads = former("Pads", "Data Tools")._replace(via=("Sheets",))
    write(drafted(mine, [notebooks, nobody, odd], [pads]))
    text = mine.read_text()
    assert '{team: Data Tools, team_slug: data-tools, slack_channel: "#x"}\n      - team:' in text
    assert "# the end" in text
    found = {row.name: row._replace(origin=None) for row in read(mine).features}
    assert [found[row.name] for row in (notebooks, nobody, odd)] == [notebooks, nobody, odd]
    lines = [each.lineage for each in read(mine).former_teams if each.name == "Pads"]
    assert lines == ["Pads -> Sheets -> Data Tools"]
    again = drafted(mine, [notebooks, nobody, odd], [pads])
    assert again.text == text


def test_a_file_that_is_not_there_is_begun(tmp_path: Path) -> None:
    """With its folder, readable by its owner alone, and laid over the shipped file."""
    path = tmp_path / "new" / "ownership.yaml"
    row = feature("Replay", owner("Growth"))
    write(drafted(path, [row], [former("Old", "Growth")]))
    assert path.stat().st_mode & 0o777 == 0o600
    found = read(path)
    assert next(each for each in found.features if each.name == "Replay").owners == row.owners
    assert len(found.features) > 100


def test_a_file_with_a_mistake_is_left_alone(mine: Path) -> None:
    """What csm can't read it doesn't write; the line is named."""
    mine.write_text(MINE.replace("aliases: [pads]", "alias: [pads]"))
    with pytest.raises(WrongUsage, match=r"mine\.yaml:6"):
        drafted(mine, [feature("Replay", "Replay")], ())


def test_another_change_meanwhile_is_not_overwritten(mine: Path) -> None:
    """Somebody's editor saved between reading and writing: theirs stands."""
    draft = drafted(mine, [confirmed(mine, "Replay")], ())
    mine.write_text(MINE + "# theirs\n")
    with pytest.raises(Conflict):
        write(draft)
    assert mine.read_text().endswith("# theirs\n")


def test_a_change_while_a_person_decides_is_not_overwritten(mine: Path) -> None:
    """Rows were read, shown, and somebody saved before the yes: what they wrote there stands."""
    own = OwnOwnership(mine, lambda: pytest.fail("nothing was written"))
    own.rows()
    planned = confirmed(mine, "Replay")
    theirs = MINE.replace("zendesk_group: Recordings", "zendesk_group: Theirs")
    mine.write_text(theirs)
    with pytest.raises(Conflict):
        own.put([planned], ())
    assert mine.read_text() == theirs


def test_a_file_keeps_its_line_ends_its_mark_and_its_readers(mine: Path) -> None:
    """As an editor on Windows wrote it, shared with a group: one line changes, and no other."""
    mine.write_bytes(b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    mine.chmod(0o664)
    before = mine.read_bytes()
    write(drafted(mine, [confirmed(mine, "Notebooks")], ()))
    after = mine.read_bytes()
    assert mine.stat().st_mode & 0o777 == 0o664
    changed = set(before.split(b"\n")) ^ set(after.split(b"\n"))
    assert len(changed) == 4, changed  # the day and the source, before and after


def test_what_would_be_read_otherwise_is_not_written(mine: Path) -> None:
    """A row that no file can hold as it is meant is refused before the file is touched."""
    split = feature("Replay", owner("Replay", github_label=("a",)), github_labels=("b",))
    with pytest.raises(Unexpected, match="as it is meant"):
        drafted(mine, [split._replace(aliases=("a", "a"))], ())
    assert mine.read_text() == MINE
