"""What one run is connected to: settings, accounts, files of this machine, Zendesk.

Nothing is built, opened or connected before somebody asks for it, so an offline command loads
no HTTP client.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from csm_cli.domain.passing import Passing
from csm_cli.environment import Environment

if TYPE_CHECKING:
    from csm_cli.adapters.completion import Learned, RecentTickets
    from csm_cli.adapters.completion_scripts import CompletionScripts
    from csm_cli.adapters.credentials import SettingsCredentials
    from csm_cli.adapters.journal import SqliteJournal
    from csm_cli.adapters.journal_history import SqliteHistory
    from csm_cli.adapters.ownership_reading import OwnershipFile
    from csm_cli.adapters.settings import Settings
    from csm_cli.adapters.zendesk.build import Person
    from csm_cli.adapters.zendesk.consent import Consent
    from csm_cli.adapters.zendesk.desk import ZendeskDesk
    from csm_cli.adapters.zendesk.finding import ZendeskFinder
    from csm_cli.adapters.zendesk.organizations import ZendeskOrganizations
    from csm_cli.domain.ownership import Ownership
    from csm_cli.services.signin_ports import Credential


_MOST_WARNINGS = 3


class SandboxHost(Protocol):
    """A sandbox that was started for this run."""

    @property
    def env(self) -> Mapping[str, str]:
        """All that a `csm` needs to use it, as environment variables."""

    def close(self) -> None:
        """Stop it; its state stays on disk."""


class Connections:
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
        self.environment = environment
        self.profile = profile
        self._start_sandbox = start_sandbox
        self._announce = announce
        self.warns_of_unknown_keys = True
        self.allow_secrets = False
        self.refresh = False
        self.sleep: Callable[[float], None] = time.sleep
        self.in_flight: Callable[[], AbstractContextManager[None]] = nullcontext
        self._closers: list[Callable[[], None]] = []

    @cached_property
    def settings(self) -> "Settings":
        """The settings; the sandbox is not started for them."""
        from csm_cli.adapters.settings import Settings  # noqa: PLC0415

        settings = Settings(self.environment, self.profile)
        self._warn_of(settings)
        return settings

    def _warn_of(self, settings: "Settings") -> None:
        """Tell keys that mean nothing here: a slip would otherwise be a setting without effect.

        No error, since the same file may serve a newer csm.
        """
        unknown = settings.unknown_keys if self.warns_of_unknown_keys else []
        self.warns_of_unknown_keys = False  # once a run
        for name in unknown[:_MOST_WARNINGS]:
            near = settings.nearest_key(name)
            meant = f"; did you mean {near}" if near else ""
            self._announce(f"warning: {settings.config_file}: no setting {name}{meant}")
        if more := unknown[_MOST_WARNINGS:]:
            self._announce(f"warning: and {len(more)} more that mean nothing to this csm")

    def reread(self) -> None:
        """Close what is open and read everything anew: the config file was changed."""
        self.close()
        for name in [*vars(self)]:
            if isinstance(getattr(type(self), name, None), cached_property):
                del vars(self)[name]

    @cached_property
    def accounts(self) -> "Settings":
        """The settings with the accounts in them: with the sandbox profile, of a started one."""
        from csm_cli.adapters.settings import Settings  # noqa: PLC0415

        if not self.settings.in_sandbox:
            return self.settings
        host = self._start_sandbox(self.settings)
        self._closers.append(host.close)
        return Settings(self.environment, self.profile, host.env)

    @property
    def _desk_name(self) -> str:
        """Which desk a record is about; the sandbox in this process has another port each time."""
        settings = self.accounts
        return settings.profile if settings.in_sandbox else settings.zendesk().url

    @cached_property
    def _bare_desk(self) -> "ZendeskDesk":
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
    def _history(self) -> "SqliteHistory":
        from csm_cli.adapters.journal_history import SqliteHistory  # noqa: PLC0415

        return SqliteHistory(self.settings.state / "journal.sqlite3", self.environment.now)

    def _role_may_be_due(self) -> bool:
        from csm_cli.adapters.loan_marker import may_be_open  # noqa: PLC0415

        return may_be_open(self.settings.state)

    def ownership(self, option: str | None) -> "Ownership":
        """The rows of the ownership file: the shipped ones, or a user's own laid over them."""
        from csm_cli.adapters import ownership_file  # noqa: PLC0415

        path, _ = self.settings.ownership_file(option)
        # A file that an option names is for this once: a Tab goes on with the usual one.
        learned = None if option else self._learned_ownership
        return ownership_file.load(path, self.settings.state / "ownership.json", learned)

    def _learned_ownership(self, rows: "Ownership") -> None:
        from csm_cli.adapters import completion  # noqa: PLC0415

        completion.keep_ownership(self._completion_folder, rows)

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
    def recent_tickets(self) -> "RecentTickets":
        """The tickets that were read last on this machine."""
        from csm_cli.adapters.completion import RecentTickets  # noqa: PLC0415

        limit = self.settings.facts["completion"]["recent_tickets"]
        return RecentTickets(self._completion_folder, int(limit))

    @property
    def _completion_folder(self) -> Path:
        return self.settings.state / "completion"

    def _keep_profiles(self) -> None:
        """Keep their names for a Tab; where the config file is as it was, this looks twice."""
        from csm_cli.adapters.config_file import modified  # noqa: PLC0415

        settings, folder = self.settings, self._completion_folder
        written, kept = modified(settings.config_file), modified(folder / "profiles")
        if written != kept and (kept is not None or settings.profiles):
            from csm_cli.adapters import completion  # noqa: PLC0415

            completion.keep_profiles(folder, settings.profiles, written)

    @property
    def completion_scripts(self) -> "CompletionScripts":
        """The scripts that come with csm."""
        from csm_cli.adapters.completion_scripts import CompletionScripts  # noqa: PLC0415

        return CompletionScripts(self.environment)

    def template(self, name: str) -> tuple[bool, str, str]:
        """Whether a template is the user's own, where that is or would be, and its text."""
        from csm_cli.adapters.templates import Templates  # noqa: PLC0415

        return Templates(self.settings.templates).source(name)

    def templates_of(self, prefix: str) -> list[str]:
        """The names of templates that begin like this, a user's own among them."""
        from csm_cli.adapters.templates import Templates  # noqa: PLC0415

        return Templates(self.settings.templates).names(prefix)

    def ownership_file(self, path: str | None) -> "OwnershipFile":
        """An ownership file with its mistakes; without a path, the one that is in use."""
        from csm_cli.adapters import ownership_reading  # noqa: PLC0415

        own, _ = self.settings.ownership_file(path)
        return ownership_reading.examine(own)

    @cached_property
    def finder(self) -> "ZendeskFinder":
        """Looking for tickets."""
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

    def close_at_end(self, close: Callable[[], None]) -> None:
        """Have this called when the run ends."""
        self._closers.append(close)

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

    def keep_draft(self, ticket: int, text: str, command: str = "escalate") -> Path:
        """Keep what a person wrote for a ticket and could not send; gives the file."""
        from csm_cli.adapters import drafts  # noqa: PLC0415

        return drafts.keep(self.settings.state / "drafts", f"{command}-{ticket}", text)

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

    def close(self) -> None:
        """Close what was opened, the last first."""
        if "settings" in vars(self):
            self._keep_profiles()
        while self._closers:
            self._closers.pop()()
