"""How a query finds its owner, on rows made for each rule."""

from collections.abc import Sequence
from datetime import date

import pytest

from csm_cli.domain.lookup import CLEAR_GUESS, NEAREST, look_up, look_up_area
from csm_cli.domain.ownership import Answer
from tests.ownership_rows import DAY, feature, former, owner, rows

REPLAY = feature(
    "Replay",
    "Replay",
    aliases=("recordings", "session replay"),
    target_areas=("session_replay",),
    github_labels=("feature/replay",),
)
FLAGS = feature("Feature flags", "Flags", github_labels=("feature/flags",))
PREVIEWS = feature("Early access", "Flags", github_labels=("feature/flags",))
DASHBOARDS = feature("Dashboards", "Analytics", "Platform", github_labels=("feature/dashboards",))
HOGQL = feature("HogQL", "Data", github_labels=("feature/dashboards",))
API = feature("API structure", aliases=("API",), notes="each endpoint has its own")
ROWS = rows(REPLAY, FLAGS, PREVIEWS, DASHBOARDS, HOGQL, API)


def scores(**given: float) -> object:
    """A guesser that knows some names and finds nothing alike in all others."""

    def similar(query: str, names: Sequence[str]) -> list[float]:
        del query
        return [given.get(name.replace(" ", "_"), 0.0) for name in names]

    return similar


def guess(query: str, **given: float) -> Answer:
    """Look a query up that fits no name, with the scores of some names given."""
    return look_up(ROWS, query, scores(**given))  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["Replay", "replay", " REPLAY ", "re-play"])
def test_a_features_name_is_exact(query: str) -> None:
    """The name itself, however it is spelt, is an exact match with all of the row's owners."""
    found = look_up(ROWS, query)

    assert (found.match, found.feature, found.owners) == ("exact", "Replay", REPLAY.owners)


@pytest.mark.parametrize(
    "query",
    [
        "recordings",
        "Session Recordings"[8:],
        "feature/replay",
        "session_replay",
        "session-replay",
        "target_area:session_replay",
        "#support-replay",
        "PostHog/team-replay",
    ],
)
def test_every_other_name_is_an_alias(query: str) -> None:
    """Aliases, labels, target areas and the team's own handles all lead to the feature."""
    found = look_up(ROWS, query)

    assert (found.match, found.feature, found.owners) == ("alias", "Replay", REPLAY.owners)


def test_a_name_beats_another_features_alias() -> None:
    """A feature is found by its own name even if another one has that as an alias."""
    found = look_up(
        rows(feature("Logs", "APM"), feature("Audit", "Platform", aliases=("logs",))), "logs"
    )

    assert (found.match, found.feature) == ("exact", "Logs")


def test_an_alias_beats_a_team() -> None:
    """What a row says of a name counts more than that a team is called so."""
    found = look_up(
        rows(feature("Pipelines", "Workflows", aliases=("CDP",)), feature("X", "CDP")), "cdp"
    )

    assert (found.match, found.feature) == ("alias", "Pipelines")


def test_the_spelling_of_an_area_means_the_whole_area() -> None:
    """An underscore marks a target area, which can span more features than its namesake."""
    both = rows(
        feature("Data management", "Analytics", target_areas=("data_management",)),
        feature("Actions", "Analytics", target_areas=("data_management",)),
    )

    assert look_up(both, "data management").feature == "Data management"
    spanning = look_up(both, "data_management")
    assert (spanning.match, spanning.feature) == ("alias", None)
    assert [each.feature for each in spanning.candidates] == ["Data management", "Actions"]


def test_features_with_the_same_owners_answer_together() -> None:
    """One label of two features of one team is settled: the team is known, the feature is not."""
    found = look_up(ROWS, "feature/flags")

    assert (found.match, found.feature) == ("alias", None)
    assert [each.team for each in found.owners] == ["Flags"]
    assert [each.feature for each in found.candidates] == ["Feature flags", "Early access"]
    assert {each.score for each in found.candidates} == {1.0}


def test_features_with_different_owners_are_never_decided_between() -> None:
    """A label that two teams use gives no owner at all, and names both features."""
    found = look_up(ROWS, "feature/dashboards")

    assert (found.match, found.feature, found.owners) == ("ambiguous", None, ())
    assert [each.feature for each in found.candidates] == ["Dashboards", "HogQL"]
    assert found.candidates[0].teams == ("Analytics", "Platform")
    assert not found.settled


def test_a_share_of_joint_owners_is_not_the_same_owners() -> None:
    """A feature owned by two teams differs from one that the first of them owns alone."""
    both = rows(
        feature("A", "One", "Two", aliases=("x",)),
        feature("B", "One", aliases=("x",)),
    )

    assert look_up(both, "x").match == "ambiguous"


def test_joint_owners_are_one_answer() -> None:
    """All joint owners are given, each with its own date; the answer's date is the oldest."""
    old = date(2026, 1, 2)
    found = look_up(rows(feature("A", owner("One"), owner("Two", as_of=old, source="a page"))), "a")

    assert [(each.team, each.as_of) for each in found.owners] == [("One", DAY), ("Two", old)]
    assert (found.as_of, found.source) == (old, "a test + a page")


def test_nobody_owns_some_features() -> None:
    """A row without an owner is an answer, with no owner, the row's date, and a notice."""
    found = look_up(ROWS, "api")

    assert (found.match, found.feature, found.owners) == ("alias", "API structure", ())
    assert (found.as_of, found.source, found.settled) == (DAY, "a test", True)
    assert [notice.code for notice in found.notices] == ["no_owner"]
    assert "each endpoint has its own" in found.notices[0].text


def test_a_team_answers_for_all_its_features() -> None:
    """A present team's name gives that team, without those it shares a feature with."""
    found = look_up(ROWS, "platform")

    assert (found.match, [each.team for each in found.owners]) == ("alias", ["Platform"])


@pytest.mark.parametrize("name", ["Toolkit", "toolkit"])
def test_an_old_teams_name_finds_the_team_that_took_over(name: str) -> None:
    """A former team leads to its one heir, and the answer says that the name is old."""
    found = look_up(rows(REPLAY, FLAGS, former_teams=(former("Toolkit", "Flags"),)), name)

    assert (found.match, [each.team for each in found.owners]) == ("alias", ["Flags"])
    assert [notice.code for notice in found.notices] == ["former_team"]


def test_an_old_team_with_several_heirs_is_ambiguous() -> None:
    """A team that was split names the features of all its heirs and chooses none."""
    found = look_up(rows(REPLAY, FLAGS, former_teams=(former("Old", "Flags", "Replay"),)), "old")

    assert (found.match, found.owners) == ("ambiguous", ())
    assert {each.feature for each in found.candidates} == {"Replay", "Feature flags"}


def test_an_alias_that_was_a_team_keeps_its_answer_and_says_so() -> None:
    """The row's alias decides; the notice tells of the other heir."""
    found = look_up(
        rows(
            feature("Billing", "Billing", aliases=("Dollars & Cents",)),
            feature("Audit log", "Platform"),
            former_teams=(former("Dollars & Cents", "Billing", "Platform"),),
        ),
        "dollars and cents",
    )

    assert (found.feature, found.settled) == ("Billing", True)
    assert "Billing, Platform" in found.notices[0].text


def test_what_a_teams_rows_disagree_on_is_null() -> None:
    """A queue that is right for one feature only is not given for the team as a whole."""
    found = look_up(
        rows(feature("A", owner("One", zendesk_group=None)), feature("B", "One")), "one"
    )

    assert [each.zendesk_group for each in found.owners] == [None]
    assert [each.slack_channel for each in found.owners] == ["#support-one"]
    assert [notice.code for notice in found.notices] == ["differs_by_feature"]
    assert "none, One" in found.notices[0].text


def test_joined_rows_have_all_labels_and_the_oldest_date() -> None:
    """Rows of one team are put together without losing a label or hiding an old date."""
    old = date(2026, 2, 3)
    found = look_up(
        rows(
            feature("A", owner("One", github_label=("feature/a", "feature/x"))),
            feature("B", owner("One", github_label=("feature/x", "feature/b"), as_of=old)),
        ),
        "one",
    )

    assert found.owners[0].github_label == ("feature/a", "feature/x", "feature/b")
    assert (found.owners[0].as_of, found.as_of) == (old, old)


def test_a_row_of_a_users_own_file_says_so() -> None:
    """Nobody mistakes a row of their own for a shipped one."""
    found = look_up(rows(feature("A", "One", origin="/home/ada/mine.yaml")), "a")

    assert [notice.code for notice in found.notices] == ["own_file"]
    assert "/home/ada/mine.yaml" in found.notices[0].text


def test_a_clear_guess_is_told_from_a_name() -> None:
    """The one feature that is clearly nearest is a fuzzy answer, with the runners-up."""
    found = guess("replya", Replay=0.9, HogQL=0.6)

    assert (found.match, found.feature, found.owners) == ("fuzzy", "Replay", REPLAY.owners)
    assert [(each.feature, each.score) for each in found.candidates] == [
        ("Replay", 0.9),
        ("HogQL", 0.6),
    ]


def test_a_guess_between_owners_is_ambiguous() -> None:
    """Two features of different owners that are about as near give no owner."""
    found = guess("x", Replay=0.9, HogQL=0.85)

    assert (found.match, found.owners) == ("ambiguous", ())


def test_a_guess_between_features_of_one_team_is_the_team() -> None:
    """If all that is near has the same owners, the owners are clear and the feature is not."""
    found = guess("x", Feature_flags=0.9, Early_access=0.88)

    assert (found.match, found.feature) == ("fuzzy", None)
    assert [each.team for each in found.owners] == ["Flags"]


def test_a_weak_guess_is_none_with_the_nearest() -> None:
    """Below the threshold nothing is answered; the nearest are named, the best first."""
    found = guess("x", Replay=CLEAR_GUESS - 0.01, HogQL=0.2)

    assert (found.match, found.owners, found.as_of) == ("none", (), None)
    assert [each.feature for each in found.candidates] == ["Replay", "HogQL"]


def test_the_best_of_a_features_names_is_its_score() -> None:
    """A feature is as near as the nearest of its names."""
    assert guess("x", recordings=0.95, Replay=0.1).candidates[0].score == 0.95


def test_only_so_many_nearest_are_named() -> None:
    """A long file does not make a long list."""
    many = rows(*(feature(f"F{number}", f"T{number}") for number in range(20)))
    found = look_up(many, "x", lambda _, names: [0.5] * len(names))

    assert len(found.candidates) == NEAREST


@pytest.mark.parametrize("query", ["", "  ", "+++", "\x00", "🦔", "&"])
def test_a_query_without_letters_finds_nothing(query: str) -> None:
    """Nothing is guessed from punctuation."""
    found = look_up(ROWS, query, lambda _, names: [1.0] * len(names))

    assert (found.match, found.candidates) == ("none", ())


def test_no_rows_find_nothing() -> None:
    """An empty file answers none, also to a guess."""
    assert look_up(rows(), "replay", lambda _, names: [1.0] * len(names)).match == "none"


def test_an_area_is_looked_up_among_areas_first() -> None:
    """A ticket's area means the area, also where a feature has that name."""
    both = rows(feature("Surveys", "Surveys"), feature("Forms", "Forms", target_areas=("surveys",)))

    assert look_up_area(both, "surveys").feature == "Forms"
    assert look_up(both, "surveys").feature == "Surveys"
    assert look_up(both, "target_area:surveys").feature == "Forms"


def test_an_unknown_area_is_looked_up_as_words() -> None:
    """Areas come and go; one that no row names may still be a feature's name."""
    assert look_up_area(ROWS, "replay").feature == "Replay"
    assert look_up_area(ROWS, "target_area:target_area:x").match == "none"
