"""Short ways to write ownership rows in tests."""

from datetime import date

from csm_cli.domain.ownership import Feature, FormerTeam, Owner, Ownership

DAY = date(2026, 11, 23)


def owner(team: str, **changes: object) -> Owner:
    """An owner with all its facts made from the team's name; `changes` replaces some."""
    slug = team.lower().replace(" ", "-")
    made = Owner(
        team=team,
        team_slug=slug,
        slack_channel=f"#support-{slug}",
        zendesk_group=team,
        github_team=f"PostHog/team-{slug}",
        github_label=(),
        as_of=DAY,
        source="a test",
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def feature(name: str, *owners: Owner | str, **changes: object) -> Feature:
    """A feature with the given owners and no other name; `changes` adds some."""
    made = Feature(
        name=name,
        aliases=(),
        target_areas=(),
        github_labels=(),
        owners=tuple(owner(each) if isinstance(each, str) else each for each in owners),
        as_of=DAY,
        source="a test",
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def former(name: str, *teams: str) -> FormerTeam:
    """A former team and those that took over."""
    return FormerTeam(name, teams, DAY, "a test")


def rows(*features: Feature, former_teams: tuple[FormerTeam, ...] = ()) -> Ownership:
    """An ownership file's rows."""
    return Ownership(features, former_teams)
