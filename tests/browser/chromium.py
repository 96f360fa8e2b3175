"""The Chromium of this machine, for tests that look at a page as a reader does.

Tests marked `browser` are deselected where there is none, and a line of the report says so;
with `CSM_REQUIRE_BROWSER=1` they fail there instead. `CSM_BROWSER` names another program.
"""

import os
import shutil

import pytest

_MARK = "browser"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """The browser's program, or None."""
    named = os.environ.get("CSM_BROWSER")
    return next((path for name in (named, *_NAMES) if name and (path := shutil.which(name))), None)


def required() -> bool:
    """Whether a missing browser is a failure."""
    return os.environ.get("CSM_REQUIRE_BROWSER") == "1"


def header() -> str:
    """Say whether pages are looked at."""
    found = program()
    if found is None and not required():
        return f"browser: no Chromium found, tests marked {_MARK!r} are deselected"
    return f"browser: {found or 'required, and not found'}"


def deselect_without(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what looks at pages where there is nothing to look with."""
    if program() is not None or required():
        return
    without = [item for item in items if item.get_closest_marker(_MARK)]
    items[:] = [item for item in items if item not in without]
    config.hook.pytest_deselected(items=without)
