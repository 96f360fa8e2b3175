"""The composition root: what a run is connected to becomes services, each when first asked for."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from csm_cli.runtime.tickets import TicketServices, new_id

if TYPE_CHECKING:
    from csm_cli.domain.channel_setup import Checklist
    from csm_cli.domain.history import Intent
    from csm_cli.domain.refs import TicketRef
    from csm_cli.domain.reminder import Reminder
    from csm_cli.domain.tickets import DeskOrganization
    from csm_cli.runtime.configuring import Configuring
    from csm_cli.services.doctor import Examining
    from csm_cli.services.drafting import Drafting
    from csm_cli.services.fill_form import FillingForms, Suggesting
    from csm_cli.services.follow import Following
    from csm_cli.services.incident import Incidents
    from csm_cli.services.login_as import LoggingIn
    from csm_cli.services.mine import MyOrganizations
    from csm_cli.services.organization import Organizations
    from csm_cli.services.refresh_ownership import RefreshingOwnership
    from csm_cli.services.signin import SigningIn
    from csm_cli.services.similar import Similarities
    from csm_cli.services.tips import Advising
    from csm_cli.services.triage import Triaging
    from csm_cli.services.worklist import Working


class Runtime(TicketServices):
    """What one run of a command is made of."""

    @cached_property
    def configuring(self) -> "Configuring":
        """The config file, to be looked at and changed."""
        from csm_cli.runtime.configuring import Configuring  # noqa: PLC0415

        return Configuring(self)

    @cached_property
    def triaging(self) -> "Triaging":
        """Looking for what nobody has sorted."""
        from csm_cli.runtime.triaging import triaging  # noqa: PLC0415

        return triaging(self, lambda: self.desk_organizations)

    @cached_property
    def suggesting(self) -> "Suggesting":
        """Which group a ticket may belong to, by its words."""
        from csm_cli.runtime.triaging import suggesting  # noqa: PLC0415

        return suggesting(self)

    @cached_property
    def filling(self) -> "FillingForms":
        """Filling the forms of Slack-born tickets."""
        from csm_cli.runtime.triaging import filling  # noqa: PLC0415

        return filling(self, new_id)

    def channel_checks(self, channel: str | None) -> "Checklist":
        """What must be right for a Slack channel, looked up where Slack can tell."""
        from csm_cli.runtime.triaging import channel_checks  # noqa: PLC0415

        return channel_checks(self, channel)

    def reminder(self, ref: "TicketRef | None") -> "Reminder":
        """The text that reminds a customer of the ticket emoji; of a ticket, its requester."""
        from csm_cli.runtime.triaging import reminder  # noqa: PLC0415

        return reminder(self, ref)

    @cached_property
    def similarities(self) -> "Similarities":
        """The same problem elsewhere."""
        from csm_cli.runtime import searching  # noqa: PLC0415

        return searching.similarities(self)

    @cached_property
    def incidents(self) -> "Incidents":
        """The status page, and tickets tied to its incidents."""
        from csm_cli.runtime import following  # noqa: PLC0415

        return following.incidents(self, new_id)

    @cached_property
    def following(self) -> "Following":
        """What became of escalations."""
        from csm_cli.runtime import following  # noqa: PLC0415

        return following.following(self, self._account)

    def listed_organizations(self, ids: "Sequence[str]") -> "Sequence[DeskOrganization]":
        """The desk's records of organizations; nothing is asked where there are none."""
        return self.desk_organizations.with_ids(ids) if ids else ()

    def written_as(self, account: str) -> "Sequence[Intent]":
        """The journal's entries of one account, the newest first."""
        return self._history.entries(account=account)

    def refreshing_ownership(self, file: str | None, *, writes: bool) -> "RefreshingOwnership":
        """Holding an ownership file against the handbook's table; see `runtime.ownership`."""
        from csm_cli.runtime.ownership import refreshing  # noqa: PLC0415

        return refreshing(self, file, self._announce_waiting, writes=writes)

    @cached_property
    def advising(self) -> "Advising":
        """Tips; the desk is reached for a ticket alone."""
        from csm_cli.adapters import tips_file  # noqa: PLC0415
        from csm_cli.adapters.config_file import TIPS  # noqa: PLC0415
        from csm_cli.domain.links import Sites  # noqa: PLC0415
        from csm_cli.services.tips import Advising, Facts  # noqa: PLC0415

        settings = self.settings
        facts = settings.facts
        return Advising(
            tips_file.load(settings.config_file.with_name(TIPS)),
            self.ownership(None),
            lambda: self.desk,
            Facts(Sites.of(facts["posthog"]), facts["zendesk"]["holding_organization"]),
        )

    @cached_property
    def organizations(self) -> "Organizations":
        """Looking customers' organizations up; each service is reached when it must be."""
        from csm_cli.domain.organizations import customs  # noqa: PLC0415
        from csm_cli.runtime.beside import beside  # noqa: PLC0415
        from csm_cli.services.organization import Organizations, Services  # noqa: PLC0415

        return Organizations(
            Services(
                lambda: self.desk,
                lambda: self._directory,
                lambda: self.desk_organizations,
                beside(self),
            ),
            customs(self.settings.facts),
            self.environment.now,
        )

    @cached_property
    def logging_in(self) -> "LoggingIn":
        """Where to log in as a customer; each service is reached when it must be."""
        from csm_cli.domain.login_as import forms  # noqa: PLC0415
        from csm_cli.services.login_as import LoggingIn  # noqa: PLC0415
        from csm_cli.services.login_facts import Sources  # noqa: PLC0415

        facts = self.settings.facts
        return LoggingIn(
            lambda: self.desk,
            self.organizations,
            Sources(
                lambda: self._directory,
                lambda: self.desk_organizations,
                self.settings.seconds("CSM_TIMEOUT", "timeout_seconds"),
            ),
            forms(facts),
            str(facts["zendesk"]["holding_organization"]),
        )

    def my_organizations(self) -> "MyOrganizations":
        """The organizations of whoever is signed in; see `services.mine` for the errors."""
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415
        from csm_cli.domain.mine import mine  # noqa: PLC0415
        from csm_cli.services.mine import my_organizations  # noqa: PLC0415

        rules = mine(self.settings.facts)
        search = build.ticket_search(self.accounts, self.person)
        self._closers.append(search.close)
        return my_organizations(self.desk, search, rules)

    @cached_property
    def working(self) -> "Working":
        """The list of tickets that need whoever is signed in."""
        from csm_cli.runtime.working import working  # noqa: PLC0415

        return working(self)

    def handed_over(self) -> Sequence[int]:
        """The tickets that this account escalated on this machine, and did not take back."""
        from csm_cli.domain.my_escalations import handed_over  # noqa: PLC0415

        return handed_over(self._history.entries(account=self._account()))

    def just_written(self) -> Sequence[int]:
        """The tickets that this account wrote to so lately that a search may not know of it."""
        minutes = float(self.settings.facts["zendesk"]["search_lag_minutes"])
        since = self.environment.now() - timedelta(minutes=minutes)
        entries = self._history.entries(account=self._account())
        return sorted({entry.ticket for entry in entries if entry.began_at >= since})

    def doctor(self, tell: "Callable[[int, int], None]", *, check_version: bool) -> "Examining":
        """Examining what a day's work depends on; `tell` hears how many checks are settled."""
        from csm_cli.runtime.doctor import examining  # noqa: PLC0415

        self.warns_of_config = False  # it tells all of them
        return examining(self, tell, check_version=check_version)

    @cached_property
    def signing_in(self) -> "SigningIn":
        """Signing in and out."""
        from csm_cli.services.signin import SigningIn  # noqa: PLC0415

        return SigningIn(self._credentials, new_id)

    @cached_property
    def drafting(self) -> "Drafting":
        """Drafts of public replies."""
        from csm_cli.adapters.own_credentials import own_credentials  # noqa: PLC0415
        from csm_cli.adapters.templates import Templates  # noqa: PLC0415
        from csm_cli.domain.links import Sites  # noqa: PLC0415
        from csm_cli.domain.reply_rules import Internal  # noqa: PLC0415
        from csm_cli.domain.secret_rules import find  # noqa: PLC0415
        from csm_cli.runtime.working import plan_clocks  # noqa: PLC0415
        from csm_cli.services.drafting import Customs, Drafting  # noqa: PLC0415

        settings, facts = self.accounts, self.settings.facts
        sending, own = facts["sending"], facts["drafts"]
        chats = {name for name, kind in sending["channels"].items() if kind != "mail"}
        customs = Customs(
            Sites.of(facts["posthog"]),
            Internal.of(facts, settings.zendesk().url),
            frozenset({*chats, *sending["slack_tags"]}),
            plan_clocks(facts),
            float(own["otherwise_hours"]),
            float(own["closes_after_days"]),
            int(sending["reply_limit"]),
        )

        def secrets(text: str) -> list[str]:
            found = find(text, own_credentials(settings))
            return [f"line {each.line} has a {each.kind}, {each.masked}" for each in found]

        templates = Templates(self.settings.templates)
        return Drafting(self.desk, templates, customs, secrets, self.environment.now)

    def copied(self, text: str) -> str | None:
        """Put a text on the clipboard; the name of the program that took it, null if none did."""
        from csm_cli.adapters.clipboard import copied  # noqa: PLC0415

        return copied(self.environment, text)
