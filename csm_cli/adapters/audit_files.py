"""What the files about audits have in common: whose they are, and how they are named."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from csm_cli.domain.impersonation.question import Question


class Account(NamedTuple):
    """Who asks whom: the profile, and the host that it leads to."""

    profile: str
    host: str


def subject(questions: Sequence[Question]) -> str:
    """What is audited, as the beginning of a file's name."""
    ids = [question.organization_id for question in questions]
    return ids[0] if len(ids) == 1 else f"{len(ids)}-organizations-{digest(sorted(ids))}"


def digest(parts: Iterable[Any]) -> str:
    """Tells one thing from another, by all that is known of both."""
    return hashlib.sha256(repr([_fixed(part) for part in parts]).encode()).hexdigest()[:12]


def _fixed(part: Any) -> Any:
    """The part in a spelling that is the same in every process."""
    if isinstance(part, frozenset):
        return sorted(part)
    if isinstance(part, tuple):
        return [_fixed(each) for each in part]
    return part
