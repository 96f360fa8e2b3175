"""Who is looked for."""

import pytest

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.members import (
    Evidence,
    Extras,
    Home,
    MemberCount,
    Membership,
    home,
)
from csm_cli.domain.impersonation.records import Basis, Record
from tests.domain.impersonation.builders import started


def _named(email: str | None, user_id: str | None = "1") -> Record:
    return started(target_email=email, target_user_id=user_id)


def _basis(membership: Membership, email: str | None, user_id: str | None = "1") -> Basis | None:
    match = membership.match(_named(email, user_id))
    return match.basis if match else None


def test_an_address_matches_in_any_letter_case() -> None:
    """Accounts are looked up without regard to case, so mixed spellings exist."""
    membership = Membership([Evidence("p", " Mira@Hedge.EXAMPLE ", current=True)])
    assert _basis(membership, "mIRA@hedge.example") is Basis.CURRENT_MEMBER
    assert _basis(membership, "mira@hedge.example.org") is None


def test_an_address_that_only_the_past_knows_is_a_former_members() -> None:
    """Of somebody who left, and of a member who has a new address since."""
    membership = Membership(
        [
            Evidence("left", "oskar@hedge.example", current=False),
            Evidence("renamed", "rao@hedge.example", current=False),
            Evidence("renamed", "rao-bell@hedge.example", current=True),
        ]
    )
    assert _basis(membership, "oskar@hedge.example") is Basis.FORMER_MEMBER
    assert _basis(membership, "rao@hedge.example") is Basis.FORMER_MEMBER
    assert _basis(membership, "rao-bell@hedge.example") is Basis.CURRENT_MEMBER
    assert membership.count() == MemberCount(current=1, former=2, without_email=0)


def test_an_address_that_a_member_has_now_is_current_whatever_the_past_says() -> None:
    """Pieces come in any order, and several people can have had one address."""
    pieces = [
        Evidence("old", "desk@hedge.example", current=False),
        Evidence("new", "desk@hedge.example", current=True),
    ]
    for order in (pieces, pieces[::-1]):
        membership = Membership(order)
        assert _basis(membership, "desk@hedge.example") is Basis.CURRENT_MEMBER
        assert membership.count() == MemberCount(current=1, former=0, without_email=0)


def test_people_without_an_address_are_counted_as_a_gap() -> None:
    """Anonymised people of today, even if the past knows an address of theirs, and of then."""
    membership = Membership(
        [
            Evidence("anonymous", None, current=True),
            Evidence("anonymised later", "", current=True),
            Evidence("anonymised later", "greta@hedge.example", current=False),
            Evidence("gone", None, current=False),
        ]
    )
    assert membership.count() == MemberCount(current=0, former=1, without_email=3)
    assert _basis(membership, "greta@hedge.example") is Basis.FORMER_MEMBER


def test_two_records_of_one_person_are_one_member() -> None:
    """A second sign-up with the same address must not double anything."""
    twins = [Evidence(person, "theo@hedge.example", current=True) for person in ("a", "b")]
    assert Membership(twins).count() == MemberCount(1, 0, 0)


def test_an_unknown_address_matches_nobody_without_one() -> None:
    """Nothing is equal to nothing: an event without an address is not an anonymous member's."""
    membership = Membership([Evidence("anonymous", None, current=True)])
    for nothing in (None, "", "  "):
        assert _basis(membership, nothing) is None
        assert _basis(membership, nothing, None) is None


def test_accounts_added_by_hand_come_after_membership() -> None:
    """The stronger reason is named; ids and addresses given with options are looked for too."""
    extras = Extras(frozenset({"niko@hedge.example", "mira@hedge.example"}), frozenset({"20466"}))
    membership = Membership([Evidence("p", "mira@hedge.example", current=True)], extras)
    assert _basis(membership, "MIRA@hedge.example") is Basis.CURRENT_MEMBER
    assert _basis(membership, "Niko@hedge.example") is Basis.EXTRA_EMAIL
    assert _basis(membership, None, "20466") is Basis.EXTRA_USER_ID
    assert _basis(membership, None, "20467") is None


@pytest.mark.parametrize(
    ("sites", "given", "expected"),
    [
        (["eu", "eu"], None, Home("eu")),
        (["us"], "us", Home("us")),
        ([], "eu", Home("eu")),
        ([], None, Home(None)),
        (["us", "us", "eu"], None, Home("us", mixed=True)),
        (["us", "eu"], None, Home(None, mixed=True)),
        (["us", "us", "eu"], "eu", Home("eu")),
    ],
)
def test_the_region_is_that_of_the_members_accounts(
    sites: list[str], given: str | None, expected: Home
) -> None:
    """The option counts only where the accounts do not tell, or disagree."""
    pieces = [
        Evidence(str(at), f"{at}@hedge.example", current=True, region=site)
        for at, site in enumerate(sites)
    ]
    assert home(Membership(pieces), given) == expected


def test_a_region_that_contradicts_all_members_is_refused() -> None:
    """An audit of the wrong region would show another customer's sessions, or none."""
    membership = Membership([Evidence("p", "m@hedge.example", current=True, region="us")])
    with pytest.raises(WrongUsage, match="region us, not eu"):
        home(membership, "eu")


def test_the_members_of_today_decide_about_the_region() -> None:
    """Somebody who left may have made another account since."""
    membership = Membership(
        [
            Evidence("a", "a@hedge.example", current=True, region="us"),
            Evidence("b", "b@hedge.example", current=False, region="eu"),
        ]
    )
    assert home(membership, None) == Home("us")
