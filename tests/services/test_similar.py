"""Searching everywhere at once, with places in memory."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from csm_cli.domain.around import ABSENT, LIMITED, SLOW, Missing
from csm_cli.domain.errors import Limited, NotSignedIn, WrongUsage
from csm_cli.domain.likeness.hits import DOCS, GITHUB, PYLON, SLACK, ZENDESK, Hit, Piece, Wanted
from csm_cli.domain.likeness.subject import Subject
from csm_cli.domain.likeness.wording import Wording
from csm_cli.services.similar import Opening, Place, search

NOW = datetime(2026, 11, 29, tzinfo=UTC)
SUBJECT = Subject(
    Wording(("jane is not found",), ("captureCanvas", "jane")),
    Wording((), ("captureCanvas",)),
    48213,
    "zendesk:48213",
)


class _Place:
    """Gives so many hits a query; `then` is called before the second query is answered."""

    def __init__(self, source: str, then: Callable[[], None] = lambda: None) -> None:
        self.source = source
        self.wanted: list[Wanted] = []
        self._then = then

    def queries(self, wanted: Wanted) -> Sequence[str]:  # noqa: ARG002
        return [f"{self.source} one", f"{self.source} two"]

    def ask(self, query: str, wanted: Wanted) -> Piece:
        self.wanted.append(wanted)
        if query.endswith("two"):
            self._then()
        return Piece((_hit(self.source, f"captureCanvas in {query}"),))


def _hit(source: str, title: str, **more: object) -> Hit:
    return Hit(source, f"{source}:{title}", title, "https://posthog.com/x", **more)  # type: ignore[arg-type]


def _open(place: Place, seconds: float = 30) -> Opening:
    return Opening(lambda: place, seconds)


def test_public_places_never_see_private_words() -> None:
    """They are handed a wording of their own; the company's own places get the whole."""
    places = {name: _Place(name) for name in (ZENDESK, GITHUB, PYLON, SLACK, DOCS)}
    found = search(SUBJECT, {name: _open(each) for name, each in places.items()}, 50, NOW)
    assert found.complete
    for name, place in places.items():
        wording = SUBJECT.public if name in {GITHUB, DOCS} else SUBJECT.private
        assert {each.wording for each in place.wanted} == {wording}
    assert [each.queries for each in found.searched][:1] == [("zendesk one", "zendesk two")]


def test_a_place_with_nothing_to_search_for_is_not_asked() -> None:
    """If all words are private, nothing is sent in public, and that is no failure."""
    place = _Place(GITHUB)
    found = search(SUBJECT._replace(public=Wording()), {GITHUB: _open(place)}, 5, NOW)
    assert (place.wanted, found.missing, found.matches) == ([], (), ())


def test_what_came_before_a_limit_counts() -> None:
    """A part is told as a part: its matches are there, the place is not complete, and why."""

    def refuse() -> None:
        raise Limited("GitHub takes no more requests")

    places = {GITHUB: _open(_Place(GITHUB, refuse)), ZENDESK: _open(_Place(ZENDESK))}
    found = search(SUBJECT, places, 50, NOW)
    assert [(each.source, each.complete, each.found) for each in found.searched] == [
        (GITHUB, False, 1),
        (ZENDESK, True, 2),
    ]
    assert found.searched[0].queries == ("github one", "github two")
    assert found.missing == (Missing(GITHUB, LIMITED, "GitHub takes no more requests"),)
    assert {match.hit.source for match in found.matches} == {GITHUB, ZENDESK}
    assert not found.complete
    assert found.answered


def test_what_came_in_time_counts() -> None:
    """Nobody waits for the late one; what it had given by then is there."""
    never = threading.Event()

    def wait() -> None:
        never.wait(20)

    place = _Place(SLACK, wait)
    found = search(SUBJECT, {SLACK: _open(place, 0.3)}, 50, NOW)
    never.set()
    assert [match.hit.title for match in found.matches] == ["captureCanvas in slack one"]
    assert [(each.service, each.code) for each in found.missing] == [(SLACK, SLOW)]


def test_what_is_told_is_all_that_is_sent() -> None:
    """A place that answers when nobody waits any more is asked nothing further."""
    late = threading.Event()
    threads: set[threading.Thread] = set()

    class Slow(_Place):
        def queries(self, wanted: Wanted) -> Sequence[str]:
            return [*super().queries(wanted), "slack three"]

        def ask(self, query: str, wanted: Wanted) -> Piece:
            threads.add(threading.current_thread())
            return super().ask(query, wanted)

    def wait() -> None:
        late.wait(20)

    place = Slow(SLACK, wait)
    found = search(SUBJECT, {SLACK: _open(place, 0.3)}, 50, NOW)
    late.set()
    for each in threads:
        each.join(20)
    assert [each.queries for each in found.searched] == [("slack one", "slack two")]
    assert len(place.wanted) == len(found.searched[0].queries)


def test_a_place_that_is_not_there_costs_a_line() -> None:
    """Not signed in, or nothing to open: absent, in the order in which places are told."""

    def closed() -> Place:
        raise NotSignedIn("not signed in to Pylon")

    openings = {
        DOCS: Opening(closed, 1, "no index is configured"),
        PYLON: Opening(closed, 1),
        ZENDESK: _open(_Place(ZENDESK)),
    }
    found = search(SUBJECT, openings, 50, NOW)
    assert found.missing == (
        Missing(DOCS, ABSENT, "no index is configured"),
        Missing(PYLON, ABSENT, "not signed in to Pylon"),
    )
    assert len(found.matches) == 2


def test_the_ticket_itself_is_no_match() -> None:
    """Neither it nor what is about it; the latter is told apart."""

    class Itself(_Place):
        def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002
            itself = Hit(ZENDESK, "zendesk:48213", "captureCanvas jane", "https://x.example/1")
            about = _hit(SLACK, "captureCanvas", mentions=frozenset({"zendesk:48213"}))
            return Piece((itself, about))

    found = search(SUBJECT, {ZENDESK: _open(Itself(ZENDESK))}, 50, NOW)
    assert (found.matches, len(found.about_this)) == ((), 1)


def test_beyond_the_limit_is_counted() -> None:
    """The best are shown, and how many there are besides."""
    found = search(SUBJECT, {ZENDESK: _open(_Place(ZENDESK))}, 1, NOW)
    assert (len(found.matches), found.left_out) == (1, 1)


def test_a_piece_that_is_not_whole_makes_nothing_complete() -> None:
    """A service that says that it left something out is believed."""

    class Hurried(_Place):
        def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002
            return Piece((), whole=False)

    found = search(SUBJECT, {GITHUB: _open(Hurried(GITHUB))}, 1, NOW)
    assert (found.complete, found.missing, found.answered) == (False, (), True)


def test_nothing_to_search_for_is_said() -> None:
    """Before anybody is asked."""
    with pytest.raises(WrongUsage, match="nothing is left to search for"):
        search(Subject(Wording(), Wording()), {}, 1, NOW)
