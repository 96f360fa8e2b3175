"""How a person names an organization."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.organization_ref import (
    LONGEST,
    DomainRef,
    EmailRef,
    Hosts,
    NameRef,
    OrganizationRef,
    PageRef,
    reference,
)
from csm_cli.domain.refs import TicketRef

ID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"


@pytest.mark.parametrize("text", [ID, f"  {ID.upper()}\n"])
def test_an_id_is_one_in_any_letter_case(text: str) -> None:
    """It leaves here in the spelling that PostHog uses."""
    assert reference(text) == OrganizationRef(ID)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (f"https://us.posthog.com/admin/posthog/organization/{ID}/change/", "us"),
        (f"https://eu.posthog.com/admin/posthog/organization/{ID}/change/?next=/", "eu"),
        (f"eu.posthog.com/admin/posthog/organization/{ID}", "eu"),
        (f"HTTPS://us.posthog.com/admin/posthog/organization/{ID.upper()}/change/", "us"),
        (f"http://go/adminOrgEU/{ID}", "eu"),
        (f"go/adminOrgUS/{ID}", "us"),
        (f"http://go/billing/{ID}", None),
        (f"https://app.posthog.com/admin/posthog/organization/{ID}/change/", "us"),
    ],
)
def test_an_admin_page_holds_an_id(text: str, region: str | None) -> None:
    """The region is that of the address, where it names one."""
    assert reference(text) == PageRef(OrganizationRef(ID, region))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48213", TicketRef(48213)),
        (" #48213 ", TicketRef(48213)),
        (
            "https://posthoghelp.zendesk.com/agent/tickets/48213",
            TicketRef(48213, "posthoghelp.zendesk.com"),
        ),
        ("Mira.Lindqvist+x@Hedgebox.example", EmailRef("mira.lindqvist+x@hedgebox.example")),
        ("Hedgebox.Example", DomainRef("hedgebox.example")),
        ("@hedgebox.example", DomainRef("hedgebox.example")),
        ("mail.hedgebox.co.uk", DomainRef("mail.hedgebox.co.uk")),
        ("smørrebrød.example", DomainRef("smørrebrød.example")),
        ("Hedgebox   Inc\n", NameRef("Hedgebox Inc")),
        ("1 800 Flowers", NameRef("1 800 Flowers")),
        ("A/B Testing Co", NameRef("A/B Testing Co")),
        ("Mr. Wash", NameRef("Mr. Wash")),
        ("v1.0", NameRef("v1.0")),
        ("a@b@c.example", NameRef("a@b@c.example")),
        ("@", NameRef("@")),
        ("' OR 1=1 --", NameRef("' OR 1=1 --")),
        ("0184c2f1", NameRef("0184c2f1")),
    ],
)
def test_everything_else_is_told_by_its_looks(text: str, expected: object) -> None:
    """Addresses in lower case, blanks single; what looks like nothing special is a name."""
    assert reference(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " \n", "x" * (LONGEST + 1), ID[:-1], f"{ID}'", f"{ID} OR 1=1", f"{ID}{ID}",
        f"http://go/ticketByUUID/{ID}", f"go/ticketByUUID/{ID}",
        f"https://us.posthog.com/admin/posthog/user/{ID}/change/",
        f"https://us.posthog.com/admin/posthog/organization/?q={ID}",
        f"https://[/admin/posthog/organization/{ID}/",
        "https://us.posthog.com/project/2/support/tickets/12", "https://hedgebox.example/",
        "us.posthog.com/admin/posthog/user/7/change/",
    ],
)  # fmt: skip
def test_what_names_no_organization_is_refused(text: str) -> None:
    """Among it ids with a wrong digit, which must not be looked up as names."""
    with pytest.raises(WrongUsage):
        reference(text)


@pytest.mark.parametrize(
    "text",
    [
        f"https://evil.example/admin/posthog/organization/{ID}/change/",
        f"us.evil.example/admin/posthog/organization/{ID}/change/",
        f"https://us.posthog.com.evil.example/admin/posthog/organization/{ID}/change/",
        f"https://us.posthog.com@evil.example/admin/posthog/organization/{ID}/change/",
        f"https://evil.example/billing/{ID}",
        f"evil.example/adminOrgUS/{ID}",
        f"https://us.posthog.com/adminOrgEU/{ID}",
        f"http://go/admin/posthog/organization/{ID}/change/",
        f"ftp://us.posthog.com/admin/posthog/organization/{ID}/change/",
    ],
)
def test_a_page_of_another_host_names_nothing(text: str) -> None:
    """It may have come in a mail; what it says is not PostHog's word, region and all."""
    with pytest.raises(WrongUsage, match="PostHog"):
        reference(text)


def test_a_host_that_is_configured_is_posthogs() -> None:
    """Its region is the one that it is configured for."""
    facts = {
        "us_url": "https://us.posthog.com", "us_sites": ["us.posthog.com"],
        "eu_url": "https://eu.staging.example:8000", "eu_sites": ["eu.posthog.com"],
        "short_host": "short",
    }  # fmt: skip
    hosts, page = Hosts.of(facts), f"admin/posthog/organization/{ID}/change/"
    for host, region in (("eu.staging.example:8000", "eu"), ("us.posthog.com", "us")):
        assert reference(f"https://{host}/{page}", hosts) == PageRef(OrganizationRef(ID, region))
    assert reference(f"http://short/adminOrgEU/{ID}", hosts) == PageRef(OrganizationRef(ID, "eu"))


@given(st.text())
def test_no_text_becomes_an_id_but_one(text: str) -> None:
    """Whatever is typed, what leaves as an id has the letters of one; nothing else goes wrong."""
    try:
        ref = reference(text)
    except WrongUsage:
        return
    if isinstance(ref, PageRef):
        ref = ref.organization
    known = ref.id if isinstance(ref, OrganizationRef) else ""
    assert set(known) <= set("0123456789abcdef-")
