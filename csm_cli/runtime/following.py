"""Puts together what looks after a ticket: the status page, and what became of escalations."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from csm_cli.domain.errors import NotSignedIn
from csm_cli.domain.incidents import StatusPage, rules
from csm_cli.domain.links import Sites
from csm_cli.domain.mine import mine
from csm_cli.services.incident import Incidents, Looking, Watch

if TYPE_CHECKING:
    from csm_cli.adapters.github_issues import GitHubIssues
    from csm_cli.runtime.run import Runtime
    from csm_cli.runtime.tickets import TicketServices
    from csm_cli.services.follow import Following


class _Late:
    """A status page whose adapter is loaded by whoever asks: in a thread of its own."""

    def __init__(self, runtime: "TicketServices", url: str, seconds: float | None) -> None:
        self._runtime = runtime
        self._url = url
        self._seconds = seconds

    def page(self) -> StatusPage:
        """The page as it is now; see `Status`."""
        from csm_cli.adapters.status_page import IncidentIoPage  # noqa: PLC0415

        page = IncidentIoPage.of(
            self._url, self._runtime.accounts, seconds=self._seconds, waiting=lambda _: None
        )
        try:
            return page.page()
        finally:
            page.close()


def looking(runtime: "TicketServices", seconds: float, *, once: bool) -> Looking:
    """The status page of the settings, waited for so long; with `once` asked a single time."""
    settings = runtime.accounts
    facts = settings.facts
    url = settings.status_url()
    return Looking(
        _Late(runtime, url, seconds if once else None) if url else None,
        seconds,
        url or "",
        rules(facts),
        Sites.of(facts["posthog"]),
        facts["zendesk"]["holding_organization"],
    )


def incidents(runtime: "Runtime", new_id: Callable[[], str]) -> Incidents:
    """What `csm incident` does."""
    from csm_cli.adapters.templates import Templates  # noqa: PLC0415

    seconds = float(runtime.settings.facts["status"]["wait_seconds"])
    return Incidents(
        lambda: runtime.desk,
        lambda: runtime.door,
        looking(runtime, seconds, once=False),
        Templates(runtime.settings.templates),
        new_id,
        runtime.environment.now,
    )


def watch(runtime: "TicketServices") -> Watch:
    """What other commands say of incidents in passing."""
    table = runtime.settings.facts["status"]
    if not table["warns"]:
        return Watch(None)
    return Watch(looking(runtime, float(table["warn_seconds"]), once=True))


def following(runtime: "Runtime", account: Callable[[], str]) -> "Following":
    """What `csm escalations` does; `account` names whose entries of the journal are meant."""
    from csm_cli.adapters.templates import Templates  # noqa: PLC0415
    from csm_cli.adapters.zendesk import build  # noqa: PLC0415
    from csm_cli.services.follow import Following, GitHub  # noqa: PLC0415
    from csm_cli.services.owners import OwnersByFile  # noqa: PLC0415
    from csm_cli.services.similarity import similar  # noqa: PLC0415

    facts = runtime.settings.facts
    members = build.members(runtime.accounts, runtime.person, refresh=runtime.refresh)
    runtime.close_at_end(members.close)
    return Following(
        runtime.desk,
        runtime.finder,
        lambda: [each.id for each in runtime.listed_organizations(mine(facts).organizations)],
        lambda: runtime.written_as(account()),
        members,
        OwnersByFile(runtime.ownership(None), similar),
        GitHub(lambda: _github(runtime), float(facts["limits"]["github_seconds"])),
        Templates(runtime.settings.templates),
        support=str(facts["support"]["group"]),
        now=runtime.environment.now,
    )


def _github(runtime: "Runtime") -> "GitHubIssues":
    """GitHub's issues, as whoever is known there, or as anybody."""
    from csm_cli.adapters.github_issues import GitHubIssues  # noqa: PLC0415

    settings = runtime.accounts
    try:
        account = settings.service("github")
    except NotSignedIn:
        account = None
    made = GitHubIssues.of(account, settings.host("github"), settings, lambda _: None)
    runtime.close_at_end(made.close)
    return made
