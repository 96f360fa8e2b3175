"""What is handed out: the wheel's content, its metadata, and csm as installed from it."""

import os
import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from email.message import Message
from importlib.metadata import files, metadata, version
from importlib.resources import files as resources
from pathlib import Path

import pytest

from csm_cli import __version__
from tests.promises.program import TOP

DATA = (
    "defaults.toml",
    "ownership.yaml",
    "py.typed",
    "adapters/posthog/queries",
    "sandbox/scenarios/default",
    "schemas",
    "templates",
)
"""What the package holds beside code; a folder stands for every file that the source has in it."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from this tree, by the build tool itself: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def _source_files(name: str) -> list[str]:
    place = TOP / "csm_cli" / name
    if not place.is_dir():
        return [name]
    found = (
        path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return [path.relative_to(TOP / "csm_cli").as_posix() for path in found]


@pytest.mark.parametrize("name", DATA)
def test_the_wheel_holds_its_data(name: str, wheel: zipfile.ZipFile) -> None:
    """Rows, templates, queries, schemas, scenario, defaults and the type marker are in it."""
    expected = {f"csm_cli/{file}" for file in _source_files(name)}
    assert expected
    assert expected <= set(wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    """Tests, pages, caches and settings of a developer stay out; every module is in."""
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert all(name.startswith("csm_cli/") for name in names)
    assert not [name for name in names if name.endswith(".pyc")]
    modules = {path.relative_to(TOP).as_posix() for path in (TOP / "csm_cli").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == modules


def test_the_shipped_rows_are_the_projects(wheel: zipfile.ZipFile) -> None:
    """The wheel's ownership file is the one at the top of the project, byte by byte."""
    assert wheel.read("csm_cli/ownership.yaml") == (TOP / "ownership.yaml").read_bytes()


def _described(wheel: zipfile.ZipFile) -> Message:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return message_from_bytes(wheel.read(name))


def test_the_licence(wheel: zipfile.ZipFile) -> None:
    """The package says that it is GPL-3.0-or-later, and brings the text."""
    assert _described(wheel)["License-Expression"] == "GPL-3.0-or-later"
    licence = next(name for name in wheel.namelist() if name.endswith("/licenses/LICENSE"))
    text = wheel.read(licence).decode()
    assert text == (TOP / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text


def test_the_readme_travels_along(wheel: zipfile.ZipFile) -> None:
    """Whoever looks the package up reads the README, as the kind of text that it is."""
    described = _described(wheel)
    assert described["Description-Content-Type"] == "text/markdown"
    assert described.get_payload() == (TOP / "README.md").read_text(encoding="utf-8")


def test_no_file_names_where_packages_come_from() -> None:
    """No setting, lock file or page ties the project to one package index."""
    host = re.compile(r"index-url|find-links|(?:pypi|python" + r"hosted|anaconda)\.(?:org|com)")
    for path in (TOP / "pyproject.toml", TOP / "README.md", TOP / ".ci" / "run"):
        assert not host.search(path.read_text(encoding="utf-8")), path
    assert not [*TOP.glob("*.lock"), *TOP.glob("requirements*.txt")]


# From here on also as installed from the wheel, where there is no checkout.


@pytest.mark.wheel
def test_csm_says_the_version_that_is_installed(tmp_path: Path) -> None:
    """The installed command, the package's metadata and the module agree on the version."""
    command = Path(sys.executable).with_name("csm")
    told = subprocess.run(
        [command, "--version"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"csm {__version__}\n"
    assert version("csm-cli") == __version__
    assert metadata("csm-cli")["License-Expression"] == "GPL-3.0-or-later"


@pytest.mark.wheel
def test_installed_files_are_where_the_program_looks() -> None:
    """Every folder of data that the program reads is there and not empty."""
    for name in DATA:
        if name == "ownership.yaml" and _is_editable():
            place = TOP / name  # the source tree keeps one copy, at its top
        else:
            place = Path(str(resources("csm_cli"))) / name
        assert place.is_file() or [*place.iterdir()], name


def _is_editable() -> bool:
    """Whether what is installed is a pointer to the source tree, without modules of its own."""
    return "csm_cli/__init__.py" not in {str(file) for file in files("csm-cli") or ()}
