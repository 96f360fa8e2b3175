"""Reading ownership files: a file is used whole or refused, with its name, line and reason."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from csm_cli.adapters.located_yaml import Broken, parse
from csm_cli.adapters.ownership_file import shipped
from csm_cli.adapters.ownership_rows import Rows, read_rows
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Feature, Ownership
from csm_cli.domain.ownership_check import Finding

_LARGEST = 1_000_000  # bytes; the shipped file has about 50,000


class OwnershipFile(NamedTuple):
    """A file as it was read, mistakes and all.

    `beneath` are the shipped rows that stay in force under a user's own file.
    """

    path: Path
    rows: Rows
    beneath: tuple[Feature, ...]


def read(own: Path | None) -> Ownership:
    """The rows to answer from: of the shipped file, or with a user's own laid over them.

    An own file that says `complete: true` is used alone. Of any other, a feature or former
    team that both files describe is the user's alone, in the place of the shipped one; what
    only the user describes comes last.

    Raises:
        WrongUsage: a file cannot be read or used; the message has file, line and reason.
    """
    over = _rows_of(own or shipped(), str(own) if own else None)
    usable = _usable(own or shipped(), over)
    return usable if own is None or over.complete else _laid(usable, read(None))


def examine(own: Path | None) -> OwnershipFile:
    """Read a user's file, or else the shipped one, and keep what is wrong with it.

    Raises:
        WrongUsage: there is no such file, or it may not be read.
    """
    path = own or shipped()
    rows = _rows_of(path, str(own) if own else None)
    if own is None or rows.complete:
        return OwnershipFile(path, rows, ())
    described = {key(row.feature.name) for row in rows.features}
    below = tuple(row for row in read(None).features if key(row.name) not in described)
    return OwnershipFile(path, rows, below)


def _rows_of(path: Path, origin: str | None) -> Rows:
    return parsed(_bytes(path), origin)


def parsed(content: bytes, origin: str | None) -> Rows:
    """What a file's content holds, mistakes and all; `origin` as `read_rows` takes it."""
    try:
        return _parsed(content, origin)
    except Broken as broken:
        return Rows(complete=False, features=(), former_teams=(), findings=(broken.finding,))


def refuse(path: Path, rows: Rows) -> None:
    """Say no to a file with mistakes.

    Raises:
        WrongUsage: it has some; the message has file, line and reason.
    """
    if rows.findings:
        raise WrongUsage(
            _refusal(path, rows.findings), hint=f"csm ownership check {shlex.quote(str(path))}"
        )


def _bytes(path: Path) -> bytes:
    """At most one byte more than is allowed, so that an endless file ends too."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongUsage(f"the ownership file {path} cannot be read: {reason}") from error


def _parsed(content: bytes, origin: str | None) -> Rows:
    if len(content) > _LARGEST:
        raise Broken(1, "too_large", f"the file has more than {_LARGEST:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Broken(line, "encoding", "this line is not UTF-8 text") from error
    root, findings = parse(text)
    rows = read_rows(root, origin)
    return rows._replace(findings=tuple(sorted([*findings, *rows.findings])))


def _usable(path: Path, rows: Rows) -> Ownership:
    refuse(path, rows)
    return Ownership(
        tuple(row.feature for row in rows.features), tuple(row.team for row in rows.former_teams)
    )


def _refusal(path: Path, errors: Sequence[Finding]) -> str:
    others = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{path}:{errors[0].line}: {errors[0].text}{others}"


def _laid(over: Ownership, under: Ownership) -> Ownership:
    features = {key(row.name): row for row in (*under.features, *over.features)}
    teams = {key(row.name): row for row in (*under.former_teams, *over.former_teams)}
    return Ownership(tuple(features.values()), tuple(teams.values()))
