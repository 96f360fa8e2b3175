"""`conversations.info` and `bookmarks.list`: a channel by its id, and what is kept in its header.

After their pages in Slack's documentation: the scopes are those of public channels or of private
ones, and `bookmarks:read`. A channel that the token can't see is one that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from csm_cli.sandbox.service import Answer, Call

INFO: Final = "conversations.info"
BOOKMARKS: Final = "bookmarks.list"


def answer(call: Call, method: str, key: Mapping[str, Any], headers: Mapping[str, str]) -> Answer:
    """Answer one of the two for a known token."""
    given = {**call.query, **call.form}
    number = given.get("channel" if method == INFO else "channel_id", "")
    channel = next((each for each in call.facts["channels"] if each["id"] == number), None)
    private = channel is not None and channel["is_private"]
    reads = "groups:read" if private else "channels:read"
    needed = reads if method == INFO else "bookmarks:read"
    if needed not in key["scopes"]:
        body = {"error": "missing_scope", "needed": needed, "provided": ",".join(key["scopes"])}
        return Answer(200, {"ok": False, **body}, headers)
    if channel is None:
        return Answer(200, {"ok": False, "error": "channel_not_found"}, headers)
    found = {"channel": _shown(channel)} if method == INFO else {"bookmarks": _bookmarks(channel)}
    return Answer(200, {"ok": True, **found}, headers)


def _shown(channel: Mapping[str, Any]) -> dict[str, Any]:
    words = {"creator": "", "last_set": 0}
    return {
        "id": channel["id"],
        "name": channel["name"],
        "is_channel": not channel["is_private"],
        "is_private": channel["is_private"],
        "is_archived": False,
        "is_ext_shared": channel["is_shared"],
        "topic": {"value": "", **words},
        "purpose": {"value": channel["purpose"], **words},
    }


def _bookmarks(channel: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"Bk{channel['id'][1:]}{at}",
            "channel_id": channel["id"],
            "title": "Admin" if "/admin/" in link else "Link",
            "link": link,
            "emoji": "",
            "icon_url": None,
            "type": "link",
        }
        for at, link in enumerate(channel["bookmarks"])
    ]
