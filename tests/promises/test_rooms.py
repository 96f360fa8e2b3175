"""Who may import whom, who may touch the process, and that the dependencies are the ones in use."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.promises.program import SOURCE, TOP, modules

PACKAGES = {
    "anyio": "anyio",
    "authlib": "authlib",
    "chdb": "chdb",
    "certifi": "certifi",
    "filelock": "filelock",
    "hogql_parser": "hogql-parser",
    "httpx": "httpx",
    "jinja2": "jinja2",
    "jq": "jq",
    "keyring": "keyring",
    "openpyxl": "openpyxl",
    "platformdirs": "platformdirs",
    "rapidfuzz": "rapidfuzz",
    "requests": "requests",
    "rich": "rich",
    "ruamel": "ruamel.yaml",
    "stamina": "stamina",
    "starlette": "starlette",
    "textual": "textual",
    "tomlkit": "tomlkit",
    "trustme": "trustme",
    "typer": "typer",
    "urllib3": "urllib3",
    "uvicorn": "uvicorn",
    "xlsxwriter": "xlsxwriter",
    "yaml": "pyyaml",
    "zenpy": "zenpy",
}
"""Every package of others that the program imports, and the name under which it is installed."""

IMPORTS = (ast.Import, ast.ImportFrom)
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _imported(tree: ast.Module) -> Iterator[str]:
    """Top-level names of all imports, wherever they stand, those by `import_module` included."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name.partition(".")[0] for alias in node.names)
            case ast.ImportFrom(level=0, module=str(name)):
                yield name.partition(".")[0]
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(str(name))]):
                yield name.partition(".")[0]


def _foreign(room: str) -> set[str]:
    return {
        name
        for path, tree in modules().items()
        if path.startswith(room)
        for name in _imported(tree)
        if name not in sys.stdlib_module_names and name != "csm_cli"
    }


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", text)[0] for text in requirements}


def _all_requirements() -> list[str]:
    """Those of an install and of every extra."""
    extras = PROJECT["optional-dependencies"].values()
    return [*PROJECT["dependencies"], *(text for extra in extras for text in extra)]


def test_import_linter() -> None:
    """Every direction of dependency that pyproject.toml writes down is kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run(
        [linter, "--no-cache"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout
    assert " 0 broken" in ended.stdout


def test_domain_needs_nothing_of_others() -> None:
    """The rules of the work are written with the standard library alone."""
    assert not _foreign("domain/")


def test_start_up_needs_typer_alone() -> None:
    """What every command loads imports, at its top, no package of others but Typer."""
    start = ("__init__.py", "__main__.py", "environment.py", "cli/app.py")
    for path in (*start, "runtime/run.py", "runtime/tickets.py", "runtime/connections.py"):
        top = ast.Module([], [])
        top.body += [node for node in modules()[path].body if isinstance(node, IMPORTS)]
        assert set(_imported(top)) - set(sys.stdlib_module_names) <= {"csm_cli", "typer"}, path


def test_runtime_dependencies_are_what_is_imported() -> None:
    """The packages that an install brings are those that the client imports, no more, no less.

    What reads and writes workbooks comes with an extra, and is imported in two modules alone; so
    does what takes the whole screen.
    """
    rooms = {path.split("/")[0] for path in modules()} - {"sandbox"}
    imported = {PACKAGES[name] for room in rooms for name in _foreign(room)}
    workbooks = _names(PROJECT["optional-dependencies"]["xlsx"])
    assert workbooks == {
        PACKAGES[name]
        for room in ("output/report_xlsx.py", "adapters/reports/workbook.py")
        for name in _foreign(room)
    }
    whole_screen = _names(PROJECT["optional-dependencies"]["tui"])
    drawn = {PACKAGES[name] for name in _foreign("output/watch/")}
    assert whole_screen == drawn - _names(PROJECT["dependencies"])
    assert _names(PROJECT["dependencies"]) == imported - workbooks - whole_screen


def test_sandbox_dependencies_are_what_is_imported() -> None:
    """The extra `sandbox` holds what the sandbox imports, no more, no less."""
    imported = {PACKAGES[name] for name in _foreign("sandbox/")}
    assert _names(PROJECT["optional-dependencies"]["sandbox"]) == imported


def test_the_page_says_why_each_dependency_is_there() -> None:
    """docs/architecture.md has a line for every package of every list, and for no other."""
    page = (TOP / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("\n## Dependencies\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (?!package|extra)([\w. ,-]+) \| .+ \|$", section, re.MULTILINE)
    explained = {name for cell in cells for name in cell.split(", ")}
    extras = PROJECT["optional-dependencies"]
    listed = _names(
        [*PROJECT["dependencies"], *(each for extra in extras.values() for each in extra)]
    )
    assert explained == listed - {"csm-cli"}


def test_every_dependency_has_a_lower_bound() -> None:
    """No version range is open below; docs/architecture.md says how the bounds are tested."""
    for text in _all_requirements():
        assert ">=" in text or text.startswith("csm-cli["), text


def test_only_output_writes_results() -> None:
    """Nothing outside `output` prints, or writes to the process's own stdout."""
    for path, tree in modules().items():
        if path.startswith(("output/", "sandbox/scenarios/")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in {"print", "sys.stdout.writelines"}, path
                assert not _writes_stdout(node, path), f"{path}:{node.lineno}"


def _writes_stdout(call: ast.Call, path: str) -> bool:
    """`--version` has its own way, so that it need not load `output`."""
    written_to = ast.unparse(call.func)
    return written_to.endswith("stdout.write") and path != "__main__.py"


def test_the_source_names_no_place_of_a_machine() -> None:
    """No file of the package knows where on a machine the project lies."""
    place = re.compile(r"/(?:home|Users|root)/\w")
    for path in SOURCE.rglob("*.py"):
        assert not place.search(path.read_text(encoding="utf-8")), path
