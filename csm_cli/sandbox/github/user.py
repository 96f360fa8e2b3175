"""A user as `GET /user` shows one: the public keys, and with the scope `user` the private ones."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

_API: Final = "https://api.github.com/users/"
_LINKS: Final = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}
_PRIVATE: Final = {
    "private_gists": 0, "total_private_repos": 0, "owned_private_repos": 0, "disk_usage": 0,
    "collaborators": 0, "two_factor_authentication": True,
    "plan": {"name": "pro", "space": 976562499, "private_repos": 9999, "collaborators": 0},
}  # fmt: skip


def as_shown(user: Mapping[str, Any], *, private: bool) -> dict[str, Any]:
    """The user as the API shows it to itself."""
    login = user["login"]
    shown = {
        "login": login,
        "id": user["id"],
        "node_id": base64.b64encode(f"04:User{user['id']}".encode()).decode(),
        "avatar_url": f"https://avatars.githubusercontent.com/u/{user['id']}?v=4",
        "gravatar_id": "",
        "url": f"{_API}{login}",
        "html_url": f"https://github.com/{login}",
        **{name: f"{_API}{login}{path}" for name, path in _LINKS.items()},
        "type": "User",
        "user_view_type": "private" if private else "public",
        "site_admin": False,
        "name": user["name"],
        "company": user["company"],
        "blog": "",
        "location": None,
        "email": user["email"],
        "hireable": None,
        "bio": None,
        "twitter_username": None,
        "notification_email": user["email"],
        "public_repos": 0,
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": user["created_at"],
        "updated_at": user["created_at"],
    }
    return shown | _PRIVATE if private else shown
