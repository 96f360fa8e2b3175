"""Every file that is made from the parser, by its path in the project."""

from pathlib import Path

from tests.command_pages.pages import pages as command_pages
from tests.generated.manual import pages
from tests.generated.scripts import scripts
from tests.generated.tree import tree

TOP = Path(__file__).parents[2]


def made() -> dict[str, str]:
    """The text of each file."""
    root = tree()
    return {
        **{f"csm_cli/completion/{name}": text for name, text in scripts(root).items()},
        **{f"man/{name}": text for name, text in pages(root).items()},
        **{f"docs/reference/commands/{name}": text for name, text in command_pages().items()},
    }
