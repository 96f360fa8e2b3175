"""Properties of the ticket body's parser, over bodies that nobody would write in good faith."""

import re
import sys
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csm_cli.domain import admin_line, intake, links, support_links
from csm_cli.domain.intake import AMBIGUOUS_NAMES, RULE, SECOND_BLOCK, parse
from tests.domain.forms import (
    FAKE_BLOCK,
    ORGANIZATION_ID,
    REPORT,
    SESSION,
    Form,
    body,
    forms,
    location,
    messages,
)

_LINES = st.sampled_from(
    [
        "-----",
        "----- ",
        "------",
        "",
        "Kind: bug",
        "Kind:",
        "Admin: ",
        "Admin (internal): x (organization ID ",
        "Admin: http://go/adminOrgUS/0 (project ID 1)",
        "Location: https://us.posthog.com/project/1/x",
        "Session: http://[",
        "Sentry: http://go/sentryEU/5",
        "Exception: TypeError: x",
        FAKE_BLOCK,
    ]
)
anything = st.one_of(st.text(), st.lists(st.one_of(_LINES, st.text()), max_size=12).map("\n".join))


@given(forms)
def test_what_a_form_wrote_is_read_again(form: Form) -> None:
    """Every value of every generation comes back, whatever the names and the message hold."""
    read = parse(body(form))
    assert read.kind == form.kind
    assert read.area == form.area
    assert read.report_event == f"http://go/ticketByUUID/{REPORT}"
    assert read.region == form.region.lower()
    assert read.location == location(form)
    assert read.unknown_lines == ()
    if form.generation > 1:
        assert read.organization_id == ORGANIZATION_ID
        assert (read.session_url is not None) == form.recorded
        assert (read.billing_url is not None) == (form.area == "billing")
    else:
        assert read.organization_id is None
        assert read.session_url == f"http://go/session/{SESSION}?t=30"
    if form.generation == 3:
        assert read.user_id == str(form.user_id)
        assert read.user_email is None
    else:
        assert read.user_email == form.email
        assert read.user_id is None
    assert read.generation == form.generation


@given(forms)
def test_a_name_is_read_right_or_not_at_all(form: Form) -> None:
    """Names that imitate the line around them may hide each other, but never pass as others.

    A name of no characters is read as none.
    """
    read = parse(body(form))
    if AMBIGUOUS_NAMES in read.doubts:
        assert (read.organization_name, read.project_name) == (None, None)
        assert read.project_id in {None, str(form.project_id)}
    else:
        assert read.organization_name == (form.organization or None)
        assert read.project_name == (form.project or None)
        assert read.project_id == str(form.project_id)


@given(forms)
def test_the_customers_page_decides_between_readings(form: Form) -> None:
    """Where the page shows the project, its id is always found."""
    assume(form.page)
    assert parse(body(form)).project_id == str(form.project_id)


@given(forms)
def test_the_message_comes_back_as_typed(form: Form) -> None:
    """The message is all that stands above the last block, a typed block included."""
    typed = form.message.split("\n")
    while typed and not typed[-1].strip():
        typed.pop()
    read = parse(body(form))
    assert read.message == "\n".join(typed)
    assert (SECOND_BLOCK in read.doubts) == _holds_a_block(typed)


@given(anything)
def test_no_text_is_lost(text: str) -> None:
    """Message, rule and block together are all lines of the body, in their order."""
    read = parse(text)
    rule = [RULE] if read.block else []
    told = [*read.message.split("\n"), *rule, *read.block]
    given_lines = [line.removesuffix("\r") for line in text.split("\n")]
    assert [_bare(line) for line in told if line.strip()] == [
        _bare(line) for line in given_lines if line.strip()
    ]
    assert set(read.unknown_lines) <= set(read.block)


@given(anything)
def test_line_endings_of_mail_change_nothing(text: str) -> None:
    """A body that travelled through mail, with CRLF, reads as the same body with LF."""
    plain = text.replace("\r", "")
    assert parse(plain.replace("\n", "\r\n")) == parse(plain)


@given(messages)
def test_every_address_is_judged_without_an_error(text: str) -> None:
    """Whatever stands in an address's place, it is a link or it is flagged."""
    for kind in links.LABELS:
        link = links.found(kind, text, links.PUBLISHED)
        assert (link.url is None) == (link.flag is not None)
        assert link.text == text


@pytest.mark.parametrize("module", [intake, admin_line, links, support_links])
def test_no_pattern_can_run_back_and_forth(module: Any) -> None:
    """Every repetition in every pattern is bounded: a match costs the same on any text."""
    patterns = [item for item in vars(module).values() if isinstance(item, re.Pattern)]
    tables = [item for item in vars(module).values() if isinstance(item, dict)]
    patterns += [
        item for table in tables for item in table.values() if isinstance(item, re.Pattern)
    ]
    assert patterns
    for pattern in patterns:
        assert not re.search(r"(?<!\\)[*+](?![^\[]*\])", pattern.pattern), pattern.pattern
        assert not re.search(r"\{[0-9]*,\}", pattern.pattern), pattern.pattern


@pytest.mark.parametrize(
    "piece",
    [
        "-----\n",
        "-----\n\n",
        "-----\nKind: bug\n",
        "Admin: x (organization ID ",
        ", project ID 1: ",
        "'; Project: 1:'",
        "Location: ",
        "Session: a (at \n",
        ":",
        "\r\n",
        "Kind",
    ],
)
def test_the_work_grows_with_the_body_and_no_faster(piece: str) -> None:
    """Twice the body is at most about twice the steps, up to what Zendesk takes in a comment."""
    head = f"-----\nAdmin: u (organization ID {ORGANIZATION_ID}: "
    half, whole = (head + piece * (size // len(piece)) for size in (30_000, 60_000))
    assert _steps(whole) <= 2.2 * _steps(half) + 1000


def _steps(text: str) -> int:
    """How many lines of Python the parser runs."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text)
    finally:
        sys.settrace(before)
    return count


def _bare(line: str) -> str:
    """A line as compared: blanks behind five hyphens are no difference."""
    return line.rstrip() if line.rstrip() == RULE else line


def _holds_a_block(lines: list[str]) -> bool:
    """Whether five hyphens stand above a line that begins like one of the form's."""
    full = [line for line in lines if line.strip()]
    keys = ("Kind:", "Target area:", "Report event:", "Session:", "Exception", "Location:", "Admin")
    return any(
        first.rstrip() == RULE and second.startswith(keys) for first, second in pairwise(full)
    )
