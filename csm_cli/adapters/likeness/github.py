"""Issues on GitHub ("REST API endpoints for search" of its documentation).

Without a token, too: the repository is public, and anybody may search ten times a minute. Each
query is words that all must occur, beside qualifiers that csm sets; no operators, of which GitHub
takes five, and far from the 256 characters that it takes.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.github import open_github
from csm_cli.adapters.likeness import reading
from csm_cli.adapters.rest.answers import inner, text
from csm_cli.adapters.rest.api import Api
from csm_cli.adapters.settings import Settings
from csm_cli.domain.likeness.hits import GITHUB, Hit, Piece, Wanted
from csm_cli.domain.likeness.mentions import github_key, mentioned

_PAGE = 20
_MOST_LABELS = 2


class GitHubPlace:
    """The issues of one repository, `owner/name`."""

    def __init__(self, api: Api, repository: str) -> None:
        self._api = api
        self._repository = repository

    @classmethod
    def of(
        cls,
        account: ServiceAccount | None,
        url: str,
        settings: Settings,
        waiting: Callable[[float], None],
    ) -> "GitHubPlace":
        """With the key of an account, or without one; see `open_github` for the errors."""
        repository = str(settings.facts["similar"]["repository"])
        return cls(open_github(account, url, settings, waiting), repository)

    def queries(self, wanted: Wanted) -> Sequence[str]:
        """Each error string; then the owner's label with a word each; then two words at once."""
        scope = f"repo:{self._repository} is:issue"
        words = wanted.wording.words
        two_by_two = reading.tries(words, wanted.area_words)[:2]
        labelled = [
            f'{scope} label:"{_unquoted(label)}" {_quoted(word)}'
            for label in wanted.labels[:_MOST_LABELS]
            for word in words[:2]
        ]
        return [
            *(f"{scope} {_quoted(phrase)}" for phrase in wanted.wording.phrases),
            *labelled[:3],
            *(f"{scope} {' '.join(map(_quoted, each))}" for each in two_by_two),
        ]

    def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002 - part of the port
        """The issues that fit best; see `Api.get` for the errors."""
        found = self._api.get("/search/issues", q=query, per_page=_PAGE).document
        items = reading.records(self._api, found, "items")
        hits = (self._hit(item) for item in items)
        whole = inner(found, "incomplete_results") is False
        return Piece(tuple(hit for hit in hits if hit), whole)

    def close(self) -> None:
        """Close the connections."""
        self._api.close()

    def _hit(self, item: Mapping[str, Any]) -> Hit | None:
        number, title = item.get("number"), text(item, "title")
        url = reading.page(item.get("html_url"), "github.com")
        ours = url is not None and f"/{self._repository}/".casefold() in url.casefold()
        if not isinstance(number, int) or title is None or url is None or not ours:
            return None
        labels = item.get("labels")
        names = [text(each, "name") for each in labels] if isinstance(labels, list) else []
        words = reading.body(item, "body")
        return Hit(
            GITHUB,
            github_key(self._repository, number),
            f"{title} #{number}",
            url,
            words,
            text(item, "state"),
            reading.moment(item.get("updated_at")),
            tuple(name for name in names if name),
            mentions=mentioned(words),
        )


def _quoted(words: str) -> str:
    """Words as a phrase, or one word; within the marks nothing is an operator."""
    return f'"{_unquoted(words)}"'


def _unquoted(words: str) -> str:
    return "".join(" " if one in '"\\' or not one.isprintable() else one for one in words)
