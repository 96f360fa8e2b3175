"""The one door from the command line to the sandbox, whose parts are an optional extra."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.domain.errors import Conflict, CsmError, Unexpected, WrongUsage

if TYPE_CHECKING:
    from csm_cli.adapters.settings import Settings
    from csm_cli.sandbox import Sandbox

_EXTRA = ("starlette", "uvicorn", "trustme", "chdb", "hogql_parser")
_FOLDER = "sandbox"
_OLD = timedelta(days=7)


class Host:
    """A sandbox inside this process, for one run of one command."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    @property
    def env(self) -> Mapping[str, str]:
        """All that a `csm` needs to use it, as environment variables."""
        return self._sandbox.env

    @property
    def sandbox(self) -> Sandbox:
        """The sandbox itself."""
        return self._sandbox

    def close(self) -> None:
        """Stop it; its state stays on disk."""
        self._sandbox.stop()


class Described(NamedTuple):
    """A sandbox as other processes see it."""

    services: Mapping[str, str]
    env: Mapping[str, str]


class Restored(NamedTuple):
    """A sandbox that is as new: its folder, its scenario's folder, and since when."""

    state: Path
    scenario: Path
    loaded_at: datetime


def start(settings: Settings) -> Host:
    """Start the sandbox that `--sandbox` and the profile `sandbox` mean.

    Raises:
        WrongUsage: the extra is not installed, or the scenario cannot be loaded.
        Unexpected: the state folder cannot be used.
    """
    host = Host(build(state_folder(settings), scenario_folder(settings)))
    with told():
        host.sandbox.start()
    stderr = settings.environment.stderr
    for line in age_warning(host.sandbox, settings.environment.now()):
        stderr.write(line + "\n")
    return host


def build(
    state: Path, scenario: Path | None, port_base: int | None = None, *, tls: bool = False
) -> Sandbox:
    """Make a sandbox that is not started yet."""
    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        raise WrongUsage(
            f"the sandbox needs parts that are not installed: {', '.join(missing)}",
            hint="pip install 'csm-cli[sandbox]'",
        )
    from csm_cli.sandbox import Sandbox  # noqa: PLC0415 - heavy, and only here

    return Sandbox(state, scenario, port_base, tls=tls)


@contextmanager
def serving(sandbox: Sandbox) -> Iterator[Described]:
    """Serve a sandbox until the end of the block, so that `sandbox env` finds it."""
    from csm_cli.sandbox import served  # noqa: PLC0415

    with told(), served(sandbox):
        yield Described(sandbox.services, sandbox.env)


def running(state: Path) -> Described | None:
    """Describe the sandbox that another process serves from this folder, if one does."""
    from csm_cli.sandbox import running as find_running  # noqa: PLC0415

    found = find_running(state)
    return None if found is None else Described(found.services, found.env)


def reset(state: Path, scenario: Path | None) -> Restored:
    """Load the scenario again; the same errors as `start`."""
    from csm_cli.sandbox import reset as reset_state  # noqa: PLC0415

    with told():
        loaded = reset_state(state, scenario)
    return Restored(state, loaded.scenario, loaded.loaded_at)


def state_folder(settings: Settings, option: Path | None = None) -> Path:
    """The sandbox's own folder: as named, else inside csm's state folder."""
    return option or settings.state / _FOLDER


def scenario_folder(settings: Settings, option: Path | None = None) -> Path | None:
    """The scenario's folder as named by option or variable; none means as it was, or default."""
    variable = settings.environment.variable("CSM_SANDBOX_SCENARIO")
    return option or (Path(variable) if variable else None)


def age_warning(sandbox: Sandbox, now: datetime) -> list[str]:
    """Say that a scenario's days have gone by; its times stay where loading put them."""
    age = now - sandbox.loaded_at
    if not sandbox.has_default_scenario or age < _OLD:
        return []
    advice = "csm sandbox reset brings its times up to date"
    return [f"the sandbox's scenario was loaded {age.days} days ago; {advice}"]


@contextmanager
def told() -> Iterator[None]:
    """Turn the sandbox's errors into csm's."""
    from csm_cli.sandbox import SandboxError  # noqa: PLC0415

    try:
        yield
    except SandboxError as error:
        raise _as_csm_error(error) from error


def _as_csm_error(error: Any) -> CsmError:
    from csm_cli.sandbox import AlreadyServedError, PortError, ScenarioError  # noqa: PLC0415

    match error:
        case ScenarioError():
            return WrongUsage(str(error), hint="docs/sandbox.md describes a scenario's files")
        case PortError():
            return WrongUsage(str(error), hint="csm sandbox serve, without --port-base")
        case AlreadyServedError():
            return Conflict(str(error), hint="csm sandbox env prints its variables")
        case _:
            return Unexpected(str(error))
