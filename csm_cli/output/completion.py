"""What `csm completion` tells: the script itself, or where it was put."""

from typing import TYPE_CHECKING

from csm_cli.output.present import View

if TYPE_CHECKING:
    from rich.console import Console


def script_view(shell: str, text: str) -> View:
    """The script in a document."""

    def screen(console: "Console") -> None:
        console.print(text)

    document = {"shell": shell, "script": text, "installed": None, "then": None}
    return View(document, [(shell, text)], screen)


def installed_view(shell: str, path: str, then: str) -> View:
    """Where a script was put, and what is left to do."""

    def screen(console: "Console") -> None:
        console.print(f"Installed {path}", soft_wrap=True)

    document = {"shell": shell, "script": None, "installed": path, "then": then or None}
    return View(document, [(shell, path)], screen)
