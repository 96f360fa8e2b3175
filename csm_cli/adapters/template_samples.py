"""What a template is tried on before it is needed: the values that its command fills in.

Twice: with all that can be known, and with as little as there ever is, since a template may be
sound until a ticket has no owner. A test runs the commands on templates that use each of these.
"""

from collections.abc import Mapping

_Values = Mapping[str, object]
_Pair = tuple[_Values, _Values]

_BY = "Robin Vale <robin.vale@posthog.example>"
_PARTS: _Values = {"why": "why", "investigated": "tried", "observed": "seen", "next": "expected"}
_NOTE: _Pair = (
    {"ticket": 48213, "by": _BY, "facts": [("Plan", "scale")], "message": "words"},
    {"ticket": 48213, "by": _BY, "facts": [], "message": ""},
)
_ESCALATION: _Pair = (
    {
        "ticket": 48213,
        "by": _BY,
        "team": "Replay",
        "group": "Replay",
        "channel": "#support-replay",
        "as_of": "2026-11-23",
        "claimed_by": "Ada Park",
        "facts": [("Plan", "scale")],
        **_PARTS,
    },
    {
        "ticket": 48213,
        "by": _BY,
        **dict.fromkeys(("team", "group", "channel", "as_of", "claimed_by")),
        "facts": [],
        **_PARTS,
    },
)
_NUDGE: _Pair = (
    {
        "ticket": 48213,
        "url": "https://desk.example/agent/tickets/48213",
        "customer": "Hedgebox",
        "team": "Replay",
        "channel": "#support-replay",
        "since": "2026-11-20",
        "days": 3,
        "last_by": "Ada Park",
        "last_at": "2026-11-21",
        "no_word": False,
        "hidden": ["not in its group"],
        "issues": [
            {"url": "https://github.example/issues/1", "state": "closed", "reason": "completed"}
        ],
    },
    {
        "ticket": 48213,
        "url": "https://desk.example/agent/tickets/48213",
        **dict.fromkeys(("customer", "team", "channel", "since", "days", "last_by", "last_at")),
        "no_word": True,
        "hidden": [],
        "issues": [],
    },
)
_OPEN_INCIDENT = {
    "name": "Late events",
    "maintenance": False,
    "status": "identified",
    "impact": "degraded",
    "parts": ["Event ingestion"],
    "regions": ["EU"],
    "since": "2026-11-23 09:00 UTC",
    "until": "2026-11-23 12:00 UTC",
    "url": "https://status.example/incidents/1",
}
_INCIDENTS = [
    _OPEN_INCIDENT,
    {
        **dict.fromkeys(_OPEN_INCIDENT),
        "name": "Late events",
        "maintenance": True,
        "parts": [],
        "regions": [],
    },
]
_PAGE = "https://status.example"
_INCIDENT: _Pair = (
    {"tag": "incident/418", "by": _BY, "incidents": _INCIDENTS, "page": _PAGE},
    {"tag": "incident/418", "by": _BY, "incidents": [], "page": None},
)
_INCIDENT_CUSTOMER: _Pair = (
    {"name": "Iris", "incidents": _INCIDENTS, "page": _PAGE},
    {"name": None, "incidents": _INCIDENTS, "page": _PAGE},
)
_REMINDER: _Pair = (
    {"name": "Iris", "emoji": "🎫", "severities": [("low", "a question")]},
    {"name": None, "emoji": "🎫", "severities": []},
)
_KNOWN = {"greeting": "Hi Iris,", "name": "Iris", "me": "Robin", "chat": False}
_UNKNOWN = {"greeting": "Hi,", "name": None, "me": "Robin", "chat": True}
_ASKS = [{"what": "the address of the page", "why": "there are several", "used_for": "look"}]
_ASK: _Pair = ({**_KNOWN, "asks": _ASKS}, {**_UNKNOWN, "asks": _ASKS})
_UPDATE: _Pair = (
    {
        **_KNOWN,
        "nothing_new": "",
        "prompts": True,
        "progress": "found",
        "blockers": "none",
        "next": "mend it",
        "waits": "us",
        "closes": "",
        "until": "Friday",
    },
    {
        **_UNKNOWN,
        "nothing_new": "There is nothing new.",
        "prompts": False,
        "progress": "",
        "blockers": "",
        "next": "",
        "waits": "customer",
        "closes": "the ticket closes by itself",
        "until": "Friday",
    },
)

_SAMPLES: Mapping[str, _Pair] = {
    "escalate-engineering": _ESCALATION,
    "escalate-support": _ESCALATION,
    "withdraw": _ESCALATION,
    "nudge": _NUDGE,
    "incident": _INCIDENT,
    "incident-customer": _INCIDENT_CUSTOMER,
    "remind-ticket-emoji": _REMINDER,
    "ask-keen": _ASK,
    "ask-clinical": _ASK,
    "update-keen": _UPDATE,
    "update-clinical": _UPDATE,
}


def samples(template: str) -> tuple[_Values, ...]:
    """The values to try a template of this name on; none, if no command uses such a template.

    Of notes, a person may have any.
    """
    return _NOTE if template.startswith("note-") else _SAMPLES.get(template, ())
