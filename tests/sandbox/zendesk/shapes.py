"""Holds answers of the sandbox's Zendesk to hand-written closed schemas.

`schemas/records.json` has the shape of every kind of record, `schemas/answers.json` that of
every endpoint's answer, `schemas/errors.json` the bodies that errors may have.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "schemas"
# The endpoints, as regular expressions of their paths, and the names of their answers.
_ENDPOINTS = {
    "users/me": "me",
    "users/(search|show_many)": "users",
    r"users/\d+": "user",
    r"users/\d+/group_memberships": "group_memberships",
    "custom_roles": "custom_roles",
    r"custom_roles/\d+": "custom_role",
    "groups(/assignable)?": "groups",
    r"groups/\d+": "group",
    r"groups/\d+/memberships": "group_memberships",
    "group_memberships": "group_memberships",
    "ticket_fields": "ticket_fields",
    r"ticket_fields/\d+": "ticket_field",
    "organizations/(search|show_many|autocomplete)": "organizations",
    r"organizations/\d+": "organization",
    "tickets/update_many": "job_status",
    "tickets/show_many": "tickets",
    r"tickets/\d+": "ticket",
    r"tickets/\d+/comments": "comments",
    r"tickets/\d+/audits": "audits",
    r"tickets/\d+/tags": "tags",
    "uploads": "upload",
    r"attachments/\d+": "attachment",
    r"job_statuses/V3-\w+": "job_status",
    "search": "search",
    "search/count": "count",
    "search/export": "export",
    "views(/active)?": "views",
    "views/count": "views_count",
    r"views/\d+": "view",
    r"views/\d+/tickets": "view_tickets",
    r"views/\d+/execute": "view_rows",
    r"views/\d+/count": "view_count",
}
_WRITTEN = {"ticket": "ticket_updated"}


@cache
def validator(file: str, name: str) -> Draft202012Validator:
    """Return the validator of one definition of one schema file."""
    registry: Registry[Any] = Registry().with_resources(
        (path.name, Resource.from_contents(json.loads(path.read_text("utf-8"))))
        for path in SCHEMAS.glob("*.json")
    )
    return Draft202012Validator({"$ref": f"{file}#/$defs/{name}"}, registry=registry)


def complaints(file: str, name: str, document: Any) -> list[str]:
    """Return what is wrong with a document, one line each, nothing if it fits."""
    found = sorted(validator(file, name).iter_errors(document), key=lambda error: error.json_path)
    return [f"{error.json_path}: {error.message[:300]}" for error in found]


def answer_name(method: str, url: str) -> str | None:
    """Return the name of the answer that a request to the API should get."""
    path = urlsplit(url).path.removesuffix(".json").removeprefix("/api/v2/")
    for pattern, name in _ENDPOINTS.items():
        if re.fullmatch(pattern, path):
            return _WRITTEN.get(name, name) if method == "PUT" else name
    return None


def check_answer(method: str, url: str, response: requests.Response) -> None:
    """Fail unless an answer of the API has the shape it should have."""
    if "/api/v2/" not in url or not response.headers.get("content-type", "").startswith(
        "application/json"
    ):
        return
    if response.status_code >= requests.codes.bad_request:
        assert complaints("errors.json", "error", response.json()) == []
    elif response.content and (name := answer_name(method, url)) is not None:
        assert complaints("answers.json", name, response.json()) == [], (method, url)
