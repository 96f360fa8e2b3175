"""The index of PostHog's docs: its pages by title, section and address, searched on this machine.

The index is Markdown, `## SECTION` and below it a line `- [TITLE](ADDRESS)` for each page, as the
website's published source writes it. What it calls optional are the pages of the API's endpoints.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from csm_cli.domain.likeness.hits import DOCS, Hit, Wanted
from csm_cli.domain.likeness.wording import folded, tokens

_LINE = re.compile(r"- \[([^\]\n]{1,300})\]\((https://[^\s()]{1,500})\)")
_NO_SECTIONS = frozenset({"optional", "products and tools", "changelog"})
_TWIN = ".md"


class DocsPage(NamedTuple):
    """One page for people; the address is the one without the Markdown's ending."""

    title: str
    url: str
    section: str


def pages(index: str, hosts: Sequence[str]) -> tuple[DocsPage, ...]:
    """The pages of an index that stand on one of these hosts."""
    return tuple(_pages(index, frozenset(hosts)))


def like(found: Sequence[DocsPage], wanted: Wanted) -> tuple[Hit, ...]:
    """Those with a word of the wording in title or address."""
    words = {folded(each) for each in wanted.wording.words}
    words |= {folded(each) for phrase in wanted.wording.phrases for each in tokens(phrase)}
    return tuple(_hit(page) for page in found if words & _words(page))


def _pages(index: str, hosts: frozenset[str]) -> Iterator[DocsPage]:
    section = ""
    for line in index.splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ").strip()
        match = _LINE.match(line.strip())
        if match is None or section.casefold() in _NO_SECTIONS:
            continue
        if _host(match[2]) in hosts:
            yield DocsPage(match[1], match[2].removesuffix(_TWIN), section)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _words(page: DocsPage) -> set[str]:
    return {folded(each) for each in tokens(f"{page.title} {_slug(page)}")}


def _slug(page: DocsPage) -> str:
    return re.sub(r"[/_-]", " ", urlsplit(page.url).path.removeprefix("/docs/"))


def _hit(page: DocsPage) -> Hit:
    return Hit(DOCS, f"docs:{page.url}", page.title, page.url, _slug(page), area=page.section)
