"""The test modules of a new checkout, compiled once before the workers start.

Compiling them, assertions rewritten, takes longer than all else of collecting. Workers that start
together find nothing compiled, and each would do all of it at the same time.
"""

import multiprocessing
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

_TOP = Path(__file__).parents[1]
_MANY = 100  # of fewer a worker makes short work


def compile_ahead() -> None:
    """Import what was never compiled, in processes that end with it; pytest writes the code down.

    A module that cannot be imported is left to the workers, who say so.
    """
    new = [path for path in sorted((_TOP / "tests").rglob("test_*.py")) if not is_compiled(path)]
    if sys.dont_write_bytecode or len(new) < _MANY:
        return
    forked, count = multiprocessing.get_context("fork"), os.cpu_count() or 1
    shares = [forked.Process(target=_import, args=(new[first::count],)) for first in range(count)]
    for share in shares:
        share.start()
    for share in shares:
        share.join()


def is_compiled(path: Path) -> bool:
    """Whether pytest has written down a module's code, be it of an older text."""
    return any((path.parent / "__pycache__").glob(f"{path.stem}.*pytest*.pyc"))


def _import(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(Exception):
            import_module(".".join(path.relative_to(_TOP).with_suffix("").parts))
