"""URLs as logs may hold them."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.masking import masked_url

HOST = "https://acme.zendesk.com"
CANARY = "k4n4ry-W7x"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"{HOST}/api/v2/tickets/48213.json?include=users", None),
        (f"{HOST}/api/v2/search.json?query=type%3Aticket+ada%40b.c&page%5Bsize%5D=100", None),
        (f"{HOST}/api/v2/uploads.json?filename=token.txt", None),
        (f"{HOST}/api/v2/uploads/{CANARY}.json", f"{HOST}/api/v2/uploads/***"),
        (f"{HOST}/attachments/token/{CANARY}/?name=a", f"{HOST}/attachments/token/***/?name=a"),
        (f"{HOST}/oauth/authorizations/new?code={CANARY}&scope=read",
         f"{HOST}/oauth/authorizations/new?code=***&scope=read"),
        (f"{HOST}/x?access_token={CANARY}", f"{HOST}/x?access_token=***"),
        (f"{HOST}/x?api%5Fkey={CANARY}&a", f"{HOST}/x?api%5Fkey=***&a"),
        (f"{HOST}/x?state={CANARY}&code_verifier={CANARY}",
         f"{HOST}/x?state=***&code_verifier=***"),
        (f"{HOST}/x?q=phx_{'a1' * 12}", f"{HOST}/x?q=***"),
        (f"https://robin:{CANARY}@acme.zendesk.com/x", f"{HOST}/x"),
        ("https://[x", "***"),
        (f"{HOST}/x#access_token={CANARY}", f"{HOST}/x"),
    ],
)  # fmt: skip
def test_what_is_masked(url: str, told: str | None) -> None:
    """What is secret by its name, place or look becomes `***`; all else stays to the letter."""
    assert masked_url(url) == (told or url)


@given(st.text(min_size=6, max_size=30).filter(lambda value: "*" not in value))
def test_own_credentials_are_found_wherever_they_stand(secret: str) -> None:
    """A credential of csm's own is in no URL that is told, as it is or escaped."""
    escaped = quote(secret, safe="")
    for url in (f"{HOST}/a/{escaped}/b", f"{HOST}/?q=a{escaped}"):
        assert escaped not in masked_url(url, [secret]).removeprefix(HOST)
