"""What must be right for a Slack channel: a list to tick, ticked as far as csm can tell."""

from typing import TYPE_CHECKING

from csm_cli.domain import channel_setup
from csm_cli.domain.channel_setup import Check, Checklist
from csm_cli.output import clean, missing
from csm_cli.output.present import View

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

_SIGNS = {
    channel_setup.RIGHT: ("✓", "green"),
    channel_setup.WRONG: ("✗", "red"),
    channel_setup.UNKNOWN: ("☐", "dim"),
}


def view(found: Checklist) -> View:
    """The document of `csm help json triage-checklist`."""

    def screen(console: "Screen") -> None:
        for check in found.checks:
            _line(console, check)

    document = {
        "channel": found.channel,
        "checks": [check._asdict() for check in found.checks],
        "missing": missing.records(found.missing),
    }
    return View(document, [tuple(check) for check in found.checks], screen)


def _line(console: "Screen", check: Check) -> None:
    from rich.text import Text  # noqa: PLC0415

    sign, style = _SIGNS[check.state]
    line = Text.assemble((sign, style), f" {clean.line(check.text)}")
    if check.seen:
        line.append(f" (seen: {clean.line(check.seen)})", "dim")
    console.hanging(line, 2)
