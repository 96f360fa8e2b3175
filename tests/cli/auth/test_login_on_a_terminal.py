"""`csm auth login zendesk` as a person meets it who pastes: a real pseudo-terminal."""

import re

from tests.cli.auth.approve import pressed
from tests.cli.test_escalate_on_a_terminal import Person
from tests.terminal import Terminal

NO_ADDRESS = "That is no address."
NOT_THIS_ONE = "That is not the address that was asked for."
WAITS = "browser ends up at."  # the line is broken between words


def _reads_again(person: Person, words: str) -> None:
    """Wait for an answer to what was typed last, with nothing of an earlier one in the way."""
    person.reads(words)
    person.reads(WAITS)
    person.seen = ""


def test_what_is_pasted_is_answered(nobody: Terminal) -> None:
    """Each wrong paste gets a line, with no part of it in that line; an empty one gets none."""
    person = Person(["auth", "login", "zendesk", "--no-browser"], nobody.variables)
    person.reads("the address that it")  # the line is broken elsewhere where it is wider
    person.reads("ended.")
    [page] = re.findall(r"http://\S+/oauth/authorizations/new\?\S+", person.seen)
    right = pressed(page, "allow")
    person.seen = ""
    for wrong in (
        f"{right.partition('?')[0]}?code=abc&state=wrong",
        right.replace("state=", "state=x"),
        right.partition("?")[0],
        page,
        "https://[",
    ):
        person.types(wrong)
        _reads_again(person, NOT_THIS_ONE)
    for rubbish in ("rubbish", "csm auth login", "\x01\u202eabc"):
        person.types(rubbish)
        _reads_again(person, NO_ADDRESS)
    person.types("")
    person.types(right)
    assert person.ends() == 0, person.seen
    assert "Signed in to Zendesk as Robin Vale" in " ".join(person.seen.split())
    assert "Still waiting" not in person.seen


def test_a_paste_can_be_given_up(nobody: Terminal) -> None:
    """Ctrl-C ends the waiting after a wrong paste as before it."""
    person = Person(["auth", "login", "zendesk", "--no-browser"], nobody.variables)
    person.reads("ended.")
    person.types("rubbish")
    _reads_again(person, NO_ADDRESS)
    person.presses(b"\x03")
    assert person.ends() == 130
