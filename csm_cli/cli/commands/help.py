"""`csm help`: topics that are not commands, commands, and the JSON schema of each document."""

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain import noting
from csm_cli.domain.errors import NotFound, WrongUsage
from csm_cli.output.help import topic_view
from csm_cli.output.topics import TEMPLATES, TOPICS

app = group("Explain a command or a topic: exit-codes, environment, templates and more.")


@command(app, "help")
def help_(
    invocation: Invocation,
    topic: Annotated[
        str | None,
        typer.Argument(metavar="[TOPIC]", help="A topic or a command; without it, the topics."),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="With json: the command. With templates: which."),
    ] = None,
) -> None:
    """Explain a command or a topic: exit-codes, environment, templates and more.

    `csm help json COMMAND` prints the JSON Schema of the document that the command prints.
    `csm help templates NAME` prints the template that is in use, which may be your own.
    """
    names = words or []
    if topic is None:
        rows = [(name, topic.summary) for name, topic in TOPICS.items()]
        invocation.present(topic_view("topics", [*rows, ("COMMAND", "The help of a command.")]))
    elif topic == "json":
        _schema(invocation, "-".join(names))
    elif topic == "templates" and names:
        _template(invocation, "-".join(names))
    elif topic not in TOPICS:
        _command(invocation, [topic, *names])
    elif names:
        raise WrongUsage(f"the topic {topic} takes no name", hint=f"csm help {topic}")
    else:
        own = _own_templates(invocation) if topic == "templates" else {}
        invocation.present(topic_view(topic, [*own.items(), *TOPICS[topic].rows.items()]))


def documents() -> list[str]:
    """The names that `csm help json` knows."""
    return sorted(_schemas())


def template_names() -> list[str]:
    """The names that `csm help templates` knows."""
    return list(TEMPLATES)


def _schema(invocation: Invocation, name: str) -> None:
    known = _schemas()
    found = known.get(name.replace(" ", "-"))
    if found is None:
        raise NotFound(
            f"there is no schema for {name!r}" if name else "whose document?",
            hint=f"csm help json COMMAND, with one of: {', '.join(sorted(known))}",
        )
    text = found.read_text(encoding="utf-8")
    if invocation.shape.fields is not None:
        raise WrongUsage("a schema is printed whole", hint="--json --jq EXPR takes parts of it")
    if invocation.shape.program is not None:
        invocation.shape.filtered(invocation.environment, json.loads(text))
    else:
        invocation.present_text(text)


_ENDINGS = {"config.schema.json": ".toml"}


def _schemas() -> dict[str, Traversable]:
    """By the name of its command, or of a file that people write: ownership.yaml, tips.yaml."""
    folder = files("csm_cli") / "schemas"
    shapes = {
        entry.name.removesuffix(".json"): entry
        for entry in folder.iterdir()
        if entry.name.endswith(".json")
    }
    written = {
        entry.name.removesuffix(".schema.json") + _ENDINGS.get(entry.name, ".yaml"): entry
        for entry in (folder / "files").iterdir()
    }
    return {**shapes, **written}


def _own_templates(invocation: Invocation) -> dict[str, str]:
    """The templates that only this person has."""
    names = invocation.runtime.templates_of(noting.PREFIX)
    return {name: "csm note: your own" for name in names if name not in TEMPLATES}


def _template(invocation: Invocation, name: str) -> None:
    """The template as it is, and where it is or could be."""
    every = [*TEMPLATES, *_own_templates(invocation)]
    if name not in every:
        raise NotFound(
            f"there is no template {name!r}", hint=f"the templates are: {', '.join(every)}"
        )
    own, path, text = invocation.runtime.template(name)
    where = f"this is {path}" if own else f"a file of your own goes to {path}"
    if invocation.for_a_program:
        invocation.present(topic_view(name, [("path", path), ("text", text)]))
        return
    invocation.say(where)
    invocation.present_text(text)


def _command(invocation: Invocation, words: Sequence[str]) -> None:
    """What `--help` of the command prints; for a program, its commands and options."""
    context = _context(words)
    if invocation.for_a_program:
        rows = list(_rows(context))
        invocation.present(topic_view(" ".join(words), rows))
    else:
        invocation.present_text(f"{context.get_help().rstrip()}\n")


def _context(words: Sequence[str]) -> Any:
    """The parser's context of a command, by its words; nothing is run."""
    from csm_cli.cli.app import app as csm  # noqa: PLC0415 - it imports the table of commands

    parser: Any = typer.main.get_command(csm)
    context = parser.context_class(parser, info_name="csm", **parser.context_settings)
    for place, word in enumerate(words):
        known = parser.list_commands(context) if hasattr(parser, "list_commands") else []
        if word not in known:
            raise _unknown(words[:place], word, known)
        parser = parser.get_command(context, word)
        context = parser.context_class(
            parser, info_name=word, parent=context, **parser.context_settings
        )
    return context


def _unknown(before: Sequence[str], word: str, known: Sequence[str]) -> NotFound:
    if before:
        above = " ".join(before)
        return NotFound(f"csm {above} has no command {word!r}", hint=f"csm {above} --help")
    near = get_close_matches(word, [*TOPICS, *known], n=1)
    topics = f"the topics are: {', '.join(TOPICS)}; csm --help lists the commands"
    return NotFound(
        f"there is no topic {word!r}", hint=f"did you mean: csm help {near[0]}" if near else topics
    )


def _rows(context: Any) -> Iterator[tuple[str, str]]:
    parser = context.command
    if hasattr(parser, "list_commands"):
        for name in parser.list_commands(context):
            yield name, parser.get_command(context, name).help.splitlines()[0]
    for parameter in parser.get_params(context):
        name, text = parameter.get_help_record(context) or (parameter.make_metavar(context), "")
        yield name, text
