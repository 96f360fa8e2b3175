"""The confusing customers, served once for all tests that ask about them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from csm_cli.sandbox import Sandbox
from tests.cli.org.serving import Services
from tests.cli.org.world import write
from tests.terminal import Terminal


@pytest.fixture(scope="session")
def odd_customers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with the customers of `world`."""
    folder = tmp_path_factory.mktemp("odd_customers")
    with Sandbox(folder / "state", write(folder / "scenario")) as sandbox:
        yield sandbox


@pytest.fixture
def odd(odd_customers: Sandbox, tmp_path: Path) -> Terminal:
    """`csm` signed in there, as a full agent without further rights."""
    (tmp_path / "config.toml").touch(mode=0o600)
    return Terminal(
        {
            **odd_customers.env,
            "HOME": str(tmp_path),
            "CSM_STATE": str(tmp_path / "state"),
            "CSM_CONFIG": str(tmp_path / "config.toml"),
        }
    )


@pytest.fixture
def services(odd_customers: Sandbox) -> Iterator[Services]:
    """The services with nothing asked of them yet; in order again afterwards."""
    found = Services(odd_customers)
    found.forget()
    yield found
    found.forget()
