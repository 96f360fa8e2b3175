"""`search.messages`: messages that hold all words of a query, the best or the newest first.

After its page in Slack's documentation: for user tokens with `search:read` alone, 20 a page and
at most 100, a limit of its own ("Tier 2"). Of its modifiers `in:`, `from:` and the minus are known
here; words and phrases are found wherever they stand in a message.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from csm_cli.sandbox.service import Answer, Call

METHOD: Final = "search.messages"
_SCOPE: Final = "search:read"
_USUAL, _MOST, _LAST_PAGE = 20, 100, 100
_WORD: Final = re.compile(r"[^\W_]+")
_TOKEN: Final = re.compile(r'(-?)(?:(in|from):)?(?:"([^"]*)"|(\S+))')


def search(call: Call, key: Mapping[str, Any], headers: Mapping[str, str]) -> Answer:
    """Answer one search of a known token."""
    given = {**call.query, **call.form}
    if refused := _refused(call.facts, key, given):
        return Answer(200, {"ok": False, **refused}, headers)
    found = sorted(
        (each for each in call.facts["messages"] if _fits(call.facts, each, given["query"])),
        key=lambda each: str(each["at"]),
        reverse=given.get("sort_dir") != "asc",
    )
    size, page = _number(given.get("count"), _USUAL), _number(given.get("page"), 1)
    shown = [_shown(call.facts, each) for each in found[(page - 1) * size : page * size]]
    pages = -(-len(found) // size)
    first = (page - 1) * size + 1 if shown else 0
    messages = {
        "total": len(found),
        "pagination": {
            "total_count": len(found), "page": page, "per_page": size, "page_count": pages,
            "first": first, "last": first + len(shown) - 1 if shown else 0,
        },
        "paging": {"count": size, "total": len(found), "page": page, "pages": pages},
        "matches": shown,
    }  # fmt: skip
    return Answer(200, {"ok": True, "query": given["query"], "messages": messages}, headers)


def _refused(
    facts: Mapping[str, Any], key: Mapping[str, Any], given: Mapping[str, str]
) -> dict[str, Any] | None:
    user = next(user for user in facts["users"] if user["id"] == key["user_id"])
    if user["bot_id"] is not None:
        return {"error": "not_allowed_token_type"}
    if _SCOPE not in key["scopes"]:
        return {"error": "missing_scope", "needed": _SCOPE, "provided": ",".join(key["scopes"])}
    if not given.get("query", "").strip():
        return {"error": "no_query"}
    numbers = (given.get("count", ""), given.get("page", ""))
    if any(each and not 0 < _number(each, 0) <= _MOST for each in numbers):
        return {"error": "invalid_arguments"}
    return None


def _fits(facts: Mapping[str, Any], message: Mapping[str, Any], query: str) -> bool:
    text = _plain(message["text"])
    for minus, modifier, phrase, word in _TOKEN.findall(query):
        said = phrase or word
        if modifier == "in":
            found = _channel(facts, message)["name"] == said.lstrip("#")
        elif modifier == "from":
            found = said.strip("<@>") in {message["user"], _name(facts, message["user"])}
        else:
            found = _plain(said) in text
        if found == bool(minus):
            return False
    return True


def _plain(text: str) -> str:
    words = _WORD.findall(text.casefold())
    return f" {' '.join(words)} "


def _channel(facts: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in facts["channels"] if each["id"] == message["channel"]
    )
    return found


def _name(facts: Mapping[str, Any], user: str) -> str:
    return next((each["name"] for each in facts["users"] if each["id"] == user), "")


def _shown(facts: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    channel, ts = _channel(facts, message), timestamp(message)
    thread = f"?thread_ts={message['thread_ts']}" if message["thread_ts"] else ""
    page = f"https://{facts['team']['domain']}.slack.com/archives/{channel['id']}"
    return {
        "iid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{channel['id']}/{ts}")),
        "team": facts["team"]["id"],
        "score": 0,
        "channel": {
            "id": channel["id"],
            "is_channel": True,
            "is_group": False,
            "is_im": False,
            "is_mpim": False,
            "is_shared": channel["is_shared"],
            "is_org_shared": False,
            "is_ext_shared": channel["is_shared"],
            "is_private": channel["is_private"],
            "name": channel["name"],
            "pending_shared": [],
            "is_pending_ext_shared": False,
        },
        "type": "message",
        "user": message["user"],
        "username": _name(facts, message["user"]),
        "ts": ts,
        "blocks": [],
        "text": message["text"],
        "permalink": f"{page}/p{ts.replace('.', '')}{thread}",
        "no_reactions": True,
    }


def timestamp(message: Mapping[str, Any]) -> str:
    """A message's id within its channel: when it was sent, to the microsecond."""
    return f"{int(datetime.fromisoformat(message['at']).timestamp())}.{message['id']:06d}"


def _number(given: str | None, otherwise: int) -> int:
    return int(given[:6]) if given and given.isascii() and given.isdigit() else otherwise
