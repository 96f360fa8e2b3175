"""Roles: which one somebody has, stepping up, and stepping down again.

A raised role is a loan. It is recorded before anything is sent, and what has not been given
back is found by the next csm, whatever ended the last one. Nothing here prints or asks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple, TypeVar

from csm_cli.domain import roles
from csm_cli.domain.errors import CsmError, NotAllowed, OutcomeUnknown, Unavailable, Unexpected
from csm_cli.domain.passing import Passing
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.roles import Ending, Loan, Role, Standing, Step
from csm_cli.domain.tickets import Me, Request
from csm_cli.services.ports import Loans, RoleDesk, TicketDesk
from csm_cli.services.role_change import PATIENT, Patience, RoleChange
from csm_cli.services.role_return import DOWNGRADE, RoleReturn

_T = TypeVar("_T")


class Names(NamedTuple):
    """What the roles are called here, and what a person does on the page to change one."""

    light: str
    full: str
    advice_up: str
    advice_down: str


class ChangingRoles:
    """Shows a role, raises it and gives it back.

    Args:
        desk: Says who is signed in.
        role_desk: Changes roles.
        loans: Records what is due back.
        names: What the roles are called here.
        patience: How long things may take.
        now: The clock, aware and in UTC.
        sleep: Waits so many seconds.
        say: Told what takes long, and what is due back.
    """

    def __init__(
        self,
        desk: TicketDesk,
        role_desk: RoleDesk,
        loans: Loans,
        names: Names,
        patience: Patience,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        say: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._roles = role_desk
        self._loans = loans
        self._names = names
        self._wait_seconds = patience.wait
        self._now = now
        self._say = say
        self._change = RoleChange(desk, role_desk, patience, sleep=sleep, say=say)
        self._returns = RoleReturn(
            desk, role_desk, loans, self._change, names.advice_down, now=now, say=say
        )

    def at_start(self) -> None:
        """Give back what an earlier run left raised, and remind of what is still due."""
        self._returns.at_start()

    def look(self, ticket: TicketRef | None = None) -> Standing:
        """Who is signed in, in which role; a loan that is over is settled on the way.

        `ticket` is the one whose page a person would open to change the role.
        """
        if ticket is not None:
            self._desk.check(ticket)
        me = self._desk.me(fresh=True)
        known = tuple(self._roles.roles())
        page = self._roles.page(ticket.number if ticket else None)
        standing = Standing(me, roles.current(me, known), known, page)
        try:
            changer = self._roles.changer()
        except CsmError as problem:  # which keeps nobody from knowing the role
            problem.written = f"nothing was sent, and your role is {roles.name_of(standing)}"
            raise
        return standing._replace(changer=changer, loan=self._returns.open_loan(me))

    def plan_up(self, ticket: TicketRef | None = None) -> Step:
        """What stepping up would do.

        Raises:
            WrongUsage: the role of a full agent can't be told from the others.
            NotAllowed: the desk does not say which role to come back to.
        """
        standing = self.look(ticket)
        if standing.me.access != roles.LIGHT:
            reason = f"your role is {roles.name_of(standing)} already"
            return Step(standing, roles.ALREADY_FULL, standing.role, reason)
        if standing.role is None:
            raise NotAllowed(
                "Zendesk names no role of yours, so csm could not put it back",
                written="nothing was sent",
                hint=f"step up on {standing.page}",
            )
        if standing.way == roles.PAGE:
            return Step(standing, roles.PLANNED, hint=self._names.advice_up)
        target = roles.called(self._names.full, roles.FULL, standing.roles, "zendesk.roles.full")
        return self._planned(standing, target)

    def plan_down(self, ticket: TicketRef | None = None) -> Step:
        """What stepping down would do: back to the role of the loan, else to the light one.

        Raises:
            WrongUsage: the role of a light agent can't be told from the others.
            NotAllowed: the role is an administrator's.
        """
        standing = self.look(ticket)
        me, loan = standing.me, standing.loan
        if me.access == roles.LIGHT:
            reason = f"your role is {roles.name_of(standing)} already"
            return Step(standing, roles.ALREADY_LIGHT, standing.role, reason)
        if loan is not None and roles.state(loan, me, self._now()) == roles.FOREIGN:
            return self._not_ours(standing, loan)
        if me.access == roles.ADMIN:
            raise NotAllowed(
                "your role is an administrator's, which csm does not take away",
                written="nothing was sent",
            )
        if standing.way == roles.PAGE:
            return Step(standing, roles.PLANNED, hint=self._names.advice_down)
        return self._planned(standing, loan.lower if loan else self._light(standing))

    def way_back(self, step: Step) -> tuple[Request, ...]:
        """The requests that would give back what a planned step up raises."""
        standing = step.standing
        if step.target is None or standing.role is None:
            return ()
        return tuple(self._roles.requests(standing.me.person, standing.role))

    def up(self, step: Step, invite: Callable[[str], None]) -> Step:
        """Step up until told otherwise; `invite` is called with the page, if a person does it.

        Raises:
            OutcomeUnknown: the change was sent, and was not seen.
            CsmError: the role was not changed.
        """
        with self._alone(step, self.plan_up) as now:
            if now.outcome != roles.PLANNED:
                return now
            loan = self._loan(now, roles.TOLD)
            self._loans.record(loan)
            seen = self._raise(loan, now, invite)
        return _done(now, roles.RAISED, seen.upper, seen)

    def down(self, step: Step, invite: Callable[[str], None]) -> Step:
        """Step down; the same errors as `up`. What could not be done, the next csm tries."""
        with self._alone(step, self.plan_down) as now:
            if now.outcome != roles.PLANNED:
                return now
            lower = now.target
            if lower is None:
                lower = self._by_person(now, invite, _is_light)
            else:
                self._loans.record(self._owed(now, lower))
                self._send_down(now.standing, lower)
            self._returns.settle(now.standing.me, roles.LOWERED)
        return _done(now, roles.LOWERED, lower, None)

    def during(
        self, step: Step, invite: Callable[[str], None], work: Callable[[], _T]
    ) -> tuple[_T, Ending]:
        """Work in a raised role, and give it back, whatever ends the work.

        Somebody who is a full agent already works as they are; nothing is due back then.

        Raises:
            CsmError: the role was not raised, so that no work was done; or the work's own.
        """
        with self._alone(step, self.plan_up) as now:
            if now.outcome != roles.PLANNED:
                return work(), Ending()
            loan = self._loan(now, roles.RUN)
            self._loans.record(loan)
            try:
                loan = self._raise(loan, now, invite)
                done = work()
            except BaseException:
                self._tell(self._returns.end(loan))
                raise
            return done, self._returns.end(loan)

    def _raise(self, loan: Loan, step: Step, invite: Callable[[str], None]) -> Loan:
        """Raise the role, by the credential or by waiting for the person; the loan as seen."""
        if step.target is None:
            upper = self._by_person(step, invite, _is_full)
        else:
            upper = step.target
            self._send_up(loan, upper)
        seen = loan._replace(upper=upper, confirmed=True)
        try:
            self._loans.record(seen)
        except Unexpected as problem:  # the first record stands, and is enough
            self._say(f"warning: {problem.message}")
        return seen

    def _by_person(
        self, step: Step, invite: Callable[[str], None], is_so: Callable[[Me], bool]
    ) -> Role:
        """Name the page, and wait until the person has changed the role there."""
        try:
            invite(step.standing.page)
            return self._seen(self._change.wait_for(is_so), step)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                "nothing was sent, and your role was not seen to change; next: the same command "
                "waits again, and csm role shows your role"
            ) from None

    def _send_up(self, loan: Loan, upper: Role) -> None:
        try:
            self._change.send(loan.person, upper)
        except OutcomeUnknown:
            raise
        except CsmError:
            self._loans.settle(loan, roles.NOT_RAISED)
            raise

    def _send_down(self, standing: Standing, lower: Role) -> None:
        """Lower the role; whatever keeps csm from it, the loan is on record and stays due."""
        try:
            self._change.send(standing.me.person, lower, PATIENT)
        except OutcomeUnknown:
            raise
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                "your role may still be raised; next: csm role gives it back, and shows it"
            ) from None
        except CsmError as problem:
            problem.written = f"your role is still {roles.name_of(standing)}, and due back"
            again = problem.hint if isinstance(problem, Unavailable) else None
            yourself = f"go to {standing.page} yourself ({self._names.advice_down})"
            problem.hint = f"{again or DOWNGRADE}, as every command tries again; or {yourself}"
            raise

    def _planned(self, standing: Standing, target: Role) -> Step:
        requests = tuple(self._roles.requests(standing.me.person, target))
        return Step(standing, roles.PLANNED, target, requests=requests)

    def _light(self, standing: Standing) -> Role:
        setting = "zendesk.roles.light"
        return roles.called(self._names.light, roles.LIGHT, standing.roles, setting)

    def _loan(self, step: Step, kind: str) -> Loan:
        role, person = step.standing.role, step.standing.me.person
        assert role is not None, "a step up is planned from a known role only"
        kind = roles.BY_PERSON if step.target is None else kind
        return Loan(person, role, step.target, kind, self._now())

    def _owed(self, step: Step, lower: Role) -> Loan:
        """The loan to be given back now: if csm is stopped on the way, the next one goes on."""
        standing = step.standing
        loan = standing.loan or Loan(
            standing.me.person, lower, standing.role, roles.RUN, self._now()
        )
        return loan._replace(upper=standing.role, kind=roles.RUN, confirmed=True)

    def _not_ours(self, standing: Standing, loan: Loan) -> Step:
        self._loans.settle(loan, roles.CHANGED)
        reason = (
            f"somebody has made your role {roles.name_of(standing)} since; it had been raised to "
            f"{loan.upper.name if loan.upper else 'that of a full agent'}"
        )
        return Step(standing, roles.CHANGED, standing.role, reason, "csm role shows your role")

    def _seen(self, me: Me, step: Step) -> Role:
        found = roles.current(me, step.standing.roles)
        return found or Role(0, me.access, me.access)

    @contextmanager
    def _alone(self, step: Step, plan: Callable[[], Step]) -> Iterator[Step]:
        """The step, while no other csm changes roles; planned anew if the role has changed.

        Time has gone by since it was planned: a person was asked, another csm was waited for.
        """

        def waiting() -> None:
            self._say(Passing("another run is using your raised role; waiting for it ..."))

        with self._loans.held(self._wait_seconds, waiting):
            if self._desk.me(fresh=True).role_id == step.standing.me.role_id:
                yield step
            else:
                fresh = plan()
                page = step.standing.page
                yield fresh._replace(standing=fresh.standing._replace(page=page))

    def _tell(self, ending: Ending) -> None:
        if ending.text:
            self._say(ending.text)


def _done(step: Step, outcome: str, role: Role | None, loan: Loan | None) -> Step:
    """The step as it came out: in the new role, with what is due back now."""
    standing = step.standing
    if role is not None:
        me = standing.me._replace(access=role.access, role_id=role.id)
        standing = standing._replace(me=me, role=role, loan=loan)
    return Step(standing, outcome, role)


def _is_light(me: Me) -> bool:
    return me.access == roles.LIGHT


def _is_full(me: Me) -> bool:
    return me.access != roles.LIGHT
