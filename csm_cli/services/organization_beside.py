"""Asking Vitally about an organization, beside the others; it need not answer."""

from collections.abc import Callable
from typing import NamedTuple

from csm_cli.domain.around import ABSENT, Missing, missing
from csm_cli.domain.errors import CsmError
from csm_cli.domain.vitally import SERVICE, Listing, VitallyRecord
from csm_cli.services import at_once
from csm_cli.services.at_once import Question, ask_all
from csm_cli.services.organization_ports import CustomerRecords

_NO_KEY = Missing(SERVICE, ABSENT, "no key for Vitally is configured (optional)")


class Told(NamedTuple):
    """What Vitally has on record; null where it has nothing, or is `missing`."""

    record: VitallyRecord | None = None
    missing: tuple[Missing, ...] = ()


class Named(NamedTuple):
    """The customers that Vitally has by a name; null where it is `missing`."""

    listing: Listing | None = None
    missing: tuple[Missing, ...] = ()


class Beside(NamedTuple):
    """Vitally, opened when it must be (null without a key), and for how long anybody waits.

    `seconds` are for one record, `listing_seconds` for the lists of all customers.
    """

    vitally: Callable[[], CustomerRecords | None]
    seconds: float
    listing_seconds: float

    def begin(self, organization_id: str) -> Callable[[], Told]:
        """Ask now for what is on record; what is given back waits for it."""
        vitally, lacking = self._opened()
        if vitally is None:
            return lambda: Told(None, lacking)
        asking = {SERVICE: Question(lambda: vitally.record(organization_id), self.seconds)}
        wait = at_once.begin(asking)

        def told() -> Told:
            answers = wait()
            return Told(answers.found.get(SERVICE), answers.missing)

        return told

    def named(self, name: str) -> Named:
        """Look for customers by their name, and wait for that."""
        vitally, lacking = self._opened()
        if vitally is None:
            return Named(None, lacking)
        asking = {SERVICE: Question(lambda: vitally.called(name), self.listing_seconds)}
        answers = ask_all(asking)
        return Named(answers.found.get(SERVICE), answers.missing)

    def _opened(self) -> tuple[CustomerRecords | None, tuple[Missing, ...]]:
        try:
            vitally = self.vitally()
        except CsmError as problem:
            return None, (missing(SERVICE, problem),)
        return vitally, () if vitally is not None else (_NO_KEY,)
