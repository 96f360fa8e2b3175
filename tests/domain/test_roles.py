"""What the desk's word means for a loan of a role, and which role a name stands for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from csm_cli.domain import roles
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.roles import Loan, Role
from csm_cli.domain.tickets import Me, Person

LIN = Person(103, "Lin Osei", "lin@posthog.example")
LIGHT = Role(1, "Light agent", roles.LIGHT)
FULL = Role(2, "Full agent", roles.FULL)
LEAD = Role(3, "Team lead", roles.FULL)
GUEST = Role(4, "Contributor", roles.LIGHT)
ADMIN = Role(5, "Admin", roles.ADMIN)
ALL = (LIGHT, FULL, LEAD, GUEST, ADMIN)
SINCE = datetime(2026, 11, 23, 10, tzinfo=UTC)


def me(role: Role) -> Me:
    """Lin, in a role."""
    return Me(LIN, role.access, role_id=role.id)


def loan(upper: Role | None = FULL, *, confirmed: bool = True) -> Loan:
    """Lin's loan."""
    return Loan(LIN, LIGHT, upper, roles.RUN, SINCE, confirmed)


@pytest.mark.parametrize(
    ("role", "upper", "is_now"),
    [
        (FULL, FULL, roles.LENT),
        (LIGHT, FULL, roles.BACK),
        (LEAD, FULL, roles.FOREIGN),
        (ADMIN, FULL, roles.FOREIGN),
        (GUEST, FULL, roles.FOREIGN),
        (LEAD, None, roles.LENT),  # on the page a person may take any role
        (LIGHT, None, roles.BACK),
        (GUEST, None, roles.FOREIGN),
    ],
)
def test_a_confirmed_loan(role: Role, upper: Role | None, is_now: str) -> None:
    """The raised role is lent, the old one is back, and a third one is not csm's business."""
    assert roles.state(loan(upper), me(role), SINCE) == is_now


@pytest.mark.parametrize(("seconds", "is_now"), [(0, "unclear"), (119, "unclear"), (120, "back")])
def test_a_raise_that_nobody_saw(seconds: int, is_now: str) -> None:
    """It may still arrive: the old role proves nothing before two minutes are over."""
    unseen = loan(confirmed=False)
    now = SINCE + timedelta(seconds=seconds)
    assert roles.state(unseen, me(LIGHT), now) == is_now
    assert roles.state(unseen, me(FULL), now) == roles.LENT


@given(some.sampled_from(ALL), some.booleans(), some.integers(0, 10**6))
def test_only_the_raised_role_is_lent(role: Role, confirmed: bool, seconds: int) -> None:
    """Whatever the record says and however old it is: no role but the raised one is given back."""
    now = SINCE + timedelta(seconds=seconds)
    lent = roles.state(loan(confirmed=confirmed), me(role), now) == roles.LENT
    assert lent == (role == FULL)


def test_a_role_is_found_by_its_name() -> None:
    """Case and spacing carry no meaning."""
    assert roles.called("full AGENT", roles.FULL, ALL, "zendesk.roles.full") == FULL


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("Staff", ALL, "no role is named 'Staff'"),
        ("Full agent", (*ALL, Role(9, "full agent", roles.FULL)), "several roles are named"),
        ("Full agent", (), "no role is named"),
        ("Admin", ALL, "not that of a full agent"),
        ("Light agent", ALL, "not that of a full agent"),
    ],
)
def test_a_role_that_cannot_be_told(name: str, known: tuple[Role, ...], said: str) -> None:
    """None, several, or one that reaches too far: nothing is sent, and the setting is named."""
    with pytest.raises(WrongUsage, match=said) as refused:
        roles.called(name, roles.FULL, known, "zendesk.roles.full")
    assert "zendesk.roles.full" in str(refused.value.hint)
    assert refused.value.written == "nothing was sent"


def test_the_hint_names_the_roles_that_would_do() -> None:
    """Only those that reach as far as they should; if there is none, that is said."""
    with pytest.raises(WrongUsage) as refused:
        roles.called("Staff", roles.FULL, ALL, "zendesk.roles.full")
    assert str(refused.value.hint).endswith("to one of: 'Full agent', 'Team lead'")
    with pytest.raises(WrongUsage) as refused:
        roles.called("Staff", roles.FULL, (LIGHT,), "zendesk.roles.full")
    assert str(refused.value.hint).endswith("to one of: none fits")


def test_the_present_role() -> None:
    """A role that the list lacks has a number at least; a desk without roles names none."""
    assert roles.current(me(FULL), ALL) == FULL
    assert roles.current(me(FULL), ()) == Role(2, "role 2", roles.FULL)
    assert roles.current(Me(LIN, roles.FULL), ALL) is None
