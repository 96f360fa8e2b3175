"""The composition root: environment and settings become ports, each when first asked for.

The only importer of `csm_cli.adapters`. Nothing is built, opened or connected before a
service asks for it, so an offline command loads no HTTP client.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from csm_cli.domain.errors import CsmError
from csm_cli.environment import Environment

if TYPE_CHECKING:
    from csm_cli.adapters.journal_history import SqliteHistory
    from csm_cli.adapters.ownership_reading import OwnershipFile
    from csm_cli.adapters.posthog.audit_log import PostHogAuditLog
    from csm_cli.adapters.settings import Settings
    from csm_cli.adapters.zendesk.build import Person
    from csm_cli.adapters.zendesk.desk import ZendeskDesk
    from csm_cli.domain.ownership import Ownership
    from csm_cli.domain.tickets import Ticket
    from csm_cli.services.claim import Claiming
    from csm_cli.services.escalate import Escalating
    from csm_cli.services.guarding import Guard
    from csm_cli.services.history import Reviewing
    from csm_cli.services.role import ChangingRoles
    from csm_cli.services.show import Showing
    from csm_cli.services.undo import Undoing
    from csm_cli.services.writing import Door


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
        self._profile = profile
        self._start_sandbox = start_sandbox
        self._announce = announce
        self.allow_secrets = False
        self.sleep: Callable[[float], None] = time.sleep
        self.in_flight: Callable[[], AbstractContextManager[None]] = nullcontext
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

    @cached_property
    def desk(self) -> "ZendeskDesk":
        """The ticket desk of the profile's account; a role that was left raised goes back first."""
        if self._role_may_be_due():
            try:
                self.roles.at_start()
            except CsmError as problem:  # the command is about something else
                self._announce(f"reminder: a raised role may be due back: {problem.message}")
        return self._bare_desk

    @cached_property
    def roles(self) -> "ChangingRoles":
        """Roles: whose, which, up and down again."""
        from csm_cli.adapters.loans import SqliteLoans  # noqa: PLC0415
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415
        from csm_cli.services.role import ChangingRoles, Names  # noqa: PLC0415
        from csm_cli.services.role_change import Patience  # noqa: PLC0415

        settings = self.accounts
        facts, limits = settings.facts["zendesk"]["roles"], settings.facts["limits"]
        role_desk = build.roles(settings, self._person)
        self._closers.append(role_desk.close)
        return ChangingRoles(
            self._bare_desk,
            role_desk,
            SqliteLoans(settings.state, _desk_name(settings), self.environment.now),
            Names(*(str(facts[name]) for name in Names._fields)),
            Patience(
                verify=settings.seconds("CSM_VERIFY_SECONDS", "verify_seconds"),
                wait=float(limits["role_wait_seconds"]),
                poll=float(limits["role_poll_seconds"]),
                cap=float(limits["retry_after_cap_seconds"]),
            ),
            now=self.environment.now,
            sleep=self._pause,
            say=self._announce,
        )

    def remind(self) -> None:
        """Say that a role may be due back, at the end of a command that did not look itself."""
        looked = {"desk", "roles"} & vars(self).keys()
        if "settings" in vars(self) and not looked and self._role_may_be_due():
            self._announce("reminder: a raised role may be due back; csm role shows it")

    def _role_may_be_due(self) -> bool:
        from csm_cli.adapters.loan_marker import may_be_open  # noqa: PLC0415

        return may_be_open(self.settings.state)

    @cached_property
    def _bare_desk(self) -> "ZendeskDesk":
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415

        settings = self.accounts
        desk = build.desk(settings, self._person)
        self._closers.append(desk.close)
        return desk

    @property
    def updates_a_minute(self) -> float | None:
        """How many updates the desk takes in a minute, as far as it is known by now."""
        return self._bare_desk.updates_a_minute

    @cached_property
    def door(self) -> "Door":
        """The way to write to the desk, with the journal of this machine."""
        from csm_cli.adapters.journal import SqliteJournal  # noqa: PLC0415
        from csm_cli.services.writing import Door  # noqa: PLC0415

        settings = self.accounts
        return Door(
            self.desk,
            SqliteJournal(
                settings.state / "journal.sqlite3",
                self._account,
                self.environment.now,
                settings.profile,
            ),
            verify_seconds=settings.seconds("CSM_VERIFY_SECONDS", "verify_seconds"),
            sleep=self._pause,
            say=self._announce,
            guard=None if self.allow_secrets else self._guard,
        )

    @property
    def _guard(self) -> "Guard":
        from csm_cli.adapters.own_credentials import own_credentials  # noqa: PLC0415
        from csm_cli.services.guarding import Guard  # noqa: PLC0415

        return Guard(lambda: own_credentials(self.accounts))

    @cached_property
    def reviewing(self) -> "Reviewing":
        """The journal, looked back on; the desk is asked only for what is undecided."""
        from csm_cli.services.history import Reviewing  # noqa: PLC0415

        return Reviewing(self._history, lambda: _desk_name(self.accounts), lambda: self.door)

    @cached_property
    def undoing(self) -> "Undoing":
        """Taking back the last write."""
        from csm_cli.services.undo import Undoing  # noqa: PLC0415

        return Undoing(self.desk, self.door, self._history, self._account, _new_id)

    def _account(self) -> str:
        """Whose writes these are: the desk, and the person on it."""
        return f"{_desk_name(self.accounts)} as {self.desk.me().person.id}"

    @property
    def _history(self) -> "SqliteHistory":
        from csm_cli.adapters.journal_history import SqliteHistory  # noqa: PLC0415

        return SqliteHistory(self.settings.state / "journal.sqlite3", self.environment.now)

    @cached_property
    def claiming(self) -> "Claiming":
        """Claims and releases."""
        from csm_cli.services.claim import Claiming  # noqa: PLC0415

        return Claiming(self.desk, self.door, now=self.environment.now, new_id=_new_id)

    def ownership(self, option: str | None) -> "Ownership":
        """The rows of the ownership file: the shipped ones, or a user's own laid over them."""
        from csm_cli.adapters import ownership_file  # noqa: PLC0415

        path, _ = self.settings.ownership_file(option)
        return ownership_file.load(path, self.settings.state / "ownership.json")

    def ownership_file(self, path: str | None) -> "OwnershipFile":
        """An ownership file with its mistakes; without a path, the one that is in use."""
        from csm_cli.adapters import ownership_reading  # noqa: PLC0415

        own, _ = self.settings.ownership_file(path)
        return ownership_reading.examine(own)

    @cached_property
    def escalating(self) -> "Escalating":
        """Escalations and their withdrawal."""
        from csm_cli.adapters.templates import Templates  # noqa: PLC0415
        from csm_cli.services.escalate import Escalating  # noqa: PLC0415
        from csm_cli.services.owners import OwnersByFile  # noqa: PLC0415
        from csm_cli.services.routing import Routing  # noqa: PLC0415
        from csm_cli.services.similarity import similar  # noqa: PLC0415

        settings = self.settings
        facts = settings.facts
        return Escalating(
            self.desk,
            self.door,
            Routing(
                self.desk,
                OwnersByFile(self.ownership(None), similar),
                str(facts["support"]["group"]),
            ),
            Templates(settings.templates),
            self._known_of,
            old_row=timedelta(days=facts["ownership"]["old_days"]),
            now=self.environment.now,
            new_id=_new_id,
        )

    @cached_property
    def showing(self) -> "Showing":
        """Reading a ticket with all that belongs on one screen."""
        from csm_cli.domain.links import Sites  # noqa: PLC0415
        from csm_cli.services.show import Showing  # noqa: PLC0415

        facts = self.settings.facts
        return Showing(
            self.desk, Sites.of(facts["posthog"]), facts["zendesk"]["holding_organization"]
        )

    @cached_property
    def audit_log(self) -> "PostHogAuditLog":
        """PostHog's log of impersonations; opened on the first question."""
        from csm_cli.adapters.posthog.opening import open_audit_log  # noqa: PLC0415

        log, close = open_audit_log(self.accounts, self._announce_waiting)
        self._closers.append(close)
        return log

    def _announce_waiting(self, seconds: float) -> None:
        if seconds >= 1:
            self._announce(f"waiting {seconds:.0f} s before asking again")

    def keep_draft(self, ticket: int, text: str) -> Path:
        """Keep what a person wrote for a ticket and could not send; gives the file."""
        from csm_cli.adapters import drafts  # noqa: PLC0415

        return drafts.keep(self.settings.state / "drafts", f"escalate-{ticket}", text)

    def _known_of(self, ticket: "Ticket") -> list[tuple[str, str]]:
        """What is known of a ticket, for its note; what only its text says is marked so."""
        from csm_cli.domain import context  # noqa: PLC0415
        from csm_cli.domain.links import Sites  # noqa: PLC0415

        facts = self.settings.facts
        known = context.of(
            ticket, Sites.of(facts["posthog"]), facts["zendesk"]["holding_organization"]
        )
        return list(context.facts(known))

    @property
    def _person(self) -> "Person":
        from csm_cli.adapters.zendesk.build import Person  # noqa: PLC0415

        return Person(self._announce, self._pause, self._flight)

    # What is built asks for these each time: a command may put its own in place any time.

    def _pause(self, seconds: float) -> None:
        self.sleep(seconds)

    def _flight(self) -> AbstractContextManager[None]:
        return self.in_flight()

    def close(self) -> None:
        """Close what was opened, the last first."""
        while self._closers:
            self._closers.pop()()


def _desk_name(settings: "Settings") -> str:
    """Which desk a record is about; the sandbox in this process has another port each time."""
    return settings.profile if settings.in_sandbox else settings.zendesk().url


def _new_id() -> str:
    """An operation id: random, short enough to be read out, too long to be met twice."""
    import secrets  # noqa: PLC0415 - loads the hashing library, which a look-up does without

    return secrets.token_hex(8)
