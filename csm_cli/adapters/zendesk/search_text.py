"""A query for tickets in Zendesk's search language.

After Zendesk's search reference: values of the same property are alternatives, all else must
hold together; what stands in quotation marks is looked for as it stands. Whatever comes from
outside goes into quotation marks, and none of its own are left, so that no part of it is ever
an operator.
"""

from collections.abc import Iterator
from datetime import UTC

from csm_cli.domain.finding import UNSOLVED, Query
from csm_cli.domain.tickets import Marker

_MOST_ORGANIZATIONS = 50
"""The most in one query: an address may not become too long for what stands in between."""


def texts(query: Query, marker: Marker | None) -> tuple[str, ...]:
    """One text, or several whose results together are the query's; none if nothing can fit.

    `marker` is the switch that `query.escalated` asks for.
    """
    words = [quoted(word) for word in query.words]
    tags = [quoted(tag) for tag in query.tags]
    if "" in (*words, *tags):
        return ()  # a condition that can't be looked for is not one that may be left out
    common = [*_statuses(query.statuses), *(f"tags:{tag}" for tag in tags)]
    if query.assignee is not None:
        common.append(f"assignee:{query.assignee}")
    if query.escalated and marker is not None:
        common.append(f"custom_field_{marker.field_id}:{quoted(marker.escalated.value or '')}")
    if query.changed_since is not None:
        common.append(f"updated>={query.changed_since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    return tuple(" ".join((*common, *some, *words)) for some in _organizations(query))


def quoted(text: str) -> str:
    """The words of a text as a phrase; empty if there are none to look for."""
    plain = "".join(one if one.isprintable() and one not in '"\\' else " " for one in text)
    joined = " ".join(plain.split())
    return f'"{joined}"' if any(one.isalnum() for one in joined) else ""


def _statuses(statuses: tuple[str, ...]) -> list[str]:
    """Zendesk knows an order of statuses, in which all that are not solved come first."""
    if set(statuses) == set(UNSOLVED):
        return ["status<solved"]
    return [f"status:{quoted(each)}" for each in statuses]


def _organizations(query: Query) -> Iterator[list[str]]:
    wanted = tuple(dict.fromkeys(query.organizations))
    for first in range(0, max(1, len(wanted)), _MOST_ORGANIZATIONS):
        yield [f"organization:{each}" for each in wanted[first : first + _MOST_ORGANIZATIONS]]
