"""What every name in the ownership rows leads to: features, or a team's part of them."""

from collections.abc import Iterable
from typing import NamedTuple

from csm_cli.domain.names import key, names
from csm_cli.domain.ownership import Feature, FormerTeam, Owner, Ownership


class Hit(NamedTuple):
    """A feature that a name leads to, with those of its owners that the name means."""

    feature: Feature
    owners: tuple[Owner, ...]

    @property
    def teams(self) -> frozenset[str]:
        """The owners' slugs: what two features must share for one answer to serve both."""
        return frozenset(owner.team_slug for owner in self.owners)


Named = Iterable[tuple[str, Hit]]


def hits(wanted: str, named: Named) -> list[Hit]:
    """What a name leads to, given by its key: each once, in the order of the rows."""
    return list(dict.fromkeys(hit for name, hit in named if names(wanted, name)))


def _whole(row: Feature) -> Hit:
    return Hit(row, row.owners)


def feature_names(ownership: Ownership) -> Named:
    """Each feature's own name."""
    return ((row.name, _whole(row)) for row in ownership.features)


def areas(ownership: Ownership) -> Named:
    """Values of the target area field."""
    return ((area, _whole(row)) for row in ownership.features for area in row.target_areas)


def labels(ownership: Ownership) -> Named:
    """Labels of GitHub issues; teams share them."""
    return ((label, _whole(row)) for row in ownership.features for label in row.github_labels)


def by_spelling(ownership: Ownership, query: str) -> Named:
    """What only looks like one kind of name: an area has underscores, a label has a slash.

    Either can stand for more features than the one whose name it resembles.
    """
    if "_" in query:
        return areas(ownership)
    return labels(ownership) if "/" in query else ()


def other_names(ownership: Ownership) -> Named:
    """All that a feature is known by beside its own name."""
    yield from aliases(ownership)
    yield from labels(ownership)


def aliases(ownership: Ownership) -> Named:
    """Other names that people use, target areas among them."""
    for row in ownership.features:
        for name in (*row.aliases, *row.target_areas):
            yield name, _whole(row)


def _handles(ownership: Ownership) -> Named:
    """What a team is known by. It leads to that team's part of a joint row, not to the others."""
    for row in ownership.features:
        for owner in row.owners:
            part = Hit(row, (owner,))
            yield owner.team, part
            yield owner.team_slug, part
            for handle in (owner.slack_channel, owner.zendesk_group, owner.github_team):
                if handle is not None:
                    yield handle, part


def names_team(hit: Hit, wanted: str) -> bool:
    """Whether a name is one that a team of the hit goes by today."""
    return any(
        names(key(wanted), handle)
        for owner in hit.owners
        for handle in (
            owner.team, owner.team_slug, owner.slack_channel, owner.zendesk_group,
            owner.github_team,
        )
        if handle
    )  # fmt: skip


def of_team(ownership: Ownership, wanted: str, former: FormerTeam | None) -> list[Hit]:
    """The rows of a team that still goes by this name, else of those that took over from it."""
    if present := hits(wanted, _handles(ownership)):
        return present
    if former is None:
        return []
    heirs = {key(team) for team in former.teams}
    return [
        Hit(row, (owner,))
        for row in ownership.features
        for owner in row.owners
        if key(owner.team) in heirs
    ]


def former_team(ownership: Ownership, wanted: str) -> FormerTeam | None:
    """The former team of that name."""
    return next((team for team in ownership.former_teams if names(wanted, team.name)), None)
