"""What a person would write on zenpy in an afternoon, for the jobs that csm does with a ticket.

`python -m tests.benchmarks.plain_zenpy JOB TICKET`. The account comes from csm's variables. It does
what the job is about and checks nothing: no version is sent, nothing is looked up afterwards.
"""

import os
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from zenpy import Zenpy
from zenpy.lib.api_objects import Comment, CustomField

_GROUP = "Replay"


def client() -> Zenpy:
    """zenpy, pointed at the host of csm's account."""
    parts = urlsplit(os.environ["CSM_ZENDESK_URL"])
    os.environ["ZENPY_FORCE_SCHEME"] = parts.scheme
    os.environ["ZENPY_FORCE_NETLOC"] = parts.netloc
    return Zenpy(
        subdomain="sandbox",
        email=os.environ["CSM_ZENDESK_EMAIL"],
        token=os.environ["CSM_ZENDESK_TOKEN"],
    )


def show(zendesk: Zenpy, number: int) -> None:
    """Ticket, its people, group and conversation, and whether it is escalated."""
    ticket = zendesk.tickets(id=number)
    escalation = next(field for field in zendesk.ticket_fields() if field.title == "esc.")
    value = next(each["value"] for each in ticket.custom_fields if each["id"] == escalation.id)
    who = ticket.assignee.name if ticket.assignee_id else "nobody"
    print(ticket.subject, ticket.status, ticket.requester.name, who, ticket.group.name, value)  # noqa: T201
    for comment in zendesk.tickets.comments(ticket=number):
        print(comment.author.name, comment.created_at, comment.body)  # noqa: T201


def claim(zendesk: Zenpy, number: int) -> None:
    """A note, unless somebody left one before."""
    me = zendesk.users.me()
    ticket = zendesk.tickets(id=number)
    if any("Claimed by" in each.body for each in zendesk.tickets.comments(ticket=number)):
        sys.exit("claimed already")
    ticket.comment = Comment(body=f"Claimed by {me.name} <{me.email}>", public=False)
    zendesk.tickets.update(ticket)


def escalate(zendesk: Zenpy, number: int) -> None:
    """Group, drop-down and note in one update, unless it is escalated already."""
    ticket = zendesk.tickets(id=number)
    field = next(each for each in zendesk.ticket_fields() if each.title == "esc.")
    group = next(each for each in zendesk.groups() if each.name == _GROUP)
    if any(each["id"] == field.id and each["value"] for each in ticket.custom_fields):
        sys.exit("escalated already")
    ticket.custom_fields = [CustomField(id=field.id, value="escalated")]
    ticket.group_id = group.id
    ticket.comment = Comment(body="To engineering, because Replay owns the player", public=False)
    zendesk.tickets.update(ticket)


JOBS: dict[str, Callable[[Zenpy, int], None]] = {
    "show": show,
    "claim": claim,
    "escalate": escalate,
}

if __name__ == "__main__":
    JOBS[sys.argv[1]](client(), int(sys.argv[2]))
