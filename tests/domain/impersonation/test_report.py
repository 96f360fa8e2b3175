"""The words of a report: how many there were of what, and no more than is on record."""

from typing import Any

import pytest

from csm_cli.domain.impersonation.report import found_in_words
from csm_cli.domain.impersonation.sessions import sessions
from tests.output.audits import an_audit, an_event
from tests.output.reports import LIMIT, a_customer_report, an_internal_report

NOBODY = {"staff_email": None, "staff_user_id": None}
NOWHERE = {"target_email": None, "target_user_id": None}


@pytest.mark.parametrize(
    ("unknown", "words"),
    [
        ({}, "2 sessions by 1 staff member on 1 account; "),
        (NOBODY, "2 sessions by 1 staff member and staff members not on record on 1 account; "),
        (NOWHERE, "2 sessions by 1 staff member on 1 account and accounts not on record; "),
    ],
)
def test_whoever_is_not_on_record_is_not_counted_but_told(
    unknown: dict[str, Any], words: str
) -> None:
    """In the words for colleagues and in those for a customer, which are the same."""
    later = an_event(event_uuid="2", **unknown)
    audit = an_audit(later, an_event(occurred_at=later.occurred_at - LIMIT * 2))
    for report in (an_internal_report(audit), a_customer_report(audit)):
        assert report.summary == (f"{words}none of them reached read-write.",)


def test_nobody_at_all_on_record_is_no_number() -> None:
    """None of either can be counted."""
    found = sessions([an_event(**NOBODY, **NOWHERE)], LIMIT)
    assert found_in_words(found, complete=True).startswith(
        "1 session by staff members not on record on accounts not on record; "
    )
