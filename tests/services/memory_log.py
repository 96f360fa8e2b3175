"""A log of impersonations in memory that fulfils the port, and can be made to misbehave."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from csm_cli.domain.errors import CsmError, Exhausted
from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.paging import Cursor
from csm_cli.domain.impersonation.records import Record
from csm_cli.domain.impersonation.remarks import Remark
from csm_cli.domain.impersonation.result import NamedOrganization
from csm_cli.domain.impersonation.window import Window

ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"


class MemoryLog:
    """Everything at hand; answers as PostHog's queries do.

    Args:
        records: All impersonations, in any order, twins included.
        evidence: What is known of the members of `ORGANIZATION`, or of those it comes with.
        name: The organization's record, or null for none.
        page_rows: The length of a page.
        fails: Errors by the number of the page that is not given, from 1 on; 0 is the count.
        hidden: How many rows the count sees that the pages do not.
        deaf: Whether every page is the first one again.
        longest: The longest stretch that it has the time for, by the method asked.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        evidence: Iterable[Evidence | tuple[str, Evidence]] = (),
        *,
        name: NamedOrganization | None = NamedOrganization("Hedgebox Inc"),  # noqa: B008 - a value
        page_rows: int = 3,
        fails: dict[int, CsmError] | None = None,
        hidden: int = 0,
        deaf: bool = False,
        remarks: Sequence[Remark] = (),
        longest: Mapping[str, timedelta] = MappingProxyType({}),
    ) -> None:
        self._records = sorted(records, key=_place, reverse=True)
        self._evidence = [
            piece if isinstance(piece[1], Evidence) else (ORGANIZATION, piece) for piece in evidence
        ]
        self._name = name
        self.page_rows = page_rows
        self._fails = fails or {}
        self._hidden = hidden
        self._deaf = deaf
        self.remarks = remarks
        self.windows: dict[str, Window] = {}
        self.organizations_asked: list[str] = []
        self.asked: list[tuple[Window, Cursor | None]] = []
        self.pages = 0
        self.lookups = 0
        self._longest = longest

    def add(self, record: Record) -> None:
        """Another impersonation arrives."""
        self._records = sorted([*self._records, record], key=_place, reverse=True)

    def organizations(self, organization_ids: Sequence[str]) -> Mapping[str, NamedOrganization]:
        """The records; each organization has the same name."""
        self.lookups += 1
        self.organizations_asked += organization_ids
        return dict.fromkeys(organization_ids, self._name) if self._name else {}

    def members(
        self, organization_ids: Sequence[str], history: Window, part: Window
    ) -> Iterable[tuple[str, Evidence]]:
        """All evidence: each organization's own, or that of the first one."""
        self.organizations_asked += organization_ids
        self.windows["members"] = history
        self._refuse_long("members", part)
        return (
            (organization_id, piece)
            for organization_id, piece in self._evidence
            if not organization_id or organization_id in organization_ids
        )

    def impersonations(self, window: Window, below: Cursor | None) -> Sequence[Record]:
        """The next page."""
        self.windows["impersonations"] = window
        self.asked.append((window, below))
        self.pages += 1
        self._fail(self.pages)
        top = min(window.until, below.occurred_at) if below else window.until
        self._refuse_long("impersonations", Window(window.since, top))
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
        self._refuse_long("count", window)
        return len({_place(row) for row in self._inside(window)}) + self._hidden

    def _inside(self, window: Window) -> list[Record]:
        return [row for row in self._records if window.since <= row.occurred_at < window.until]

    def _refuse_long(self, what: str, window: Window) -> None:
        if window.until - window.since > self._longest.get(what, timedelta.max):
            raise Exhausted("it ran out of time")

    def _fail(self, page: int) -> None:
        if page in self._fails:
            raise self._fails[page]


def _place(record: Record) -> Cursor:
    return Cursor(record.occurred_at, record.event_uuid)
