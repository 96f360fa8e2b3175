"""Reading rate limits out of headers: four spellings, mixed and mangled as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.zendesk.limits import ACCOUNT, Allowance, allowances

NUMBERS = st.integers(0, 100_000)
NAMES = st.from_regex(r"[a-z][a-z-]{0,20}[a-z]", fullmatch=True)


def _cased(text: str, upper: int) -> str:
    """The text with some letters in upper case, as servers please."""
    return "".join(
        letter.upper() if upper >> place & 1 else letter for place, letter in enumerate(text)
    )


@given(total=NUMBERS, remaining=NUMBERS, resets=st.integers(0, 3600), upper=st.integers(0))
@pytest.mark.parametrize(
    ("names", "tells_reset"),
    [
        (("x-rate-limit", "x-rate-limit-remaining"), False),
        (("rate-limit", "rate-limit-remaining", "rate-limit-reset"), True),
        (("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"), True),
    ],
)
def test_the_accounts_limit(
    names: tuple[str, ...], tells_reset: bool, total: int, remaining: int, resets: int, upper: int
) -> None:
    """Each spelling says the same, whatever the case of its letters."""
    values = (total, remaining, resets)
    headers = {_cased(name, upper): str(value) for name, value in zip(names, values, strict=False)}
    expected = Allowance(ACCOUNT, total, remaining, resets if tells_reset else None)
    assert allowances(headers) == (expected,)


@given(
    name=NAMES,
    values=st.tuples(NUMBERS, NUMBERS, st.integers(0, 3600)),
    order=st.permutations(range(3)),
    gap=st.sampled_from(["; ", ";", " ;  ", ", "]),
    dash=st.sampled_from(["zendesk-rate-limit-", "Zendesk-RateLimit-", "ZENDESK-RATE-LIMIT-"]),
)
def test_an_endpoints_limit(
    name: str, values: tuple[int, int, int], order: list[int], gap: str, dash: str
) -> None:
    """Both spellings of the header, the three numbers in any order."""
    total, remaining, resets = values
    parts = [f"total={total}", f"remaining={remaining}", f"resets={resets}"]
    headers = {dash + name: gap.join(parts[place] for place in order)}
    assert allowances(headers) == (Allowance(name, total, remaining, resets),)


def test_all_at_once() -> None:
    """An answer of the vendor's documentation: the account and two limits of the endpoint."""
    told = allowances(
        {
            "Content-Type": "application/json",
            "X-Rate-Limit": "700",
            "X-Rate-Limit-Remaining": "699",
            "ratelimit-limit": "700",
            "ratelimit-remaining": "699",
            "ratelimit-reset": "42",
            "zendesk-ratelimit-tickets-update": "total=100; remaining=99; resets=60",
            "zendesk-rate-limit-per-ticket-updates": "total=30; remaining=29; resets=468",
        }
    )
    assert told == (
        Allowance("account", 700, 699, 42),
        Allowance("per-ticket-updates", 30, 29, 468),
        Allowance("tickets-update", 100, 99, 60),
    )


def test_spellings_that_disagree() -> None:
    """The least that any of them leaves, and the latest end, are the ones to go by."""
    told = allowances(
        {
            "x-rate-limit": "700",
            "x-rate-limit-remaining": "12",
            "rate-limit": "400",
            "rate-limit-remaining": "5",
            "rate-limit-reset": "3",
            "ratelimit-remaining": "9",
            "ratelimit-reset": "40",
        }
    )
    assert told == (Allowance("account", 400, 5, 40),)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("100, 100;w=60", 100),
        (" 7 ", 7),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("7.5", None),
        ("many", None),
        ("٣", None),
        ("9" * 5000, None),
    ],
)
def test_numbers_as_they_come(value: str, expected: int | None) -> None:
    """A policy after the number is left alone; what is no plain number tells nothing."""
    told = allowances({"ratelimit-remaining": value})
    assert [each.remaining for each in told] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("remaining=3", (None, 3, None)),
        ("total=5; remaining=3; resets=1763895600", (5, 3, None)),
        ("total=5; remaining=3; resets=soon", (5, 3, None)),
        ("total=5; resets=3", None),
        ("total=5; remaining=-3; resets=3", None),
        ("total=5; remaining=" + "9" * 5000, None),
        ("3", None),
    ],
)
def test_parts_that_are_missing(
    value: str, expected: tuple[int | None, int, int | None] | None
) -> None:
    """Without what is left there is nothing to go by; a time of day is no number of seconds."""
    told = allowances({"zendesk-rate-limit-tickets-update": value})
    assert told == (() if expected is None else (Allowance("tickets-update", *expected),))


@given(
    st.dictionaries(
        st.sampled_from(
            ["x-rate-limit", "x-rate-limit-remaining", "Rate-Limit-Reset", "ratelimit-remaining",
             "zendesk-ratelimit-x", "zendesk-rate-limit-", "zendesk-rate-limit-a b"]
        ) | st.text(max_size=20),
        st.text(max_size=40) | NUMBERS.map(str),
    )
)  # fmt: skip
def test_whatever_stands_in_headers(headers: dict[str, str]) -> None:
    """No header makes reading fail, and no number comes out that is not one."""
    for each in allowances(headers):
        assert each.remaining >= 0
        assert each.total is None or each.total >= 0
        assert each.resets is None or 0 <= each.resets <= 86_400
