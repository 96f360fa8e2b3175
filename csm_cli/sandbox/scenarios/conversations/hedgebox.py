"""Hedgebox Inc, US, enterprise: the customer of the demo."""

from __future__ import annotations

from csm_cli.sandbox.scenarios import people as by
from csm_cli.sandbox.scenarios.bodies import Form, prose
from csm_cli.sandbox.scenarios.dice import identifier
from csm_cli.sandbox.scenarios.organizations import HEDGEBOX
from csm_cli.sandbox.scenarios.story import (
    Said,
    Ticket,
    from_form,
    note,
    reply,
)

WEB, MOBILE, CHECKOUT = HEDGEBOX.projects
_CUT = f"https://us.posthog.com/project/48113/replay/{identifier('replay', 'cut off')}"
_WHOLE = f"https://us.posthog.com/project/48113/replay/{identifier('replay', 'whole')}"

REPLAY_STOPS = from_form(
    Form(
        48213,
        by.THEO,
        "bug",
        "session_replay",
        prose("""
Hi team,

since we moved to posthog-js 1.298 the recordings of our checkout stop when the payment step opens.
Everything up to that point plays fine. After it the timeline just ends, although the same session
keeps sending events for another few minutes.

- about one in three checkout sessions, Safari and Chrome alike
- nothing in the console, the requests to /s/ simply stop
- going back to 1.291 makes it go away

Our support team uses these recordings for chargeback disputes, so every cut one costs us money.

Thanks
Theo
"""),
        f"/replay/{identifier('replay', 'cut off')}",
        project=WEB,
    ),
    "-2d4h",
    reply(
        "-1d22h10m",
        by.TOMASZ,
        """
Hi Theo,

thank you for the clear report, and sorry for the trouble. To compare the two: could you send me a
link to one recording that was cut and one that was not, from the same browser if possible? And is
the payment step an iframe or a redirect?

Tomasz
""",
    ),
    reply(
        "-20h15m",
        by.THEO,
        f"""
Sure:

- cut: {_CUT}
- whole: {_WHOLE}

It is an iframe from pay.hedgebox.example, same posthog project, `recordCrossOriginIframes` is on
since the spring. One thing we saw meanwhile: it only happens when the iframe was opened, closed and
opened again.
""",
    ),
    severity="high",
)

ESCALATED = from_form(
    Form(
        48220,
        by.THEO,
        "bug",
        "session_replay",
        prose("""
Canvas recordings of our seat map are black. `captureCanvas` is on with 4 fps and quality 0.4. The
canvas is drawn with WebGL2 and `preserveDrawingBuffer: false`. It did work until about three weeks
ago.
"""),
        "/replay/home",
        project=WEB,
    ),
    "-4d2h",
    reply(
        "-3d20h",
        by.TOMASZ,
        """
Hi Theo,

I see the same on your staging page: the other elements are recorded, the canvas is black from the
second frame on. I am handing this to the Replay team with what I found and will keep you posted.

Tomasz
""",
    ),
    note(
        "-3d19h40m",
        by.TOMASZ,
        """
Escalating to engineering (Replay): needs someone who knows the canvas observer.

- Investigated: customer's staging page, Chrome 142 and Firefox 145, our own WebGL2 test page
- Observed: first frame is right, every later one black; with preserveDrawingBuffer true all frames
  are right, so we probably read the buffer after it was cleared
- Expected next: confirm, and tell the customer if there is a setting until it is fixed
""",
    ),
    note(
        "-2d23h",
        by.JULES,
        "On our list for this week, I can reproduce it with the test page: "
        "https://github.com/PostHog/posthog/issues/91410",
    ),
    severity="high",
    group="Replay",
    fields={41000000000017: "escalated"},
)

PENDING = from_form(
    Form(
        48240,
        by.MIRA,
        "support",
        "data_warehouse",
        prose("""
Our Stripe source fails every night with "permission denied on charges". The key has read access to
everything, or so our finance people say.
"""),
        "/data-warehouse/sources",
        project=WEB,
    ),
    "-3d8h",
    reply(
        "-2d1h",
        by.IMANI,
        """
Hi Mira,

the key that the source uses is a restricted one that lacks "Charges and Refunds: read". I can see
that from the error Stripe returns, no need to send the key. Could somebody at your side add that
permission, or paste a new restricted key into the source's settings? The next sync will then pick
up what it missed.

Imani
""",
    ),
    status="pending",
    assignee=by.IMANI,
)

CLOSED = from_form(
    Form(
        48250,
        by.BEA,
        "support",
        "login",
        prose("""
We are rolling out SAML. Which attribute do you read as the name identifier, and does just in time
provisioning respect our default access level?
"""),
        "/settings/organization-authentication",
        project=WEB,
    ),
    "-41d",
    reply(
        "-40d20h",
        by.MATEO,
        """
Hi Bea,

we read the persistent NameID and an `email` attribute. People who come in by just in time
provisioning get the default level you set under Settings, Organization, Roles.

Mateo
""",
    ),
    reply("-40d2h", by.BEA, "Perfect, both work. Thank you, you can close this."),
    status="closed",
    group="Auth & Billing",
    assignee=by.MATEO,
    severity="low",
)

FOLLOW_UP = Ticket(
    number=48251,
    subject="Re: SAML, one more thing",
    requester=by.BEA,
    said=(
        Said(
            "-2d6h",
            by.BEA,
            "Hello again, a follow-up to my old ticket: can we force SAML for everyone but keep "
            "one break-glass account with a password?",
            channel="email",
        ),
    ),
    fields={22084126888475: "low", 27031528411291: HEDGEBOX.uuid},
    tags=("plan_enterprise", "owner_robin_vale"),
    channel="email",
    followup_of=48250,
    group="Auth & Billing",
)

AUDIT_WANTED = from_form(
    Form(
        48295,
        by.BEA,
        "support",
        "login",
        prose("""
Hello,

for our yearly access review I need a list of every time somebody from PostHog was signed in as one
of our people during the last 30 days: who, when, for what reason, and whether they could change
anything. Our auditor insists on times in UTC and would like to know what the list can not show.

Bea Holloway
Security & Compliance
"""),
        "/settings/organization-members",
        project=WEB,
        recorded=False,
    ),
    "-1d1h",
    severity="medium",
)

TRICKY_NAMES = from_form(
    Form(
        48291,
        by.RAFAEL,
        "bug",
        "feature_flags",
        prose("""
The project with the funny name again: local evaluation of `checkout-v2` answers false for every
user whose `plan` property holds a comma. Same flag through /flags answers right.
"""),
        "/feature_flags/70455",
        project=CHECKOUT,
    ),
    "-10h40m",
    severity="high",
    tags=("incident/412",),
)

TICKETS = (
    REPLAY_STOPS, ESCALATED, PENDING, CLOSED, FOLLOW_UP, TRICKY_NAMES, AUDIT_WANTED,
)  # fmt: skip
