"""What `csm role` and `csm escalate --upgrade-role` share: the page to open, the raised role."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from csm_cli.cli.browser import open_page
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.signals import stopped_like_ctrl_c
from csm_cli.domain import roles
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.escalation import Escalation
from csm_cli.domain.ownership import Notice
from csm_cli.domain.passing import Passing
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.roles import Ending, Step

_Result = TypeVar("_Result", Escalation, Escalation | None)


class SteppingUp:
    """The raised role of one escalation; if it is not wanted, everything passes through.

    Args:
        invocation: The run.
        ref: The ticket, on whose page a person can step up.
        wanted: Whether the role may be raised.
    """

    def __init__(self, invocation: Invocation, ref: TicketRef, *, wanted: bool) -> None:
        self._invocation = invocation
        self._ref = ref
        self._ending = Ending()
        self.wanted = wanted

    @property
    def sentence(self) -> str:
        """What is going to happen to the role, for whoever is asked about the rest."""
        standing, target = self._step.standing, self._step.target
        role = roles.name_of(standing)
        if self._step.outcome != roles.PLANNED:
            return f"Your role is {role} already, and stays so."
        if target is None:
            return f"Your role is {role}: you step up yourself, on a page that is named next."
        by = standing.changer.name if standing.changer else "an account"
        return f"Your role becomes {target.name} by way of {by}, then {role} again."

    @property
    def code(self) -> ExitCode:
        """0, unless the role could not be given back."""
        return self._ending.code

    def rehearsed(self, planned: Escalation) -> Escalation:
        """The plan with the requests that would change the role before and after it."""
        if not self.wanted:
            return planned
        back = self._invocation.runtime.roles.way_back(self._step)
        return planned._replace(requests=(*self._step.requests, *planned.requests, *back))

    def carry_out(self, work: Callable[[], _Result]) -> _Result:
        """Do the work in the raised role; it goes back however the work, or csm, is ended."""
        if not self.wanted:
            return work()
        changing = self._invocation.runtime.roles
        invite = inviting(self._invocation, self._step, web=False)
        with stopped_like_ctrl_c():
            result, self._ending = changing.during(self._step, invite, work)
        return self._told(result)

    def _told(self, result: _Result) -> _Result:
        text = self._ending.text
        if self._ending.code and text and result is not None:
            return result._replace(warnings=(*result.warnings, Notice("role_due_back", text)))
        if text:
            self._invocation.say(text if self._ending.code else Passing(text))
        return result

    @cached_property
    def _step(self) -> Step:
        return self._invocation.runtime.roles.plan_up(self._ref)


def inviting(invocation: Invocation, step: Step, *, web: bool) -> Callable[[str], None]:
    """Tells the person which page to open, and opens it where somebody sits in front."""

    def invite(page: str) -> None:
        limit = float(invocation.runtime.settings.facts["limits"]["role_wait_seconds"])
        invocation.say(f"Open {page}")
        invocation.say(f"and use {step.hint}")
        invocation.say(f"Waiting up to {limit:g} s for your role to change; Ctrl-C stops.")
        if web or invocation.can_ask:
            open_page(invocation.environment, page)

    return invite
