"""docs/handbook-map.md: each sentence of the handbook's page has a command, or a reason why not."""

import re
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
    pages = (TOP / "docs").glob("*.md")
    return [each.command for page in pages for each in examples(page.read_text(encoding="utf-8"))]


def test_each_sentence_has_an_example_that_is_run_or_a_reason() -> None:
    """An example is how one of the pages' commands begins; without one the map says why."""
    run = _run_by_the_tests()
    for row in _rows():
        if row.example is None:
            assert _WITHOUT.search(row.how), row
        else:
            assert any(command.startswith(row.example) for command in run), row


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
