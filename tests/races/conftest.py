"""Fifty people at once, and how often: `pytest tests/races --races 20`."""

from collections.abc import Iterator

import pytest

from tests.crowd import Crowd, served
from tests.races.runners import Race

CROWD = 50


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each race as often as `--races` says."""
    if "race" in metafunc.fixturenames:
        times = metafunc.config.getoption("--races")
        metafunc.parametrize("nth", range(times), scope="function")


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Fifty agents, a new ticket, and limits that a crowd does not reach."""
    limits = {"tickets_update_per_minute": 99_999, "account_per_minute": 999_999}
    folder = tmp_path_factory.mktemp("races")
    with served(folder, people=CROWD, tickets=1, limits=limits, status="new") as made:
        yield made


@pytest.fixture
def race(crowd: Crowd, tmp_path_factory: pytest.TempPathFactory, nth: int) -> Race:
    """A race with everything as new."""
    crowd.anew()
    return Race(crowd, tmp_path_factory.mktemp(f"race{nth}"))
