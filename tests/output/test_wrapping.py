"""Long lines on a narrow screen."""

from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.errors import WrongUsage
from csm_cli.output.errors import error_lines
from csm_cli.output.wrapping import spoken, wrapped

WORDS = st.lists(st.text(alphabet="abc-/.", min_size=1, max_size=30), min_size=1, max_size=20)


@given(WORDS, st.integers(min_value=12, max_value=60))
def test_no_word_is_broken(words: list[str], width: int) -> None:
    """Every word stands whole and in its order; what can fit a line does."""
    pieces = wrapped(" ".join(words), width, "    ")
    assert " ".join(pieces).split() == words
    assert all(len(piece) <= width or len(piece.split()) == 1 for piece in pieces)


def test_what_is_said_on_the_way() -> None:
    """Prose is broken between words, below its own words; what is to be typed stays one line."""
    told = "warning: nobody knows who that is\n  and here is more of what was told"
    assert spoken(told, 20) == (
        "warning: nobody\n  knows who that is\n  and here is more\n  of what was told"
    )
    for typed in ("next: csm log resolve 0123 --yes", "reminder: csm role --give-back now"):
        assert spoken(typed, 20) == typed
    assert spoken(told, None) == told
    assert spoken("  https://posthog.com/handbook", 20) == "  https://posthog.com/handbook"
    assert spoken("a\n\nb ", 20) == "a\n\nb "


def test_an_error_on_a_screen() -> None:
    """All of it is broken between words."""
    problem = WrongUsage("nobody knows that word here", written="nothing was sent to anybody")
    assert error_lines(problem, 24) == [
        "error: nobody knows that",
        "       word here",
        "  written: nothing was",
        "           sent to",
        "           anybody",
    ]


def test_a_hint_on_a_screen() -> None:
    """Broken between words under its own beginning; in a pipe it is one line."""
    problem = WrongUsage("no", hint="csm auth login zendesk; or set the variables; or --sandbox")
    assert error_lines(problem, 40) == [
        "error: no",
        "  next: csm auth login zendesk; or set",
        "        the variables; or --sandbox",
    ]
    assert len(error_lines(problem)) == 2
