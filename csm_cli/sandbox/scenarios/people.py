"""Who writes tickets and who answers them, as Zendesk knows them.

The first full agent is the one the sandbox signs in as.
"""

from __future__ import annotations

from typing import NamedTuple

from csm_cli.sandbox.scenarios import organizations as org
from csm_cli.sandbox.scenarios.dice import token
from csm_cli.sandbox.scenarios.organizations import Organization

ADMIN_ROLE = 360000001001
FULL_ROLE = 360000001002
LIGHT_ROLE = 360000001003
CONTRIBUTOR_ROLE = 360000001004


class Staff(NamedTuple):
    """Somebody at PostHog. `groups` are names of Zendesk groups, the first one the default."""

    zendesk_id: int
    name: str
    email: str
    role_id: int
    groups: tuple[str, ...]
    time_zone: str = "UTC"
    api_token: str | None = None
    signature: str | None = None


class Customer(NamedTuple):
    """Somebody outside. `user_id` and `project` are PostHog's, if they are signed in there.

    `zendesk_organization` is where Zendesk files the person; agents get that wrong at times.
    """

    zendesk_id: int
    name: str
    email: str
    organization: Organization | None = None
    user_id: int | None = None
    zendesk_organization: int | None = None
    locale: str = "en-US"
    time_zone: str = "UTC"

    @property
    def distinct_id(self) -> str:
        """What posthog-js called the person's browser after signing in."""
        return token(43, "distinct id", self.email, self.user_id)


def _staff(number: int, name: str, role: int, groups: str, *, zone: str, key: str = "") -> Staff:
    first, last = name.lower().replace("ë", "e").replace("å", "a").split(" ", 1)
    return Staff(
        zendesk_id=380000000000 + number,
        name=name,
        email=f"{first}.{last}@posthog.example",
        role_id=role,
        groups=tuple(groups.split(", ")),
        time_zone=zone,
        api_token=f"sandbox-{key}" if key else None,
    )


ROBIN = _staff(
    101, "Robin Vale", FULL_ROLE, "Support, Customer Success", zone="America/Chicago", key="robin"
)
ADA = _staff(
    102, "Ada Park", FULL_ROLE, "Support, Customer Success", zone="America/Los_Angeles", key="ada"
)
LIN = _staff(103, "Lin Osei", LIGHT_ROLE, "Customer Success", zone="Europe/London", key="lin")
NOOR = _staff(104, "Noor Haddad", ADMIN_ROLE, "Support", zone="Europe/Lisbon", key="noor")
TOMASZ = _staff(105, "Tomasz Wierzbicki", FULL_ROLE, "Support, Replay", zone="Europe/Warsaw")
IMANI = _staff(
    106, "Imani Achebe", FULL_ROLE, "Support, Data warehouse, Batch exports", zone="Europe/London"
)
JULES = _staff(107, "Jules Fontaine", FULL_ROLE, "Replay", zone="America/Toronto")
PRIYA = _staff(
    108, "Priya Raghunathan", FULL_ROLE, "Feature Flags, Experiments", zone="Asia/Kolkata"
)
CALLUM = _staff(
    109, "Callum Reid", FULL_ROLE, "Product Analytics, Web Analytics, Support", zone="Europe/London"
)
SANNA = _staff(110, "Sanna Virtanen", LIGHT_ROLE, "Batch exports", zone="Europe/Helsinki")
ZOE = _staff(111, "Zoë Åkerblom", FULL_ROLE, "Customer Success, Support", zone="Europe/Stockholm")
MATEO = _staff(112, "Mateo Ibarra", FULL_ROLE, "Auth & Billing", zone="America/Bogota")
# The account through which Pylon mirrors Slack into Zendesk.
PYLON = Staff(380000000190, "Pylon", "pylon@posthog.example", FULL_ROLE, ("Support",))
# Zendesk's own automations speak in the name of an administrator.
AUTOMATION = NOOR

STAFF = (
    ROBIN, ADA, LIN, NOOR, TOMASZ, IMANI, JULES, PRIYA, CALLUM, SANNA, ZOE, MATEO, PYLON,
)  # fmt: skip


def _customer(
    number: int,
    name: str,
    email: str,
    organization: Organization,
    user_id: int,
    *,
    locale: str = "en-US",
    zone: str = "UTC",
) -> Customer:
    return Customer(
        zendesk_id=390000000000 + number,
        name=name,
        email=email,
        organization=organization,
        user_id=user_id,
        zendesk_organization=organization.zendesk_id,
        locale=locale,
        time_zone=zone,
    )


_CHICAGO, _BERLIN = "America/Chicago", "Europe/Berlin"
MIRA = _customer(
    101, "Mira Lindqvist", "mira.lindqvist@hedgebox.example", org.HEDGEBOX, 20417, zone=_CHICAGO
)
THEO = _customer(
    102, "Theo Okonkwo", "theo.okonkwo@hedgebox.example", org.HEDGEBOX, 20418, zone=_CHICAGO
)
SUNNIVA = _customer(103, "Sunniva Dahl", "Sunniva.Dahl@Hedgebox.example", org.HEDGEBOX, 20419)
RAFAEL = _customer(
    104, "Rafael Quintero", "rafael.quintero@hedgebox.example", org.HEDGEBOX, 20423, zone=_CHICAGO
)
BEA = _customer(105, "Bea Holloway", "bea.holloway@hedgebox.example", org.HEDGEBOX, 20431)
YUSUF = _customer(106, "Yusuf Demirci", "yusuf.demirci@hedgebox.example", org.HEDGEBOX, 20440)
WENLI = _customer(107, "Wen-Li Tsao", "wenli.tsao@hedgebox.example", org.HEDGEBOX, 20452)

DOUGAL = _customer(
    201, "Dougal MacAskill", "dougal.macaskill@kelpworks.example", org.KELPWORKS, 31102
)
FREYA = _customer(202, "Freya Nakamura", "freya.nakamura@kelpworks.example", org.KELPWORKS, 31103)
LUCIA = _customer(203, "Lucía Fernández", "lucia.fernandez@kelpworks.example", org.KELPWORKS, 31107)
KOFI = _customer(204, "Kofi Mensah", "kofi.mensah@kelpworks.example", org.KELPWORKS, 31110)
# Filed by Zendesk under the holding organization of free-mail users until somebody moves him.
HAMISH = Customer(
    390000000205,
    "Hamish Boyd",
    "hamish.boyd.kelp@gmail.example",
    org.KELPWORKS,
    31115,
    370000000090,
)

JUERGEN = _customer(
    301, "Jürgen Kästner", "juergen.kaestner@nordlicht-analytik.example", org.NORDLICHT, 20417,
    locale="de", zone=_BERLIN,
)  # fmt: skip
ANNIKA = _customer(
    302, "Annika Weiß", "annika.weiss@nordlicht-analytik.example", org.NORDLICHT, 6120, locale="de",
    zone=_BERLIN,
)  # fmt: skip
DANA = _customer(
    303, "دانا الحربي", "dana.alharbi@nordlicht-analytik.example", org.NORDLICHT, 6127, locale="ar"
)
SIPHO = _customer(
    401, "Sipho Dlamini", "sipho.dlamini@tidewater-freight.example", org.TIDEWATER, 8803,
    zone="Africa/Johannesburg",
)  # fmt: skip
MARGUERITE = _customer(
    402, "Marguerite Lachance", "marguerite.lachance@tidewater-freight.example", org.TIDEWATER,
    8804, locale="fr",
)  # fmt: skip
EWA = _customer(403, "Ewa Nowicka", "ewa.nowicka@tidewater-freight.example", org.TIDEWATER, 8809)

# Not known to PostHog, or not signed in when they wrote.
OUTLOOK_USER = Customer(
    390000000501, "P. Sandström", "p.sandstrom@outlook.example", zendesk_organization=370000000091
)
SELF_HOSTER = Customer(390000000502, "Grzegorz", "ops@stacja-pogodowa.example")
COMMUNITY = Customer(390000000503, "community question", "community-questions@posthog.example")
GITHUB_USER = Customer(390000000504, "octo-otter-77 (GitHub)", "noreply+otter77@github.example")
PROSPECT = Customer(390000000505, "Ruth Adeyemi-Clark", "ruth@lanternfish.example")
HOSTILE = Customer(
    390000000506, "[bold red]Robert');--[/] \u202egnp.exe", "=cmd|'/c calc'!A1@evil.example"
)

CUSTOMERS = (
    MIRA, THEO, SUNNIVA, RAFAEL, BEA, YUSUF, WENLI,
    DOUGAL, FREYA, LUCIA, KOFI, HAMISH,
    JUERGEN, ANNIKA, DANA,
    SIPHO, MARGUERITE, EWA,
    OUTLOOK_USER, SELF_HOSTER, COMMUNITY, GITHUB_USER, PROSPECT, HOSTILE,
)  # fmt: skip
