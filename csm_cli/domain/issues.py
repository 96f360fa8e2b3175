"""Issues and pull requests on GitHub that a ticket's words link to, and what became of them."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

OPEN, CLOSED, MOVED, GONE, UNSEEN = "open", "closed", "moved", "gone", "unseen"
"""How an issue stands; `gone` is deleted, `unseen` not there for whoever asked."""

MERGED = "merged"
"""Why a pull request is closed; an issue's reasons are GitHub's own words."""

_LINK = re.compile(
    r"https?://(?:www\.)?github\.com/"
    r"(?P<repository>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\.{1,2}/)[A-Za-z0-9._-]{1,100})"
    r"/(?:issues|pull)/(?P<number>[1-9][0-9]{0,8})(?![0-9])",
    re.ASCII,
)


class IssueRef(NamedTuple):
    """One issue: the repository as `owner/name`, and its number there."""

    repository: str
    number: int

    @property
    def url(self) -> str:
        """Its page; GitHub leads from there to the pull request, if it is one."""
        return f"https://github.com/{self.repository}/issues/{self.number}"


class Issue(NamedTuple):
    """What GitHub says of one; `state` is one of this module's words, the rest null if unknown.

    `reason` is why it was closed, in GitHub's word, or that it was merged.
    """

    ref: IssueRef
    state: str
    title: str | None = None
    reason: str | None = None
    closed_at: datetime | None = None
    updated_at: datetime | None = None


def linked(texts: Iterable[str]) -> tuple[IssueRef, ...]:
    """The issues that texts link to, each once, in the order in which they are met.

    GitHub takes a repository's name in capitals and in small letters alike.
    """
    found: dict[tuple[str, int], IssueRef] = {}
    for text in texts:
        for match in _LINK.finditer(text):
            ref = IssueRef(match["repository"], int(match["number"]))
            found.setdefault((ref.repository.casefold(), ref.number), ref)
    return tuple(found.values())
