"""What is known of a ticket's customer, and which witness says so.

Three witnesses speak: the ticket's fields, the desk's own record of the organization that the
requester is filed under, and the ticket's text. The text can be written by the requester, so
what only it says is a hint (`confirmed` is false). The desk's record is wrong on purpose for
free-mail users, who wait in a holding organization: a field wins over it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from csm_cli.domain import cautions, intake, links
from csm_cli.domain.intake import Intake
from csm_cli.domain.links import Link, Sites
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import uuid_text
from csm_cli.domain.tickets import DeskOrganization, Ticket

FIELD = "field"
DESK = "zendesk_organization"
TAG = "tag"
BODY = "body"
UNCONFIRMED = "says the ticket's text"


# What is not told of a text that turns out to be about somebody else.
_OF_OTHERS: dict[str, Any] = dict.fromkeys(
    ("region", "project_id", "project_name", "user_id", "user_email")
)


class Known(NamedTuple):
    """A value and its witness: `field`, `zendesk_organization` or `body`; all null if unknown.

    `confirmed` is false for what only the ticket's text says.
    """

    value: str | None = None
    source: str | None = None
    confirmed: bool = False


class Context(NamedTuple):
    """All that is known; `plan` is what follows `plan_` in the tag, null if none or several."""

    intake: Intake
    organization_id: Known
    organization_name: Known
    region: Known
    project_id: Known
    project_name: Known
    user_id: Known
    user_email: Known
    area: Known
    severity: str | None
    plan: str | None
    links: tuple[Link, ...]
    warnings: tuple[Notice, ...]


def of(ticket: Ticket, sites: Sites, holding: str) -> Context:
    """Gather what the witnesses say of a ticket.

    `holding` is what the names of holding organizations say.
    """
    text = intake.parse(ticket.description, sites)
    filed = ticket.organization
    if filed is not None and filed.is_holding(holding):
        filed = None
    organization_id = _organization_id(ticket, filed, text)
    theirs = text if _about(text, organization_id) else text._replace(**_OF_OTHERS)
    region = _hint(theirs.region)
    found = _in_order(
        *_found(text, sites), *_built(organization_id.value, region.value, text, sites)
    )
    return Context(
        intake=text,
        organization_id=organization_id,
        organization_name=_organization_name(organization_id, filed, text),
        region=region,
        project_id=_hint(theirs.project_id),
        project_name=_hint(theirs.project_name),
        user_id=_hint(theirs.user_id),
        user_email=_hint(theirs.user_email),
        area=Known(ticket.area, FIELD, confirmed=True) if ticket.area else _hint(text.area),
        severity=ticket.severity,
        plan=cautions.plan_of(ticket.tags),
        links=found,
        warnings=cautions.of(ticket, filed, text, found),
    )


def facts(context: Context) -> tuple[tuple[str, str], ...]:
    """What an engineer needs to start, as label and value, for a note; unknown ones left out.

    A label says so if only the ticket's text gives the value. If that text is about another
    organization than the ticket, nothing of it is told.
    """
    told = _about(context.intake, context.organization_id)
    sure = context.organization_id.confirmed
    region = context.region.value
    rows = [
        ("Customer", context.organization_name),
        ("Organization ID", context.organization_id),
        ("Region", context.region._replace(value=region.upper() if region else None)),
        ("Project", _joined(context.project_name, context.project_id)),
        ("Plan", Known(context.plan, TAG, confirmed=True)),
        ("Severity", Known(context.severity, FIELD, confirmed=True)),
        ("Target area", context.area),
        *(
            (links.LABELS[link.kind], Known(link.url, link.source, link.source != BODY and sure))
            for link in context.links
        ),
    ]
    return tuple(
        (label if known.confirmed else f"{label} ({UNCONFIRMED})", known.value)
        for label, known in rows
        if known.value and (told or known.source != BODY)
    )


def _about(text: Intake, organization_id: Known) -> bool:
    """Whether the text is about the ticket's organization, as far as it says."""
    return text.organization_id in {None, organization_id.value}


def _hint(value: str | None) -> Known:
    return Known(value, BODY if value else None)


def _joined(name: Known, number: Known) -> Known:
    """A project as `name (number)`, or whichever of the two is known."""
    if name.value and number.value:
        return number._replace(value=f"{name.value} ({number.value})")
    return number if number.value else name


def _organization_id(ticket: Ticket, filed: DeskOrganization | None, text: Intake) -> Known:
    if field := uuid_text(ticket.organization_id or ""):
        return Known(field, FIELD, confirmed=True)
    if recorded := uuid_text((filed and filed.organization_id) or ""):
        return Known(recorded, DESK, confirmed=True)
    return _hint(text.organization_id)


def _organization_name(
    organization_id: Known, filed: DeskOrganization | None, text: Intake
) -> Known:
    """The name that goes with the id; the desk's own record is the only one to confirm it."""
    recorded = uuid_text((filed and filed.organization_id) or "")
    if filed and recorded and recorded == organization_id.value:
        return Known(filed.name, DESK, confirmed=True)
    if text.organization_name and text.organization_id == organization_id.value:
        return _hint(text.organization_name)
    if filed and not recorded:
        return Known(filed.name, DESK, confirmed=organization_id.value is None)
    return Known()


def _found(text: Intake, sites: Sites) -> Iterator[Link]:
    short = links.organization_of(text.admin_url, sites) is not None
    addresses = (
        (links.ADMIN_ORGANIZATION if short else links.ADMIN_USER, text.admin_url),
        (links.REPLAY, text.session_url),
        (links.EXCEPTIONS, text.exceptions_url),
        (links.LOCATION, text.location),
        (links.BILLING, text.billing_url),
        (links.REPORT_EVENT, text.report_event),
        (links.SENTRY, text.sentry_url),
    )
    return (links.found(kind, address, sites) for kind, address in addresses if address)


def _in_order(*found: Link) -> tuple[Link, ...]:
    """By kind, in the order of the labels."""
    kinds = list(links.LABELS)
    return tuple(sorted(found, key=lambda link: kinds.index(link.kind)))


def _built(
    organization_id: str | None, region: str | None, text: Intake, sites: Sites
) -> Iterator[Link]:
    """The organization's pages, made of its id; without a region there is no admin page."""
    if organization_id is None:
        return
    if region is not None:
        yield links.organization_page(organization_id, region, sites)
    if text.billing_url is None:
        yield links.billing_page(organization_id, sites)
