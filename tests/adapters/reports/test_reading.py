"""What csm wrote is read again: the same rows in every format, and every change is noticed."""

import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from csm_cli.adapters.reports.reading import read
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.remarks import Flag, Warn, warning
from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.stamp import ReadReport, Verdict, canonical, check, stamp, verdict
from csm_cli.domain.impersonation.tables import BY, EVENT, SESSION
from csm_cli.environment import Environment
from csm_cli.output.audit_text import FORMATS, as_bytes
from tests.output.audits import an_audit, an_event
from tests.output.reports import BERLIN, a_customer_report, an_internal_report

ENVIRONMENT = Environment(io.StringIO(), io.StringIO(), io.StringIO(), {})
STAMPED = [kind for kind in FORMATS if kind != "table"]
INCOMPLETE = (warning(Warn.CACHED),)

_HOSTILE = st.lists(
    st.sampled_from(
        ["|", "\\", "`", "[x](y)", "<b>", "&amp;", "&", "'", '"', "=1+1", "@", "\t", "\n", "\r\n",
         "# title", "csm-stamp/1 event 0 " + "0" * 64, "; ", "_x0041_", "\u00a0", "\ufffe",
         "\x1b[31m", "\u202e", "INCOMPLETE", "https://a.example/?b=1", "2026-11-20T10:11:12Z", "0"]
    )
    | st.text(max_size=6),
    max_size=8,
).map("".join)  # fmt: skip


def _audits(reason: str, name: str) -> Audit:
    later = an_event().occurred_at + timedelta(minutes=3)
    return an_audit(
        an_event(event_uuid="2", occurred_at=later, reason=reason, target_email=name,
                 ticket_ref=name, flags=(Flag.FORMER_MEMBER, Flag.NO_REASON)),
        an_event(reason=reason),
        warnings=INCOMPLETE,
    )  # fmt: skip


def _written(audit: Audit, report: Report, kind: str, folder: Path) -> Path:
    path = folder / f"report.{kind}"
    path.write_bytes(as_bytes(audit, report, kind, ENVIRONMENT))
    return path


def _outcome(found: ReadReport) -> Verdict:
    return verdict(found, check(found))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reason=_HOSTILE, name=_HOSTILE, by=st.sampled_from(BY), customer=st.booleans())
@example(reason="'\t=1", name="# title", by="user", customer=False)
@example(reason="", name="# title|", by="session", customer=False)
@pytest.mark.parametrize("kind", STAMPED)
def test_whatever_stands_in_a_report_is_read_again(
    kind: str, reason: str, name: str, by: str, customer: bool, tmp_path: Path
) -> None:
    """Markup, formulas, separators, escape codes and stamps inside cells are cells."""
    audit = _audits(reason, name)
    made = a_customer_report if customer else an_internal_report
    report = made(audit, by=by)
    found = read(_written(audit, report, kind, tmp_path))
    assert (found.format, found.problems) == (kind, ())
    assert _outcome(found) is Verdict.INTACT
    tables = {table.name: table for table in found.tables}
    for table in report.tables:
        assert tables[table.name].columns == table.columns
        assert [[canonical(cell) for cell in row] for row in tables[table.name].rows] == [
            [canonical(cell) for cell in row] for row in table.rows
        ]


@pytest.mark.parametrize("by", [EVENT, SESSION, "day"])
@pytest.mark.parametrize("customer", [True, False])
def test_the_sum_is_the_same_in_every_format(by: str, customer: bool, tmp_path: Path) -> None:
    """One table, one sum, in whatever it is written; a zone adds a column."""
    audit = _audits("looked at it", "mira@hedge.example")
    report = (a_customer_report if customer else an_internal_report)(audit, by=by)
    sums = {
        {one.name: one for one in read(_written(audit, report, kind, tmp_path)).stamps}[by]
        for kind in STAMPED
    }
    assert sums == {stamp(report.tables[0])}


@pytest.mark.parametrize("kind", STAMPED)
def test_a_report_without_rows_is_one(kind: str, tmp_path: Path) -> None:
    """Nothing found is a result that can be checked, too."""
    audit = an_audit()
    found = read(_written(audit, an_internal_report(audit, **BERLIN), kind, tmp_path))
    assert (_outcome(found), found.tables[0].rows) == (Verdict.INTACT, ())


# --- altered, damaged, absent ---------------------------------------------------------------

TEXT = [kind for kind in STAMPED if kind != "xlsx"]


@pytest.mark.parametrize("kind", TEXT)
@pytest.mark.parametrize("customer", [True, False])
def test_an_altered_cell_is_noticed(kind: str, customer: bool, tmp_path: Path) -> None:
    """One letter of a member's name, wherever it stands in a row."""
    audit = an_audit(an_event(), an_event(event_uuid="2", target_email="theo@hedge.example"))
    report = (a_customer_report if customer else an_internal_report)(audit)
    path = _written(audit, report, kind, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("theo", "thea"), encoding="utf-8")
    assert _outcome(read(path)) is Verdict.ALTERED


@pytest.mark.parametrize(
    ("kind", "begin", "end"),
    [
        ("csv", "2,", "\n"),
        ("markdown", "| 2 |", "\n"),
        ("jsonl", '{"type":"event","event_uuid":"2"', "\n"),
        ("html", '<tr role="row">\n<th role="rowheader"', "</tr>\n"),
    ],
)
def test_a_lost_row_is_noticed(kind: str, begin: str, end: str, tmp_path: Path) -> None:
    """And a moved one, since rows have an order."""
    audit = an_audit(an_event(event_uuid="2", reason="second"), an_event(event_uuid="1"))
    path = _written(audit, an_internal_report(audit), kind, tmp_path)
    text = path.read_bytes().decode()
    first = text.index(begin)
    last = text.index(end, first) + len(end)
    row = text[first:last]
    path.write_text(text[:first] + text[last:], newline="")
    assert _outcome(read(path)) is Verdict.ALTERED
    path.write_text(text[:first] + row + row + text[last:], newline="")
    assert _outcome(read(path)) is Verdict.ALTERED


@pytest.mark.parametrize("kind", TEXT)
def test_a_damaged_stamp_is_told_from_altered_rows(kind: str, tmp_path: Path) -> None:
    """Its number cut short: nobody can say anything about the rows."""
    audit = an_audit(an_event())
    report = an_internal_report(audit)
    path = _written(audit, report, kind, tmp_path)
    digest = stamp(report.tables[0]).digest
    path.write_text(path.read_text(encoding="utf-8").replace(digest, digest[:-9]), "utf-8")
    assert _outcome(read(path)) is Verdict.DAMAGED


@pytest.mark.parametrize(
    ("kind", "begin", "end"),
    [
        ("csv", "# stamp", "\n"),
        ("markdown", "\n```text", "```\n"),
        ("html", "<footer>", "</footer>"),
        ("json", '"stamp": {', "\n  }"),
    ],
)
def test_a_missing_stamp_is_told_from_both(kind: str, begin: str, end: str, tmp_path: Path) -> None:
    """There is nothing to compare with."""
    audit = an_audit(an_event())
    path = _written(audit, an_internal_report(audit), kind, tmp_path)
    text = path.read_bytes().decode()
    first = text.index(begin)
    last = text.index(end, first + len(begin)) + len(end)
    instead = '"no": 1' if kind == "json" else ""
    path.write_text(text[:first] + instead + text[last:], newline="")
    assert _outcome(read(path)) is Verdict.ABSENT


def test_a_workbook_that_was_changed_in_another_program(tmp_path: Path) -> None:
    """Saved again it is the same; a changed cell, a damaged and a missing stamp are told."""
    audit = an_audit(an_event(reason="=1+1"), an_event(event_uuid="2"))
    path = _written(audit, an_internal_report(audit), "xlsx", tmp_path)

    def saved(sheet: str, cell: str, value: str | None) -> Verdict:
        book = openpyxl.load_workbook(path)
        book[sheet][cell] = value
        book.save(tmp_path / "again.xlsx")
        return _outcome(read(tmp_path / "again.xlsx"))

    about = openpyxl.load_workbook(path)["About"]
    last = f"B{about.max_row}"
    assert saved("About", "B1", "another title") is Verdict.INTACT
    assert saved("event", "H2", "theo@hedge.example") is Verdict.ALTERED
    assert saved("About", last, about[last].value[:-3]) is Verdict.DAMAGED
    assert saved("About", f"A{about.max_row}", "gone") is Verdict.ABSENT


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"", Verdict.DAMAGED),
        (b"hello", Verdict.ABSENT),
        (b"a,b\r\n1,2\r\n", Verdict.ABSENT),
        (b"\xff\xfe\x00", Verdict.DAMAGED),
        (b"{", Verdict.DAMAGED),
        (b'{"stamp": 7}', Verdict.DAMAGED),
        (b'{"stamp": {"tables": [7]}}', Verdict.DAMAGED),
        (b"{}", Verdict.ABSENT),
        (b"[" * 100_000, Verdict.ABSENT),
        (b'{"a":' + b"[" * 200_000, Verdict.DAMAGED),
        (b"<html></html>", Verdict.ABSENT),
        (b"# A title\n", Verdict.ABSENT),
        (b"PK\x03\x04 and no more", Verdict.DAMAGED),
    ],
)
def test_what_is_no_report_is_told_as_such(
    content: bytes, outcome: Verdict, tmp_path: Path
) -> None:
    """Whatever it is, reading it ends with a verdict."""
    path = tmp_path / "file"
    path.write_bytes(content)
    assert _outcome(read(path)) is outcome


@given(content=st.binary(max_size=300) | _HOSTILE.map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("begin", ["", "<", "{", "# ", "a,b\n"])
def test_no_file_breaks_the_reading(begin: str, content: bytes, tmp_path: Path) -> None:
    """And none passes for a report."""
    path = tmp_path / "file"
    path.write_bytes(begin.encode() + content)
    assert _outcome(read(path)) in {Verdict.DAMAGED, Verdict.ABSENT}


@pytest.mark.parametrize("name", ["nowhere", ".", "null\0"])
def test_a_file_that_can_not_be_read_is_wrong_usage(name: str, tmp_path: Path) -> None:
    """Not a verdict about a report."""
    with pytest.raises(WrongUsage, match="can't be read"):
        read(tmp_path / name)


def test_a_row_that_only_a_reader_sees_is_noticed(tmp_path: Path) -> None:
    """One added to a page by hand, without what tells csm its cells."""
    audit = _audits("looking", "mira@hedge.example")
    path = _written(audit, an_internal_report(audit), "html", tmp_path)
    page = path.read_text(encoding="utf-8")
    body = '<tbody role="rowgroup">'
    path.write_text(page.replace(body, f"{body}<tr><td>one more</td></tr>"), encoding="utf-8")
    assert body in page
    found = read(path)
    assert (_outcome(found), check(found)[0].verdict) == (Verdict.DAMAGED, Verdict.ALTERED)


def test_what_has_no_end_is_no_report() -> None:
    """A device tells no size; reading it stops where no report goes on."""
    with pytest.raises(WrongUsage, match="larger than any report"):
        read(Path("/dev/zero"))
