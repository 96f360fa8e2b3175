"""The log of impersonations, read through the query API of the project that holds it.

The impersonations of both regions land in one project on the US host, whichever region the
customer lives in.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from csm_cli.adapters.ahead import Ahead
from csm_cli.adapters.posthog import group_types, rows
from csm_cli.adapters.posthog.moments import clickhouse_time
from csm_cli.adapters.posthog.query_api import Answer, Value
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.paging import Cursor
from csm_cli.domain.impersonation.records import Kind, Record
from csm_cli.domain.impersonation.remarks import Remark, Warn, warning
from csm_cli.domain.impersonation.result import NamedOrganization
from csm_cli.domain.impersonation.window import Window


class AuditFacts(NamedTuple):
    """What the queries need to know of PostHog's set-up.

    `kinds` maps the names of events to what they mean. `membership_events` are those that
    carry their person's organization. `sites` maps the host of an instance to its region.
    `page_rows` is the length of a page of impersonations, `member_rows` that of a page of
    evidence.
    """

    group_type: str
    group_index: int
    kinds: Mapping[str, Kind]
    membership_events: Sequence[str]
    sites: Mapping[str, str]
    page_rows: int
    member_rows: int


def audit_facts(facts: Mapping[str, Any]) -> AuditFacts:
    """Read the facts from the tables `posthog` and `audit`.

    Raises:
        WrongUsage: a page is longer than PostHog's longest answer, or a fact is missing.
    """
    try:
        posthog, audit = facts["posthog"], facts["audit"]
        most, page_rows = int(audit["most_rows"]), int(audit["page_rows"])
        kinds = {str(name): Kind(kind) for kind, name in audit["events"].items()}
        sites = {host: region for region in ("us", "eu") for host in posthog[f"{region}_sites"]}
        found = AuditFacts(
            group_type=str(posthog["organization_group_type"]),
            group_index=int(posthog["organization_group_index"]),
            kinds=kinds,
            membership_events=[str(name) for name in audit["membership_events"]],
            sites=sites,
            page_rows=page_rows,
            member_rows=most,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise WrongUsage("a fact about PostHog in the config file is not usable") from None
    if not 1 <= page_rows <= most:
        raise WrongUsage(f"page_rows is {page_rows}; PostHog answers with at most {most} rows")
    return found


class Queries(Protocol):
    """What runs the shipped queries: the query API."""

    def query(self, name: str, **values: Value) -> Answer:
        """Run the query of this name with these values."""


class PostHogAuditLog:
    """Fulfils the port `AuditLog`."""

    def __init__(self, api: Queries, facts: AuditFacts) -> None:
        self._api = api
        self._facts = facts
        self._remarks: dict[Warn, Remark] = {}
        self._ahead: Ahead[Answer] = Ahead()

    @property
    def page_rows(self) -> int:
        """How many rows a full page of impersonations has."""
        return self._facts.page_rows

    @property
    def remarks(self) -> Sequence[Remark]:
        """What is doubtful about the answers given so far, each doubt once."""
        return tuple(self._remarks.values())

    def organizations(self, organization_ids: Sequence[str]) -> Mapping[str, NamedOrganization]:
        """The organizations' records among the project's groups."""
        found = self._ask(
            "organizations",
            organization_ids=list(organization_ids),
            group_index=self._group_index,
            page_rows=self._facts.member_rows,
        )
        return {
            str(row.get("organization_key")): NamedOrganization(
                rows.word(row.get("organization_name"))
            )
            for row in found.rows
        }

    def members(
        self, organization_ids: Sequence[str], history: Window, part: Window
    ) -> Iterator[tuple[str, Evidence]]:
        """What tells who belongs to the organizations, page by page."""
        after, due = "", 0
        while True:
            page = self._member_page(organization_ids, history, part, after)
            left = rows.number(page[0], "rows_left") if page else 0
            follows = all(_key(row) > after for row in page)
            if len(page) < min(max(left, due), self._facts.member_rows) or not follows:
                self._doubt(Warn.MEMBERS_CUT)
            for row in page:
                yield rows.organization(row), rows.evidence(row, self._facts.sites)
            if len(page) >= left or not follows:
                return
            after, due = _key(page[-1]), left - len(page)

    def _member_page(
        self, organization_ids: Sequence[str], history: Window, part: Window, after: str
    ) -> Sequence[rows.Row]:
        return self._ask(
            "members",
            organization_ids=list(organization_ids),
            group_index=self._group_index,
            membership_events=self._facts.membership_events,
            after=after,
            page_rows=self._facts.member_rows,
            history_since=clickhouse_time(history.since),
            history_until=clickhouse_time(history.until),
            **_ends(part),
        ).rows

    def impersonations(self, window: Window, below: Cursor | None) -> Sequence[Record]:
        """One page of everybody's impersonations.

        A full page is always followed by another request, so that one is sent at once, before
        the page is even made sense of: PostHog looks for it while this one is gone through.
        """
        answer = self._ahead.answer((window, below), lambda: self._page(window, below))
        self._look(answer)
        if len(answer.rows) >= self._facts.page_rows:
            last = rows.record(answer.rows[-1], self._facts.kinds)
            place = Cursor(last.occurred_at, last.event_uuid)
            self._ahead.ask((window, place), lambda: self._page(window, place))
        return rows.records(answer.rows, self._facts.kinds)

    def _page(self, window: Window, below: Cursor | None) -> Answer:
        place = below or Cursor(window.until, "")
        return self._api.query(
            "impersonations",
            event_names=list(self._facts.kinds),
            below_time=clickhouse_time(place.occurred_at),
            below_uuid=place.event_uuid,
            page_rows=self._facts.page_rows,
            **_ends(window),
        )

    def count(self, window: Window) -> int:
        """How many different impersonations the window has."""
        found = self._ask(
            "impersonations_count", event_names=list(self._facts.kinds), **_ends(window)
        )
        return rows.number(found.rows[0], "events_counted") if found.rows else 0

    @cached_property
    def _group_index(self) -> int:
        """The number of the group type `organization`, asked for, else taken from the facts."""
        found = group_types.number_of(self._facts.group_type, self._ask)
        if found is not None:
            return found
        self._doubt(Warn.GROUP_INDEX_ASSUMED, index=self._facts.group_index)
        return self._facts.group_index  # it has never changed yet

    def _ask(self, query: str, **values: Value) -> Answer:
        answer = self._api.query(query, **values)
        self._look(answer)
        return answer

    def _look(self, answer: Answer) -> None:
        if answer.cached:
            self._doubt(Warn.CACHED)
        if answer.cut:
            self._doubt(Warn.CUT)

    def _doubt(self, code: Warn, **filled_in: object) -> None:
        self._remarks.setdefault(code, warning(code, **filled_in))


def _key(row: rows.Row) -> str:
    return str(row.get("evidence_key"))


def _ends(window: Window) -> dict[str, str]:
    return {
        "since": clickhouse_time(window.since),
        "until": clickhouse_time(window.until),
    }
