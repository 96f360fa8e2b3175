"""Reports for tests about how they are shown."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from csm_cli.domain.impersonation.customer_report import customer_report
from csm_cli.domain.impersonation.disclosure import Terms, disclose
from csm_cli.domain.impersonation.report import Made, Report, internal
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.sessions import sessions
from csm_cli.domain.impersonation.ticket_links import Desks

LIMIT = timedelta(hours=2)
DESKS = Desks("https://desk.example", "https://us.posthog.example/project/2")
MADE = Made(datetime(2026, 12, 1, 9, 30, 15, 250, tzinfo=UTC), "1.2.3", "event", LIMIT)
BERLIN = {"zone": ZoneInfo("Europe/Berlin"), "zone_name": "Europe/Berlin"}


def an_internal_report(audit: Audit, **made: Any) -> Report:
    """The report for colleagues, by event if nothing else is said."""
    return internal(audit, MADE._replace(**made), DESKS)


def a_customer_report(audit: Audit, terms: Terms | None = None, **made: Any) -> Report:
    """The report for a customer, by event if nothing else is said."""
    told = disclose(audit, terms or Terms(), sessions(audit.events, LIMIT))
    return customer_report(told, MADE._replace(**made))
