"""Ownership files as people write and break them: file, line and reason, or sound rows."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.ownership_file import shipped
from csm_cli.adapters.ownership_reading import examine, read
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.ownership import Feature, FormerTeam, Owner
from tests.adapters.ownership_texts import MISTAKES, SOUND, mistaken


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where the user's own file goes."""
    return tmp_path / "mine.yaml"


def test_a_sound_file_is_read_as_it_is_written(own: Path) -> None:
    """Every key ends in the value it is for; an owner's own date and source go before the row's."""
    own.write_text(f"complete: true\n{SOUND}")

    found = read(own)

    assert found.features == (
        Feature(
            name="Replay",
            aliases=("recordings",),
            target_areas=("session_replay",),
            github_labels=("feature/replay",),
            owners=(
                Owner(
                    team="Replay",
                    team_slug="replay",
                    slack_channel="#support-replay",
                    zendesk_group="Replay",
                    github_team="PostHog/team-replay",
                    github_label=("feature/replay",),
                    as_of=date(2026, 11, 20),
                    source="a page",
                    slack_channel_inferred=True,
                    notes="Ask first.",
                ),
            ),
            as_of=date(2026, 11, 23),
            source="a table",
            notes="Ask first.",
            origin=str(own),
        ),
    )
    assert found.former_teams == (
        FormerTeam("Recordings team", ("Replay",), date(2026, 11, 23), "a table"),
    )


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_in_its_line(name: str, own: Path) -> None:
    """Whatever is wrong is reported as an error, with its code, where a person must look."""
    own.write_text(mistaken(name))
    _, _, line, code = MISTAKES[name]

    findings = examine(own).rows.findings

    assert (line, code) in [(finding.line, finding.code) for finding in findings]
    assert {finding.level for finding in findings} == {"error"}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_file_with_a_mistake_is_not_used(name: str, own: Path) -> None:
    """Nothing of a broken file is used; the refusal has the file, the line, and what to type."""
    own.write_text(mistaken(name))

    with pytest.raises(WrongUsage) as refusal:
        read(own)

    assert refusal.value.message.startswith(f"{own}:")
    assert refusal.value.hint == f"csm ownership check {own}"


def test_one_mistake_does_not_hide_another(own: Path) -> None:
    """All mistakes are told at once, in the order of their lines."""
    own.write_text(SOUND.replace("[recordings]", "[5]").replace("replay\n", "Replay!\n", 1))

    assert [finding.line for finding in examine(own).rows.findings] == [4, 9]


def test_an_unknown_key_names_the_one_that_was_meant(own: Path) -> None:
    """A slip of the finger is answered with the right word."""
    own.write_text(SOUND.replace("slack_channel:", "slack_chanel:"))

    assert "did you mean slack_channel?" in examine(own).rows.findings[0].text


def test_a_quoted_date_is_a_date(own: Path) -> None:
    """Editors that follow newer YAML quote dates."""
    own.write_text(SOUND.replace("2026-11-20", '"2026-11-20"'))

    assert read(own).features[-1].as_of == date(2026, 11, 23)


@pytest.mark.parametrize("start", ["\ufeff", "%YAML 1.1\n---\n", "---\n", "# c\r\n"])
def test_usual_beginnings_are_read(start: str, own: Path) -> None:
    """A byte order mark, a directive, a document start and Windows line ends are no mistakes."""
    own.write_bytes((start + SOUND.replace("\n", "\r\n")).encode())

    assert examine(own).rows.findings == ()


def test_what_is_not_utf8_is_reported_in_its_line(own: Path) -> None:
    """A file from another age is refused where it first differs."""
    own.write_bytes(SOUND.encode().replace(b"Ask first", b"Fran\xe7ois"))

    assert [(f.line, f.code) for f in examine(own).rows.findings] == [(16, "encoding")]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_ends_as_a_finding(opening: str, own: Path) -> None:
    """A hundred thousand levels are refused; composing them would end the process."""
    own.write_text(opening * 100_000)

    assert examine(own).rows.findings[0].code in {"depth", "key", "syntax"}


def test_a_huge_file_is_refused_unread(own: Path) -> None:
    """A file of a million bytes and more is no ownership file."""
    own.write_text("# " + "x" * 1_000_000)

    assert examine(own).rows.findings[0].code == "too_large"


def test_an_endless_file_ends() -> None:
    """Reading stops after the largest size that is allowed."""
    assert examine(Path("/dev/zero")).rows.findings[0].code == "too_large"


@pytest.mark.parametrize("name", ["missing.yaml", ".", "a\x00b"])
def test_what_cannot_be_read_is_wrong_usage(name: str, tmp_path: Path) -> None:
    """No file, a folder and an impossible name are told as such, with the name."""
    for door in (read, examine):
        with pytest.raises(WrongUsage, match="cannot be read"):
            door(tmp_path / name)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """No content whatever makes the reader fail in another way than by a finding."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)

    assert examine(path).rows.findings


@given(st.integers(0, len(SOUND) - 1), st.text("[]{}#&*!|>%@:- \t\n\"'a\x00\ud7ff", max_size=4))
def test_any_slip_of_the_hand_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, typed: str
) -> None:
    """A few characters typed anywhere never make the reader fail, and lines stay in the file."""
    path = tmp_path_factory.getbasetemp() / "slip.yaml"
    text = SOUND[:place] + typed + SOUND[place + 1 :]
    path.write_text(text)

    for finding in examine(path).rows.findings:
        assert 1 <= finding.line <= text.count("\n") + 1


def test_a_users_row_stands_in_place_of_the_shipped_one(own: Path) -> None:
    """A feature of both files is the user's alone; all others are the shipped ones."""
    own.write_text(SOUND.replace("Replay\n    aliases", "RE-PLAY\n    aliases"))

    features, before = read(own).features, read(None).features

    assert [row.name for row in features if row.origin] == ["RE-PLAY"]
    assert len(features) == len(before)
    assert {row.name for row in before} - {row.name for row in features} == {"Replay"}


def test_what_only_the_user_has_is_added(own: Path) -> None:
    """A new feature and a new former team join the shipped ones."""
    own.write_text(SOUND.replace("feature: Replay", "feature: Time travel"))

    assert len(read(own).features) == len(read(None).features) + 1
    assert len(read(own).former_teams) == len(read(None).former_teams) + 1


def test_a_complete_file_stands_alone(own: Path) -> None:
    """A file that says that it is complete has nothing beneath it."""
    own.write_text(f"complete: true\n{SOUND}")

    assert [row.name for row in read(own).features] == ["Replay"]
    assert examine(own).beneath == ()


def test_beneath_are_the_shipped_rows_that_stay_in_force(own: Path) -> None:
    """The check of an own file knows which shipped names it can collide with."""
    own.write_text(SOUND)

    assert {row.name for row in read(None).features} - {"Replay"} == {
        row.name for row in examine(own).beneath
    }


def test_the_shipped_file_has_no_mistake() -> None:
    """What ships can be used, is complete in itself, and has the 113 rows it was made from."""
    rows = examine(None).rows

    assert rows.findings == ()
    assert rows.complete
    assert sum(max(1, len(row.feature.owners)) for row in rows.features) == 113
    assert shipped().is_file()
