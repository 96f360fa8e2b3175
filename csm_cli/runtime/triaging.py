"""Puts together what sorts tickets: the lists, the forms, and what a Slack channel needs."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from csm_cli.domain.channel_setup import Checklist, SlackChannel
from csm_cli.domain.errors import CsmError, NotFound

if TYPE_CHECKING:
    from csm_cli.domain.refs import TicketRef
    from csm_cli.domain.reminder import Reminder
    from csm_cli.runtime.run import Runtime
    from csm_cli.services.fill_form import FillingForms, Suggesting
    from csm_cli.services.triage import Named, Triaging


def triaging(runtime: "Runtime", organizations: Callable[[], "Named"]) -> "Triaging":
    """Looking for what nobody has sorted; each source is reached when it must be."""
    from csm_cli.domain.triage import customs  # noqa: PLC0415
    from csm_cli.services.triage import Sources, Triaging  # noqa: PLC0415

    sources = Sources(
        lambda: runtime.desk,
        lambda: runtime.finder,
        organizations,
        lambda: _customers(runtime),
        lambda ticket: runtime.suggesting.of(ticket),  # noqa: PLW0108 - made at the first ticket
    )
    return Triaging(sources, customs(runtime.settings.facts))


def _customers(runtime: "Runtime") -> Collection[int]:
    """The desk's organizations of whoever is signed in: those that `csm mine` takes for theirs."""
    from csm_cli.adapters.zendesk import build  # noqa: PLC0415
    from csm_cli.domain.finding import Query  # noqa: PLC0415
    from csm_cli.domain.mine import filled_in, mine  # noqa: PLC0415
    from csm_cli.runtime.working import customers  # noqa: PLC0415
    from csm_cli.services.my_customers import organization_of  # noqa: PLC0415

    rules = mine(runtime.settings.facts)
    holding = str(runtime.settings.facts["zendesk"]["holding_organization"])
    search = filled_in(rules.search, runtime.desk.me()) if rules.search else ""
    kept = build.kept(runtime.accounts, refresh=runtime.refresh)
    found = set(customers(runtime, kept, search, rules.organizations))
    for batch in runtime.finder.matching(search, Query()) if search else ():
        found |= {number for each in batch.tickets if (number := organization_of(each, holding))}
    if not found:
        how = f"organizations of the tickets found by: {search}" if search else "none is configured"
        raise NotFound(f"no organization is yours ({how})")
    return found


def suggesting(runtime: "Runtime") -> "Suggesting":
    """Which group a ticket may belong to, by the ownership file and the live groups."""
    from csm_cli.services.fill_form import Suggesting  # noqa: PLC0415
    from csm_cli.services.similarity import similar  # noqa: PLC0415

    return Suggesting(runtime.ownership(None), runtime.desk.groups, similar)


def filling(runtime: "Runtime", new_id: Callable[[], str]) -> "FillingForms":
    """Filling forms through the one door."""
    from csm_cli.domain.triage import born_in_slack, customs  # noqa: PLC0415
    from csm_cli.services.fill_form import FillingForms  # noqa: PLC0415
    from csm_cli.services.owners import OwnersByFile  # noqa: PLC0415
    from csm_cli.services.routing import Routing  # noqa: PLC0415
    from csm_cli.services.similarity import similar  # noqa: PLC0415

    unclassified = str(runtime.settings.facts["support"]["group"])
    routing = Routing(runtime.desk, OwnersByFile(runtime.ownership(None), similar), unclassified)
    known = customs(runtime.settings.facts)
    return FillingForms(
        runtime.desk,
        runtime.door,
        routing,
        unclassified,
        new_id,
        lambda ticket: born_in_slack(ticket, known),
    )


def channel_checks(runtime: "Runtime", channel: str | None) -> Checklist:
    """The checklist of a channel; Slack is asked only where it is named so that it can be."""
    from csm_cli.services.channel_setup import Asked, looked_up  # noqa: PLC0415

    facts = runtime.settings.facts
    asked = Asked(
        lambda: _slack_channels(runtime),
        float(facts["limits"]["optional_wait_seconds"]),
        lambda: _my_name(runtime),
    )
    return looked_up(channel, facts["triage"]["channel"], asked)


def reminder(runtime: "Runtime", ref: "TicketRef | None") -> "Reminder":
    """The text that reminds a customer of the ticket emoji."""
    from csm_cli.adapters.templates import Templates  # noqa: PLC0415
    from csm_cli.domain import reminder as rules  # noqa: PLC0415
    from csm_cli.domain.greeting import name_of  # noqa: PLC0415

    requester = runtime.desk.ticket(ref).requester if ref is not None else None
    name = name_of(requester)
    values = rules.values(name, runtime.settings.facts["triage"])
    text = Templates(runtime.settings.templates).write(rules.TEMPLATE, values)
    return rules.Reminder(ref.number if ref is not None else None, name, text)


def _slack_channels(runtime: "Runtime") -> Callable[[str], SlackChannel] | None:
    """Reads a channel as Slack has it; null where no key of Slack's is configured."""
    from csm_cli.adapters.slack import Slack  # noqa: PLC0415

    settings = runtime.accounts
    account = settings.service_if_any("slack")
    if account is None:
        return None
    slack = Slack.of(account, settings, lambda _: None)
    runtime.close_at_end(slack.close)
    return slack.channel


def _my_name(runtime: "Runtime") -> str:
    """What this person is called on the desk; empty where nobody can tell."""
    try:
        return runtime.desk.me().person.name
    except CsmError:
        return ""
