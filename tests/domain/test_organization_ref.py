"""How a person names an organization."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.organization_ref import OrganizationRef, organization_ref

ID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (ID, None),
        (f"  {ID.upper()}\n", None),
        (f"https://us.posthog.com/admin/posthog/organization/{ID}/change/", "us"),
        (f"https://eu.posthog.com/admin/posthog/organization/{ID}/change/?next=/", "eu"),
        (f"eu.posthog.com/admin/posthog/organization/{ID}", "eu"),
        (f"http://go/adminOrgEU/{ID}", "eu"),
        (f"go/adminOrgUS/{ID}", "us"),
        (f"http://go/billing/{ID}", None),
    ],
)
def test_an_id_or_an_address_that_holds_it(text: str, region: str | None) -> None:
    """The region is that of the address, where it names one."""
    assert organization_ref(text) == OrganizationRef(ID, region)


@pytest.mark.parametrize(
    "text",
    [
        "", "Hedgebox Inc", "48213", ID[:-1], f"{ID}'", f"{ID} OR 1=1", "mira@hedge.example",
        f"http://go/ticketByUUID/{ID}",
        f"https://us.posthog.com/admin/posthog/user/{ID}/change/",
        f"https://us.posthog.com/admin/posthog/organization/?q={ID}",
        f"https://[/admin/posthog/organization/{ID}/",
    ],
)  # fmt: skip
def test_any_other_text_is_refused(text: str) -> None:
    """Among them ids of other things; the message shows what was read, and nothing runs it."""
    with pytest.raises(WrongUsage, match="no organization id"):
        organization_ref(text)


@given(st.text())
def test_no_text_at_all_becomes_anything_but_an_id(text: str) -> None:
    """What leaves here goes into a query, as a value."""
    try:
        known = organization_ref(text).id
    except WrongUsage:
        known = ""
    assert set(known) <= set("0123456789abcdef-")
