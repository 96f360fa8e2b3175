"""Guessing from free words, measured on the rows that ship."""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_cli.adapters.ownership_reading import read
from csm_cli.domain.lookup import look_up
from csm_cli.domain.ownership import Answer, Ownership
from csm_cli.services.similarity import similar

# Free words as they stand in tickets, questions and typos, with the feature that is meant.
GUESSED = {
    "sesion replay": "Replay",
    "session recordings not loading": "Replay",
    "replays missing": "Replay",
    "repaly": "Replay",
    "feature flag": "Feature flags",
    "a b test": "Experiments",
    "experiement results": "Experiments",
    "funnel broken": "Insights",
    "retention chart": "Insights",
    "cohort not updating": "Cohorts",
    "heatmap": "Heatmaps",
    "dashbord": "Dashboards",
    "surveyes": "Surveys",
    "survey popup": "Surveys",
    "bigquery exports": "Batch exports",
    "webhook": "Webhook delivery service",
    "source map upload": "Source maps",
    "google sso": "SSO",
    "scim provisioning": "SSO",
    "password resets": "Authentication",
    "two factor 2fa": "Authentication",
    "invoices": "Billing",
    "refund please": "Billing",
    "billing limits": "Quota limiting",
    "hogql query": "HogQL",
    "missing event": "Ingestion",
    "events missing": "Ingestion",
    "person merge": "Persons",
    "audit logs": "Activity log",
    "error traking": "Error tracking",
    "llm analitics": "AI observability (LLM analytics)",
    "data modelling": "Data modeling (views, matviews)",
    "materialised views": "Data modeling (views, matviews)",
    "notebook": "Notebooks",
    "toolbar not loading": "Toolbar",
    "access controls": "Permissions and access control",
    "campaign emails": "Workflows",
    "hog function": "Pipeline destinations",
    "csv exports": "Table exports",
    "slow queries": "Query performance",
    "reverse-proxy setup": "Managed reverse proxy",
    "product tour": "Product tours",
    "sdk doctr": "SDK doctor",
    "weekly digests": "Weekly digest",
    "insight alert": "Alerts",
    "self hosted": "Self-hosting",
    "hobby deployment": "Self-hosting",
}
# Words that fit several features of one team as well: the team is clear, the feature is not.
ONE_TEAM = {"ios sdk": "Client Libraries", "python sdk": "Client Libraries"}
# Words that fit several features of different owners about as well.
UNDECIDED = ["mobile replay", "s3 exports failing", "exception autocapture", "destination"]
NOTHING = ["quantum banana", "coffee machine", "xyzzy", "the customer is angry", "hello", "printer"]


@cache
def shipped() -> Ownership:
    """The shipped rows, read once."""
    return read(None)


def guess(query: str) -> Answer:
    """What is answered to free words."""
    return look_up(shipped(), query, similar)


@pytest.mark.parametrize(("query", "feature"), GUESSED.items())
def test_the_feature_that_is_meant_is_guessed(query: str, feature: str) -> None:
    """A typo, a plural, or a name in the middle of other words finds its feature."""
    found = guess(query)

    assert (found.match, found.feature) == ("fuzzy", feature)


@pytest.mark.parametrize(("query", "team"), ONE_TEAM.items())
def test_words_that_fit_one_teams_features_find_the_team(query: str, team: str) -> None:
    """Where all that is near has the same owner, the owner is the answer."""
    found = guess(query)

    assert (found.match, found.feature) == ("fuzzy", None)
    assert [owner.team for owner in found.owners] == [team]


def test_a_misspelt_label_finds_its_feature() -> None:
    """What has a slash is compared with labels too."""
    assert (guess("feature/replya").match, guess("feature/replya").feature) == ("fuzzy", "Replay")


@pytest.mark.parametrize("query", UNDECIDED)
def test_words_that_fit_several_owners_are_left_undecided(query: str) -> None:
    """Two features are in the words: no owner is picked, and both are named."""
    found = guess(query)

    assert (found.match, found.owners) == ("ambiguous", ())
    assert len(found.candidates) > 1


@pytest.mark.parametrize("query", NOTHING)
def test_words_of_something_else_find_nothing(query: str) -> None:
    """What is no feature of PostHog has no owner."""
    assert (guess(query).match, guess(query).owners) == ("none", ())


def test_the_same_words_score_one() -> None:
    """One is for what differs in case, spacing and punctuation only."""
    assert similar("Data-Table!", ["data table", "Data tables"])[0] == 1.0
    assert similar("Data-Table!", ["data table", "Data tables"])[1] < 1.0


def test_what_holds_no_letter_scores_nothing() -> None:
    """Punctuation is like nothing, on either side."""
    assert similar("+++", ["replay"]) == [0.0]
    assert similar("replay", ["+++"]) == [0.0]


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=5))
def test_scores_are_between_nothing_and_one(query: str, names: list[str]) -> None:
    """Whatever the texts, there is one score per name, from 0 to 1."""
    scores = similar(query, names)

    assert len(scores) == len(names)
    assert all(0.0 <= score <= 1.0 for score in scores)


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(query: str) -> None:
    """The look-up never raises, and an undecided answer never carries an owner."""
    found = guess(query)

    assert found.settled or not found.owners
    assert found.match != "ambiguous" or len(found.candidates) > 1
    assert all(0.0 < candidate.score <= 1.0 for candidate in found.candidates)
    assert not found.settled or found.as_of is not None


def _spellings() -> list[tuple[str, str]]:
    return [
        (name, row.name)
        for row in shipped().features
        for name in (row.name, *row.aliases, *row.target_areas, *row.github_labels)
    ]


@example(("Tracing and metrics", "Tracing and metrics"), str.upper, "", "")
@given(
    st.sampled_from(_spellings()),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from([" ", "-", "_", "/", "  ", "", " -- "]),
    st.sampled_from(["", " ", "?", "!?", '"', "\t"]),
)
def test_every_name_finds_its_feature_however_it_is_spelt(
    pair: tuple[str, str], case: Callable[[str], str], gap: str, around: str
) -> None:
    """Case, what stands between the words and what stands around them never lose a feature.

    A name may be shared: then the feature is among the candidates, and an owner is given
    only if it is the owner of all of them.
    """
    name, feature = pair
    query = around + case(name).replace(" ", gap) + around
    found = guess(query)

    assert found.match in {"exact", "alias", "ambiguous"}
    assert feature == found.feature or feature in {each.feature for each in found.candidates}
    if found.feature == feature:
        row = next(row for row in shipped().features if row.name == feature)
        assert found.owners == row.owners
