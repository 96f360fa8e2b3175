"""Changes rows in a user's ownership file and leaves the rest of it, comments too, as it stands.

What would be written is read again as any ownership file is, and compared with what was meant,
before it takes the old text's place. That happens in one step or not at all.
"""

import codecs
import io
import stat
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from csm_cli.adapters import private_file
from csm_cli.adapters.located_yaml import reads_as_text
from csm_cli.adapters.ownership_reading import parsed, refuse
from csm_cli.adapters.ownership_rows import Rows
from csm_cli.adapters.ownership_text import insist_unchanged, text_of
from csm_cli.domain.errors import Unexpected
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Feature, FormerTeam, Owner

_WIDTH = 100
_BEGINNING = """\
# Your own ownership file: it is laid over the one that ships with csm.
# docs/ownership.md describes every key; csm ownership check points at a mistake.

schema_version: 1

features: []
"""


class Draft(NamedTuple):
    """A text that may take the place of what was in the file; `before` is null for no file.

    Both are without the mark of their order of bytes, and have line feeds alone between lines.
    """

    path: Path
    before: str | None
    text: str


def drafted(path: Path, features: Sequence[Feature], teams: Sequence[FormerTeam]) -> Draft:
    """The file with these rows in it, in the place of those of the same name or at its end.

    Raises:
        WrongUsage: the file can't be read or used.
        Unexpected: csm can't write it so that it says what is meant.
    """
    before = text_of(path)
    if before is not None:
        refuse(path, parsed(before.encode(), str(path)))
    yaml = _yaml()
    root = yaml.load(before if before and before.strip() else _BEGINNING)
    _put(root, "features", "feature", [_feature_keys(row) for row in features])
    if teams:
        _put(root, "former_teams", "name", [_team_keys(row) for row in teams])
    stream = io.StringIO()
    yaml.dump(root, stream)
    _insist(path, parsed(stream.getvalue().encode(), None), features, teams)
    return Draft(path, before, stream.getvalue())


def write(draft: Draft) -> None:
    """Put the draft in its place.

    Raises:
        Conflict: the file was changed since it was read.
        Unexpected: the disk or the folder takes no more. The file is as it was, each time.
    """
    insist_unchanged(draft.path, draft.before)
    try:
        path = draft.path.resolve()
        mark, ends, mode = _manner(path)
        private_file.write(path, mark + draft.text.replace("\n", ends), mode=mode)
    except (OSError, RuntimeError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise Unexpected(
            f"the ownership file {draft.path} can't be written: {reason}",
            written="nothing was written",
            hint="free space, or name another file with --ownership",
        ) from None


def _manner(path: Path) -> tuple[str, str, int | None]:
    """How a person's file begins, ends its lines, and who may read it: all of it stays so."""
    if not path.exists():
        return "", "\n", None
    content = path.read_bytes()
    mark = "\ufeff" if content.startswith(codecs.BOM_UTF8) else ""
    ends = "\r\n" if b"\r\n" in content else "\n"
    return mark, ends, stat.S_IMODE(path.stat().st_mode)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda *_: True  # which no ownership file may have
    return yaml


Row = dict[str, Any]


def _feature_keys(row: Feature) -> Row:
    """The keys of a row, an absent one null; an owner has a date of its own only if it differs."""
    return {
        "feature": row.name,
        "aliases": row.aliases or None,
        "target_areas": row.target_areas or None,
        "github_labels": row.github_labels or None,
        "owners": [_owner_keys(owner, row) for owner in row.owners],
        "notes": row.notes,
        "as_of": row.as_of,
        "source": row.source,
    }


def _owner_keys(owner: Owner, row: Feature) -> Row:
    return {
        "team": owner.team,
        "team_slug": owner.team_slug,
        "github_team": owner.github_team,
        "slack_channel": owner.slack_channel,
        "slack_channel_inferred": owner.slack_channel_inferred or None,
        "zendesk_group": owner.zendesk_group,
        "as_of": owner.as_of if owner.as_of != row.as_of else None,
        "source": owner.source if owner.source != row.source else None,
    }


def _team_keys(row: FormerTeam) -> Row:
    return {
        "name": row.name,
        "teams": row.teams,
        "via": row.via or None,
        "notes": row.notes,
        "as_of": row.as_of,
        "source": row.source,
    }


def _put(root: Any, table: str, name: str, rows: Sequence[Row]) -> None:
    """Change what is there under its name, and add the rest at the end."""
    if not root.get(table):
        root[table] = CommentedSeq()
        root.yaml_set_comment_before_after_key(table, before="\n")
    there: Mapping[str, Any] = {key(str(row[name])): row for row in root[table]}
    for row in rows:
        known = there.get(key(row[name]))
        if known is None:
            known = CommentedMap()
            root[table].append(known)
            if len(root[table]) > 1:
                root[table].yaml_set_comment_before_after_key(len(root[table]) - 1, before="\n")
        _fill(known, row)


def _fill(known: Any, row: Row) -> None:
    """Make a mapping say what the row says; a key that says it already is not touched."""
    names = [name for name, value in row.items() if value is not None]
    for name in [name for name in known if name in row and row[name] is None]:
        del known[name]
    for at, name in enumerate(names):
        value = row[name]
        if name == "owners":
            _fill_owners(known, at, value)
        elif name not in known:
            known.insert(min(at, len(known)), name, _value(value))
        elif _said(known[name]) != _said(value):
            known[name] = _value(value)


def _fill_owners(known: Any, at: int, owners: Sequence[Row]) -> None:
    there = {str(owner["team_slug"]): owner for owner in known.get("owners") or ()}
    slugs = [owner["team_slug"] for owner in owners]
    if "owners" not in known or [*there] != slugs:
        seq = CommentedSeq([there.get(slug, CommentedMap()) for slug in slugs])
        if not slugs:
            seq.fa.set_flow_style()
        if "owners" in known:
            known["owners"] = seq
        else:
            known.insert(min(at, len(known)), "owners", seq)
    for mapping, owner in zip(known["owners"], owners, strict=True):
        _fill(mapping, owner)


def _said(value: Any) -> Any:
    """What a value of either side says, without how it is written."""
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return value if isinstance(value, bool) else str(value)


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        seq = CommentedSeq([_value(each) for each in value])
        seq.fa.set_flow_style()
        return seq
    if isinstance(value, bool | date):
        return value
    return str(value) if reads_as_text(value) else DoubleQuotedScalarString(value)


def _insist(
    path: Path, rows: Rows, features: Sequence[Feature], teams: Sequence[FormerTeam]
) -> None:
    """The text says what is meant, or nothing is written."""
    there = {key(each.feature.name): each.feature for each in rows.features}
    former = {key(each.team.name): each.team for each in rows.former_teams}
    wrong = [row.name for row in features if there.get(key(row.name)) != _as_read(row)]
    wrong += [finding.text for finding in rows.findings]
    wrong += [row.name for row in teams if former.get(key(row.name)) != row]
    if wrong:
        raise Unexpected(
            f"csm can't write {path} so that it is read again as it is meant: {wrong[0]}",
            written="nothing was written",
            hint="change the row by hand; csm ownership refresh --dry-run shows how",
        )


def _as_read(row: Feature) -> Feature:
    """A row as a file gives it back: what owners and row share is said by the row."""
    owners = tuple(
        owner._replace(github_label=row.github_labels, notes=row.notes) for owner in row.owners
    )
    return row._replace(origin=None, owners=owners)
