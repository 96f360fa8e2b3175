"""An issue as GitHub's REST API shows one, in search as on its own (schema "Issue")."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

_API: Final = "https://api.github.com"
_WEB: Final = "https://github.com"


def issue_shown(facts: Mapping[str, Any], issue: Mapping[str, Any]) -> dict[str, Any]:
    """The issue with its labels, people and addresses."""
    repository = f"{_API}/repos/{issue['repository']}"
    url = f"{repository}/issues/{issue['number']}"
    kind = "pull" if issue["pull_request"] else "issues"
    page = f"{_WEB}/{issue['repository']}/{kind}/{issue['number']}"
    shown = {
        "url": url,
        "repository_url": repository,
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "html_url": page,
        "id": issue["id"],
        "node_id": _node("I", issue["id"]),
        "number": issue["number"],
        "title": issue["title"],
        "user": person_shown(issue["author"]),
        "labels": [_label(issue["repository"], name) for name in issue["labels"]],
        "state": issue["state"],
        "locked": False,
        "assignee": person_shown(issue["assignees"][0]) if issue["assignees"] else None,
        "assignees": [person_shown(login) for login in issue["assignees"]],
        "milestone": None,
        "comments": sum(each["issue"] == issue["id"] for each in facts["comments"]),
        "created_at": issue["created_at"],
        "updated_at": issue["updated_at"],
        "closed_at": issue["closed_at"],
        "author_association": "CONTRIBUTOR",
        "active_lock_reason": None,
        "body": issue["body"],
        "timeline_url": f"{url}/timeline",
        "performed_via_github_app": None,
        "state_reason": issue["state_reason"],
    }
    if issue["pull_request"]:
        pull = f"{repository}/pulls/{issue['number']}"
        shown["draft"] = False
        shown["pull_request"] = {
            "url": pull,
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            "merged_at": issue["merged_at"],
        }
    return shown


def person_shown(login: str) -> dict[str, Any]:
    """A user as it stands inside other things."""
    user = f"{_API}/users/{login}"
    return {
        "login": login,
        "id": int.from_bytes(login.encode()[:4], "big"),
        "node_id": _node("U", login),
        "avatar_url": f"https://avatars.githubusercontent.com/{login}",
        "gravatar_id": "",
        "url": user,
        "html_url": f"{_WEB}/{login}",
        "type": "User",
        "site_admin": False,
    }


def _label(repository: str, name: str) -> dict[str, Any]:
    return {
        "id": int.from_bytes(name.encode()[-4:], "big"),
        "node_id": _node("LA", name),
        "url": f"{_API}/repos/{repository}/labels/{name}",
        "name": name,
        "color": "ededed",
        "default": name in {"bug", "enhancement"},
        "description": None,
    }


def _node(kind: str, value: object) -> str:
    return f"{kind}_" + base64.urlsafe_b64encode(str(value).encode()).decode().rstrip("=")
