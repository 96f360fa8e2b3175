"""The default scenario's talk outside of Zendesk: messages in Slack, and issues in Pylon."""

from __future__ import annotations

from typing import Any, Final

Record = dict[str, Any]

CHANNELS: Final[list[Record]] = [
    {"id": "C0REPLAY", "name": "support-replay"},
    {"id": "C0SUCCESS", "name": "support-customer-success"},
    {"id": "C0FLAGS", "name": "support-feature-flags"},
    {
        "id": "C05KELPWRKS",
        "name": "posthog-kelpworks",
        "is_shared": True,
        "purpose": "Kelpworks and PostHog. Your CSM: Robin Vale",
        "bookmarks": [
            "https://us.posthog.com/admin/posthog/organization/01871d5c-03be-0000-9f42-c0e7d1a25b02/"
        ],
    },
    {
        "id": "C0NORDLICHT",
        "name": "nordlicht-posthog",
        "is_shared": True,
        "bookmarks": ["https://posthog.com/docs"],
    },
    {"id": "C0KELP", "name": "ext-kelpworks", "is_shared": True},
]
MESSAGES: Final[list[Record]] = [
    {"id": 101, "channel": "C0REPLAY", "user": "U0ADA", "at": "-6d4h",
     "text": "Anybody else with recordings that stop when the payment iframe opens a second time? "
             "Looks like https://github.com/PostHog/posthog/issues/91433"},
    {"id": 102, "channel": "C0SUCCESS", "user": "U0LIN", "at": "-1d20h",
     "text": "Ticket 48213 from Hedgebox: recordings of the checkout stop, is somebody on it? "
             "https://posthoghelp.zendesk.com/agent/tickets/48213"},
    {"id": 103, "channel": "C0FLAGS", "user": "U0ADA", "at": "-9d",
     "text": "Static cohort, member since today, flag is false. Same as "
             "https://github.com/PostHog/posthog/issues/91377 ?"},
    {"id": 104, "channel": "C0SUCCESS", "user": "U0ROBIN", "at": "-12d",
     "text": 'For the record: "permission denied on charges" from the Stripe source means that '
             "Balance transactions are missing on the restricted key."},
    {"id": 105, "channel": "C0KELP", "user": "U0LIN", "at": "-3d",
     "text": "We are looking into the recordings that stop on the sensor pages."},
]  # fmt: skip


def _pylon(number: int, title: str, state: str, at: str) -> Record:
    return {
        "id": f"0184c2f1-7a10-4000-8000-00000001{number:04d}",
        "number": number,
        "title": title,
        "body_html": f"<p>{title}</p>",
        "state": state,
        "tags": [],
        "created_at": at,
    }


PYLON_ISSUES: Final[list[Record]] = [
    _pylon(7301, "Recordings stop on pages with an embedded checkout", "closed", "-20d"),
    _pylon(7344, "Flag is off for members of a static cohort", "waiting_on_you", "-9d3h"),
    _pylon(7360, "Invoice shows the wrong number of events", "new", "-2d"),
]
