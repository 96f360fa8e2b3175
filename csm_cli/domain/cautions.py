"""What to see before relying on what is known of a ticket: warnings, the gravest first."""

from collections.abc import Iterator, Sequence

from csm_cli.domain import intake, links
from csm_cli.domain.intake import Intake
from csm_cli.domain.links import Link
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import uuid_text
from csm_cli.domain.tickets import DeskOrganization, Ticket

_PLAN = "plan_"
_PLANS_ABOVE_ALL = {"yc", "startup"}
_WARNED = "content_warning"

_DOUBTS = {
    intake.SECOND_BLOCK: "the customer's words hold a second block like the form's; "
    "only the last one counts",
    intake.AMBIGUOUS_NAMES: "the admin line can be read in several ways; its names are left out",
    intake.REGIONS_DIFFER: "the admin line and the customer's page name different regions",
    intake.REPEATED_LINE: "a line of the block stands there twice; the first one counts",
}
SEVERAL_PLANS = "several_plans"
"""The notice that the tags name plans that contradict each other."""
_FLAGS = {
    links.NOT_WEB: "is not a web address",
    links.OTHER_HOST: "leads to a host that is not PostHog's",
    links.OTHER_PATH: "leads to a page that the form never links",
}


def of(
    ticket: Ticket, filed: DeskOrganization | None, text: Intake, found: Sequence[Link]
) -> tuple[Notice, ...]:
    """The warnings about a ticket's customer.

    `filed` is the organization that the requester is filed under, null when it is a holding
    one; `found` are the addresses of the ticket's text.
    """
    return tuple(_all(ticket, filed, text, found))


def plan_of(tags: Sequence[str]) -> str | None:
    """The plan that the tags name; null if none does, or several contradict each other.

    `plan_yc` and `plan_startup` override every other plan tag.
    """
    plans = _plans(tags)
    above = plans & _PLANS_ABOVE_ALL or plans
    return next(iter(above)) if len(above) == 1 else None


def contradict(tags: Sequence[str]) -> bool:
    """Whether the tags name several plans, none of which is above the others."""
    return len(_plans(tags)) > 1 and plan_of(tags) is None


def _all(
    ticket: Ticket, filed: DeskOrganization | None, text: Intake, found: Sequence[Link]
) -> Iterator[Notice]:
    if warning := _content_warning(ticket):
        yield Notice("content_warning", warning)
    if differing := _misfiled(ticket, filed):
        yield Notice("misfiled", differing)
    if differing := _contradicted(ticket, filed, text):
        yield Notice("organization_mismatch", differing)
    for doubt in text.doubts:
        yield Notice(doubt, _DOUBTS[doubt])
    for link in found:
        if link.flag and link.kind != links.LOCATION:
            said = (
                f"{links.LABELS[link.kind]}: what the text gives {_FLAGS[link.flag]}; it is no link"
            )
            yield Notice("link_refused", said)
    if contradict(ticket.tags):
        named = ", ".join(sorted(_plans(ticket.tags)))
        yield Notice(SEVERAL_PLANS, f"the tags name several plans: {named}")


def _content_warning(ticket: Ticket) -> str | None:
    own = ticket.organization.content_warning if ticket.organization else None
    if own:
        return f"content warning: {own}"
    return "content warning: a tag says so, without a reason" if _WARNED in ticket.tags else None


def _misfiled(ticket: Ticket, filed: DeskOrganization | None) -> str | None:
    """Why the organization that the requester is filed under is not the ticket's."""
    if ticket.organization is None:
        return None
    name, field = ticket.organization.name, uuid_text(ticket.organization_id or "")
    says = f"; the ticket's field says {field}" if field else ""
    if filed is None:
        return f"the requester is filed under the holding organization '{name}'{says}"
    recorded = uuid_text(filed.organization_id or "")
    if field and recorded and field != recorded:
        return f"the requester is filed under '{name}' ({recorded}){says}"
    return None


def _contradicted(ticket: Ticket, filed: DeskOrganization | None, text: Intake) -> str | None:
    """How the text's organization differs from that of a better witness."""
    field = uuid_text(ticket.organization_id or "")
    if ticket.organization_id and not field:
        return "the ticket's organization field holds something that is not an organization ID"
    recorded = uuid_text((filed and filed.organization_id) or "")
    known = field or recorded
    if text.organization_id and known and text.organization_id != known:
        by = "the ticket's field" if field else "the desk's record"
        return f"the text names organization {text.organization_id}, {by} says {known}"
    named = text.organization_name
    if named and not text.organization_id and filed and named.casefold() != filed.name.casefold():
        return f"the text names organization '{named}', the requester is filed under '{filed.name}'"
    return None


def _plans(tags: Sequence[str]) -> set[str]:
    return {tag.removeprefix(_PLAN) for tag in tags if tag.startswith(_PLAN)}
