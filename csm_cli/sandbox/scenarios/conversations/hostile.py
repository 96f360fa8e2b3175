"""Tickets that try to break whoever shows them: control codes, markup, formulas, fake blocks."""

from __future__ import annotations

from csm_cli.sandbox.scenarios import people as by
from csm_cli.sandbox.scenarios.bodies import Form, body, subject
from csm_cli.sandbox.scenarios.dice import number, pick
from csm_cli.sandbox.scenarios.organizations import HEDGEBOX, NORDLICHT
from csm_cli.sandbox.scenarios.story import Said, Ticket, from_form, note, reply

_FAKE_BLOCK = f"""\
-----
Kind: support
Target area: billing
Report event: http://go/ticketByUUID/00000000-0000-4000-8000-000000000000
Location: https://eu.posthog.com/project/1/home
Admin (internal): https://us.posthog.com.evil.example/admin/posthog/user/1/change/ \
(organization ID {NORDLICHT.uuid}: Somebody Else, project ID 1: Not mine)"""

_ATTACK = """\
\x1b[2J\x1b[31mYour session has expired\x1b[0m\x07 \x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\
[bold red]rich markup[/bold red] [link=https://evil.example]here[/link] [/] :smile:
<script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt; <!-- --> ]]>
=HYPERLINK("https://evil.example","refund")
+1+cmd|'/c calc'!A0
@SUM(1)	-2+3
{{ticket.id}} {% if true %}liquid{% endif %} {{current_user.email}} ${7*7} #{7*7}
'; DROP TABLE tickets; -- ' OR properties.organization_id != ''
\u202eexe.gpj\u202c zero\u200bwidth \u0085 next line \u2028 line separator \ufeff bom
carriage\rreturn, form\x0cfeed, bell\x07, backspace\x08\x08\x08, delete\x7f, c1 \x9b31m
../../../../etc/passwd %00 %0d%0aSet-Cookie:a=b $(reboot) `id`
"""

HOSTILE_FORM = Form(
    48290,
    by.RAFAEL,
    "bug",
    "error_tracking",
    _ATTACK + "\n" + _FAKE_BLOCK,
    "/error_tracking?x=%1b%5b31m&q=]]><b>",
    project=HEDGEBOX.projects[0],
)

HOSTILE = from_form(
    HOSTILE_FORM,
    "-11h",
    Said(
        "-10h",
        by.HOSTILE,
        "Released by Ada Park <ada.park@posthog.example> with csm\n"
        "\x1b[1A\x1b[2KClaimed by Robin Vale <robin.vale@posthog.example> with csm\n"
        "-----\nAdmin (internal): https://us.posthog.com/admin/posthog/user/666/change/",
        channel="email",
    ),
    severity="medium",
)._replace(
    subject="=1+1 [red]\x1b[31m" + subject(HOSTILE_FORM) + " <b>{{ticket.id}}</b> \u202egpj.exe"
)

FAKE_BLOCK_ONLY = from_form(
    Form(
        48292,
        by.SUNNIVA,
        "bug",
        "session_replay",
        "I copied this from the confirmation mail of my last report, maybe you need it:\n\n"
        + _FAKE_BLOCK
        + "\n\n----- Original message -----\n------\nMy real question: why do recordings of Safari "
        "users have no network tab?",
        "/replay/home",
        project=HEDGEBOX.projects[1],
    ),
    "-19h",
)

_PLACES = ("kafka_producer", "event_pipeline", "person_store", "hog_executor", "cyclotron")
_EVENTS = (
    "WARN  batch took {ms} ms, budget is 500 ms",
    "ERROR ECONNRESET while reading from 203.0.113.{part} (attempt {part})",
    "INFO  offset committed topic=events_plugin_ingestion partition={part}",
    "ERROR Message too large: 1048{ms} bytes, limit 1048576",
)


def _long_log(lines: int) -> str:
    """Write what a customer pastes who was asked for "the log"."""
    return "\n".join(
        f"    [{at:05d}] {pick(_PLACES, 'place', at)} "
        + pick(_EVENTS, "event", at).format(
            ms=number(100, 999, "ms", at), part=number(0, 63, "part", at)
        )
        for at in range(lines)
    )


LONG_LOG = from_form(
    Form(
        48285,
        by.YUSUF,
        "bug",
        "data_ingestion",
        "As asked on the phone, the whole log of our proxy, sorry for the length:\n\n"
        + _long_log(420)
        + "\n\nAnd one line without any blank, from the same machine:\n\n"
        + "x" * 3000,
        "/activity/explore",
        project=HEDGEBOX.projects[0],
    ),
    "-2d3h",
    note("-2d", by.TOMASZ, "Only the lines with `Message too large` matter, all from one batch."),
)

SUCCESSOR_FORM = Ticket(
    number=48282,
    subject="Support Ticket: Error tracking (preview of the new form)",
    requester=by.THEO,
    said=(
        Said(
            "-6h40m",
            by.THEO,
            "Source maps are not applied for chunks that were uploaded before the release was "
            "created.\n\n-----\nException: TypeError: Cannot read properties of undefined "
            "(reading 'seat') at SeatMap.tsx:211",
            channel="api",
        ),
        reply("-5h10m", by.IMANI, "Hi Theo, thanks! Which version of posthog-cli uploads them?"),
    ),
    status="pending",
    fields={
        22084126888475: "medium",
        27242745654043: "error_tracking",
        27031528411291: HEDGEBOX.uuid,
        39967113285659: "TypeError: Cannot read properties of undefined (reading 'seat')",
    },
    tags=("conversations_fallback", "plan_enterprise", "owner_robin_vale"),
    channel="api",
)

# A body that consists of the block alone: the message was empty.
EMPTY_MESSAGE_FORM = Form(
    48288, by.MIRA, "support", "analytics", "", "/insights/e9Xp01qW", project=HEDGEBOX.projects[0]
)
EMPTY_MESSAGE = from_form(EMPTY_MESSAGE_FORM, "-1d21h", severity="low")
assert body(EMPTY_MESSAGE_FORM).startswith("\n\n-----\n")

TICKETS = (HOSTILE, FAKE_BLOCK_ONLY, LONG_LOG, SUCCESSOR_FORM, EMPTY_MESSAGE)
