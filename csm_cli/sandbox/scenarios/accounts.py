"""The customers' PostHog accounts, and the story of who belonged to which organization when.

A PostHog account is a region and a user id; the same number exists in both regions, and one e-mail
can have an account in each. What project 2 knows of a person can differ from the story: an
anonymised account has no e-mail there, a deleted one no person, and the organization is the one
looked at last.
"""

from __future__ import annotations

from typing import NamedTuple

from csm_cli.sandbox.scenarios import organizations as org
from csm_cli.sandbox.scenarios import people
from csm_cli.sandbox.scenarios.dice import identifier, token
from csm_cli.sandbox.scenarios.organizations import Organization


class Membership(NamedTuple):
    """A time in an organization; `left` is None while it lasts. Offsets from loading."""

    organization: Organization
    joined: str
    left: str | None = None


class Account(NamedTuple):
    """One account, as the story has it.

    `anonymous_since` is when PostHog stopped learning the e-mail ("-0s" for never). `renamed` is
    the former e-mail and when it was given up. `looks_at` is the organization that the person
    property names, if it is not the newest membership.
    """

    name: str
    email: str
    user_id: int
    memberships: tuple[Membership, ...]
    anonymous_since: str | None = None
    renamed: tuple[str, str] | None = None
    deleted: bool = False
    looks_at: Organization | None = None
    signed_up_as: str | None = None

    @property
    def region(self) -> str:
        """US or EU; an account never moves."""
        return self.memberships[0].organization.region

    @property
    def distinct_id(self) -> str:
        """What posthog-js called the browser after signing in."""
        return token(43, "distinct id", self.email, self.user_id)

    @property
    def person_id(self) -> str:
        """The person in project 2."""
        return identifier("person", self.region, self.user_id)

    @property
    def belongs_to(self) -> tuple[Organization, ...]:
        """The organizations of today."""
        return tuple(m.organization for m in self.memberships if m.left is None)

    @property
    def current(self) -> Organization | None:
        """What the person property `organization_id` says today."""
        if self.looks_at:
            return self.looks_at
        return self.belongs_to[-1] if self.belongs_to else None

    @property
    def shown_email(self) -> str | None:
        """What the person property `email` says today."""
        return None if self.anonymous_since else self.email


def _customer(who: people.Customer, joined: str, *further: Membership) -> Account:
    assert who.organization is not None
    assert who.user_id is not None
    first = Membership(who.organization, joined)
    return Account(who.name, who.email, who.user_id, (first, *further))


def _member(
    name: str, mail: str, user_id: int, organization: Organization, joined: str, left: str = ""
) -> Account:
    email = mail if "@" in mail else f"{mail}@{organization.domain}"
    return Account(name, email, user_id, (Membership(organization, joined, left or None),))


MIRA = _customer(people.MIRA, "-700d")
# A consultant's second life: the same address in the other region.
MIRA_EU = Account(
    people.MIRA.name, people.MIRA.email, 6204, (Membership(org.NORDLICHT, "-140d"),)
)  # fmt: skip
THEO = _customer(people.THEO, "-640d")
SUNNIVA = _customer(people.SUNNIVA, "-148d")
RAFAEL = _customer(people.RAFAEL, "-610d")
BEA = _customer(people.BEA, "-120d")
YUSUF = _customer(people.YUSUF, "-100d")
# In two organizations at once.
WENLI = Account(
    people.WENLI.name,
    people.WENLI.email,
    20452,
    (Membership(org.MARROW_AND_PINE, "-130d"), Membership(org.HEDGEBOX, "-95d")),
)
# PostHog never learned this address: the account was anonymised from its first day.
NIKO = _member("Niko Halonen", "niko.halonen", 20466, org.HEDGEBOX, "-90d")._replace(
    anonymous_since="-90d"
)
# Anonymised later; older events still name the address.
GRETA = _member("Greta Sandoval", "greta.sandoval", 20471, org.HEDGEBOX, "-150d")._replace(
    anonymous_since="-40d"
)
# Changed her address along with her name.
PRIYANKA = _member("Priyanka Rao-Bell", "priyanka.rao-bell", 20475, org.HEDGEBOX, "-155d")._replace(
    renamed=("priyanka.rao@hedgebox.example", "-12d")
)
# A consultant who went from one customer to another.
OSKAR = Account(
    "Oskar Brandt",
    "oskar@brandt-consulting.example",
    20480,
    (Membership(org.HEDGEBOX, "-165d", "-14d"), Membership(org.KELPWORKS, "-14d")),
)
# Left the company; the account still exists, without an organization.
PALOMA = _member("Paloma Reyes", "paloma.reyes", 20484, org.HEDGEBOX, "-150d", "-9d")
# Staff switched her current organization while they were signed in as her.
INES = Account(
    "Ines Carvalho",
    "ines.carvalho@hedgebox.example",
    20488,
    (Membership(org.HEDGEBOX, "-145d"), Membership(org.HEDGEBOX_STAGING, "-110d")),
)
# Deleted: no person is left, only events.
LEOPOLD = _member("Leopold Ashby", "leopold.ashby", 20499, org.HEDGEBOX, "-140d", "-6d")._replace(
    deleted=True
)
# Nobody ever saw this account do anything but be impersonated once, after it was deleted.
GHOST = _member("", "ghost", 20507, org.HEDGEBOX, "-80d", "-20d")._replace(deleted=True)

DOUGAL = _customer(people.DOUGAL, "-140d")
FREYA = _customer(people.FREYA, "-138d")
LUCIA = _customer(people.LUCIA, "-90d")
KOFI = _customer(people.KOFI, "-85d")
HAMISH = _customer(people.HAMISH, "-60d")
JUERGEN = _customer(people.JUERGEN, "-690d")
ANNIKA = _customer(people.ANNIKA, "-150d")
DANA = _customer(people.DANA, "-70d")
TOBIAS = _member("Tobias Röhrl", "Tobias.Roehrl", 6131, org.NORDLICHT, "-150d", "-25d")
SIPHO = _customer(people.SIPHO, "-760d")
MARGUERITE = _customer(people.MARGUERITE, "-154d")
EWA = _customer(people.EWA, "-60d")
TRIAL = _member("S. Dahl", "s.dahl+trial@hedgebox.example", 7013, org.HEDGEBOX_TRIAL, "-158d")
OLA = _member("Ola Marrow", "ola@marrow-pine.example", 40112, org.MARROW_AND_PINE, "-150d")
RHYS = _member("Rhys Calloway", "rhys.calloway", 52001, org.GLASSHOUSE, "-100d")

NAMED = (
    MIRA, MIRA_EU, THEO, SUNNIVA, RAFAEL, BEA, YUSUF, WENLI, NIKO, GRETA, PRIYANKA, OSKAR, PALOMA,
    INES, LEOPOLD, DOUGAL, FREYA, LUCIA, KOFI, HAMISH, JUERGEN, ANNIKA, DANA, TOBIAS, SIPHO,
    MARGUERITE, EWA, TRIAL, OLA, RHYS,
)  # fmt: skip

# The first user id and the names of those who only make up the numbers.
_HEDGEBOX_NAMES = """
    Aiko Brennan, Silas Whitcombe, Noemi Varga, Darnell Osborne, Ximena Flores, Ruben Haas,
    Tilda Grönqvist, Omar Said, Jonah Petersen, Keziah Moss, Petra Ivanova, Gil Navarro
"""
_COLLEAGUES = {
    org.HEDGEBOX: (20511, _HEDGEBOX_NAMES),
    org.KELPWORKS: (31130, "Isla Drummond, Mattias Ek, Ruaridh Kerr, Chioma Eze, Sorcha Byrne"),
    org.NORDLICHT: (6140, "Lukas Fuchs, Meike Sommer, Yara Haddouche, Henning Claasen"),
    org.TIDEWATER: (8820, "Pieter van Wyk, Agnieszka Wrona, Loïc Garnier"),
}


def _colleagues() -> tuple[Account, ...]:
    found = []
    for organization, (first_id, names) in _COLLEAGUES.items():
        for at, name in enumerate(" ".join(names.split()).split(", ")):
            plain = name.lower().replace("ö", "oe").replace("ï", "i").replace(" ", ".")
            joined = f"-{60 + 7 * at}d"
            found.append(_member(name, plain, first_id + at, organization, joined))
    return tuple(found)


_COLLEAGUES_FOUND = _colleagues()
AIKO = _COLLEAGUES_FOUND[0]
ACCOUNTS = (*NAMED, *_COLLEAGUES_FOUND)


def of(organization: Organization) -> list[Account]:
    """List the accounts that are in the organization today."""
    return [account for account in ACCOUNTS if organization in account.belongs_to]


def of_requester(who: people.Customer | people.Staff) -> Account | None:
    """Find the account of somebody who wrote a ticket; strangers and staff have none here."""
    if not isinstance(who, people.Customer):
        return None
    return next((a for a in ACCOUNTS if (a.email, a.user_id) == (who.email, who.user_id)), None)
