"""Audits for tests about how they are shown."""

from datetime import UTC, datetime
from typing import Any

from csm_cli.domain.impersonation.members import MemberCount
from csm_cli.domain.impersonation.paging import Walked
from csm_cli.domain.impersonation.proof import Proof
from csm_cli.domain.impersonation.records import Basis, Event, Kind
from csm_cli.domain.impersonation.remarks import Limit, Remark, limitation
from csm_cli.domain.impersonation.result import Audit, Organization
from csm_cli.domain.impersonation.window import Window

PROOF = Proof(
    organization_found=True,
    members_found=True,
    walked=Walked((), rows=17, pages=2, full_pages=1, full_pages_followed=1, last_page_rows=7),
    page_rows=10,
    counted=17,
)


def an_event(**changed: Any) -> Event:
    """Ada signs in as Mira."""
    event = Event(
        event_uuid="0192aa00-0000-7000-8000-000000000001",
        occurred_at=datetime(2026, 11, 20, 10, 11, 12, 123456, tzinfo=UTC),
        kind=Kind.STARTED,
        mode="read_only",
        region="us",
        staff_email="ada@posthog.example",
        staff_user_id="1022",
        target_email="mira@hedge.example",
        target_user_id="20417",
        reason="looking into it",
        ticket_ref=None,
        basis=Basis.CURRENT_MEMBER,
    )
    return event._replace(**changed)


def an_audit(*events: Event, warnings: tuple[Remark, ...] = (), **changed: Any) -> Audit:
    """An audit of Hedgebox over a month."""
    audit = Audit(
        organization=Organization(
            "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01", "Hedgebox Inc", "us", ("id",)
        ),
        window=Window(
            datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, 0, 0, 1, tzinfo=UTC)
        ),
        members=MemberCount(20, 6, 2),
        events=events,
        warnings=warnings,
        limitations=(limitation(Limit.WITHOUT_EMAIL, count=2),),
        proof=PROOF,
    )
    return audit._replace(**changed)
