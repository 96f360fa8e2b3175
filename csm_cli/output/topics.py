"""The topics of `csm help`: what is told on the screen, in the pages and in the man pages."""

from collections.abc import Mapping
from typing import NamedTuple

from csm_cli.domain.errors import EXIT_CODES
from csm_cli.output.help import ENVIRONMENT

TEMPLATES = {
    "escalate-engineering": "the note of an escalation to engineering",
    "escalate-support": "the note of an escalation to support",
    "withdraw": "the note of an escalation that is taken back",
    "nudge": "what to write to the owner of an escalation, by csm escalations",
    "incident": "the note of csm incident where it sets the tag",
    "incident-customer": "what csm incident drafts for the customer",
    "remind-ticket-emoji": "the text of csm triage --remind",
    "note-handover": "csm note: the ticket for the next person",
    "note-findings": "csm note: what was looked at and seen, and what is not verified",
    "note-slack": "csm note: what a talk in Slack came to",
    "note-bug": "csm note: a confirmed bug, with its GitHub issue",
    "ask-keen": "csm ask: a reply that asks with interest",
    "ask-clinical": "csm ask: the same, short and in bullets",
    "update-keen": "csm update: a reply that tells how it stands",
    "update-clinical": "csm update: the same, short and in bullets",
    "note-elsewhere": "csm note: answered elsewhere, such as a community question",
}
"""Every template that can be replaced, and the note that is written with it."""

TEMPLATE_VALUES = {
    "ticket": "the ticket's number",
    "by": "you, with name and e-mail",
    "team": "the owner, if there is one",
    "group": "the Zendesk group, if there is one",
    "channel": "the owner's Slack channel, if it is known",
    "as_of": "the day on which the owner was last confirmed",
    "claimed_by": "who has claimed the ticket, if anybody",
    "facts": "what is known of the ticket, as pairs of label and value",
    "why": "the part of --why",
    "investigated": "the part of --investigated",
    "observed": "the part of --observed",
    "next": "the part of --next",
    "url": "nudge: the ticket's page",
    "customer": "nudge: the organization that the ticket is filed under",
    "since": "nudge: the day of the escalation",
    "days": "nudge: days without an engineer's word",
    "last_by": "nudge: who of them spoke last, if anybody",
    "last_at": "nudge: and when",
    "no_word": "nudge: whether nobody of them said anything since; not if that is unknown",
    "hidden": "nudge: why the support hero does not see it",
    "issues": "nudge: linked issues, with url, state and reason",
    "tag": "incident: the incident's tag",
    "name": "incident-customer: the requester's first name",
    "incidents": "incident and incident-customer: those that fit, with name, maintenance, status, "
    "impact, parts, regions, since, until and url",
    "page": "incident and incident-customer: the status page",
}
"""What the template of an escalation's note can use, by name."""

NOTE_VALUES = {
    "ticket": TEMPLATE_VALUES["ticket"],
    "by": TEMPLATE_VALUES["by"],
    "facts": TEMPLATE_VALUES["facts"],
    "message": "csm note: the words of --message or --file; empty for the editor",
}
"""What the template of csm note can use, by name."""

DRAFT_VALUES = {
    "greeting": "drafts: the first words, with the customer's name if it is one",
    "name": "drafts: what the customer is called, if that is known",
    "me": "drafts: what you are called",
    "chat": "drafts: whether the customer reads a chat, and no mail",
    "asks": "csm ask: what is asked for, each with what, why and used_for",
    "nothing_new": "csm update: the sentence that says so, empty if there is news",
    "prompts": "csm update: whether the editor shows what is not told yet",
    "progress": "csm update: the part of --progress",
    "blockers": "csm update: the part of --blockers",
    "next": "csm update: the part of --next",
    "waits": "csm update: who is waited for, us or customer",
    "until": "csm update: until when, in words",
    "closes": "csm update: what the ticket does then, if it is pending; empty for a day of yours",
}
"""What the templates of drafts can use, by name."""

REMINDER_VALUES = {
    "name": "what the customer is called, if that is known",
    "emoji": "csm triage --remind: the emoji that makes a ticket",
    "severities": "csm triage --remind: each severity with what it means, as pairs",
}
"""What the template of a reminder can use, by name."""

_OUTPUT = {
    "screen": "on a terminal: tables and colour, as far as the terminal can",
    "lines": "in a pipe: a record a line, its cells with tabs between, no heading",
    "--json": "one JSON document, whose keys are always there; csm help json COMMAND has its shape",
    "stdout": "the result, and nothing else",
    "stderr": "what is said on the way, and errors; with --json the last line is an object",
    "times": "RFC 3339 in UTC where a program reads them",
    "text of others": "without control characters, escape codes and overrides of its direction",
}

_PRIVACY = {
    "use": "nothing about how you use csm is sent to anybody",
    "services": "requests go to the hosts that you configured, and to no other",
    "searches": "csm similar sends words of a ticket to the services that it searches; GitHub gets "
    "no names, customers or ids; --verbose shows every text",
    "credentials": "never in an argument, a log, an error, the journal or a note",
    "sign-ins": "in the system's keyring, or in credentials.json beside the config file if you "
    "agreed to that; csm auth logout deletes them",
    "journal": "what was written or tried, with its text; csm log lists it, csm log forget erases",
    "cache": "who you are, groups, their people and fields of the desk, and your customers' "
    "numbers there, and customers' names in Vitally, for some hours; the status page for a minute; "
    "how issues on GitHub stood; the index of PostHog's docs; of tickets that csm mine read who "
    "spoke last, when, and who claimed them, for 60 days",
    "completion": "numbers and subjects of the tickets that you read last, and names of groups, "
    "teams, features and profiles; csm log forget --all erases the tickets, and "
    "recent_tickets = 0 under [completion] in the config file keeps none",
    "drafts": "what you wrote for a note or a reply that went nowhere",
    "audits": "what an audit has read until it is finished, and what a watched one has told",
    "sandbox": "none of this is real there, and csm demo leaves nothing behind",
    "where": "all but sign-ins in the state folder, which csm config shows; for your eyes alone",
}


class Topic(NamedTuple):
    """Something to explain: `rows` are names with their meaning.

    `words` names what can be asked about beyond the topic itself, if anything.
    """

    summary: str
    rows: Mapping[str, str]
    words: str = ""


TOPICS: Mapping[str, Topic] = {
    "environment": Topic("Every environment variable that csm reads.", ENVIRONMENT),
    "exit-codes": Topic(
        "What the exit codes mean.", {str(int(code)): text for code, text in EXIT_CODES.items()}
    ),
    "json": Topic("The JSON Schema of a command's document.", {}, "COMMAND"),
    "output": Topic("What is printed where, and in which form.", _OUTPUT),
    "privacy": Topic("What leaves this machine, and what is kept on it.", _PRIVACY),
    "templates": Topic(
        "The templates of notes and drafts, and what they can use.",
        {
            **TEMPLATES,
            **{
                f"{{{{ {name} }}}}": text
                for name, text in {
                    **REMINDER_VALUES,
                    **DRAFT_VALUES,
                    **NOTE_VALUES,
                    **TEMPLATE_VALUES,
                }.items()
            },
        },
        "[NAME]",
    ),
}
"""By name, in the order in which they are listed."""
