"""The composition root: environment and settings become ports, each when first asked for.

The only importer of `csm_cli.adapters`. Nothing is built, opened or connected before a
service asks for it, so an offline command loads no HTTP client.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from csm_cli.environment import Environment

if TYPE_CHECKING:
    from csm_cli.adapters.settings import Settings


class SandboxHost(Protocol):
    """A sandbox that was started for this run."""

    @property
    def env(self) -> Mapping[str, str]:
        """All that a `csm` needs to use it, as environment variables."""

    def close(self) -> None:
        """Stop it; its state stays on disk."""


class Runtime:
    """What one run of a command is made of.

    Args:
        environment: The process.
        profile: The profile named by an option, or null.
        start_sandbox: Starts the sandbox; called only if the profile is `sandbox` and a
            service of it is really needed.
    """

    def __init__(
        self,
        environment: Environment,
        profile: str | None,
        start_sandbox: Callable[["Settings"], SandboxHost],
    ) -> None:
        self.environment = environment
        self._profile = profile
        self._start_sandbox = start_sandbox
        self._closers: list[Callable[[], None]] = []

    @cached_property
    def settings(self) -> "Settings":
        """The settings; the sandbox is not started for them."""
        from csm_cli.adapters.settings import Settings  # noqa: PLC0415

        return Settings(self.environment, self._profile)

    @cached_property
    def accounts(self) -> "Settings":
        """The settings with the accounts in them: with the sandbox profile, of a started one."""
        from csm_cli.adapters.settings import SANDBOX, Settings  # noqa: PLC0415

        if self.settings.profile != SANDBOX:
            return self.settings
        host = self._start_sandbox(self.settings)
        self._closers.append(host.close)
        return Settings(self.environment, self._profile, host.env)

    def close(self) -> None:
        """Close what was opened, the last first."""
        while self._closers:
            self._closers.pop()()
