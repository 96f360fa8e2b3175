"""The table of commands: name, section and summary, known without importing any of them.

Adding a command means one line here and one file in `commands/`. A test holds each summary
to the first line of the command's own help.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """One line of `csm --help`; `module` is the file in `csm_cli/cli/commands/`."""

    name: str
    module: str
    section: str
    summary: str


COMMANDS: tuple[Entry, ...] = (
    Entry(
        "mine",
        "mine",
        "The day",
        "List what needs you, across all your customers, the nearest breach first.",
    ),
    Entry(
        "due",
        "due",
        "The day",
        "List tickets on which our last public word is older than the plan's clock.",
    ),
    Entry(
        "triage",
        "triage",
        "The day",
        "List tickets that nobody has sorted; fill the form of one from Slack.",
    ),
    Entry(
        "escalations",
        "escalations",
        "The day",
        "Follow your escalations: who spoke last, who sees them, their issues.",
    ),
    Entry(
        "incident",
        "incident",
        "The day",
        "Show the status page's incidents, and tie a ticket to one.",
    ),
    Entry("show", "show", "Tickets", "Show a ticket on one screen, with the links parsed from it."),
    Entry(
        "claim",
        "claim",
        "Tickets",
        "Tell support that you are on a ticket, with one internal note.",
    ),
    Entry(
        "note",
        "note",
        "Tickets",
        "Leave an internal note on a ticket, of your own words or from a template.",
    ),
    Entry(
        "ask",
        "ask",
        "Tickets",
        "Draft a public reply that asks for what is missing, each with why.",
    ),
    Entry(
        "update",
        "update",
        "Tickets",
        "Draft a public reply that tells the customer how it stands.",
    ),
    Entry(
        "similar",
        "similar",
        "Tickets",
        "Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.",
    ),
    Entry(
        "login-as",
        "login_as",
        "Tickets",
        "Find the admin page to log in as a customer on, and the reason to give.",
    ),
    Entry(
        "escalate",
        "escalate",
        "Tickets",
        "Hand a ticket to engineering or support, with a note to work from.",
    ),
    Entry(
        "role",
        "role",
        "Tickets",
        "Show whether you are a light or a full agent; step up, and down again.",
    ),
    Entry("undo", "undo", "Tickets", "Take back the last write of this machine."),
    Entry(
        "whois-owns",
        "whois_owns",
        "Ownership",
        "Say which team owns a feature, and where to reach it.",
    ),
    Entry(
        "tips",
        "tips",
        "Ownership",
        "Say what to try for an area or a ticket, and what to look up without asking.",
    ),
    Entry("ownership", "ownership", "Ownership", "List, show, check and refresh who owns what."),
    Entry(
        "audit-impersonation",
        "audit_impersonation",
        "Audit",
        "List who from PostHog signed in as a member of an organization.",
    ),
    Entry("audit", "audit", "Audit", "Check the file of an audit's report."),
    Entry(
        "org",
        "org",
        "Audit",
        "Look up a customer's organization: id, region, plan, members, links.",
    ),
    Entry(
        "log",
        "log",
        "Audit",
        "List what was written on this machine, or tried; settle it, forget it.",
    ),
    Entry(
        "init", "init", "Start here", "Set csm up: write a config file, sign in, check everything."
    ),
    Entry("demo", "demo", "Start here", "Do the main job on the sandbox, step by step."),
    Entry(
        "sandbox",
        "sandbox",
        "Start here",
        "Run a Zendesk and a PostHog of your own on this machine.",
    ),
    Entry(
        "auth",
        "auth",
        "Settings",
        "Sign in to Zendesk, PostHog and others; see how it stands; sign out.",
    ),
    Entry(
        "doctor",
        "doctor",
        "Settings",
        "Check everything a day's work depends on, and say what to do.",
    ),
    Entry("config", "config", "Settings", "Show each setting, its value and where it came from."),
    Entry(
        "completion",
        "completion",
        "Settings",
        "Print or install the script that completes csm's words in your shell.",
    ),
    Entry(
        "help",
        "help",
        "Settings",
        "Explain a command or a topic: exit-codes, environment, templates and more.",
    ),
)

SECTIONS = tuple(dict.fromkeys(entry.section for entry in COMMANDS))
