"""A pasted link to a ticket of PostHog Support is told from one of Zendesk's, by every command."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.promises.program import commands
from tests.terminal import Terminal

ADDRESS = "https://us.posthog.com/project/2/support/tickets/512"
ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"

BESIDE = {
    "login-as": ["user:7"],
    "log resolve": ["--as", "not-written", "--yes"],
    "audit-impersonation": [ORGANIZATION, "--days", "3", "--yes"],
}
"""What else a command with an option for a ticket can't do without."""

UNNAMED = (["whois-owns", ADDRESS], ["org", ADDRESS], ["login-as", ADDRESS, "--reason", "why not"],
           ["audit-impersonation", ADDRESS], ["tips", ADDRESS], ["similar", ADDRESS])  # fmt: skip
"""Arguments that take a ticket among other things."""


def _is_ticket(parameter: Any) -> bool:
    return str(parameter.metavar or "").rstrip(".").startswith("TICKET")


def _lines() -> Iterator[list[str]]:
    for command in commands():
        for parameter in filter(_is_ticket, command.parser.params):
            beside = BESIDE.get(command.name, [])
            option = [parameter.opts[0]] if parameter.param_type_name == "option" else []
            yield [*command.words, *beside, *option, ADDRESS]


LINES = [*_lines(), *UNNAMED]


def test_the_parser_was_walked() -> None:
    """Arguments and options alike were found."""
    found = {" ".join(line[:1]) for line in LINES}
    assert {"claim", "escalate", "show", "role", "log", "login-as"} <= found


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_it_is_said_what_it_is_and_where_to_open_it(line: list[str], offline: Terminal) -> None:
    """Exit 2 before anybody is asked anything: never taken for Zendesk's ticket of that number."""
    out = offline([*line, "--no-input"])
    assert (out.exit_code, str(out)) == (2, ""), out.stderr
    assert "that is a ticket of PostHog Support, #512 on us.posthog.com" in out.stderr
    assert "csm works on Zendesk's" in out.stderr
    assert f"next: open it at {ADDRESS}\n" in out.stderr


SHORT = ADDRESS.removeprefix("https://")


@pytest.mark.parametrize(
    "line", [["whois-owns", SHORT], ["tips", SHORT], ["similar", SHORT], ["org", SHORT]]
)
def test_as_browsers_show_it(line: list[str], offline: Terminal) -> None:
    """Without its scheme it is the same address, also where words would do as well."""
    out = offline(line)
    assert (out.exit_code, str(out)) == (2, "")
    assert "that is a ticket of PostHog Support, #512 on us.posthog.com" in out.stderr
