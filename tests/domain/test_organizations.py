"""When what witnesses say settles which organization is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters import defaults
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.organizations import (
    HINTS,
    WORDS,
    Match,
    Members,
    Named,
    Record,
    Source,
    Witness,
    called,
    candidates,
    customs,
    judged,
)

WITNESSES = st.lists(st.builds(Witness, st.sampled_from("abc"), st.sampled_from(Source)))


@given(WITNESSES)
def test_exactly_one_organization_settles_it_and_a_hint_never_does(found: list[Witness]) -> None:
    """Of all that is said, only who is confirmed counts; nothing that is confirmed is lost."""
    match, fitting = judged(candidates(found))
    sure = {witness.id for witness in found if witness.source not in HINTS}
    hinted = {witness.id for witness in found} - sure
    expected = {0: Match.UNCONFIRMED if hinted else Match.NONE, 1: Match.EXACT}
    assert match is expected.get(len(sure), Match.AMBIGUOUS)
    assert [each.id for each in fitting] == list(dict.fromkeys(each.id for each in fitting))
    assert {each.id for each in fitting} == (sure or hinted)


@given(WITNESSES)
def test_every_witness_of_an_organization_is_told_once(found: list[Witness]) -> None:
    """In the order in which they spoke."""
    for candidate in candidates(found):
        theirs = [witness.source for witness in found if witness.id == candidate.id]
        assert candidate.found_by == tuple(dict.fromkeys(theirs))


def test_every_source_has_words() -> None:
    """People are told who says so."""
    assert set(WORDS) == set(Source)


def test_names_are_compared_whole_first() -> None:
    """In any letter case and with single blanks; several that are exactly so are all of them."""
    named = [Named("a", "Hedgebox  Inc"), Named("b", "HEDGEBOX INC"), Named("c", "Hedgebox Inc 2")]
    assert called(named, "hedgebox inc") == (tuple(named[:2]), True)
    assert called(named, "hedgebox") == (tuple(named), False)
    assert called([Named("a", "STRASSE")], "straße") == ((Named("a", "STRASSE"),), True)
    assert called([], "x") == ((), False)


@pytest.mark.parametrize(
    ("us", "eu", "region", "mixed"),
    [
        (0, 0, None, False),
        (3, 0, "us", False),
        (0, 1, "eu", False),
        (2, 1, "us", True),
        (2, 2, None, True),
    ],
)
def test_the_region_is_where_most_people_are(
    us: int, eu: int, region: str | None, *, mixed: bool
) -> None:
    """A draw tells nothing."""
    record = Record(None, None, Members(0, 0), {"us": us, "eu": eu})
    assert (record.region, record.mixed) == (region, mixed)


def test_the_shipped_facts_can_be_used() -> None:
    """Free mail is a list of domains in lower case; the form of Vitally's pages is not known."""
    known = customs(defaults.load())
    assert "gmail.com" in known.free_mail
    assert all(domain == domain.lower().strip() for domain in known.free_mail)
    assert known.vitally is None


@pytest.mark.parametrize("value", ["gmail.com", [1], {}])
def test_free_mail_that_is_no_list_is_refused(value: object) -> None:
    """A text would be taken for its letters."""
    facts = defaults.load()
    facts["organizations"]["free_mail_domains"] = value
    with pytest.raises(WrongUsage, match="free_mail_domains"):
        customs(facts)
