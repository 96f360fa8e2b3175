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
        "claim",
        "claim",
        "Tickets",
        "Tell support that you are on a ticket, with one internal note.",
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
    Entry("show", "show", "Tickets", "Show a ticket on one screen, with the links parsed from it."),
    Entry(
        "whois-owns",
        "whois_owns",
        "Ownership",
        "Say which team owns a feature, and where to reach it.",
    ),
    Entry("ownership", "ownership", "Ownership", "Check an ownership file."),
    Entry(
        "audit-impersonation",
        "audit_impersonation",
        "Audit",
        "List who from PostHog signed in as a member of an organization.",
    ),
    Entry(
        "log",
        "log",
        "Audit",
        "List what was written on this machine, or tried; settle it, forget it.",
    ),
    Entry("demo", "demo", "Start here", "Do the main job on the sandbox, step by step."),
    Entry(
        "sandbox",
        "sandbox",
        "Start here",
        "Run a Zendesk and a PostHog of your own on this machine.",
    ),
    Entry("config", "config", "Settings", "Show each setting, its value and where it came from."),
    Entry("help", "help", "Settings", "Explain a topic: exit-codes, environment, json COMMAND."),
)

SECTIONS = tuple(dict.fromkeys(entry.section for entry in COMMANDS))
