"""Where to log in as a customer, by services in memory that say what a test wants them to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from csm_cli.adapters import defaults
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.login_as import Login, forms
from csm_cli.domain.organizations import Accounts, Members, Record, customs
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import DeskOrganization, Person, Ticket
from csm_cli.services.login_as import LoggingIn, LoginRequest
from csm_cli.services.login_facts import Sources
from csm_cli.services.organization import Organizations, Services
from csm_cli.services.organization_beside import Beside
from tests.domain.forms import ORGANIZATION_ID, body
from tests.services.readable_desk import FORM, ReadableDesk, ticket

OTHER_ID = "018f02aa-91c0-0000-8e15-2b7d0c6aef05"
US, EU = {"us": 2, "eu": 0}, {"us": 0, "eu": 1}
HOST = {"us": "https://us.posthog.com", "eu": "https://eu.posthog.com"}


class Directory:
    """PostHog's records."""

    notices: Sequence[Notice] = ()

    def __init__(
        self, accounts: Sequence[Accounts] = (), sites: Mapping[str, Mapping[str, int]] = {}
    ) -> None:
        self._accounts = accounts
        self._sites = sites

    def accounts(self, address: str) -> Sequence[Accounts]:
        """Those of whichever address."""
        assert address == address.lower()
        return self._accounts

    def records(self, organization_ids: Sequence[str]) -> Mapping[str, Record]:
        """Those that it has of these."""
        members = Members(1, 0)
        return {
            key: Record("A customer", None, members, self._sites[key])
            for key in organization_ids
            if key in self._sites
        }


class Desk:
    """The desk's records of customers."""

    def __init__(self, *filed: DeskOrganization) -> None:
        self._filed = filed

    def with_ids(self, organization_ids: Sequence[str]) -> Sequence[DeskOrganization]:
        """Those with these ids."""
        return [each for each in self._filed if each.organization_id in organization_ids]


def _pages(who: str, directory: Directory, desk: Desk, only: Ticket, **typed: Any) -> Login:
    facts: Any = defaults.load()
    nobody: Any = desk
    beside = Beside(lambda: None, 1, 1)
    asked = Services(lambda: ReadableDesk(only), lambda: directory, lambda: nobody, beside)  # type: ignore[arg-type, return-value]
    organizations = Organizations(asked, customs(facts), lambda: datetime.now(UTC))
    logging_in = LoggingIn(
        lambda: ReadableDesk(only),
        organizations,
        Sources(lambda: directory, lambda: nobody, seconds=30),
        forms(facts),
        "please assign",
    )
    return logging_in.pages(LoginRequest(who, words="the funnel", **typed))


def _of_ticket(only: Ticket, directory: Directory, desk: Desk | None = None) -> Login:
    return _pages("48213", directory, desk or Desk(), only)


def _codes(found: Login) -> list[str]:
    return [notice.code for notice in found.warnings]


def test_a_member_of_the_tickets_organization_is_verified() -> None:
    """By PostHog's records; a person at home elsewhere, or unknown, is not, and it is said."""
    home = Directory([Accounts(ORGANIZATION_ID, US)], {ORGANIZATION_ID: US})
    assert _of_ticket(ticket(), home).pages[0].verified
    for directory in (Directory([Accounts(OTHER_ID, US)], {ORGANIZATION_ID: US}), Directory()):
        found = _of_ticket(ticket(), directory)
        searched = [page for page in found.pages if page.kind == "user_search"]
        assert [page.verified for page in searched] == [False]
        assert "address_unverified" in _codes(found)


def test_an_organization_that_only_the_text_names_verifies_nobody() -> None:
    """However well the records know the address there: the customer chose the organization."""
    only = ticket(organization=None, organization_id=None)
    home = Directory([Accounts(ORGANIZATION_ID, US)], {ORGANIZATION_ID: US})
    found = _of_ticket(only, home)
    assert not any(page.verified for page in found.pages)
    assert {"target_typed_by_customer", "address_unverified"} <= set(_codes(found))


def test_records_go_before_the_tickets_text() -> None:
    """The text says US; the person's accounts are in the EU, and the difference is told."""
    home = Directory([Accounts(ORGANIZATION_ID, EU)], {ORGANIZATION_ID: {"us": 3, "eu": 1}})
    found = _of_ticket(ticket(), home)
    assert found.place.region == "eu"
    assert {page.url.partition("/admin")[0] for page in found.pages} == {HOST["eu"]}
    assert "region_differs" in _codes(found)


def test_a_number_of_the_other_region_is_nobodys() -> None:
    """The text says US: its user's and project's numbers are of the US, and of no other region.

    The records' region gets neither of them, nor does `--region`; where both are open, the
    numbers stand for the US alone. Where the text contradicts itself, they stand nowhere.
    """
    numbered = {"user", "project"}
    eu = Directory([Accounts(ORGANIZATION_ID, EU)], {ORGANIZATION_ID: EU})
    told = body(FORM).replace(
        "User: ", "Admin: https://us.posthog.com/admin/posthog/user/5/\nUser: "
    )
    for found in (
        _of_ticket(ticket(description=told), eu),
        _pages("48213", Directory(), Desk(), ticket(description=told), region="eu"),
    ):
        assert not numbered & {page.kind for page in found.pages}
        assert {"region_differs", "numbers_left_out"} <= set(_codes(found))
    both = Directory((), {ORGANIZATION_ID: {"us": 1, "eu": 1}})
    left = _of_ticket(ticket(description=told), both).pages
    assert {page.region for page in left if page.kind in numbered} == {"us"}
    odd = told.replace("us.posthog.com", "eu.posthog.com", 1)
    assert not numbered & {page.kind for page in _of_ticket(ticket(description=odd), eu).pages}


def test_a_region_that_only_the_text_names_is_said_to_be() -> None:
    """Also where nobody sees the title: `--web` and a pipe have the warning."""
    found = _of_ticket(ticket(), Directory())
    assert (found.place.region, found.place.source) == ("us", "ticket_text")
    assert "region_typed_by_customer" in _codes(found)


@pytest.mark.parametrize(
    ("who", "typed"),
    [
        ("https://eu.posthog.com/admin/posthog/user/5/change/", {"region": "us"}),
        ("https://eu.posthog.com/project/5/insights/a", {"region": "us"}),
        ("48213", {"ticket": "48214"}),
    ],
)
def test_what_contradicts_itself_is_refused(who: str, typed: dict[str, str]) -> None:
    """A number of one region has no page in the other; a reason is about one ticket."""
    with pytest.raises(WrongUsage):
        _pages(who, Directory(), Desk(), ticket(), **typed)
    agreed = {"region": "eu"} if "region" in typed else {"ticket": "#48213"}
    assert _pages(who, Directory(), Desk(), ticket(), **agreed).pages


def test_people_in_both_regions_settle_nothing() -> None:
    """Not even nineteen to one: each page in both, none of them chosen."""
    found = _pages(
        ORGANIZATION_ID, Directory((), {ORGANIZATION_ID: {"us": 19, "eu": 1}}), Desk(), ticket()
    )
    assert (found.page, [page.region for page in found.pages]) == (None, ["us", "eu"])
    assert _codes(found) == ["region_mixed"]


@pytest.mark.parametrize("who", ["48213", ORGANIZATION_ID, "Theo@hedgebox.example"])
def test_a_content_warning_goes_before_all_else(who: str) -> None:
    """Of the organization on the desk, by whichever name it was found."""
    both = {"us": 1, "eu": 1}
    home = Directory([Accounts(ORGANIZATION_ID, both)], {ORGANIZATION_ID: both})
    desk = Desk(DeskOrganization(3, "Hedgebox Inc", ORGANIZATION_ID, "Accidents."))
    found = _pages(who, home, desk, ticket())
    assert found.warnings[0] == Notice("content_warning", "content warning: Accidents.")
    assert len(found.warnings) > 1


def test_a_tag_is_a_content_warning_too() -> None:
    """As a trigger of the desk sets it."""
    found = _of_ticket(ticket(tags=("content_warning",)), Directory())
    assert _codes(found)[0] == "content_warning"


def test_an_address_in_several_organizations() -> None:
    """All are named, none is chosen as the customer, and their content warnings are all seen."""
    home = Directory([Accounts(ORGANIZATION_ID, US), Accounts(OTHER_ID, US)])
    desk = Desk(DeskOrganization(4, "Other", OTHER_ID, "Gore."))
    found = _pages("theo@hedgebox.example", home, desk, ticket())
    assert (found.customer.id, [page.kind for page in found.pages]) == (None, ["user_search"])
    assert _codes(found) == ["content_warning", "several_organizations"]
    assert OTHER_ID in found.warnings[1].text


def test_an_address_in_both_regions_is_left_open() -> None:
    """The same person has an account in each: which one is meant is the customer's to say."""
    home = Directory([Accounts(ORGANIZATION_ID, US), Accounts(OTHER_ID, EU)])
    found = _pages("theo@hedgebox.example", home, Desk(), ticket())
    assert (found.page, {page.region for page in found.pages}) == (None, {"us", "eu"})
    settled = _pages("theo@hedgebox.example", home, Desk(), ticket(), region="eu")
    assert settled.page
    assert settled.page.region == "eu"


def test_staff_who_write_for_a_customer_are_not_the_target() -> None:
    """Nobody logs in as a colleague because they filed the ticket."""
    staff = Person(2, "Ada Park", "ada.park@posthog.example", "staff")
    found = _of_ticket(ticket(requester=staff), Directory())
    assert "ada.park" not in " ".join(page.url for page in found.pages)


def test_a_ticket_about_nobody() -> None:
    """No block, no organization, no requester: no page, and that is said."""
    only = ticket(description="Help", organization=None, organization_id=None, requester=None)
    found = _of_ticket(only, Directory())
    assert (found.pages, found.page) == ((), None)
    assert _codes(found)[-1:] == ["nobody_named"]
