"""One in-process sandbox with the small scenario per test worker, as new for every test."""

from collections.abc import Iterator

import pytest

from csm_cli.sandbox import Sandbox
from tests.sandbox.small import SCENARIO, Small


@pytest.fixture(scope="session")
def small_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """The sandbox, started once; no test of the small scenario asks its PostHog anything."""
    with Sandbox(tmp_path_factory.mktemp("small"), SCENARIO) as sandbox:
        small = Small(sandbox)
        yield small
        small.close()


@pytest.fixture
def small(small_running: Small) -> Small:
    """The sandbox with its scenario as new: clock, faults, limits and request log included."""
    small_running.sandbox.reset()
    return small_running
