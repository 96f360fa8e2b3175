"""Puts together what makes the list of tickets that need somebody."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from csm_cli.adapters.time_zones import zone
from csm_cli.adapters.zendesk import build
from csm_cli.domain.clocks import Clocks, clocks
from csm_cli.domain.mine import filled_in, mine
from csm_cli.services import my_customers
from csm_cli.services.conversations import Conversations
from csm_cli.services.worklist import Mine, Working

if TYPE_CHECKING:
    from csm_cli.adapters.cache import Cache
    from csm_cli.runtime.run import Runtime


def working(run: "Runtime") -> Working:
    """The service over one run's account; nothing is sent yet."""
    facts = run.settings.facts
    rules = mine(facts)
    most = int(facts["mine"]["most_conversations"])
    conversing = build.conversing(run.accounts, run.person)
    run.close_at_end(conversing.close)
    kept = build.kept(run.accounts, refresh=run.refresh)  # one: within a run nothing is asked twice
    return Working(
        run.desk,
        run.finder,
        Mine(
            search=lambda me: filled_in(rules.search, me) if rules.search else "",
            customers=lambda search: customers(run, kept, search, rules.organizations),
            escalated=run.handed_over,
            written=run.just_written,
            holding=str(facts["zendesk"]["holding_organization"]),
            named=lambda numbers: my_customers.named(run.desk_organizations, numbers),
        ),
        Conversations(conversing, build.talks(run.accounts), most),
        plan_clocks(facts),
        run.environment.now,
    )


def plan_clocks(facts: Mapping[str, Any]) -> Clocks:
    """The clocks of the plans, in the configured time zone.

    Raises:
        WrongUsage: a setting is not usable, or this system doesn't know the zone.
    """
    return clocks(facts, zone(str(facts["clocks"]["time_zone"])))


def customers(run: "Runtime", kept: "Cache", search: str, listed: Sequence[str]) -> list[int]:
    """The desk's organizations of a person, but for what only unsolved tickets tell.

    They change rarely, so they are kept like groups.
    """

    def ask() -> list[int]:
        holding = str(run.settings.facts["zendesk"]["holding_organization"])
        found = my_customers.of_solved(run.finder, search, holding) if search else []
        named = my_customers.listed(run.desk_organizations, listed) if listed else []
        return sorted({*found, *named})

    digest = sha256(repr((search, sorted(listed))).encode()).hexdigest()[:12]
    return kept.get(f"customers-{digest}", ask, lambda value: [int(each) for each in value])
