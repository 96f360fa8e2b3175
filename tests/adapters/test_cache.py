"""What is kept between runs: young, understood, or asked for again; never a reason to fail."""

import stat
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from csm_cli.adapters.cache import Cache

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Source:
    """Counts how often it is asked; every answer is another number."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.asked = 0

    def __call__(self) -> int:
        """The next number."""
        self.asked = next(self._numbers)
        return self.asked


def cache(folder: Path | None, now: datetime = NOW) -> Cache:
    """A cache of one run."""
    return Cache(folder, HOUR, lambda: now)


@pytest.mark.parametrize(
    ("age", "value"),
    [
        (timedelta(0), 1),
        (HOUR - timedelta(seconds=1), 1),
        (HOUR, 2),
        (-timedelta(seconds=1), 2),
    ],
)
def test_how_long_a_value_is_kept(tmp_path: Path, age: timedelta, value: int) -> None:
    """Until its lifetime is over; one from the future is not believed."""
    source = Source()
    cache(tmp_path).get("n", source, int)
    assert cache(tmp_path, NOW + age).get("n", source, int) == value


def test_asking_afresh(tmp_path: Path) -> None:
    """A fresh answer replaces the kept one, in this run and for the next."""
    source, made = Source(), cache(tmp_path)
    assert [made.get("n", source, int), made.get("n", source, int, fresh=True)] == [1, 2]
    assert made.get("n", source, int) == 2
    assert cache(tmp_path).get("n", source, int) == 2


def test_names_are_apart(tmp_path: Path) -> None:
    """Each name has its own value."""
    source, made = Source(), cache(tmp_path)
    assert [made.get(name, source, int) for name in "aba"] == [1, 2, 1]


@pytest.mark.parametrize("folder", [None, Path("/proc/nothing"), Path("/dev/null/x")])
def test_without_a_place_to_keep_it(folder: Path | None) -> None:
    """A run asks once, whatever becomes of the files, and does not fail."""
    source, made = Source(), cache(folder)
    assert [made.get("n", source, int) for _ in range(3)] == [1, 1, 1]
    made.forget()
    assert made.get("n", source, int) == 2


def test_a_value_that_is_not_understood(tmp_path: Path) -> None:
    """Kept by another version of csm: asked for again."""
    source = Source()
    cache(tmp_path).get("n", lambda: {"old": 1}, dict)
    assert cache(tmp_path).get("n", source, int) == 1


def test_an_answer_that_is_not_understood(tmp_path: Path) -> None:
    """What comes from the source and makes no sense is the caller's to know."""
    with pytest.raises(ValueError, match="invalid literal"):
        cache(tmp_path).get("n", lambda: "x", int)


def test_forgetting(tmp_path: Path) -> None:
    """Everything is asked for again, by the next run as well."""
    source, made = Source(), cache(tmp_path)
    made.get("a", source, int)
    made.forget()
    assert cache(tmp_path).get("a", source, int) == 2


def test_whose_it_is(tmp_path: Path) -> None:
    """The folder is its owner's alone, and no half-written file is left in it."""
    cache(tmp_path / "kept").get("n", Source(), int)
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["n.json"]
