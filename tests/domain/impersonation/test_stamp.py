"""The sum of a table's rows, as the page defines it."""

import hashlib
import json

from hypothesis import example, given
from hypothesis import strategies as st

from csm_cli.domain.impersonation.stamp import (
    ReadReport,
    Stamp,
    Verdict,
    canonical,
    check,
    stamp,
    stamps_in,
    verdict,
)
from csm_cli.domain.impersonation.tables import Table, cell
from csm_cli.domain.plain import block, line
from csm_cli.output.report_csv import cell as csv_cell

TABLE = Table("event", ("a", "b"), (("1", "x"), ("2", "Größe 名")))


def test_the_sum_is_the_one_that_the_page_defines() -> None:
    """Computed here from the page's words and not from the program."""
    lines = [["event", "a", "b"], ["1", "x"], ["2", "Größe 名"]]
    text = "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in lines
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert stamp(TABLE) == Stamp("event", 2, digest)
    assert str(stamp(TABLE)) == f"csm-stamp/1 event 2 {digest}"


@given(st.text())
@example("\t' =1")
@example("'' =x")
@example("\n")
@example("' ' ='= 1")
@example("\ufffe \uffff \ud800")
def test_what_a_format_does_to_a_cell_does_not_change_its_sum(text: str) -> None:
    """One line or several, guarded from a spreadsheet or not, read twice or once."""
    whole = canonical(text)
    for shown in (block(text), line(text), csv_cell(text), whole):
        assert canonical(shown) == whole


@given(st.text(st.sampled_from("ab' =\t!~'\u00e9"), max_size=8))
def test_a_cell_that_is_left_alone_is_in_its_form_already(text: str) -> None:
    """The short way comes to what the long one does: no guard, no blank too many."""
    guarded = canonical(f"\t{text}")
    assert canonical(text) == guarded
    assert guarded == " ".join(guarded.split())


@given(st.text(min_size=1), st.text(min_size=1))
def test_rows_that_read_differently_have_different_sums(one: str, other: str) -> None:
    """Also if two cells say together what two others say together."""
    before, after = (
        Table("event", ("a", "b"), ((one, other),)),
        Table("event", ("a", "b"), (("", one + other),)),
    )
    assert (stamp(before) == stamp(after)) is (
        canonical(one) == "" and canonical(other) == canonical(one + other)
    )


def test_every_change_of_a_table_changes_its_sum() -> None:
    """A cell, a row more or less, the order, a column's key, the name."""
    changed = [
        TABLE._replace(rows=(("1", "y"), TABLE.rows[1])),
        TABLE._replace(rows=TABLE.rows[:1]),
        TABLE._replace(rows=(*TABLE.rows, ("", ""))),
        TABLE._replace(rows=TABLE.rows[::-1]),
        TABLE._replace(columns=("a", "c")),
        TABLE._replace(name="session"),
    ]
    assert len({stamp(one).digest for one in [TABLE, *changed]}) == len(changed) + 1


def test_a_stamp_is_read_back_whole_or_not_at_all() -> None:
    """A digit more or less is no stamp."""
    text = str(stamp(TABLE))
    assert stamps_in(f"so {text} it is") == (stamp(TABLE),)
    assert stamps_in(text[:-1]) == ()
    assert stamps_in(text + "0") == ()
    assert stamps_in(text.replace("csm-stamp/1", "csm-stamp/2")) == ()


def _verdict(*tables: Table, stamps: tuple[Stamp, ...], problems: tuple[str, ...] = ()) -> Verdict:
    read = ReadReport("csv", tables, stamps, problems)
    return verdict(read, check(read))


def test_altered_rows_are_told_from_a_damaged_and_from_a_missing_stamp() -> None:
    """Each situation has its own word."""
    other = TABLE._replace(rows=TABLE.rows[:1])
    assert _verdict(TABLE, stamps=(stamp(TABLE),)) is Verdict.INTACT
    assert _verdict(other, stamps=(stamp(TABLE),)) is Verdict.ALTERED
    assert _verdict(TABLE, stamps=()) is Verdict.ABSENT
    assert _verdict(TABLE, stamps=(), problems=("broken",)) is Verdict.DAMAGED
    assert _verdict(stamps=(stamp(TABLE),)) is Verdict.DAMAGED
    assert _verdict(TABLE, other._replace(name="day"), stamps=(stamp(TABLE),)) is Verdict.ALTERED


def test_the_text_of_a_value() -> None:
    """Nothing for null, digits, codes with a space, parts with a semicolon."""
    flags = [{"code": "a", "text": "A."}, {"code": "b", "text": "B."}]
    changes = [{"event": "upgraded", "at": "noon"}, {"event": "downgraded", "at": "one"}]
    assert [cell(one) for one in (None, "x", 3, flags, changes, ["p", "q"], [])] == [
        "", "x", "3", "a b", "upgraded noon; downgraded one", "p; q", "",
    ]  # fmt: skip
