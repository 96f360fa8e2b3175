"""Where to log in as a customer: a screen, lines for a pipe, a document."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain import login_as
from csm_cli.domain.login_as import READ_ONLY, Login, Page, without_option
from csm_cli.output import clean, missing
from csm_cli.output.organization import candidates, print_candidates
from csm_cli.output.present import View

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

_LABELS = {
    login_as.USER: "User",
    login_as.USER_SEARCH: "User search",
    login_as.ORGANIZATION: "Organization",
    login_as.PROJECT: "Project",
    login_as.PROJECT_SEARCH: "Project search",
}
_WHO_SAYS = {
    login_as.OPTION: "you say so",
    login_as.RECORDS: "PostHog's records say so",
    login_as.ADDRESS: "its address says so",
    login_as.TEXT: "only the ticket's text says so",
}


_GRAVE = frozenset(
    {
        "content_warning",
        "target_typed_by_customer",
        "region_typed_by_customer",
        "address_unverified",
        "target_unverified",
    }
)


def view(found: Login) -> View:
    """The answer; a pipe gets the pages with their region, and none where it is not known."""

    def screen(console: "Screen") -> None:
        if found.lookup is not None:
            print_candidates(console, found.lookup)
        else:
            _draw(console, found)

    return View(document(found), _rows(found), screen)


def document(found: Login) -> dict[str, Any]:
    """The document of `csm help json login-as`."""
    return {
        "query": found.query,
        "kind": found.kind,
        "ticket": found.ticket,
        "organization": {"id": found.customer.id, "name": found.customer.name},
        "region": found.place.region,
        "region_source": found.place.source,
        "page": _page(found.page) if found.page else None,
        "pages": [_page(page) for page in found.pages],
        "candidates": candidates(found.lookup) if found.lookup else [],
        "reason": found.reason,
        "mode": "read_only",
        "mode_advice": READ_ONLY,
        "without_option": _without_option(found),
        "missing": missing.records(found.missing),
        "warnings": [notice._asdict() for notice in found.warnings],
    }


def caution_lines(found: Login) -> Iterator[str]:
    """What to see first, in one line each: warnings, the gravest first, and what is missing."""
    for notice in found.warnings:
        yield f"{'warning' if notice.code in _GRAVE else 'note'}: {notice.text}"
    yield from (f"note: {line}" for line in missing.lines(found.missing))


def open_lines(found: Login) -> Iterator[str]:
    """Why nothing is chosen; then both pages of each kind, for whoever has no screen with them."""
    if not found.pages:
        yield "there is no page to log in on"
        return
    yield "the region is not known, so none of these is chosen; --region us or --region eu does"
    for page in found.pages:
        yield f"{page.region.upper()}? {page.url}"


def _page(page: Page) -> dict[str, Any]:
    return page._asdict()


def _rows(found: Login) -> Iterator[Sequence[str | int | None]]:
    if found.page is None:
        return
    for page in found.pages:
        verified = "verified" if page.verified else "unverified"
        yield page.url, page.region, page.kind, verified, found.reason


def _without_option(found: Login) -> str:
    regions = tuple(dict.fromkeys(page.region for page in found.pages)) or login_as.REGIONS
    return without_option(found.whom, regions)


def _draw(console: "Screen", found: Login) -> None:
    from rich.table import Table  # noqa: PLC0415 - a pipe must not pay for Rich
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(clean.line(_title(found)), style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for page in found.pages:
        address = console.link(clean.line(page.url), page.url)
        doubt = _doubt(page)
        grid.add_row(_label(page), address.append(doubt, "magenta") if doubt else address)
    grid.add_row("Reason", Text(clean.line(found.reason)))
    grid.add_row("Mode", Text(READ_ONLY))
    grid.add_row("Help", Text(clean.line(_without_option(found))))
    console.print(grid)


def _title(found: Login) -> str:
    customer = found.customer
    name = customer.name or customer.id or found.query
    region = found.place.region
    if region is None:
        return f"{name} (region not known)"
    source = _WHO_SAYS.get(found.place.source or "", "")
    return f"{name} ({region.upper()}: {source})"


def _label(page: Page) -> str:
    label = _LABELS[page.kind]
    return label if page.certain else f"{label}, {page.region.upper()}?"


def _doubt(page: Page) -> str:
    return "" if page.verified else " (not verified)"
