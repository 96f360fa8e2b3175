"""What the tests of commands share."""

from collections.abc import Iterator

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served


@pytest.fixture
def zendesk(sandbox: Served) -> Iterator[Zendesk]:
    """The sandbox's Zendesk as its admin sees it, with its scenario as new."""
    made = Zendesk(sandbox.services)
    yield made
    made.close()
