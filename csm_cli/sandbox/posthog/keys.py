"""Who is asking: personal API keys, their region, scopes and projects."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from csm_cli.sandbox.posthog import errors
from csm_cli.sandbox.posthog.world import Region, World

_BEARER = re.compile(r"^Bearer\s+(\S.+)$")


class Caller(NamedTuple):
    """A known key. `projects` is None when the key is not limited to some."""

    key: str
    scopes: frozenset[str]
    projects: frozenset[int] | None


def in_header(authorization: str | None) -> str | None:
    """The key of an Authorization header."""
    match = _BEARER.match(authorization or "")
    return match[1].strip() if match else None


def authenticate(
    world: World,
    region: Region,
    header: str | None,
    body: Mapping[str, Any],
    query: Mapping[str, str],
) -> Caller:
    """Find the key where PostHog looks for it: the header, then the body, then the query string.

    A key of the other region is as unknown here as any other; raises ApiError 401.
    """
    key, place = _find(header, body, query)
    for known in world.project()["keys"]:
        if known["key"] == key and known["region"] == region:
            return _caller(known)
    raise errors.wrong_key(place)


def _find(header: str | None, body: Mapping[str, Any], query: Mapping[str, str]) -> tuple[str, str]:
    if header is not None:
        return header, "Authorization header"
    if "personal_api_key" in body:
        return str(body["personal_api_key"]), "body"
    if "personal_api_key" in query:
        return query["personal_api_key"], "query string"
    raise errors.not_authenticated()


def _caller(known: Mapping[str, Any]) -> Caller:
    projects = known.get("projects")
    return Caller(
        known["key"],
        frozenset(known.get("scopes") or ()),
        frozenset(projects) if projects else None,
    )


def insist_on_scope(caller: Caller, scope: str) -> None:
    """403 unless the key has the scope; `x:write` holds `x:read`, `*` holds all."""
    writing = scope.replace(":read", ":write")
    if not caller.scopes & {"*", scope, writing}:
        raise errors.permission_denied(f"API key missing required scope '{scope}'")


def project_of(world: World, caller: Caller, asked: str) -> int:
    """The number of the project in a path; 404 when there is none, 403 when it is not the key's."""
    project = int(world.project()["project_id"])
    if asked not in {str(project), "@current"}:
        raise errors.not_found("Project not found.")
    if caller.projects is not None and project not in caller.projects:
        raise errors.permission_denied(
            f"API key does not have access to the requested project: ID {project}."
        )
    return project
