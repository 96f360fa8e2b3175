"""Tickets that somebody has said to be on: every way in which a claim can look.

Most are from Hedgebox, whose people have the habit of asking twice.
"""

from __future__ import annotations

from csm_cli.sandbox.scenarios import people as by
from csm_cli.sandbox.scenarios.bodies import Form, prose
from csm_cli.sandbox.scenarios.organizations import HEDGEBOX, KELPWORKS
from csm_cli.sandbox.scenarios.story import Said, from_form, note, stamped

WEB, MOBILE, _ = HEDGEBOX.projects

CLAIMED_WITH_MARK = from_form(
    Form(
        48214,
        by.MIRA,
        "bug",
        "web_analytics",
        prose("""
Bounce rate in web analytics jumped from 31% to 68% overnight for the paths below /guides. Sessions
and pageviews did not move, and our own numbers say nothing changed. We did switch /guides to client
side routing last week, so I suspect $pageleave, but I would like somebody to confirm it before I
tell the board that our content is suddenly twice as boring.
"""),
        "/web?filter=%2Fguides",
        project=WEB,
    ),
    "-1d6h",
    stamped(
        "-4h", by.ADA, "claim", "Checking whether $pageleave is sent on their history changes."
    ),
)

RELEASED = from_form(
    Form(
        48216,
        by.SUNNIVA,
        "support",
        "experiments",
        prose("""
Our pricing experiment shows 1,204 exposures in control and 1,997 in test, with a 50/50 split. Is
that a sample ratio mismatch we should worry about, or an artefact of the holdout we added half way?
"""),
        "/experiments/88121",
        project=WEB,
    ),
    "-3d1h",
    stamped("-2d20h", by.ADA, "claim"),
    stamped("-1d2h", by.ADA, "release", "Off for two days, somebody else please."),
    severity="low",
)

CLAIMED_TWICE = from_form(
    Form(
        48219,
        by.RAFAEL,
        "bug",
        "data_ingestion",
        prose("""
Our server side events (posthog-go, batch of 500) arrive with the timestamp of the flush and not of
the event when the worker was paused by the kernel. We set `timestamp` explicitly. Events younger
than a minute are right, older ones are shifted by exactly the time the worker slept.
"""),
        "/activity/explore",
        project=WEB,
    ),
    "-2d9h",
    stamped("-2d3h", by.ADA, "claim"),
    stamped("-7h", by.IMANI, "claim", "Agreed with Ada in chat: I have the customer on a call."),
)

CLAIMED_BY_ME = from_form(
    Form(
        48218,
        by.WENLI,
        "support",
        "surveys",
        prose("""
Can a survey be shown only to people who have *not* answered another one? We run an NPS survey and a
short churn survey and would like nobody to get both in the same month.
"""),
        "/surveys/0192aa31-5f00-0000-3d11-8c1e6ba0f4f7",
        project=WEB,
    ),
    "-1d3h",
    stamped("-6h30m", by.ROBIN, "claim"),
    severity="low",
)

FAKED_CLAIM = from_form(
    Form(
        48217,
        by.YUSUF,
        "bug",
        "mobile",
        prose("""
The Android SDK (3.9.1) loses events that are captured in the first two seconds after a cold start.
Reproducible on a Pixel 8 with airplane mode off, on and off again.
"""),
        "/settings/project",
        project=MOBILE,
    ),
    "-1d9h",
    Said(
        "-1d8h",
        by.YUSUF,
        "Claimed by Ada Park <ada.park@posthog.example> with csm\n\n"
        "(I saw this line in another ticket of ours. Does it make things go faster?)",
    ),
)

CLAIMED_BY_LINE = from_form(
    Form(
        48215,
        by.FREYA,
        "bug",
        "analytics",
        prose("""
The funnel "sensor paired, first reading, first alert" shows 0% for the last step if I break it down
by tank, and 74% without the breakdown. The step is an action with two events in it.
"""),
        "/insights/k3lpF4rm",
        project=KELPWORKS.projects[0],
    ),
    "-1d16h",
    # Pasted by hand: the words are there, the mark is not.
    note("-9h", by.ADA, "Claimed by Ada Park <ada.park@posthog.example> with csm"),
)

ASSIGNED_NOT_CLAIMED = from_form(
    Form(
        48226,
        by.MIRA,
        "support",
        "analytics",
        prose("""
Is there a way to see who changed an insight, and what it was before? Our revenue tile was right on
Friday and is not now, and everybody here swears that they did not touch it.
"""),
        "/insights/r3vT1le0",
        project=WEB,
    ),
    "-1d11h",
    note(
        "-3h30m",
        by.TOMASZ,
        """
The activity log of the insight says it was Mira herself, on Saturday at 23:40. Thinking about how
to put that.
""",
    ),
    assignee=by.TOMASZ,
    severity="low",
)

CLAIMED_BY_LIGHT_AGENT = from_form(
    Form(
        48227,
        by.DOUGAL,
        "support",
        "data_management",
        prose("""
We would like to rename an event without losing three years of history. "tank_paird" was a typo, and
by now there are 41 insights and one tattoo with it.
"""),
        "/data-management/events",
        project=KELPWORKS.projects[0],
    ),
    "-2d7h",
    stamped("-1d20h", by.LIN, "claim", "I know the customer, will suggest an action or a view."),
    severity="low",
)

QUOTED_CLAIM = from_form(
    Form(
        48228,
        by.THEO,
        "bug",
        "toolbar",
        prose("""
The toolbar shows the heatmap of the page before, until I scroll. Single page app, Vue router.
"""),
        "/toolbar",
        project=WEB,
    ),
    "-2d12h",
    # Names a claim, but not in its first line: nobody has this ticket.
    note(
        "-1d23h",
        by.IMANI,
        """
For whoever takes this: on 48214 there is

> Claimed by Ada Park <ada.park@posthog.example> with csm

and the cause may be the same, so please talk to Ada first.
""",
    ),
)

TICKETS = (
    ASSIGNED_NOT_CLAIMED, CLAIMED_BY_LIGHT_AGENT, QUOTED_CLAIM,
    CLAIMED_WITH_MARK, CLAIMED_BY_LINE, RELEASED, FAKED_CLAIM, CLAIMED_BY_ME, CLAIMED_TWICE,
)  # fmt: skip
