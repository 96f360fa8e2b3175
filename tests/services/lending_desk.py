"""A desk in memory on which roles are changed, and a record of loans that is a list."""

# ruff: noqa: ARG002 - the arguments are those of the ports
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from csm_cli.domain import roles
from csm_cli.domain.errors import (
    CsmError,
    NotAllowed,
    OutcomeUnknown,
    Unavailable,
    Unexpected,
)
from csm_cli.domain.roles import Loan, Role
from csm_cli.domain.tickets import Me, Person, Request
from csm_cli.services.role import ChangingRoles, Names
from csm_cli.services.role_change import Patience
from tests.services.writable_desk import Clock, WritableDesk

LIN = Person(103, "Lin Osei", "lin@posthog.example")
NOOR = Person(104, "Noor Haddad", "noor@posthog.example")
LIGHT = Role(1, "Light agent", roles.LIGHT)
FULL = Role(2, "Full agent", roles.FULL)
LEAD = Role(3, "Team lead", roles.FULL)
ADMIN = Role(4, "Admin", roles.ADMIN)

PATIENCE = Patience(verify=12.0, wait=600.0, poll=3.0, cap=60.0)


def nothing() -> object:
    """Happens without any effect."""
    return None


class LendingDesk(WritableDesk):
    """Lin's role, and what goes wrong with the next changes of it.

    `mishaps_of_roles` are raised, one a change; with `carried_out` the change is made all the
    same. `looks` happen one by one, right before the answer to "who am I"; `before_change`
    happens right before each change.
    """

    def __init__(self, clock: Clock, role: Role = LIGHT) -> None:
        super().__init__(clock)
        self.give(role)
        self.changes: list[Role] = []
        self.mishaps_of_roles: list[CsmError] = []
        self.carried_out = False
        self.looks: list[Callable[[], object]] = []
        self.before_change: Callable[[], object] = nothing
        self.can_change = True

    def give(self, role: Role) -> None:
        """Somebody changes Lin's role."""
        self.who = Me(LIN, role.access, role_id=role.id)

    def me(self, *, fresh: bool = False) -> Me:
        """Lin, as last asked; when asked afresh, the next of `looks` happens first."""
        if fresh:
            if self.looks:
                self.looks.pop(0)()
            self.kept_me = self.who
        return self.kept_me or self.who

    def roles(self) -> Sequence[Role]:
        """All roles."""
        return (LIGHT, FULL, LEAD, ADMIN)

    def changer(self) -> Person | None:
        """Noor, if there is an account."""
        return NOOR if self.can_change else None

    def role_requests(self, person: Person, role: Role) -> Sequence[Request]:
        """What would be sent."""
        return [Request("PUT", f"/users/{person.id}", {"role": role.id})]

    def change_role(self, person: Person, role: Role) -> None:
        """Change it, or fail as told."""
        self.before_change()
        self.changes.append(role)
        mishap = self.mishaps_of_roles.pop(0) if self.mishaps_of_roles else None
        if mishap is None or self.carried_out:
            self.give(role)
        if mishap is not None:
            raise mishap

    def page(self, ticket: int | None) -> str:
        """The page."""
        return f"https://desk.example/{ticket}"


class RolesOf:
    """The port for roles, onto the same desk."""

    def __init__(self, desk: LendingDesk) -> None:
        self._desk = desk
        self.roles, self.changer, self.page = desk.roles, desk.changer, desk.page
        self.requests, self.change = desk.role_requests, desk.change_role

    @property
    def can_change(self) -> bool:
        """Whether there is an account for roles."""
        return self._desk.can_change


class MemoryLoans:
    """Open loans, and what became of the settled ones. `full` stands for a full disk."""

    def __init__(self) -> None:
        self.loans: list[Loan] = []
        self.settled: list[str] = []
        self.full = False
        self.in_use = False

    def open(self) -> Sequence[Loan]:
        """What is due."""
        return list(self.loans)

    def record(self, loan: Loan) -> None:
        """Keep it."""
        if self.full:
            raise Unexpected("the disk is full")
        self.loans = [each for each in self.loans if each.person.id != loan.person.id] + [loan]

    def settle(self, loan: Loan, outcome: str) -> None:
        """Close it."""
        if self.full:
            raise Unexpected("the disk is full")
        if loan.since in [each.since for each in self.loans]:
            self.settled.append(outcome)
        self.loans = [each for each in self.loans if each.since != loan.since]

    @contextmanager
    def held(self, seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
        """Nobody else wants it, unless told so."""
        if self.in_use:
            waiting()
            raise Unavailable("another run has it")
        yield


class Stage:
    """All of it put together, with a clock that only sleeping moves.

    `light` is what the settings call the role of a light agent.
    """

    def __init__(self, role: Role = LIGHT, light: str = "Light agent") -> None:
        self.clock = Clock()
        self.desk = LendingDesk(self.clock, role)
        self.loans = MemoryLoans()
        self.said: list[str] = []
        self.invited: list[str] = []
        self._light = light
        self.changing = self.made(self.desk, self.loans)

    def made(self, desk: Any, loans: Any) -> ChangingRoles:
        """One run's own, on this desk and this record."""
        return ChangingRoles(
            desk,
            RolesOf(self.desk),
            loans,
            Names(self._light, "Full agent", "press Full", "press Light"),
            PATIENCE,
            now=self.clock,
            sleep=self.clock.sleep,
            say=self.said.append,
        )

    def during(self, work: Callable[[], object]) -> tuple[object, roles.Ending]:
        """Plan a step up and do the work in it."""
        return self.changing.during(self.changing.plan_up(), self.invited.append, work)

    def up(self) -> roles.Step:
        """Plan a step up, and take it."""
        return self.changing.up(self.changing.plan_up(), self.invited.append)

    def down(self) -> roles.Step:
        """Plan a step down, and take it."""
        return self.changing.down(self.changing.plan_down(), self.invited.append)


def busy(seconds: float | None) -> Unavailable:
    """Too many changes: come back later."""
    return Unavailable("too many", written="nothing was written", retry_after=seconds)


LOST = OutcomeUnknown("no answer")
REFUSED = NotAllowed("no")
