"""What is doubtful about rows that can be read."""

from datetime import date, timedelta

from csm_cli.domain.ownership import Feature
from csm_cli.domain.ownership_check import (
    Finding,
    PlacedFeature,
    PlacedTeam,
    doubts,
    repeated,
)
from tests.ownership_rows import DAY, feature, former, owner


def placed(*features: Feature) -> list[PlacedFeature]:
    """Features ten lines apart, each with its aliases on the lines after it."""
    return [
        PlacedFeature(
            row,
            number * 10,
            {name: number * 10 + 1 + at for at, name in enumerate(row.aliases + row.target_areas)},
        )
        for number, row in enumerate(features, start=1)
    ]


def check(
    *features: Feature,
    teams: tuple[PlacedTeam, ...] = (),
    beneath: tuple[Feature, ...] = (),
    today: date = DAY,
) -> list[tuple[int, str]]:
    """The line and code of each warning, with the features placed ten lines apart."""
    found = doubts(placed(*features), teams, beneath, today=today, stale_after_days=90)
    assert {finding.level for finding in found} <= {"warning"}
    return [(finding.line, finding.code) for finding in found]


def test_sound_rows_have_no_findings() -> None:
    """Features with names of their own and fresh dates raise no doubt."""
    assert check(feature("A", "One"), feature("B", "Two"), feature("C")) == []


def test_an_alias_of_two_owners_is_reported_at_both_lines() -> None:
    """A name that settles nothing is pointed at wherever it stands."""
    found = check(feature("A", "One", aliases=("x", "y")), feature("B", "Two", aliases=("Y",)))

    assert found == [(12, "contested_name"), (21, "contested_name")]


def test_an_alias_of_one_owners_features_is_fine() -> None:
    """Two features of one team may share a name: the answer is the same."""
    assert check(feature("A", "One", aliases=("x",)), feature("B", "One", aliases=("x",))) == []


def test_an_alias_that_is_another_features_name_is_reported() -> None:
    """An alias that a feature's own name overrules would never be found."""
    assert check(feature("A", "One", aliases=("B",)), feature("B", "Two")) == [
        (11, "contested_name"),
        (20, "contested_name"),
    ]


def test_target_areas_are_held_to_it_and_labels_are_not() -> None:
    """A ticket's area must lead to one owner; labels are shared among teams by nature."""
    first = feature("A", "One", target_areas=("x_y",), github_labels=("feature/x",))
    second = feature("B", "Two", target_areas=("x-y",), github_labels=("feature/x",))

    assert check(first, second) == [(11, "contested_name"), (21, "contested_name")]


def test_a_name_of_the_shipped_rows_beneath_counts_too() -> None:
    """A user's alias that a shipped feature of others has is reported, at the user's line only."""
    beneath = (feature("Replay", "Replay", aliases=("recordings",)),)

    assert check(feature("A", "One", aliases=("recordings",)), beneath=beneath) == [
        (11, "contested_name")
    ]


def test_one_team_with_two_slugs_is_reported() -> None:
    """A slug that differs by a letter would make joint owners of one team."""
    first, second = owner("One"), owner("One", team_slug="onne")

    assert check(feature("A", first), feature("B", second)) == [(20, "slug_differs")]


def test_one_slug_of_two_teams_is_reported() -> None:
    """Two teams under one slug would be taken for the same owner."""
    assert check(feature("A", "One"), feature("B", owner("Two", team_slug="one"))) == [
        (20, "slug_differs")
    ]


def test_an_heir_that_owns_nothing_is_reported() -> None:
    """An old team's name must lead somewhere, in this file or in the one beneath."""
    teams = (PlacedTeam(former("Old", "One", "Two", "Three"), 99),)

    assert check(feature("A", "One"), teams=teams, beneath=(feature("B", "Two"),)) == [
        (99, "unknown_team")
    ]


def test_dates_are_held_against_today() -> None:
    """A date after today is a slip; one older than the limit wants to be looked at again."""
    at_limit = feature("A", owner("One", as_of=DAY - timedelta(days=90)))
    too_old = feature("B", owner("One", as_of=DAY - timedelta(days=91)))
    future = feature("C", owner("One", as_of=DAY + timedelta(days=1)))
    nobody = feature("D", as_of=DAY - timedelta(days=91))

    assert check(at_limit, too_old, future, nobody) == [
        (20, "stale"),
        (30, "future_date"),
        (40, "stale"),
    ]


def test_an_owners_own_date_counts_for_itself() -> None:
    """A row is as old as the owner that was confirmed the longest ago."""
    old = owner("Two", as_of=DAY - timedelta(days=200))

    assert check(feature("A", "One", old)) == [(10, "stale")]


def test_former_teams_age_too() -> None:
    """Where a team's work went is dated like everything else."""
    teams = (PlacedTeam(former("Old", "One"), 5),)

    assert check(feature("A", owner("One")), teams=teams, today=DAY + timedelta(days=91)) == [
        (5, "stale"),
        (10, "stale"),
    ]


def test_a_feature_described_twice_is_an_error() -> None:
    """Two rows for one feature, however spelt, leave open which holds; the first line is named."""
    found = repeated(placed(feature("Data table", "One"), feature("data-table", "Two")), [])

    assert found == [
        Finding(
            20,
            "error",
            "duplicate",
            "the feature data-table is described a second time, after line 10",
        )
    ]


def test_a_former_team_may_be_called_like_a_feature() -> None:
    """Teams and features have names of their own; a team twice is an error all the same."""
    teams = [PlacedTeam(former("Logs", "One"), 50), PlacedTeam(former("logs", "One"), 60)]

    assert [finding.line for finding in repeated(placed(feature("Logs", "One")), teams)] == [60]
