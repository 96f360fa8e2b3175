"""A log of impersonations in memory that fulfils the port, and can be made to misbehave."""

from collections.abc import Iterable, Sequence

from csm_cli.domain.errors import CsmError
from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.paging import Cursor
from csm_cli.domain.impersonation.records import Record
from csm_cli.domain.impersonation.remarks import Remark
from csm_cli.domain.impersonation.result import NamedOrganization
from csm_cli.domain.impersonation.window import Window


class MemoryLog:
    """Everything at hand; answers as PostHog's queries do.

    Args:
        records: All impersonations, in any order, twins included.
        evidence: What is known of the organization's members.
        name: The organization's record, or null for none.
        page_rows: The length of a page.
        fails: Errors by the number of the page that is not given, from 1 on; 0 is the count.
        hidden: How many rows the count sees that the pages do not.
        deaf: Whether every page is the first one again.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        evidence: Iterable[Evidence] = (),
        *,
        name: NamedOrganization | None = NamedOrganization("Hedgebox Inc"),  # noqa: B008 - a value
        page_rows: int = 3,
        fails: dict[int, CsmError] | None = None,
        hidden: int = 0,
        deaf: bool = False,
        remarks: Sequence[Remark] = (),
    ) -> None:
        self._records = sorted(records, key=_place, reverse=True)
        self._evidence = list(evidence)
        self._name = name
        self.page_rows = page_rows
        self._fails = fails or {}
        self._hidden = hidden
        self._deaf = deaf
        self.remarks = remarks
        self.windows: dict[str, Window] = {}
        self.organizations: list[str] = []
        self.pages = 0

    def organization(self, organization_id: str) -> NamedOrganization | None:
        """The record."""
        self.organizations.append(organization_id)
        return self._name

    def members(self, organization_id: str, window: Window) -> Iterable[Evidence]:
        """All evidence."""
        self.organizations.append(organization_id)
        self.windows["members"] = window
        return iter(self._evidence)

    def impersonations(self, window: Window, below: Cursor | None) -> Sequence[Record]:
        """The next page."""
        self.windows["impersonations"] = window
        self.pages += 1
        self._fail(self.pages)
        rows = [
            row
            for row in self._inside(window)
            if below is None or self._deaf or _place(row) < below
        ]
        return rows[: self.page_rows]

    def count(self, window: Window) -> int:
        """Different places, and those that are hidden."""
        self.windows["count"] = window
        self._fail(0)
        return len({_place(row) for row in self._inside(window)}) + self._hidden

    def _inside(self, window: Window) -> list[Record]:
        return [row for row in self._records if window.since <= row.occurred_at < window.until]

    def _fail(self, page: int) -> None:
        if page in self._fails:
            raise self._fails[page]


def _place(record: Record) -> Cursor:
    return Cursor(record.occurred_at, record.event_uuid)
