"""What goes into an escalation's note: which template, and what is filled in."""

from collections.abc import Mapping

from csm_cli.domain.escalation import Order, Parts, Read, Route
from csm_cli.domain.notes import one_line, signature
from csm_cli.domain.tickets import Person


def template(route: Route, order: Order) -> str:
    """The name of the template."""
    return "withdraw" if order.withdraw else f"escalate-{route.to}"


def values(read: Read, parts: Parts, me: Person) -> Mapping[str, object]:
    """What the template can use, by name."""
    owner, group = read.route.owner, read.route.group
    return {
        "ticket": read.ticket.number,
        "by": signature(me),
        "team": owner.team if owner else None,
        "group": group.name if group else None,
        "channel": owner.slack_channel if owner else None,
        "as_of": owner.as_of.isoformat() if owner else None,
        "claimed_by": one_line(read.claim.by.name) if read.claim else None,
        # What a customer wrote must not look like a line of the note.
        "facts": [(label, " ".join(value.split())) for label, value in read.facts],
        **{name: (text or "").strip() for name, text in parts._asdict().items()},
    }
