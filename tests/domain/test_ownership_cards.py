"""One feature, one team, the rows of a team: by any name, present or former."""

import pytest

from csm_cli.domain.ownership import Ownership
from csm_cli.domain.ownership_cards import cards, listed, nearest_teams
from csm_cli.domain.ownership_check import PlacedFeature
from csm_cli.domain.ownership_groups import doubts, lost
from csm_cli.domain.tickets import Group
from csm_cli.services.similarity import similar
from tests.ownership_rows import feature, former, owner, rows

ROWS = rows(
    feature("Replay", "Replay", "Growth", aliases=("recordings",)),
    feature("Heatmaps", "Replay"),
    feature("Flags", "Feature Flags"),
    feature("Surveys", "Surveys"),
    feature("API structure"),
    former_teams=(
        former("Feature Success", "Feature Flags", "Surveys"),
        former("Recordings Team", "Replay")._replace(via=("Video",)),
        former("Video", "Replay"),
    ),
)


@pytest.mark.parametrize(
    ("query", "features", "teams"),
    [
        ("replay", ["Replay"], ["Replay", "Growth"]),  # the feature, before the team of that name
        ("recordings", ["Replay"], ["Replay", "Growth"]),
        ("growth", ["Replay"], ["Growth"]),
        ("#support-replay", ["Replay", "Heatmaps"], ["Replay"]),
        ("Recordings Team", ["Replay", "Heatmaps"], ["Replay"]),
        ("feature success", ["Flags", "Surveys"], ["Feature Flags", "Surveys"]),
        ("API structure", ["API structure"], []),
    ],
)
def test_each_name_shows_what_it_means(query: str, features: list[str], teams: list[str]) -> None:
    """A former team whose work was split shows all who have it, where whois-owns can't decide."""
    found = cards(ROWS, query)
    assert found.settled
    assert [row.name for row in found.features] == features
    assert [card.owner.team for card in found.teams] == teams


def test_a_team_is_shown_whole_with_its_line() -> None:
    """All its features, not only the one asked for; of two lines the longer one alone."""
    (replay, _) = cards(ROWS, "recordings").teams
    assert replay.features == ("Replay", "Heatmaps")
    assert [each.lineage for each in replay.lineage] == ["Recordings Team -> Video -> Replay"]


def test_what_fits_nothing_is_not_settled() -> None:
    """The nearest are named, and nothing is shown in their place."""
    found = cards(ROWS, "quantum flagz", similar)
    assert (found.settled, found.features, found.teams) == (False, (), ())
    assert cards(ROWS, "!?").settled is False


def test_a_list_is_of_one_team_or_of_all() -> None:
    """By a present name without a line, by a former one with it; an unknown name is none."""
    assert listed(ROWS, "replay") == (ROWS.features[:2], None)
    assert listed(ROWS, "video") == (ROWS.features[:2], ROWS.former_teams[2])
    assert listed(ROWS, None) == (ROWS.features, None)
    assert listed(ROWS, "nobody of us") is None
    assert nearest_teams(ROWS, "feature flgs", similar)[0] == "Feature Flags"


LIVE = [Group(1, "replay"), Group(2, "Growth"), Group(3, "Growth"), Group(4, "Feature Flag")]


def test_groups_are_found_whatever_their_spelling() -> None:
    """Missing and renamed ones are named with what they may be now; two of one name as well."""
    found = {group.name: (group.code, group.near, group.features) for group in lost(ROWS, LIVE)}
    assert found == {
        "Feature Flags": ("group_renamed", ("Feature Flag",), ("Flags",)),
        "Surveys": ("group_missing", (), ("Surveys",)),
        "Growth": ("group_ambiguous", (), ("Replay",)),
    }
    assert lost(Ownership((feature("X", owner("X", zendesk_group=None)),), ()), []) == ()


def test_each_row_with_a_lost_group_is_pointed_at() -> None:
    """Once for each group, in the line of the row."""
    placed = [PlacedFeature(row, line, {}) for line, row in enumerate(ROWS.features, 1)]
    found = [(each.line, each.code) for each in doubts(placed, LIVE)]
    assert found == [(1, "group_ambiguous"), (3, "group_renamed"), (4, "group_missing")]
