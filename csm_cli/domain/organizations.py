"""Which organization a person means: what witnesses say, and when that settles it.

Several organizations that fit are listed and never chosen between. What a customer typed into a
ticket is a hint: it never settles anything, and never stands against what is known.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from csm_cli.domain.around import Missing
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.links import Sites
from csm_cli.domain.organization_ref import Hosts, OrganizationRef
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import DeskOrganization
from csm_cli.domain.vitally import VitallyRecord, plain_name

_PLACE = re.compile(r"\{(?:vitally_)?id\}")


class Customs(NamedTuple):
    """What is known of PostHog's set-up.

    `hosts` are those whose admin pages may name an organization. `free_mail` are domains whose
    addresses tell no organization, `holding` is what the names of those say in which people wait
    to be filed, in lower case. `vitally` is the address of an organization there with `{id}` or
    `{vitally_id}` in it, or null.
    """

    sites: Sites
    hosts: Hosts
    holding: str
    free_mail: frozenset[str] = frozenset()
    vitally: str | None = None


def customs(facts: Mapping[str, Any]) -> Customs:
    """Read the facts from the tables `posthog`, `zendesk` and `organizations`.

    Raises:
        WrongUsage: one of them is not usable.
    """
    own = facts["organizations"]
    domains, vitally = own["free_mail_domains"], str(own["vitally_url"])
    if not isinstance(domains, list) or not all(isinstance(each, str) for each in domains):
        raise WrongUsage("organizations.free_mail_domains in the config file is no list of texts")
    if vitally and not (vitally.startswith("https://") and _PLACE.search(vitally)):
        raise WrongUsage(
            f"organizations.vitally_url in the config file is {vitally[:80]!r}",
            hint="write the https address of a page there, with {id} or {vitally_id} in it",
        )
    return Customs(
        Sites.of(facts["posthog"]),
        Hosts.of(facts["posthog"]),
        str(facts["zendesk"]["holding_organization"]),
        frozenset(each.strip().lower() for each in domains),
        vitally or None,
    )


class Source(StrEnum):
    """Who says that an organization is the one that is meant."""

    ID = "id"
    ADMIN_URL = "admin_url"
    FIELD = "field"
    DESK = "zendesk_external_id"
    BODY = "body"
    GROUP = "posthog_group"
    PERSON = "person"
    PAST = "past_events"
    DOMAIN = "email_domain"
    VITALLY = "vitally"


HINTS = frozenset({Source.BODY})
"""Witnesses that a customer can make say anything."""

WORDS: Mapping[Source, str] = {
    Source.ID: "its id was given",
    Source.ADMIN_URL: "an admin page's address names it",
    Source.FIELD: "the ticket's field names it",
    Source.DESK: "Zendesk's organization has its id",
    Source.BODY: "the ticket's text names it, which anybody can write",
    Source.GROUP: "PostHog has it by this name",
    Source.PERSON: "the person is in it",
    Source.PAST: "events of the past tie the person to it",
    Source.DOMAIN: "people with addresses of this domain are in it",
    Source.VITALLY: "Vitally has it by this name",
}


class Match(StrEnum):
    """How far the question is answered. Only `exact` and `partial` name one organization."""

    EXACT = "exact"
    PARTIAL = "partial"
    UNCONFIRMED = "unconfirmed"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class Witness(NamedTuple):
    """One organization, and one who says that it is meant.

    `desk` is the ticket desk's own record of it, where that was seen on the way.
    """

    id: str
    source: Source
    desk: DeskOrganization | None = None


class Candidate(NamedTuple):
    """One organization with all who say that it is meant."""

    id: str
    found_by: tuple[Source, ...]
    desk: DeskOrganization | None = None

    @property
    def confirmed(self) -> bool:
        """Whether anybody but the customer says so."""
        return not HINTS.issuperset(self.found_by)


class Found(NamedTuple):
    """What became of a name: how far it is settled, and which organizations fit, the best first.

    `kind` is `id`, `admin_url`, `ticket`, `email`, `domain` or `name`; `region` the one that
    the address named. `missing` are optional services that gave nothing.
    """

    query: str
    kind: str
    match: Match
    candidates: tuple[Candidate, ...] = ()
    notices: tuple[Notice, ...] = ()
    region: str | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def settled(self) -> Candidate | None:
        """The organization, if exactly one is meant."""
        return self.candidates[0] if self.match in {Match.EXACT, Match.PARTIAL} else None

    @property
    def found_by(self) -> tuple[str, ...]:
        """The codes of those who say that it is meant; none of what is not settled."""
        return tuple(map(str, self.settled.found_by)) if self.settled else ()

    @property
    def ref(self) -> OrganizationRef | None:
        """The organization as the audit wants it, if exactly one is meant."""
        return OrganizationRef(self.settled.id, self.region) if self.settled else None


def candidates(witnesses: Iterable[Witness]) -> tuple[Candidate, ...]:
    """Put together who says what; organizations that are confirmed come first."""
    found: dict[str, Candidate] = {}
    for witness in witnesses:
        known = found.get(witness.id, Candidate(witness.id, ()))
        sources = dict.fromkeys((*known.found_by, witness.source))
        found[witness.id] = Candidate(witness.id, tuple(sources), known.desk or witness.desk)
    return tuple(sorted(found.values(), key=lambda candidate: not candidate.confirmed))


def judged(found: Sequence[Candidate]) -> tuple[Match, tuple[Candidate, ...]]:
    """How far these settle it, and those of them that count.

    A hint counts beside others only if they say the same; alone it is listed, unconfirmed.
    """
    sure = tuple(candidate for candidate in found if candidate.confirmed)
    if len(sure) == 1:
        return Match.EXACT, sure
    if sure:
        return Match.AMBIGUOUS, sure
    return (Match.UNCONFIRMED, tuple(found)) if found else (Match.NONE, ())


class Tie(NamedTuple):
    """What ties an address to an organization.

    `current` says whether the person is in it as of today; else an event of the past says so.
    `further` says that the person is in more than one organization.
    """

    organization_id: str
    current: bool
    further: bool = False


class Accounts(NamedTuple):
    """The accounts of one address in one organization, counted by region; null: in none."""

    organization_id: str | None
    sites: Mapping[str, int]


class Named(NamedTuple):
    """An organization's id and its name on record."""

    organization_id: str
    name: str


def called(named: Sequence[Named], name: str) -> tuple[tuple[Named, ...], bool]:
    """Those that are called exactly so, in any letter case; else those that contain it.

    The second value says whether they are exact.
    """
    exact = tuple(each for each in named if plain_name(each.name) == plain_name(name))
    return (exact, True) if exact else (tuple(named), False)


class Members(NamedTuple):
    """How many people are in an organization today, by their addresses, and without one."""

    current: int
    without_email: int


class Record(NamedTuple):
    """What PostHog has on record of an organization; null where it has nothing.

    `sites` counts its people's accounts by region.
    """

    name: str | None
    plan: str | None
    members: Members
    sites: Mapping[str, int]

    @property
    def region(self) -> str | None:
        """Where most of its people's accounts are; null if nothing tells, or it is a draw."""
        ranked = sorted(((count, region) for region, count in self.sites.items() if count))
        if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
            return None
        return ranked[-1][1]

    @property
    def mixed(self) -> bool:
        """Whether its people's accounts are in several regions."""
        return sum(bool(count) for count in self.sites.values()) > 1


class Links(NamedTuple):
    """Where to go on; null where the region, the form of the address, or the id is not known."""

    admin: str | None = None
    billing: str | None = None
    desk: str | None = None
    vitally: str | None = None


class Organization(NamedTuple):
    """All that is known of one organization; null where nobody was there to ask, or knows.

    `desk` is the ticket desk's own record of it, `vitally` Vitally's.
    """

    id: str
    name: str | None
    region: str | None
    plan: str | None
    members: Members | None
    found_by: tuple[Source, ...]
    confirmed: bool
    links: Links = Links()
    desk: DeskOrganization | None = None
    vitally: VitallyRecord | None = None


class Lookup(NamedTuple):
    """A name looked up: how far that settled it, and the organizations that fit, described."""

    query: str
    kind: str
    match: Match
    organizations: tuple[Organization, ...]
    notices: tuple[Notice, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def settled(self) -> Organization | None:
        """The organization, if exactly one is meant."""
        return self.organizations[0] if self.match in {Match.EXACT, Match.PARTIAL} else None
