"""The keys of a config file: which there are, and what is said of one that there is not."""

import tomllib
from importlib.resources import files

import pytest

from csm_cli.adapters import config_keys
from csm_cli.adapters.config_keys import Kind, fits, known, nearest, unknown

SHIPPED = (files("csm_cli") / "defaults.toml").read_text("utf-8")


def test_every_shipped_fact_is_a_key_that_takes_its_own_value() -> None:
    """Whoever copies defaults.toml has a config file without a mistake."""
    assert unknown(tomllib.loads(SHIPPED)) == []
    for key in known().values():
        assert key.default is None or fits(key, key.default), key.name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zendesk.ulr", "zendesk.url"),
        ("zendesk.escalation_field", "zendesk.escalation_field_id"),
        ("limits.timout_seconds", "limits.timeout_seconds"),
        ("timeout_seconds", "limits.timeout_seconds"),
        ("postgog.key", "posthog.key"),
        ("colour", None),
    ],
)
def test_the_nearest_key(typed: str, meant: str | None) -> None:
    """A slip of a finger or a forgotten table leads to the key; an invented one to none."""
    assert nearest(typed) == meant


def test_unknown_keys_by_their_place() -> None:
    """Unknown keys and tables are named from the top, also those in a profile."""
    file = tomllib.loads("""
        profile = "work"
        colour = true
        [zendesk]
        url = "https://a.example"
        ulr = "https://a.example"
        [routes]
        procurement = "ask #procurement"
        [nonsense]
        a = 1
        [profiles.work]
        limits = { timeout = 3, timeout_seconds = 3 }
        [profiles.work.zendesk.roles]
        emial = "a@a.example"
    """)
    assert unknown(file) == [
        "colour",
        "zendesk.ulr",
        "nonsense",
        "profiles.work.limits.timeout",
        "profiles.work.zendesk.roles.emial",
    ]


@pytest.mark.parametrize(
    ("name", "value", "good"),
    [
        ("limits.timeout_seconds", 3, True),
        ("limits.timeout_seconds", 3.5, True),
        ("limits.timeout_seconds", "3", False),
        ("limits.timeout_seconds", True, False),
        ("zendesk.escalation_field_id", 5, True),
        ("zendesk.escalation_field_id", 5.0, False),
        ("zendesk.fields.area", 5.5, False),
        ("mine.organizations", ["a"], True),
        ("mine.organizations", [1], False),
        ("mine.organizations", "a", False),
    ],
)
def test_kinds(name: str, value: object, good: bool) -> None:
    """Numbers may be whole, ids must be; true is no number, and a text is no list."""
    assert fits(known()[name], value) is good


def test_what_is_a_secret() -> None:
    """Tokens and keys of every service, and nothing beside them."""
    secrets = {key.name for key in known().values() if key.secret}
    assert {"zendesk.token", "zendesk.roles.oauth_token", "posthog.key", "slack.key"} <= secrets
    assert not {"zendesk.url", "zendesk.client_id", "zendesk.email"} & secrets
    assert known()["posthog.key"].service == "posthog"


def test_a_key_of_an_open_table() -> None:
    """A route of one's own is a text, and no key of a table that is closed."""
    assert config_keys.find("routes.procurement") == config_keys.Key(
        "routes.procurement", Kind.TEXT
    )
    assert config_keys.find("clocks.platinum") is None
