"""One in-process sandbox per test worker, as new for every test."""

from collections.abc import Iterator

import pytest

from csm_cli.sandbox import Sandbox
from tests.sandbox.follow_up.stage import scenario


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The sandbox, started once."""
    folder = scenario(tmp_path_factory.mktemp("scenario"))
    with Sandbox(tmp_path_factory.mktemp("follow-up"), folder) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """The sandbox with its scenario as new."""
    running.reset()
    return running
