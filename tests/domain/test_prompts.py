"""Templates in the editor: prompts go, headings without an answer go, the person's words stay."""

from csm_cli.domain import prompts

TEMPLATE = """\
Handed on by Robin

Where it stands:
> What is known?

What is next:
> Who does what?

The end."""
SHOWN = prompts.offered(TEMPLATE, ["Ticket 48213: a subject\n> of\nlines", "Plan: enterprise"])


def test_what_is_offered() -> None:
    """What is known stands above, each on a line of its own, whatever a customer wrote."""
    assert SHOWN.splitlines()[:3] == [
        "> Ticket 48213: a subject > of lines",
        "> Plan: enterprise",
        "",
    ]


def test_left_as_it_is() -> None:
    """It says nothing: the headings go with their prompts, and nothing counts as an answer."""
    assert prompts.written(SHOWN, SHOWN) == "Handed on by Robin\n\nThe end."
    assert not prompts.has_answer(SHOWN, SHOWN)
    assert prompts.answers(SHOWN, SHOWN) == ()
    assert not prompts.has_answer("> Plan: enterprise\r\n\r\n", SHOWN)


def test_an_answer_keeps_its_heading() -> None:
    """Below the prompt, in its place, or after a gap; the other heading goes; quotes stay."""
    for answer in (
        "> Who does what?\nReplay does",
        "Replay does",
        "\nReplay does",
        "> the customer said\nReplay does",
    ):
        saved = SHOWN.replace("> Who does what?", answer)
        text = prompts.written(saved, SHOWN)
        assert "Where it stands" not in text
        assert text.startswith("Handed on by Robin\n\nWhat is next:\n")
        assert text.endswith("Replay does\n\nThe end.")
        assert ("> the customer said" in text) == ("customer" in answer)
        assert prompts.has_answer(saved, SHOWN)
        assert prompts.answers(saved, SHOWN) == ("What is next:",)


def test_a_text_of_ones_own() -> None:
    """Whatever replaces the template is what was written."""
    assert prompts.written("Only this\n", SHOWN) == "Only this"
    assert prompts.has_answer("Only this\n", SHOWN)
