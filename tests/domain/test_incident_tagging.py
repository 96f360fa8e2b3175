"""What the templates about an incident are filled in with."""

import pytest

from csm_cli.domain.incident_tagging import Sight, customer_values
from csm_cli.domain.tickets import Person
from tests.services.writable_desk import Clock, WritableDesk

URL = "https://status.example"


@pytest.mark.parametrize(
    ("requester", "name"),
    [
        ("Iris Lindqvist", "Iris"),
        ("Okonkwo, Theo", "Theo"),
        ("Hedgebox Support", None),
        ("iris@hedgebox.example", None),
        ("[Iris](https://a.example)", None),
    ],
)
def test_a_customer_is_called_as_in_any_other_reply(requester: str, name: str | None) -> None:
    """By the name that a draft of csm ask greets them by, or by none."""
    desk = WritableDesk(Clock())
    ticket = desk.add(48213)._replace(requester=Person(7, requester, None, "customer"))
    assert customer_values(Sight(None, (), ticket), URL, desk.clock())["name"] == name
