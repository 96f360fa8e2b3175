"""The pages of PostHog's website that a scenario has: the files of its folder `website`.

Each is served under its own path, `website/docs/flags.md` as `/docs/flags.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from csm_cli.sandbox.errors import ScenarioError

KINDS: Final = {
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}


def read_website(folder: Path) -> dict[str, str]:
    """The pages by their path; a file of another kind, or no text, is a ScenarioError."""
    return dict(_pages(folder)) if folder.exists() else {}


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        if file.suffix not in KINDS:
            raise ScenarioError(file, 0, f"a page must be one of {', '.join(KINDS)}")
        try:
            yield f"/{file.relative_to(folder).as_posix()}", file.read_text("utf-8")
        except (OSError, ValueError) as error:
            raise ScenarioError(file, 0, f"cannot be read: {error}") from error
