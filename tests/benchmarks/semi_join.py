"""The way that csm does not go: PostHog's server finds the members, and picks their events.

The question holds what the audit's own do (`adapters/posthog/queries/members.sql`): who belongs
to the organization now, and whose events said so. It has to be asked for each page anew, and
still gives every change of mode that names its staff member in place of the account, because
only the starts of all customers tell whose those are. So the work and the answer both grow
with what the walk past everything was to avoid; what it saves is the sending of other
customers' rows.
"""

import time
from collections.abc import Sequence
from typing import NamedTuple

from tests.benchmarks.served import Served

_MEMBERSHIP = ["user signed up", "user joined organization", "user logged in", "user updated"]
_KINDS = ["impersonation_started", "impersonation_upgraded", "impersonation_downgraded"]
_ROWS = 50_000
_QUERY = """
SELECT toString(uuid), toString(timestamp), event, properties.region, properties.staff_user_email,
    toString(properties.staff_user_id), toString(properties.target_user_email),
    toString(properties.target_user_id), properties.mode, properties.reason,
    JSONExtractString(properties, 'reason'), properties.ticket_id
FROM events
WHERE event IN {kinds}
  AND timestamp >= toDateTime({since}, 'UTC') AND timestamp < toDateTime({until}, 'UTC')
  AND (
      lower(toString(properties.target_user_email)) IN (
          SELECT lower(coalesce(toString(properties.email), '')) FROM persons
          WHERE properties.organization_id = {organization}
          UNION ALL
          SELECT lower(coalesce(
              nullIf(JSONExtractString(properties, '$set', 'email'), ''),
              toString(person.properties.email), ''))
          FROM events
          WHERE event IN {membership} AND $group_0 = {organization}
            AND timestamp >= toDateTime({history}, 'UTC')
            AND timestamp < toDateTime({until}, 'UTC')
      )
      OR (event != 'impersonation_started'
          AND toString(properties.target_user_id) = toString(properties.staff_user_id))
  )
ORDER BY timestamp DESC
LIMIT {rows}
"""


class Asked(NamedTuple):
    """One question to the server: how long it took, and how many rows came."""

    seconds: float
    rows: int


def semi_join(served: Served, organization: str, since: str, until: str, history: str) -> Asked:
    """Let the server pick one organization's events; times are UTC, as ClickHouse writes them."""
    return _timed(
        served,
        _QUERY,
        kinds=_KINDS,
        membership=_MEMBERSHIP,
        organization=organization,
        since=since,
        until=until,
        history=history,
        rows=_ROWS,
    )


def list_of_addresses(served: Served, addresses: Sequence[str]) -> str:
    """What becomes of a question that holds all members' addresses itself, in a word."""
    answer = served.post(
        "SELECT count() FROM events WHERE event IN {kinds} "
        "AND lower(toString(properties.target_user_email)) IN {addresses} LIMIT 1",
        kinds=_KINDS,
        addresses=list(addresses),
    )
    return "answered" if answer.is_success else f"refused with {answer.status_code}"


def _timed(served: Served, query: str, **values: object) -> Asked:
    started = time.perf_counter()
    rows = served.ask(query, **values)
    return Asked(time.perf_counter() - started, len(rows))
