"""Who owns what: features, the teams that answer for them, and the date of each statement.

The values that a look-up works on and gives back. How a query finds a feature stands in
`csm_cli.domain.lookup`; how the rows are kept in a file is not known here.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

Match = Literal["exact", "alias", "fuzzy", "ambiguous", "none"]


class Owner(NamedTuple):
    """A team that answers for a feature, as one source said on one day.

    `slack_channel` has its `#`; it is inferred when it follows from the rule that a team's
    support channel is named after the team, and nobody has seen it written. `zendesk_group`
    is the queue's name, which need not be the team's; null where the team has no queue.
    `github_label` holds the labels of the feature, none, one or several.
    """

    team: str
    team_slug: str
    slack_channel: str | None
    zendesk_group: str | None
    github_team: str | None
    github_label: tuple[str, ...]
    as_of: date
    source: str
    slack_channel_inferred: bool = False
    notes: str | None = None


class Feature(NamedTuple):
    """A part of the product, by all of its names, with its owners: none, one or several.

    `as_of` and `source` are of the row as a whole; each owner has its own. `origin` names
    the file that the row came from, for rows of a user's own file; null for a shipped row.
    """

    name: str
    aliases: tuple[str, ...]
    target_areas: tuple[str, ...]
    github_labels: tuple[str, ...]
    owners: tuple[Owner, ...]
    as_of: date
    source: str
    notes: str | None = None
    origin: str | None = None


class FormerTeam(NamedTuple):
    """A team's name that is no longer used, and the teams that took over its work.

    `via` holds the names that it had in between, in their order.
    """

    name: str
    teams: tuple[str, ...]
    as_of: date
    source: str
    notes: str | None = None
    via: tuple[str, ...] = ()

    @property
    def lineage(self) -> str:
        """What became of it, such as `Pipeline -> CDP -> Messaging -> Workflows`."""
        return " -> ".join((self.name, *self.via, ", ".join(self.teams)))


class Ownership(NamedTuple):
    """All rows of one file, or of a user's file laid over the shipped one."""

    features: tuple[Feature, ...]
    former_teams: tuple[FormerTeam, ...]


class Candidate(NamedTuple):
    """A feature that the query may have meant; `score` is from 0 to 1, 1 for a name that fits."""

    feature: str
    score: float
    teams: tuple[str, ...]


class Notice(NamedTuple):
    """Something a person should know about an answer: a fixed code and a sentence."""

    code: str
    text: str


class Answer(NamedTuple):
    """What a look-up found.

    `feature` is null when several features fit that have the same owners, and whenever
    there is no single answer. `owners` is empty unless the query was settled, and also for
    a feature that nobody owns. Several owners are joint: none of them may be dropped.
    """

    query: str
    match: Match
    feature: str | None = None
    owners: tuple[Owner, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    notices: tuple[Notice, ...] = ()
    as_of: date | None = None
    source: str | None = None

    @property
    def settled(self) -> bool:
        """Whether the query has one answer; if not, `candidates` holds the nearest."""
        return self.match not in {"ambiguous", "none"}


def as_one(sources: Sequence[str]) -> str:
    """Several sources in one line, each named once, in the order they were met."""
    return " + ".join(dict.fromkeys(sources))


def joined(rows: Sequence[tuple[Owner, ...]]) -> tuple[tuple[Owner, ...], tuple[Notice, ...]]:
    """The owners that several rows have in common, each once.

    What the rows of a team do not agree on is null, and a notice says so: a ticket must not
    go to a queue that is right for another feature only. Labels are put together, dates are
    the oldest. Notes belong to one row and are left out when there are several.
    """
    by_team: dict[str, list[Owner]] = {}
    for row in rows:
        for owner in row:
            by_team.setdefault(owner.team_slug, []).append(owner)
    merged = [_merged(owners) for owners in by_team.values()]
    return tuple(owner for owner, _ in merged), tuple(notice for _, own in merged for notice in own)


def _merged(owners: Sequence[Owner]) -> tuple[Owner, tuple[Notice, ...]]:
    first = owners[0]
    if len(owners) == 1:
        return first, ()
    channels = list(dict.fromkeys(owner.slack_channel for owner in owners))
    groups = list(dict.fromkeys(owner.zendesk_group for owner in owners))
    github_teams = list(dict.fromkeys(owner.github_team for owner in owners))
    merged = first._replace(
        slack_channel=_agreed(channels),
        zendesk_group=_agreed(groups),
        github_team=_agreed(github_teams),
        github_label=tuple(dict.fromkeys(label for each in owners for label in each.github_label)),
        as_of=min(owner.as_of for owner in owners),
        source=as_one([owner.source for owner in owners]),
        slack_channel_inferred=len(channels) == 1
        and any(owner.slack_channel_inferred for owner in owners),
        notes=None,
    )
    facts = {"Slack channel": channels, "Zendesk group": groups, "GitHub team": github_teams}
    varying = {what: values for what, values in facts.items() if len(values) > 1}
    return merged, tuple(_varies(first.team, *item) for item in varying.items())


def _agreed(values: Sequence[str | None]) -> str | None:
    return values[0] if len(values) == 1 else None


def _varies(team: str, what: str, values: Sequence[str | None]) -> Notice:
    shown = ", ".join(value or "none" for value in values)
    text = f"the {what} of {team} differs by feature ({shown}): ask for one feature"
    return Notice("differs_by_feature", text)
