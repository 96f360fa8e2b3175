"""The four services as csm asks them: over HTTP, of a sandbox or of a server that is told what."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from csm_cli.adapters.optional_services import open_service
from csm_cli.adapters.settings import Settings
from csm_cli.domain.signin import Identity
from csm_cli.environment import Environment
from csm_cli.sandbox import Sandbox
from tests.sandbox.small_services.asking import SCENARIO, Small

Who = Callable[..., Identity]


@pytest.fixture(scope="session")
def services_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """The sandbox, started once."""
    with Sandbox(tmp_path_factory.mktemp("services"), SCENARIO) as sandbox:
        small = Small(sandbox)
        yield small
        small.close()


@pytest.fixture
def services(services_running: Small) -> Small:
    """The sandbox with its scenario as new."""
    services_running.sandbox.reset()
    return services_running


@pytest.fixture
def who(tmp_path: Path) -> Who:
    """Asks a service at a URL whose a key is, with a state and a config file of its own."""
    config = tmp_path / "config.toml"
    config.write_text("[limits]\nfirst_wait_seconds = 0.0\noptional_wait_seconds = 0.5\n")

    def ask(service: str, url: str, key: str, timeout: str = "5") -> Identity:
        settings = Settings(
            Environment.of_this_process()._replace(
                variables={
                    "CSM_CONFIG": str(config),
                    "CSM_STATE": str(tmp_path / "state"),
                    "CSM_TIMEOUT": timeout,
                    f"CSM_{service.upper()}_URL": url,
                    f"CSM_{service.upper()}_KEY": key,
                }
            )
        )
        found = open_service(settings.service(service), settings, lambda _: None)
        try:
            return found.who()
        finally:
            found.close()

    return ask
