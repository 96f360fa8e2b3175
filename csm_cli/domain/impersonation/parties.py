"""The organizations of an audit, and the pieces of their memberships, told apart.

A person that was seen in two organizations concerns each of them less surely than one that
belongs to a single one, whether the second one is audited as well or not.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from csm_cli.domain.errors import CsmError, NotFound, WrongUsage
from csm_cli.domain.impersonation.members import Evidence, Membership
from csm_cli.domain.impersonation.question import Question
from csm_cli.domain.impersonation.remarks import Remark

_ERRORS: dict[str, type[CsmError]] = {kind.code: kind for kind in (NotFound, WrongUsage)}


class Party(NamedTuple):
    """An organization that can be audited: its members and region as far as they are known.

    `found` says that PostHog has a record of it, or people of it.
    """

    question: Question
    found: bool
    name: str | None
    region: str | None
    membership: Membership
    warnings: tuple[Remark, ...] = ()


class Refusal(NamedTuple):
    """An organization that can't be audited; `code` is that of an error."""

    question: Question
    code: str
    message: str
    hint: str | None

    def error(self) -> CsmError:
        """The same as an error."""
        return _ERRORS[self.code](self.message, hint=self.hint)


class Pieces(NamedTuple):
    """The evidence of each organization, and the people who were seen in more than one."""

    of: Mapping[str, list[Evidence]]
    elsewhere: frozenset[str]


def told_apart(evidence: Iterable[tuple[str, Evidence]]) -> Pieces:
    """Sort pieces by the organization they come with; '' is any that nobody asked about."""
    of: dict[str, list[Evidence]] = {}
    seen_in: dict[str, str] = {}
    elsewhere = set()
    for organization_id, piece in evidence:
        if seen_in.setdefault(piece.person, organization_id) != organization_id:
            elsewhere.add(piece.person)
        if organization_id:
            of.setdefault(organization_id, []).append(piece)
    return Pieces(of, frozenset(elsewhere))
