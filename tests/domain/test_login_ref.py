"""Whom a person means by what they type, or paste."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.errors import OtherDesk, WrongUsage
from csm_cli.domain.login_ref import AddressRef, ProjectRef, UserRef, who
from csm_cli.domain.organization_ref import DomainRef, Hosts, NameRef, OrganizationRef, PageRef
from csm_cli.domain.refs import TicketRef

HOSTS = Hosts(frozenset({"us.posthog.com", "app.posthog.com"}), frozenset({"eu.posthog.com"}), "go")
ID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
US, EU = "https://us.posthog.com", "https://eu.posthog.com"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48213", TicketRef(48213)),
        ("#48213", TicketRef(48213)),
        ("https://posthoghelp.zendesk.com/agent/tickets/48213",
         TicketRef(48213, "posthoghelp.zendesk.com")),
        ("user:20418", UserRef(20418)),
        ("User #20418", UserRef(20418)),
        (f"{US}/admin/posthog/user/20418/change/", UserRef(20418, "us")),
        (f"{EU}/admin/posthog/user/7/history/", UserRef(7, "eu")),
        (f"{EU}/admin/posthog/user/?q=Theo%2Bx%40hedgebox.example",
         AddressRef("theo+x@hedgebox.example", "eu")),
        ("http://go/adminEU/theo@hedgebox.example", AddressRef("theo@hedgebox.example", "eu")),
        ("Theo@Hedgebox.example", AddressRef("theo@hedgebox.example")),
        (f"{EU}/project/123/insights/abc?x=1#y", ProjectRef("123", "eu")),
        ("eu.posthog.com/project/123", ProjectRef("123", "eu")),
        ("https://app.posthog.com/project/9/feature_flags/4", ProjectRef("9", "us")),
        (f"{US}/project/phc_abc123/replay/1", ProjectRef("phc_abc123", "us")),
        (f"{US}/admin/posthog/team/48113/change/", ProjectRef("48113", "us")),
        (f"{EU}/admin/posthog/organization/{ID}/change/", PageRef(OrganizationRef(ID, "eu"))),
        (f"go/adminOrgUS/{ID}", PageRef(OrganizationRef(ID, "us"))),
        (ID, OrganizationRef(ID)),
        ("hedgebox.example", DomainRef("hedgebox.example")),
        ("A/B Testing Co", NameRef("A/B Testing Co")),
    ],
)  # fmt: skip
def test_whom_it_names(text: str, expected: object) -> None:
    """Each kind by its looks; a region only where the page's host, or a short link, has one."""
    assert who(text, HOSTS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", f"{EU}/settings/project", "https://posthog.hedgebox.example/project/1/insights",
        "https://eu.posthog.com@evil.example/project/1", "https://eu.posthog.com:444/project/1",
        "https://eu.posthog.com.evil.example/project/1", "https://evil.example/", "user:0x",
    ],
)  # fmt: skip
def test_what_names_nobody(text: str) -> None:
    """No other host becomes a region, however it is dressed up."""
    try:
        found = who(text, HOSTS)
    except WrongUsage:
        return
    assert isinstance(found, NameRef)


@pytest.mark.parametrize("end", ["", "/", "?next=1", "/home"])
def test_a_page_without_a_project_is_told_as_one(end: str) -> None:
    """Of PostHog's, in its region: the bare host as well."""
    with pytest.raises(WrongUsage, match="PostHog's in the EU, and it names no project"):
        who(f"{EU}{end}", HOSTS)


def test_a_self_hosted_page_is_told_as_one() -> None:
    """There is no admin for it, and what helps there is said."""
    with pytest.raises(WrongUsage, match="not PostHog Cloud") as told:
        who("https://posthog.hedgebox.example/project/1/insights", HOSTS)
    assert "docs" in str(told.value.hint)
    assert "GitHub" in str(told.value.hint)


def test_a_ticket_of_the_newer_desk_is_not_a_project() -> None:
    """It stands under a project in its address, PostHog's own: nobody logs in as that."""
    with pytest.raises(OtherDesk, match="PostHog Support"):
        who(f"{US}/project/2/support/tickets/512", HOSTS)


@given(st.text(max_size=120))
def test_any_text_names_somebody_or_is_refused(text: str) -> None:
    """And no text gives a region but one of the two."""
    try:
        found = who(text, HOSTS)
    except WrongUsage:
        return
    assert getattr(found, "region", None) in {None, "us", "eu"}
