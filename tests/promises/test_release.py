"""Releases are cut from the CHANGELOG, by `.ci/release.py`, or refused with nothing changed."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.promises.program import TOP
from tests.promises.scripts import script

RELEASE = script("release")
DAY = date(2026, 12, 1)
FIRST = "# Changelog\n\nAbout.\n\n## Unreleased\n\n### Added\n\n- A door.\n"
SECOND = FIRST.replace("A door", "A window") + "\n## 0.1.0 - 2026-11-30\n\n- A house.\n"


def test_a_release_takes_what_is_unreleased() -> None:
    """Its section has the date and all that was unreleased; what comes next begins empty."""
    text = RELEASE.cut(SECOND, "0.2.0", DAY, None)
    assert text == SECOND.replace("## Unreleased", "## Unreleased\n\n## 0.2.0 - 2026-12-01")
    assert RELEASE.Changelog.read(text).notes("0.2.0") == "### Added\n\n- A window."
    assert RELEASE.Changelog.read(text).notes("0.1.0") == "- A house."


def test_a_release_on_github_is_linked() -> None:
    """Each version leads to what changed in it, also after the next one was cut."""
    one = RELEASE.cut(FIRST, "0.1.0", DAY, "PostHog/csm")
    assert "## [Unreleased]\n\n## [0.1.0] - 2026-12-01\n\n### Added" in one
    again = one.replace("## [Unreleased]\n", "## [Unreleased]\n\n- More.\n")
    two = RELEASE.cut(again, "0.2.0", DAY, "PostHog/csm")
    place = "https://github.com/PostHog/csm"
    assert two.endswith(
        "- A door.\n\n"
        f"[Unreleased]: {place}/compare/v0.2.0...HEAD\n"
        f"[0.2.0]: {place}/compare/v0.1.0...v0.2.0\n"
        f"[0.1.0]: {place}/releases/tag/v0.1.0\n"
    )
    assert RELEASE.Changelog.read(two).notes("0.2.0") == "- More."


@pytest.mark.parametrize(
    ("text", "version", "why"),
    [
        (SECOND, "0.1.0", "not greater than 0.1.0"),
        (SECOND, "0.0.9", "not greater than 0.1.0"),
        (SECOND, "0.2", "no version"),
        (SECOND, "v0.2.0", "no version"),
        (SECOND, "0.02.0", "no version"),
        (RELEASE.cut(SECOND, "0.2.0", DAY, None), "0.3.0", "says nothing of Unreleased"),
        (SECOND.replace("Unreleased", "0.1.0"), "0.2.0", "one of them twice"),
        ("# Changelog\n", "0.2.0", "no sections"),
    ],
)
def test_what_is_no_release_is_refused(text: str, version: str, why: str) -> None:
    """An empty section, a version that is none or not a greater one: no release."""
    with pytest.raises(RELEASE.NoReleaseError, match=why):
        RELEASE.cut(text, version, DAY, None)


def test_tens_come_after_nines() -> None:
    """Versions are compared as numbers."""
    assert RELEASE.cut(SECOND.replace("0.1.0", "0.9.0"), "0.10.0", DAY, None)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with the script, this CHANGELOG, and a version; all of it committed."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / "csm_cli").mkdir()
    shutil.copy(TOP / ".ci" / "release.py", tmp_path / ".ci")
    (tmp_path / "CHANGELOG.md").write_text(FIRST)
    (tmp_path / "csm_cli" / "__init__.py").write_text('"""csm."""\n\n__version__ = "0.1.0"\n')
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "a")
    return tmp_path


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def _run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(tree / ".ci" / "release.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_version_and_the_changelog_change_together(tree: Path) -> None:
    """One command prepares a release and prints its notes; the tag is compared with both."""
    _git(tree, "remote", "add", "origin", "git@github.com:PostHog/csm.git")
    cut = _run(tree, "0.2.0")
    assert (cut.returncode, cut.stdout) == (0, "### Added\n\n- A door.\n")
    assert "git tag v0.2.0" in cut.stderr
    assert _git(tree, "diff", "--name-only").split() == ["CHANGELOG.md", "csm_cli/__init__.py"]
    assert '__version__ = "0.2.0"\n' in (tree / "csm_cli" / "__init__.py").read_text()
    assert "[0.2.0]: https://github.com/PostHog/csm/" in (tree / "CHANGELOG.md").read_text()
    assert _run(tree, "--notes", "0.2.0").stdout == cut.stdout
    assert _run(tree, "--notes", "0.3.0").returncode == 1


@pytest.mark.parametrize(
    ("version", "more", "why"),
    [
        ("0.2.0", "a change\n", "not committed"),
        ("0.0.9", "", "less than 0.1.0"),
    ],
)
def test_a_tree_that_is_not_ready_is_left_alone(
    tree: Path, version: str, more: str, why: str
) -> None:
    """What is not committed would be released unseen; a version never goes back."""
    path = tree / "CHANGELOG.md"
    path.write_text(FIRST + more)
    refused = _run(tree, version)
    assert refused.returncode == 1
    assert why in refused.stderr
    assert path.read_text() == FIRST + more


def test_this_projects_changelog_can_be_cut() -> None:
    """The script can read it as it is: the unreleased first, then versions, newest first."""
    changelog = RELEASE.Changelog.read((TOP / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert next(iter(changelog.sections)) == "Unreleased"
    assert [*map(RELEASE.order, changelog.versions())] == sorted(
        map(RELEASE.order, changelog.versions()), reverse=True
    )
