"""Impersonations whose customer is plain but whose shape, text or moment is not."""

from __future__ import annotations

from csm_cli.sandbox.scenarios import accounts as who
from csm_cli.sandbox.scenarios import people, reasons, staff
from csm_cli.sandbox.scenarios.dice import identifier
from csm_cli.sandbox.scenarios.impersonation import (
    Sitting,
    Told,
    changed_properties,
    started,
    upgraded,
)
from csm_cli.sandbox.scenarios.moments import later, offset

ROBIN, ADA, TOMASZ, CALLUM = (
    staff.operator(someone, "US")
    for someone in (people.ROBIN, people.ADA, people.TOMASZ, people.CALLUM)
)
IMANI_EU = staff.operator(people.IMANI, "EU")
# Placed so that the hundredth newest event of Hedgebox is among those of this moment.
MASS_MEETING = "-13d6h"


def told() -> list[Told]:
    """Tell all of them."""
    return [
        *_switching(),
        *_hostile_reasons(),
        *_same_moment(),
        *_delivered_again(),
        *_odd_types(),
        *_just_now(),
        *_long_ago(),
    ]


def _switching() -> list[Told]:
    """Change users within one sitting; the second change fails and goes back."""
    first = Sitting("-1d16h", ADA, who.THEO, "comparing what Theo and Rafael see")
    return [
        started(first),
        started(first._replace(at=later(first.at, "+7m"), account=who.RAFAEL)),
        started(first._replace(at=later(first.at, "+11m"), account=who.YUSUF)),
        started(
            first._replace(
                at=later(first.at, "+11m2s"),
                account=who.RAFAEL,
                reason="rollback after failed switch",
            )
        ),
    ]


def _hostile_reasons() -> list[Told]:
    events = []
    for at, reason in enumerate(reasons.HOSTILE):
        account = (who.THEO, who.MIRA, who.YUSUF, who.RAFAEL)[at % 4]
        moment = offset(-(3 * 86_400 + at * 120_000 + at * at * 37))
        events.append(started(Sitting(moment, CALLUM, account, reason), "hostile", at))
    sitting = Sitting("-9d4h10m", CALLUM, who.FREYA, reasons.HOSTILE[0])
    return [*events, started(sitting), upgraded("-9d4h", sitting, reasons.HOSTILE[3])]


def _same_moment() -> list[Told]:
    """Nine starts in the same microsecond: a page that ends among them must not lose any."""
    pairs = [
        (ROBIN, who.MIRA), (ADA, who.THEO), (TOMASZ, who.SUNNIVA), (CALLUM, who.RAFAEL),
        (ROBIN, who.BEA), (ADA, who.YUSUF), (TOMASZ, who.AIKO), (CALLUM, who.MIRA),
        (ROBIN, who.THEO),
    ]  # fmt: skip
    return [
        started(Sitting(MASS_MEETING, operator, account, "Joint debugging call"), at)
        for at, (operator, account) in enumerate(pairs)
    ]


def _delivered_again() -> list[Told]:
    twice = Sitting("-1d20h", ROBIN, who.BEA, "Audit question, ticket 48295")
    thrice = Sitting("-26d2h", ADA, who.LUCIA, "Dashboard for the investors")
    return [
        started(twice)._replace(copies=2),
        upgraded(later(twice.at, "+4m"), twice, "Bea asked to see the roles")._replace(copies=2),
        started(thrice)._replace(copies=3),
        *(
            started(Sitting(at, IMANI_EU, who.EWA, "booking form"))._replace(copies=2)
            for at in ("-5d1h", "-12d1h")
        ),
    ]


def _odd_types() -> list[Told]:
    number = started(Sitting("-11d11h", ROBIN, who.BEA, "id as a number"))
    fraction = started(Sitting("-11d12h", ROBIN, who.BEA, "id with a fraction"))
    forgotten = started(Sitting("-13d13h", TOMASZ, who.MIRA, ""))
    ticket = Sitting("-3d14h", ADA, who.RAFAEL, "Support ticket #10482")
    return [
        number._replace(record=changed_properties(number, target_user_id=20431)),
        fraction._replace(record=changed_properties(fraction, target_user_id=20431.0)),
        forgotten._replace(record=changed_properties(forgotten, reason=None, staff_user_id="1025")),
        started(ticket._replace(ticket=identifier("conversation", 10482))),
    ]


def _just_now() -> list[Told]:
    """Events so young that ingestion may not be done with them."""
    return [
        started(Sitting("-9m", ROBIN, who.THEO, "48213 once more")),
        started(Sitting("-4m10s", TOMASZ, who.MIRA, "web analytics bounce rate")),
        upgraded("-45s", Sitting("-4m10s", TOMASZ, who.MIRA, ""), "Mira is on the call"),
        started(Sitting("-6m", ADA, who.FREYA, "funnel")),
    ]


def _long_ago() -> list[Told]:
    """From before reasons were mandatory, and from before these events were sent reliably."""
    early = (
        ("2025-11-27T08:15:30.120004Z", "read_write"),
        ("2025-12-11T17:30:00Z", "read_write"),
        ("2025-12-11T17:30:00Z", "read_only"),
        ("2026-01-05T09:09:09.999999Z", "read_only"),
    )
    people_then = (who.MIRA, who.THEO, who.RAFAEL, who.JUERGEN)
    return [
        started(Sitting(at, IMANI_EU if account is who.JUERGEN else ROBIN, account, "", mode))
        for (at, mode), account in zip(early, people_then, strict=True)
    ]
