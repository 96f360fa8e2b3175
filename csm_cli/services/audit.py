"""Auditing the impersonations of one organization.

The window's impersonations are few, whatever their customers: all of them are walked past,
page by page, and matched here against the members. The server is so never asked to compare
addresses, the questions stay as many whether an organization has ten members or twenty
thousand, and a change of mode that names no account can be given to the staff member's
latest start among all customers' without a further question.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.errors import CsmError, NotFound
from csm_cli.domain.impersonation.attribution import Attributed, Attribution
from csm_cli.domain.impersonation.members import (
    NO_EXTRAS,
    Extras,
    Home,
    MemberCount,
    Membership,
    home,
)
from csm_cli.domain.impersonation.paging import Cursor, Walk
from csm_cli.domain.impersonation.records import Record
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
from csm_cli.domain.impersonation.window import Window
from csm_cli.services.audit_log import AuditLog

Progress = Callable[[str], None]


class Question(NamedTuple):
    """What an audit is asked: the organization's id, the window, what its asker knows.

    `region` is `us`, `eu` or null. `asked_at` is now, for telling what may not have arrived.
    """

    organization_id: str
    window: Window
    asked_at: datetime
    region: str | None = None
    extras: Extras = NO_EXTRAS


def audit(log: AuditLog, question: Question, rules: Rules, progress: Progress) -> Audit:
    """Find the organization's impersonations, and say whether these are all.

    `progress` is told, in words, how far it has come.

    Raises:
        NotFound: PostHog knows no such organization.
        WrongUsage: the region given is not the organization's.
        NotSignedIn, NotAllowed, Unavailable: PostHog refused before any event was read.
            A failure later makes the audit incomplete instead.
    """
    return _Auditing(log, question, rules, progress).run()


class _Auditing:
    """One run; collects warnings on the way."""

    def __init__(self, log: AuditLog, question: Question, rules: Rules, progress: Progress) -> None:
        self._log = log
        self._ask = question
        self._rules = rules
        self._progress = progress
        self._warnings: list[Remark] = []

    def run(self) -> Audit:
        name, membership = self._organization()
        place = self._home(membership)
        attributed = self._events(membership, place.region)
        members = membership.count()
        self._warn_of_the_rest(attributed)
        return Audit(
            organization=Organization(self._ask.organization_id, name, place.region),
            window=self._ask.window,
            members=members,
            events=attributed.events,
            warnings=tuple(self._warnings),
            limitations=tuple(self._limitations(members, attributed)),
        )

    def _organization(self) -> tuple[str | None, Membership]:
        self._progress("looking the organization up")
        organization_id, (since, until) = self._ask.organization_id, self._ask.window
        found = self._log.organization(organization_id)
        self._progress("finding the members")
        history = Window(since - self._rules.history, until)
        membership = Membership(self._log.members(organization_id, history), self._ask.extras)
        if found is None and not membership.known:
            raise NotFound(
                f"PostHog has no organization with the id {organization_id}",
                hint="compare the id with the organization's admin page, or with the ticket's "
                "Admin line",
            )
        if found is None or found.name is None:
            self._warn(Warn.NO_NAME)
        return found.name if found else None, membership

    def _home(self, membership: Membership) -> Home:
        place = home(membership, self._ask.region)
        if place.region is None and membership.looked_for:
            self._warn(Warn.REGION_UNKNOWN)
        if place.region and place.mixed:
            self._warn(Warn.REGION_MIXED, region=place.region)
        return place

    def _events(self, membership: Membership, region: str | None) -> Attributed:
        window, limit = self._ask.window, self._rules.session_limit
        attribution = Attribution(membership, region, window, limit)
        if not membership.addresses:
            self._warn(Warn.NO_MEMBERS)
        if membership.looked_for:
            # A session that began shortly before the window explains changes inside it.
            self._walk(Window(window.since - limit, window.until), attribution)
        return attribution.result()

    def _walk(self, window: Window, attribution: Attribution) -> None:
        walk = Walk(lambda cursor: self._page(window, cursor, walk), self._log.page_rows)
        try:
            attribution.read(walk)
        except CsmError as problem:
            if not walk.pages:
                raise
            self._warn(Warn.INTERRUPTED, rows=walk.rows, problem=problem.message)
            return
        if walk.disordered:
            self._warn(Warn.DISORDER)
            return
        self._prove(walk, window)

    def _page(self, window: Window, below: Cursor | None, walk: Walk) -> tuple[Record, ...]:
        self._progress(f"reading impersonations: {walk.rows} so far")
        return tuple(self._log.impersonations(window, below))

    def _prove(self, walk: Walk, window: Window) -> None:
        """Compare what was walked past with a count that owes nothing to paging."""
        self._progress(f"checking that these are all: {walk.rows}")
        try:
            counted = self._log.count(window)
        except CsmError as problem:
            self._warn(Warn.COUNT_MISSING, problem=problem.message)
            return
        if counted != walk.rows:
            self._warn(Warn.COUNTS_DIFFER, walked=walk.rows, counted=counted)

    def _warn(self, code: Warn, **filled_in: object) -> None:
        self._warnings.append(warning(code, **filled_in))

    def _warn_of_the_rest(self, attributed: Attributed) -> None:
        self._warnings += self._log.remarks
        lag = self._rules.ingestion_lag
        if self._ask.window.until > self._ask.asked_at - lag:
            self._warn(Warn.UNTIL_IN_LAG, minutes=int(lag.total_seconds() // 60))
        if attributed.other_region:
            self._warn(Warn.OTHER_REGION, count=attributed.other_region)

    def _limitations(self, members: MemberCount, attributed: Attributed) -> Iterator[Remark]:
        if members.without_email:
            yield limitation(Limit.WITHOUT_EMAIL, count=members.without_email)
        if attributed.unattributed:
            yield limitation(Limit.UNATTRIBUTED, count=attributed.unattributed)
        first = self._rules.first_event
        if self._ask.window.since.date() < first:
            yield limitation(Limit.BEFORE_RECORDING, date=first.isoformat())
        for code in ALWAYS:
            yield limitation(
                code,
                hours=f"{self._rules.session_limit.total_seconds() / 3600:g}",
                days=self._rules.history.days,
            )
