"""Setting csm up: an address that is looked at, a config file that is planned, then written.

What can be found out is asked of the services, with whatever credential there is by then.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from csm_cli.domain.errors import CsmError, NotFound, NotSignedIn
from csm_cli.domain.settings import Value
from csm_cli.domain.setup import Plan, Survey, Wanted, is_zendesk


class File(Protocol):
    """The config file."""

    def planned(self, profile: str, wanted: Sequence[Wanted]) -> Plan:
        """The file with these values in a profile; all else in it as it is."""

    def replace(self, before: str | None, text: str) -> None:
        """Write it, if it is still as it was before."""


class SettingUp:
    """One set-up.

    Args:
        file: The config file.
        answer: Asks an address, without a credential, who one is.
        look_ups: By the key that each is about: finds its value out; null if it need not stand
            in the file. Raises NotSignedIn where there is no credential to ask with.
    """

    def __init__(
        self,
        file: File,
        answer: Callable[[str], object],
        look_ups: Mapping[str, Callable[[], Value]],
    ) -> None:
        self._file = file
        self._answer = answer
        self._look_ups = look_ups

    def reach(self, url: str) -> None:
        """Say no to an address where no Zendesk answers.

        Raises:
            Unavailable: nothing does, or no data comes.
            NotFound: something else does.
        """
        if not is_zendesk(self._answer(url)):
            raise NotFound(
                f"{url} answers, and not as a Zendesk does",
                written="nothing was written",
                hint="give the address of your Zendesk: csm init --zendesk-url URL",
            )

    def plan(self, profile: str, wanted: Sequence[Wanted]) -> Plan:
        """What the file would be with these values."""
        return self._file.planned(profile, wanted)

    def write(self, plan: Plan) -> None:
        """Write what was planned; see the file for the errors."""
        if plan.changes_anything:
            self._file.replace(plan.before, plan.after)

    def find_out(self) -> Survey:
        """What the services tell that should stand in the file."""
        found, not_found = [], []
        for name, look_up in self._look_ups.items():
            try:
                value = look_up()
            except NotSignedIn:
                continue
            except CsmError as problem:
                not_found.append(f"{name}: {problem.message}")
            else:
                found += [] if value is None else [Wanted(name, value)]
        return Survey(found, not_found)
