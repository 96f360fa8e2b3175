"""What a search elsewhere is asked and gives back, and what all of them came to."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.around import Missing
from csm_cli.domain.likeness.wording import Wording

ZENDESK, GITHUB, PYLON, SLACK, DOCS, TIPS = "zendesk", "github", "pylon", "slack", "docs", "tips"
SOURCES = (ZENDESK, GITHUB, PYLON, SLACK, DOCS, TIPS)
"""Where is searched, in the order in which it is told."""

PUBLIC = frozenset({GITHUB, DOCS})
"""Those that strangers may read: they get nothing that is somebody's own."""

TITLES = frozenset({PYLON, DOCS, TIPS})
"""Those of which no more than titles are known, or a line."""

NAMES: Mapping[str, str] = {
    ZENDESK: "Zendesk", GITHUB: "GitHub", PYLON: "Pylon", SLACK: "Slack", DOCS: "the docs",
    TIPS: "the tips",
}  # fmt: skip


class Wanted(NamedTuple):
    """What a place is asked for: a wording, and what the owner of the matter calls it.

    `labels` are the owner's on GitHub, `area_words` those of the feature's names, in small letters.
    """

    wording: Wording
    labels: tuple[str, ...] = ()
    area_words: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """One thing that was found.

    `key` tells it apart from all others, whoever found it: `zendesk:48220`,
    `github:posthog/posthog#91433`. `text` is what else of it was read. `mentions` are keys of
    what it links to. `organization` is the desk's number of the customer. `labels` are GitHub's,
    `area` is a ticket's target area, or where in the docs a page stands.
    """

    source: str
    key: str
    title: str
    url: str
    text: str = ""
    state: str | None = None
    at: datetime | None = None
    labels: tuple[str, ...] = ()
    area: str | None = None
    organization: int | None = None
    mentions: frozenset[str] = frozenset()


class Piece(NamedTuple):
    """What one question gave; `whole` is false where the service says that it left something out.

    A service that has more than was asked for gives the best fits, and that is whole.
    """

    hits: tuple[Hit, ...]
    whole: bool = True


class Reason(NamedTuple):
    """Why a hit matches: a code, the words for it, and its share of the score."""

    code: str
    text: str
    points: float


class Match(NamedTuple):
    """A hit with its score, and others that are about the same thing, the best first."""

    hit: Hit
    score: float
    reasons: tuple[Reason, ...]
    also: tuple[Hit, ...] = ()


class Searched(NamedTuple):
    """A place that was searched: the exact texts that were sent, and whether all were answered.

    `found` counts what came, before ranking. Without queries nothing of the ticket left the
    machine.
    """

    source: str
    queries: tuple[str, ...]
    complete: bool
    found: int


class Similar(NamedTuple):
    """The same problem elsewhere: what was looked for, what was found, and what is missing.

    `ticket` is null for words. `about_this` are hits about the very ticket, which are no matches.
    `left_out` counts the matches beyond the limit.
    """

    ticket: int | None
    wording: Wording
    public: Wording
    matches: tuple[Match, ...]
    about_this: tuple[Hit, ...]
    left_out: int
    searched: tuple[Searched, ...]
    missing: tuple[Missing, ...]

    @property
    def complete(self) -> bool:
        """Whether every place that was to be searched was, and answered all of it."""
        return not self.missing and all(each.complete for each in self.searched)

    @property
    def answered(self) -> bool:
        """Whether any place gave an answer, be it that there is nothing."""
        silent = {each.service for each in self.missing}
        return any(each.found or each.source not in silent for each in self.searched)
