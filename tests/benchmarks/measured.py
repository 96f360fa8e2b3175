"""Run a module as a program would, and leave its peak of memory and its CPU time in a file.

`python tests/benchmarks/measured.py FILE MODULE ARGUMENT...`. It imports nothing that the module
might not: what it costs itself is the interpreter.
"""

import atexit
import resource
import runpy
import sys
from pathlib import Path

_PEAK = "VmHWM:"


def _peak_kib() -> int:
    """The most memory this process ever held at once; the kernel's own count where it has one.

    What `getrusage` says can begin with the memory of the process that started this one.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(_PEAK))
    except (OSError, StopIteration):
        told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return told // 1024 if sys.platform == "darwin" else told


def _tell(report: Path) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    report.write_text(f"{_peak_kib()} {used.ru_utime + used.ru_stime}", encoding="utf-8")


if __name__ == "__main__":
    report, module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    sys.path[0] = str(Path.cwd())
    atexit.register(_tell, Path(report))  # csm does not come back here when it ends
    runpy.run_module(module, run_name="__main__", alter_sys=True)
