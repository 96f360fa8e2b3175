"""The tips on disk: the shipped ones, and a user's own beside the config file, which come first.

A file is used whole or refused, with its name, the line and the reason. docs/tips.md says what
each key is for. The same shape is published for editors as `schemas/files/tips.schema.json`; a
test holds the two together.
"""

import os.path
import re
from pathlib import Path
from typing import Any

from csm_cli.adapters.field_reader import FieldReader, Keys, Mapping, Rule
from csm_cli.adapters.located_yaml import Broken, Node, parse
from csm_cli.adapters.ownership_rows import AREA, NAME, TEXT
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.ownership_check import Finding
from csm_cli.domain.tips import Place, Tips

READS_VERSION = 1

_LARGEST = 1_000_000  # bytes
_PATH = Rule(
    re.compile(r"/(?!/)[A-Za-z0-9/_.~#?&=%-]{0,300}"), "a path such as /docs/feature-flags"
)
_FILE = Keys(("schema_version", "tips"), ())
_ENTRY = Keys(("area", "as_of", "source"), ("title", "also", "look_up", "steps", "pages", "docs"))
_PLACE = Keys(("title", "path"), ())


def load(own: Path) -> tuple[Tips, ...]:
    """The user's entries, if there is such a file, and then the shipped ones.

    Raises:
        WrongUsage: a file cannot be read or used; the message has file, line and reason.
    """
    return (*_read(own, str(own)), *_shipped()) if os.path.lexists(own) else _shipped()


def usable(own: Path) -> tuple[Tips, ...]:
    """The same for a by-product: of a file that can't be read or used, there are none."""
    try:
        return load(own) if own.is_file() else _shipped()  # a pipe would be waited for
    except WrongUsage:
        return _shipped()


def _shipped() -> tuple[Tips, ...]:
    return _read(Path(__file__).parents[1] / "tips.yaml", None)


def _read(path: Path, origin: str | None) -> tuple[Tips, ...]:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise WrongUsage(f"the file {path} cannot be read: {error.strerror or error}") from error
    entries, findings = _parsed(content, origin)
    if findings:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise WrongUsage(
            f"{path}:{findings[0].line}: {findings[0].text}{more}",
            hint="correct the line (docs: tips)",
        )
    return entries


def _parsed(content: bytes, origin: str | None) -> tuple[tuple[Tips, ...], list[Finding]]:
    if len(content) > _LARGEST:
        return (), [Finding(1, "error", "too_large", f"the file has more than {_LARGEST:,} bytes")]
    try:
        root, findings = parse(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return (), [Finding(line, "error", "encoding", "this line is not UTF-8 text")]
    except Broken as broken:
        return (), [broken.finding]
    read = FieldReader()
    entries = _entries(root, origin, read)
    return entries, sorted([*findings, *read.findings])


def _entries(root: Node, origin: str | None, read: FieldReader) -> tuple[Tips, ...]:
    top = read.mapping(root, _FILE, "the file")
    version = top.get("schema_version")
    if version and (version.kind, version.value) != ("integer", READS_VERSION):
        read.wrong(version, "schema_version", f"the number {READS_VERSION}")
        return ()
    found = [(node.line, _entry(node, origin, read)) for node in read.items(top, "tips")]
    first: dict[str, int] = {}
    for line, entry in found:
        if entry.area in first:
            said = f"the area {entry.area} stands here again, after line {first[entry.area]}"
            read.tell(line, "duplicate", said)
        first.setdefault(entry.area, line)
    return tuple(entry for _, entry in found)


def _entry(node: Node, origin: str | None, read: FieldReader) -> Tips:
    row = read.mapping(node, _ENTRY, "an entry")
    values: dict[str, Any] = {
        "as_of": read.date(row, "as_of"),
        "source": read.text(row, "source", TEXT),
    }
    return Tips(
        area=read.text(row, "area", AREA) or "",
        title=read.text(row, "title", NAME),
        also=read.texts(row, "also", NAME),
        look_up=_texts(row, "look_up", read),
        steps=_texts(row, "steps", read),
        pages=_places(row, "pages", read),
        docs=_places(row, "docs", read),
        origin=origin,
        **values,
    )


def _texts(row: Mapping, name: str, read: FieldReader) -> tuple[str, ...]:
    return tuple(text.strip() for text in read.texts(row, name, TEXT))


def _places(row: Mapping, name: str, read: FieldReader) -> tuple[Place, ...]:
    found = []
    for node in read.items(row, name):
        place = read.mapping(node, _PLACE, f"an entry of {name}")
        title, path = read.text(place, "title", NAME), read.text(place, "path", _PATH)
        found.append(Place(title or "", path or ""))
    return tuple(found)
