"""The scenario files of the small services: what they may say, and what holds without them."""

import json
from pathlib import Path
from typing import Any

import pytest

from csm_cli.sandbox import Sandbox, ScenarioError
from csm_cli.sandbox.scenario_services import SHAPES
from tests.sandbox.small_services.asking import SCENARIO, Small


def _write(folder: Path, service: str, said: Any) -> Path:
    (folder / f"{service}.json").write_text(json.dumps(said), "utf-8")
    return folder


def test_without_files_there_is_a_key_each(tmp_path: Path) -> None:
    """The variables of a scenario that says nothing of them sign in to each."""
    (tmp_path / "zendesk.json").write_text("{}")
    with Sandbox(tmp_path / "state", tmp_path) as sandbox:
        small, env = Small(sandbox), sandbox.env
        assert small.ask("github", "/user", env["CSM_GITHUB_KEY"]).status_code == 200
        assert small.ask("pylon", "/me", env["CSM_PYLON_KEY"]).status_code == 200
        key = (env["CSM_VITALLY_KEY"], "")
        assert small.ask("vitally", "/resources/admins", auth=key).status_code == 200
        assert small.ask("slack", "/api/auth.test", env["CSM_SLACK_KEY"]).json()["ok"] is True
        small.close()


def test_the_variables_have_the_first_key(services: Small) -> None:
    """Each service's URL and the first key that the scenario names."""
    env = services.sandbox.env
    assert env["CSM_GITHUB_KEY"] == "ghp_classic"
    assert env["CSM_VITALLY_URL"] == services.sandbox.services["vitally"]


def test_a_scenario_without_keys_signs_nobody_in(tmp_path: Path) -> None:
    """An empty list is no key, and no variable; the URL is there all the same."""
    with Sandbox(tmp_path / "state", _write(tmp_path, "slack", {"keys": []})) as sandbox:
        assert "CSM_SLACK_KEY" not in sandbox.env
        assert "CSM_SLACK_URL" in sandbox.env


def test_a_state_of_an_older_csm(tmp_path: Path) -> None:
    """A state that was loaded before there were these services has their defaults."""
    with Sandbox(tmp_path, SCENARIO) as sandbox:
        with sandbox.world.write() as db:
            db.execute("DELETE FROM meta WHERE key = 'services'")
        small = Small(sandbox)
        key = SHAPES["github"].default["keys"][0]["key"]
        assert small.ask("github", "/user", key).status_code == 200
        small.close()


def test_a_state_of_before_there_were_searches(tmp_path: Path) -> None:
    """Limits, sections and keys of records that came later have their usual values."""
    with Sandbox(tmp_path, SCENARIO) as sandbox:
        with sandbox.world.write() as db:
            row = db.execute("SELECT value FROM meta WHERE key = 'services'").fetchone()
            services = json.loads(row["value"])
            for service in services.values():
                service["limits"] = {}
            del services["slack"]["messages"]
            services["slack"]["keys"] = [
                {"key": each["key"], "user_id": each["user_id"]}
                for each in services["slack"]["keys"]
            ]
            db.execute("UPDATE meta SET value = ? WHERE key = 'services'", (json.dumps(services),))
        small, key = Small(sandbox), services["slack"]["keys"][0]["key"]
        said = small.ask("slack", "/api/search.messages?query=canvas", key)
        assert said.status_code == 200
        assert small.ask("slack", "/api/auth.test", key).json()["ok"] is True
        small.close()


@pytest.mark.parametrize(
    ("service", "said", "reason"),
    [
        (
            "github",
            {"repos": []},
            "unknown section 'repos'; known: users, keys, issues, comments, limits",
        ),
        (
            "github",
            {"comments": [{"id": 1, "issue": 2, "author": "x", "body": "x", "created_at": "-1d"}]},
            "issue 2 is not among the issues",
        ),
        ("github", {"users": {}}, "section 'users' must be a list of objects"),
        ("slack", {"team": []}, "section 'team' must be an object"),
        ("github", {"keys": [{"key": "x"}]}, "keys: login is missing"),
        ("github", {"keys": ["x"]}, "a record of 'keys' must be an object"),
        ("github", {"keys": [{"key": "x", "login": "nobody"}]}, "login nobody is not among"),
        ("slack", {"keys": [{"key": "x", "user_id": "U1", "status": "on"}]}, "unknown key"),
        ("slack", {"users": [{"id": "U1", "name": 5}]}, "users: name must be text"),
        ("pylon", {"keys": [{"key": "x", "name": "x", "user_id": "x", "region": "uk"}]}, "us, eu"),
        ("vitally", {"keys": [{"key": "x"}, {"key": "x"}]}, "keys: key x appears twice"),
        ("vitally", {"limits": {"requests_per_minute": -1}}, "must be a whole number"),
        ("vitally", {"limits": {"per_hour": 1}}, "unknown limit 'per_hour'"),
        ("vitally", {"limits": []}, "section 'limits' must be an object"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, service: str, said: Any, reason: str
) -> None:
    """With the file and the reason, before anything is loaded."""
    _write(tmp_path, service, said)
    with pytest.raises(ScenarioError, match=reason) as refused:
        Sandbox(tmp_path / "state", tmp_path).start()
    assert refused.value.file == tmp_path / f"{service}.json"


@pytest.mark.parametrize("service", SHAPES)
def test_the_defaults_fit_their_own_rules(tmp_path: Path, service: str) -> None:
    """Each shape's defaults, written down as a file, are read as they are."""
    shape = SHAPES[service]
    with Sandbox(tmp_path / "state", _write(tmp_path, service, dict(shape.default))) as sandbox:
        keys = [each["key"] for each in shape.default.get("keys", [])]
        assert sandbox.env.get(f"CSM_{service.upper()}_KEY") == (keys[0] if keys else None)
