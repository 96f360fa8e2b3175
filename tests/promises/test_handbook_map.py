"""docs/handbook-map.md: each sentence of the handbook's page has a command, or a reason why not."""

import re
import shlex
from typing import NamedTuple

import pytest

from tests import reference
from tests.promises.console import examples
from tests.promises.program import TOP

_MAP = TOP / "docs" / "handbook-map.md"
_ROW = re.compile(
    r"^\| (?P<nth>\d+) \| (?P<words>.+?) … \| (?P<asks>.+?) \| (?P<how>.+) \| (?P<example>.+?) \|$",
    re.MULTILINE,
)
_WITHOUT = re.compile(r"\b(no command|asks for nothing)\b")
_CODE = re.compile(r"`([^`]+)`")
_CLAUSE = re.compile(r"; |,? or |: | without ")
_WORDS = '"…"'
_SENTENCES = re.compile(r'(?<=[.!?])\s+(?=[A-Z"])')


class Row(NamedTuple):
    """A line of the map."""

    nth: int
    words: str
    how: str
    example: str | None


def _rows() -> list[Row]:
    found = _ROW.finditer(_MAP.read_text(encoding="utf-8"))
    return [
        Row(
            int(row["nth"]),
            row["words"],
            row["how"],
            None if row["example"] == "-" else row["example"].strip("`"),
        )
        for row in found
    ]


def _run_by_the_tests() -> list[str]:
    """What the pages run, each in one line; a pipe behind it only makes it fit its page."""
    pages = (TOP / "docs").glob("*.md")
    typed = (each.command for page in pages for each in examples(page.read_text(encoding="utf-8")))
    return [re.sub(r"\s*\\\n\s*", " ", command).split(" | ")[0] for command in typed]


def _is_run(example: str, run: list[str]) -> bool:
    """Whether a page runs this, all of it; `"…"` stands for any words."""
    whole = re.compile('"[^"]+"'.join(map(re.escape, example.split(_WORDS))))
    return any(whole.fullmatch(command) for command in run)


def _is_shown(how: str, example: str) -> bool:
    """Whether an example has the command and the options by which a row says it is done.

    They are those of the first clause that names any; what comes after it is another way.
    """
    named = (_CODE.findall(clause) for clause in _CLAUSE.split(how))
    typed = next((words for words in named if words), [])
    wanted = [word for code in typed for word in code.split() if not word.isupper()]
    return {*wanted} <= {*shlex.split(example)}


def test_each_sentence_has_an_example_that_is_run_or_a_reason() -> None:
    """An example is a whole command of one of the pages, and of the row; else the map says why."""
    run = _run_by_the_tests()
    for row in _rows():
        if row.example is None:
            assert _WITHOUT.search(row.how), row
        else:
            assert _is_run(row.example, run), row
            assert _is_shown(row.how, row.example), row


def test_an_example_of_something_else_is_caught() -> None:
    """The beginning of a command is no example, and neither is another option than the row's."""
    run = ['csm note 1 --message "It is here"', "csm show 1"]
    assert _is_run('csm note 1 --message "…"', run)
    assert not _is_run("csm note 1 --message", run)
    assert not _is_run("csm note 1", run)
    assert _is_shown(
        "`csm escalate --to support`, or `--to engineering`", "csm escalate 1 --to support"
    )
    assert not _is_shown("[`csm show --comments`](show.md) has it", "csm show 1")
    assert not _is_shown("no more than that; `csm claim` does", "csm show 1")


@pytest.mark.reference
def test_no_sentence_is_left_out() -> None:
    """The rows are the page's sentences in the page's order, each by its first words."""
    page = reference.file("handling-customer-issues.md").read_text(encoding="utf-8")
    found, rows = _sentences(page), _rows()
    assert [row.nth for row in rows] == [*range(1, len(found) + 1)]
    for row, sentence in zip(rows, found, strict=True):
        assert _plain(sentence).startswith(_plain(row.words)), (row, sentence)


def _sentences(page: str) -> list[str]:
    """What the page says, without titles; its one query is a sentence."""
    text = re.sub(r"\A---.*?^---\n", "", page, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"```sql.*?```", "SELECT.", text, flags=re.DOTALL)
    text = re.sub(r"</?PrivateLink[^>]*>", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    lines = [re.sub(r"^[->\s]+", "", line) for line in text.splitlines() if line[:1] != "#"]
    return [each for line in lines for each in _SENTENCES.split(line) if each]


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[\w']+", words))
