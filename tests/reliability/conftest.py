"""The worlds of the matrix, one pair for each worker, and the record of what came of the cells."""

from collections.abc import Iterator

import pytest

from tests.reliability.cells import cells
from tests.reliability.report import Recorder
from tests.reliability.world import Worlds, loaded, serve


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Worlds]:
    """Two sandboxes for this worker."""
    folder = tmp_path_factory.mktemp("matrix")
    in_all = tmp_path_factory.getbasetemp()
    state = loaded((in_all.parent if worker_id != "master" else in_all) / "cells", cells())
    with (
        serve(folder / "plain", state, tls=False) as plain,
        serve(folder / "tls", state, tls=True) as tls,
    ):
        yield Worlds(plain, tls)


@pytest.fixture(scope="session")
def recorder(request: pytest.FixtureRequest) -> Iterator[Recorder]:
    """Keeps what came of each cell, for the table in the docs."""
    kept = Recorder(request.config.getoption("--reliability-report"))
    yield kept
    kept.write()
