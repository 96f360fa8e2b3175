"""The worker's sandbox with canaries for keys, a hostile server before each of its services."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from csm_cli.sandbox import reset
from csm_cli.sandbox.scenario import DEFAULT_FOLDER
from tests.canaries import world
from tests.canaries.hostile import Hostile, hostile
from tests.conftest import Served


@pytest.fixture(scope="module")
def hostiles(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Hostile]]:
    """A server before each service, for all tests of a module; the scenario is put back after."""
    state = served.state / "sandbox"
    reset(state, world.scenario(tmp_path_factory.mktemp("canaries") / "scenario"))
    world.know_the_access_token(served.state)
    with ExitStack() as servers:
        yield {
            service: servers.enter_context(hostile(url)) for service, url in served.services.items()
        }
    reset(state, DEFAULT_FOLDER)
