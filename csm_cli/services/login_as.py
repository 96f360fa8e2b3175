"""`csm login-as`: where to log in as a customer, in which region, with which reason.

    found = logging_in.pages(LoginRequest("48213"))
    found.page         # the admin page to go to; null if nothing tells the region

It reads, and starts no session. What the customer wrote is a hint; PostHog's records and the
desk's say what to make of it, and each costs a line of the result where it can't be asked.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from csm_cli.domain import context, intake, login_as, login_warnings
from csm_cli.domain.context import Context
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.login_as import Aim, Customer, Forms, Login, Regions
from csm_cli.domain.login_ref import AddressRef, ProjectRef, UserRef, who
from csm_cli.domain.organizations import Found
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef, ticket_ref, uuid_text
from csm_cli.domain.tickets import Ticket
from csm_cli.services.login_facts import DESK, RECORDS, Facts, Sources, regions
from csm_cli.services.organization import Organizations
from csm_cli.services.organization_ports import Tickets


class LoginRequest(NamedTuple):
    """What a person typed: whom, and how the reason and the region are to be."""

    who: str
    ticket: str | None = None
    words: str | None = None
    region: str | None = None


class _Answer(NamedTuple):
    """What one kind of name comes to, before the region is settled.

    `filed` says whether the desk's record of the customer came along with a ticket.
    """

    kind: str
    aims: Sequence[Aim]
    said: Regions
    warnings: Sequence[Notice]
    customer: Customer = Customer()
    facts: Facts = Facts()
    filed: bool = False


class LoggingIn:
    """Finds the pages on which a person can log in as a customer.

    Args:
        tickets: The ticket desk's reading half, built when it is needed.
        organizations: Who looks organizations up.
        sources: Who tells of a customer what the ticket does not.
        forms: How pages and reasons are written.
        holding: What the names of holding organizations say.
    """

    def __init__(
        self,
        tickets: Callable[[], Tickets],
        organizations: Organizations,
        sources: Sources,
        forms: Forms,
        holding: str,
    ) -> None:
        self._tickets = tickets
        self._organizations = organizations
        self._sources = sources
        self._forms = forms
        self._holding = holding

    def pages(self, request: LoginRequest) -> Login:
        """The pages for somebody, and what to beware of.

        Raises:
            WrongUsage: it names nobody, or the reason would be empty.
            NotFound: there is no such ticket.
            NotSignedIn, NotAllowed, Unavailable: who alone could know can't be asked.
        """
        named = who(request.who, self._forms.hosts)
        number = named.number if isinstance(named, TicketRef) else None
        if request.ticket is not None:
            number = _reasoned(number, ticket_ref(request.ticket).number)
        reason = login_as.reason(number, request.words, self._forms)
        base = Login(request.who, "organization", reason, number, self._forms.whom)
        match named:
            case TicketRef():
                return self._told(base, request, self._of_ticket(named))
            case UserRef():
                _refuse_other_region(request, named)
                return self._told(base, request, _of_user(named))
            case ProjectRef():
                _refuse_other_region(request, named)
                return self._told(base, request, _of_project(named))
            case AddressRef():
                return self._told(base, request, self._of_address(named))
        found = self._organizations.find(request.who)
        if found.settled is None:
            lookup = self._organizations.describe(found)
            return base._replace(lookup=lookup, warnings=lookup.notices, missing=lookup.missing)
        return self._told(base, request, self._of_organization(found, found.settled.id))

    def _told(self, base: Login, request: LoginRequest, answer: _Answer) -> Login:
        said = answer.said._replace(option=request.region)
        where = login_as.place(said)
        facts = answer.facts
        unseen = login_warnings.unseen(asked=answer.filed or not facts.is_missing(DESK))
        doubts = login_as.doubts(said) if answer.aims else ()
        left_out = login_warnings.of_other_region(answer.aims, where)
        warnings = (*answer.warnings, *unseen, *doubts, *left_out, *facts.notices)
        return base._replace(
            kind=answer.kind,
            place=where,
            customer=answer.customer,
            pages=login_as.pages(answer.aims, where, self._forms),
            missing=facts.missing,
            warnings=login_warnings.gravest_first(warnings),
        )

    def _of_ticket(self, ref: TicketRef) -> _Answer:
        ticket = self._tickets().ticket(ref)
        known = context.of(ticket, self._forms.sites, self._holding)
        organization, address = known.organization_id, _requester(ticket)
        facts = self._sources.about(organization.value, address)
        if organization.value is None:
            return self._of_requester(known, address, facts)
        own = ticket.organization
        filed = own is not None and uuid_text(own.organization_id or "") == organization.value
        member = organization.confirmed and organization.value in facts.homes
        aims = _aims_of_ticket(known, address, member=member)
        records = facts.regions_of(organization.value)
        if member:
            theirs = (each for each in facts.accounts if each.organization_id == organization.value)
            records = regions(each.sites for each in theirs) or records
        warnings = (
            *known.warnings,
            *login_warnings.of_desk(facts.desk),
            *login_warnings.of_ticket(aims, address, asked=not facts.is_missing(RECORDS)),
        )
        customer = Customer(organization.value, known.organization_name.value)
        said = Regions(records=records, text=known.region.value)
        return _Answer("ticket", aims, said, warnings, customer, facts, filed)

    def _of_requester(self, known: Context, address: str | None, facts: Facts) -> _Answer:
        """A ticket without an organization: PostHog's records say where its requester is at home.

        The address is what whoever filed it gave, so nothing that rests on it is verified.
        """
        homes = facts.homes
        facts = facts.with_desk(self._sources.filed(homes))
        aims = _aims_of_ticket(known, address, member=False)
        asked = not facts.is_missing(RECORDS)
        warnings = (
            *known.warnings,
            *login_warnings.of_desk(facts.desk),
            *(login_warnings.of_homes(address, facts.accounts, asked=asked) if address else ()),
            *login_warnings.of_ticket(aims, address, asked=asked, organized=False),
        )
        customer = Customer(None, known.organization_name.value)
        if len(homes) == 1:
            aims.append(Aim(login_as.ORGANIZATION, homes[0], verified=False))
            customer = Customer(homes[0], next((each.name for each in facts.desk), None))
        said = Regions(records=facts.address_regions, text=known.region.value)
        return _Answer("ticket", aims, said, warnings, customer, facts)

    def _of_address(self, named: AddressRef) -> _Answer:
        facts = self._sources.about(None, named.address)
        homes = facts.homes
        facts = facts.with_desk(self._sources.filed(homes))
        aims = [Aim(login_as.USER_SEARCH, named.address, verified=bool(facts.accounts))]
        if len(homes) == 1:
            aims.append(Aim(login_as.ORGANIZATION, homes[0], verified=True))
        warnings = (
            *login_warnings.of_desk(facts.desk),
            *login_warnings.of_homes(
                named.address, facts.accounts, asked=not facts.is_missing(RECORDS)
            ),
        )
        said = Regions(records=facts.address_regions, address=named.region)
        customer = Customer(homes[0] if len(homes) == 1 else None)
        return _Answer("email", aims, said, warnings, customer, facts)

    def _of_organization(self, found: Found, organization_id: str) -> _Answer:
        facts = self._sources.about(organization_id, None)
        record = facts.records.get(organization_id)
        filed = next(iter(facts.desk), found.settled.desk if found.settled else None)
        name = (record and record.name) or (filed and filed.name) or None
        told = {f"{each.service}_not_asked" for each in facts.missing}  # once is enough
        notices = [each for each in found.notices if each.code not in told]
        warnings = [*login_warnings.of_desk([filed] if filed else []), *notices]
        if record is None and not facts.is_missing(RECORDS):
            text = f"PostHog has no organization {organization_id}"
            warnings.append(Notice("not_in_posthog", text))
        said = Regions(records=facts.regions_of(organization_id), address=found.region)
        aims = [Aim(login_as.ORGANIZATION, organization_id, verified=True)]
        customer = Customer(organization_id, name)
        facts = facts._replace(missing=(*facts.missing, *found.missing))
        return _Answer("organization", aims, said, warnings, customer, facts)


def _reasoned(named: int | None, reason: int) -> int:
    if named not in {None, reason}:
        raise WrongUsage(
            f"WHO is ticket {named}, and --ticket is {reason}",
            hint="leave --ticket out, or name the customer otherwise than by a ticket",
        )
    return reason


def _refuse_other_region(request: LoginRequest, named: UserRef | ProjectRef) -> None:
    """A number counts in its own region: in the other one it is somebody else's."""
    if request.region and named.region and named.region != request.region:
        raise WrongUsage(
            f"the address is of the {named.region.upper()}, and --region says "
            f"{request.region.upper()}: the same number is somebody else's there",
            hint="leave --region out",
        )


def _of_user(named: UserRef) -> _Answer:
    aims = [Aim(login_as.USER, str(named.id), verified=True)]
    warnings = tuple(login_warnings.of_user(known=named.region is not None))
    return _Answer("user_id", aims, Regions(address=named.region), warnings)


def _of_project(named: ProjectRef) -> _Answer:
    aims = [login_as.project_aim(named.project, named.region)]
    said = Regions(address=named.region)
    return _Answer("page", aims, said, login_warnings.OF_A_PAGE)


def _aims_of_ticket(known: Context, address: str | None, *, member: bool) -> list[Aim]:
    """The person, the organization and the project of a ticket, as far as each is known."""
    organization, aims = known.organization_id, []
    counts = intake.REGIONS_DIFFER not in known.intake.doubts  # else nobody knows whose a number is
    if known.user_id.value and counts:
        number = known.user_id.value
        aims.append(Aim(login_as.USER, number, verified=False, region=known.region.value))
    elif known.user_email.value and known.user_email.value.lower() != address:
        aims.append(Aim(login_as.USER_SEARCH, known.user_email.value, verified=False))
    if address:
        aims.append(Aim(login_as.USER_SEARCH, address, verified=member))
    if organization.value:
        aims.append(Aim(login_as.ORGANIZATION, organization.value, organization.confirmed))
    if known.project_id.value and counts:
        aims.append(login_as.project_aim(known.project_id.value, known.region.value))
    return aims


def _requester(ticket: Ticket) -> str | None:
    """The customer's address; staff write for customers, not as such."""
    requester = ticket.requester
    address = requester.email if requester and requester.kind == "customer" else None
    return address.lower() if address else None
