"""`--web`: the page of what was asked for, in the person's browser."""

import re
import time
from pathlib import Path

import pytest

from csm_cli.cli.web import checked
from csm_cli.domain.errors import NotFound, Unavailable
from tests.conftest import Served
from tests.promises.program import TOP, commands
from tests.terminal import Terminal

ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"


@pytest.fixture
def browser(tmp_path: Path) -> tuple[str, Path]:
    """A browser that writes down what it is asked to open; how it is called, and its file."""
    program, opened = tmp_path / "browser", tmp_path / "opened"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >> {opened}.new\nmv {opened}.new {opened}\n'
    )
    program.chmod(0o755)
    return f"{program} %s", opened


def _opened(file: Path) -> list[str]:
    until = time.monotonic() + 10
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.01)  # Python does not wait for a browser
    return file.read_text().splitlines()


PAGES = {
    "show 48213": "{zendesk}/agent/tickets/48213",
    f"org {ORGANIZATION}": f"https://us.posthog.com/admin/posthog/organization/{ORGANIZATION}/change/",
    "role --ticket 48213": "{zendesk}/agent/tickets/48213",
    "login-as 48213": "https://us.posthog.com/admin/posthog/user/?q=theo.okonkwo%40hedgebox.example",
    "similar 48240 --source tips": "https://posthog.com/docs/cdp/sources",
    "whois-owns 'session replay'": "https://posthog.com/handbook/engineering/feature-ownership",
}
ON_THE_PAGE = TOP / "docs" / "reference" / "terminal.md"


def test_every_command_with_a_page_is_named_and_tried() -> None:
    """The reference names the commands that have `--web`, all of them and no other."""
    having = {command.name for command in commands() if "--web" in command.options}
    text = ON_THE_PAGE.read_text(encoding="utf-8")
    told = text.partition("## Pages in the browser\n")[2].partition("\n## ")[0]
    assert {*re.findall(r"`csm ([a-z-]+)`", told)} == having
    assert {command.split()[0] for command in PAGES} == having


@pytest.mark.parametrize("command", PAGES)
def test_a_page_is_opened(
    reader: Terminal, unchanged: Served, browser: tuple[str, Path], command: str
) -> None:
    """The browser gets the page's address and nothing else; a person is told."""
    url = PAGES[command].format(zendesk=unchanged.services["zendesk"])
    out = reader.with_(BROWSER=browser[0])(f"{command} --web")
    assert (out.exit_code, str(out)) == (0, "")
    assert f"opening {url}\n" in out.stderr
    assert _opened(browser[1]) == [url]


@pytest.mark.parametrize("command", PAGES)
def test_without_a_browser_the_address_is_the_result(
    reader: Terminal, unchanged: Served, command: str
) -> None:
    """On a machine that has none, as at the other end of SSH, a person can take it elsewhere."""
    out = reader(f"{command} -w")
    url = PAGES[command].format(zendesk=unchanged.services["zendesk"])
    assert (out.exit_code, str(out)) == (0, f"{url}\n")


@pytest.mark.parametrize("command", PAGES)
def test_not_with_json(reader: Terminal, browser: tuple[str, Path], command: str) -> None:
    """A document and a page at once are refused before anything is asked."""
    out = reader.with_(BROWSER=browser[0])(f"{command} --web --json")
    assert (out.exit_code, str(out)) == (2, "")
    assert "--web opens a page and --json prints a document" in out.error["message"]
    assert not browser[1].exists()


def test_what_is_not_there_is_not_opened(reader: Terminal, browser: tuple[str, Path]) -> None:
    """A ticket that does not exist is an error, and several organizations are listed as ever."""
    curious = reader.with_(BROWSER=browser[0])
    assert curious("show 99 --web").exit_code == 5
    assert curious("whois-owns expor --web").exit_code == 5
    assert not browser[1].exists()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "http://evil.example/", "https://a@evil.example/",
     "https://x.example/\n--new-window", "https://", "--help", "http://127.0.0.1@evil.example/"],
)  # fmt: skip
def test_only_safe_addresses_are_opened(url: str) -> None:
    """Encrypted or of this machine, in plain sight; whatever a service answered."""
    with pytest.raises(Unavailable, match="no safe address"):
        checked(url, "a ticket")


@pytest.mark.parametrize("url", [None, ""])
def test_no_page(url: str | None) -> None:
    """What has no page says so."""
    with pytest.raises(NotFound, match="no page of a ticket"):
        checked(url, "a ticket")


def test_opening_is_recorded(reader: Terminal, browser: tuple[str, Path]) -> None:
    """With `--verbose` an address that was handed on is told as what left csm."""
    out = reader.with_(BROWSER=browser[0])("whois-owns 'session replay' --web -v")
    assert "UTC opened https://posthog.com/handbook/engineering/feature-ownership\n" in out.stderr
