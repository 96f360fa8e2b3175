"""Messages in Slack, as whoever the token belongs to may read them.

`search.messages` of Slack's Web API, for user tokens with `search:read` alone. Slack recommends
`assistant.search.context` instead, whose scopes csm's tokens do not have.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.likeness import reading
from csm_cli.adapters.rest.answers import text
from csm_cli.adapters.rest.api import Api, open_api, sendable
from csm_cli.adapters.settings import Settings
from csm_cli.adapters.slack import MANNER
from csm_cli.domain.likeness.hits import SLACK, Hit, Piece, Wanted
from csm_cli.domain.likeness.mentions import mentioned, slack_key

_PAGE = 20
_LINK = re.compile(r"<(?P<to>[^<>|\n]{1,3000})(?:\|(?P<words>[^<>\n]{1,1000}))?>")


class SlackPlace:
    """The messages of a workspace."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @classmethod
    def of(
        cls, account: ServiceAccount, settings: Settings, waiting: Callable[[float], None]
    ) -> "SlackPlace":
        """With the key of an account; see `open_api` for the errors."""
        headers = {"Authorization": f"Bearer {sendable(account)}"}
        return cls(open_api(account, settings, MANNER, headers, waiting))

    def queries(self, wanted: Wanted) -> Sequence[str]:
        """Each error string, then two words at once; all of it in quotation marks."""
        words = reading.tries(wanted.wording.words, wanted.area_words)[:3]
        return [
            *(_quoted(phrase) for phrase in wanted.wording.phrases),
            *(" ".join(map(_quoted, each)) for each in words),
        ]

    def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002 - part of the port
        """The messages that fit best; see `Api.get` for the errors."""
        found = self._api.get("/api/search.messages", query=query, count=_PAGE).document
        matches = reading.records(self._api, found, "messages", "matches")
        hits = (_hit(item) for item in matches)
        return Piece(tuple(hit for hit in hits if hit))

    def close(self) -> None:
        """Close the connections."""
        self._api.close()


def _hit(item: Mapping[str, Any]) -> Hit | None:
    channel, stamp = text(item, "channel", "id"), text(item, "ts")
    url = reading.page(item.get("permalink"), "slack.com")
    if channel is None or stamp is None or url is None:
        return None
    told = reading.body(item, "text")
    words = _spoken(told)
    name = text(item, "channel", "name") or channel
    first = next((line.strip() for line in words.splitlines() if line.strip()), "(no text)")
    return Hit(
        SLACK,
        slack_key(channel, stamp),
        f"#{name}: {first}",
        url,
        words,
        at=_moment(stamp),
        mentions=mentioned(told),
    )


def _spoken(told: str) -> str:
    """A message as people read it: three signs are written as entities, and links within `<>`.

    After "Formatting message text" of Slack's documentation: `<URL|words>`, `<#ID|name>`, `<@ID>`,
    `<!here>`.
    """
    shown = _LINK.sub(_link, told)
    for written, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(written, sign)
    return shown


def _link(found: re.Match[str]) -> str:
    """What is shown of a link; a channel has its sign, as everywhere in Slack."""
    to, words = found["to"], found["words"]
    if words is None:
        return to.replace("!", "@", 1) if to.startswith("!") else to
    return f"#{words}" if to.startswith("#") else words


def _moment(stamp: str) -> datetime | None:
    seconds = stamp.partition(".")[0]
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 11):  # noqa: PLR2004
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def _quoted(words: str) -> str:
    plain = "".join(" " if one in '"\\*' or not one.isprintable() else one for one in words)
    return f'"{plain}"'
