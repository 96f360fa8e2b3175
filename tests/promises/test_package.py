"""What is handed out: sdist and wheel, their content, and csm as installed from it."""

import os
import re
import subprocess
import sys
import tarfile
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
    "completion",
    "sandbox/scenarios/default",
    "schemas",
    "tips.yaml",
    "templates",
)
"""What the package holds beside code; a folder stands for every file that the source has in it."""


SHARED = {
    "bash-completion/completions/csm": "csm_cli/completion/csm.bash",
    "zsh/site-functions/_csm": "csm_cli/completion/_csm",
    "fish/vendor_completions.d/csm.fish": "csm_cli/completion/csm.fish",
    **{f"man/man1/{page.name}": f"man/{page.name}" for page in (TOP / "man").glob("*.1")},
}
"""What an install puts beside the package, below `share`, where shells and man look for it."""


def _built(source: Path, folder: Path, *targets: str) -> Path:
    """The folder with an sdist and a wheel of a tree, by the build tool: nothing is downloaded."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder, *targets],
        cwd=source,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sdist and wheel of this tree."""
    return _built(TOP, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    """The wheel of this tree."""
    return zipfile.ZipFile(next(built.glob("*.whl")))


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
    shared = {name for name in names if ".data/data/share/" in name}
    assert all(name.startswith("csm_cli/") for name in names - shared)
    assert {name.partition(".data/data/share/")[2] for name in shared} == set(SHARED)
    assert not [name for name in names if name.endswith(".pyc")]
    modules = {path.relative_to(TOP).as_posix() for path in (TOP / "csm_cli").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == modules


def test_the_shipped_rows_are_the_projects(wheel: zipfile.ZipFile) -> None:
    """The wheel's ownership file is the one at the top of the project, byte by byte."""
    assert wheel.read("csm_cli/ownership.yaml") == (TOP / "ownership.yaml").read_bytes()


@pytest.mark.parametrize("place", SHARED)
def test_the_wheel_puts_shared_files_where_they_are_looked_for(
    place: str, wheel: zipfile.ZipFile
) -> None:
    """Completion scripts and manual pages, each the one of the source."""
    name = next(name for name in wheel.namelist() if name.endswith(f".data/data/share/{place}"))
    assert wheel.read(name) == (TOP / SHARED[place]).read_bytes()


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


def test_the_sdist_is_the_tree_and_makes_the_same_wheel(built: Path, tmp_path: Path) -> None:
    """Whoever unpacks it has all that the tests need, and builds the very same wheel from it."""
    sdist = next(built.glob("*.tar.gz"))
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = tmp_path / sdist.name.removesuffix(".tar.gz")
    for folder in (".ci", ".github", "csm_cli", "docs", "tests"):
        assert _below(unpacked / folder) == _below(TOP / folder)
    tops = {path.name for path in unpacked.iterdir()}
    assert tops - {"PKG-INFO"} <= {path.name for path in TOP.iterdir()}
    assert not tops & {".git", "dist", "site", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
    (again,) = _built(unpacked, tmp_path / "again", "-t", "wheel").iterdir()
    assert again.read_bytes() == (built / again.name).read_bytes()


def _below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_no_file_names_where_packages_come_from() -> None:
    """No setting, lock file or page ties the project to one package index."""
    host = re.compile(r"index-url|find-links|(?:pypi|python" + r"hosted|anaconda)\.(?:org|com)")
    for path in (TOP / "pyproject.toml", TOP / "README.md", TOP / "mkdocs.yml", *_scripts()):
        assert not host.search(path.read_text(encoding="utf-8")), path
    assert not [*TOP.glob("*.lock"), *TOP.glob("requirements*.txt")]


def _scripts() -> list[Path]:
    folders = (TOP / ".ci", TOP / ".github" / "workflows")
    return [path for folder in folders for path in folder.iterdir() if path.is_file()]


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


@pytest.mark.wheel
def test_scripts_and_pages_are_installed() -> None:
    """Below the folder that csm is installed in, where shells and man look beside its `bin`."""
    share = Path(sys.prefix) / "share"
    if _is_editable():  # what it holds is looked at in the wheel, above
        return
    script = Path(str(resources("csm_cli"))) / "completion" / "csm.bash"
    assert (share / "bash-completion/completions/csm").read_bytes() == script.read_bytes()
    assert (share / "zsh/site-functions/_csm").read_text().startswith("#compdef csm\n")
    assert "complete -c csm" in (share / "fish/vendor_completions.d/csm.fish").read_text()
    assert len([*(share / "man" / "man1").glob("csm*.1")]) > len(DATA)


def _is_editable() -> bool:
    """Whether what is installed is a pointer to the source tree, without modules of its own."""
    return "csm_cli/__init__.py" not in {str(file) for file in files("csm-cli") or ()}
