"""How issues on GitHub stand ("Get an issue" and "Conditional requests" of its documentation).

Works without a token, for what is public and for sixty questions an hour. What was answered is
kept with its ETag: asked again with it, an issue that is as it was costs nothing of a token's
limit. A transferred issue answers with where it is now, a deleted one with 410.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from httpx import codes

from csm_cli.adapters import private_file
from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.github import open_github
from csm_cli.adapters.rest.answers import text
from csm_cli.adapters.rest.api import Answer, Api
from csm_cli.adapters.rest.refusals import no_data
from csm_cli.adapters.settings import Settings
from csm_cli.domain.issues import CLOSED, GONE, MERGED, MOVED, OPEN, UNSEEN, Issue, IssueRef

_ANSWERS = frozenset({codes.MOVED_PERMANENTLY, codes.NOT_MODIFIED, codes.NOT_FOUND, codes.GONE})
_MOST_KEPT = 500
_NAMES = ("title", "state", "state_reason", "closed_at", "updated_at")


class GitHubIssues:
    """Fulfils the port `Issues`.

    Args:
        api: GitHub's API, with a token or without.
        file: Where answers are kept; null keeps nothing.
    """

    def __init__(self, api: Api, file: Path | None) -> None:
        self._api = api
        self._file = file
        self._kept = _read(file)

    @classmethod
    def of(
        cls,
        account: ServiceAccount | None,
        url: str,
        settings: Settings,
        waiting: Callable[[float], None],
    ) -> "GitHubIssues":
        """With the key of an account, or without one; see `open_github` for the errors."""
        file = None if settings.in_sandbox else settings.state / "cache" / "github-issues.json"
        return cls(open_github(account, url, settings, waiting), file)

    def issue(self, ref: IssueRef) -> Issue:
        """How it stands now; see `Issues` for the errors."""
        path = f"/repos/{ref.repository}/issues/{ref.number}"
        answer = self._asked(path)
        if answer.status == codes.MOVED_PERMANENTLY:
            place = self._place(text(answer.document, "url"))
            if place is None:
                return Issue(ref, MOVED)
            answer = self._asked(place)
        if answer.status == codes.GONE:
            return Issue(ref, GONE)
        if answer.status != codes.OK:
            return Issue(ref, MOVED if answer.status == codes.MOVED_PERMANENTLY else UNSEEN)
        return self._understood(ref, answer.document)

    def close(self) -> None:
        """Keep what was answered, and close the connections."""
        _write(self._file, self._kept)
        self._api.close()

    def _asked(self, path: str) -> Answer:
        """The answer, out of what is kept where GitHub says that it still holds."""
        kept = self._kept.get(self._key(path))
        headers = {"If-None-Match": kept["etag"]} if kept else {}
        answer = self._api.look(path, headers, _ANSWERS)
        if answer.status == codes.NOT_MODIFIED:
            if kept is None:
                raise no_data(self._api.asked, "304, which nobody asked for,")
            return Answer(kept["document"], answer.headers)
        etag = answer.headers.get("ETag")
        if answer.status == codes.OK and etag:
            document = {name: answer.document.get(name) for name in _NAMES}
            document["pull_request"] = {"merged_at": _merged_at(answer.document)}
            self._kept[self._key(path)] = {"etag": etag, "document": document}
        return answer

    def _key(self, path: str) -> str:
        return f"{self._api.asked.host}{path}"

    def _place(self, url: str | None) -> str | None:
        """The path of where it is now; null if that is not of the same API."""
        try:
            parts = urlsplit(url or "")
        except ValueError:
            return None
        known = parts.path.startswith(("/repositories/", "/repos/"))
        return parts.path if parts.netloc == self._api.asked.host and known else None

    def _understood(self, ref: IssueRef, document: Mapping[str, Any]) -> Issue:
        state = text(document, "state")
        if state not in {OPEN, CLOSED}:
            raise no_data(self._api.asked, "no issue")
        return Issue(
            ref,
            state,
            text(document, "title"),
            _why(document) if state == CLOSED else None,
            _moment(text(document, "closed_at")),
            _moment(text(document, "updated_at")),
        )


def _why(document: Mapping[str, Any]) -> str | None:
    """Why it was closed; of a pull request GitHub tells no reason, but when it was merged."""
    return MERGED if _merged_at(document) else text(document, "state_reason")


def _merged_at(document: Mapping[str, Any]) -> str | None:
    return text(document, "pull_request", "merged_at")


def _moment(told: str | None) -> datetime | None:
    with suppress(ValueError, TypeError, OverflowError):
        found = datetime.fromisoformat(told or "")
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def _read(file: Path | None) -> dict[str, Any]:
    """What is kept; a file that is damaged is as good as none."""
    if file is None:
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {
            key: value
            for key, value in kept.items()
            if isinstance(value.get("etag"), str)
            and value["etag"].isascii()
            and value["etag"].isprintable()
            and isinstance(value.get("document"), dict)
        }
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def _write(file: Path | None, kept: Mapping[str, Any]) -> None:
    if file is None or not kept:
        return
    newest = dict(list(kept.items())[-_MOST_KEPT:])
    with suppress(OSError):  # its folder may be a file
        private_file.write(file, json.dumps(newest), lasting=False)
