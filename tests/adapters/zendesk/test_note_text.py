"""A note's text on its way: under the key that keeps it, cut where Zendesk ends, never silently."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.zendesk import note_text
from csm_cli.domain.notes import readable
from csm_cli.domain.tickets import Mark, Write

WRITE = Write(48213, "v", Mark("op", "note"), "")
LIMIT = 2_000

PLAIN = [
    "Claimed by Robin Vale <robin.vale@posthog.example> with csm\n\nI take this one.",
    "Why: a & b < c > d, snake_case_name and created_at, 100% {sure}; see #123",
    "- one\n- two\n\n1. three\n2. four",
    "2 * 3 * 4 = 24 (twenty-four) https://us.posthog.com/replay/1?a=b&c=d 🦔 e\u0301 \u202e",
    '{"a": {"b": 1}}',
    "R&D; this & that; https://b.example/?a=1&b=2",
]
CAREFUL = [
    "{{ticket.id}}", "{% if x %}", "a {{{b}}}",
    "one\n  two", "one\ttwo", "a  b", "a\n\n\nb",
    "**bold**", "*it*", "_it_", "__init__ = 1", "`x`", "```\nx\n```", "~~gone~~",
    "# head", "> said", "---", "Title\n===", "[a](https://b.example)", "C:\\_x",
    "count(*) + sum(*)", "a &lt; b", "&#123;{ x", "caf&eacute;",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words(text: str) -> None:
    """What means nothing to Zendesk goes out as it is."""
    assert note_text.forms(text) == {"body": text}


@pytest.mark.parametrize("text", CAREFUL)
def test_what_means_something(text: str) -> None:
    """It goes out as one `pre`, in which no sign means anything."""
    ((key, sent),) = note_text.forms(text).items()
    assert key == "html_body"
    inner = re.fullmatch(r"<pre>([^<>{}]*)</pre>", sent)
    assert inner is not None
    assert unescape(inner[1]) == text
    assert note_text.shown(f'<div class="zd-comment">{sent}</div>') == text


@given(st.text() | st.text(st.sampled_from("{}%*_`#>~\\[]()\n\t -a1"), max_size=40))
def test_no_placeholder_and_no_markup_is_sent(typed: str) -> None:
    """Whatever was typed, Liquid finds nothing in it, and it can be read back out of the page."""
    text = readable(typed)
    ((key, sent),) = note_text.forms(text).items()
    assert "{{" not in sent
    assert "{%" not in sent
    assert (text if key == "body" else note_text.shown(sent)) == text


def size(text: str) -> int:
    """The bytes of a text as it is sent."""
    (sent,) = note_text.forms(text).values()
    return len(sent.encode())


@pytest.mark.parametrize("sign", ["x", "é", "🦔", "{", "<", "  ", "x\n"])
def test_what_fits_stays_whole(sign: str) -> None:
    """Bytes are counted, as they are sent: an escaped sign has several."""
    text = sign.strip() + sign * 20
    exact = size(readable(text))
    write = WRITE._replace(note=text)
    assert note_text.fitted(write, readable(text), exact) == write._replace(note=readable(text))
    longer = note_text.fitted(write, readable(text), exact - 1)
    assert [file.name for file in longer.attachments] == ["whole-note-48213.txt"]


@given(
    st.text(st.sampled_from("ab {}<é🦔\n\t*\x1b"), min_size=LIMIT // 2, max_size=LIMIT * 2),
    st.integers(700, LIMIT),
)
def test_what_is_too_long(typed: str, limit: int) -> None:
    """The note keeps its beginning and says where the rest is; the file is what was typed."""
    text = readable(typed)
    sent = note_text.fitted(WRITE._replace(note=typed), text, limit)
    if size(text) <= limit:
        assert (sent.note, sent.attachments) == (text, ())
        return
    assert size(sent.note) <= limit
    head, _, marker = sent.note.rpartition("\n\n")
    assert text.startswith(head)
    assert marker.startswith("[csm cut the note here: ")
    assert marker.endswith("attached file whole-note-48213.txt]")
    (file,) = sent.attachments
    assert file.content == typed.encode()
    assert note_text.fitted(sent, sent.note, limit) == sent


def test_the_cut_is_at_the_end_of_a_line() -> None:
    """Lines stay whole where they are shorter than the half of what fits."""
    text = "\n".join(f"line {number} of a log" for number in range(1_000))
    sent = note_text.fitted(WRITE._replace(note=text), text, LIMIT)
    head = sent.note.rpartition("\n\n")[0]
    assert head.splitlines()[-1].endswith("of a log")
    assert len(head) > LIMIT - 500


def test_one_endless_line_is_cut_within() -> None:
    """A line without an end fills the note."""
    sent = note_text.fitted(WRITE._replace(note="x" * 9_999), "x" * 9_999, LIMIT)
    assert sent.note.count("x") > LIMIT - 500
    assert f"{sent.note.partition(chr(10))[0].count('x'):,} of 9,999 characters" in sent.note
