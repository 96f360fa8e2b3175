"""What a command may load: start-up stays short because nothing is imported that is not used.

Times differ from machine to machine; the modules that a run has loaded do not. Each command
has a row here, with all packages of others that it may load when a program reads its output.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Served
from tests.promises.program import commands

TYPER = frozenset({"annotated_doc", "shellingham", "typer", "typing_extensions"})
SETTINGS = TYPER | {"platformdirs"}
CONFIG_FILE = {"filelock", "tomlkit"}
SIGN_INS = SETTINGS | {"filelock"}
OWNERSHIP = SETTINGS | {"rapidfuzz", "yaml"}
# What zenpy itself asks for, and what requests does.
ZENPY = SETTINGS | {
    "backports", "cachetools", "certifi", "charset_normalizer", "dateutil", "idna", "pytz",
    "requests", "six", "urllib3", "zenpy",
}  # fmt: skip
RICH = {"attr", "markdown_it", "mdurl", "pygments", "rich"}
HTTPX = SETTINGS | {
    "anyio", "certifi", "h11", "httpcore", "httpx", "idna", "sniffio", "stamina", "tenacity",
}  # fmt: skip
# httpx brings a command line of its own, and imports it wherever these happen to be installed.
HTTPX_COMMAND_LINE = RICH | {"click"}
TEMPLATES = {"jinja2", "markupsafe"}
WORKBOOKS = {"xlsxwriter"}
CLICKHOUSE = {"chdb", "numpy", "pandas", "pyarrow"}
SANDBOX = SETTINGS | {"anyio", "click", "h11", "idna", "sniffio", "starlette", "uvicorn"}

_RUN = """
import sys
before = set(sys.modules)
import atexit
def tell():
    with open(report, "w") as file:
        file.write("\\n".join(set(sys.modules) - before))
report = sys.argv.pop(1)
atexit.register(tell)
sys.argv[0] = "csm"
from csm_cli.__main__ import main
main()
"""


class Row(NamedTuple):
    """A command line, the packages of others that it may load, and how it ends."""

    line: str
    allowed: frozenset[str]
    exit_code: int = 0


PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"

ROWS = (
    Row("--version", frozenset()),
    Row("--help", TYPER),
    Row("clam", TYPER, exit_code=2),
    *(Row(f"{command.name} --help", TYPER) for command in commands()),
    Row("help exit-codes", TYPER),
    Row("help environment", TYPER),
    Row("help json show", TYPER),
    Row("help claim", TYPER),
    Row("help privacy", TYPER),
    Row("help templates withdraw", SETTINGS),
    Row("completion bash", frozenset()),
    Row("completion bash --json", TYPER),
    Row("completion fish --install", TYPER),
    Row("", SETTINGS),
    Row("config", SETTINGS),
    Row("config list", SETTINGS),
    Row("config get limits.timeout_seconds", SETTINGS),
    Row("config path", SETTINGS),
    Row("config profiles", SETTINGS),
    Row("config schema", TYPER),
    Row("config set limits.timeout_seconds 3", SETTINGS | CONFIG_FILE),
    Row("config unset limits.timeout_seconds", SETTINGS | CONFIG_FILE),
    Row("config edit", SETTINGS | CONFIG_FILE),
    Row("init --yes --offline --zendesk-url a.example", SETTINGS | CONFIG_FILE),
    Row("whois-owns 'session replay'", OWNERSHIP - {"rapidfuzz"}),
    Row("whois-owns 'sesion replai'", OWNERSHIP),
    Row("whois-owns 'session replay' --fields team", OWNERSHIP - {"rapidfuzz"}),
    Row("whois-owns 'session replay' --json --jq .match", OWNERSHIP - {"rapidfuzz"} | {"jq"}),
    Row("whois-owns --fields help", TYPER),
    Row("ownership check --max-age 99999", OWNERSHIP - {"rapidfuzz"}),
    Row("ownership list", OWNERSHIP - {"rapidfuzz"}),
    Row("ownership show replay", OWNERSHIP - {"rapidfuzz"}),
    Row("ownership refresh --dry-run", OWNERSHIP - {"rapidfuzz"} | HTTPX | HTTPX_COMMAND_LINE),
    Row("tips session_replay", OWNERSHIP - {"rapidfuzz"}),
    Row("tips 'sesion replai'", OWNERSHIP),
    Row("sandbox env --state nowhere", SETTINGS, exit_code=7),
    Row("sandbox reset --state here", SANDBOX),
    Row("demo", ZENPY | HTTPX | OWNERSHIP | SANDBOX | CLICKHOUSE | RICH | TEMPLATES),
    Row("auth status --offline", SIGN_INS),
    Row("auth token posthog", SIGN_INS),
    Row("auth logout", SETTINGS),
    Row("auth status zendesk", ZENPY),
    Row("auth status posthog", HTTPX | HTTPX_COMMAND_LINE),
    Row(
        "auth login posthog --with-token --insecure-storage <<< phx_sandbox_us",
        HTTPX | HTTPX_COMMAND_LINE | SIGN_INS,
    ),
    Row("show 48213", ZENPY),
    # The status page is asked beside it.
    Row("claim 48213", ZENPY | HTTPX | HTTPX_COMMAND_LINE),
    Row("escalations", ZENPY | OWNERSHIP | TEMPLATES | HTTPX | HTTPX_COMMAND_LINE),
    Row("incident", HTTPX | HTTPX_COMMAND_LINE),
    Row("incident 48270", ZENPY | HTTPX | HTTPX_COMMAND_LINE | TEMPLATES),
    Row("mine", ZENPY),
    Row("due --within 8", ZENPY),
    Row("note 48213 -m words", ZENPY),
    Row("note 48213 -m words -t handover", ZENPY | TEMPLATES),
    Row("ask 48213 --for link", ZENPY | TEMPLATES),
    Row("update 48213", ZENPY | TEMPLATES),
    Row("role", ZENPY),
    Row("triage", ZENPY | OWNERSHIP),
    Row("triage --checklist", SETTINGS),
    Row("triage --remind", SETTINGS | TEMPLATES),
    Row("triage 48230 --group Replay --severity high --dry-run", ZENPY | OWNERSHIP),
    Row("undo --yes", ZENPY, exit_code=5),
    Row("log", SETTINGS),
    Row("log resolve", SETTINGS),
    Row("log forget --all", SETTINGS),
    Row("whois-owns 48213", ZENPY | OWNERSHIP),
    Row("tips 48213", ZENPY | OWNERSHIP),
    Row("similar 48240", ZENPY | HTTPX | HTTPX_COMMAND_LINE | OWNERSHIP),
    Row(
        f"escalate 48213 --to engineering --feature 'session replay' {PARTS} --dry-run",
        ZENPY | OWNERSHIP | TEMPLATES | HTTPX | HTTPX_COMMAND_LINE,
    ),
    Row(f"audit-impersonation {ORGANIZATION} --days 3", HTTPX | HTTPX_COMMAND_LINE),
    Row(f"org {ORGANIZATION}", ZENPY | HTTPX | HTTPX_COMMAND_LINE),
    Row("org gmail.com", SETTINGS, exit_code=2),
    Row("login-as 48213", ZENPY | HTTPX | HTTPX_COMMAND_LINE),
    Row("login-as user:7 --ticket 48213 --region us", SETTINGS),
    Row(
        f"audit-impersonation {ORGANIZATION} --days 3 --audience customer --format markdown",
        HTTPX | HTTPX_COMMAND_LINE,
    ),
    Row(
        f"audit-impersonation {ORGANIZATION} --days 3 --format html",
        HTTPX | HTTPX_COMMAND_LINE | TEMPLATES,
    ),
    Row(
        f"audit-impersonation {ORGANIZATION} --days 3 --output report.xlsx",
        HTTPX | HTTPX_COMMAND_LINE | WORKBOOKS,
    ),
    Row(
        f"audit-impersonation {ORGANIZATION} --days 3 --attach-to 48213 --dry-run",
        HTTPX | HTTPX_COMMAND_LINE | TEMPLATES | ZENPY,
    ),
    Row("doctor", (ZENPY | HTTPX | HTTPX_COMMAND_LINE | OWNERSHIP) - {"rapidfuzz", "zenpy"}),
    Row("audit verify <(echo 'a,b')", TYPER, exit_code=9),
)

OFFLINE = tuple(
    row
    for row in ROWS
    if row.allowed <= OWNERSHIP and not row.line.startswith(("sandbox env", "sandbox reset"))
)
JOURNAL = {"log", "log resolve", "log forget --all"}
"""What reads the journal, which is a file of SQLite's."""

NEVER_OFFLINE = {
    "asyncio", "csm_cli.sandbox", "http.client", "httpx", "importlib.metadata", "jinja2",
    "pydantic", "requests", "rich", "sqlite3", "ssl", "zenpy",
}  # fmt: skip


def _loaded(row: Row, folder: Path, variables: Mapping[str, str]) -> set[str]:
    report = folder / "modules"
    ended = subprocess.run(
        ["bash", "-c", f'exec "$0" -I -c "$1" "$2" {row.line}', sys.executable, _RUN, report],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "EDITOR": "true", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == row.exit_code, ended.stderr
    return set(report.read_text(encoding="utf-8").split())


def _of_others(loaded: set[str]) -> set[str]:
    """Packages that are neither Python's nor ours; compiled parts without a name of their own."""
    found = {name.partition(".")[0] for name in loaded}
    return {
        name
        for name in found - sys.stdlib_module_names - {"csm_cli", "cython_runtime"}
        if not name.startswith("_")
    }


@pytest.mark.wheel
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.line)
def test_no_command_loads_more_than_its_share(row: Row, sandbox: Served, tmp_path: Path) -> None:
    """A run loads the packages of its row, and none beside them; nobody is known at GitHub.

    Help, look-ups and settings load no HTTP, no TLS, no event loop, no templates and no Rich,
    though there are accounts.
    """
    known = {name: sandbox.env[name] for name in sandbox.env if not name.startswith("CSM_GITHUB_")}
    loaded = _loaded(row, tmp_path, known if row.line else {})
    assert _of_others(loaded) <= row.allowed
    if row in OFFLINE:
        needed = {"sqlite3"} if row.line in JOURNAL else set()
        assert not {name for name in NEVER_OFFLINE - needed if name in loaded}


def test_every_command_has_a_row() -> None:
    """No command is without a pin on what its work may load."""
    pinned = [row.line for row in ROWS if not row.line.endswith("--help")]
    for command in commands():
        if command.name != "sandbox serve":  # it is the sandbox: all of its parts, on purpose
            assert any(line.startswith(command.name) for line in pinned), command.name
