"""Settings as a table; a secret shows that it is there, and nothing of itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csm_cli.domain.settings import Setting
from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from rich.console import Console

MASK = "********"


def view(settings: Sequence[Setting]) -> View:
    """The settings as `{settings: [{name, value, source}]}`, null for what is not set."""
    shown = [(row.name, _shown(row), row.source) for row in settings]

    def screen(console: "Console") -> None:
        console.print(table(("setting", "value", "from"), shown))

    return View(
        {"settings": [dict(zip(("name", "value", "source"), row, strict=True)) for row in shown]},
        shown,
        screen,
    )


def _shown(setting: Setting) -> str | None:
    return MASK if setting.secret and setting.value else setting.value
