"""Tickets whose sender PostHog does not know, or that did not come from a customer at all."""

from __future__ import annotations

from csm_cli.sandbox.scenarios import people as by
from csm_cli.sandbox.scenarios.bodies import Form, prose
from csm_cli.sandbox.scenarios.organizations import KELPWORKS
from csm_cli.sandbox.scenarios.story import Said, Ticket, from_form, note

ANONYMOUS = from_form(
    Form(
        48265,
        by.OUTLOOK_USER,
        "support",
        "login",
        prose("""
I can not log in any more, the page says that my organization enforces SSO. I own the organization
and we do not have SSO. Please switch it off.
"""),
        "/login",
    ),
    "-17h",
    note(
        "-12h",
        by.MATEO,
        "Not signed in, so no Admin line, and the address is not that of any owner. Identity has "
        "to be proven before anything is changed. Do not act on the ticket alone.",
    ),
    group="Auth & Billing",
    severity="high",
)

SELF_HOSTED = from_form(
    Form(
        48266,
        by.SELF_HOSTER,
        "bug",
        "data_ingestion",
        prose("""
Hobby deployment on a Raspberry Pi in a weather station. After the last upgrade plugin-server
restarts every 40 s. 8 GB of memory, of which ClickHouse has taken 7.9.
"""),
        "/project/1/activity/explore",
        recorded=False,
        self_hosted="https://posthog.stacja-pogodowa.example",
    ),
    "-1d18h",
    severity="medium",
)

COMMUNITY_QUESTION = Ticket(
    number=48275,
    subject="New question on /questions: How do I count unique users per week?",
    requester=by.COMMUNITY,
    said=(
        Said(
            "-4d6h",
            by.COMMUNITY,
            "A new question was posted:\n\nHow do I count unique users per week in SQL? count() "
            "counts events.\n\nAnswer on the website: https://posthog.com/questions/weekly-uniques",
            channel="api",
        ),
        note("-3d23h", by.CALLUM, "Answered on the website, nothing to do here."),
    ),
    status="solved",
    group="Product Analytics",
    assignee=by.CALLUM,
    tags=("community_question",),
    channel="api",
)

GITHUB_ISSUE = Ticket(
    number=48276,
    subject="[posthog] Dashboard tile keeps the old date range after reload #91302",
    requester=by.GITHUB_USER,
    said=(
        Said(
            "-2d14h",
            by.GITHUB_USER,
            prose(f"""
Opened by octo-otter-77 on https://github.com/PostHog/posthog/issues/91302

**Steps to reproduce**

1. Set a date range on a dashboard
2. Reload
3. One of the tiles shows the range from before

**Additional info**

Location: https://us.posthog.com/project/60931/dashboard/88
Admin (internal): http://go/adminOrgUS/{KELPWORKS.uuid} (project ID 60931)
"""),
            channel="api",
        ),
    ),
    status="new",
    group="Product Analytics",
    tags=("github_issue",),
    channel="api",
)

NO_AREA = from_form(
    Form(
        48289,
        by.KOFI,
        "feedback",
        None,
        prose("""
No complaint, I only wanted to say that the new navigation is good. My daughter (6) likes the
hedgehogs, my daughter (9) wants to know why there is no seaweed.
"""),
        "/home",
        project=KELPWORKS.projects[0],
    ),
    "-2d1h",
    severity=None,
)

FEATURE_PREVIEW = from_form(
    Form(
        48287,
        by.LUCIA,
        "feedback",
        "managed-kelp-forecasts",
        prose("""
The preview of forecasts is great, but it predicts negative kelp from December on.
"""),
        "/insights/new",
        project=KELPWORKS.projects[1],
    ),
    "-3d12h",
    severity="low",
)

SALES = Ticket(
    number=48261,
    subject="Pricing for 400 million events and a DPA",
    requester=by.PROSPECT,
    said=(
        Said(
            "-1d2h",
            by.PROSPECT,
            "Hi, we are comparing three vendors. Who can talk to us about volume discounts, a "
            "signed DPA, and data residency in the EU?\n\nRuth Adeyemi-Clark, Lanternfish",
            channel="email",
        ),
    ),
    status="new",
    tags=("plan_free", "owner_unassigned"),
    channel="email",
)

ASKED_BY_COLLEAGUE = Ticket(
    number=48233,
    subject="On behalf of Hedgebox: retention table export",
    requester=by.LIN,
    said=(
        Said(
            "-1d5h",
            by.LIN,
            "Hedgebox asked in our call whether the retention table can be exported with the "
            "percentages and not only the counts. Filing it here so that it is not lost.",
            public=False,
        ),
    ),
    group="Product Analytics",
    tags=("owner_robin_vale", "plan_enterprise"),
)

TICKETS = (
    ANONYMOUS, SELF_HOSTED, COMMUNITY_QUESTION, GITHUB_ISSUE, NO_AREA, FEATURE_PREVIEW, SALES,
    ASKED_BY_COLLEAGUE,
)  # fmt: skip
