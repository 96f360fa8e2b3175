"""What is wrong or doubtful about ownership rows, each finding with the line it stands in.

An error keeps the file from being used; a warning does not. Whether the text has the right
shape is for the reader of the file to say; here the rows are held against each other and
against today's date.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from csm_cli.domain.names import key
from csm_cli.domain.ownership import Feature, FormerTeam


class Finding(NamedTuple):
    """One thing to look at: a line of the file (from 1), a fixed code, and a sentence."""

    line: int
    level: Literal["error", "warning"]
    code: str
    text: str


class PlacedFeature(NamedTuple):
    """A row and where it stands: its own line, and the line of each alias and target area."""

    feature: Feature
    line: int
    lines: Mapping[str, int]


class PlacedTeam(NamedTuple):
    """A former team's row and its line."""

    team: FormerTeam
    line: int


def repeated(features: Sequence[PlacedFeature], teams: Sequence[PlacedTeam]) -> list[Finding]:
    """Rows that describe what another row of the same file describes: errors."""
    named = [
        *((f"feature {row.feature.name}", key(row.feature.name), row.line) for row in features),
        *(
            (f"former team {row.team.name}", f"former {key(row.team.name)}", row.line)
            for row in teams
        ),
    ]
    first: dict[str, int] = {}
    found = []
    for what, same, line in named:
        if same in first:
            text = f"the {what} is described a second time, after line {first[same]}"
            found.append(Finding(line, "error", "duplicate", text))
        first.setdefault(same, line)
    return found


def doubts(
    features: Sequence[PlacedFeature],
    teams: Sequence[PlacedTeam],
    beneath: Sequence[Feature],
    *,
    today: date,
    stale_after_days: int,
) -> list[Finding]:
    """What a person should look at although the file can be used: warnings, by line.

    Args:
        features: The rows of the file.
        teams: Its former teams.
        beneath: Rows of the shipped file that stay in force under this one.
        today: The day, in UTC.
        stale_after_days: A row that was last confirmed longer ago is reported.
    """
    found = [
        *_contested(features, beneath),
        *_slugs(features),
        *_unknown_teams(features, teams, beneath),
        *_ages(features, teams, today, stale_after_days),
    ]
    return sorted(found, key=lambda finding: finding.line)


def _contested(features: Sequence[PlacedFeature], beneath: Sequence[Feature]) -> Iterable[Finding]:
    """Names that lead to features with different owners: asking for them settles nothing."""
    claims: dict[str, list[tuple[Feature, str, int | None]]] = {}
    placed = [(row.feature, row.lines, row.line) for row in features]
    for row, lines, line in [*placed, *((row, {}, None) for row in beneath)]:
        for name in dict.fromkeys((row.name, *row.aliases, *row.target_areas)):
            claims.setdefault(key(name), []).append((row, name, lines.get(name, line)))
    for same in claims.values():
        for row, name, line in same:
            others = [other for other, _, _ in same if _teams(other) != _teams(row)]
            if others and line is not None:
                text = f"{name!r} of {row.name} also names {others[0].name}, which others own"
                yield Finding(line, "warning", "contested_name", text)


def _teams(row: Feature) -> frozenset[str]:
    return frozenset(owner.team_slug for owner in row.owners)


def _slugs(features: Sequence[PlacedFeature]) -> Iterable[Finding]:
    """A team that is spelt in two ways is taken for two teams."""
    slugs: dict[str, str] = {}
    teams: dict[str, str] = {}
    for row in features:
        for owner in row.feature.owners:
            slug = slugs.setdefault(owner.team, owner.team_slug)
            team = teams.setdefault(owner.team_slug, owner.team)
            if slug != owner.team_slug:
                text = f"{owner.team} has the slug {owner.team_slug} here and {slug} above"
                yield Finding(row.line, "warning", "slug_differs", text)
            elif team != owner.team:
                text = f"the slug {owner.team_slug} is of {owner.team} here and of {team} above"
                yield Finding(row.line, "warning", "slug_differs", text)


def _unknown_teams(
    features: Sequence[PlacedFeature], teams: Sequence[PlacedTeam], beneath: Sequence[Feature]
) -> Iterable[Finding]:
    rows = [*(row.feature for row in features), *beneath]
    known = {key(owner.team) for row in rows for owner in row.owners}
    for row in teams:
        for name in row.team.teams:
            if key(name) not in known:
                text = f"{name} took over from {row.team.name} but owns nothing in any row"
                yield Finding(row.line, "warning", "unknown_team", text)


def _ages(
    features: Sequence[PlacedFeature], teams: Sequence[PlacedTeam], today: date, most: int
) -> Iterable[Finding]:
    dated = [
        *((row.feature.name, row.line, _dates(row.feature)) for row in features),
        *((row.team.name, row.line, [row.team.as_of]) for row in teams),
    ]
    for name, line, dates in dated:
        if max(dates) > today:
            text = f"{name} is dated {max(dates)}, which is in the future"
            yield Finding(line, "warning", "future_date", text)
        if (today - min(dates)).days > most:
            text = f"{name} was last confirmed on {min(dates)}, more than {most} days ago"
            yield Finding(line, "warning", "stale", text)


def _dates(row: Feature) -> list[date]:
    return [owner.as_of for owner in row.owners] or [row.as_of]
