"""Text of others on its way to a person: it can say anything, and do nothing."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.output import clean

OVERRIDE = "\u202e"

# Text as an attacker would put it together: pieces of escape sequences among anything else.
PIECES = st.sampled_from(
    ["\x1b", "\x1b[", "\x1b]", "\x9b", "\x07", "\x1b\\", "31m", "2K", "8;;http://a", "\r", "\n",
     "\x00", "\x85", "\u2028", OVERRIDE, "\ud800", "\t", "word", " ", "[bold]", "é", "名"]
)  # fmt: skip
HOSTILE = st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join)


@given(HOSTILE)
def test_nothing_is_left_that_acts(text: str) -> None:
    """No control character, no override and no half of a pair survives, whatever comes in."""
    for char in clean.block(text):
        assert char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
        assert unicodedata.bidirectional(char) not in {"LRO", "RLO", "LRE", "RLE", "PDF"}
        assert unicodedata.bidirectional(char) not in {"LRI", "RLI", "FSI", "PDI"}


@given(HOSTILE)
def test_a_line_stays_one(text: str) -> None:
    """No text can begin a line of its own where one line was meant."""
    cleaned = clean.line(text)
    assert len(cleaned.splitlines()) <= 1
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What is taken out leaves no new sequence behind where its two ends meet."""
    assert clean.block(clean.block(text)) == clean.block(text)
    assert clean.line(clean.line(text)) == clean.line(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M", "Zs"])))
def test_words_stay_as_they_are(text: str) -> None:
    """Letters, signs and marks of every script pass, with what looks like markup among them."""
    assert clean.block(text) == text
    assert clean.line(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil.example\x07here\x1b]8;;\x07", "here"),
        ("\x1b]0;a title\x1b\\after", "after"),
        ("\x1bP$q\x1b\\after", "after"),
        ("\x9b31mred", "red"),
        ("gone\x1b[2K\rback", "gone back"),
        ("an end \x1b] that never comes", "an end that never comes"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
        (f"a{OVERRIDE}b", "ab"),
        ("one\r\ntwo\u2028three", "one two three"),
        ("tab\tand\xa0space", "tab and space"),
        ("halved \ud83d", "halved"),
    ],
)
def test_examples(text: str, shown: str) -> None:
    """Known tricks: colours, links, titles, erased lines, overrides, forged line breaks."""
    assert clean.line(text) == shown


@pytest.mark.parametrize("text", ["a\n\tb\n\nc", "- one\n- two\n"])
def test_a_block_keeps_its_lines(text: str) -> None:
    """Text of several lines keeps its line feeds, indents and empty lines."""
    assert clean.block(text) == text


@given(HOSTILE)
def test_json_is_the_same_document_and_harmless(text: str) -> None:
    """A JSON text on a terminal moves nothing, and a program reads what was written."""
    made = clean.json_text(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(made) == {"text": text}
    assert not any(unicodedata.category(char) == "Cc" for char in made)
    assert OVERRIDE not in made
