"""No format of a customer's report holds what a customer may not have: looked for by canaries."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_cli.domain.impersonation.disclosure import HELD_TEXTS, Terms, disclose
from csm_cli.domain.impersonation.groups import GROUPINGS
from csm_cli.domain.impersonation.records import Basis, Event, Kind
from csm_cli.domain.impersonation.remarks import INCOMPLETE, Flag, Limit, Warn, limitation, warning
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.sessions import sessions
from csm_cli.domain.impersonation.staff_names import WAYS
from csm_cli.domain.impersonation.tables import BY
from csm_cli.environment import Environment
from csm_cli.output.audit import rows
from csm_cli.output.audit_text import FORMATS, as_bytes
from tests.output.audits import an_audit, an_event
from tests.output.reports import BERLIN, a_customer_report, an_internal_report

ENVIRONMENT = Environment(io.StringIO(), io.StringIO(), io.StringIO(), {})
CANARY = "q9canary"
FILLED = dict.fromkeys(
    ("walked", "counted", "problem", "rows", "minutes", "count", "region", "index", "date",
     "hours", "days"),
    f"{CANARY} 203.0.113.9 https://us.posthog.com/admin/",
)  # fmt: skip

_TEXTS = st.sampled_from(
    [
        CANARY,
        f"see https://{CANARY}.example/x",
        f"{CANARY}@kelp.example asked",
        f"from 203.0.113.7, {CANARY}",
        f'=HYPERLINK("http://{CANARY}")',
        f"<script>{CANARY}</script>",
        f"ticket #48213 of {CANARY}",
    ]
)
_EVENTS = st.lists(
    st.builds(
        lambda kind, basis, flags, reason, mine, minutes: an_event(
            event_uuid=f"{CANARY}-event",
            kind=kind,
            basis=basis,
            flags=tuple(flags),
            reason=reason,
            ticket_ref=f"{CANARY}-ticket",
            region=f"{CANARY}-region",
            staff_email=f"staff-{CANARY}@posthog.example",
            staff_user_id=f"{CANARY}-staff",
            target_user_id=f"{CANARY}-target",
            # Whom an event is about may be told only where it is the customer's own.
            target_email="mira@hedge.example" if mine else f"{CANARY}@kelp.example",
            occurred_at=an_event().occurred_at + timedelta(minutes=minutes),
        ),
        st.sampled_from(Kind),
        st.sampled_from(Basis),
        st.sets(st.sampled_from(Flag), max_size=3).map(sorted),
        _TEXTS | st.none(),
        st.booleans(),
        st.integers(0, 300),
    ).filter(lambda event: event.target_email == "mira@hedge.example" or _doubtful(event)),
    max_size=6,
).map(lambda found: [one._replace(event_uuid=f"{CANARY}-{at}") for at, one in enumerate(found)])


def _doubtful(event: Event) -> bool:
    by_hand = event.basis in {Basis.EXTRA_EMAIL, Basis.EXTRA_USER_ID}
    return by_hand or bool({flag.value for flag in event.flags} & set(HELD_TEXTS))


def _audit(found: list[Event]) -> Audit:
    return an_audit(
        *found,
        warnings=tuple(warning(code, **FILLED) for code in Warn),
        limitations=tuple(limitation(code, **FILLED) for code in Limit),
    )


def _everything(content: bytes) -> str:
    """All text of a file, of what is packed in it, too."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@settings(max_examples=12)
@given(
    found=_EVENTS,
    by=st.sampled_from(BY),
    staff=st.sampled_from([way for way in WAYS if way != "name"]),
    zoned=st.booleans(),
)
@pytest.mark.parametrize("kind", FORMATS)
def test_no_canary_is_in_any_format(
    kind: str, found: list[Event], by: str, staff: str, zoned: bool
) -> None:
    """Ids, links, staff's addresses, regions, reasons, words of failures, other people."""
    audit = _audit(found)
    report = a_customer_report(audit, Terms(staff=staff), by=by, **(BERLIN if zoned else {}))
    text = _everything(as_bytes(audit, report, kind, ENVIRONMENT))
    text += "".join(str(row) for row in rows(report))
    assert CANARY not in text
    assert "203.0.113" not in text
    assert "admin" not in text
    assert "posthog.example" not in text
    assert "kelp.example" not in text
    assert "<script" not in text


@pytest.mark.parametrize("kind", FORMATS)
def test_the_internal_report_holds_what_the_customers_does_not(kind: str) -> None:
    """The property above looks for something that is there to be found."""
    audit = _audit([an_event(reason=CANARY), an_event(event_uuid="2", flags=(Flag.NO_REASON,))])
    text = _everything(as_bytes(audit, an_internal_report(audit), kind, ENVIRONMENT))
    assert CANARY in text
    assert "ada" in text


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("code", sorted(INCOMPLETE))
def test_every_format_is_marked_incomplete_with_the_reason(kind: str, code: Warn) -> None:
    """In a customer's words, and never as "no sign-in was found"."""
    audit = an_audit(warnings=(warning(code, **FILLED),))
    report = a_customer_report(audit)
    text = re.sub(r"\\|\s+", " ", _everything(as_bytes(audit, report, kind, ENVIRONMENT)))
    text = text.replace("&#39;", "'")
    assert report.incomplete
    assert all(" ".join(reason.split()) in text for reason in report.incomplete)
    if kind not in {"json", "jsonl"}:
        assert "INCOMPLETE" in text
    assert '"complete":true' not in text.replace(" ", "")
    assert "No sign-in was found." not in text


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_held_back_is_counted_in_every_format(kind: str) -> None:
    """With the reason; an empty list beside it is not called "none was found"."""
    audit = an_audit(an_event(flags=(Flag.SEVERAL_ORGANIZATIONS,)))
    report = a_customer_report(audit)
    text = " ".join(
        _everything(as_bytes(audit, report, kind, ENVIRONMENT)).replace("\\", "").split()
    )
    assert "1 event is held back" in text
    assert "more than one organization" in text
    assert "No sign-in was found" not in text


@pytest.mark.parametrize("by", GROUPINGS)
def test_counts_are_of_what_may_be_told(by: str) -> None:
    """What is held back is in no number of a customer's report."""
    audit = an_audit(an_event(), an_event(event_uuid="2", flags=(Flag.REGION_MISSING,)))
    told = disclose(audit, Terms(), sessions(audit.events, timedelta(hours=2)))
    [table] = a_customer_report(audit, by=by).tables
    assert len(told.events) == 1
    assert [row[1] for row in table.rows] == ["1"]
