"""The first half of an audit: which organizations there are, and who belongs to them."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from csm_cli.domain.errors import Exhausted, NotFound, WrongUsage
from csm_cli.domain.impersonation.how_far import HowFar
from csm_cli.domain.impersonation.members import Evidence, Membership, home
from csm_cli.domain.impersonation.parties import Party, Refusal, told_apart
from csm_cli.domain.impersonation.question import Question
from csm_cli.domain.impersonation.remarks import Remark, Warn, warning
from csm_cli.domain.impersonation.result import NamedOrganization
from csm_cli.domain.impersonation.rules import Rules
from csm_cli.domain.impersonation.window import Window, halves
from csm_cli.services.audit_log import AuditLog

AT_ONCE = 100  # organizations in one question


class LookUp(NamedTuple):
    """What became of each organization, in their order; what is doubtful about the answers.

    `halvings` counts the questions that were too much for PostHog and were halved.
    """

    parties: tuple[Party | Refusal, ...]
    remarks: tuple[Remark, ...]
    halvings: int


def look_up(
    log: AuditLog, questions: Sequence[Question], rules: Rules, progress: Callable[[HowFar], None]
) -> LookUp:
    """Look the organizations and their members up, a hundred in each question."""
    looking = _Looking(log, rules, progress)
    parties: list[Party | Refusal] = []
    for begin in range(0, len(questions), AT_ONCE):
        parties += looking.parties(questions[begin : begin + AT_ONCE])
    return LookUp(tuple(parties), tuple(log.remarks), looking.halvings)


class _Looking:
    def __init__(self, log: AuditLog, rules: Rules, progress: Callable[[HowFar], None]) -> None:
        self._log = log
        self._rules = rules
        self._progress = progress
        self.halvings = 0

    def parties(self, questions: Sequence[Question]) -> Iterator[Party | Refusal]:
        ids = [question.organization_id for question in questions]
        what = "the organization" if len(ids) == 1 else f"{len(ids)} organizations"
        self._progress(HowFar(f"looking {what} up"))
        records = self._log.organizations(ids)
        self._progress(HowFar("finding the members"))
        since = min(question.window.since for question in questions)
        until = max(question.window.until for question in questions)
        history = Window(since - self._rules.history, until)
        pieces = told_apart(self._evidence(ids, history, history))
        for question in questions:
            membership = Membership(
                pieces.of.get(question.organization_id, ()), question.extras, pieces.elsewhere
            )
            yield _party(question, records.get(question.organization_id), membership)

    def _evidence(
        self, ids: Sequence[str], history: Window, part: Window
    ) -> Iterator[tuple[str, Evidence]]:
        """All pieces; if that is too much at once, those of one half, then those of the other."""
        try:
            yield from self._log.members(ids, history, part)
        except Exhausted:
            parts = halves(part, self._rules.halving.shortest)
            if parts is None or self.halvings >= self._rules.halving.most:
                raise
            self.halvings += 1
            for half in parts:
                yield from self._evidence(ids, history, half)


def _party(
    question: Question, record: NamedOrganization | None, membership: Membership
) -> Party | Refusal:
    if record is None and not membership.known:
        return Refusal(
            question,
            NotFound.code,
            f"PostHog has no organization with the id {question.organization_id}",
            "compare the id with the organization's admin page, or with the ticket's Admin line",
        )
    try:
        place = home(membership, question.region)
    except WrongUsage as problem:
        return Refusal(question, problem.code, problem.message, problem.hint)
    warnings = []
    name = record.name if record else None
    if name is None:
        warnings.append(warning(Warn.NO_NAME))
    if place.region is None and membership.looked_for:
        warnings.append(warning(Warn.REGION_UNKNOWN))
    if place.region and place.mixed:
        warnings.append(warning(Warn.REGION_MIXED, region=place.region))
    if not membership.addresses:
        warnings.append(warning(Warn.NO_MEMBERS))
    return Party(question, True, name, place.region, membership, tuple(warnings))
