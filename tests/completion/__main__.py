"""How long a Tab takes in bash, beside starting Python: `python -m tests.completion`.

Both are measured in turn, so that what else the machine does falls on both.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

RUNS = 50
LINES = ("csm ", "csm claim 48", "csm whois-owns sess", "csm escalate 48213 --")

_ANSWERING = r"""
source "$0"
while IFS= read -r line; do
  COMP_LINE=$line COMP_POINT=${#line} COMP_TYPE=9
  read -ra COMP_WORDS <<<"$line"
  [[ $line == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  began=$EPOCHREALTIME
  _csm csm
  ended=$EPOCHREALTIME
  echo $((${ended/./} - ${began/./}))
done
"""


def main() -> None:
    """Print the medians in milliseconds, and the largest of a Tab as a part of Python's."""
    bash = shutil.which("bash")
    assert bash, "there is no bash"
    with tempfile.TemporaryDirectory() as state:
        tickets = Path(state) / "completion" / "tickets"
        tickets.parent.mkdir()
        tickets.write_text("".join(f"{48000 + n}\tA subject, number {n}\n" for n in range(50)))
        measured = _measured(bash, state)
    for name, times in measured.items():
        sys.stdout.write(f"{statistics.median(times):8.2f} ms  {name}\n")
    python = measured.pop("python -I -c pass")
    parts = [
        statistics.median(tab / start for tab, start in zip(times, python, strict=True))
        for times in measured.values()
    ]
    sys.stdout.write(f"a Tab takes at most {max(parts):.0%} of starting Python\n")


def _measured(bash: str, state: str) -> dict[str, list[float]]:
    measured: dict[str, list[float]] = {line: [] for line in (*LINES, "python -I -c pass")}
    script = str(files("csm_cli") / "completion" / "csm.bash")
    with subprocess.Popen(
        [bash, "--norc", "-c", _ANSWERING, script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "CSM_STATE": state},
        text=True,
        bufsize=1,
    ) as shell:
        assert shell.stdin
        assert shell.stdout
        for _ in range(RUNS):
            for line in LINES:
                shell.stdin.write(f"{line}\n")
                measured[line].append(int(shell.stdout.readline()) / 1000)
            began = time.perf_counter()
            subprocess.run([sys.executable, "-I", "-c", "pass"], check=True)
            measured["python -I -c pass"].append((time.perf_counter() - began) * 1000)
        shell.stdin.close()
    return measured


if __name__ == "__main__":
    main()
