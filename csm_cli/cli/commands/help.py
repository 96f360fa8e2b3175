"""`csm help`: topics that are not commands, and the JSON schema of each document."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import EXIT_CODES, NotFound
from csm_cli.output.help import ENVIRONMENT, topic_view
from csm_cli.output.present import write_text

app = group("Explain a topic: exit-codes, environment, json COMMAND.")

TOPICS = ("environment", "exit-codes", "json")


@command(app, "help")
def help_(
    invocation: Invocation,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="exit-codes, environment or json.")],
    command_: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND", help="With json: the command.")
    ] = None,
) -> None:
    """Explain a topic: exit-codes, environment, json COMMAND.

    `csm help json COMMAND` prints the JSON Schema of the document that the command prints.
    """
    if topic == "exit-codes":
        rows = [(str(int(code)), text) for code, text in EXIT_CODES.items()]
    elif topic == "environment":
        rows = list(ENVIRONMENT.items())
    elif topic == "json":
        return _schema(invocation, "-".join(command_ or []))
    else:
        raise NotFound(f"there is no topic {topic!r}", hint=f"the topics are: {', '.join(TOPICS)}")
    invocation.present(topic_view(topic, rows))
    return None


def _schema(invocation: Invocation, name: str) -> None:
    known = _schemas()
    found = known.get(name.replace(" ", "-"))
    if found is None:
        raise NotFound(
            f"there is no schema for {name!r}" if name else "whose document?",
            hint=f"csm help json COMMAND, with one of: {', '.join(sorted(known))}",
        )
    text = found.read_text(encoding="utf-8")
    write_text(invocation.environment, text)


def _schemas() -> dict[str, Traversable]:
    """By the name of its command, or of the file that a person writes, such as ownership.yaml."""
    folder = files("csm_cli") / "schemas"
    documents = {
        entry.name.removesuffix(".json"): entry
        for entry in folder.iterdir()
        if entry.name.endswith(".json")
    }
    written = {
        entry.name.removesuffix(".schema.json") + ".yaml": entry
        for entry in (folder / "files").iterdir()
    }
    return {**documents, **written}
