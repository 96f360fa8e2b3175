#!/usr/bin/env python3
"""Cuts a release from the CHANGELOG, or prints the notes of one.

.ci/release.py 0.2.0           turns "Unreleased" into 0.2.0 and sets the version; prints the notes
.ci/release.py --notes 0.2.0   prints the notes of 0.2.0, which must be the version of this tree

It changes CHANGELOG.md and csm_cli/__init__.py and commits nothing. A release that can't be cut
is refused before anything is changed, with exit code 1.
"""

import argparse
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[1]
_VERSION = re.compile(r'^__version__ = "(?P<version>[^"]+)"$', re.MULTILINE)
_SECTION = re.compile(r"^## \[?(?P<title>[^\]\s]+)\]?(?: - \d{4}-\d\d-\d\d)?$", re.MULTILINE)
_LINKS = re.compile(r"(?:^\[[^\]]+\]: \S+\n?)+\Z", re.MULTILINE)
_GITHUB = re.compile(r"github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?$")


class NoReleaseError(Exception):
    """Why no release can be cut; nothing was changed."""


class Changelog(NamedTuple):
    """What stands above the sections, the sections by their titles, and the links below."""

    head: str
    sections: dict[str, str]
    links: str

    @classmethod
    def read(cls, text: str) -> "Changelog":
        """Take the text of the file apart; NoReleaseError if a section stands twice."""
        found = _LINKS.search(text)
        links = found[0] if found else ""
        text = text.removesuffix(links)
        marks = [*_SECTION.finditer(text)]
        if len({mark["title"] for mark in marks}) != len(marks) or not marks:
            raise NoReleaseError("CHANGELOG.md has no sections, or one of them twice")
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        sections = {
            mark["title"]: text[mark.end() : end].strip()
            for mark, end in zip(marks, ends, strict=True)
        }
        return cls(text[: marks[0].start()], sections, links)

    def versions(self) -> list[str]:
        """Those that were released."""
        return [title for title in self.sections if title != "Unreleased"]

    def notes(self, version: str) -> str:
        """What changed in a version."""
        if not self.sections.get(version):
            raise NoReleaseError(f"CHANGELOG.md says nothing of {version}")
        return self.sections[version]


def order(version: str) -> tuple[int, int, int]:
    """A version as something to compare; NoReleaseError if it is not three numbers."""
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", version):
        raise NoReleaseError(f"{version!r} is no version such as 1.2.3")
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def cut(text: str, version: str, day: date, repository: str | None) -> str:
    """The text of CHANGELOG.md with a new release in it, and an Unreleased that is empty."""
    changelog = Changelog.read(text)
    changelog.notes("Unreleased")
    earlier = changelog.versions()
    for other in earlier:
        if order(version) <= order(other):
            raise NoReleaseError(f"{version} is not greater than {other}, which is released")
    title = f"[{version}]" if repository else version
    mark = re.compile(r"^## \[?Unreleased\]?$", re.MULTILINE)
    unreleased = "[Unreleased]" if repository else "Unreleased"
    body = mark.sub(f"## {unreleased}\n\n## {title} - {day}", text.removesuffix(changelog.links))
    if repository is None:
        return body + changelog.links
    return f"{body.rstrip()}\n\n{_linked(changelog.links, version, earlier, repository)}"


def _linked(links: str, version: str, earlier: list[str], repository: str) -> str:
    base = f"https://github.com/{repository}"
    kept = [line for line in links.splitlines() if line and not line.startswith("[Unreleased]")]
    this = f"compare/v{earlier[0]}...v{version}" if earlier else f"releases/tag/v{version}"
    lines = [f"[Unreleased]: {base}/compare/v{version}...HEAD", f"[{version}]: {base}/{this}"]
    return "".join(f"{line}\n" for line in [*lines, *kept])


def _git(*arguments: str) -> str:
    ended = subprocess.run(["git", "-C", TOP, *arguments], capture_output=True, text=True)  # noqa: PLW1510 S603 S607
    return ended.stdout.strip() if ended.returncode == 0 else ""


def _release(version: str) -> str:
    if order(version) < order(_current()):
        raise NoReleaseError(f"{version} is less than {_current()}, the version of this tree")
    if _git("status", "--porcelain") or not _git("rev-parse", "HEAD"):
        raise NoReleaseError("there are changes that are not committed: git status")
    found = _GITHUB.search(_git("remote", "get-url", "origin"))
    path = TOP / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8")
    cut_text = cut(text, version, datetime.now(UTC).date(), found["name"] if found else None)
    path.write_text(cut_text, encoding="utf-8")
    module = TOP / "csm_cli" / "__init__.py"
    source = module.read_text(encoding="utf-8")
    module.write_text(_VERSION.sub(f'__version__ = "{version}"', source), encoding="utf-8")
    sys.stderr.write(
        f"next: git commit -am 'Release {version}' && git tag v{version} "
        f"&& git push --atomic origin HEAD v{version}\n"
    )
    return Changelog.read(cut_text).notes(version)


def _notes(version: str) -> str:
    if version != _current():
        raise NoReleaseError(f"this tree is {_current()}, not {version}")
    return Changelog.read((TOP / "CHANGELOG.md").read_text(encoding="utf-8")).notes(version)


def _current() -> str:
    found = _VERSION.search((TOP / "csm_cli" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise NoReleaseError("csm_cli/__init__.py states no version")
    return found["version"]


def main() -> None:
    """Do what was typed."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("version", help="such as 0.2.0")
    parser.add_argument("--notes", action="store_true", help="only print the notes")
    typed = parser.parse_args()
    try:
        sys.stdout.write(f"{(_notes if typed.notes else _release)(typed.version)}\n")
    except NoReleaseError as problem:
        sys.exit(f"error: {problem}; nothing was changed")


if __name__ == "__main__":
    main()
