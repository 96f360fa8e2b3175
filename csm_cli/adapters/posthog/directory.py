"""PostHog's own customers, looked up through the query API of the project that knows them.

Of both regions: everybody's app reports to one project on the US host.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from csm_cli.adapters.posthog import group_types, rows
from csm_cli.adapters.posthog.audit_log import Queries
from csm_cli.adapters.posthog.moments import clickhouse_time
from csm_cli.adapters.posthog.query_api import Answer, Value
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.organizations import Accounts, Members, Named, Record, Tie
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import uuid_text

_WILD = re.compile(r"([%_\\])")


class DirectoryFacts(NamedTuple):
    """What the queries need to know of PostHog's set-up.

    `membership_events` carry their person's organization; they are looked at as far back as
    `history`. `plan_property` is the group's property that names the plan. `us_sites` and
    `eu_sites` are the hosts of each region's instance. Lists have `most` rows.
    """

    group_type: str
    group_index: int
    membership_events: Sequence[str]
    history: timedelta
    plan_property: str
    us_sites: Sequence[str]
    eu_sites: Sequence[str]
    most: int


def directory_facts(facts: Mapping[str, Any], most: int) -> DirectoryFacts:
    """Read the facts from the tables `posthog`, `audit` and `organizations`.

    Raises:
        WrongUsage: one of them is missing or not usable.
    """
    try:
        posthog, audit = facts["posthog"], facts["audit"]
        return DirectoryFacts(
            group_type=str(posthog["organization_group_type"]),
            group_index=int(posthog["organization_group_index"]),
            membership_events=[str(name) for name in audit["membership_events"]],
            history=timedelta(days=int(audit["history_days"])),
            plan_property=str(facts["organizations"]["plan_property"]),
            us_sites=[str(host) for host in posthog["us_sites"]],
            eu_sites=[str(host) for host in posthog["eu_sites"]],
            most=most,
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        raise WrongUsage("a fact about PostHog in the config file is not usable") from None


class PostHogDirectory:
    """Fulfils the port `Directory`."""

    def __init__(self, api: Queries, facts: DirectoryFacts) -> None:
        self._api = api
        self._facts = facts
        self._notices: dict[str, Notice] = {}

    @property
    def notices(self) -> Sequence[Notice]:
        """What is doubtful about the answers given so far, each doubt once."""
        return tuple(self._notices.values())

    def records(self, organization_ids: Sequence[str]) -> Mapping[str, Record]:
        """Names, plans, people and regions, in one question."""
        found = self._ask(
            "organization_records",
            organization_ids=list(organization_ids),
            group_index=self._group_index,
            plan_property=self._facts.plan_property,
            us_sites=self._facts.us_sites,
            eu_sites=self._facts.eu_sites,
            most=max(1, len(organization_ids)),
        )
        return {str(row.get("organization_key")): _record(row) for row in found.rows}

    def named(self, name: str) -> Sequence[Named]:
        """Groups whose name contains this; the shortest names first."""
        found = self._ask(
            "organizations_by_name",
            pattern=f"%{_literal(name)}%",
            group_index=self._group_index,
            most=self._facts.most + 1,
        )
        named = ((_key(row), _name(row, "name_text", "name_escaped")) for row in found.rows)
        return [Named(key, name or "") for key, name in named if key]

    def of_address(self, address: str, until: datetime) -> Sequence[Tie]:
        """By the people who have this address, and by events of the time before."""
        found = self._ask(
            "organizations_by_email",
            email=address,
            group_index=self._group_index,
            membership_events=self._facts.membership_events,
            since=clickhouse_time(until - self._facts.history),
            until=clickhouse_time(until),
            most=self._facts.most + 1,
        )
        return [
            Tie(key, bool(rows.number(row, "is_current")), bool(rows.number(row, "is_further")))
            for row in found.rows
            if (key := _key(row))
        ]

    def accounts(self, address: str) -> Sequence[Accounts]:
        """By the people who have this address today."""
        found = self._ask(
            "accounts_by_email",
            email=address,
            us_sites=self._facts.us_sites,
            eu_sites=self._facts.eu_sites,
            most=self._facts.most + 1,
        )
        return [Accounts(_key(row), _sites(row)) for row in found.rows]

    def of_domain(self, domain: str) -> Sequence[str]:
        """By the people whose addresses end in it."""
        found = self._ask(
            "organizations_by_domain",
            pattern=f"%@{_literal(domain)}",
            most=self._facts.most + 1,
        )
        return list(_keys(found.rows))

    @cached_property
    def _group_index(self) -> int:
        found = group_types.number_of(self._facts.group_type, self._ask)
        if found is None:
            self._doubt("group_index_assumed", "PostHog did not say which groups are organizations")
        return self._facts.group_index if found is None else found

    def _ask(self, query: str, **values: Value) -> Answer:
        answer = self._api.query(query, **values)
        if answer.cached:
            self._doubt("cached_answer", "an answer came from PostHog's cache and may be hours old")
        if answer.cut:
            self._doubt("cut_answer", "PostHog sent less than it has")
        return answer

    def _doubt(self, code: str, text: str) -> None:
        self._notices.setdefault(code, Notice(code, text))


def _literal(text: str) -> str:
    """The text as LIKE takes it, with nothing in it that stands for anything else."""
    return _WILD.sub(r"\\\1", text)


def _keys(found: Iterable[rows.Row]) -> Iterable[str]:
    return (key for row in found if (key := _key(row)))


def _key(row: rows.Row) -> str | None:
    """The organization's id; null for a group that was registered under something else."""
    return uuid_text(str(row.get("organization_key")))


def _record(row: rows.Row) -> Record:
    return Record(
        name=_name(row, "organization_name", "organization_name_escaped"),
        plan=rows.word(row.get("organization_plan")),
        members=Members(rows.number(row, "addresses"), rows.number(row, "without_email")),
        sites=_sites(row),
    )


def _sites(row: rows.Row) -> Mapping[str, int]:
    return {"us": rows.number(row, "in_us"), "eu": rows.number(row, "in_eu")}


def _name(row: rows.Row, text: str, escaped: str) -> str | None:
    """A name as it was typed; it comes in two spellings for the same cause as a reason."""
    return rows.reason(row.get(text), row.get(escaped))
