"""How a query finds its owner: a feature's name, another name, a team's name, a guess.

The first of these that fits anything decides; what fits less well is not asked. Between
features that fit equally well and have different owners nothing is decided.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from csm_cli.domain import ownership_names as names
from csm_cli.domain.names import key
from csm_cli.domain.ownership import (
    Answer,
    Candidate,
    Feature,
    FormerTeam,
    Match,
    Notice,
    Owner,
    Ownership,
    as_one,
    joined,
)
from csm_cli.domain.ownership_names import Hit

Similar = Callable[[str, Sequence[str]], Sequence[float]]
"""Scores a query against names, each from 0 (nothing alike) to 1 (the same)."""

AREA_PREFIX = "target_area:"

# Found by trying some hundred queries on the shipped rows; tests/services/test_similarity.py
# holds the queries.
CLEAR_GUESS = 0.7
CLEAR_LEAD = 0.1
NEAREST = 5


def look_up(ownership: Ownership, query: str, similar: Similar | None = None) -> Answer:
    """Find who owns what the query names; never raises.

    Args:
        ownership: The rows.
        query: A feature, an alias, a label, a target area (with or without its prefix), a
            team's present or former name, or free words. Any text is allowed.
        similar: How to guess; without it nothing is guessed and nothing nearest is named.
    """
    wanted = key(query)
    if not wanted:
        return Answer(query, "none")
    if query.strip().lower().startswith(AREA_PREFIX):
        area = query.strip()[len(AREA_PREFIX) :]
        return look_up_area(ownership, area, similar)._replace(query=query)
    if hits := names.hits(wanted, names.by_spelling(ownership, query)):
        return _answer(query, "alias", hits)
    if hits := names.hits(wanted, names.feature_names(ownership)):
        return _answer(query, "exact", hits)
    former = names.former_team(ownership, wanted)
    hits = names.hits(wanted, names.other_names(ownership)) or names.of_team(
        ownership, wanted, former
    )
    if hits:
        return _answer(query, "alias", hits, former)
    return _guess(ownership, query, similar) if similar else Answer(query, "none")


def look_up_area(ownership: Ownership, area: str, similar: Similar | None = None) -> Answer:
    """Find who owns a ticket's target area; one that no row names is looked up as any words."""
    if hits := names.hits(key(area), names.areas(ownership)):
        return _answer(area, "alias", hits)
    return look_up(ownership, area.replace(AREA_PREFIX, " "), similar)._replace(query=area)


def _answer(
    query: str, match: Match, hits: Sequence[Hit], former: FormerTeam | None = None
) -> Answer:
    scored = [(hit, 1.0) for hit in hits] if len(hits) > 1 else []
    found = _settle(query, match, hits, _candidates(scored, len(scored)))
    if former is None:
        return found
    heirs = ", ".join(former.teams)
    text = f"{former.name} is the name of a former team; its work went to {heirs}"
    if former.via:
        text += f" ({former.lineage})"
    return found._replace(notices=(Notice("former_team", text), *found.notices))


def nearest(ownership: Ownership, text: str, similar: Similar) -> tuple[Candidate, ...]:
    """The features whose names come nearest to a text, for a person to choose from."""
    return _candidates(_ranked(ownership, text, similar), NEAREST)


def _guess(ownership: Ownership, query: str, similar: Similar) -> Answer:
    """The feature whose names are clearly the nearest, or the nearest ones to choose from."""
    ranked = _ranked(ownership, query, similar)
    candidates = _candidates(ranked, NEAREST)
    top = ranked[0][1] if ranked else 0.0
    if top < CLEAR_GUESS:
        return Answer(query, "none", candidates=candidates)
    close = [hit for hit, score in ranked if score >= max(CLEAR_GUESS, top - CLEAR_LEAD)]
    return _settle(query, "fuzzy", close, candidates)


def _ranked(ownership: Ownership, query: str, similar: Similar) -> list[tuple[Hit, float]]:
    """Every feature with the score of the best of its names, the best feature first."""
    named = [*names.feature_names(ownership), *names.aliases(ownership)]
    if "/" in query:  # every label begins alike, so in other words they only add noise
        named += names.labels(ownership)
    scores = similar(query, [name for name, _ in named])
    best: dict[Hit, float] = {}
    for (_, hit), score in zip(named, scores, strict=True):
        best[hit] = max(score, best.get(hit, 0.0))
    return sorted(best.items(), key=lambda item: -item[1])


def _candidates(scored: Sequence[tuple[Hit, float]], most: int) -> tuple[Candidate, ...]:
    rounded = [(hit.feature, round(score, 2)) for hit, score in scored[:most]]
    return tuple(
        Candidate(row.name, score, tuple(owner.team for owner in row.owners))
        for row, score in rounded
        if score > 0
    )


def _settle(
    query: str, match: Match, hits: Sequence[Hit], candidates: tuple[Candidate, ...]
) -> Answer:
    """One answer out of all that fits, if all of it has the same owners."""
    if len({hit.teams for hit in hits}) > 1:
        return Answer(query, "ambiguous", candidates=candidates)
    owners, notices = joined([hit.owners for hit in hits])
    rows = [hit.feature for hit in hits]
    return Answer(
        query,
        match,
        rows[0].name if len(rows) == 1 else None,
        owners,
        candidates,
        (*_about(rows), *notices),
        min(_dates(owners, rows)),
        as_one([owner.source for owner in owners] or [row.source for row in rows]),
    )


def _dates(owners: Sequence[Owner], rows: Sequence[Feature]) -> list[date]:
    return [owner.as_of for owner in owners] or [row.as_of for row in rows]


def _about(rows: Sequence[Feature]) -> Iterable[Notice]:
    for row in rows:
        if not row.owners:
            notes = f" ({row.notes})" if row.notes else ""
            yield Notice("no_owner", f"nobody owns {row.name}{notes}")
        if row.origin:
            yield Notice("own_file", f"the row of {row.name} is from {row.origin}")
