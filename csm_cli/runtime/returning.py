"""What every run does about a role that an earlier one was to give back, and could not.

It is given back beside the run, with connections of its own: the command waits for it for some
seconds and then goes on, so that a slow Zendesk holds no look-up up. At the end the run says what
came of it, or reminds. Nothing here is loaded unless something may be due.
"""

import shlex
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from csm_cli.adapters import config_file
from csm_cli.adapters.loans import SqliteLoans
from csm_cli.adapters.settings import Settings
from csm_cli.domain import roles
from csm_cli.domain.errors import CsmError, Unavailable
from csm_cli.domain.passing import Passing
from csm_cli.domain.roles import Loan
from csm_cli.services.at_once import Answers, Question, begin
from csm_cli.services.role_return import DOWNGRADE, in_doubt, reminder

if TYPE_CHECKING:
    from csm_cli.runtime.tickets import TicketServices

_THE_ROLE = "the raised role"


class Returning:
    """The way back of a raised role, beside one run.

    Args:
        beside: Makes another run of the same settings; is given what it tells its lines to.
        say: Tells a person one line.
    """

    def __init__(
        self,
        beside: Callable[[Callable[[str], None]], "TicketServices"],
        say: Callable[[str], None],
    ) -> None:
        self._heard: list[str] = []
        self._beside = beside(self._heard.append)
        self._beside.warns_of_config = False  # the run itself does
        self._say = say
        self._answers: Callable[[], Answers[None]] | None = None
        self._told = False
        self._stopped = False
        environment = self._beside.environment
        state = config_file.folders(environment)[1]
        self._loans = SqliteLoans(state, "", environment.now)

    @property
    def tried(self) -> bool:
        """Whether this run has begun to give a role back."""
        return self._answers is not None

    def begin(self) -> None:
        """Give the role back, if it was raised for a run and an account may change roles.

        Raises:
            KeyboardInterrupt: the person did not want to wait for it; says what was not done.
        """
        seconds = self._patience()
        if seconds is None:
            return
        if self._at_work():
            self._told = True
            return
        self._answers = begin({_THE_ROLE: Question(self._give_back, seconds)})
        try:
            self._listen(self._answers)
        except KeyboardInterrupt:
            self._stopped = True
            raise KeyboardInterrupt("the command was not begun") from None
        if not self._told:
            late = f"giving {_THE_ROLE} back takes longer than {seconds:g} s"
            self._say(Passing(f"{late}; going on meanwhile"))

    def end(self, *, looked: bool) -> None:
        """Say what came of it, or what is due; `looked` if the run itself did look to it here."""
        if self._answers is not None and not (self._told or self._stopped):
            self._listen(self._answers)
        try:
            owed = self._loans.everywhere()
        except CsmError as problem:
            if not (looked or self._told):
                self._say(in_doubt(problem))
            return
        for desk, loan in owed:
            if text := self._reminder(desk, loan, told=looked or self._told):
                self._say(text)

    def _patience(self) -> float | None:
        """For how many seconds to wait; null if nothing is due that csm can give back itself."""
        with suppress(CsmError):  # whoever needs what is wrong tells it, and the end reminds
            settings = self._beside.settings
            account = settings.zendesk_roles()
            # The sandbox of this process is started for commands that need it, not for this.
            if account is not None and not settings.in_sandbox:
                for desk, loan in self._loans.everywhere():
                    if desk == account.url and loan.kind == roles.RUN:
                        return float(settings.facts["limits"]["role_return_seconds"])
        return None

    def _give_back(self) -> None:
        """In a thread of its own; never raises an error of csm's."""
        try:
            self._beside.roles.at_start()
        except CsmError as problem:
            self._heard.append(in_doubt(problem))
        self._beside.close()

    def _listen(self, answers: Callable[[], Answers[None]]) -> None:
        """Pass on what was said of it, if it has come to its end."""
        if answers().missing:
            return
        self._told = True
        for line in self._heard:
            if not isinstance(line, Passing):
                self._say(line)

    def _reminder(self, desk: str, loan: Loan, *, told: bool) -> str | None:
        """What to tell of a loan; null if it was told, or if another csm gives it back."""
        how = self._way(desk)
        is_here = how == DOWNGRADE
        if is_here and (told or (loan.kind == roles.RUN and not self.tried and self._at_work())):
            return None
        page = self._page(desk) if is_here else None
        return reminder(loan, page or how, f"{loan.person.name}'s")

    def _at_work(self) -> bool:
        """Whether another csm is working in the raised role just now, or gives it back."""
        try:
            with self._loans.held(0, lambda: None):
                return False
        except Unavailable:
            return True
        except CsmError:
            return False

    def _way(self, desk: str) -> str:
        with suppress(CsmError):
            return way_back(self._beside.settings, desk)
        return DOWNGRADE

    def _page(self, desk: str) -> str | None:
        """Where no account may change roles: what a person does on which page."""
        with suppress(CsmError):
            settings = self._beside.settings
            if not settings.in_sandbox and settings.zendesk_roles() is None:
                return f"{desk}/agent/ ({settings.facts['zendesk']['roles']['advice_down']})"
        return None


def way_back(settings: Settings, desk: str) -> str:
    """What to type for a role that is raised on a desk: with the profile of it, if it is another.

    Asks no keyring, so that a desk which no setting names counts as the run's own.
    """
    if _is_of(settings, desk):
        return DOWNGRADE
    for name in (*settings.profiles, config_file.DEFAULT, config_file.SANDBOX):
        with suppress(CsmError):
            if _is_of(Settings(settings.environment, name), desk):
                is_sandbox = name == config_file.SANDBOX
                option = "--sandbox" if is_sandbox else f"--profile {shlex.quote(name)}"
                return DOWNGRADE.replace("csm", f"csm {option}")
    return DOWNGRADE


def _is_of(settings: Settings, desk: str) -> bool:
    if settings.in_sandbox:
        return desk == config_file.SANDBOX
    return settings.host("zendesk") == desk
