"""The schemas that hold the sandbox are themselves held to recorded answers and Zendesk's file.

A schema that no real answer fits would make the sandbox a world of its own.
"""

import json
import re
from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from csm_cli.sandbox.zendesk.routes import ROUTES
from tests import reference
from tests.sandbox.small import Small
from tests.sandbox.zendesk.shapes import complaints

pytestmark = pytest.mark.reference

# Each recorded answer, and the definition in answers.json (or errors.json) that it must fit.
SAMPLES = {
    "comment_attachment_redact_200": "attachment",
    "custom_role_show_200_admin": "custom_role",
    "group_memberships_list_200_cursor": "group_memberships",
    "groups_list_200_cursor": "groups",
    "job_status_completed_200_update_many": "job_status",
    "job_status_queued_200_update_many": "job_status",
    "job_status_working_200_update_many": "job_status",
    "organization_delete_404": "error",
    "organization_show_200": "organization",
    "organizations_list_200_cursor": "organizations",
    "search_200_ticket": "search",
    "search_count_200": "count",
    "search_export_200_users": "export",
    "ticket_audits_200_cursor": "audits",
    "ticket_comments_200_cursor": "comments",
    "ticket_create_201": "ticket_updated",
    "ticket_field_create_201_text": "ticket_field",
    "ticket_fields_200_with_tagger": "ticket_fields",
    "ticket_show_200": "ticket",
    "ticket_update_200_with_audit": "ticket_updated",
    "ticket_update_404": "error",
    "tickets_list_200_cursor": "tickets",
    "too_many_values_400": "error",
    "user_update_200": "user",
    "users_me_200_admin": "me",
    "view_count_200_not_ready": "view_count",
    "view_tickets_200_cursor": "view_tickets",
    "views_compact_200": "views",
    "views_count_many_200": "view_counts",
    "views_list_200_cursor": "views",
}
# Answers of endpoints that the sandbox does not serve, and one that its source cut short.
OTHERS = {
    "comment_redact_200", "custom_status_create_201",
    "errors_catalogue", "incremental_tickets_cursor_200", "macros_list_200_cursor",
    "ticket_delete_204_or_job",
    "users_me_200_anonymous_bad_credentials",
}  # fmt: skip
# Paths that Zendesk documents in its pages and not in this edition of the file.
UNLISTED = {
    ("GET", "/api/v2/users/{}/group_memberships"),
    ("GET", "/api/v2/groups/{}/memberships"),
    ("DELETE", "/api/v2/oauth/tokens/current"),  # documented under OAuth tokens, not in the file
}
UPDATES: list[dict[str, Any]] = [
    {"comment": {"body": "Mine", "public": False}},
    {"comment": {"html_body": "<p>Mine</p>", "public": False}, "metadata": {"csm_verb": "claim"}},
    {"comment": {"body": "Mine", "public": False, "uploads": ["no-such-token"]}},
    {"assignee_id": 101, "group_id": 301, "comment": {"body": "Mine", "public": False}},
    {"assignee_id": None, "group_id": 302, "custom_fields": [{"id": 603, "value": "escalated"}],
     "comment": {"body": "Over", "public": False}, "metadata": {"csm_op": "1"}},
    {"status": "pending", "priority": "urgent", "type": "task", "due_at": "2026-12-01T00:00:00Z"},
    {"subject": "Words", "external_id": "x", "requester_id": 202, "tags": ["a", "b"]},
    {"collaborator_ids": [101], "followers": [{"user_id": "102", "action": "put"}]},
]  # fmt: skip


def sample(name: str) -> dict[str, Any]:
    """Read one recorded answer."""
    path = reference.file(f"zendesk_samples/{name}.json")
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


@cache
def zendesks_file() -> dict[str, Any]:
    """Read Zendesk's OpenAPI file, without the two resolvers of YAML that it breaks."""

    class Loader(yaml.CSafeLoader):
        pass

    troubled = {"tag:yaml.org,2002:value", "tag:yaml.org,2002:timestamp"}
    Loader.yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in resolvers if tag not in troubled]
        for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    path = next(reference.file("zendesk_oas").glob("*.yaml"))
    document: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a safe one
    schemas = document["components"]["schemas"]
    _make_nullable(schemas)
    # Used for values as well as for definitions of fields, it demands the keys of a definition.
    del schemas["CustomFieldObject"]["required"]
    return document


def _make_nullable(schema: Any) -> None:
    """The file declares far too few nulls; real requests and answers have them everywhere."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str) and schema["type"] not in ("object", "array"):
            schema["type"] = [schema["type"], "null"]
        for value in schema.values():
            _make_nullable(value)
    elif isinstance(schema, list):
        for value in schema:
            _make_nullable(value)


def zendesk_complaints(name: str, body: object) -> list[str]:
    """Return what Zendesk's file has against a request body."""
    resource = Resource.from_contents(zendesks_file(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("oas", resource)
    schema = {"$ref": f"oas#/components/schemas/{name}"}
    validator = Draft202012Validator(schema, registry=registry)
    return [error.message for error in validator.iter_errors(body)]


def test_every_sample_is_accounted_for() -> None:
    """A new recording is either compared or named as none of the sandbox's."""
    there = {path.stem for path in reference.file("zendesk_samples").glob("*.json")}
    assert there == SAMPLES.keys() | OTHERS


@pytest.mark.parametrize("name", SAMPLES)
def test_recorded_answers_fit_the_schemas(name: str) -> None:
    """What real accounts answered has the shape that the sandbox's answers are held to."""
    definition = SAMPLES[name]
    file = "errors.json" if definition == "error" else "answers.json"
    assert complaints(file, definition, sample(name)["body"]) == []


def test_error_bodies_seen_in_the_wild_fit() -> None:
    """All shapes of error bodies are known to the schema."""
    for error in sample("errors_catalogue")["errors"]:
        if error["status"] >= 400:
            assert complaints("errors.json", "error", error["body"]) == [], error


def test_the_sandbox_answers_with_the_recorded_keys(small: Small) -> None:
    """Ticket, user, comment and audit have all keys of the recordings, not only allowed ones."""
    assert small.ticket(1001).keys() == sample("ticket_show_200")["body"]["ticket"].keys()
    me = small.get("users/me").json()["user"]
    assert me.keys() == sample("users_me_200_admin")["body"]["user"].keys()
    assert (
        small.comments(1001)[0].keys()
        == sample("ticket_comments_200_cursor")["body"]["comments"][0].keys()
    )
    recorded = sample("ticket_update_200_with_audit")
    answer = small.update(1001, subject="x", id=1)
    assert answer.json()["audit"].keys() == recorded["body"]["audit"].keys()
    assert answer.json()["audit"]["metadata"]["system"].keys() == (
        recorded["body"]["audit"]["metadata"]["system"].keys()
    )
    assert answer.headers["x-zendesk-api-warn"] == recorded["headers"]["x-zendesk-api-warn"]


def test_the_endpoints_are_zendesks() -> None:
    """Every path and method that the sandbox serves is in Zendesk's file."""
    documented = {
        (method.upper(), re.sub(r"\{\w+\}", "{}", path))
        for path, methods in zendesks_file()["paths"].items()
        for method in methods
    }
    served = {
        (route.method, re.sub(r"\(\?P<\w+>\[\^/\]\+\)", "{}", route.pattern.pattern))
        for route in ROUTES
    }
    assert served - documented == UNLISTED


@pytest.mark.parametrize("keys", UPDATES, ids="+".join)
def test_ticket_updates_fit_both_files(small: Small, keys: dict[str, Any]) -> None:
    """Bodies of updates fit our closed schema and Zendesk's, and the sandbox takes them."""
    body = {"ticket": keys}
    assert complaints("requests.json", "ticket_update", body) == []
    assert zendesk_complaints("TicketUpdateRequest", body) == []
    answer = small.put("tickets/1001", body)
    assert answer.status_code == 200
    assert "X-Zendesk-Api-Warn" not in answer.headers


def test_a_recorded_update_fits_zendesks_file() -> None:
    """The check of request bodies passes what a real account took, and refuses nonsense."""
    recorded = sample("ticket_update_200_with_audit")["request"]["body"]
    assert zendesk_complaints("TicketUpdateRequest", recorded) == []
    assert zendesk_complaints("TicketUpdateRequest", {"ticket": {"status": "escalated"}})


def test_user_updates_fit_both_files(small: Small) -> None:
    """The change of a role, as an admin sends it."""
    body = {"user": {"custom_role_id": 11, "name": "Lin Osei"}}
    assert complaints("requests.json", "user_update", body) == []
    assert zendesk_complaints("UserRequest", body) == []
    assert small.put("users/103", body, "noor").status_code == 200
