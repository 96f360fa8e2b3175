"""One process at a time: how long it took from start to end, and the most memory it held."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_MEASURED = Path(__file__).with_name("measured.py")


class Run(NamedTuple):
    """A process that ended well: wall and CPU time in seconds, peak in MiB, what it printed."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    printed: str


def run(module: str, arguments: Sequence[str], variables: Mapping[str, str]) -> Run:
    """Run `python -m MODULE ARGUMENT...` in a new process; raises RuntimeError if it fails."""
    with tempfile.TemporaryDirectory(prefix="csm-benchmark-") as folder:
        report = Path(folder) / "report"
        words = [sys.executable, str(_MEASURED), str(report), module, *arguments]
        environment = {**os.environ, "CSM_STATE": folder, **variables}
        started = time.perf_counter()
        ended = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
        if ended.returncode:
            raise RuntimeError(f"{module} ended with {ended.returncode}: {ended.stderr[-2000:]}")
        peak, cpu = report.read_text(encoding="utf-8").split()
        return Run(seconds, float(cpu), int(peak) / 1024, ended.stdout)
