"""Issues in Pylon, by their titles: the text of messages can't be searched there.

`POST /issues/search` of Pylon's API, which ignores fields that it does not know: what it gives
back is looked at again by whoever asked.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.likeness import reading
from csm_cli.adapters.pylon import MANNER
from csm_cli.adapters.rest.answers import text
from csm_cli.adapters.rest.api import Api, open_api, sendable
from csm_cli.adapters.settings import Settings
from csm_cli.domain.likeness.hits import PYLON, Hit, Piece, Wanted
from csm_cli.domain.likeness.mentions import mentioned, slack_key

_PAGE = 50
_MOST_WORDS = 5


class PylonPlace:
    """The issues of the token's organization."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @classmethod
    def of(
        cls, account: ServiceAccount, settings: Settings, waiting: Callable[[float], None]
    ) -> "PylonPlace":
        """With the key of an account; see `open_api` for the errors."""
        headers = {"Authorization": f"Bearer {sendable(account)}"}
        return cls(open_api(account, settings, MANNER, headers, waiting))

    def queries(self, wanted: Wanted) -> Sequence[str]:
        """One question for all: titles with an error string, or with one of the best words."""
        asked = (*wanted.wording.phrases, *wanted.wording.words[:_MOST_WORDS])
        return ["title contains one of: " + ", ".join(asked)] if asked else []

    def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002 - part of the port
        """The issues with such titles, the newest; see `Api.post` for the errors."""
        asked = (*wanted.wording.phrases, *wanted.wording.words[:_MOST_WORDS])
        titles = [
            {"field": "title", "operator": "string_contains", "value": each} for each in asked
        ]
        document = {"filter": {"operator": "or", "subfilters": titles}, "limit": _PAGE}
        found = self._api.post("/issues/search", document).document
        hits = (_hit(item) for item in reading.records(self._api, found, "data"))
        return Piece(tuple(hit for hit in hits if hit))

    def close(self) -> None:
        """Close the connections."""
        self._api.close()


def _hit(item: Mapping[str, Any]) -> Hit | None:
    number, title = item.get("number"), text(item, "title")
    url = reading.page(item.get("link"), "usepylon.com")
    if not isinstance(number, int) or title is None or url is None:
        return None
    told = reading.body(item, "body_html")
    channel, stamp = text(item, "slack", "channel_id"), text(item, "slack", "message_ts")
    thread = {slack_key(channel, stamp)} if channel and stamp else set()
    at = reading.moment(item.get("latest_message_time") or item.get("created_at"))
    return Hit(
        PYLON,
        f"pylon:{number}",
        title,
        url,
        state=text(item, "state"),
        at=at,
        mentions=mentioned(told) | thread,
    )
