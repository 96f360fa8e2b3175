"""Nordlicht Analytik GmbH, EU, boost: the EU tickets, umlauts, Arabic and emoji."""

from __future__ import annotations

from csm_cli.sandbox.scenarios import people as by
from csm_cli.sandbox.scenarios.bodies import Form, prose
from csm_cli.sandbox.scenarios.desk import POSTHOG_PRIORITY
from csm_cli.sandbox.scenarios.organizations import NORDLICHT
from csm_cli.sandbox.scenarios.story import Said, from_form, note, reply

(PORTAL,) = NORDLICHT.projects

EU_FLAGS = from_form(
    Form(
        48270,
        by.JUERGEN,
        "bug",
        "feature_flags",
        prose("""
Hello,

our flag `neue-kasse` is rolled out to 20 %, but in the last two days 34 % of our visitors got it.
We use `distinct_id` for bucketing and call identify after the login. Could it be that anonymous
people are counted into another bucket after the login? "Persist flag across authentication
steps" is off.

Kind regards
Jürgen Kästner
"""),
        "/feature_flags/3311",
        project=PORTAL,
    ),
    "-1d12h",
    reply(
        "-1d4h",
        by.IMANI,
        """
Hello Jürgen,

that is very likely the cause: without "Persist flag across authentication steps" a visitor is put
into a bucket twice, once before and once after the login. I would like to be sure before you switch
it on: are the 34 % counted by people or by sessions?

Imani
""",
    ),
    reply(
        "-23h30m", by.JUERGEN, "By sessions. By people it is 21 %. Then I understand, thank you!"
    ),
    severity="high",
)

ARABIC = from_form(
    Form(
        48271,
        by.DANA,
        "support",
        "surveys",
        prose("""
مرحباً فريق الدعم،

نص الاستبيان يظهر من اليسار إلى اليمين رغم أن اللغة عربية. هل يوجد إعداد لاتجاه النص (RTL)؟

The survey text is shown left to right. Is there a setting for `dir="rtl"`? شكراً جزيلاً
"""),
        "/surveys/018fa1c0-77aa-0000-1b2c-33d04e55f601",
        project=PORTAL,
    ),
    "-8h",
    severity="low",
)

EMOJI = from_form(
    Form(
        48272,
        by.ANNIKA,
        "feedback",
        "posthog-ai",
        prose("""
Großartig! 🎉🦔 PostHog AI hat mir heute drei Stunden Arbeit gespart 👩🏽‍🔬➡️🏖️.

Ein Wunsch: bitte „Trichter“ statt „Funnel“ verstehen, und 1.234,56 nicht als 1,23456 lesen.
Zalgo aus unserem CRM geht auch nicht: K̷u̷n̷d̷e̷ ½ ﬁ Ⅷ ẞ.

Viele Grüße aus Tübingen 🇩🇪
Annika
"""),
        "/dashboard/1204",
        project=PORTAL,
    ),
    "-2d17h",
    severity="low",
)

INCIDENT = from_form(
    Form(
        48273,
        by.JUERGEN,
        "bug",
        "data_ingestion",
        prose("""
No events since 20 minutes in the whole project. Our own servers get 202 from eu.i.posthog.com, the
live view is empty. This is our busiest day of the year.
"""),
        "/activity/live",
        project=PORTAL,
    ),
    "-3h40m",
    note(
        "-3h25m",
        by.NOOR,
        "Part of incident 418 (EU ingestion delayed, nothing lost). Tagged. Please do not "
        "escalate: the updates go out from the incident channel.",
    ),
    reply(
        "-3h20m",
        by.IMANI,
        """
Hello Jürgen,

events in the EU are delayed at the moment, they are stored and will appear; nothing is lost.
Feature flags and the dashboards on older data work. https://status.posthog.com has the state,
our next update comes within the hour.

Imani
""",
    ),
    severity="critical",
    priority="urgent",
    group="Infrastructure",
    kind="incident",
    tags=("incident/418", "sla-warning"),
    fields={POSTHOG_PRIORITY: "priority_high"},
)

SOLVED = from_form(
    Form(
        48241,
        by.ANNIKA,
        "bug",
        "toolbar",
        prose("""
The toolbar does not load on our staging page, the console shows a Content Security Policy error.
"""),
        "/toolbar",
        project=PORTAL,
    ),
    "-6d4h",
    reply(
        "-5d22h",
        by.TOMASZ,
        """
Hi Annika,

your policy allows scripts from eu-assets.i.posthog.com but not styles. Adding the same host to
`style-src` should do it.
""",
    ),
    reply("-5d3h", by.ANNIKA, "Jetzt geht es. Danke! 🙏"),
    status="solved",
    assignee=by.TOMASZ,
    severity="medium",
)

REOPENED = from_form(
    Form(
        48243,
        by.JUERGEN,
        "bug",
        "cohorts",
        prose("""
A cohort "did not do X in the last 30 days" contains people who did X yesterday.
"""),
        "/cohorts/902",
        project=PORTAL,
    ),
    "-16d",
    reply("-15d3h", by.CALLUM, "Hi Jürgen, fixed on our side, the cohort is right after tonight."),
    Said("-9h", by.JUERGEN, "It was right for two weeks. Since this morning it is wrong again.",
         channel="email"),
    group="Product Analytics",
    severity="medium",
)  # fmt: skip

TICKETS = (EU_FLAGS, ARABIC, EMOJI, INCIDENT, SOLVED, REOPENED)
