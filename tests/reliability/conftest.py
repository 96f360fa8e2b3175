"""The worlds of the matrix, one pair for each worker, and the record of what came of the cells."""

from collections.abc import Iterator

import pytest

from tests.reliability.cells import cells
from tests.reliability.report import Recorder
from tests.reliability.world import Worlds, serve, write_scenario


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Two sandboxes for this worker."""
    folder = tmp_path_factory.mktemp("matrix")
    scenario = write_scenario(folder / "scenario", cells())
    with (
        serve(folder / "plain", scenario, tls=False) as plain,
        serve(folder / "tls", scenario, tls=True) as tls,
    ):
        yield Worlds(plain, tls)


@pytest.fixture(scope="session")
def recorder(request: pytest.FixtureRequest) -> Iterator[Recorder]:
    """Keeps what came of each cell, for the table in the docs."""
    kept = Recorder(request.config.getoption("--reliability-report"))
    yield kept
    kept.write()
