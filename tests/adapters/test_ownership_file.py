"""Rows kept between runs: never a row that the files no longer hold, never a failed command."""

import json
import os
from pathlib import Path

import pytest

from csm_cli.adapters.ownership_file import load
from csm_cli.adapters.ownership_reading import read
from csm_cli.domain.errors import WrongUsage
from tests.adapters.ownership_texts import SOUND


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where rows are kept; its folder does not exist yet."""
    return tmp_path / "state" / "ownership.json"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's own file that stands alone."""
    path = tmp_path / "mine.yaml"
    path.write_text(f"complete: true\n{SOUND}")
    return path


def _poison(kept: Path) -> None:
    """Make the kept rows differ from the file, to see which of the two is answered from."""
    kept.write_text(kept.read_text().replace("Ask first.", "Kept."))


def _notes(own: Path, kept: Path) -> str | None:
    return load(own, kept).features[0].notes


def test_kept_rows_are_the_rows_that_were_read(kept: Path) -> None:
    """From the file or from what is kept of it, every value and its type are the same."""
    first, second = load(None, kept), load(None, kept)

    assert kept.is_file()
    assert first == second == read(None)
    assert type(second.features[0].owners[0]) is type(first.features[0].owners[0])


def test_untouched_files_are_not_read_again(own: Path, kept: Path) -> None:
    """The second run answers from what the first one kept."""
    load(own, kept)
    _poison(kept)

    assert _notes(own, kept) == "Kept."


def test_a_changed_file_is_read_again(own: Path, kept: Path) -> None:
    """A change shows at once, also one that leaves size and modification time as they were."""
    load(own, kept)
    _poison(kept)
    before = own.stat()
    own.write_text(own.read_text().replace("Ask first.", "Ask later."[:10]))
    os.utime(own, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert own.stat().st_size == before.st_size
    assert _notes(own, kept) == "Ask later."


def test_a_replaced_file_is_read_again(own: Path, kept: Path, tmp_path: Path) -> None:
    """Another file moved into the place counts as a change."""
    load(own, kept)
    other = tmp_path / "other.yaml"
    other.write_text(own.read_text().replace("Ask first.", "Ask twice."))
    other.replace(own)

    assert _notes(own, kept) == "Ask twice."


def test_another_file_is_not_answered_from_what_was_kept_of_the_first(
    own: Path, kept: Path, tmp_path: Path
) -> None:
    """Two files in turn, and the shipped one, each give their own rows."""
    other = tmp_path / "other.yaml"
    other.write_text(own.read_text().replace("Ask first.", "Other."))

    assert [_notes(path, kept) for path in (own, other, own)] == [
        "Ask first.",
        "Other.",
        "Ask first.",
    ]
    assert load(None, kept) == read(None)


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", "\x00\xff", '{"of": 1, "rows": 2}', "shape", "date", "owner"],
)
def test_damaged_rows_are_read_anew(own: Path, kept: Path, damage: str) -> None:
    """A torn or foreign file is as good as none, and is put right."""
    load(own, kept)
    value = json.loads(kept.read_text())
    if damage == "shape":
        value["rows"] = [[["only a name"]], []]
    elif damage == "date":
        value["rows"][0][0][5] = "yesterday"
    elif damage == "owner":
        value["rows"][0][0][4] = [["too", "short"]]
    structured = damage in {"shape", "date", "owner"}
    kept.write_bytes(json.dumps(value).encode() if structured else damage.encode("latin-1"))

    assert _notes(own, kept) == "Ask first."
    _poison(kept)
    assert _notes(own, kept) == "Kept."


def test_an_unwritable_state_folder_costs_time_only(own: Path, tmp_path: Path) -> None:
    """A look-up changes nothing of the user's, so it needs no place to write."""
    (tmp_path / "state").write_text("a file where the folder should be")

    assert _notes(own, tmp_path / "state" / "ownership.json") == "Ask first."


def test_a_broken_file_is_told_every_time(own: Path, kept: Path) -> None:
    """A mistake is never kept, and kept rows never hide one."""
    load(own, kept)
    own.write_text("features: 5")

    for _ in range(2):
        with pytest.raises(WrongUsage, match=r"mine\.yaml:1"):
            load(own, kept)


def test_a_pipe_is_read_and_not_kept(own: Path, kept: Path) -> None:
    """A file that can be read once only, as the shell's `<(...)` makes, works too."""
    reading, writing = os.pipe()
    os.write(writing, own.read_bytes())
    os.close(writing)
    try:
        assert _notes(Path(f"/dev/fd/{reading}"), kept) == "Ask first."
    finally:
        os.close(reading)
    assert not kept.exists()
