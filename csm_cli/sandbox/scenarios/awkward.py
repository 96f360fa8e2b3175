"""Impersonations that are easily pinned on the wrong customer, or on none, told one by one.

Sessions here are kept by operators who have no ordinary ones wherever the truth depends on whose
start came last. What happened in reality before this desk existed keeps its real date; the rest
lies within the last 30 days, so that a plain audit meets it.
"""

from __future__ import annotations

from csm_cli.sandbox.scenarios import accounts as who
from csm_cli.sandbox.scenarios import people, staff
from csm_cli.sandbox.scenarios.impersonation import (
    Sitting,
    Told,
    changed_properties,
    downgraded,
    started,
    upgraded,
    upgraded_first_schema,
    with_staff_as_target,
)
from csm_cli.sandbox.scenarios.moments import later

ROBIN, ADA, TOMASZ, CALLUM = (
    staff.operator(someone, "US")
    for someone in (people.ROBIN, people.ADA, people.TOMASZ, people.CALLUM)
)
JULES, PRIYA, SANNA = (
    staff.operator(someone, "US") for someone in (people.JULES, people.PRIYA, people.SANNA)
)
JULES_EU, IMANI_EU, ZOE_EU, PRIYA_EU = (
    staff.operator(someone, "EU")
    for someone in (people.JULES, people.IMANI, people.ZOE, people.PRIYA)
)
_NO_START = "staff is recorded as the target, and that staff member started nothing within 2 h"
_ANONYMISED = "the account is anonymised: nothing in project 2 ties its e-mail to the organization"
_NO_EMAIL = "the user was deleted, so the event has no target e-mail"


def told() -> list[Told]:
    """Tell all whose customer is hard to name."""
    return [
        *_staff_as_target(),
        *_first_schema(),
        *_without_email(),
        *_anonymised(),
        *_moved(),
        *_letter_case(),
        *_both_regions(),
    ]


def _staff_as_target() -> list[Told]:
    return [*_own_start(), *_start_elsewhere(), *_start_too_early(), *_start_in_other_region(),
            *_target_missing(), *_just_within_two_hours()]  # fmt: skip


def _own_start() -> list[Told]:
    sitting = Sitting("-3d5h", JULES, who.THEO, "ZD 48213, recording ends at the payment step")
    return [
        started(sitting),
        with_staff_as_target(
            upgraded(later(sitting.at, "+20m"), sitting, "Theo agreed to a test with canvas off")
        ),
        with_staff_as_target(downgraded(later(sitting.at, "+35m"), sitting, "test done")),
    ]


def _start_elsewhere() -> list[Told]:
    """Let one operator visit Hedgebox, then Kelpworks: the upgrade is Kelpworks'."""
    first = Sitting("-5d3h", PRIYA, who.RAFAEL, "flag with a comma in a property")
    second = Sitting(later(first.at, "+30m"), PRIYA, who.KOFI, "experiment 9917 times out")
    return [
        started(first),
        started(second),
        with_staff_as_target(
            upgraded(later(first.at, "+40m"), second, "Kofi asked to shorten the experiment")
        ),
    ]


def _start_too_early() -> list[Told]:
    sitting = Sitting("-8d6h", SANNA, who.MIRA, "Checking the nightly export")
    late = upgraded(later(sitting.at, "+2h31m"), sitting, "re-running the export")
    return [started(sitting), with_staff_as_target(late)._replace(lost=_NO_START)]


def _start_in_other_region() -> list[Told]:
    sitting = Sitting("-10d6h", JULES, who.YUSUF, "mobile replays are empty")
    abroad = Sitting("-10d5h30m", JULES_EU, who.ANNIKA, "toolbar on the staging page")
    up = upgraded("-10d5h20m", sitting, "switching on the wireframe mode, Yusuf is on the call")
    return [started(sitting), started(abroad), with_staff_as_target(up)]


def _target_missing() -> list[Told]:
    sitting = Sitting("-13d4h", PRIYA, who.SUNNIVA, "holdout of the pricing experiment")
    up = upgraded(later(sitting.at, "+15m"), sitting, "removing the holdout as asked")
    record = changed_properties(up, target_user_id=None, target_user_email=None)
    return [started(sitting), up._replace(record=record, inferred=True)]


def _just_within_two_hours() -> list[Told]:
    sitting = Sitting("-15d2h", SANNA, who.BEA, "access review, reading the members page")
    up = upgraded(later(sitting.at, "+1h58m"), sitting, "removing a left colleague, Bea confirmed")
    return [started(sitting), with_staff_as_target(up)]


def _first_schema() -> list[Told]:
    """The first two name no staff but follow a start; the others were really sent like that."""
    near = Sitting("-18d7h", JULES, who.RAFAEL, "Checking the proxy settings")
    coast = Sitting("-21d3h", PRIYA, who.FREYA, "funnel with an action of two events")
    alone = Sitting("-24d9h", SANNA, who.AIKO, "")
    early = Sitting("2025-12-18T10:02:11.518203Z", ROBIN, who.MIRA, "")
    return [
        started(near),
        upgraded_first_schema(later(near.at, "+12m"), near, "proxy set")._replace(guessed=True),
        started(coast),
        upgraded_first_schema(later(coast.at, "+50m"), coast, "fix")._replace(guessed=True),
        upgraded_first_schema(alone.at, alone, "quick fix"),
        started(early),
        upgraded_first_schema("2025-12-18T10:40:58.003117Z", early, "test")._replace(guessed=True),
        upgraded_first_schema("2025-12-19T15:12:00Z", early._replace(account=who.SIPHO), "try"),
    ]


def _without_email() -> list[Told]:
    before = Sitting("-7d4h", ADA, who.LEOPOLD, "Leaving soon, moving his dashboards")
    after = Sitting("-5d20h", ADA, who.LEOPOLD, "dashboards again")
    ghost = Sitting("-11d2h", CALLUM, who.GHOST, "who is this?")
    return [
        started(before),
        *(
            nameless._replace(
                record=changed_properties(nameless, target_user_email=None),
                lost=_NO_EMAIL,
                found_by=f"--user-id {sitting.account.user_id}",
            )
            for sitting in (after, ghost)
            for nameless in [started(sitting)]
        ),
    ]


def _anonymised() -> list[Told]:
    hidden = Sitting("-6d7h", ROBIN, who.NIKO, "Login loop after SSO")
    sitting = Sitting("-4d11h", TOMASZ, who.GRETA, "Notebook does not save")
    up = later(hidden.at, "+9m")
    return [
        *(
            event._replace(lost=_ANONYMISED, found_by=f"--email {who.NIKO.email}")
            for event in (started(hidden), upgraded(up, hidden, "reset his session, he asked"))
        ),
        started(sitting),
        upgraded(later(sitting.at, "+6m"), sitting, "saved it for her"),
    ]


def _moved() -> list[Told]:
    """People who changed address or organization, before and after."""
    return [
        started(Sitting("-17d3h", ROBIN, who.PRIYANKA, "Cohort of churned users")),
        started(Sitting("-6d2h", ROBIN, who.PRIYANKA, "Cohort of churned users, again")),
        started(Sitting("-20d5h", ADA, who.OSKAR, "Consultant sees no projects")),
        started(Sitting("-8d1h", ADA, who.OSKAR, "Kelpworks: his invite does not work")),
        started(Sitting("-16d8h", CALLUM, who.PALOMA, "Insight with 40 series")),
        started(Sitting("-3d9h", CALLUM, who.PALOMA, "Does the left account still work?")),
        started(Sitting("-9d9h", TOMASZ, who.INES, "staging and production mixed up")),
        started(Sitting("-2d16h", TOMASZ, who.INES, "switched her back, I hope")),
        started(Sitting("-12d22h", ROBIN, who.WENLI, "Survey targeting")),
        started(Sitting("-1d19h", ROBIN, who.WENLI, "her shop's surveys, not Hedgebox's")),
        started(Sitting("-27d3h", IMANI_EU, who.TOBIAS, "Zeitzone im Dashboard")),
    ]


def _letter_case() -> list[Told]:
    mixed = ("sunniva.dahl@hedgebox.example", "SUNNIVA.DAHL@HEDGEBOX.EXAMPLE", None)
    times = ("-2d9h", "-7d17h", "-19d6h")
    return [
        *(
            started(Sitting(at, TOMASZ, who.SUNNIVA, "experiment 88121", target_email=email))
            for at, email in zip(times, mixed, strict=True)
        ),
        started(
            Sitting(
                "-4d4h", ADA, who.DOUGAL, "flags", target_email=who.DOUGAL.email.replace("d", "D")
            )
        ),
        started(
            Sitting("-6d9h", ZOE_EU, who.TOBIAS, "cleanup", target_email=who.TOBIAS.email.lower())
        ),
    ]


def _both_regions() -> list[Told]:
    """Give one address an account in each region; ids collide across regions as well."""
    abroad = Sitting("-4d8h", IMANI_EU, who.MIRA_EU, "Consulting account, no data in the portal")
    return [
        started(Sitting("-2d3h", ROBIN, who.MIRA, "Stripe source", "read_only")),
        started(abroad),
        upgraded(later(abroad.at, "+14m"), abroad, "Mira asked to move the tile"),
        started(Sitting("-9d13h", ZOE_EU, who.MIRA_EU, "Einladung")),
        started(Sitting("-2d2h", ZOE_EU, who.JUERGEN, "flag neue-kasse, ticket 48270")),
        # Sent without the region, as when the client was not set up yet.
        started(Sitting("-14d2h", TOMASZ, who.BEA, "SAML test", region=None)),
        started(Sitting("-22d4h", IMANI_EU, who.TRIAL, "old trial, may it go?")),
        started(Sitting("-23d1h", ROBIN, who.OLA, "shop shows no revenue")),
    ]
