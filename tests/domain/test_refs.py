"""Tickets as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain import support_links
from csm_cli.domain.errors import OtherDesk, WrongUsage
from csm_cli.domain.refs import TicketRef, looks_like_ticket, ticket_ref, uuid_text

HOST = "posthoghelp.zendesk.com"


@pytest.mark.parametrize("text", ["48213", "#48213", " 48213\n", "00048213", "#048213"])
def test_numbers(text: str) -> None:
    """A number with or without its sign, spaces around it, zeros before it."""
    assert ticket_ref(text) == TicketRef(48213)
    assert looks_like_ticket(text)


@pytest.mark.parametrize(
    "path",
    [
        "/agent/tickets/48213",
        "/agent/tickets/48213/",
        "/agent/tickets/48213/events?brand_id=1#comment",
        "/tickets/48213",
        "/requests/48213",
        "/hc/requests/48213",
        "/hc/en-us/requests/48213",
        "/api/v2/tickets/48213.json",
        "/api/v2/tickets/48213",
        "/api/v2/tickets/48213/comments.json?page%5Bsize%5D=100",
    ],
)
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_urls(scheme: str, path: str) -> None:
    """Any agent, help centre or API URL of a ticket, with its host kept for the desk to check."""
    assert ticket_ref(f"{scheme}://{HOST}{path}") == TicketRef(48213, HOST)


def test_hosts_are_compared_as_hosts() -> None:
    """Case, a user part and the usual port are no other host; any other port is."""
    for spelled in (HOST.upper(), f"someone@{HOST}", f"{HOST}:443"):
        assert ticket_ref(f"https://{spelled}/agent/tickets/1").host == HOST
    assert ticket_ref("http://127.0.0.1:8500/agent/tickets/1").host == "127.0.0.1:8500"
    assert ticket_ref(f"http://{HOST}:443/agent/tickets/1").host == f"{HOST}:443"


def test_a_host_that_only_looks_like_ours() -> None:
    """What stands before an at sign is not the host."""
    assert ticket_ref(f"https://{HOST}@evil.example/agent/tickets/1").host == "evil.example"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "0",
        "-1",
        "1.5",
        "1e5",
        "٤٨٢١٣",
        "48213 48214",
        "48213abc",
        "9" * 19,
        f"https://{HOST}/agent/tickets/",
        f"https://{HOST}/agent/tickets/48213abc",
        f"https://{HOST}/agent/users/48213",
        f"ftp://{HOST}/agent/tickets/48213",
        "https:///agent/tickets/48213",
        "https://[::1/agent/tickets/48213",
        "javascript://tickets/48213",
        "\x1b[31m48213",
    ],
)
def test_what_is_no_ticket(text: str) -> None:
    """Refused with what was read, and nothing of it can act on a terminal."""
    with pytest.raises(WrongUsage) as told:
        ticket_ref(text)
    assert told.value.message.isprintable()


UUID = "0198c2f1-7a10-0000-4b1d-6a6f1e5c0d01"


@pytest.mark.parametrize(
    ("address", "ticket", "page"),
    [
        ("https://us.posthog.com/project/2/support/tickets/512", "#512 on us.posthog.com", None),
        (f"https://us.posthog.com/project/2/support/tickets/{UUID}/", f"{UUID} on", UUID),
        ("https://us.posthog.com/support/tickets/512", "#512 on", None),
        ("us.posthog.com/project/2/support/tickets/512?view=x#y", "#512 on", None),
        ("HTTPS://EU.posthog.com/Project/2/Support/tickets/512", "#512 on eu.posthog.com", None),
    ],
)
def test_the_other_kind_of_ticket(address: str, ticket: str, page: str | None) -> None:
    """In each of the product's spellings: named as what it is, with the page to open it at.

    Never taken for the ticket of Zendesk's that has the same number.
    """
    with pytest.raises(OtherDesk) as told:
        ticket_ref(address)
    assert f"a ticket of PostHog Support, {ticket}" in told.value.message
    assert "csm works on Zendesk's" in told.value.message
    hint = told.value.hint or ""
    assert hint.startswith("open it at https://")
    assert hint.endswith(f"/support/tickets/{page or 512}")


@pytest.mark.parametrize("host", ["acme.freshdesk.com", "evilposthog.com", "posthog.com.evil.io"])
def test_a_desk_of_somebody_elses(host: str) -> None:
    """The same path on another host is no ticket of PostHog's, and nobody is sent there."""
    for page in ("/support/tickets/512", "/support/tickets"):
        with pytest.raises(WrongUsage) as told:
            ticket_ref(f"https://{host}{page}")
        assert not isinstance(told.value, OtherDesk)
        assert "PostHog Support" not in told.value.message


@pytest.mark.parametrize("end", ["", "/", "?view=Xy12"])
def test_the_other_desk_s_list(end: str) -> None:
    """The list and its views are no ticket, and are told from one."""
    with pytest.raises(OtherDesk, match="list of tickets"):
        ticket_ref(f"https://us.posthog.com/project/2/support/tickets{end}")


def test_tickets_that_a_text_links_to() -> None:
    """Each once, on the given hosts only, whatever stands around the address."""
    there = "https://us.posthog.com/project/2/support/tickets/"
    text = (
        f"see <{there}512>, ({there}{UUID}) and {there}512. https://evil.example/support/tickets/7"
    )
    found = support_links.inside([text, f"{there}512x {there}9/comments"], ["us.posthog.com"])
    assert [each.ticket for each in found] == ["512", UUID, "9"]
    assert found[0].url == f"{there}512"


@given(st.text(max_size=80))
def test_any_text_is_a_ticket_or_refused(text: str) -> None:
    """Nothing that is pasted makes reading fail in another way, nor gives a number no desk has."""
    try:
        ref = ticket_ref(text)
    except WrongUsage:
        return
    assert 0 < ref.number < 10**18


@given(st.integers(1, 10**18 - 1))
def test_every_number_comes_through(number: int) -> None:
    """A ticket is the number that was typed, in every spelling."""
    spelled = (f"{number}", f"#{number}", f"https://{HOST}/agent/tickets/{number}")
    assert {ticket_ref(text).number for text in spelled} == {number}


def test_uuids() -> None:
    """A UUID in capitals is the same; anything else is none."""
    assert uuid_text(" 0184C2F1-7A10-0000-4B1D-6A6F1E5C0D01 ") == (
        "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
    )
    assert uuid_text("0184c2f17a1000004b1d6a6f1e5c0d01") is None
    assert uuid_text("0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01' OR 1=1") is None
