"""Register, medium, and the sentences that say that there is no news."""

import pytest

from csm_cli.domain import drafts
from csm_cli.domain.intake import Intake
from tests.services.readable_desk import ADA, THEO, entry, ticket


@pytest.mark.parametrize(
    ("kind", "severity", "register"),
    [
        ("feedback", "high", "keen"),
        ("bug", None, "clinical"),
        ("support", "critical", "clinical"),
        ("support", "low", "keen"),
        (None, None, "keen"),
    ],
)
def test_the_register(kind: str | None, severity: str | None, register: str) -> None:
    """Keen for ideas and questions, clinical for trouble."""
    assert drafts.register_of(Intake("", kind=kind), severity) == register


def test_the_medium() -> None:
    """A tag or the channel tells a chat; all else is mail."""
    assert drafts.medium_of(ticket(tags=("slack",)), {"slack"}) == "chat"
    assert drafts.medium_of(ticket(channel="chat"), {"slack", "chat"}) == "chat"
    assert drafts.medium_of(ticket(channel="email"), {"slack", "chat"}) == "mail"


def test_who_waits() -> None:
    """A pending ticket waits for its customer, any other for us."""
    assert drafts.waits_of("pending") == "customer"
    assert drafts.waits_of("hold") == "us"


def test_without_news() -> None:
    """Whoever has had no word of ours is not told of a last one; with news neither is said."""
    note, reply = entry(1, ADA, "a", 1, private=True), entry(2, ADA, "b", 1)
    assert drafts.nothing_new([note, entry(3, THEO, "c", 1)]) == drafts.NOTHING_YET
    assert drafts.nothing_new([reply]) == drafts.NOTHING_NEW
    assert drafts.Posting("", " \n", None).nothing_new
    assert not drafts.Posting(next="we ship it").nothing_new
    text = f"Hi Theo! {drafts.NOTHING_NEW}\n\nProgress:\nIt is found\n"
    assert not drafts.has_news(text)
    assert drafts.with_news(text) == "Hi Theo!\n\nProgress:\nIt is found"
    mail = f"Hi Theo,\n\n{drafts.NOTHING_YET}\n\nProgress:"
    assert drafts.with_news(mail) == "Hi Theo,\n\nProgress:"
