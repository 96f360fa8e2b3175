"""GitHub's page of one issue: there, moved, deleted, or not to be seen.

After "Get an issue" of GitHub's REST reference, and "Use conditional requests if appropriate" of
its best practices: an answer has an ETag, and a request that names it gets a 304.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from csm_cli.sandbox.service import Answer, Call

_PATH: Final = re.compile(r"/repos/([^/]+/[^/]+)/issues/([1-9][0-9]*)\Z")
_DOCS: Final = "https://docs.github.com/rest/issues/issues#get-an-issue"


def answer(call: Call, headers: Mapping[str, str]) -> Answer | None:
    """Answer a question about one issue; None for any other."""
    match = _PATH.match(call.path)
    if call.method != "GET" or match is None:
        return None
    found = _find(call.facts, match[1], int(match[2]))
    if found is None:
        return _refused(404, "Not Found", headers)
    if found["gone"]:
        return _refused(410, "This issue was deleted", headers)
    if found["moved_to"] is not None:
        repository, _, number = found["moved_to"].rpartition("/")
        url = f"{_origin(call)}/repos/{repository}/issues/{number}"
        body = {"message": "Moved Permanently", "url": url, "documentation_url": _DOCS}
        return Answer(301, body, {**headers, "Location": url})
    shown = _shown(call, found)
    etag = f'W/"{hashlib.sha256(json.dumps(shown).encode()).hexdigest()}"'
    headers = {**headers, "ETag": etag, "Cache-Control": "private, max-age=60, s-maxage=60"}
    if call.headers.get("if-none-match") == etag:
        return Answer(304, "", headers)
    return Answer(200, shown, headers)


def _find(facts: Mapping[str, Any], repository: str, number: int) -> dict[str, Any] | None:
    return next(
        (
            one
            for one in facts["issues"]
            if one["repository"].lower() == repository.lower() and one["number"] == number
        ),
        None,
    )


def _shown(call: Call, issue: Mapping[str, Any]) -> dict[str, Any]:
    place = f"/repos/{issue['repository']}"
    page = "pull" if issue["pull_request"] else "issues"
    own = f"{_origin(call)}{place}/issues/{issue['number']}"
    shown = {
        "url": own,
        "repository_url": f"{_origin(call)}{place}",
        "html_url": f"https://github.com/{issue['repository']}/{page}/{issue['number']}",
        "id": issue["id"],
        "number": issue["number"],
        "title": issue["title"],
        "user": _user(issue["author"]),
        "labels": [{"name": name} for name in issue["labels"]],
        "state": issue["state"],
        "state_reason": issue["state_reason"],
        "locked": False,
        "assignees": [_user(login) for login in issue["assignees"]],
        "comments": sum(one["issue"] == issue["id"] for one in call.facts["comments"]),
        "created_at": issue["created_at"],
        "updated_at": issue["updated_at"],
        "closed_at": issue["closed_at"],
        "body": issue["body"],
    }
    if issue["pull_request"]:
        shown["pull_request"] = {
            "url": f"{_origin(call)}{place}/pulls/{issue['number']}",
            "html_url": shown["html_url"],
            "diff_url": f"{shown['html_url']}.diff",
            "patch_url": f"{shown['html_url']}.patch",
            "merged_at": issue["merged_at"],
        }
    return shown


def _user(login: str) -> dict[str, str]:
    return {"login": login, "html_url": f"https://github.com/{login}", "type": "User"}


def _origin(call: Call) -> str:
    return f"http://{call.headers.get('host', '')}"


def _refused(status: int, message: str, headers: Mapping[str, str]) -> Answer:
    body = {"message": message, "documentation_url": _DOCS, "status": str(status)}
    return Answer(status, body, headers)
