"""A customer is greeted by name, and never by what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.greeting import called, greeting


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Theo Okonkwo", "Theo"),
        ("Okonkwo, Theo", "Theo"),
        ("Jean-Luc O\u2019Neill", "Jean-Luc"),
        ("Dr. Mira Blau", "Dr. Mira Blau"),
        ("  \u202eZo\u00eb  ", "Zo\u00eb"),
        ("\u5c71\u7530\u592a\u90ce", "\u5c71\u7530\u592a\u90ce"),
        ("theo", "theo"),
    ],
)
def test_names(name: str, expected: str) -> None:
    """The first name as it is written, whatever script; of somebody with a title all of it."""
    assert called(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        None,
        "",
        "theo@hedgebox.example",
        "hedgebox.example",
        "Hedgebox Support",
        "admin",
        "{{ticket.id}}",
        "[link=https://evil.example]Theo[/link]",
        "<b>Theo</b>",
        "Theo (via Slack)",
        "Theo: your account is locked",
        "R2D2",
        "=Theo",
        "T",
        "A" * 31,
        "-----",
        "J. R.",
        "Hedgebox Inc.",
        "Kelpworks GmbH",
        "Slack Bot",
        "Notifications",
        "community question",
    ],
)
def test_what_is_no_name(name: str | None) -> None:
    """Addresses, mailboxes, markup, placeholders and sentences greet nobody."""
    assert called(name) is None


@given(st.text(max_size=60))
def test_whatever_it_is(name: str) -> None:
    """What is called out is one short line of letters and what joins them."""
    found = called(name) or ""
    assert len(found) <= 30
    assert found == " ".join(found.split())
    assert not set(found) & set("<>[]{}()=@/\\:*_`#|\n\t\x1b0123456789")


def test_greetings() -> None:
    """A mail's ends with a comma, a chat's with none; without a name it is neutral."""
    assert greeting("Theo", chat=False) == "Hi Theo,"
    assert greeting(None, chat=True) == "Hi there!"
