"""What conversations said is kept while tickets stay as they are, and never fails a command."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from csm_cli.adapters.kept_talks import KeptTalks
from csm_cli.domain.claims import Claim
from csm_cli.domain.talk import Said, Talk
from csm_cli.domain.tickets import Person

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
ADA = Person(2, "Ada Pärk", None)
FULL = Talk(Claim(ADA, NOW, 7), Said(ADA, NOW), Said(ADA, NOW), NOW, whole=True)
EMPTY = Talk(None, None, None, None, whole=False)


def _talks(folder: Path | None, now: datetime = NOW) -> KeptTalks:
    return KeptTalks(folder, timedelta(days=60), lambda: now)


def test_another_run_finds_what_one_kept(tmp_path: Path) -> None:
    """As it was, for the same version of the ticket alone, for a while, for its owner's eyes."""
    first = _talks(tmp_path / "cache")
    first.put(1, "v", FULL)
    first.put(2, "v", EMPTY)
    first.save()
    second = _talks(tmp_path / "cache", NOW + timedelta(days=59))
    assert [second.get(1, "v"), second.get(2, "v")] == [FULL, EMPTY]
    assert [second.get(1, "later"), second.get(3, "v")] == [None, None]
    assert (tmp_path / "cache" / "talks.json").stat().st_mode & 0o777 == 0o600
    assert _talks(tmp_path / "cache", NOW + timedelta(days=61)).get(1, "v") is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"1": 5}', '{"1": ["v", "2026-11-23T10:00:00+00:00", {"claim": 5}]}']
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    """And is replaced."""
    (tmp_path / "talks.json").write_text(text, encoding="utf-8")
    kept = _talks(tmp_path)
    assert kept.get(1, "v") is None
    kept.put(1, "v", FULL)
    kept.save()
    assert _talks(tmp_path).get(1, "v") == FULL


def test_a_folder_that_cant_be_written_fails_nobody(tmp_path: Path) -> None:
    """Within the run it is kept all the same; without a folder nothing is written at all."""
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", None):
        kept = _talks(folder)
        kept.put(1, "v", FULL)
        kept.save()
        assert kept.get(1, "v") == FULL
