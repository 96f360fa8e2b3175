"""CSV that a spreadsheet reads, and does not run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.impersonation.remarks import Warn, warning
from csm_cli.output.audit import COLUMNS, document
from csm_cli.output.audit_csv import cell, csv_text
from tests.output.audits import an_audit, an_event


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_header_is_the_documents_keys_and_lines_end_as_the_standard_says() -> None:
    """One record an event, in RFC 4180's spelling."""
    audit = an_audit(an_event(reason='a "quoted", reason'), an_event(event_uuid="second"))
    lines = csv_text(audit).split("\r\n")
    assert lines[0].split(",") == list(COLUMNS) == list(document(audit)["events"][0])
    assert lines[-1] == ""
    assert len(lines) == 4
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
    """Each reason is a record before the first event, marked in the first column."""
    reasons = (warning(Warn.CACHED), warning(Warn.CUT))
    rows = _read(csv_text(an_audit(an_event(), warnings=reasons)))
    assert [row["event_uuid"] for row in rows] == ["INCOMPLETE", "INCOMPLETE", an_event()[0]]
    assert [row["reason"] for row in rows[:2]] == [remark.text for remark in reasons]


def test_a_warning_that_is_no_reason_does_not_mark_it() -> None:
    """A complete audit with a warning is complete."""
    rows = _read(csv_text(an_audit(warnings=(warning(Warn.NO_NAME),))))
    assert rows == []
