"""What becomes of the names of teams: who took over, and by which names on the way."""

from collections.abc import Sequence

from csm_cli.domain.names import key
from csm_cli.domain.ownership import Feature, FormerTeam, Ownership
from csm_cli.domain.published import Published


def succession(
    before: Ownership, after: Sequence[Feature], table: Published
) -> tuple[FormerTeam, ...]:
    """The former teams that the rows `after` make necessary, so that old names lead on.

    A team that owns nothing any more is a former one, and those that own its features now took
    over. Where it had itself taken over from another, that one's line goes on to them.
    """
    heirs = _heirs(before, after)
    known = {key(former.name) for former in before.former_teams}
    new = [
        FormerTeam(name, teams, table.as_of, table.url)
        for name, teams in heirs.items()
        if teams and key(name) not in known
    ]
    ended = {key(name): teams for name, teams in heirs.items() if teams}
    longer = [
        _led_on(former, ended, table)
        for former in before.former_teams
        if any(key(team) in ended for team in former.teams)
    ]
    return (*longer, *new)


def lines_to(ownership: Ownership, team: str) -> tuple[FormerTeam, ...]:
    """The former teams whose work is with this team now, without those that a longer line has."""
    found = [
        former
        for former in ownership.former_teams
        if key(team) in {key(each) for each in former.teams}
    ]
    passed = {key(name) for former in found for name in former.via}
    return tuple(former for former in found if key(former.name) not in passed)


def _heirs(before: Ownership, after: Sequence[Feature]) -> dict[str, tuple[str, ...]]:
    """The teams that own nothing after, each with those that own what it owned."""
    there = {key(owner.team) for row in after for owner in row.owners}
    now = {key(row.name): tuple(owner.team for owner in row.owners) for row in after}
    found: dict[str, tuple[str, ...]] = {}
    for row in before.features:
        for owner in row.owners:
            if key(owner.team) not in there:
                taken = (*found.get(owner.team, ()), *now.get(key(row.name), ()))
                found[owner.team] = tuple(dict.fromkeys(taken))
    return found


def _led_on(former: FormerTeam, ended: dict[str, tuple[str, ...]], table: Published) -> FormerTeam:
    teams: list[str] = []
    for team in former.teams:
        teams += ended.get(key(team), (team,))
    passed = [team for team in former.teams if key(team) in ended]
    return former._replace(
        teams=tuple(dict.fromkeys(teams)),
        via=(*former.via, *passed),
        as_of=table.as_of,
        source=table.url,
    )
