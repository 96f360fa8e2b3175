"""The demo as it is seen: what a person types, and what changed on the ticket."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.environment import Environment
from csm_cli.output import clean
from csm_cli.output.present import View, console

if TYPE_CHECKING:
    from rich.console import Console


def opening(environment: Environment, why: str, command: str) -> None:
    """Why a person types the next command, and the command."""
    from rich.text import Text  # noqa: PLC0415

    screen = console(environment)
    screen.print()
    screen.rule(Text(why, "bold"), align="left")
    screen.print(Text.assemble(("$ ", "dim"), (command, "bold cyan")), soft_wrap=True)


def ending(environment: Environment, changes: Sequence[str], *, good: bool) -> None:
    """What changed on the ticket as Zendesk now tells it."""
    from rich.text import Text  # noqa: PLC0415

    screen = console(environment)
    title = "On the ticket, as Zendesk now tells it:"
    screen.print(Text(title if changes else "On the ticket: nothing changed.", "dim"))
    for change in changes:
        screen.print(Text(f"  {clean.line(change)}"))
    if not good:
        screen.print(Text("This step did not do what it should.", "bold red"))


def closing(environment: Environment, text: str, *, good: bool) -> None:
    """The last words: whether all went well, and where to go from here."""
    from rich.text import Text  # noqa: PLC0415

    screen = console(environment)
    screen.print()
    verdict = ("Every step did what it should.", "bold green")
    screen.print(Text(*(verdict if good else ("The demo failed.", "bold red"))))
    screen.print(Text(text), soft_wrap=True)


def view(steps: Sequence[Any], *, good: bool) -> View:
    """The demo as a document: `{steps: [{command, exit_code, changes, good}], good}`."""

    def screen(terminal: "Console") -> None:
        terminal.print(good)

    records = [step._asdict() | {"changes": list(step.changes)} for step in steps]
    return View({"steps": records, "good": good}, [], screen)
