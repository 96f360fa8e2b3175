"""How a ticket of the story is told, and how it becomes Zendesk's records.

A ticket is told with its conversation, oldest first. What Zendesk derives (update time, tags of
drop-down values, comment ids) is derived here too, so that the story cannot contradict itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from csm_cli.sandbox.scenarios import desk
from csm_cli.sandbox.scenarios.bodies import Form, body, prose, subject
from csm_cli.sandbox.scenarios.moments import later, seconds
from csm_cli.sandbox.scenarios.people import AUTOMATION, PYLON, Customer, Staff

Record = dict[str, Any]
Person = Customer | Staff


class Said(NamedTuple):
    """One comment. `custom` is the metadata a program leaves beside it."""

    at: str
    by: Person
    text: str
    public: bool = True
    channel: str = "web"
    custom: dict[str, str] = {}  # noqa: RUF012 - a default that nobody changes


class Ticket(NamedTuple):
    """A ticket: what Zendesk keeps of it beside the comments.

    `fields` are custom fields by id; `tags` those that no drop-down brings along.
    """

    number: int
    subject: str
    requester: Person
    said: tuple[Said, ...]
    status: str = "open"
    group: str | None = "Support"
    assignee: Staff | None = None
    priority: str | None = None
    fields: dict[int, str] = {}  # noqa: RUF012 - a default that nobody changes
    tags: tuple[str, ...] = ()
    channel: str = "web"
    kind: str | None = None
    external_id: str | None = None
    followup_of: int | None = None
    problem: int | None = None


def reply(at: str, by: Person, text: str) -> Said:
    """Tell a public comment."""
    return Said(at, by, prose(text))


def note(at: str, by: Staff, text: str) -> Said:
    """Tell an internal note typed by a person."""
    return Said(at, by, prose(text), public=False)


def stamped(at: str, by: Staff, verb: str, text: str = "") -> Said:
    """Tell a note that `csm` left: the fixed first line and the mark beside it."""
    first = {"claim": "Claimed", "release": "Released"}[verb]
    line = f"{first} by {by.name} <{by.email}> with csm"
    words = f"{line}\n\n{prose(text)}" if text else line
    operation = f"op_{verb}_{abs(seconds(at)):08x}"
    return Said(at, by, words, False, "api", {"csm_verb": verb, "csm_op": operation})


def automated(at: str, text: str) -> Said:
    """Tell a note that an automation left."""
    return Said(at, AUTOMATION, prose(text), public=False, channel="rule")


def from_form(
    form: Form, at: str, *said: Said, severity: str | None = "medium", **kept: Any
) -> Ticket:
    """Tell a ticket that came in through PostHog's support form, and what was said after it.

    `kept` are further attributes of the ticket.
    """
    organization = form.requester.organization
    signed_in = organization is not None and not form.self_hosted
    fields: dict[int, str] = {desk.SEVERITY: severity} if severity else {}
    tags: tuple[str, ...] = ()
    if form.generation > 1:
        owner = (organization.owner if organization and signed_in else None) or "unassigned"
        fields[desk.DISTINCT_ID] = form.requester.distinct_id
        if form.area in {option["value"] for option in _area_options()}:
            fields[desk.TARGET_AREA] = form.area or ""
        fields[desk.ORGANIZATION_ID] = organization.uuid if organization and signed_in else ""
        fields[desk.SUPPORT_TYPE] = (
            organization.support_type if organization and signed_in else "free_support"
        )
        fields[desk.ACCOUNT_OWNER] = owner
        plan = organization.plan_tag if organization and signed_in else "plan_free"
        tags = (plan, owner_tag(owner))
    fields |= kept.pop("fields", {})
    return Ticket(
        number=form.ticket,
        subject=subject(form),
        requester=form.requester,
        said=(Said(at, form.requester, body(form), channel="api"), *said),
        fields=fields,
        tags=(*tags, *kept.pop("tags", ())),
        channel="api",
        **kept,
    )


def from_slack(
    number: int, at: str, requester: Customer, message: str, thread: str, *said: Said, **kept: Any
) -> Ticket:
    """Tell a ticket that Pylon made of a Slack message: no block, a note that links the thread."""
    organization = requester.organization
    assert organization is not None
    text = prose(message)
    channel = f"posthog-{organization.slug.split('-')[0]}"
    link = f"https://posthog.slack.com/archives/{thread}"
    mirrored = Said(
        later(at, "+4s"),
        PYLON,
        f"This ticket was created from Slack by {requester.name} in #{channel}.\n"
        f"Thread: {link}\n"
        "Replies in the thread and public comments here are kept in sync by Pylon.",
        public=False,
        channel="api",
    )
    return Ticket(
        number=number,
        subject=text.splitlines()[0][:80],
        requester=requester,
        said=(Said(at, requester, text, channel="api"), mirrored, *said),
        tags=("pylon", *kept.pop("tags", ())),
        priority=kept.pop("priority", "high"),
        channel="api",
        external_id=f"pylon-{thread.replace('/', '-')}",
        **kept,
    )


def owner_tag(name: str) -> str:
    """Write the tag of an account owner: lower case, anything else an underscore."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in name.lower())
    return f"owner_{plain}"


def _area_options() -> list[Record]:
    for field in desk.ticket_fields():
        if field["id"] == desk.TARGET_AREA:
            options: list[Record] = field["custom_field_options"]
            return options
    raise LookupError("no target area field")


def ticket_record(ticket: Ticket) -> Record:
    """Make Zendesk's record of a ticket. What is left out has Zendesk's usual default."""
    requester = ticket.requester
    values: dict[int, str | None] = dict.fromkeys(desk.FIELD_ORDER) | ticket.fields
    chosen = {value for key, value in values.items() if key in desk.TAGGERS and value}
    return {
        "id": ticket.number,
        "external_id": ticket.external_id,
        "via": _via(ticket),
        "created_at": ticket.said[0].at,
        "updated_at": ticket.said[-1].at,
        "type": ticket.kind,
        "subject": ticket.subject,
        "raw_subject": ticket.subject,
        "description": ticket.said[0].text,
        "priority": ticket.priority,
        "status": ticket.status,
        "requester_id": requester.zendesk_id,
        "submitter_id": ticket.said[0].by.zendesk_id,
        "assignee_id": ticket.assignee.zendesk_id if ticket.assignee else None,
        "organization_id": (
            requester.zendesk_organization if isinstance(requester, Customer) else None
        ),
        "group_id": desk.GROUP_IDS[ticket.group] if ticket.group else None,
        "problem_id": ticket.problem,
        "is_public": any(said.public for said in ticket.said),
        "tags": sorted({*ticket.tags, *chosen}),
        "custom_fields": [{"id": key, "value": value} for key, value in values.items()],
    }


def _via(ticket: Ticket) -> Record:
    source: Record = {"from": {}, "to": {}, "rel": None}
    if ticket.followup_of:
        source = {"from": {"ticket_id": ticket.followup_of}, "to": {}, "rel": "follow_up"}
    return {"channel": ticket.channel, "source": source}


def comment_records(ticket: Ticket) -> list[Record]:
    """Make Zendesk's records of a ticket's comments, oldest first."""
    return [
        {
            "id": 33_000_000_000_000 + ticket.number * 100 + at,
            "ticket_id": ticket.number,
            "type": "Comment",
            "author_id": said.by.zendesk_id,
            "body": said.text,
            "public": said.public,
            "attachments": [],
            "via": {"channel": said.channel, "source": {"from": {}, "to": {}, "rel": None}},
            "created_at": said.at,
            "metadata": {"system": {}, "custom": said.custom},
        }
        for at, said in enumerate(ticket.said)
    ]
