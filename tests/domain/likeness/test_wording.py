"""What a text is searched for by."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.likeness.identifiers import stripped
from csm_cli.domain.likeness.wording import MOST_WORDS, tokens, wording

_OPERATORS = set("\"'\\:*()[]{}<>|&@#?!~^=;,")


def test_the_form_and_identifiers_are_gone() -> None:
    """Lines of the form, ids, addresses, e-mails, hosts and greetings would find only noise."""
    text = """Hi Tomasz,

Recordings of the checkout stop, see https://us.posthog.com/project/48113/replay/home or
write to theo@hedgebox.example, on pay.hedgebox.example from 10.1.2.3.
Session id 0199bd2e-7c1f-7d4e-8f0a-52b9d40c6f11, customer 4815162342, token phx_0123456789abcdef01.

Thanks
Theo

-----
Kind: bug
Target area: session_replay
Report event: http://go/ticketByUUID/0199bd2e-7c1f-7d4e-8f0a-52b9d40c6f11
Admin (internal): http://go/adminOrgUS/0199bd2e-7c1f-7d4e-8f0a-52b9d40c6f11
"""
    found = wording(stripped(text))
    assert found.phrases == ()
    assert set(found.words) <= {"recordings", "checkout", "stop", "write", "token", "session"}
    assert {"recordings", "checkout"} <= set(found.words)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ('It says "permission denied on charges" each night', "permission denied on charges"),
        (
            "TypeError: Cannot read properties of undefined (reading 'id') at app.js",
            "TypeError Cannot read properties of undefined reading id",
        ),
        (
            "`Cohort 918273 could not be calculated in time`",
            "could not be calculated in time",
        ),
        (
            "It says\nException: the import could not be finished",
            "Exception the import could not be finished",
        ),
        (
            "Uncaught Error: Request failed with status code 429",
            "Error Request failed with status code 429",
        ),
        ("Error tracking is empty since the update", None),
        (
            'Then "Authentication credentials were not provided." comes',
            "Authentication credentials were not provided",
        ),
        ('He said "good morning to you all"', None),
        ('It says "not found"', None),
    ],
)
def test_an_error_string_is_kept_whole(text: str, phrase: str | None) -> None:
    """Up to eight words in their order; an id within ends it; what is no error is none."""
    assert wording(stripped(text)).phrases == ((phrase,) if phrase else ())


def test_a_no_is_no_word_of_its_own() -> None:
    """What an apostrophe leaves of "doesn't" tells nothing apart, and nothing would have it."""
    found = wording(
        "It doesn't load, and didn't, wouldn\u2019t and won't; they've tried, I couldn't"
    )
    assert found.words == ("load",)


def test_words_of_code_come_first() -> None:
    """They tell a matter apart best; then the product's words, then long ones; courtesies never."""
    text = "please help, canvas recordings are black since captureCanvas is on, got a 504 somewhere"
    found = wording(stripped(text), {"recording"}).words
    assert found[:3] == ("captureCanvas", "504", "recordings")
    assert {"canvas", "black"} <= set(found)
    assert not {"please", "help", "since", "somewhere"} & set(found)


@given(st.text())
def test_no_operator_of_any_search_comes_through(text: str) -> None:
    """Whatever is typed: no quotation mark, no colon, no minus before a word, few short words."""
    found = wording(stripped(text))
    for each in (*found.words, *found.phrases):
        assert not _OPERATORS & set(each)
        assert not each.startswith(("-", "."))
        assert len(each) <= 200
        assert 0 < len(each.split(" ")) <= MOST_WORDS
    assert len(found.words) <= MOST_WORDS
    assert not {"and", "or", "not"} & {word.casefold() for word in found.words}


@pytest.mark.parametrize(
    "part",
    ["a@", "1-", ":a", "'x", '"error ', "a.", "Thanks\n", "hi ", "0x", "www.", "\n> ", "-----"],
)
def test_hostile_text_takes_no_time(part: str) -> None:
    """Twenty thousand characters of what patterns begin with: well below a second."""
    started = time.monotonic()
    wording(stripped(part * (20_000 // len(part))))
    assert time.monotonic() - started < 2


def test_tokens_keep_what_belongs_to_code() -> None:
    """Signs inside of a word stay, punctuation around it goes."""
    assert tokens("`$el_text`, (posthog.init)... 1.298!") == ["$el_text", "posthog.init", "1.298"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hey our funnels are broken", True),
        ("Hi, our Stripe funnels fail since monday", True),
        ("Hi all of you", False),
        ("thanks for your funnels", False),
        ("Good morning Ada Funnels,", False),
    ],
)
def test_a_greeting_is_no_more_than_a_name(text: str, kept: bool) -> None:
    """What is wrong may stand in the same line, as in a chat, and is all that there is."""
    assert ("unnels" in stripped(text)) == kept
