"""`--web`: a command's page in the person's browser, in place of the command's own screen."""

import sys
from typing import Annotated

import typer

from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import ExitCode, NotFound, Unavailable, WrongUsage
from csm_cli.environment import Environment
from csm_cli.output.present import write_line

Web = Annotated[bool, typer.Option("--web", "-w", help="Open its page in the browser instead.")]

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def check(invocation: Invocation, *, web: bool) -> None:
    """Refuse a page and a document at once: a program that reads JSON has no use for a browser.

    Raises:
        WrongUsage: both are asked for.
    """
    if web and invocation.shared.json:
        raise WrongUsage("--web opens a page and --json prints a document: leave one of them out")


def show_page(invocation: Invocation, url: str | None, of: str) -> int:
    """Open the page and say so; where there is no browser its address is the result, on stdout.

    `of` says what it is the page of; see `checked` for the errors.
    """
    from csm_cli.cli.browser import open_page  # noqa: PLC0415 - a look-up does without processes
    from csm_cli.domain.happenings import Opened  # noqa: PLC0415

    environment, page = invocation.environment, checked(url, of)
    if has_browser(environment):
        invocation.voice(f"opening {page}")
        environment.record(Opened(page))
        open_page(environment, page)
    else:
        write_line(environment, page)
    return ExitCode.DONE


def checked(url: str | None, of: str) -> str:
    """The address, if it is one that a browser may be handed.

    Raises:
        NotFound: there is none.
        Unavailable: it is no address of the web that is safe, whoever it came from.
    """
    if not url:
        raise NotFound(f"there is no page of {of}", hint="leave --web out")
    if not _is_safe(url):
        raise Unavailable(f"the page of {of} is no safe address: {url}", hint="leave --web out")
    return url


def has_browser(environment: Environment) -> bool:
    """Whether a browser can be there: one that was named, or a desktop to show it on."""
    if environment.variable("BROWSER"):
        return True
    if sys.platform in {"darwin", "win32"}:
        return not environment.variable("SSH_CONNECTION")
    return any(environment.variable(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _is_safe(url: str) -> bool:
    """Encrypted, or of this machine; and nothing in it hides where it leads."""
    from urllib.parse import urlsplit  # noqa: PLC0415

    parts = urlsplit(url)
    if not url.isprintable() or " " in url or parts.username is not None or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
