"""Auditing the impersonations of one organization, or of several at once.

The window's impersonations are few, whatever their customers: all of them are walked past,
page by page, and matched here against the members. The server is so never asked to compare
addresses, the questions stay as many whether an organization has ten members or twenty
thousand, and a change of mode that names no account can be given to the staff member's
latest start among all customers' without a further question. Several organizations share the
one walk.
"""

from collections.abc import Callable, Iterator, Sequence

from csm_cli.domain.impersonation.attribution import Attributed
from csm_cli.domain.impersonation.how_far import HowFar
from csm_cli.domain.impersonation.keeping import Kept
from csm_cli.domain.impersonation.members import MemberCount
from csm_cli.domain.impersonation.parties import Party, Refusal
from csm_cli.domain.impersonation.proof import Proof
from csm_cli.domain.impersonation.question import Question
from csm_cli.domain.impersonation.remarks import (
    ALWAYS,
    Limit,
    Remark,
    Warn,
    limitation,
    warning,
)
from csm_cli.domain.impersonation.result import Audit, Organization
from csm_cli.domain.impersonation.rules import Rules
from csm_cli.services.audit_keeping import NOTHING_KEPT, Keeper
from csm_cli.services.audit_log import AuditLog
from csm_cli.services.audit_parties import look_up
from csm_cli.services.audit_reading import Reading

Progress = Callable[[HowFar], None]


def audit(
    log: AuditLog,
    question: Question,
    rules: Rules,
    progress: Progress,
    keeper: Keeper = NOTHING_KEPT,
) -> Audit:
    """Find the organization's impersonations, and say whether these are all.

    `progress` is told how far it has come; `keeper` gets what there is while it
    goes on, and may have brought what an earlier run had.

    Raises:
        NotFound: PostHog knows no such organization.
        WrongUsage: the region given is not the organization's.
        NotSignedIn, NotAllowed, Unavailable: PostHog refused before any event was read.
            A failure later makes the audit incomplete instead.
    """
    [found] = audit_all(log, [question], rules, progress, keeper)
    if isinstance(found, Refusal):
        raise found.error()
    return found


def audit_all(
    log: AuditLog,
    questions: Sequence[Question],
    rules: Rules,
    progress: Progress,
    keeper: Keeper = NOTHING_KEPT,
) -> list[Audit | Refusal]:
    """Audit several organizations with one walk; what each of them comes to, in their order.

    Raises:
        NotSignedIn, NotAllowed, Unavailable: PostHog refused before any event was read.
    """
    kept = keeper.kept
    if kept is None:
        lookup = look_up(log, questions, rules, progress)
        kept = Kept(lookup.parties, lookup.remarks, lookup.halvings)
    return _Auditing(log, kept, rules, progress, keeper).run()


class _Auditing:
    """One run, from the members on."""

    def __init__(
        self, log: AuditLog, kept: Kept, rules: Rules, progress: Progress, keeper: Keeper
    ) -> None:
        self._log = log
        self._kept = kept
        self._rules = rules
        self._reading = Reading(log, kept, rules, progress, keeper)

    def run(self) -> list[Audit | Refusal]:
        warnings = self._reading.run()
        attributed = iter(self._reading.attributed())
        return [
            party if isinstance(party, Refusal) else self._audit(party, next(attributed), warnings)
            for party in self._kept.parties
        ]

    def _audit(self, party: Party, attributed: Attributed, shared: Sequence[Remark]) -> Audit:
        members = party.membership.count()
        return Audit(
            organization=Organization(
                party.question.organization_id,
                party.name,
                party.region,
                party.question.found_by,
            ),
            window=party.question.window,
            members=members,
            events=attributed.events,
            warnings=(*party.warnings, *shared, *self._warnings(party, attributed)),
            limitations=tuple(self._limitations(party, members, attributed)),
            proof=self._proof(party),
        )

    def _proof(self, party: Party) -> Proof:
        doubts = {remark.code for remark in self._reading.remarks}
        return Proof(
            organization_found=party.found,
            members_found=bool(party.membership.addresses),
            walked=self._reading.walked,
            page_rows=self._log.page_rows,
            counted=self._reading.counted,
            cached=Warn.CACHED in doubts,
            cut=not doubts.isdisjoint({Warn.CUT, Warn.MEMBERS_CUT}),
            halvings=self._reading.halvings,
        )

    def _warnings(self, party: Party, attributed: Attributed) -> Iterator[Remark]:
        yield from self._reading.remarks
        lag, question = self._rules.ingestion_lag, party.question
        if question.window.until > question.asked_at:
            yield warning(Warn.UNTIL_IN_FUTURE)
        elif question.window.until > question.asked_at - lag:
            yield warning(Warn.UNTIL_IN_LAG, minutes=int(lag.total_seconds() // 60))
        if attributed.other_region:
            yield warning(Warn.OTHER_REGION, count=attributed.other_region)

    def _limitations(
        self, party: Party, members: MemberCount, attributed: Attributed
    ) -> Iterator[Remark]:
        if members.without_email:
            yield limitation(Limit.WITHOUT_EMAIL, count=members.without_email)
        if attributed.unattributed:
            yield limitation(Limit.UNATTRIBUTED, count=attributed.unattributed)
        first = self._rules.first_event
        if party.question.window.since.date() < first:
            yield limitation(Limit.BEFORE_RECORDING, date=first.isoformat())
        for code in ALWAYS:
            yield limitation(
                code,
                hours=f"{self._rules.session_limit.total_seconds() / 3600:g}",
                days=self._rules.history.days,
            )
