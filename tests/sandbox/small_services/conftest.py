"""One in-process sandbox of the small services per test worker, as new for every test."""

from collections.abc import Iterator

import pytest

from csm_cli.sandbox import Sandbox
from tests.sandbox.small_services.asking import SCENARIO, Small


@pytest.fixture(scope="session")
def services_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """The sandbox, started once."""
    with Sandbox(tmp_path_factory.mktemp("services"), SCENARIO) as sandbox:
        small = Small(sandbox)
        yield small
        small.close()


@pytest.fixture
def services(services_running: Small) -> Small:
    """The sandbox with its scenario as new: clock, faults, limits and request log included."""
    services_running.sandbox.reset()
    return services_running
