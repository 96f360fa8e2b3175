"""Hooks of `mkdocs`: the pages of docs/ read as well on the site as they do in the repository.

A page may link to a file of the project outside docs/; the site gets a copy of the files below.
A folder in the navigation stands for the pages in it. And no page makes its reader's browser
ask another host for anything: a warning, which `--strict` takes for an error.
"""

import logging
import re
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

TOP = Path(__file__).parents[1]
PUBLISHED = ("CHANGELOG.md", "LICENSE", "ownership.yaml")

_LINK = re.compile(r"(?P<before>\]\()(?P<target>[^)\s#:]+)(?P<after>(?:#[^)\s]*)?\))")
_LOADED = re.compile(r"<(?!a\b)[a-z]+\b[^>]*?\b(?:src|href)=[\"']?((?:https?:)?//[^\"'\s>]+)")
_log = logging.getLogger("mkdocs.hooks.site")


def on_config(config: Any) -> None:
    """Put the pages of a folder in the place of the folder's name."""
    config.nav = expanded(config.nav, Path(config.docs_dir))


def on_files(files: Any, config: Any) -> None:
    """Add the files of the project that pages link to."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - the tests read this file without it

    for name in PUBLISHED:
        files.append(File.generated(config, name, abs_src_path=str(TOP / name)))


def on_page_markdown(markdown: str, page: Any, **_others: object) -> str:
    """Lead links between docs/ and the rest of the project to where the site has the file."""
    return led(markdown, page.file.src_uri)


def on_post_page(output: str, page: Any, **_others: object) -> None:
    """Warn of what a page would load from elsewhere."""
    for address in loaded(output):
        _log.warning("%s loads %s", page.file.src_uri, address)


def expanded(nav: Any, docs: Path) -> Any:
    """The navigation with a folder's pages for each folder, the index first."""
    if isinstance(nav, list):
        return [expanded(entry, docs) for entry in nav]
    if isinstance(nav, dict):
        return {title: expanded(entry, docs) for title, entry in nav.items()}
    if not nav.endswith("/"):
        return nav
    names = sorted(page.name for page in (docs / nav).glob("*.md"))
    return [f"{nav}{name}" for name in sorted(names, key="index.md".__ne__)]


def led(markdown: str, page: str) -> str:
    """The text of a page of the site with its links, which are those of the repository, mended."""
    source = PurePosixPath(page)
    folder = PurePosixPath() if page in PUBLISHED else PurePosixPath("docs") / source.parent

    def moved(found: re.Match[str]) -> str:
        in_project = PurePosixPath(normpath(folder / found["target"]))
        if in_project == PurePosixPath("README.md"):  # the site begins with a page of its own
            return f"{found['before']}{relpath('index.md', source.parent)})"
        in_site = in_project.relative_to("docs") if in_project.parts[0] == "docs" else in_project
        return f"{found['before']}{relpath(in_site, source.parent)}{found['after']}"

    return _LINK.sub(moved, markdown)


def loaded(html: str) -> list[str]:
    """The addresses at other hosts that a browser asks without a click."""
    return _LOADED.findall(html)
