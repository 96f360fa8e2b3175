"""The completion scripts: for each shell an engine that is written by hand, with its tables."""

from pathlib import Path

from tests.generated import bash, fish, powershell
from tests.generated.places import places
from tests.generated.tree import Node

_HERE = Path(__file__).parent
SCRIPTS = {
    "csm.bash": ("engine.bash", bash.tables),
    "_csm": ("engine.zsh", bash.tables),
    "csm.fish": ("engine.fish", fish.tables),
    "csm.ps1": ("engine.ps1", powershell.tables),
}


def scripts(root: Node) -> dict[str, str]:
    """The text of each script by the name of its file."""
    found = places(root)
    return {
        name: (_HERE / engine)
        .read_text(encoding="utf-8")
        .replace("#TABLES#", "\n".join(tables(found)))
        for name, (engine, tables) in SCRIPTS.items()
    }
