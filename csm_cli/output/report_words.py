"""What the formats of a report have in common."""

from collections.abc import Sequence

from csm_cli.domain.impersonation.report import Report

INCOMPLETE = "INCOMPLETE"


def heading(key: str) -> str:
    """A column's key as the heading over it; a reader can tell the key from it."""
    return key.replace("_", " ")


def ticket_page(report: Report, row: Sequence[str], key: str) -> str | None:
    """The address of the ticket that a cell names; reports for customers have none."""
    if key != "ticket_ref" or not row:
        return None
    return report.links.get(row[0])
