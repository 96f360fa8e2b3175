"""Text as a reader gets it, and whether what is stored is what was sent."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.notes import first_difference, readable

ANY = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a␍b"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("nul\x00 del\x7f bell\x07", "nul␀ del␡ bell␇"),
        ("\x85 \x9b", "\\x85 \\x9b"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("  a\tb\n\n", "a\tb"),
        ("e\u0301 \u202eabc\u202c 🦔 \U0001f468\u200d\U0001f469", None),
        ("{{ticket.id}} <b>&amp;</b> ** \u00a0 x", None),
    ],
)
def test_what_becomes_of_a_text(typed: str, read: str | None) -> None:
    """Control characters are shown, halves of pairs replaced; everything else stays."""
    assert readable(typed) == (typed if read is None else read)


@given(ANY)
def test_readable_text_can_be_read(typed: str) -> None:
    """No control character is left but line feed and tab, nothing that UTF-8 can't say."""
    text = readable(typed)
    text.encode("utf-8")
    assert not {char for char in text if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
    assert readable(text) == text


@given(ANY)
def test_nothing_is_left_out(typed: str) -> None:
    """Every sign of the inside of a text has at least one in what is read."""
    inner = f"<{typed}>"
    assert len(readable(inner)) >= len(inner.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("sent", "stored", "line"),
    [
        ("a\nb", "a\r\nb\n", None),
        ("a\nb", "a\nB", 2),
        ("a\nb", "a", 2),
        ("a", "a\n\nb", 2),
        ("{{x}}", "", 1),
        ("a  b", "a b", 1),
        ("", "", None),
    ],
)
def test_the_first_difference(sent: str, stored: str, line: int | None) -> None:
    """The line from which on they differ; line ends and white space around do not count."""
    assert first_difference(sent, stored) == line
