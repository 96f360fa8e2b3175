"""Markdown in which no text of others is markup, read by a Markdown reader of others."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from csm_cli.domain.plain import line
from csm_cli.output.report_markdown import markdown, plain
from tests.output.audits import an_audit, an_event
from tests.output.reports import a_customer_report, an_internal_report

READER = MarkdownIt("gfm-like", {"html": True, "linkify": False})

_PIECES = st.sampled_from(
    ["*", "_", "`", "```", "[x](https://a.example)", "![x](y)", "<b>", "<!--", "&amp;", "&#65;",
     "|", "\\", "#", "# ", "- ", "+ ", "1. ", "1) ", "> ", "---", "===", "~~", "~", "www.a.example",
     "https://a.example", "a@b.example", "$x$", "\n", "  ", "word", "é"]
)  # fmt: skip
HOSTILE = st.lists(_PIECES | st.text(max_size=4), max_size=10).map("".join)


def _cells(text: str) -> list[list[Token]]:
    """What stands in the cells of all rows, in pieces."""
    tokens = READER.parse(text)
    return [
        inside.children or [] for before, inside in pairwise(tokens) if before.type == "td_open"
    ]


@given(HOSTILE)
def test_any_reason_is_read_as_the_words_that_it_is(reason: str) -> None:
    """Not a piece of it is a link, a heading, HTML or another cell."""
    report = an_internal_report(an_audit(an_event(reason=reason)))
    cells = _cells(markdown(report))
    assert len(cells) == len(report.tables[0].columns)
    place = report.tables[0].columns.index("reason")
    assert {token.type for token in cells[place]} <= {"text", "text_special"}
    read = "".join(token.content for token in cells[place])
    assert read.split() == line(reason).split()


def test_times_and_dates_can_be_read_where_nothing_renders_the_page() -> None:
    """They are no markup, and have no backslash; what could become a picture has one."""
    page = markdown(an_internal_report(an_audit(an_event(reason="1. at :100: and 05:100:"))))
    assert "| 2026-11-20T10:11:12.123456Z |" in page
    assert "- Made: 2026-12-01T09:30:15Z by csm" in page
    assert r"| 1\. at \:100\: and 05\:100\: |" in page


@given(HOSTILE)
def test_a_name_in_the_title_and_the_list_is_text(name: str) -> None:
    """It begins no list, no heading and no table of its own."""
    audit = an_audit()
    audit = audit._replace(organization=audit.organization._replace(name=f"{name} x"))
    tokens = READER.parse(markdown(an_internal_report(audit)))
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    inline = [child for token in tokens for child in token.children or []]
    allowed = {"text", "text_special", "strong_open", "strong_close", "softbreak"}
    assert {token.type for token in inline} <= allowed
    assert not [token for token in tokens if token.type == "html_block"]


@given(HOSTILE.filter(line))
@example("1. x")
@example("- x")
@example("=== ")
def test_a_text_that_begins_a_line_or_an_item_is_still_text(text: str) -> None:
    """A number with a point, a dash and a rule are markup only where a text begins."""
    for before, blocks in (("", ["paragraph"]), ("- ", ["bullet_list", "list_item", "paragraph"])):
        tokens = READER.parse(before + plain(text))
        opened = [token.type.removesuffix("_open") for token in tokens if token.nesting == 1]
        assert opened == blocks
        [inside] = [token.children or [] for token in tokens if token.type == "inline"]
        assert "".join(token.content for token in inside).split() == line(text).split()


@pytest.mark.parametrize("text", ["https://a.example", "a@b.example", "www.a.example"])
def test_what_looks_like_an_address_becomes_no_link(text: str) -> None:
    """Not even for a reader that makes links of bare addresses."""
    eager = MarkdownIt("commonmark")
    assert "<a" not in eager.render(plain(text))
    assert re.search(r"\\[:@.]", plain(text))


def test_a_ticket_is_linked_for_colleagues_only() -> None:
    """In the internal report by its number; a customer's has no link at all."""
    audit = an_audit(an_event(ticket_ref="#48213"))
    assert "(<https://desk.example/agent/tickets/48213>)" in markdown(an_internal_report(audit))
    assert "](" not in markdown(a_customer_report(audit))
