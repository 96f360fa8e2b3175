"""Where a word can stand, and what it can be: what all four scripts are made of."""

from pathlib import Path
from typing import NamedTuple

from csm_cli.adapters import ownership_file, ownership_reading, tips_file
from csm_cli.adapters.completion import of_features, of_teams
from csm_cli.cli.commands import help as help_command
from csm_cli.output.topics import TOPICS
from tests.generated.tree import Argument, Node, Option

_NO_OWN = Path("/dev/null/tips.yaml")


class Place(NamedTuple):
    """A command as far as it is typed, such as `csm audit`, with all that can follow it.

    `commands` are names with their summaries.
    """

    path: str
    commands: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]


def places(root: Node) -> list[Place]:
    """Every place, in the order of the help."""
    found = []
    for node in root.walk():
        if node.words == ("help",):
            found += _of_help(node, root)
        else:
            below = tuple((child.name, child.summary) for child in node.children)
            found.append(Place(node.path, below, node.options, node.arguments))
    return found


def _of_help(node: Node, root: Node) -> list[Place]:
    """What can be explained: topics, what some of them are about, and commands."""
    topics = tuple((name, topic.summary) for name, topic in TOPICS.items())
    commands = tuple((child.name, child.summary) for child in root.children)
    groups = [child for child in root.children if child.children]
    return [
        Place(node.path, (*topics, *commands), node.options, ()),
        _words(node, "json", help_command.documents()),
        _words(node, "templates", help_command.template_names()),
        *(_words(node, group.name, [child.name for child in group.children]) for group in groups),
    ]


def _words(node: Node, topic: str, names: list[str]) -> Place:
    argument = Argument("", "", f"words {' '.join(names)}", many=False, required=False)
    return Place(f"{node.path} {topic}", (), node.options, (argument,))


def shipped() -> dict[str, list[tuple[str, str]]]:
    """The values that come with csm, for a machine on which it has not run yet."""
    rows = ownership_reading.read(None)
    assert ownership_file.shipped().is_file()
    return {
        "areas": [(entry.area, entry.title or "") for entry in tips_file.load(_NO_OWN)],
        "features": list(of_features(rows)),
        "teams": list(of_teams(rows)),
        "profiles": [
            ("default", "what stands outside the profiles of the config file"),
            ("sandbox", "a Zendesk and a PostHog of your own, on this machine"),
        ],
    }
