"""The files that are made from the parser are those of this parser, the same on every machine."""

import re
import subprocess
import sys

import pytest

from csm_cli.adapters.completion_scripts import FILES
from tests.generated import bash, fish, kinds, powershell
from tests.generated.__main__ import FOLDERS
from tests.generated.made import TOP, made
from tests.generated.places import places
from tests.generated.tree import tree
from tests.promises.program import commands

SCRIPTS = [f"csm_cli/completion/{name}" for name in FILES.values()]


def test_they_are_current() -> None:
    """Each file is what `python -m tests.generated` makes of the commands as they are now."""
    for name, text in made().items():
        there = (TOP / name).read_text(encoding="utf-8") if (TOP / name).exists() else None
        assert there == text, f"{name} is not current: python -m tests.generated"


def test_there_are_no_others() -> None:
    """What is made no more is gone: no page of a command that was taken away stays behind."""
    there = [path for folder in FOLDERS for path in (TOP / folder).iterdir()]
    assert {path.relative_to(TOP).as_posix() for path in there} == set(made())


def test_they_are_the_same_everywhere() -> None:
    """A narrow terminal, another language and another order of hashes make the same files."""
    code = "from tests.generated.made import made; print(hash(tuple(made().items())) and made())"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=TOP,
        env={"COLUMNS": "40", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == f"{made()}\n"


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_know_every_option(name: str) -> None:
    """Each command with each of its options stands in each script, as the parser has it."""
    text = (TOP / name).read_text(encoding="utf-8")
    for command in commands():
        if command.words != ("help",):
            assert f"'csm {command.name}'" in text, command.name
        for option in command.options:
            assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text), option


def test_the_tree_is_the_parsers() -> None:
    """No command is left out, and what takes a value is known for it."""
    nodes = {node.words: node for node in tree().walk()}
    for command in commands():
        node = nodes[command.words]
        assert node.runs
        options = {one: each for each in node.options for one in each.spellings}
        for parameter in command.parser.params:
            for spelling in parameter.opts:
                if spelling.startswith("-"):
                    takes = not parameter.is_flag
                    assert (options[spelling].kind is not None) is takes, spelling


FREE = {
    ("csm log resolve", "OPERATION"): "ids of the journal, which is no file that a shell can read",
    ("csm log forget", "OPERATION"): "the same",
    ("csm config set", "VALUE"): "what it can be depends on the key before it",
}
"""Arguments for which nothing is offered, and why."""


def test_each_argument_is_offered_something() -> None:
    """None falls into nothing without somebody having said so, and said why."""
    nothing = set()
    for place in places(tree()):
        for each in place.arguments:
            kind, _, values = each.kind.partition(" ")
            assert kind in {"text", "file", "folder"} or values, (place.path, each)
            if kind == "text":
                nothing.add((place.path, each.metavar))
    assert nothing == set(FREE)


def test_what_nobody_has_thought_of_is_noticed() -> None:
    """A new metavar makes no script before it is told what it is."""
    for metavar in ("SPACESHIP", "TICKET|SPACESHIP"):
        with pytest.raises(LookupError, match=re.escape(metavar)):
            kinds.of_argument(metavar, None)


def test_the_page_says_where_tickets_are_completed() -> None:
    """Its row names every command and option that takes a ticket."""
    page = (TOP / "docs" / "completion.md").read_text(encoding="utf-8")
    [row] = [
        line for line in page.splitlines() if line.endswith("| the tickets that you read last |")
    ]
    offered = {
        place.path
        for place in places(tree())
        for each in place.arguments
        if each.kind.startswith("lists ") and "tickets" in each.kind.split()
    } | {
        each.name
        for place in places(tree())
        for each in place.options
        if each.kind == "lists tickets"
    }
    assert set(re.findall("`([^`]+)`", row)) == offered


def test_words_of_others_stay_words() -> None:
    """A name of the ownership file that a shell could take for more is quoted for each of them."""
    hostile = 'it\'s $(x) `x` \\ "q" \u2019s'
    asked = ["bash", "-c", f"printf %s {bash.quoted(hostile)}"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert told.stdout == hostile
    assert fish.quoted(hostile) == "'it\\'s $(x) `x` \\\\ \"q\" \u2019s'"
    assert powershell.quoted(hostile) == "'it''s $(x) `x` \\ \"q\" \u2019\u2019s'"


def test_the_script_for_powershell() -> None:
    """Nobody runs it here, and it says so; its brackets and strings at least are in pairs."""
    text = (TOP / "csm_cli" / "completion" / "csm.ps1").read_text(encoding="utf-8")
    assert "has not been run" in text
    bare = re.sub(r"#.*", "", re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", "", text))
    for opening, closing in ("()", "{}", "[]"):
        assert bare.count(opening) == bare.count(closing)
    assert "'" not in bare
