"""Letters for a reader that has ASCII alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.spelling import spelt


@pytest.mark.parametrize(
    ("text", "ascii_"),
    [
        ("✓ ✗", "+ x"),
        ("│ ┃ ║", "| | |"),
        ("─━═", "---"),
        ("┌┼╯", "+++"),
        ("Zoë Åkerblom, Łódź", "Zoe Akerblom, Lodz"),
        ("Straße … “so”", 'Strasse ... "so"'),
        ("e\u0301", "e"),
        ("\u200bx", "x"),
        ("ﬁx ½", "fix 12"),
        ("张伟", "??"),
        ("\ud800", "?"),
    ],
)
def test_spelling(text: str, ascii_: str) -> None:
    """By its look, without its accent, and a question mark only for what has neither."""
    assert spelt(text).replace("\u2044", "") == ascii_


@given(st.text())
def test_it_is_always_ascii(text: str) -> None:
    """Whatever is asked for, the answer can be encoded."""
    assert spelt(text).isascii()
