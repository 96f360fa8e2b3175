"""What one run is connected to: accounts, Zendesk, the credentials of the other services."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from csm_cli.domain.errors import CsmError
from csm_cli.domain.passing import Passing
from csm_cli.environment import Environment
from csm_cli.runtime.machine import Machine

if TYPE_CHECKING:
    from csm_cli.adapters.completion import Learned
    from csm_cli.adapters.credentials import SettingsCredentials
    from csm_cli.adapters.journal import SqliteJournal
    from csm_cli.adapters.settings import Settings
    from csm_cli.adapters.zendesk.build import Person
    from csm_cli.adapters.zendesk.consent import Consent
    from csm_cli.adapters.zendesk.desk import ZendeskDesk
    from csm_cli.adapters.zendesk.finding import ZendeskFinder
    from csm_cli.adapters.zendesk.organizations import ZendeskOrganizations
    from csm_cli.services.signin_ports import Credential


class SandboxHost(Protocol):
    """A sandbox that was started for this run."""

    @property
    def env(self) -> Mapping[str, str]:
        """All that a `csm` needs to use it, as environment variables."""

    def close(self) -> None:
        """Stop it; its state stays on disk."""


class Connections(Machine):
    """The outside of one run.

    Args:
        environment: The process.
        profile: The profile named by an option, or null.
        start_sandbox: Starts the sandbox; called only if the profile is `sandbox` and a
            service of it is really needed.
        announce: Tells a person one line on the way; makes it safe for a screen.

    `sleep` is how anything here waits, `in_flight` stands around each request to the desk; a
    command that can be stopped between two tickets puts its own in place of both.
    """

    def __init__(
        self,
        environment: Environment,
        profile: str | None,
        start_sandbox: Callable[["Settings"], SandboxHost],
        announce: Callable[[str], None],
    ) -> None:
        super().__init__(environment, profile, announce)
        self._start_sandbox = start_sandbox
        self.allow_secrets = False
        self.refresh = False
        self.sleep: Callable[[float], None] = time.sleep
        self.in_flight: Callable[[], AbstractContextManager[None]] = nullcontext

    @cached_property
    def accounts(self) -> "Settings":
        """The settings with the accounts in them: with the sandbox profile, of a started one."""
        from csm_cli.adapters.settings import Settings  # noqa: PLC0415

        if not self.settings.in_sandbox:
            return self.settings
        host = self._start_sandbox(self.settings)
        self._closers.append(host.close)
        return Settings(self.environment, self.profile, host.env)

    def _read_certificates_ahead(self) -> None:
        """While zenpy is loaded, if Zendesk is to be reached by TLS at all."""
        from csm_cli.adapters import certificates  # noqa: PLC0415

        with suppress(CsmError):  # whoever needs what is wrong tells it
            if self.accounts.host("zendesk").startswith("https:"):
                certificates.read_ahead(self.accounts.certificates)

    @property
    def _desk_name(self) -> str:
        """Which desk a record is about; the sandbox in this process has another port each time."""
        settings = self.accounts
        return settings.profile if settings.in_sandbox else settings.zendesk().url

    @cached_property
    def _bare_desk(self) -> "ZendeskDesk":
        self._read_certificates_ahead()
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415

        settings = self.accounts
        desk = build.desk(settings, self.person, self._learned, refresh=self.refresh)
        self._closers.append(desk.close)
        return desk

    @property
    def updates_a_minute(self) -> float | None:
        """How many updates the desk takes in a minute, as far as it is known by now."""
        return self._bare_desk.updates_a_minute

    def _journal(self, account: Callable[[], str]) -> "SqliteJournal":
        from csm_cli.adapters.journal import SqliteJournal  # noqa: PLC0415

        settings = self.accounts
        path = settings.state / "journal.sqlite3"
        return SqliteJournal(path, account, self.environment.now, settings.profile)

    @property
    def _learned(self) -> "Learned | None":
        """Who keeps what a Tab completes; the sandbox in this process is gone by then."""
        from csm_cli.adapters import completion  # noqa: PLC0415

        if self.accounts.in_sandbox:
            return None
        recent, folder = self.recent_tickets, self._completion_folder
        self._closers.append(recent.close)
        return completion.Learned(recent.add, lambda groups: completion.keep_groups(folder, groups))

    @cached_property
    def finder(self) -> "ZendeskFinder":
        """Looking for tickets."""
        self._read_certificates_ahead()
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415

        found = build.finder(self.accounts, self.person, refresh=self.refresh)
        self._closers.append(found.close)
        return found

    @cached_property
    def desk_organizations(self) -> "ZendeskOrganizations":
        """Looking up the desk's organizations."""
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415

        found = build.organizations(self.accounts, self.person)
        self._closers.append(found.close)
        return found

    @cached_property
    def _credentials(self) -> "SettingsCredentials":
        from csm_cli.adapters.credentials import SettingsCredentials  # noqa: PLC0415

        return SettingsCredentials(
            self.accounts, lambda: self.person, self._announce_waiting, self._closers
        )

    def credential(self, service: str) -> "Credential":
        """The credential that this run uses for a service, as far as it is known unasked."""
        return self._credentials.current(service)

    def zendesk_consent(self, client_id: str) -> "Consent":
        """A person's approval of a sign-in to Zendesk; the listener stands within its block."""
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415
        from csm_cli.adapters.zendesk.consent import Consent  # noqa: PLC0415

        settings = self.settings
        client = build.oauth_client(settings, settings.host("zendesk"), client_id)
        seconds = float(settings.facts["limits"]["approval_seconds"])
        return Consent(client, seconds, self.environment.now)

    def tell_waiting(self, seconds: float) -> None:
        """Tell a person of a pause before a service is asked again, if it is worth telling."""
        self._announce_waiting(seconds)

    def _announce_waiting(self, seconds: float) -> None:
        self._record_wait(seconds)
        if seconds >= 1:
            self._announce(Passing(f"waiting {seconds:.0f} s before asking again"))

    @property
    def person(self) -> "Person":
        """Whoever sits in front of this run."""
        from csm_cli.adapters.zendesk.build import Person  # noqa: PLC0415

        return Person(self._announce, self._pause, self._flight)

    # What is built asks for these each time: a command may put its own in place any time.

    def _pause(self, seconds: float) -> None:
        self._record_wait(seconds)
        self.sleep(seconds)

    def _record_wait(self, seconds: float) -> None:
        from csm_cli.domain.happenings import Waited  # noqa: PLC0415

        self.environment.record(Waited(seconds))

    def _flight(self) -> AbstractContextManager[None]:
        return self.in_flight()
