"""README and docs tell the truth: examples run, links lead somewhere, every command has a page."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from csm_cli.cli.shared import OPTIONS
from csm_cli.cli.table import COMMANDS
from tests.promises.console import Example, agrees, examples, left_out, run
from tests.promises.program import TOP, Command, commands

PAGES = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").glob("**/*.md"))]
EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(?P<text>.*)$", re.MULTILINE)
_CODE = re.compile(r"(?<!`)`csm ([^`]+)`(?!`)")

# `sandbox serve` runs until it is stopped: tests/sandbox shows it at work.
SHOWN = [command for command in commands() if command.name != "sandbox serve"]
SHARED_OPTIONS = {
    spelling
    for typed in (option.__metadata__[0] for option in OPTIONS.values())
    for spelling in (typed.default, *typed.param_decls)
}
TOP_OPTIONS = {*SHARED_OPTIONS, "--help", "-h", "--version"}


def _prose(page: Path) -> str:
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def _anchors(page: Path) -> set[str]:
    """The names that GitHub gives to a page's headings."""
    headings = (found["text"].lower() for found in _HEADING.finditer(_prose(page)))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}


@EVERY
def test_examples_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    """Every command of a page, typed in the page's order, prints what stands below it."""
    for example in examples(page.read_text(encoding="utf-8")):
        printed = run(example.command, tmp_path)
        assert agrees(example.output, printed), (
            f"{page.name}:{example.line}: {example.command}\n{printed}"
        )


@EVERY
def test_no_example_is_left_out(page: Path) -> None:
    """What looks like a session is one that runs, or says why it is not."""
    assert [*left_out(page.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "block",
    [
        "```sh\ncsm claim 1\n```\n",
        "```\n$ csm claim 1\n```\n",
        "``` console\n$ csm claim 1\n```\n",
        "- x\n\n  ```console\n  $ csm claim 1\n  ```\n",
        "~~~console\n$ csm claim 1\n~~~\n",
        "```text\nas in\n$ csm claim 1\n```\n",
        "```toml\n[zendesk\n```\n",
        "Type\n\n    $ csm claim 1\n",
        "Type\n\n    csm clam 1\n",
    ],
)
def test_an_example_that_is_left_out_is_caught(block: str) -> None:
    """A block that nothing runs or reads is named, unless the page says why."""
    assert [*left_out(f"# Title\n\n{block}")]
    if not block.startswith(("- ", "Type", "```toml")):
        assert not [*left_out(f"# Title\n\n<!-- not run: it takes a day -->\n{block}")]


@EVERY
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project leads to one, and its anchor to a heading there."""
    for found in _LINK.finditer(_prose(page)):
        target, _, anchor = unquote(found["target"]).partition("#")
        if "://" in target:
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{page.name}: {found[0]}"
        assert file.is_relative_to(TOP), f"{page.name}: {found[0]}"
        if anchor:
            assert anchor in _anchors(file), f"{page.name}: {found[0]}"


@EVERY
def test_commands_in_the_text_exist(page: Path) -> None:
    """What a page's text calls a command of csm is one, and so are its options."""
    for code in _CODE.findall(_prose(page)):
        assert _is_known(code.split()), f"{page.name}: csm {code}"


def _is_known(words: list[str]) -> bool:
    """Whether these words, behind `csm`, begin with a command or a group, and its options."""
    typed = [word for word in words if not word.startswith("-")]
    options = {word.partition("=")[0] for word in words if word.startswith("-")}
    if not typed or typed[0].isupper():
        return options <= TOP_OPTIONS
    fitting = [command for command in commands() if command.words[0] == typed[0]]
    return any(options <= command.options | TOP_OPTIONS for command in fitting)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_command_has_a_page(command: Command) -> None:
    """Each command is explained, with all its own options, where its name leads one to look."""
    text = (TOP / "docs" / f"{command.words[0]}.md").read_text(encoding="utf-8")
    assert any(f"csm {command.name}" in code for code in re.findall(r"`([^`]+)`", text))
    for option in command.options - SHARED_OPTIONS:
        assert option in text or len(option) == len("-x"), option


def test_the_readme_lists_every_command() -> None:
    """README has each command with its summary, and a link to its page."""
    text = (TOP / "README.md").read_text(encoding="utf-8")
    for entry in COMMANDS:
        assert f"| [`csm {entry.name}`](docs/{entry.name}.md) | {entry.summary} |" in text


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.name)
def test_every_page_has_an_example(command: Command) -> None:
    """A command's page shows it at work, in an example that runs."""
    text = (TOP / "docs" / f"{command.words[0]}.md").read_text(encoding="utf-8")
    assert any(command.name in example.command for example in examples(text))


def test_an_example_that_lies_is_caught(tmp_path: Path) -> None:
    """The comparison holds words and numbers, and lets pass only what differs by nature."""
    page = "```console\n$ csm --version\ncsm 0.0.0\n$ csm config \\\n  --json\n...\n```\n"
    lie, elided = examples(page)
    assert lie == Example(2, "csm --version", "csm 0.0.0\n")
    assert elided.command == "csm config \\\n  --json"
    assert not agrees(lie.output, run(lie.command, tmp_path))
    assert agrees(elided.output, run(elided.command, tmp_path))
    assert agrees("at 2026-01-02 03:04 UTC\n", "at 2026-11-23 10:00 UTC\n")
    assert not agrees("48213\tclaimed\n", "48213\theld\n")
    assert not agrees("", "a warning\n")


def test_a_command_that_does_not_exist_is_caught() -> None:
    """The walk over a page's text knows commands and options from what only looks like one."""
    assert _is_known(["claim", "--take-over"])
    assert _is_known(["--sandbox", "COMMAND"])
    assert _is_known(["sandbox"])
    assert not _is_known(["claim", "--takeover"])
    assert not _is_known(["clam"])
