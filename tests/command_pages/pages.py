"""The page of each command: how it is typed, its options, its exit codes, its document's keys."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from csm_cli.cli.table import COMMANDS, SECTIONS
from csm_cli.domain import (
    claim_results,
    escalation,
    filling,
    incident_tagging,
    noting,
    ownership_refresh,
    roles,
    undo,
)
from csm_cli.domain.impersonation import filing
from tests.command_pages.documents import keys
from tests.promises.program import Command, commands

FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "commands"
NOTICE = "<!-- Written by `python -m tests.generated`; what is changed here gets lost. -->\n"
WIDTH = 90

OUTCOMES: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "claim": ("outcome of a ticket", claim_results.EXIT_CODES),
    "escalate": ("outcome", escalation.EXIT_CODES),
    "note": ("outcome", noting.EXIT_CODES),
    "role": ("outcome", roles.EXIT_CODES),
    "incident": ("outcome", incident_tagging.EXIT_CODES),
    "triage": ("outcome, with a ticket", filling.EXIT_CODES),
    "undo": ("outcome", undo.EXIT_CODES),
    "ownership refresh": ("outcome", ownership_refresh.EXIT_CODES),
    "audit-impersonation": ("outcome of the note, with --attach-to", filing.EXIT_CODES),
}
"""Commands whose document has an outcome, and the exit code of each outcome."""


def pages() -> dict[str, str]:
    """The text of every page by the name of its file."""
    every = {f"{_file(command)}.md": _page(command) for command in commands()}
    return {"index.md": _index(), **every}


def _file(command: Command) -> str:
    return "-".join(command.words)


def _page(command: Command) -> str:
    context = command.parser.context_class(
        command.parser, info_name=f"csm {command.name}", terminal_width=WIDTH
    )
    usage = command.parser.get_usage(context).removeprefix("Usage: ")
    parts = [
        f"# csm {command.name}\n",
        NOTICE,
        f"```text\n{usage}\n```\n",
        _help(command.parser.help),
        f"How to use it: [csm {command.words[0]}](../../{command.words[0]}.md).\n",
        *_parameters(command, context),
        *_exit_codes(command.name),
        *_document(_file(command)),
    ]
    return "\n".join(parts)


def _help(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(_plain(" ".join(paragraph.split())) for paragraph in paragraphs) + "\n"


def _parameters(command: Command, context: Any) -> list[str]:
    records: dict[str, list[Sequence[str]]] = {"argument": [], "option": []}
    for parameter in command.parser.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and not _is_shared(parameter):
            records[parameter.param_type_name].append((_code(record[0]), _plain(record[1])))
    return [
        _section(f"{kind.title()}s", (kind, "meaning"), rows)
        for kind, rows in records.items()
        if rows
    ] + ["Besides, the [options of every command](index.md#options-of-every-command).\n"]


def _shared() -> list[Any]:
    """The options that every command has: those of one are those of all."""
    every = [{tuple(one.opts): one for one in command.parser.params} for command in commands()]
    return [one for opts, one in every[0].items() if all(opts in other for other in every)]


def _is_shared(parameter: Any) -> bool:
    return any(parameter.opts == one.opts for one in _shared()) or "--help" in parameter.opts


def _exit_codes(name: str) -> list[str]:
    general = "All of them: [exit codes](../exit-codes.md).\n"
    if name not in OUTCOMES:
        return [f"## Exit codes\n\n{general}"]
    title, codes = OUTCOMES[name]
    rows = [(_code(outcome), str(int(code))) for outcome, code in codes.items()]
    return [_section("Exit codes", (title, "exit code"), rows), general]


def _document(name: str) -> list[str]:
    path = files("csm_cli") / "schemas" / f"{name}.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    rows = [(_code(key.path), _bars(key.kind), _plain(key.meaning)) for key in keys(schema)]
    about = _plain(schema.get("description", ""))
    words = f"{about}\n\n" if about else ""
    return [_section("Document", ("key", "holds", "meaning"), rows, f"`--json` prints it. {words}")]


def _index() -> str:
    parts = [
        "# Commands\n",
        NOTICE,
        "Written from the commands themselves; `csm COMMAND --help` says the same.\n",
    ]
    for section in SECTIONS:
        names = {entry.name for entry in COMMANDS if entry.section == section}
        rows = [
            (f"[`csm {command.name}`]({_file(command)}.md)", _summary(command))
            for command in commands()
            if command.words[0] in names
        ]
        parts.append(_section(section, ("command", "does"), rows))
    context = commands()[0].parser.context_class(commands()[0].parser)
    shared = [one.get_help_record(context) for one in _shared()]
    rows = [(_code(option), _plain(meaning)) for option, meaning in shared]
    rows.append((_code("-h, --help"), "Show how the command is typed, and exit."))
    parts.append(_section("Options of every command", ("option", "meaning"), rows))
    parts.append("They stand before the command's name or after it. `csm --version` tells yours.\n")
    return "\n".join(parts)


def _summary(command: Command) -> str:
    return _plain(str(command.parser.help).strip().splitlines()[0])


def _section(
    title: str, head: Sequence[str], rows: Iterable[Sequence[str]], words: str = ""
) -> str:
    lines = [head, ["---"] * len(head), *rows]
    table = "".join(f"| {' | '.join(cells)} |\n".replace("|  |", "| |") for cells in lines)
    return f"## {title}\n\n{words.strip()}\n\n{table}" if words else f"## {title}\n\n{table}"


def _code(text: str) -> str:
    return f"`{_bars(text)}`"


def _plain(text: str) -> str:
    """Text in which nothing is markup, on one line."""
    return _bars(re.sub(r"([<>*_\[\]])", r"\\\1", " ".join(text.split())))


def _bars(text: str) -> str:
    return text.replace("|", "\\|")
