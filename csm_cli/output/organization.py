"""An organization that was looked up: a screen, a line for a pipe, a document."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.organizations import WORDS, Lookup, Organization
from csm_cli.domain.vitally import VitallyRecord
from csm_cli.output import clean, missing
from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen


def view(lookup: Lookup) -> View:
    """The look-up; a pipe gets one line, and none where no organization is settled on."""

    def screen(console: "Screen") -> None:
        if lookup.settled:
            _print_card(console, lookup.settled)
        elif lookup.organizations:
            _print_candidates(console, lookup.organizations)

    return View(document(lookup), _rows(lookup), screen)


def document(lookup: Lookup) -> dict[str, Any]:
    """The document of `csm help json org`."""
    return {
        "query": lookup.query,
        "kind": lookup.kind,
        "match": lookup.match.value,
        "organization": _organization(lookup.settled) if lookup.settled else None,
        "candidates": candidates(lookup),
        "missing": missing.records(lookup.missing),
        "warnings": [notice._asdict() for notice in lookup.notices],
    }


def candidates(lookup: Lookup) -> list[dict[str, Any]]:
    """The organizations that fit, where none is settled on."""
    return [] if lookup.settled else [_candidate(each) for each in lookup.organizations]


def print_candidates(console: "Screen", lookup: Lookup) -> None:
    """The same for a person."""
    if lookup.organizations:
        _print_candidates(console, lookup.organizations)


def candidate_lines(lookup: Lookup) -> Iterator[str]:
    """Each organization in one line, for whoever has no screen to see them on."""
    for each in lookup.organizations:
        found_by = "; ".join(WORDS[source] for source in each.found_by)
        yield f"{each.id} {_name(each)}{_region(each)}{_people(each)}: {found_by}"


def _organization(found: Organization) -> dict[str, Any]:
    desk = found.desk
    return {
        **_candidate(found),
        "links": {
            "admin": found.links.admin,
            "billing": found.links.billing,
            "vitally": found.links.vitally,
        },
        "zendesk_organization": desk
        and {"id": desk.id, "name": desk.name, "url": found.links.desk},
        "vitally": _in_vitally(found.vitally) if found.vitally else None,
    }


def _in_vitally(record: VitallyRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.kind,
        "name": record.name,
        "key_roles": [each._asdict() for each in record.key_roles],
    }


def _candidate(found: Organization) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "region": found.region,
        "plan": found.plan,
        "members": found.members._asdict() if found.members else None,
        "found_by": [source.value for source in found.found_by],
        "confirmed": found.confirmed,
    }


def _rows(lookup: Lookup) -> Iterator[Sequence[str | int | None]]:
    if found := lookup.settled:
        yield (
            found.id,
            found.name,
            found.region,
            found.plan,
            found.members.current if found.members else None,
            found.links.admin,
            found.desk.id if found.desk else None,
            found.links.desk,
            found.links.vitally,
            ",".join(found.found_by),
        )


def _print_card(console: "Screen", found: Organization) -> None:
    from rich.table import Table  # noqa: PLC0415 - a pipe must not pay for Rich
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(f"{clean.line(_name(found))}{_region(found)}", style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in _facts(found):
        grid.add_row(Text(f"  {label}"), Text(clean.line(value)))
    for label, words, url in _links(found):
        shown = Text(f"{clean.line(words)} " if words else "")
        grid.add_row(Text(f"  {label}"), shown.append_text(console.link(clean.line(url), url)))
    console.print(grid)


def _facts(found: Organization) -> Iterator[tuple[str, str]]:
    yield "Id", found.id
    yield "Found by", "; ".join(WORDS[source] for source in found.found_by)
    yield "Plan", found.plan or "not known"
    if found.members:
        without = found.members.without_email
        beside = f", and {without} without an address" if without else ""
        yield "Members", f"{found.members.current}{beside}"
    if found.vitally:
        yield "In Vitally", "; ".join(_known_of(found.vitally))
    if not found.links.admin:
        yield "Org admin", "none, the region is not known"
    if not found.links.billing:
        yield "Billing admin", "none"


def _known_of(record: VitallyRecord) -> Iterator[str]:
    """What it is there, and who has which role with it."""
    yield record.name or f"an {record.kind} without a name"
    for each in record.key_roles:
        yield f"{each.role}: {each.name or each.email}"


def _links(found: Organization) -> Iterator[tuple[str, str, str]]:
    """A label, words before the address, the address."""
    links, desk = found.links, found.desk
    if links.admin:
        yield "Org admin", "", links.admin
    if links.billing:
        yield "Billing admin", "", links.billing
    if desk:
        yield "Zendesk", desk.name, links.desk or ""
    if links.vitally:
        yield "Vitally", "", links.vitally


def _print_candidates(console: "Screen", found: Sequence[Organization]) -> None:
    shown = [
        (
            each.id,
            each.name or "(no name)",
            (each.region or "").upper(),
            each.members.current if each.members else None,
            "; ".join(WORDS[source] for source in each.found_by),
        )
        for each in found
    ]
    console.print(table(("id", "name", "region", "members", "found by"), shown))


def _name(found: Organization) -> str:
    return found.name or "(no name)"


def _region(found: Organization) -> str:
    return f" ({found.region.upper()})" if found.region else ""


def _people(found: Organization) -> str:
    if found.members is None:
        return ""
    return f", {found.members.current} member{'' if found.members.current == 1 else 's'}"
