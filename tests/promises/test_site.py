"""The pages as a site: every page has its place, and links lead where they lead in the project.

The site itself is built by `.ci/run`, strictly; that takes the extra `docs`, which these do not.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.promises.program import TOP
from tests.promises.scripts import script

SITE = script("site")
NAV = yaml.safe_load((TOP / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]


def _places(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for entry in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from _places(entry)


def test_every_page_has_its_place() -> None:
    """mkdocs.yml lists each page of docs/ once, and no page that there is not."""
    listed = [*_places(SITE.expanded(NAV, TOP / "docs"))]
    pages = {path.relative_to(TOP / "docs").as_posix() for path in (TOP / "docs").rglob("*.md")}
    assert sorted(listed) == sorted({*pages, "CHANGELOG.md"})


def test_the_site_is_sorted_by_what_a_reader_wants() -> None:
    """To learn, to do, to look up, to understand: the navigation has a part for each."""
    assert [next(iter(part)) for part in NAV] == [
        "Start",
        "Tutorial",
        "How to",
        "Reference",
        "Explanation",
    ]


@pytest.mark.parametrize(
    ("page", "in_the_project", "on_the_site"),
    [
        ("claim.md", "[a](undo.md#b)", "[a](undo.md#b)"),
        ("ownership.md", "[a](../ownership.yaml)", "[a](ownership.yaml)"),
        ("reference/output.md", "[a](../config.md)", "[a](../config.md)"),
        ("reference/output.md", "[a](../../CHANGELOG.md#b)", "[a](../CHANGELOG.md#b)"),
        ("reference/output.md", "[a](../../README.md#commands)", "[a](../index.md)"),
        ("CHANGELOG.md", "[a](docs/claim.md)", "[a](claim.md)"),
        ("claim.md", "[a](https://example.com/b) [c](#d)", "[a](https://example.com/b) [c](#d)"),
    ],
)
def test_links_lead_where_they_led(page: str, in_the_project: str, on_the_site: str) -> None:
    """What works on GitHub works on the site: also from and to files outside docs/."""
    assert SITE.led(in_the_project, page) == on_the_site


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<script src="https://cdn.example/x.js"></script>', ["https://cdn.example/x.js"]),
        ('<link rel=stylesheet href="//fonts.example/a">', ["//fonts.example/a"]),
        ("<img alt='x' src='http://pictures.example/y.png'>", ["http://pictures.example/y.png"]),
        ('<a href="https://example.com">x</a> <script src="a.js"></script>', []),
    ],
)
def test_what_a_page_loads_from_elsewhere_is_seen(html: str, found: list[str]) -> None:
    """Whatever a browser would fetch without a click is found; a link to click is none."""
    assert SITE.loaded(html) == found
