"""Drafting: what a draft may say, to whom it is said, and what a customer must not read."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from csm_cli.adapters.defaults import load
from csm_cli.adapters.templates import Templates
from csm_cli.domain.clocks import Clocks
from csm_cli.domain.drafts import NOTHING_NEW, NOTHING_YET, Posting
from csm_cli.domain.errors import Conflict, WrongUsage
from csm_cli.domain.links import PUBLISHED
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.reply_rules import Internal
from csm_cli.domain.tickets import Conversation, Entry, Me, Ticket
from csm_cli.services.drafting import Customs, Drafting, Material
from tests.services.readable_desk import ADA, THEO, entry, ticket

FRIDAY = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
SECRET = "the gist of it is that nobody has looked at their account since the migration in May"
NOTE = entry(7, ADA, SECRET, 3, private=True)
REPLY = entry(8, ADA, "We are looking.", 2)


class Desk:
    """A desk with one ticket, which can't be written to."""

    def __init__(self, one: Ticket, entries: tuple[Entry, ...]) -> None:
        self.one = one
        self.entries = entries

    def me(self) -> Me:
        """Ada."""
        return Me(ADA, "full")

    def expect(self, ref: TicketRef) -> None:
        """Nothing is asked ahead here."""

    def ticket(self, ref: TicketRef) -> Ticket:
        """The only one."""
        assert ref.number == self.one.number
        return self.one

    def conversation(self, number: int) -> Conversation:
        """All of it."""
        assert number == self.one.number
        return Conversation(self.entries, complete=True)


def drafting(folder: Path, *entries: Entry, **kept: Any) -> tuple[Drafting, Material]:
    """The service, and what it reads of a ticket with some things otherwise."""
    customs = Customs(
        PUBLISHED,
        Internal.of(load(), "https://desk.example"),
        frozenset({"slack"}),
        Clocks({"enterprise": 8, "scale": 24}, UTC),
        72,
        7,
        2_000,
    )
    desk = Desk(ticket(**kept), entries)

    def secrets(text: str) -> list[str]:
        return ["line 1 has a key"] if "hunter2" in text else []

    made = Drafting(desk, Templates(folder), customs, secrets, lambda: FRIDAY)
    return made, made.read(TicketRef(48213))


@pytest.mark.parametrize("register", ["keen", "clinical"])
@pytest.mark.parametrize("tags", [(), ("slack",)], ids=["mail", "chat"])
def test_asking(register: str, tags: tuple[str, ...], tmp_path: Path) -> None:
    """Each thing with why and what for; a mail is signed, a chat is not; no words of theirs."""
    made, material = drafting(tmp_path, tags=tags, subject="Evil <b>{{ticket}}</b>")
    text = made.ask(material, made.asking(material, ["consent", "link"]), register)
    made.check(material, text)
    for words in ("Theo", "insight, feature flag or dashboard", "names can be alike", "open exact"):
        assert words in text
    assert text.index("- a link") < text.index("- your consent")
    assert ("\nAda" in text, text.startswith("Hi Theo,\n\n")) == (not tags, not tags)
    assert "Evil" not in text
    assert "\n\n\n" not in text


def test_what_is_asked(tmp_path: Path) -> None:
    """What is lacking, unless it is said; what is said is asked, with a word about it."""
    quoted = entry(3, THEO, 'It says "The snapshot could not be loaded"', 1)
    made, material = drafting(tmp_path, quoted, description="It stops.")
    assert made.asking(material, []).kinds == ("link", "screenshot", "steps")
    assert [each.kind for each in made.asking(material, []).spared] == ["message"]
    said = made.asking(material, ["message"])
    assert (said.kinds, [each.kind for each in said.superfluous]) == (("message",), ["message"])


def test_a_name_that_is_none(tmp_path: Path) -> None:
    """The greeting is neutral; nothing of the name is in the draft."""
    for name in ("[link=https://evil.example]x[/link]", "Hedgebox Support", "{{ticket.id}}"):
        made, material = drafting(tmp_path, requester=THEO._replace(name=name))
        text = made.ask(material, made.asking(material, ["link"]), "keen")
        assert text.startswith("Hi there,")
        assert name not in text
    made, material = drafting(tmp_path, requester=None)
    assert material.medium.name is None


@pytest.mark.parametrize("register", ["keen", "clinical"])
def test_an_update(register: str, tmp_path: Path) -> None:
    """What is told, who waits, and until when: by the plan's clock, without the weekend."""
    made, material = drafting(tmp_path, REPLY)
    told = Posting("It is found", "A release is due", "We ship it")
    posting = made.posting(material, told, None)
    text = made.update(material, posting, register)
    assert posting.until == datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
    for words in (
        "It is found",
        "A release is due",
        "We ship it",
        "Monday, 30 November, 04:00 UTC",
    ):
        assert words in text
    assert NOTHING_NEW not in text
    assert "\n\n\n" not in text
    made.check(material, text)


@pytest.mark.parametrize("register", ["keen", "clinical"])
def test_nothing_new(register: str, tmp_path: Path) -> None:
    """It says so, with no empty heading and a time all the same; to a first word it is another."""
    for entries, sentence in (((REPLY, NOTE), NOTHING_NEW), ((NOTE,), NOTHING_YET)):
        made, material = drafting(tmp_path, *entries, tags=())
        text = made.update(material, made.posting(material, Posting(), None), register)
        assert sentence in text
        assert "Wednesday, 2 December" in text
        assert not any(line.endswith(":") for line in text.splitlines())
        assert "> " not in text
    shown = made.update(material, made.posting(material, Posting(), None), register, prompts=True)
    assert shown.count("\n> ") == 3


def test_who_waits_for_whom(tmp_path: Path) -> None:
    """A pending ticket waits for the customer, until it closes; a word of one's own wins."""
    made, material = drafting(tmp_path, status="pending")
    posting = made.posting(material, Posting(next="You try it"), None)
    assert (posting.waits, posting.until) == ("customer", datetime(2026, 12, 4, 20, tzinfo=UTC))
    assert "your answer" in made.update(material, posting, "clinical")
    assert made.posting(material, Posting(), "us").waits == "us"
    said = made.posting(material, Posting(), "us", day=date(2026, 12, 24))
    assert "Thursday, 24 December, with" in made.update(material, said, "keen")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  \n", "nothing in it"),
        ("See https://us.posthog.com/admin/posthog/user/1/change/", "admin"),
        ("See http://go/session/1", "short link"),
        ("See https://us.posthog.com/project/2/replay/1", "own project"),
        ("The password is hunter2", "a key"),
        (f"Hi,\n{SECRET.upper()}", "internal note"),
        ("TODO tell them", "to be filled in"),
        ("a " * 1_001, "and a reply can have 2,000"),
    ],
)
def test_what_a_customer_must_not_read(text: str, said: str, tmp_path: Path) -> None:
    """Each is named, and the draft goes nowhere."""
    made, material = drafting(tmp_path, NOTE)
    with pytest.raises(WrongUsage) as told:
        made.check(material, text)
    assert said in told.value.message
    assert told.value.written == "nothing was copied, written or sent"


def test_what_the_customer_knows_is_no_secret(tmp_path: Path) -> None:
    """A passage of a note that stands in a public reply, too, may be said again."""
    made, material = drafting(tmp_path, NOTE, entry(9, ADA, SECRET, 1))
    made.check(material, SECRET)


def test_a_closed_ticket(tmp_path: Path) -> None:
    """Nothing can be replied to it, so nothing is drafted."""
    with pytest.raises(Conflict):
        drafting(tmp_path, status="closed")


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    """It replaces the shipped one; one that drops a part is told."""
    (tmp_path / "update-keen.md.j2").write_text("{{ name }}: {{ progress }}")
    made, material = drafting(tmp_path)
    posting = made.posting(material, Posting("It is found"), None)
    assert made.update(material, posting, "keen") == "Theo: It is found\n"
    with pytest.raises(WrongUsage, match="leaves out: next"):
        made.update(material, posting._replace(next="More"), "keen")
