"""The commands that write, each with every request that it sends."""

from collections.abc import Mapping
from typing import Any, NamedTuple

PARTS = (
    *("--why", "Replays of this customer stop at the first frame"),
    *("--investigated", "Opened three of them in two browsers"),
    *("--observed", "The console names a missing snapshot"),
    *("--next", "Say whether the snapshots can be recovered"),
)
NOTE, UNDO, ROLE, LEAK, REPLY = "note", "undo", "role", "leak", "reply"


class Request(NamedTuple):
    """A request of a command; `path` is a regular expression, `nth` counts its like from 1."""

    method: str
    name: str
    path: str
    nth: int = 1

    @property
    def writes(self) -> bool:
        """Whether it can change something."""
        return self.method != "GET"


TICKET = Request("GET", "ticket", r"/tickets/{ticket}(\.json)?$")
COMMENTS = Request("GET", "comments", r"/tickets/{ticket}/comments")
AUDITS = Request("GET", "audits", r"/tickets/{ticket}/audits")
ME = Request("GET", "users/me", r"/users/me")
GROUPS = Request("GET", "groups/assignable", r"/groups/assignable")
ALL_GROUPS = Request("GET", "groups", r"/groups(\.json)?$")
FIELDS = Request("GET", "ticket_fields", r"/ticket_fields")
ROLES = Request("GET", "custom_roles", r"/custom_roles")
UPDATE = Request("PUT", "ticket", r"/tickets/{ticket}(\.json)?$")
CHANGE_ROLE = Request("PUT", "user", r"/users/{person}(\.json)?$")
UPLOAD = Request("POST", "uploads", r"/uploads")
DISCARD = Request("DELETE", "uploads", r"/uploads/")
MAKE_PRIVATE = Request("PUT", "make_private", r"/tickets/{ticket}/comments/\d+/make_private")

_READ = (TICKET, ME, COMMENTS)


class Besides(NamedTuple):
    """A fault that a cell takes for granted: what must go wrong for the command to get there."""

    request: Request
    arming: Mapping[str, Any]


class Command(NamedTuple):
    """A command that writes. One of the kind `REPLY` is typed at a terminal, and asks there.

    `like` is the ticket of the default scenario whose state it starts from, `verb` what its note
    is marked with, null if it leaves none. `requests` are all that it sends, in the order of the
    table and not of their sending. `changes` says whether it sets fields besides leaving a note,
    `again` whether it would do the same once more when it is typed again. `first` are command
    lines that go before it, with `first_besides` in force; `besides` are in force with it.
    `attaches` says that a file goes with the note.
    """

    name: str
    arguments: tuple[str, ...]
    like: int
    verb: str | None
    requests: tuple[Request, ...]
    changes: bool = False
    again: bool = False
    kind: str = NOTE
    first: tuple[tuple[str, ...], ...] = ()
    first_besides: tuple[Besides, ...] = ()
    besides: tuple[Besides, ...] = ()
    attaches: bool = False


def _times(count: int, request: Request) -> tuple[Request, ...]:
    return tuple(request._replace(nth=nth) for nth in range(1, count + 1))


_CLAIM = ("claim", "{ticket}")
_NOTE = ("note", "{ticket}", "--message", "Watched the replay with the customer")
_ASK = ("ask", "{ticket}", "--for", "message", "--send")
_ASSIGN = (*_CLAIM, "--assign")
_ESCALATE = ("escalate", "{ticket}", "--yes", *PARTS)
_SUPPORT = (*_ESCALATE, "--to", "support")
_ENGINEERING = (*_ESCALATE, "--to", "engineering", "--feature", "session replay")
_WITHDRAW = ("escalate", "{ticket}", "--withdraw", "--yes", "--why", "it works again since noon")
_TRIAGE = ("triage", "{ticket}", "--group", "Replay", "--severity", "high", "--yes")
_ATTACH = (*_ENGINEERING, "--attach", "{file}")
_UNDO = ("undo", "--yes")
_UP, _DOWN = ("role", "upgrade", "--yes"), ("role", "downgrade", "--yes")
_RESOLVE = ("log", "resolve")
AUDITED = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
_REPORT = ("audit-impersonation", AUDITED, "--days", "2", "--attach-to", "{ticket}", "--yes")

_REFUSED = Besides(UPDATE, {"fault": "status", "status": 422, "when": "before"})
_PUBLISHED = Besides(UPDATE, {"fault": "publish"})
_NOT_MENDED = Besides(MAKE_PRIVATE, {"fault": "status", "status": 500, "when": "before"})

COMMANDS = (
    Command("claim", _CLAIM, 48213, "claim", (*_READ, UPDATE)),
    Command("release", (*_CLAIM, "--release"), 48218, "release", (*_READ, UPDATE)),
    Command("take-over", (*_CLAIM, "--take-over", "--yes"), 48214, "claim", (*_READ, UPDATE)),
    Command("assign", _ASSIGN, 48213, "claim", (*_READ, UPDATE), changes=True),
    Command("note", _NOTE, 48213, "internal-note", (TICKET, ME, UPDATE), again=True),
    Command("escalate to support", _SUPPORT, 48213, "note", (*_READ, UPDATE), again=True),
    Command(
        "escalate to engineering",
        _ENGINEERING,
        48213,
        "escalate",
        (*_READ, GROUPS, FIELDS, UPDATE),
        changes=True,
    ),
    Command(
        "triage",
        _TRIAGE,
        48230,
        "triage",
        (TICKET, ME, GROUPS, FIELDS, UPDATE),
        changes=True,
    ),
    Command(
        "withdraw",
        _WITHDRAW,
        48220,
        "withdraw",
        (*_READ, GROUPS, FIELDS, UPDATE),
        changes=True,
    ),
    Command(
        "incident --tag",
        ("incident", "{ticket}", "--tag", "421", "--yes"),
        48270,
        "incident",
        (TICKET, ME, UPDATE),
        changes=True,
    ),
    Command(
        "escalate with a file",
        _ATTACH,
        48213,
        "escalate",
        (*_READ, GROUPS, FIELDS, UPLOAD, UPDATE),
        changes=True,
        attaches=True,
    ),
    Command(
        "escalate with a file, refused",
        _ATTACH,
        48213,
        "escalate",
        (DISCARD,),
        changes=True,
        besides=(_REFUSED,),
        attaches=True,
    ),
    Command(
        "undo of a claim",
        _UNDO,
        48213,
        "undo",
        (TICKET, COMMENTS, AUDITS, UPDATE),
        changes=True,
        again=True,
        kind=UNDO,
        first=(_ASSIGN,),
    ),
    Command(
        "undo of an escalation",
        _UNDO,
        48213,
        "undo",
        (TICKET, COMMENTS, AUDITS, UPDATE),
        changes=True,
        again=True,
        kind=UNDO,
        first=(_ENGINEERING,),
    ),
    Command(
        "a claim made public",
        _CLAIM,
        48213,
        "claim",
        (*_READ, UPDATE, MAKE_PRIVATE),
        kind=LEAK,
        besides=(_PUBLISHED,),
    ),
    Command(
        "log resolve",
        _RESOLVE,
        48213,
        "claim",
        (TICKET, COMMENTS, MAKE_PRIVATE),
        kind=LEAK,
        first=(_CLAIM,),
        first_besides=(_PUBLISHED, _NOT_MENDED),
    ),
    Command(
        "role upgrade",
        _UP,
        48213,
        None,
        (*_times(4, ME), ROLES, CHANGE_ROLE),
        kind=ROLE,
    ),
    Command(
        "role downgrade",
        _DOWN,
        48213,
        None,
        (*_times(4, ME), ROLES, CHANGE_ROLE),
        kind=ROLE,
        first=(_UP,),
    ),
    Command(
        "escalate --upgrade-role",
        (*_ENGINEERING, "--upgrade-role"),
        48213,
        "escalate",
        (
            *_times(7, ME), ROLES, TICKET, COMMENTS, ALL_GROUPS, FIELDS,
            *_times(2, CHANGE_ROLE), UPDATE,
        ),
        changes=True,
        kind=ROLE,
    ),
    # It reads the ticket for the draft, and again for what is sent.
    Command(
        "ask --send",
        _ASK,
        48213,
        "reply",
        (*_times(2, TICKET), *_times(2, COMMENTS), *_times(2, ME), UPDATE),
        again=True,
        kind=REPLY,
    ),
    # Only what it asks of Zendesk is broken here: its questions to PostHog change nothing.
    Command(
        "audit-impersonation --attach-to",
        _REPORT,
        48213,
        "report",
        (TICKET, ME, UPLOAD, UPDATE),
        again=True,
        attaches=True,
    ),
)  # fmt: skip
