"""What audits are connected to: PostHog's log and directory, and what is kept of audits here."""

from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from csm_cli.domain.errors import CsmError
from csm_cli.runtime.connections import Connections

if TYPE_CHECKING:
    from csm_cli.adapters.audit_files import Account as AuditAccount
    from csm_cli.adapters.kept_audits import KeptAudits
    from csm_cli.adapters.posthog.audit_log import PostHogAuditLog
    from csm_cli.adapters.posthog.directory import PostHogDirectory
    from csm_cli.adapters.unsent import UnsentFiles
    from csm_cli.adapters.watched_audits import WatchedAudits
    from csm_cli.domain.impersonation.stamp import ReadReport
    from csm_cli.domain.impersonation.ticket_links import Desks


class AuditConnections(Connections):
    """The outside of one run, that of audits included."""

    @cached_property
    def _directory(self) -> "PostHogDirectory":
        from csm_cli.adapters.posthog.opening import open_directory  # noqa: PLC0415
        from csm_cli.services.organization import MOST  # noqa: PLC0415

        directory, close = open_directory(self.accounts, self._announce_waiting, MOST)
        self._closers.append(close)
        return directory

    @cached_property
    def audit_log(self) -> "PostHogAuditLog":
        """PostHog's log of impersonations; opened on the first question."""
        from csm_cli.adapters.posthog.opening import open_audit_log  # noqa: PLC0415

        log, close = open_audit_log(self.accounts, self._announce_waiting)
        self._closers.append(close)
        return log

    @cached_property
    def kept_audits(self) -> "KeptAudits":
        """Audits of this account that are not finished."""
        from csm_cli.adapters.kept_audits import KeptAudits  # noqa: PLC0415

        return KeptAudits(
            self.settings.state / "audits",
            self._audit_account,
            timedelta(days=self.settings.facts["audit"]["resume_days"]),
            self.environment.now,
            self._announce,
        )

    @cached_property
    def watched_audits(self) -> "WatchedAudits":
        """What was told of audits that are repeated."""
        from csm_cli.adapters.watched_audits import WatchedAudits  # noqa: PLC0415

        return WatchedAudits(self.settings.state / "watches", self._audit_account)

    @property
    def _audit_account(self) -> "AuditAccount":
        """Whose log is asked; the sandbox in this process has another port each time."""
        from csm_cli.adapters.audit_files import Account  # noqa: PLC0415

        settings = self.accounts
        host = settings.profile if settings.in_sandbox else settings.posthog().us_url
        return Account(settings.profile, host)

    @cached_property
    def _unsent_files(self) -> "UnsentFiles":
        """Reports that may have to be sent again."""
        from csm_cli.adapters.unsent import UnsentFiles  # noqa: PLC0415

        return UnsentFiles(self.settings.state / "unsent")

    def report_file(self, path: Path) -> "ReadReport":
        """The rows and stamps of a report that was written to a file."""
        from csm_cli.adapters.reports import reading  # noqa: PLC0415

        return reading.read(path)

    @property
    def ticket_desks(self) -> "Desks":
        """Where the pages of tickets are: of the desk that is signed in to, else of PostHog's."""
        from csm_cli.domain.impersonation.ticket_links import Desks  # noqa: PLC0415

        settings = self.accounts
        facts = settings.facts
        try:
            zendesk = settings.zendesk().url
        except CsmError:  # an audit needs no account there
            zendesk = str(facts["zendesk"]["url"])
        project = facts["posthog"]["audit_project_id"]
        return Desks(zendesk, f"{facts['posthog']['us_url']}/project/{project}")
