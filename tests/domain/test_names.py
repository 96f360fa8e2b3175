"""Names compared without case, spacing, punctuation and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.names import key, names, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Session Replay", "session_replay"),
        ("Session Replay", "sessionreplay"),
        ("feature/feature-flags", "FEATURE FEATURE FLAGS"),
        ("Dollars & Cents", "dollars and cents"),
        ("Permissions and access control", "permissions, access control"),
        ("Données", "DONNEES"),
        ("Straße", "strasse"),
        ("ﬁlters", "filters"),
    ],
)
def test_spellings_of_one_name_are_one_name(one: str, other: str) -> None:
    """Case, spaces, punctuation, "&", "and", accents and ligatures carry no meaning."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Persons", "Persons view"), ("SDK", "SDKs"), ("a1", "a2"), ("日本", "中国")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    """Letters and digits of any script do carry meaning."""
    assert key(one) != key(other)


def test_and_alone_is_a_name() -> None:
    """Dropping "and" never leaves a name with nothing."""
    assert key("And") == "and"


@pytest.mark.parametrize("query", ["tracingandmetrics", "tracingmetrics", "tracing & metrics"])
def test_a_name_with_and_is_found_with_it_and_without(query: str) -> None:
    """A query in one word may hold the "and", though no word of it can be told apart."""
    assert names(key(query), "Tracing and metrics")
    assert names(key(query), "Tracing & metrics")
    assert not names(key(query), "Tracing")


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    """Normalising twice is normalising once, whatever the text."""
    assert key(key(text)) == key(text)


@given(st.text(st.characters(codec="ascii")))
def test_plain_letters_are_read_as_others_are(text: str) -> None:
    """An accent somewhere in a name changes nothing about the rest of it."""
    assert words(f"é{text}") == words(f"e{text}")


@given(st.text())
def test_words_hold_letters_and_digits_only(text: str) -> None:
    """No punctuation, white space or control character is left in any word."""
    assert all(word and word.isalnum() for word in words(text))
