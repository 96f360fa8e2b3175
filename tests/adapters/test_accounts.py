"""Accounts: host and credential from one source, and nowhere without encryption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.accounts import Source, checked_url, posthog_account, zendesk_account
from csm_cli.domain.errors import CsmError, NotSignedIn, WrongUsage

DEFAULT = "https://posthoghelp.zendesk.com"
TOKEN = {"url": "https://a.example", "email": "me@a.example", "token": "one"}
OTHER = {"url": "https://b.example", "email": "me@b.example", "token": "two"}


def test_the_first_source_that_has_one() -> None:
    """Taken whole: nothing of a later source is mixed in."""
    found = zendesk_account(
        [Source("empty", {"url": None}), Source("a", TOKEN), Source("b", OTHER)], DEFAULT
    )
    assert found == ("https://a.example", "me@a.example", "one", None, "a", None)


@pytest.mark.parametrize("half", [{"url": "https://evil.example"}, {"email": "x@y.example"}])
def test_half_an_account(half: dict[str, str]) -> None:
    """A host without its credential gets nobody else's, and stops the search for one."""
    with pytest.raises(NotSignedIn) as told:
        zendesk_account([Source("half", half), Source("b", OTHER)], DEFAULT)
    assert (
        told.value.message
        == "not signed in to Zendesk: half names it, and holds no credential for it"
    )


def test_no_account() -> None:
    """Says what to set, or how to do without."""
    with pytest.raises(NotSignedIn) as told:
        zendesk_account([Source("empty", {})], DEFAULT)
    assert "CSM_ZENDESK_OAUTH_TOKEN" in (told.value.hint or "")
    assert "--sandbox" in (told.value.hint or "")


def test_a_token_without_an_email() -> None:
    """Zendesk takes an API token only together with an e-mail; an OAuth token alone."""
    with pytest.raises(NotSignedIn):
        zendesk_account([Source("a", {"token": "one"})], DEFAULT)
    assert zendesk_account([Source("a", {"oauth_token": "one"})], DEFAULT).url == DEFAULT


def test_posthog_is_the_same() -> None:
    """Both regions' hosts come with the key, or are the defaults."""
    us, eu = "https://us.posthog.com", "https://eu.posthog.com"
    own = {"us_url": "https://us.example", "key": "phx"}
    assert posthog_account([Source("a", own)], us, eu) == ("https://us.example", eu, "phx", "a")
    with pytest.raises(NotSignedIn) as told:
        posthog_account([Source("half", {"us_url": "https://x.example"}), Source("a", own)], us, eu)
    assert "half names it" in told.value.message


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://x.example", "https://x.example"),
        ("https://x.example/", "https://x.example"),
        ("https://x.example/agent/tickets/1", "https://x.example"),
        ("https://x.example:443", "https://x.example"),
        ("https://x.example:8443", "https://x.example:8443"),
        ("http://127.0.0.1:8500", "http://127.0.0.1:8500"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8500", "http://[::1]:8500"),
    ],
)
def test_urls(typed: str, origin: str) -> None:
    """Cut down to the origin."""
    assert checked_url(typed, "it") == origin


@pytest.mark.parametrize(
    "typed",
    [
        "http://x.example",
        "http://10.0.0.1",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "x.example",
        "ftp://x.example",
        "https://a b.example",
        "https://a\x1b[31m.example",
        "https://",
        "https://user:secret@x.example",
        "https://x.example?token=1",
        "https://[::1",
        "https://x.example:99999",
        "file:///etc/passwd",
        "",
    ],
)
def test_urls_that_are_refused(typed: str) -> None:
    """Plain http goes to this machine only, and a URL is that of a host."""
    with pytest.raises(WrongUsage):
        checked_url(typed, "it")


@pytest.mark.parametrize("before", ["me:hunter2@", "hunter2@", ":hunter2@"])
def test_a_password_in_a_url_is_not_shown(before: str) -> None:
    """Neither used nor told: it is said that it is there."""
    with pytest.raises(WrongUsage, match="it has a name or a password in it") as told:
        checked_url(f"https://{before}a.example", "it")
    assert "hunter2" not in told.value.message


@given(st.text(max_size=40).map(lambda text: f"http://{text}"))
def test_no_plain_http_to_others(typed: str) -> None:
    """Whatever is typed, what passes is https or this machine."""
    try:
        origin = checked_url(typed, "it")
    except CsmError:
        return
    assert origin.startswith(("http://127.", "http://localhost", "http://[::1]", "http://[0"))
