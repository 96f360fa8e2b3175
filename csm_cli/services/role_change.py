"""One change of a role: sent once, read back, or watched while a person makes it.

What is said about the outcome is what the desk's own "who am I" shows afterwards, never the
answer to the change alone.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from csm_cli.domain.errors import CsmError, OutcomeUnknown, Refused, Unavailable
from csm_cli.domain.passing import Passing
from csm_cli.domain.roles import Role
from csm_cli.domain.tickets import Me, Person
from csm_cli.services.ports import RoleDesk, TicketDesk

PATIENT = (1.0, 2.0, 4.0)
"""Seconds between tries of a change that must not be given up at the first closed door."""

_LOOK_AFTER = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
_MOST_REFUSED = 2  # a person's record takes 5 changes a minute; a full minute is waited for twice


class Patience(NamedTuple):
    """How long things may take, in seconds.

    `verify` is for looking up an outcome, `wait` for a person or another csm, `poll` the
    pause between two looks at a person's doing, `cap` the longest wait that the desk may ask.
    """

    verify: float
    wait: float
    poll: float
    cap: float


class RoleChange:
    """Makes a change of a role, or waits for one.

    Args:
        desk: Says who is signed in, and in which role.
        roles: Changes it.
        patience: How long things may take.
        sleep: Waits so many seconds.
        say: Told what takes long.
    """

    def __init__(
        self,
        desk: TicketDesk,
        roles: RoleDesk,
        patience: Patience,
        *,
        sleep: Callable[[float], None],
        say: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._roles = roles
        self._patience = patience
        self._sleep = sleep
        self._say = say

    def send(self, person: Person, role: Role, pauses: Sequence[float] = ()) -> None:
        """Change the role and see that it is changed.

        It is sent again only after an answer that it was not taken: when the desk asks to
        wait, and after each of `pauses` when it can't be reached.

        Raises:
            OutcomeUnknown: it was sent, and the role was not seen to change.
            CsmError: it was not changed, for the reason that the error gives.
        """
        unknown = OutcomeUnknown("Zendesk took the change of role")
        try:
            self._sent(person, role, pauses)
        except OutcomeUnknown as problem:
            unknown = problem
            self._say(Passing("no clear answer; looking whether the role was changed ..."))
        if not self._seen(role):
            raise OutcomeUnknown(
                unknown.message,
                written=f"the role was not seen to become {role.name!r} within "
                f"{self._patience.verify:g} s; it still may",
                hint="csm role shows it",
                request_id=unknown.request_id,
            )

    def wait_for(self, is_so: Callable[[Me], bool]) -> Me:
        """Look again and again until the role is as a person was asked to make it.

        Raises:
            Refused: it is not, after all the time there is.
        """
        left, troubled = self._patience.wait, False
        while True:
            try:
                me = self._desk.me(fresh=True)
                if is_so(me):
                    return me
            except Unavailable as problem:
                if not troubled:
                    self._say(Passing(f"{problem.message}; still waiting"))
                troubled = True
            if left <= 0:
                raise Refused(
                    f"your role has not changed within {self._patience.wait:g} s",
                    written="nothing was sent",
                    hint="csm role shows the page to change it on; then run the command again",
                )
            self._sleep(min(self._patience.poll, left))
            left -= self._patience.poll

    def _sent(self, person: Person, role: Role, pauses: Sequence[float]) -> None:
        refused, rest = 0, iter(pauses)
        while True:
            try:
                return self._roles.change(person, role)
            except Unavailable as problem:
                if problem.retry_after is None:
                    pause = next(rest, None)
                else:
                    refused += 1
                    pause = self._asked(problem.retry_after) if refused <= _MOST_REFUSED else None
                if pause is None:
                    raise
                self._sleep(pause)

    def _asked(self, seconds: float) -> float | None:
        """The pause that the desk asked for; null if it is more than a person waits for."""
        if seconds > self._patience.cap:
            return None
        few = "Zendesk takes few changes of one person a minute"
        self._say(Passing(f"{few}; going on in {seconds:.0f} s"))
        return seconds

    def _seen(self, role: Role) -> bool:
        left = self._patience.verify
        for pause in _LOOK_AFTER:
            self._sleep(min(pause, left))
            left -= pause
            try:
                if self._desk.me(fresh=True).role_id == role.id:
                    return True
            except CsmError:
                pass  # the network is still away: that is what the next look is for
            if left <= 0:
                break
        return False
