"""The JSON Schema of the config file is current, and says what csm's own reader says."""

import json
import tomllib
from typing import Any

import jsonschema
import pytest

from csm_cli.adapters.config_checking import mistakes
from csm_cli.adapters.config_keys import unknown
from tests.adapters import config_schema
from tests.adapters.test_config_keys import SHIPPED

SOUND = """
    profile = "work"
    [zendesk]
    url = "https://a.example"
    client_id = "csm"
    escalation_field_id = 5
    roles = { url = "https://a.example", oauth_token = "x" }
    [posthog]
    key = "phx_x"
    [routes]
    procurement = "#procurement"
    [ownership]
    file = "mine.yaml"
    [profiles.work.limits]
    timeout_seconds = 2.5
"""


def _schema() -> Any:
    return json.loads(config_schema.FILE.read_text("utf-8"))


def _accepted(text: str) -> bool:
    """As an editor takes it, to which a date is a text."""
    tables = json.loads(json.dumps(tomllib.loads(text), default=str))
    return jsonschema.Draft7Validator(_schema()).is_valid(tables)


def test_it_is_current() -> None:
    """The shipped file is what the keys of today make: python -m tests.adapters.config_schema."""
    assert config_schema.FILE.read_text("utf-8") == config_schema.made()


def test_it_is_a_schema_for_old_editors_too() -> None:
    """Valid by draft 7 and by draft 4, which is what some editors of TOML know."""
    schema = _schema()
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft4Validator.check_schema(
        {**schema, "$schema": jsonschema.Draft4Validator.META_SCHEMA["id"]}
    )


@pytest.mark.parametrize("text", [SHIPPED, SOUND], ids=["defaults.toml", "sound"])
def test_sound_files(text: str) -> None:
    """What csm takes is not underlined."""
    assert _accepted(text)
    assert not mistakes(tomllib.loads(text))
    assert not unknown(tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        "zendesk = 5",
        "[zendesk]\nulr = 'x'",
        "[zendesk]\nurl = 5",
        "[zendesk]\nescalation_field_id = 5.5",
        "[limits]\ntimeout_seconds = 'soon'",
        "[limits]\ntimeout_seconds = true",
        "[routes]\nprocurement = 5",
        "[mine]\norganizations = [5]",
        "colour = 'teal'",
        "profiles = 'work'",
        "[profiles]\nwork = 5",
        "[profiles.work]\nprofile = 'home'",
        "[profiles.work.zendesk]\ntoken = 5",
    ],
)
def test_mistakes(text: str) -> None:
    """What csm refuses or does not know is underlined while it is typed."""
    assert not _accepted(text)
    tables = tomllib.loads(text)
    assert mistakes(tables) or unknown(tables)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("profile = 'wrok'\n[profiles.work]\n", "profile"),
        ("[zendesk]\nurl = 'http://far.example'", "zendesk.url"),
        ("[profiles.work.posthog]\nus_url = 'not a host'", "profiles.work.posthog.us_url"),
        ("[limits]\nverify_seconds = 0", "limits.verify_seconds"),
    ],
)
def test_mistakes_beyond_a_schema(text: str, name: str) -> None:
    """A profile that is not there, an address that is none, a time that is none."""
    assert [mistake.name for mistake in mistakes(tomllib.loads(text))] == [name]
