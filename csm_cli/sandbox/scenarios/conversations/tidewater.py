"""Tidewater Freight, EU, pay-as-you-go: billing, a content warning, older forms."""

from __future__ import annotations

from csm_cli.sandbox.scenarios import people as by
from csm_cli.sandbox.scenarios.bodies import Form, prose
from csm_cli.sandbox.scenarios.desk import ESCALATION
from csm_cli.sandbox.scenarios.organizations import TIDEWATER
from csm_cli.sandbox.scenarios.story import automated, from_form, note, reply

DRIVER_APP, BOOKING = TIDEWATER.projects

BILLING = from_form(
    Form(
        48267,
        by.MARGUERITE,
        "support",
        "billing",
        prose("""
Bonjour,

our invoice has tripled although the number of shipments did not. The usage page says "events with
person profiles". Nobody here knows what we changed. Could you tell us which events these are, and
is there a way to get part of it back?

Marguerite Lachance
"""),
        "/organization/billing",
        project=BOOKING,
    ),
    "-1d20h",
    note(
        "-1d15h",
        by.MATEO,
        "Their new booking form calls identify() on every key press. Usage looks right, so this is "
        "about goodwill, not about a bug. Not for engineering.",
    ),
    group="Auth & Billing",
    severity="medium",
)

CONTENT_WARNING = from_form(
    Form(
        48268,
        by.SIPHO,
        "bug",
        "session_replay",
        prose("""
Recordings of the driver chat show the pictures that drivers send of damaged loads. We did set
`maskAllInputs`, what do we have to set so that pictures are never recorded? Ideally the ones of
last week can be deleted as well.
"""),
        "/replay/home",
        project=DRIVER_APP,
    ),
    "-1d10h",
    automated(
        "-1d9h59m",
        "Content warning for this organization: Recordings of the driver chat can show photographs "
        "of accidents.",
    ),
    severity="high",
    tags=("content_warning",),
)

SAME_INCIDENT = from_form(
    Form(
        48274,
        by.EWA,
        "bug",
        "data_ingestion",
        prose("Live events stopped for both of our projects. Booking still works."),
        "/activity/live",
        project=BOOKING,
    ),
    "-3h5m",
    severity="critical",
    priority="urgent",
    group="Infrastructure",
    kind="incident",
    tags=("incident/418",),
)

SECOND_GENERATION = from_form(
    Form(
        48280,
        by.EWA,
        "bug",
        "llm-observability",
        prose("""
Traces from our dispatch assistant have a cost of 0.00 since we use a fine-tuned model. The tokens
are counted.
"""),
        "/llm-observability/traces",
        generation=2,
        project=DRIVER_APP,
    ),
    "-190d",
    reply("-189d4h", by.CALLUM, "Hi Ewa, prices of fine-tuned models have to be sent by you, as "
          "`$ai_input_token_price` and `$ai_output_token_price`. Does that help?"),
    reply("-189d2h", by.EWA, "It does!"),
    reply("-1d8h", by.EWA, "It did, until our provider renamed the model. Same question again."),
    group="Product Analytics",
    severity="low",
)  # fmt: skip

OLDEST_GENERATION = from_form(
    Form(
        48281,
        by.SIPHO,
        "bug",
        "data_integrity",
        prose("""
Two persons with the same email in the persons list, merging them gives an error.
"""),
        "/persons",
        generation=1,
        project=DRIVER_APP,
    ),
    "-720d",
    reply("-719d2h", by.TOMASZ, "Hi Sipho, both were identified already, that is why they can not "
          "be merged. https://posthog.com/docs/product-analytics/identify explains the rule."),
    status="closed",
    severity="medium",
)  # fmt: skip

ESCALATED_AND_SOLVED = from_form(
    Form(
        48224,
        by.MARGUERITE,
        "bug",
        "batch_exports",
        prose("""
The nightly export to our S3 bucket wrote the same hour twice and left out the next one.
"""),
        "/pipeline/destinations/0190aa",
        project=BOOKING,
    ),
    "-9d",
    note(
        "-8d20h",
        by.IMANI,
        "Escalating to engineering (Batch exports): run at 02:00 exported 01:00 to 02:00 twice, "
        "both runs say completed. Expected next: backfill the missing hour, say why.",
    ),
    note("-7d2h", by.SANNA, "Backfilled. Clock change in the schedule's time zone, fix is merged."),
    reply("-6d22h", by.IMANI, "Bonjour Marguerite, the missing hour is in your bucket now and the "
          "cause is fixed. Sorry for the trouble!"),
    status="solved",
    group="Batch exports",
    fields={ESCALATION: "escalated"},
)  # fmt: skip

TICKETS = (
    BILLING, CONTENT_WARNING, SAME_INCIDENT, SECOND_GENERATION, OLDEST_GENERATION,
    ESCALATED_AND_SOLVED,
)  # fmt: skip
