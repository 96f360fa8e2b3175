"""What the ownership rows say of one feature or team, for whoever wants to see all of it."""

from collections.abc import Sequence
from typing import NamedTuple

from csm_cli.domain import ownership_names as names
from csm_cli.domain.lookup import NEAREST, Similar, look_up
from csm_cli.domain.names import key
from csm_cli.domain.ownership import (
    Candidate,
    Feature,
    FormerTeam,
    Match,
    Notice,
    Owner,
    Ownership,
    joined,
)
from csm_cli.domain.ownership_names import Hit
from csm_cli.domain.team_names import lines_to


class TeamCard(NamedTuple):
    """A team: what its rows agree on, the features that it owns, and the names it comes from."""

    owner: Owner
    features: tuple[str, ...]
    lineage: tuple[FormerTeam, ...]


class Cards(NamedTuple):
    """What a query shows. Nothing but `candidates` where no one thing is meant."""

    query: str
    match: Match
    features: tuple[Feature, ...] = ()
    teams: tuple[TeamCard, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the query shows something."""
        return self.match not in {"ambiguous", "none"}


class Listed(NamedTuple):
    """Rows, all or those of one team; `former` is that team's old name, if it was asked by one."""

    features: tuple[Feature, ...]
    former: FormerTeam | None = None


def cards(ownership: Ownership, query: str, similar: Similar | None = None) -> Cards:
    """Show a feature by any of its names, or a team by its present or a former one."""
    former = names.former_team(ownership, key(query)) if key(query) else None
    answer = look_up(ownership, query, similar)
    if former and not answer.settled:  # its work is with several teams: all of them are shown
        hits = names.of_team(ownership, key(query), former)
        found = Cards(query, "alias", _rows(hits), _teams(ownership, hits))
        return found._replace(notices=(Notice("former_team", f"it became {former.lineage}"),))
    if not answer.settled:
        return Cards(query, answer.match, candidates=answer.candidates, notices=answer.notices)
    wanted = {answer.feature} if answer.feature else {each.feature for each in answer.candidates}
    slugs = {owner.team_slug for owner in answer.owners}
    hits = [
        Hit(row, tuple(owner for owner in row.owners if owner.team_slug in slugs))
        for row in ownership.features
        if row.name in wanted and (not slugs or slugs & {each.team_slug for each in row.owners})
    ]
    return Cards(query, answer.match, _rows(hits), _teams(ownership, hits), (), answer.notices)


def listed(ownership: Ownership, team: str | None) -> Listed | None:
    """All rows, or those of a team by any of its names; null if no team is called so."""
    if team is None:
        return Listed(ownership.features)
    former = names.former_team(ownership, key(team))
    hits = names.of_team(ownership, key(team), former)
    if not hits:
        return None
    present = any(names.names_team(hit, team) for hit in hits)
    return Listed(_rows(hits), None if present else former)


def nearest_teams(ownership: Ownership, team: str, similar: Similar) -> tuple[str, ...]:
    """The teams, present and former, whose names come nearest."""
    known = dict.fromkeys(owner.team for row in ownership.features for owner in row.owners)
    known |= dict.fromkeys(former.name for former in ownership.former_teams)
    scored = zip(known, similar(team, [*known]), strict=True)
    best = sorted((each for each in scored if each[1] > 0), key=lambda each: -each[1])
    return tuple(name for name, _ in best[:NEAREST])


def _rows(hits: Sequence[Hit]) -> tuple[Feature, ...]:
    return tuple(dict.fromkeys(hit.feature for hit in hits))


def _teams(ownership: Ownership, hits: Sequence[Hit]) -> tuple[TeamCard, ...]:
    """A card for each owner, made of all rows that it has, not only of those that are shown."""
    slugs = dict.fromkeys(owner.team_slug for hit in hits for owner in hit.owners)
    return tuple(_card(ownership, slug) for slug in slugs)


def _card(ownership: Ownership, slug: str) -> TeamCard:
    own = [
        (row.name, owner)
        for row in ownership.features
        for owner in row.owners
        if owner.team_slug == slug
    ]
    (owner,), _ = joined([(owner,) for _, owner in own])
    return TeamCard(owner, tuple(name for name, _ in own), lines_to(ownership, owner.team))
