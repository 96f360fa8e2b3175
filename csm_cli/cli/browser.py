"""Opens a page in the person's browser, with nothing of the browser's own on our streams."""

import subprocess
import sys
from contextlib import suppress

from csm_cli.environment import Environment

_PATIENCE = 10  # seconds until a browser that runs in the foreground is left alone


def open_page(environment: Environment, url: str) -> None:
    """Open the page; that it can't be opened is no error, since its address was told.

    In a process of its own, without a terminal: browsers chat on stdout, and one that draws
    on the terminal would take it over.
    """
    with suppress(OSError, subprocess.TimeoutExpired):
        # The person's own choice of browser, by way of Python's list of browsers.
        subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-m", "webbrowser", "-t", url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment.variables),
            start_new_session=True,
            timeout=_PATIENCE,
            check=False,
        )
