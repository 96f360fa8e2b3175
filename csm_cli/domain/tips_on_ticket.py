"""What a ticket adds to tips: pages of the customer's project, and what it says already."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from csm_cli.domain.context import Context, Known
from csm_cli.domain.links import EXCEPTIONS, LABELS, LOCATION, REPLAY, REPORT_EVENT, Sites
from csm_cli.domain.tips import Tips

_USEFUL = frozenset({REPLAY, EXCEPTIONS, LOCATION, REPORT_EVENT})


class Address(NamedTuple):
    """A page to open; `confirmed` is false where only the ticket's text leads there."""

    title: str
    url: str
    confirmed: bool


class OnTicket(NamedTuple):
    """What a ticket gives by itself.

    `pages` are those of the customer's project, `already` is what need not be asked any more, and
    `lacking` what is not there.
    """

    number: int
    url: str
    subject: str
    area: Known
    region: Known
    project_id: Known
    pages: tuple[Address, ...]
    already: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]


def project_pages(
    entries: Sequence[Tips], region: Known, project_id: Known, sites: Sites
) -> tuple[Address, ...]:
    """The entries' pages in the customer's project; none unless region and project are known."""
    number = project_id.value or ""
    if region.value not in {"us", "eu"} or not (number.isascii() and number.isdigit()):
        return ()
    sure = region.confirmed and project_id.confirmed
    start = f"https://{sites.of_region(region.value)}/project/{number}"
    places = dict.fromkeys(page for entry in entries for page in entry.pages)
    return tuple(Address(place.title, start + place.path, sure) for place in places)


def already(known: Context, distinct_id: str | None) -> Iterator[tuple[str, str]]:
    """What the ticket has, by name: nobody needs to ask for it."""
    rows = (
        ("Severity", known.severity),
        ("Plan", known.plan),
        ("Organization", known.organization_name.value),
        ("Project", known.project_id.value),
        ("Distinct id", distinct_id),
        ("Exception", known.intake.exception),
        *((LABELS[link.kind], link.url) for link in known.links if link.kind in _USEFUL),
    )
    return ((what, value) for what, value in rows if value)


def lacking(known: Context) -> Iterator[str]:
    """What it has not, of that which saves a question."""
    there = {link.kind for link in known.links if link.url}
    if REPLAY not in there:
        yield "no session replay of the moment of reporting"
    if LOCATION not in there:
        yield "no page that the customer was on"
    if known.region.value is None:
        yield "no region, so no page of the customer's project can be named"
    elif known.project_id.value is None:
        yield "no project, so no page of it can be named"
