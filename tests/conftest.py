"""The sandbox that tests speak to over real HTTP, and terminals to run `csm` in.

One sandbox process per test worker; each test that writes resets it first. `csm` itself
runs inside the test's process with an environment of its own, and nothing of it is patched.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from tests import reference
from tests.as_new import AsNew
from tests.browser import chromium
from tests.compiled_ahead import compile_ahead
from tests.completion import shells
from tests.terminal import Terminal

# Properties are searched with whatever profile is in force, `ci` among them; how long one
# example takes says nothing on a machine that does other work besides.
settings.register_profile("csm", parent=settings(), deadline=None)
settings.load_profile("csm")


def pytest_report_header() -> list[str]:
    """Say whether the reference folder, a browser and other shells were found."""
    return [reference.header(), chromium.header(), shells.header()]


def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Before the workers of a run of everything start."""
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        compile_ahead()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what cannot run here."""
    reference.deselect_without(config, items)
    chromium.deselect_without(config, items)
    shells.deselect_without(config, items)


class Served(NamedTuple):
    """A running sandbox: its services by name, the variables for a `csm`, its state folder."""

    services: Mapping[str, str]
    env: Mapping[str, str]
    state: Path
    as_new: AsNew

    def reset(self) -> None:
        """Put the scenario back, clock, faults and request log included."""
        self.as_new.again()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A sandbox in a process of its own, on free ports, for all tests of this worker."""
    state = tmp_path_factory.mktemp("served")
    environment = {**os.environ, "CSM_STATE": str(state)}
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", "sandbox", "serve"],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        yield Served(described["services"], described["env"], state, AsNew(state / "sandbox"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


@pytest.fixture
def sandbox(served: Served) -> Served:
    """The worker's sandbox, with its scenario as new."""
    served.reset()
    return served


@pytest.fixture
def csm(sandbox: Served, tmp_path: Path) -> Terminal:
    """`csm` signed in to the sandbox as Robin Vale, its output read by a program."""
    return Terminal({**sandbox.env, **_empty_home(tmp_path)})


@pytest.fixture(scope="module")
def unchanged(served: Served) -> Served:
    """The sandbox for a module whose tests only read: its scenario as new, put back once."""
    served.reset()
    return served


@pytest.fixture
def reader(unchanged: Served, tmp_path: Path) -> Terminal:
    """`csm` as above, for tests that only read."""
    return Terminal({**unchanged.env, **_empty_home(tmp_path)})


@pytest.fixture
def offline(tmp_path: Path) -> Terminal:
    """`csm` with an empty home and no account at all."""
    return Terminal(_empty_home(tmp_path))


def _empty_home(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "config.toml").touch(mode=0o600)
    return {
        "HOME": str(tmp_path / "home"),
        "CSM_STATE": str(tmp_path / "state"),
        "CSM_CONFIG": str(tmp_path / "config.toml"),
        "EDITOR": "true",  # which saves nothing
        # None of this machine's, and none that another test has loaded into this process.
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--reliability-report FILE` keeps what came of each cell of the fault matrix.

    `--races N` runs each race of fifty people so many times.
    """
    parser.addoption("--reliability-report", metavar="FILE", default=None)
    parser.addoption("--races", metavar="N", type=int, default=1)
