"""A report's page as readers have it: on a screen, a phone, on paper, and read aloud."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from csm_cli.domain.impersonation.disclosure import Terms
from csm_cli.domain.impersonation.records import Kind
from csm_cli.domain.impersonation.remarks import ALWAYS, Flag, Warn, limitation, warning
from csm_cli.domain.impersonation.report import Report
from tests.output.audits import an_audit, an_event
from tests.output.reports import BERLIN, a_customer_report, an_internal_report

pytestmark = pytest.mark.browser

Opened = Callable[..., Page]
FIRST = an_event().occurred_at
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>" + "w" * 300
EVENTS = tuple(
    event
    for n in range(40)
    for event in (
        an_event(
            event_uuid=f"u{n}", kind=Kind.UPGRADED, mode="read_write", reason=HOSTILE,
            occurred_at=FIRST - timedelta(hours=5 * n, minutes=-20), flags=tuple(Flag)[:3],
        ),
        an_event(
            event_uuid=f"s{n}", occurred_at=FIRST - timedelta(hours=5 * n), ticket_ref="#48213",
            target_email=f"a-member-with-a-rather-long-name-{n}@hedge.example",
        ) if n % 2 else an_event(event_uuid=f"s{n}", occurred_at=FIRST - timedelta(hours=5 * n)),
    )
)  # fmt: skip
AUDIT = an_audit(
    *EVENTS,
    warnings=(warning(Warn.CACHED), warning(Warn.NO_NAME)),
    limitations=tuple(limitation(code, hours=2, days=365) for code in ALWAYS),
)
REPORTS = {
    "internal by session": an_internal_report(AUDIT, by="session"),
    "internal by event": an_internal_report(AUDIT, **BERLIN),
    "customer by session": a_customer_report(
        AUDIT, Terms(reasons="passed", passed=frozenset(e.event_uuid for e in EVENTS)),
        by="session", **BERLIN,
    ),
    "customer by day": a_customer_report(AUDIT, by="day"),
    "nothing found": an_internal_report(an_audit(), by="session"),
}  # fmt: skip
EVERY = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@EVERY
def test_the_page_says_and_asks_for_nothing(report: Report, opened: Opened) -> None:
    """No error on the console, no request, no script, and what is typed as markup is text."""
    page = opened(report)
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("document.querySelectorAll('img, link, iframe, object').length") == 0
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert (policy or "").startswith("default-src 'none'; style-src 'sha256-")
    assert page.locator("html").get_attribute("lang") == "en"


@EVERY
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_scrolls_sideways(report: Report, width: int, opened: Opened) -> None:
    """On a phone, a tablet and a screen."""
    page = opened(report, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


_CONTRAST = """
() => {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', {willReadFrequently: true});
  const rgb = color => {
    context.clearRect(0, 0, 1, 1); context.fillStyle = color; context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const part = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return rgb(getComputedStyle(document.documentElement).colorScheme && 'white');
  };
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, style = getComputedStyle(element);
    if (!walker.currentNode.data.trim() || parseFloat(style.fontSize) === 0) continue;
    if (element.closest('title, desc') || !element.getClientRects().length) continue;
    const drawn = element.closest('svg');
    const ink = light(rgb(drawn ? style.fill : style.color)), paper = light(ground(element));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    const name = element.tagName + '.' + element.getAttribute('class');
    found[name] = Math.min(found[name] ?? 99, ratio);
  }
  return found;
}
"""


@EVERY
@SCHEMES
def test_all_text_stands_out(report: Report, scheme: str, opened: Opened) -> None:
    """At least 4.5 to 1 against what is behind it (WCAG 2.2, 1.4.3), in both schemes."""
    ratios = opened(report, color_scheme=scheme).evaluate(_CONTRAST)
    assert len(ratios) > 5
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


@SCHEMES
def test_the_scheme_of_the_system_is_followed(scheme: str, opened: Opened) -> None:
    """Dark ink on white, or the other way round."""
    page = opened(REPORTS["internal by session"], color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is (scheme == "light")


@SCHEMES
def test_what_is_drawn_is_told_by_shape_as_well(scheme: str, opened: Opened) -> None:
    """Read-write is a broad bar and a triangle, read-only a thin one and a dot."""
    page = opened(REPORTS["internal by session"], color_scheme=scheme)
    heights = page.evaluate(
        "['read', 'write'].map(kind => document.querySelector(`.timeline .bar.${kind}`)"
        ".getBBox().height)"
    )
    assert heights == [4, 10]
    shapes = page.evaluate(
        "['start', 'up'].map(kind => document.querySelector(`.timeline .${kind}`).tagName)"
    )
    assert shapes == ["circle", "path"]


# --- read aloud -----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["internal by session", "customer by session"])
def test_the_table_is_one_for_a_screen_reader(name: str, width: int, opened: Opened) -> None:
    """Named, with a heading over each column and one before each row, on a phone as well."""
    report = REPORTS[name]
    page = opened(report, width=width)
    table = page.get_by_role("table", name=re.compile("^Sign-ins by PostHog staff"))
    assert table.count() == 1
    rows = len(report.tables[0].rows)
    assert table.get_by_role("row").count() == rows + 1
    assert table.get_by_role("rowheader").count() == rows
    headings = table.get_by_role("columnheader").all_text_contents()
    assert {"When", "What", "Member", "Staff", "Why", "How it is known"} <= set(headings)
    assert table.get_by_role("cell").count() == rows * (len(headings) - 1)
    assert page.locator("thead th").first.get_attribute("scope") == "col"


def test_the_picture_has_a_name_and_is_told_in_words(opened: Opened) -> None:
    """Each day by its date, with what was recorded on it."""
    page = opened(REPORTS["customer by session"])
    days = page.get_by_role("img")
    assert days.count() > 5
    first = days.first.aria_snapshot()
    assert re.search(r'img "\w{3} \d{4}-\d\d-\d\d, Europe/Berlin \d\d:\d\d', first)
    assert "signed in" in first
    assert "up to read-write" in first


@EVERY
def test_headings_and_landmarks_are_in_order(report: Report, opened: Opened) -> None:
    """One title, no level left out, and an incomplete report says so in the window's title."""
    page = opened(report)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    assert page.get_by_role("main").count() == 1
    assert page.title().startswith("INCOMPLETE: ") is bool(report.incomplete)


# --- on paper -------------------------------------------------------------------------------


def _on_paper(page: Page, script: str) -> Any:
    page.emulate_media(media="print", color_scheme="dark")
    return page.evaluate(script)


def test_paper_is_white_whatever_the_screen_is(opened: Opened) -> None:
    """Also for somebody whose system is dark."""
    page = opened(REPORTS["internal by session"], color_scheme="dark")
    assert _on_paper(page, "getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate(_CONTRAST)
    assert {k: v for k, v in page.evaluate(_CONTRAST).items() if v < 4.5} == {}


def test_pages_repeat_the_headings_and_cut_no_row(opened: Opened) -> None:
    """And the address of a link is printed behind it."""
    page = opened(REPORTS["internal by event"])
    styles = _on_paper(
        page,
        """({
          head: getComputedStyle(document.querySelector('thead')).display,
          row: getComputedStyle(document.querySelector('tbody tr')).breakInside,
          day: getComputedStyle(document.querySelector('.timeline')).breakInside,
          link: getComputedStyle(document.querySelector('td a'), '::after').content,
        })""",
    )
    assert (styles["head"], styles["row"], styles["day"]) == (
        "table-header-group", "avoid", "avoid",
    )  # fmt: skip
    assert "https://desk.example/agent/tickets/48213" in styles["link"]


def test_printing_makes_a_document_of_pages(opened: Opened) -> None:
    """A PDF of more than one page, in A4, as `print to PDF` writes it."""
    made = opened(REPORTS["customer by session"]).pdf(prefer_css_page_size=True)
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) > 2
    [box] = set(re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+ [\d.]+)\s*\]", made))
    assert [round(float(side)) for side in box.split()] == [595, 842]
