"""Finding the organization that a person means, and what is known of it.

    found = organizations.find("mira@hedgebox.example")   # who fits, and who says so
    found.ref                                             # an OrganizationRef, or null
    organizations.describe(found)                         # names, regions, plans, links

`find` asks only as far as it must, and an id not at all. Whoever has a list of names calls it
for each of them. A service that can't be asked costs a notice, as long as another one knows.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from csm_cli.domain import intake
from csm_cli.domain.around import Missing
from csm_cli.domain.errors import CsmError, WrongUsage
from csm_cli.domain.organization_ref import (
    DomainRef,
    EmailRef,
    NameRef,
    OrganizationRef,
    PageRef,
    reference,
)
from csm_cli.domain.organizations import (
    Customs,
    Found,
    Lookup,
    Match,
    Named,
    Source,
    Witness,
    called,
    candidates,
    judged,
)
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef, uuid_text
from csm_cli.domain.tickets import DeskOrganization, Ticket
from csm_cli.domain.vitally import VitallyRecord
from csm_cli.services.organization_beside import Beside
from csm_cli.services.organization_cards import NOT_ASKED, Cards
from csm_cli.services.organization_ports import DeskOrganizations, Directory, Tickets

_T = TypeVar("_T")

MOST = 50
"""So many organizations are listed at most."""


class Services(NamedTuple):
    """Who can be asked; each is called only when it must be, and may then refuse.

    `beside` is Vitally, which need not be there.
    """

    tickets: Callable[[], Tickets]
    directory: Callable[[], Directory]
    desk: Callable[[], DeskOrganizations]
    beside: Beside


class Organizations:
    """Looks organizations up."""

    def __init__(self, services: Services, customs: Customs, now: Callable[[], datetime]) -> None:
        self._services = services
        self._customs = customs
        self._now = now

    def find(self, text: str) -> Found:
        """Say which organization the text means, or list those that fit.

        Raises:
            WrongUsage: the text names no organization, such as a domain of free mail.
            NotFound: it names a ticket that is not there.
            NotSignedIn, NotAllowed, Unavailable: nobody who could know can be asked.
        """
        return _Finding(self._services, self._customs, self._now, text).run()

    def describe(self, found: Found) -> Lookup:
        """Tell what is known of the organizations that were found.

        Raises:
            NotSignedIn, NotAllowed, Unavailable: nothing is known but an id that was typed.
        """
        asked = self._services
        return Cards(asked.directory, asked.desk, asked.beside, self._customs).of(found)


class _Finding:
    """One look-up; collects notices on the way."""

    def __init__(
        self, services: Services, customs: Customs, now: Callable[[], datetime], text: str
    ) -> None:
        self._services = services
        self._customs = customs
        self._now = now
        self._text = text
        self._notices: list[Notice] = []
        self._missing: tuple[Missing, ...] = ()
        self._one_is_missing = False

    def run(self) -> Found:
        ref = reference(self._text, self._customs.hosts)
        match ref:
            case OrganizationRef():
                return self._found("id", [Witness(ref.id, Source.ID)])
            case PageRef():
                witness = Witness(ref.organization.id, Source.ADMIN_URL)
                found = self._found("admin_url", [witness])
                return found._replace(region=ref.organization.region)
            case TicketRef():
                return self._found("ticket", self._of_ticket(ref))
            case EmailRef():
                return self._of_email(ref.address)
            case DomainRef():
                return self._of_domain(ref.domain)
            case NameRef():
                return self._of_name(ref.name)

    def _found(self, kind: str, witnesses: Iterable[Witness], *, partial: bool = False) -> Found:
        match, fitting = judged(candidates(witnesses))
        if match is Match.EXACT and self._one_is_missing:
            match = Match.AMBIGUOUS
        elif match is Match.EXACT and partial:
            match = Match.PARTIAL
            text = f"no organization is called {self._text!r}; this is the only one that has it in"
            self._note("partial_name", f"{text} its name")
        if len(fitting) > MOST:
            text = f"more than {MOST} organizations fit, and these are the first"
            self._note("candidates_cut", text)
        notices = tuple(dict.fromkeys(self._notices))
        return Found(self._text, kind, match, fitting[:MOST], notices, missing=self._missing)

    # --- a ticket -----------------------------------------------------------------------------

    def _of_ticket(self, ref: TicketRef) -> list[Witness]:
        """What the desk says; without that, whom the requester belongs to; the text as a hint."""
        ticket = self._services.tickets().ticket(ref)
        found = list(self._filed(ticket)) or list(self._of_requester(ticket))
        hint = intake.parse(ticket.description, self._customs.sites).organization_id
        if hint and found and hint not in {witness.id for witness in found}:
            text = "the ticket's text, which anybody can write, names another organization"
            self._note("body_differs", f"{text}: {hint}")
        return [*found, *([Witness(hint, Source.BODY)] if hint else ())]

    def _filed(self, ticket: Ticket) -> Iterable[Witness]:
        desk = self._told(ticket.organization)
        recorded = uuid_text((desk and desk.organization_id) or "")
        if field := uuid_text(ticket.organization_id or ""):
            yield Witness(field, Source.FIELD, desk if recorded == field else None)
        if recorded:
            yield Witness(recorded, Source.DESK, desk)

    def _told(self, desk: DeskOrganization | None) -> DeskOrganization | None:
        """The desk's record, unless it is one where people wait to be filed."""
        if desk is None or not desk.is_holding(self._customs.holding):
            return desk
        text = f"Zendesk files the person under {desk.name!r}, which tells nothing"
        self._note("holding_organization", text)
        return None

    def _of_requester(self, ticket: Ticket) -> Iterable[Witness]:
        """The organizations of whoever wrote it; staff write for customers, not as such."""
        requester = ticket.requester
        address = requester.email if requester and requester.kind == "customer" else None
        if not address:
            return ()
        return self._in(lambda posthog: self._of_ties(posthog, address.lower()))

    # --- an address ---------------------------------------------------------------------------

    def _of_email(self, address: str) -> Found:
        found = self._in_turn(
            lambda posthog: self._of_ties(posthog, address), lambda: self._filed_under(address)
        )
        return self._found("email", found)

    def _of_ties(self, posthog: Directory, address: str) -> list[Witness]:
        """Where the person is; where they only were counts if they may still be there too."""
        ties = posthog.of_address(address, self._now())
        now = [Witness(tie.organization_id, Source.PERSON) for tie in ties if tie.current]
        before = [Witness(tie.organization_id, Source.PAST) for tie in ties if not tie.current]
        further = any(tie.further for tie in ties)
        if further and len(ties) == 1:
            self._one_is_missing = True
            text = "the person is in further organizations, of which nothing is known"
            self._note("further_organizations", text)
        if further or not now:
            return [*now, *before]
        if before:
            named = ", ".join(witness.id for witness in before)
            self._note("former_organizations", f"the person was in others before: {named}")
        return now

    def _filed_under(self, address: str) -> list[Witness]:
        return self._recorded(self._services.desk().of_address(address))

    def _recorded(self, records: Iterable[DeskOrganization]) -> list[Witness]:
        found = []
        for desk in filter(None, map(self._told, records)):
            if number := uuid_text(desk.organization_id or ""):
                found.append(Witness(number, Source.DESK, desk))
            else:
                text = f"Zendesk's organization {desk.name!r} does not carry PostHog's id"
                self._note("no_external_id", text)
        return found

    # --- a domain or a name -------------------------------------------------------------------

    def _of_domain(self, domain: str) -> Found:
        if domain in self._customs.free_mail:
            raise WrongUsage(
                f"addresses of {domain} belong to people of any organization",
                hint="name the person by their whole address: csm org PERSON@DOMAIN",
            )

        def ask(posthog: Directory) -> tuple[Sequence[Named], bool, Sequence[str]]:
            return *called(posthog.named(domain), domain), posthog.of_domain(domain)

        named, exact, theirs = self._in(ask)
        found = [Witness(number, Source.DOMAIN) for number in theirs]
        if exact or not found:
            found += _by_name(named)
        return self._found("domain", found, partial=not exact and not theirs)

    def _of_name(self, name: str) -> Found:
        exactly: list[bool] = []

        def in_posthog(posthog: Directory) -> list[Witness]:
            named, exact = called(posthog.named(name), name)
            exactly.append(exact)
            return _by_name(named)

        def in_desk() -> list[Witness]:
            records = self._services.desk().called(name)
            by_id = {str(desk.id): desk for desk in records}
            named, exact = called([Named(key, desk.name) for key, desk in by_id.items()], name)
            exactly.append(exact)
            return self._recorded(by_id[each.organization_id] for each in named)

        def in_vitally() -> list[Witness]:
            records = self._in_vitally(name)
            by_id = {f"{each.kind} {each.id}": each for each in records}
            named, exact = called(
                [Named(key, each.name or "") for key, each in by_id.items()], name
            )
            exactly.append(exact)
            return self._carried(by_id[each.organization_id] for each in named)

        found = self._in_turn(in_posthog, in_desk, in_vitally)
        return self._found("name", found, partial=exactly[-1:] == [False])

    def _in_vitally(self, name: str) -> Sequence[VitallyRecord]:
        """Vitally's customers of that name; of a list that was cut, none is the only one."""
        answer = self._services.beside.named(name)
        self._missing = answer.missing
        if answer.listing is None:
            return ()
        if not answer.listing.whole:
            self._one_is_missing = True
            text = f"Vitally has more customers than the {answer.listing.read} that were looked at"
            self._note("vitally_cut", text)
        return answer.listing.records

    def _carried(self, records: Iterable[VitallyRecord]) -> list[Witness]:
        found = []
        for record in records:
            if number := uuid_text(record.organization_id or ""):
                found.append(Witness(number, Source.VITALLY))
            else:
                text = f"Vitally's {record.kind} {record.name!r} does not carry PostHog's id"
                self._note("no_external_id", text)
        return found

    # --- who can be asked ---------------------------------------------------------------------

    def _in(self, ask: Callable[[Directory], _T]) -> _T:
        """What PostHog says, and what is doubtful about that."""
        posthog = self._services.directory()
        said = ask(posthog)
        self._notices += posthog.notices
        return said

    def _in_turn(
        self,
        in_posthog: Callable[[Directory], list[Witness]],
        in_desk: Callable[[], list[Witness]],
        in_vitally: Callable[[], list[Witness]] = list,
    ) -> list[Witness]:
        """What PostHog says; what Zendesk says, if PostHog knows nothing or can't be asked.

        What Vitally says, if neither knows. That nobody knows can be said only if PostHog was
        asked.
        """
        refused: CsmError | None = None
        try:
            if found := self._in(in_posthog):
                return found
        except NOT_ASKED as problem:
            refused = problem
            self._note("posthog_not_asked", f"PostHog was not asked: {problem.message}")
        try:
            found = in_desk()
        except NOT_ASKED as problem:
            self._note("zendesk_not_asked", f"Zendesk was not asked: {problem.message}")
            found = []
        found = found or in_vitally()
        if refused is not None and not found:
            raise refused
        return found

    def _note(self, code: str, text: str) -> None:
        self._notices.append(Notice(code, text))


def _by_name(named: Iterable[Named]) -> list[Witness]:
    return [Witness(each.organization_id, Source.GROUP) for each in named]
