"""Whether an unfinished audit is one that somebody's question can go on from."""

from collections.abc import Sequence
from datetime import datetime

from csm_cli.domain.impersonation.keeping import Kept
from csm_cli.domain.impersonation.parties import Party
from csm_cli.domain.impersonation.question import Question


def answers(
    kept: Kept, questions: Sequence[Question], since: datetime | None, until: datetime | None
) -> bool:
    """Whether it is of the same organizations and window, and of no less than is asked for.

    An end of the window that is null is any.
    """
    had = {party.question.organization_id: party.question for party in kept.parties}
    regions = {
        party.question.organization_id: party.region
        for party in kept.parties
        if isinstance(party, Party)
    }
    asked = {question.organization_id: question for question in questions}
    windows = [question.window for question in had.values()]
    return (
        had.keys() == asked.keys()
        and all(since in {None, window.since} for window in windows)
        and all(until in {None, window.until} for window in windows)
        and all(_same(had[name], asked[name], regions.get(name)) for name in asked)
    )


def reaches_back(kept: Kept, questions: Sequence[Question]) -> bool:
    """Whether what was begun looks at all of the time before now that is asked about."""
    asked = {question.organization_id: question.window.since for question in questions}
    had = (party.question for party in kept.parties)
    return all(question.window.since <= asked[question.organization_id] for question in had)


def as_added(kept: Kept, questions: Sequence[Question]) -> bool:
    """Whether exactly the same was added."""
    asked = {question.organization_id: question.extras for question in questions}
    had = (party.question for party in kept.parties)
    return all(question.extras == asked[question.organization_id] for question in had)


def _same(had: Question, asked: Question, found_region: str | None) -> bool:
    """Whether no more was added than before; a region that was found may be said as well."""
    region_fits = asked.region in {None, had.region, found_region}
    return region_fits and (asked.extras == had.extras or not any(asked.extras))
