"""What reads and writes a ticket, put together: the desk, the door, and who works through them."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from csm_cli.domain.errors import CsmError
from csm_cli.runtime.audit_connections import AuditConnections

if TYPE_CHECKING:
    from collections.abc import Callable

    from csm_cli.adapters.journal import SqliteJournal
    from csm_cli.adapters.zendesk.desk import ZendeskDesk
    from csm_cli.domain.tickets import Ticket
    from csm_cli.runtime.returning import Returning
    from csm_cli.services.claim import Claiming
    from csm_cli.services.escalate import Escalating
    from csm_cli.services.file_report import Filing
    from csm_cli.services.guarding import Guard
    from csm_cli.services.history import Reviewing
    from csm_cli.services.incident import Watch
    from csm_cli.services.note import Noting
    from csm_cli.services.role import ChangingRoles
    from csm_cli.services.show import Showing
    from csm_cli.services.undo import Undoing
    from csm_cli.services.writing import Door


class TicketServices(AuditConnections):
    """The services of single tickets."""

    _returning: "Returning | None" = None

    @cached_property
    def desk(self) -> "ZendeskDesk":
        """The ticket desk of the profile's account; what is due of roles is looked to first."""
        tried = self._returning is not None and self._returning.tried
        if not tried and self._role_may_be_due():
            try:
                self.roles.at_start()
            except CsmError as problem:  # the command is about something else
                from csm_cli.services.role_return import in_doubt  # noqa: PLC0415

                self._announce(in_doubt(problem))
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
        role_desk = build.roles(settings, self.person)
        self._closers.append(role_desk.close)
        return ChangingRoles(
            self._bare_desk,
            role_desk,
            SqliteLoans(settings.state, self._desk_name, self.environment.now),
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

    def give_back(self) -> None:
        """Give back a role that an earlier run was to give back and could not.

        What this run is about does not wait for it longer than some seconds.
        """
        if self._role_may_be_due():
            self._returning = self._made_returning()
            self._returning.begin()

    def remind(self) -> None:
        """Say at the end of a run what is due of roles, unless the run has said it."""
        if self._returning is None and self._role_may_be_due():
            self._returning = self._made_returning()
        if self._returning is not None:
            self._returning.end(looked=bool({"desk", "roles"} & vars(self).keys()))

    def _made_returning(self) -> "Returning":
        from csm_cli.runtime.returning import Returning  # noqa: PLC0415 - if a role may be due

        def beside(announce: "Callable[[str], None]") -> TicketServices:
            return type(self)(self.environment, self.profile, self._start_sandbox, announce)

        return Returning(beside, self._announce)

    @cached_property
    def door(self) -> "Door":
        """The way to write to the desk, with the journal of this machine."""
        from csm_cli.services.writing import Door  # noqa: PLC0415

        return Door(
            self.desk,
            self.journal,
            verify_seconds=self.accounts.seconds("CSM_VERIFY_SECONDS", "verify_seconds"),
            sleep=self._pause,
            say=self._announce,
            guard=None if self.allow_secrets else self._guard,
        )

    @property
    def journal(self) -> "SqliteJournal":
        """The journal of this machine, for whoever is signed in."""
        return self._journal(self._account)

    @property
    def _guard(self) -> "Guard":
        from csm_cli.adapters.own_credentials import own_credentials  # noqa: PLC0415
        from csm_cli.services.guarding import Guard  # noqa: PLC0415

        return Guard(lambda: own_credentials(self.accounts))

    @cached_property
    def reviewing(self) -> "Reviewing":
        """The journal, looked back on; the desk is asked only for what is undecided."""
        from csm_cli.services.history import Reviewing  # noqa: PLC0415

        return Reviewing(
            self._history, lambda: self._desk_name, lambda: self.door, self._unsent_files
        )

    @cached_property
    def undoing(self) -> "Undoing":
        """Taking back the last write."""
        from csm_cli.services.undo import Undoing  # noqa: PLC0415

        return Undoing(self.desk, self.door, self._history, self._account, new_id)

    def _account(self) -> str:
        """Whose writes these are: the desk, and the person on it."""
        return f"{self._desk_name} as {self.desk.me().person.id}"

    @cached_property
    def claiming(self) -> "Claiming":
        """Claims and releases."""
        from csm_cli.services.claim import Claiming  # noqa: PLC0415

        return Claiming(
            self.desk,
            self.door,
            now=self.environment.now,
            new_id=new_id,
            asides=self._watch,
        )

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
            new_id=new_id,
            asides=self._watch,
        )

    @cached_property
    def _watch(self) -> "Watch":
        from csm_cli.runtime import following  # noqa: PLC0415

        return following.watch(self)

    @cached_property
    def showing(self) -> "Showing":
        """Reading a ticket with all that belongs on one screen."""
        from csm_cli.domain.links import Sites  # noqa: PLC0415
        from csm_cli.services.show import Showing  # noqa: PLC0415

        facts = self.settings.facts
        return Showing(
            self.desk,
            Sites.of(facts["posthog"]),
            facts["zendesk"]["holding_organization"],
            [str(host) for host in facts["posthog_support"]["hosts"]],
        )

    @cached_property
    def filing(self) -> "Filing":
        """Adding reports to tickets."""
        from csm_cli.services.file_report import Filing  # noqa: PLC0415

        return Filing(
            self.desk,
            self.door,
            new_id,
            self._unsent_files,
            self._history,
            self.settings.facts["zendesk"]["holding_organization"],
        )

    @cached_property
    def noting(self) -> "Noting":
        """Internal notes of a person's own words."""
        from csm_cli.adapters.templates import Templates  # noqa: PLC0415
        from csm_cli.services.note import Noting  # noqa: PLC0415

        templates = Templates(self.settings.templates)
        return Noting(self.desk, self.door, templates, self._known_of, new_id)

    def _known_of(self, ticket: "Ticket") -> list[tuple[str, str]]:
        """What is known of a ticket, for its note; what only its text says is marked so."""
        from csm_cli.domain import context  # noqa: PLC0415
        from csm_cli.domain.links import Sites  # noqa: PLC0415

        facts = self.settings.facts
        known = context.of(
            ticket, Sites.of(facts["posthog"]), facts["zendesk"]["holding_organization"]
        )
        return list(context.facts(known))


def new_id() -> str:
    """An operation id: random, short enough to be read out, too long to be met twice."""
    import secrets  # noqa: PLC0415 - loads the hashing library, which a look-up does without

    return secrets.token_hex(8)
