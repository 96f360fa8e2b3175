"""Finds the folder of recorded answers and vendors' files that stands beside the repository.

It is not part of the project. Tests marked `reference` compare with it; where it does not stand
they are deselected, and a line of the report says so. `CSM_REFERENCE` names it elsewhere.
"""

import os
from pathlib import Path

import pytest

_MARK = "reference"


def folder() -> Path | None:
    """Return the folder, or None; a folder that was named and is not there is an error."""
    if named := os.environ.get("CSM_REFERENCE"):
        if not Path(named).is_dir():
            raise pytest.UsageError(f"CSM_REFERENCE names {named}, which is no folder")
        return Path(named)
    for parent in Path(__file__).resolve().parents:
        found = parent / "shared" / "reference"
        if found.is_dir():
            return found
    return None


def file(name: str) -> Path:
    """Return a file of the folder, which is there when a test with the mark runs."""
    found = folder()
    assert found is not None
    return found / name


def header() -> str:
    """Say whether the comparisons are made."""
    found = folder()
    if found is None:
        return f"reference: not found, tests marked {_MARK!r} are deselected (CSM_REFERENCE)"
    return f"reference: {found}"


def deselect_without(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the comparisons out where there is nothing to compare with."""
    if folder() is not None:
        return
    without = [item for item in items if item.get_closest_marker(_MARK)]
    items[:] = [item for item in items if item not in without]
    config.hook.pytest_deselected(items=without)
