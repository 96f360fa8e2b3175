"""CSV that a spreadsheet reads, and does not run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.impersonation.remarks import Warn, warning
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.tables import EVENT_COLUMNS
from csm_cli.output.audit import document
from csm_cli.output.report_csv import cell
from csm_cli.output.report_csv import csv_text as text_of
from tests.output.audits import an_audit, an_event
from tests.output.reports import an_internal_report


def csv_text(audit: Audit) -> str:
    """The report for colleagues as CSV."""
    return text_of(an_internal_report(audit))


def _read(text: str) -> list[dict[str, str]]:
    """What is no remark."""
    found = csv.DictReader(io.StringIO(text, newline=""))
    return [row for row in found if not row["event_uuid"].startswith("#")]


def test_the_header_is_the_documents_keys_and_lines_end_as_the_standard_says() -> None:
    """One record an event, in RFC 4180's spelling."""
    audit = an_audit(an_event(reason='a "quoted", reason'), an_event(event_uuid="second"))
    lines = csv_text(audit).split("\r\n")
    written = document(audit, an_internal_report(audit))["events"][0]
    assert lines[0].split(",") == list(EVENT_COLUMNS) == list(written)
    assert lines[-1] == ""
    assert lines[3].startswith("# title,")
    assert [row["reason"] for row in _read(csv_text(audit))] == [
        'a "quoted", reason', "looking into it",
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_no_cell_is_a_formula(first: str) -> None:
    """Whatever staff typed as a reason, or a customer chose as an address."""
    assert cell(f'{first}HYPERLINK("https://evil.example")').startswith("'")


@given(st.text())
def test_no_text_at_all_begins_as_a_formula_or_moves_a_cursor(text: str) -> None:
    """Removing a control character must not lay bare a formula behind it."""
    made = cell(text)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(made)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_reason_survives_as_one_cell(reason: str) -> None:
    """Commas, quotes and line breaks stay inside their cell."""
    audit = an_audit(an_event(reason=reason), an_event(event_uuid="second", reason="after"))
    rows = _read(csv_text(audit))
    assert [row["reason"] for row in rows] == [cell(reason), "after"]


def test_an_incomplete_audit_can_not_be_taken_for_a_whole_one() -> None:
    """Each reason is a record before the first event, marked in the first cell."""
    reasons = (warning(Warn.CACHED), warning(Warn.CUT))
    rows = _read(csv_text(an_audit(an_event(), warnings=reasons)))
    assert [row["event_uuid"] for row in rows] == ["INCOMPLETE", "INCOMPLETE", an_event()[0]]
    assert [row["occurred_at"] for row in rows[:2]] == [remark.text for remark in reasons]


def test_a_warning_that_is_no_reason_does_not_mark_it() -> None:
    """A complete audit with a warning is complete."""
    rows = _read(csv_text(an_audit(warnings=(warning(Warn.NO_NAME),))))
    assert rows == []


def test_what_is_no_row_stands_behind_the_rows() -> None:
    """Window, version, limitations and the stamp, in records as long as any other."""
    records = list(csv.reader(io.StringIO(csv_text(an_audit(an_event())), newline="")))
    remarks = [row for row in records if row[0].startswith("#")]
    assert records[2:] == remarks
    assert {len(row) for row in records} == {len(EVENT_COLUMNS)}
    said = dict(row[:2] for row in remarks)
    assert said["# window"].startswith("2026-11-01T00:00:00Z to 2026-12-01T00:00:01Z")
    assert said["# made"] == "2026-12-01T09:30:15Z by csm 1.2.3"
    assert "no recorded address" in said["# what this log cannot show"]
    assert said["# stamp"].startswith("csm-stamp/1 event 1 ")
