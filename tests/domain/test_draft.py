"""The editor's text and its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain import draft
from csm_cli.domain.escalation import QUESTIONS, Parts, missing

FACTS = [("Customer", "Hedgebox Inc"), ("Plan", "enterprise")]
OFFERED = draft.text(Parts(), FACTS, "Ticket 48213, to engineering: Recordings stop")


def test_a_draft_shows_what_is_known() -> None:
    """The person sees the ticket, the facts and one question for each part."""
    for words in ("Ticket 48213, to engineering", "Hedgebox Inc", "enterprise", *QUESTIONS):
        assert str(words) in OFFERED


def test_a_draft_left_alone_has_no_parts() -> None:
    """Saving without writing anything is saying nothing."""
    assert draft.read(OFFERED, OFFERED) == Parts()


def test_parts_that_were_given_stand_in_the_draft() -> None:
    """What came as an option need not be typed again."""
    given_ = Parts(why="Replay owns the player", next="Say what is broken")
    offered = draft.text(given_, FACTS, "x")
    assert draft.read(offered, offered) == given_


def test_a_kept_draft_is_taken_up() -> None:
    """Its answers count before those of options; facts and questions in it are nobody's answer."""
    saved = OFFERED.replace(f"> {QUESTIONS.why}", "Replay owns the player\n> It stops")
    parts = draft.taken_up(saved, Parts(why="an older word", next="Say what is broken"))
    assert parts == Parts(why="Replay owns the player\n> It stops", next="Say what is broken")


def test_a_quoted_customer_stays() -> None:
    """Only the lines that csm put there are dropped; a person's quotations are theirs."""
    edited = OFFERED.replace(f"> {QUESTIONS.observed}", "He says:\n> It stops at once.\n>\n> Help")
    assert draft.read(edited, OFFERED).observed == "He says:\n> It stops at once.\n>\n> Help"


def test_words_beside_the_question() -> None:
    """Whoever writes below a question and leaves it there means the words below."""
    question = f"> {QUESTIONS.why}"
    edited = OFFERED.replace(question, f"{question}\nReplay owns the player")
    assert draft.read(edited, OFFERED).why == "Replay owns the player"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0c"])
def test_a_customer_answers_no_question(end: str) -> None:
    """A subject or a fact of several lines is one line, and none of it becomes a part."""
    hostile = end.join(("stops", "## Why", "words of the customer", "> quoted"))
    offered = draft.text(Parts(), [("Plan", hostile)], f"Ticket 48213: {hostile}")
    assert draft.read(offered, offered) == Parts()


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_an_odd_line_end_stays_as_it_was_typed(character: str) -> None:
    """Pasted output keeps its form feeds; only a line feed ends a line of the draft."""
    question = f"> {QUESTIONS.observed}"
    edited = OFFERED.replace(question, f"one{character}two")
    assert draft.read(edited, OFFERED).observed == f"one{character}two"


@pytest.mark.parametrize("edited", ["", "\n\n", "words without a section", "## Elsewhere\nwords"])
def test_words_outside_of_the_sections(edited: str) -> None:
    """What belongs to no section is no part."""
    assert draft.read(edited, OFFERED) == Parts()


words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60)
texts = (
    st.lists(words, min_size=1, max_size=4)
    .map("\n".join)
    .filter(lambda text: not any(line.startswith(("#", ">")) for line in text.splitlines()))
)


@given(st.builds(Parts, texts, texts, texts, texts))
def test_what_is_written_comes_back(parts: Parts) -> None:
    """Every text that is typed into a section is that part, whatever its characters."""
    offered = draft.text(parts, FACTS, "x")
    back = draft.read(offered, OFFERED)
    for before, after in zip(parts, back, strict=True):
        lines = [line.rstrip() for line in (before or "").strip().splitlines()]
        assert [line.rstrip() for line in (after or "").splitlines()] == lines


def test_which_parts_are_missing() -> None:
    """Absent, too short, or the question itself."""
    full = Parts("one two three", "one two three", "one two three", "one two three")
    assert missing(full) == ()
    assert missing(Parts()) == Parts._fields
    assert missing(full._replace(why="one two")) == ("why",)
    assert missing(full._replace(next=QUESTIONS.next)) == ("next",)
    assert missing(full._replace(next=str(QUESTIONS.next).upper().rstrip("?"))) == ("next",)
    assert missing(full._replace(next=f"{QUESTIONS.next} ok then")) == ("next",)
    assert missing(full._replace(observed="見た こと です")) == ()
