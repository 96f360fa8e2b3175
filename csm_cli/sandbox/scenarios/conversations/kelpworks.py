"""Kelpworks, US, scale: seaweed farms with sensors, and most of the Slack-born tickets."""

from __future__ import annotations

from csm_cli.sandbox.scenarios import people as by
from csm_cli.sandbox.scenarios.bodies import Form, prose
from csm_cli.sandbox.scenarios.desk import ESCALATION, SEVERITY
from csm_cli.sandbox.scenarios.organizations import KELPWORKS
from csm_cli.sandbox.scenarios.story import (
    Said,
    automated,
    from_form,
    from_slack,
    note,
    reply,
    stamped,
)

APP, SENSORS = KELPWORKS.projects

ESCALATED_BUT_PENDING = from_form(
    Form(
        48221,
        by.DOUGAL,
        "bug",
        "feature_flags",
        prose("""
A flag with a cohort condition stays off for people who joined the cohort today. The cohort page
shows them as members. Is there a delay we are not aware of?
"""),
        "/feature_flags/55012",
        project=APP,
    ),
    "-5d",
    reply(
        "-4d2h",
        by.TOMASZ,
        """
Hi Dougal,

cohorts are recalculated about once a day, but yours is a static one, so that is not it. I asked the
Feature Flags team to look. In the meantime: does the same person get the flag with a fresh browser
profile?

Tomasz
""",
    ),
    note(
        "-4d1h50m",
        by.TOMASZ,
        """
Escalating to engineering (Feature Flags): static cohort, member since this morning, flag evaluates
to false. Checked the cohort membership in the project and the flag's release conditions. Expected
next: say whether membership is cached somewhere for static cohorts.
""",
    ),
    status="pending",
    group="Feature Flags",
    fields={ESCALATION: "escalated"},
)

ESCALATED_TO_A_PERSON = from_form(
    Form(
        48222,
        by.KOFI,
        "bug",
        "experiments",
        prose("""
Results of experiment 9917 do not load, the request ends with a 504 after a minute. It has 3.1
million exposures, the smaller ones are fine.
"""),
        "/experiments/9917",
        project=APP,
    ),
    "-2d22h",
    note(
        "-2d18h",
        by.IMANI,
        """
Escalating to engineering (Experiments): the exposure query runs into the time limit. Tried it with
a shorter window, 7 days work, 14 do not. Priya knows this one from last month:
https://github.com/PostHog/posthog/issues/91201
""",
    ),
    group="Experiments",
    assignee=by.PRIYA,
    fields={ESCALATION: "escalated"},
    severity="high",
)

DEESCALATED = from_form(
    Form(
        48223,
        by.LUCIA,
        "bug",
        "cdp_destinations",
        prose("""
Our HubSpot destination creates every contact twice when the property `email` has capital letters.
"""),
        "/pipeline/destinations/hog-018f2211",
        project=APP,
    ),
    "-8d",
    note(
        "-7d20h",
        by.TOMASZ,
        "Escalating to engineering (CDP): HubSpot matches case sensitively, our template does not "
        "lower the address. Reproduced with a test contact.",
    ),
    note(
        "-3d4h",
        by.CALLUM,
        "The template was changed, existing destinations need the new version. Back to support: "
        "please tell the customer how to update theirs.",
    ),
    fields={ESCALATION: "esc_resolved"},
)

SLACK_UNFILLED = from_slack(
    48230,
    "-22m",
    by.LUCIA,
    """
Hey folks :wave: the dashboard our investors look at every Monday says "no data" for three of its
eight tiles since about an hour. Could somebody have a look before my call at noon?
""",
    "C05KELPWRKS/p1700000048230",
    status="new",
    group=None,
)

SLACK_FILLED = from_slack(
    48231,
    "-1d7h",
    by.DOUGAL,
    """
Autocapture stopped sending `$el_text` for our buttons, so half of our actions match nothing. We use
shadow DOM for the design system, but that is not new.
""",
    "C05KELPWRKS/p1700000048231",
    automated(
        "-1d6h59m",
        "Group and Severity were submitted in the Slack thread by Dougal MacAskill. Status set to "
        "Open.",
    ),
    reply(
        "-1d2h",
        by.CALLUM,
        """
Hi Dougal, I can see the clicks arriving without text since the 1.296 release. Does the design
system render its labels in a slot? That part changed.
""",
    ),
    reply("-21h", by.DOUGAL, "Yes, in a slot named `label`. So that is it?"),
    group="Product Analytics",
    fields={SEVERITY: "high"},
)

SLACK_OPEN_UNFILLED = from_slack(
    48232,
    "-5h20m",
    by.KOFI,
    """
is it just us or is the API slow today? `/api/projects/60931/query/` takes 20 to 30 s for queries
that used to take 2
""",
    "C05KELPWRKS/p1700000048232",
    automated("-5h19m", "No Group and no Severity yet. Status set to Open."),
    Said(
        "-3h",
        by.PYLON,
        "Ada Park in #support-customer-success: anyone on this? Looks like the EU status page is "
        "green and the US one too.",
        public=False,
        channel="api",
    ),
    group=None,
)

WRONG_ORGANIZATION = from_form(
    Form(
        48260,
        by.HAMISH,
        "support",
        "group_analytics",
        prose("""
Can groups be merged? Two of our farms were one legal entity until May and are two now. We have
"farm" as group type with the register number as key.

Writing from my private address because the company mail is down. It is a fish thing.
"""),
        "/groups/0",
        project=APP,
    ),
    "-14h",
    severity="low",
)

ON_HOLD = from_form(
    Form(
        48242,
        by.FREYA,
        "support",
        "notebooks",
        prose("""
Is there a way to embed a notebook in our wiki, the way dashboards can be shared?
"""),
        "/notebooks/abc123",
        project=APP,
    ),
    "-6d",
    stamped("-5d20h", by.ADA, "claim"),
    reply(
        "-5d19h",
        by.ADA,
        """
Hi Freya,

not for whole notebooks yet. Insights inside of one can be shared one by one. There is an open
feature request on GitHub, I added your case to it: https://github.com/PostHog/posthog/issues/91268

Ada
""",
    ),
    status="hold",
    assignee=by.ADA,
    severity="low",
)

TICKETS = (
    ESCALATED_BUT_PENDING, ESCALATED_TO_A_PERSON, DEESCALATED, SLACK_UNFILLED,
    SLACK_FILLED, SLACK_OPEN_UNFILLED, ON_HOLD, WRONG_ORGANIZATION,
)  # fmt: skip
