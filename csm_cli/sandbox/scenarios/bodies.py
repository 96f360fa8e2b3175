"""What PostHog's support form wrote under a customer's words, in its three generations.

The newest two share their lines and differ in the admin links; the oldest names organization and
project in quotation marks and links to Sentry. Lines are left out when the form had nothing to
put there, as PostHog's `supportLogic.ts` did.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple
from urllib.parse import quote

from csm_cli.sandbox.scenarios.areas import label
from csm_cli.sandbox.scenarios.dice import identifier, number
from csm_cli.sandbox.scenarios.organizations import Organization, Project
from csm_cli.sandbox.scenarios.people import Customer

OLDEST, SECOND, NEWEST = 1, 2, 3
_KINDS = {"bug": "Bug Report", "feedback": "Feedback", "support": "Support Ticket"}
_BILLING_AREAS = {"billing", "login", "onboarding"}
# Shorter lines end where they end, such as greetings and signatures.
_WRAPPED = 75
_VERBATIM = re.compile(r"(\s{4}|[-*>|#]|\d+[.)] )")


class Form(NamedTuple):
    """What a customer sent with the support form.

    `path` is where they were, below the project's URL. `recorded` says if their session was.
    """

    ticket: int
    requester: Customer
    kind: str
    area: str | None
    message: str
    path: str = ""
    generation: int = NEWEST
    project: Project | None = None
    recorded: bool = True
    self_hosted: str | None = None

    @property
    def uuid(self) -> str:
        """What ties the ticket to its event in project 2."""
        return identifier("support ticket", self.ticket)


def prose(text: str) -> str:
    """Unwrap text that is written in a module: a long line goes on in the next one.

    Not if that begins with four blanks, a list mark, a quotation mark or a table mark.
    """
    lines: list[str] = []
    before = ""
    for line in text.strip("\n").splitlines():
        if line and len(before) >= _WRAPPED and not _VERBATIM.match(line):
            lines[-1] = f"{lines[-1]} {line.lstrip()}"
        else:
            lines.append(line)
        before = line
    return "\n".join(lines)


def subject(form: Form) -> str:
    """Write the subject line."""
    return f"{_KINDS[form.kind]}: {label(form.area, form.generation)} ({form.uuid})"


def body(form: Form) -> str:
    """Write the message, an empty line, five hyphens and the block of that generation."""
    lines = _oldest_block(form) if form.generation == OLDEST else _block(form)
    return "\n".join([form.message, "", "-----", *lines])


def _block(form: Form) -> list[str]:
    organization = form.requester.organization
    lines = [
        f"Kind: {form.kind}",
        f"Target area: {form.area or ('General' if form.generation == NEWEST else 'null')}",
        f"Report event: http://go/ticketByUUID/{form.uuid}",
    ]
    if form.recorded:
        lines.append(f"Session: {_replay(form)}")
    lines.append(f"Exceptions: {_exceptions(form)}")
    lines.append(f"Location: {location(form)}")
    if organization is None or form.project is None or form.self_hosted:
        return lines
    lines.append(_admin(form, organization, form.project))
    if form.area in _BILLING_AREAS:
        internal = " (internal)" if form.generation == NEWEST else ""
        lines.append(f"Billing admin{internal}: http://go/billing/{organization.uuid}")
    lines.append(
        "Persons-on-events mode for project: person_id_override_properties_on_events"
        if organization.region == "US"
        else "Persons-on-events mode for project: unknown"
    )
    return lines


def _admin(form: Form, organization: Organization, project: Project) -> str:
    about = (
        f"(organization ID {organization.uuid}: {organization.name}, "
        f"project ID {project.number}: {project.name})"
    )
    if form.generation == SECOND:
        return f"Admin: http://go/admin{organization.region}/{form.requester.email} {about}"
    link = f"{organization.site}/admin/posthog/user/{form.requester.user_id}/change/"
    return f"Admin (internal): {link} {about}"


def _oldest_block(form: Form) -> list[str]:
    organization, project = form.requester.organization, form.project
    lines = [
        f"Kind: {form.kind}",
        f"Target area: {form.area}",
        f"Report event: http://go/ticketByUUID/{form.uuid}",
        f"Session: {_replay(form)} (at {location(form)})",
    ]
    if organization is None or project is None:
        return lines
    admin = (
        f"Admin: http://go/admin{organization.region}/{form.requester.email} "
        f"(Organization: '{organization.name}'; Project: {project.number}:'{project.name}')"
    )
    sentry = f"Sentry: http://go/sentry{organization.region}/{project.number}"
    return [*lines, admin, sentry]


def session(form: Form) -> str:
    """Name the reporter's session; it is recorded in PostHog's own project."""
    return identifier("session", form.ticket)


def location(form: Form) -> str:
    """Write the address the customer had open."""
    if form.self_hosted:
        return f"{form.self_hosted}{form.path}"
    organization = form.requester.organization
    site = organization.site if organization else "https://us.posthog.com"
    if form.project is None:
        return f"{site}{form.path}"
    return f"{site}/project/{form.project.number}{form.path}"


def _replay(form: Form) -> str:
    return f"http://go/session/{session(form)}?t={number(12, 2900, 'replay', form.ticket)}"


def _exceptions(form: Form) -> str:
    wanted = {
        "key": "$session_id",
        "value": [session(form)],
        "operator": "exact",
        "type": "event",
    }
    group = {"type": "AND", "values": [{"type": "AND", "values": [wanted]}]}
    query = quote(json.dumps(group, separators=(",", ":")), safe="!'()*~-._")
    return f"https://us.posthog.com/project/2/error_tracking?filterGroup={query}"
