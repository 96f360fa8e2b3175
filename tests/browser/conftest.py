"""A page of a report, open in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from csm_cli.domain.impersonation.report import Report
from csm_cli.output.report_html import html
from tests.browser.chromium import program

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    found = program()
    assert found is not None, "CSM_REQUIRE_BROWSER is set, and there is no Chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a report's page; `page.heard` has what it said and asked for, which must be nothing."""
    contexts = []

    def open_page(report: Report, *, width: int = 1280, **context: Any) -> Page:
        path = tmp_path / "report.html"
        path.write_text(html(report), encoding="utf-8")
        made = browser.new_context(viewport={"width": width, "height": 900}, **context)
        contexts.append(made)
        page = made.new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(path.as_uri())
        assert heard == [path.as_uri()], "the page itself, and nothing else"
        return page

    heard: list[str] = []
    yield open_page
    for made in contexts:
        made.close()
    assert len(heard) == len(contexts), heard
