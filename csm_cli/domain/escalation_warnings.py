"""What a person should see before a ticket is escalated; nothing here stops it."""

from datetime import date, timedelta

from csm_cli.domain.escalation import ENGINEERING, Read, Route
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Ticket

_SEEN_BY_HERO = frozenset({"open"})


def warnings(read: Read, me: int | None, *, today: date, old: timedelta) -> tuple[Notice, ...]:
    """What a person should know before the ticket goes.

    Args:
        read: The ticket, where it goes, and who is on it.
        me: The signed-in person's id on the desk.
        today: The date, in UTC.
        old: The age from which an ownership row is worth a second look.
    """
    found = [*_about_ticket(read.ticket, read.route), *_about_owner(read.route, today, old)]
    if read.claim is not None and read.claim.by.id != me:
        found.append(Notice("claimed_by_other", f"{read.claim.by.name} has claimed this ticket"))
    return tuple(found)


def _about_ticket(ticket: Ticket, route: Route) -> list[Notice]:
    found = []
    if route.to == ENGINEERING and ticket.status not in _SEEN_BY_HERO:
        found.append(
            Notice(
                "hidden_by_status",
                f"the ticket is {ticket.status}: the support hero looks at open escalated tickets "
                "and won't see it until it is open",
            )
        )
    if route.to == ENGINEERING and ticket.assignee is not None:
        found.append(
            Notice("assignee_dropped", f"{ticket.assignee.name} will no longer be the assignee")
        )
    return found


def _about_owner(route: Route, today: date, old: timedelta) -> list[Notice]:
    owner, group = route.owner, route.group
    found = []
    if owner and group and owner.zendesk_group and key(owner.zendesk_group) != key(group.name):
        text = f"{owner.team}'s group is {owner.zendesk_group}, and this goes to {group.name}"
        found.append(Notice("group_and_owner_differ", text))
    if owner is None and group is not None and route.to == ENGINEERING:
        text = f"no row of the ownership file has the group {group.name}"
        found.append(Notice("group_without_owner", text))
    if route.joint:
        others = ", ".join(other.team for other in route.joint)
        found.append(Notice("joint_owner", f"the feature is owned jointly with {others}"))
    if owner and today - owner.as_of > old:
        text = f"the ownership row is of {owner.as_of.isoformat()}; teams change quickly"
        found.append(Notice("old_owner", text))
    return found
