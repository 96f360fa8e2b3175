"""Giving a raised role back: at the end of a run, or at the start of a later one.

A failure here never hides what the command itself did: it is told, loudly, and the record
stays until the role is seen to be back.
"""

from collections.abc import Callable
from datetime import datetime

from csm_cli.domain import roles
from csm_cli.domain.errors import CsmError, ExitCode, OutcomeUnknown, Unavailable, Unexpected
from csm_cli.domain.roles import Ending, Loan
from csm_cli.domain.tickets import Me
from csm_cli.services.ports import Loans, RoleDesk, TicketDesk
from csm_cli.services.role_change import PATIENT, RoleChange

DOWNGRADE = "csm role downgrade"
"""What a person types to have the role back, whichever way it goes."""

_REMINDER = "reminder: "


class RoleReturn:
    """Knows what is due back, and gives it back."""

    def __init__(
        self,
        desk: TicketDesk,
        role_desk: RoleDesk,
        loans: Loans,
        change: RoleChange,
        advice: str,
        *,
        now: Callable[[], datetime],
        say: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._roles = role_desk
        self._loans = loans
        self._change = change
        self._advice = advice
        self._now = now
        self._say = say

    def open_loan(self, me: Me) -> Loan | None:
        """What this person has to give back; a loan that is over is settled first."""
        for loan in self._loans.open():
            if loan.person.id == me.person.id:
                if roles.state(loan, me, self._now()) != roles.BACK:
                    return loan
                self._close(loan, roles.BACK)
        return None

    def settle(self, me: Me, outcome: str) -> None:
        """Close the person's loan, if there is one."""
        for loan in self._loans.open():
            if loan.person.id == me.person.id:
                self._close(loan, outcome)

    def end(self, loan: Loan) -> Ending:
        """Give the role back and say how that went; never raises an error of csm's."""
        try:
            return self._ended(loan)
        except CsmError as problem:
            unknown = isinstance(problem, OutcomeUnknown)
            return Ending(
                ExitCode.UNKNOWN if unknown else ExitCode.SOME_FAILED, _loudly(loan, problem)
            )
        except KeyboardInterrupt:
            self._say(_loudly(loan, None))
            raise

    def at_start(self) -> None:
        """Give back what an earlier run left raised, and remind of what only a person can.

        Asks the desk nothing if nothing is due. Another csm that is at work in the role is
        left alone. Never raises an error of csm's.
        """
        try:
            for loan in self._loans.open():
                self._look_at(loan)
        except CsmError as problem:
            self._say(in_doubt(problem))

    def _look_at(self, loan: Loan) -> None:
        me = self._desk.me(fresh=True)
        if loan.person.id != me.person.id:
            self._say(f"{_REMINDER}{loan.person.name}'s role is raised since {_when(loan)}")
        elif loan.kind == roles.RUN:
            self._end_of_another(loan)
        elif (text := self._noticed(loan, me)) is not None:
            self._say(text)

    def _end_of_another(self, loan: Loan) -> None:
        """Give back what a run has left behind, unless it is still at work."""
        try:
            with self._loans.held(0, lambda: None):
                ending = self.end(loan)
        except Unavailable:
            return
        if not ending.text:
            return
        if ending.code or ending.text.startswith(_REMINDER):  # which say themselves since when
            self._say(ending.text)
        else:
            self._say(f"a run of {_when(loan)} ended early: {ending.text}")

    def _ended(self, loan: Loan) -> Ending:
        if loan.since not in [other.since for other in self._open_or(loan)]:
            return Ending()
        me = self._desk.me(fresh=True)
        may = loan.kind == roles.RUN and self._roles.can_change
        if not may or roles.state(loan, me, self._now()) != roles.LENT:
            return Ending(text=self._noticed(loan, me))
        self._change.send(loan.person, loan.lower, PATIENT)
        self._close(loan, roles.LOWERED)
        return Ending(text=f"your role is {loan.lower.name} again")

    def _noticed(self, loan: Loan, me: Me) -> str | None:
        """Settle what is over without csm's doing; what a person should know of the rest."""
        match roles.state(loan, me, self._now()):
            case roles.BACK:
                self._close(loan, roles.BACK)
                return None
            case roles.FOREIGN:
                self._close(loan, roles.CHANGED)
                return (
                    "somebody has given you another role since yours was raised; it stays as it is"
                )
            case roles.UNCLEAR:
                doubt = "it is not clear whether your role was raised; csm looks again next time"
                return None if loan.kind == roles.BY_PERSON else doubt
            case _:
                return self._reminder(loan)

    def _reminder(self, loan: Loan) -> str:
        how = DOWNGRADE
        if not self._roles.can_change:
            how = f"{self._roles.page(None)} ({self._advice})"
        return reminder(loan._replace(confirmed=True), how)

    def _close(self, loan: Loan, outcome: str) -> None:
        """Record what became of it; on a full disk the next run finds the same once more."""
        try:
            self._loans.settle(loan, outcome)
        except Unexpected as problem:
            self._say(f"warning: {problem.message}")

    def _open_or(self, loan: Loan) -> list[Loan]:
        """The open loans; if the record can't be read now, this one counts as open."""
        try:
            return list(self._loans.open())
        except Unexpected:
            return [loan]


def reminder(loan: Loan, how: str, whose: str = "your") -> str:
    """That a role is raised since when, and how it goes back."""
    verb, upper = "is" if loan.confirmed else "may be", loan.upper.name if loan.upper else "raised"
    since = f"{verb} {upper} since {_when(loan)}"
    return f"{_REMINDER}{whose} role {since}; back to {loan.lower.name}: {how}"


def in_doubt(problem: CsmError) -> str:
    """That a role may be due back, and why nobody could tell or do anything about it."""
    return f"{_REMINDER}a raised role may be due back: {problem.message}; next: {DOWNGRADE}"


def _loudly(loan: Loan, problem: CsmError | None) -> str:
    why = "" if problem is None else f" ({problem.message})"
    return (
        f"ATTENTION: your role may still be raised, and has to go back to {loan.lower.name}"
        f"{why}; the next run tries again, or now: {DOWNGRADE}"
    )


def _when(loan: Loan) -> str:
    return loan.since.strftime("%Y-%m-%d %H:%M UTC")
