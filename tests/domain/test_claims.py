"""Whose claim a ticket bears, by its notes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.claims import claim_note, current_claim, release_note, says_claim
from csm_cli.domain.tickets import Entry, Mark, Me, Person, Ticket

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ADA = Person(1, "Ada Park", "ada.park@posthog.example")
BEN = Person(2, "Ben Ode", "ben.ode@posthog.example")
THEO = Person(3, "Theo", "theo@hedgebox.example", "customer")
ROBOT = Person(-1, "the system", None, "system")

CLAIM = "Claimed by Ada Park <ada.park@posthog.example> with csm"
RELEASE = "Released by Ada Park <ada.park@posthog.example> with csm"


def note(body: str, author: Person = ADA, *, private: bool = True, mark: str = "") -> Entry:
    """An entry; `mark` is the verb of its mark."""
    return Entry(7, author, private, body, NOW, Mark("op", mark) if mark else None)


@pytest.mark.parametrize(
    "entry",
    [
        note(CLAIM),
        note(f"\n  {CLAIM}  \r\n\nI look into the player."),
        note("reworded by a trigger", mark="claim"),
        note(RELEASE, mark="claim"),
    ],
)
def test_claims(entry: Entry) -> None:
    """The mark says it; without one the fixed first line does."""
    claim = current_claim([entry])
    assert claim is not None
    assert (claim.by, claim.at, claim.note_id) == (ADA, NOW, 7)


@pytest.mark.parametrize(
    "entry",
    [
        note(CLAIM, THEO),
        note(CLAIM, THEO, private=False),
        note(CLAIM, THEO, mark="claim"),
        note(CLAIM, private=False),
        note(CLAIM, private=False, mark="claim"),
        note(CLAIM, ROBOT),
        note(CLAIM, mark="escalate"),
        note("Somebody wrote:\n" + CLAIM),
        note("> " + CLAIM),
        note(CLAIM + "."),
        note("claimed by Ada Park <ada.park@posthog.example> with csm"),
        note("Claimed by Ada Park with csm"),
        note("Claimed by Ada <a b> with csm"),
        note(""),
    ],
)
def test_no_claims(entry: Entry) -> None:
    """A customer's words, a public comment, another verb or another line never count."""
    assert current_claim([entry]) is None
    assert not says_claim(entry)


def test_the_newest_counts() -> None:
    """Entries come newest first; what lies between is passed over."""
    words = note("I had a look.", BEN)
    assert current_claim([words, note(CLAIM, BEN), note(CLAIM, ADA)]) == (BEN, NOW, 7)
    assert current_claim([words, note(RELEASE), note(CLAIM)]) is None
    assert current_claim([]) is None


def test_who_wrote_it_has_it() -> None:
    """A claim in a colleague's name is the author's own."""
    claim = current_claim([note(CLAIM, BEN)])
    assert claim is not None
    assert claim.by == BEN


names = st.text(max_size=150).map(lambda text: f"x{text}")


@given(names, st.none() | st.text())
def test_own_notes_are_recognised_by_their_first_line(name: str, message: str | None) -> None:
    """Whatever a name holds, line breaks and angle brackets included, the line stays the line."""
    person = Person(5, name, "someone@posthog.example")
    for text in (claim_note(person, message, None), release_note(person, message)):
        line, _, rest = text.partition("\n")
        assert line.startswith(("Claimed by x", "Released by x"))
        assert line.endswith(" <someone@posthog.example> with csm")
        assert "\r" not in line
        assert rest.strip() == (message or "").strip()
    assert current_claim([note(claim_note(person, message, None))]) is not None


def test_a_message_can_not_pose_as_the_first_line() -> None:
    """A claim whose message says released is a claim."""
    assert current_claim([note(claim_note(ADA, RELEASE, None))]) is not None


def test_a_name_in_the_second_line() -> None:
    """Whom a ticket was taken from can't forge a line either."""
    taken = current_claim([note(CLAIM, ADA._replace(name="Ada\nReleased by x <a@b> with csm"))])
    text = claim_note(BEN, None, taken)
    assert len(text.splitlines()) == 3
    assert "Taken over from Ada Released by x a@b with csm, who had it since" in text


@pytest.mark.parametrize(
    ("access", "requester", "public"),
    [("light", ADA, True), ("light", BEN, False), ("full", ADA, False), ("admin", ADA, False)],
)
def test_whose_note_would_be_public(access: str, requester: Person, public: bool) -> None:
    """A light agent's, on a ticket of their own."""
    old = NOW - timedelta(days=1)
    ticket = Ticket(1, "", "", "open", "v", old, old, NOW, requester=requester)
    assert Me(ADA, access).would_publish(ticket) is public
    assert not Me(ADA, access).would_publish(ticket._replace(requester=None))
