"""Whom GitHub, Pylon, Vitally and Slack take a key for, asked of the sandbox over HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from csm_cli.domain.errors import CsmError, Limited, NotAllowed, NotSignedIn, Unavailable
from csm_cli.domain.signin import Identity
from tests.adapters.optional_services.conftest import Who
from tests.sandbox.small_services.asking import Small

GOOD = {
    "github": "ghp_classic",
    "pylon": "pylon_token",
    "vitally": "sk_live_canary",
    "slack": "xoxp-robin",
}
EVERY = pytest.mark.parametrize("service", GOOD)


def _url(services: Small, service: str) -> str:
    return services.sandbox.services[service]


def _fails(services: Small, who: Who, service: str, kind: type[CsmError]) -> CsmError:
    """The error of asking with the good key, which must be of this kind and of no other."""
    with pytest.raises(CsmError) as failed:
        who(service, _url(services, service), GOOD[service])
    assert type(failed.value) is kind
    assert GOOD[service] not in str(failed.value) + repr(failed.value.__dict__)
    return failed.value


def test_github_tells_scopes_and_end(services: Small, who: Who) -> None:
    """Of a classic token both; who it is has name and login."""
    found = who("github", _url(services, "github"), "ghp_classic")
    assert (found.who, found.role, found.region) == ("Robin Vale (robin-vale)", None, None)
    assert found.scopes == ("repo", "user")
    assert found.ends is not None
    assert timedelta(days=9) < found.ends - datetime.now(UTC) <= timedelta(days=10)


def test_github_tells_less_of_a_fine_grained_token(services: Small, who: Who) -> None:
    """No scopes is not the same as none known: the one is empty, the other null."""
    found = who("github", _url(services, "github"), "github_pat_fine")
    assert found == Identity("ada-park", None, None, None, None)


def test_pylon_tells_the_tokens_name(services: Small, who: Who) -> None:
    """And the organization; a person's own token names the person."""
    url = _url(services, "pylon")
    assert who("pylon", url, "pylon_token").who == "csm of Robin in PostHog"
    assert who("pylon", url, "pylon_person").who == "ada@posthog.example in PostHog"


def test_vitally_tells_nobody(services: Small, who: Who) -> None:
    """The key is good, and one small request showed it."""
    found = who("vitally", _url(services, "vitally"), GOOD["vitally"])
    assert "names nobody" in found.who
    [entry] = services.log()
    assert (entry["path"], entry["query"]) == ("/resources/admins", "limit=1")


def test_slack_tells_a_person_from_a_bot(services: Small, who: Who) -> None:
    """Only a person's token can search later, so the role matters."""
    url = _url(services, "slack")
    person, bot = who("slack", url, "xoxp-robin"), who("slack", url, "xoxb-csm")
    assert person == Identity("robin in PostHog", "user", ("search:read", "users:read"), None, None)
    assert (bot.who, bot.role, bot.scopes) == ("csm in PostHog", "bot", ("chat:write",))


@pytest.mark.parametrize(
    ("service", "key"),
    [
        ("github", "ghp_unknown"),
        ("github", "ghp_ended"),
        ("pylon", "unknown"),
        ("vitally", "unknown"),
        ("slack", "xoxp-unknown"),
        ("slack", "xoxp-revoked"),
        ("slack", "xoxp-expired"),
        ("slack", "xoxp-left"),
    ],
)
def test_keys_that_nobody_has(services: Small, who: Who, service: str, key: str) -> None:
    """Unknown, ended or taken back is one thing to a person: sign in again."""
    with pytest.raises(NotSignedIn) as refused:
        who(service, _url(services, service), key)
    assert refused.value.hint == f"csm auth login {service}"
    assert f"CSM_{service.upper()}_*" in refused.value.message
    assert key not in refused.value.message


def test_pylons_other_region(services: Small, who: Who) -> None:
    """The mistake is another one, and so is what to do."""
    with pytest.raises(NotSignedIn, match="other region") as refused:
        who("pylon", _url(services, "pylon"), "pylon_eu")
    assert "CSM_PYLON_URL" in str(refused.value.hint)


def test_githubs_limit_of_an_hour_is_no_refusal(services: Small, who: Who) -> None:
    """A 403 with nothing remaining is a limit, with the seconds until its window ends."""
    for _ in range(5):
        services.ask("github", "/user", "ghp_classic", headers={"X-Test": "uses the hour up"})
        services.advance(61)
    error = _fails(services, who, "github", Limited)
    assert error.retry_after is not None
    assert 3200 < error.retry_after < 3300  # by GitHub's clock, which is five minutes ahead
    assert error.request_id


def test_githubs_secondary_limit_is_no_refusal(services: Small, who: Who) -> None:
    """Nor is the one of a minute."""
    for _ in range(4):
        services.ask("github", "/user", "ghp_classic")
    error = _fails(services, who, "github", Limited)
    assert error.retry_after is not None
    assert 0 < error.retry_after <= 60


@pytest.mark.parametrize(("service", "asked"), [("pylon", 3), ("vitally", 4), ("slack", 2)])
def test_limits_of_a_minute(services: Small, who: Who, service: str, asked: int) -> None:
    """A limit is told with its seconds, where the service gives any."""
    for _ in range(asked):
        who(service, _url(services, service), GOOD[service])
    error = _fails(services, who, service, Limited)
    assert (error.retry_after is None) == (service == "pylon")


@EVERY
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"fault": "status", "status": 403}, NotAllowed),
        ({"fault": "status", "status": 404}, Unavailable),
        ({"fault": "status", "status": 429, "retry_after": 61}, Limited),
        ({"fault": "status", "status": 500}, Unavailable),
        ({"fault": "status", "status": 503}, Unavailable),
        ({"fault": "redirect"}, Unavailable),
        ({"fault": "html"}, Unavailable),
        ({"fault": "drop"}, Unavailable),
        ({"fault": "truncated"}, Unavailable),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_what_goes_wrong(
    services: Small, who: Who, service: str, fault: dict[str, object], kind: type[CsmError]
) -> None:
    """Each failure is an error of csm's, says what to do, and never holds the key."""
    services.arm(service, times=2, **fault)
    error = _fails(services, who, service, kind)
    assert error.hint


@EVERY
def test_once_more_after_a_hiccup(services: Small, who: Who, service: str) -> None:
    """One busy answer is asked again; csm waits no longer for what it can do without."""
    services.arm(service, fault="status", status=503)
    assert who(service, _url(services, service), GOOD[service]).who
    assert [entry["status"] for entry in services.log()] == [503, 200]


@EVERY
def test_silence_ends(services: Small, who: Who, service: str) -> None:
    """After the time that is set, and without a second try."""
    services.arm(service, fault="hang", seconds=5)
    with pytest.raises(Unavailable, match="did not answer in time"):
        who(service, _url(services, service), GOOD[service], timeout="0.2")
    assert len(services.log()) <= 1


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "clé"])
@EVERY
def test_keys_that_can_not_be_sent(services: Small, who: Who, service: str, key: str) -> None:
    """What no header can hold is told before anything is sent."""
    with pytest.raises(NotSignedIn, match="holds a character"):
        who(service, _url(services, service), key)
    assert services.log() == []
