"""What PostHog and the desk know of a customer, asked at once; neither of them has to answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from csm_cli.domain.around import ABSENT, Missing, missing
from csm_cli.domain.errors import CsmError, NotSignedIn
from csm_cli.domain.organizations import Accounts, Record
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import DeskOrganization
from csm_cli.services.at_once import Question, ask_all
from csm_cli.services.organization_ports import AccountDirectory, DeskOrganizations

_T = TypeVar("_T")

RECORDS, DESK = "posthog", "zendesk"
"""The services' names, as a result calls what is missing."""


class Facts(NamedTuple):
    """What was found out; empty where nobody knows, and `missing` where nobody could be asked."""

    records: Mapping[str, Record] = {}
    accounts: Sequence[Accounts] = ()
    desk: Sequence[DeskOrganization] = ()
    missing: tuple[Missing, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def homes(self) -> tuple[str, ...]:
        """The organizations that the address is in, each once."""
        found = (each.organization_id for each in self.accounts)
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def address_regions(self) -> frozenset[str]:
        """The regions in which the address has accounts."""
        return regions(each.sites for each in self.accounts)

    def regions_of(self, organization_id: str | None) -> frozenset[str]:
        """The regions in which the organization's people have their accounts."""
        record = self.records.get(organization_id or "")
        return regions([record.sites] if record else [])

    def with_desk(self, other: "Facts") -> "Facts":
        """These, with what the desk was asked about later."""
        lacking = dict.fromkeys((*self.missing, *other.missing))
        return self._replace(desk=other.desk, missing=tuple(lacking))

    def is_missing(self, service: str) -> bool:
        """Whether the service could not be asked."""
        return any(each.service == service for each in self.missing)


class Sources(NamedTuple):
    """Who is asked, each built when it must be, and the seconds for which anybody waits."""

    directory: Callable[[], AccountDirectory]
    desk: Callable[[], DeskOrganizations]
    seconds: float

    def about(self, organization_id: str | None, address: str | None) -> Facts:
        """What both say, of an organization, an address, or both of them."""
        ids = [organization_id] if organization_id else []
        questions: dict[str, Callable[[], Facts]] = {}
        lacking: list[Missing] = []
        if directory := _opened(RECORDS, self.directory, lacking):
            questions[RECORDS] = partial(_of_records, directory, ids, address)
        if ids and (desk := _opened(DESK, self.desk, lacking)):
            questions[DESK] = partial(_of_desk, desk, ids)
        return self._asked(questions, lacking)

    def filed(self, organization_ids: Sequence[str]) -> Facts:
        """What the desk says of organizations; it may carry a content warning."""
        lacking: list[Missing] = []
        desk = _opened(DESK, self.desk, lacking) if organization_ids else None
        asked = {DESK: partial(_of_desk, desk, organization_ids)} if desk else {}
        return self._asked(asked, lacking)

    def _asked(
        self, questions: Mapping[str, Callable[[], Facts]], lacking: Sequence[Missing]
    ) -> Facts:
        answers = ask_all({name: Question(ask, self.seconds) for name, ask in questions.items()})
        records = answers.found.get(RECORDS, Facts())
        desk = answers.found.get(DESK, Facts())
        return records._replace(desk=desk.desk, missing=(*lacking, *answers.missing))


def regions(sites: Iterable[Mapping[str, int]]) -> frozenset[str]:
    """The regions in which any of these has accounts."""
    return frozenset(region for each in sites for region, count in each.items() if count)


def _of_records(
    directory: AccountDirectory, organization_ids: Sequence[str], address: str | None
) -> Facts:
    accounts = directory.accounts(address) if address else ()
    records = directory.records(organization_ids) if organization_ids else {}
    return Facts(records, accounts, notices=tuple(directory.notices))


def _of_desk(desk: DeskOrganizations, organization_ids: Sequence[str]) -> Facts:
    return Facts(desk=desk.with_ids(organization_ids))


def _opened(service: str, build: Callable[[], _T], lacking: list[Missing]) -> _T | None:
    """The service, ready to be asked; null, and a line of what is missing, where it is not."""
    try:
        return build()
    except NotSignedIn as problem:
        lacking.append(Missing(service, ABSENT, problem.message))
    except CsmError as problem:
        lacking.append(missing(service, problem))
    return None
