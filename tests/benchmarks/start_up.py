"""Start-up, beside `python -I -c pass`, a bare Typer application and other tools."""

import argparse
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from csm_cli import __version__

_FLOOR = "python -I -c pass"
_FILE = Path(__file__).with_name("floor.py")
# Tools that install from a package index and do their work over somebody's HTTP API.
_PEERS = {"pipx": "pipx", "httpie": "http", "awscli": "aws", "llm": "llm"}
_BASH = """
source "$1"
COMP_WORDS=(csm whois-owns ses) COMP_CWORD=2 COMP_LINE='csm whois-owns ses' COMP_POINT=18
for ((n = 0; n < $2; n++)); do COMPREPLY=(); _csm csm ses whois-owns; done
((${#COMPREPLY[@]}))
"""
_TABS = 50


class Timed(NamedTuple):
    """One command line and how it is shown; `part` of its time is what counts."""

    shown: str
    words: Sequence[str]
    part: float = 1.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--rounds", type=int, default=60, help="of all commands [%(default)s]")
    parser.add_argument("--peers", action="store_true", help="install other tools, for comparison")


def measure(options: argparse.Namespace) -> int:
    """Run all commands once a round, in random order; print medians of the rounds' ratios."""
    with tempfile.TemporaryDirectory(prefix="csm-benchmark-") as name:
        folder = Path(name)
        environment = {**os.environ, "HOME": name, "CSM_STATE": f"{name}/state"}
        commands = [*_ours(folder), *(_peers(folder) if options.peers else ())]
        for command in commands:  # files are compiled, what csm keeps is kept
            _seconds(command, environment)
        rounds = [_round(commands, environment) for _ in range(options.rounds)]
    _tell(
        f"csm {__version__}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.rounds} rounds\n"
    )
    _tell("| command | ms | times bare Python |\n|---|--:|--:|")
    for command in commands:
        milliseconds = median(times[command.shown] for times in rounds) * 1000
        ratio = median(times[command.shown] / times[_FLOOR] for times in rounds)
        _tell(f"| `{command.shown}` | {milliseconds:.1f} | {ratio:.2f} |")
    return 0


def _ours(folder: Path) -> Iterator[Timed]:
    csm = str(Path(sys.executable).with_name("csm"))
    yield Timed(_FLOOR, [sys.executable, "-I", "-c", "pass"])
    yield Timed("a bare Typer application", [sys.executable, "-I", str(_FILE), "hello"])
    yield Timed("csm --version", [csm, "--version"])
    yield Timed("csm --help", [csm, "--help"])
    yield Timed("csm whois-owns 'session replay'", [csm, "whois-owns", "session replay"])
    yield Timed("csm whois-owns 'sesion replai'", [csm, "whois-owns", "sesion replai"])
    yield Timed("csm log", [csm, "log"])
    script = folder / "csm.bash"
    script.write_bytes(subprocess.run([csm, "completion", "bash"], check=True, stdout=-1).stdout)
    words = ["bash", "--norc", "-c", _BASH, "bash", str(script), str(_TABS)]
    yield Timed("a Tab behind csm whois-owns ses", words, part=1 / _TABS)


def _peers(folder: Path) -> Iterator[Timed]:
    home = folder / "peers"
    venv.create(home, with_pip=True)
    subprocess.run([home / "bin" / "pip", "install", "-q", *_PEERS], check=True)
    for program in _PEERS.values():
        yield Timed(f"{program} --version", [str(home / "bin" / program), "--version"])
    if shutil.which("npm"):
        subprocess.run(["npm", "install", "--prefix", home, "@zendesk/zcli"], check=True, stdout=-3)
        zcli = home / "node_modules" / ".bin" / "zcli"
        yield Timed("zcli --version", [str(zcli), "--version"])


def _round(commands: Sequence[Timed], environment: Mapping[str, str]) -> dict[str, float]:
    order = random.sample(list(commands), len(commands))
    return {command.shown: _seconds(command, environment) for command in order}


def _seconds(command: Timed, environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    ended = subprocess.run(command.words, env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - started
    if ended.returncode not in {0, 5}:  # 5: whois-owns found no exact name, and said so
        raise RuntimeError(f"{command.shown} ended with {ended.returncode}: {ended.stderr!r}")
    return seconds * command.part


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
