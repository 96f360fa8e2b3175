"""Reading the JSON of a scenario with the line of every record, so that errors can name it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from csm_cli.sandbox.errors import ScenarioError

_BLANK = re.compile(r"[ \t\r\n]*")


class Located(NamedTuple):
    """A JSON value and where it begins."""

    file: Path
    line: int
    value: Any

    def error(self, reason: str) -> ScenarioError:
        """Build the error that refuses this record."""
        return ScenarioError(self.file, self.line, reason)


def read_text(file: Path) -> str:
    """Read a scenario file as UTF-8; refuse one that is not."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ScenarioError(file, line, "not UTF-8 text") from error
    except OSError as error:
        raise ScenarioError(file, 1, f"cannot be read: {error.strerror}") from error


def read_sections(file: Path) -> dict[str, Located | list[Located]]:
    """Read a JSON object whose values are objects, or lists of objects, each with its line."""
    return _Reader(file, read_text(file)).sections()


def read_lines(file: Path) -> Iterator[Located]:
    """Read JSON lines one by one; empty lines are skipped."""
    try:
        with file.open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                if raw.strip():
                    yield Located(file, number, _parse_line(file, number, raw))
    except OSError as error:
        raise ScenarioError(file, 1, f"cannot be read: {error.strerror}") from error


def _parse_line(file: Path, number: int, raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ScenarioError(file, number, "not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise ScenarioError(file, number, f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ScenarioError(file, number, "a record must be a JSON object")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class _Reader:
    """Walks the outer two levels by hand and leaves every record to the json module."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = text
        self._at = 0
        self._counted = (0, 1)  # up to where lines are counted, and on which line that is
        self._decoder = json.JSONDecoder(parse_constant=_refuse_constant)

    def sections(self) -> dict[str, Located | list[Located]]:
        found: dict[str, Located | list[Located]] = {}
        self._expect("{")
        while not self._accept("}"):
            if found:
                self._expect(",")
            key = self._value()
            if not isinstance(key.value, str):
                raise key.error("a section's name must be text")
            if key.value in found:
                raise key.error(f"section {key.value!r} appears twice")
            self._expect(":")
            found[key.value] = self._records() if self._peek() == "[" else self._value()
        if self._peek():
            raise self._error("text after the end of the object")
        return found

    def _records(self) -> list[Located]:
        records: list[Located] = []
        self._expect("[")
        while not self._accept("]"):
            if records:
                self._expect(",")
            records.append(self._value())
        return records

    def _value(self) -> Located:
        self._peek()
        line = self._line()
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            raise ScenarioError(self._file, error.lineno, f"not JSON: {error.msg}") from error
        except (ValueError, RecursionError) as error:
            raise ScenarioError(self._file, line, f"not JSON: {error}") from error
        return Located(self._file, line, value)

    def _peek(self) -> str:
        blank = _BLANK.match(self._text, self._at)
        assert blank is not None
        self._at = blank.end()
        return self._text[self._at : self._at + 1]

    def _accept(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self._at += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._accept(sign):
            found = self._peek()
            seen = repr(found) if found else "the end of the file"
            raise self._error(f"not JSON: expected {sign!r}, found {seen}")

    def _error(self, reason: str) -> ScenarioError:
        return ScenarioError(self._file, self._line(), reason)

    def _line(self) -> int:
        """The line of where the walk is, counted on from the last one: files can be large."""
        start, line = self._counted
        line += self._text.count("\n", start, self._at)
        self._counted = (self._at, line)
        return line
