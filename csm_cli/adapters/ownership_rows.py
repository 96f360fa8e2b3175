"""The shape of an ownership file: YAML values become rows, and what does not fit is told.

The same shape is published for editors as `schemas/files/ownership.schema.json`; a test
holds the two together. docs/ownership.md says what each key is for.
"""

import re
from typing import Any, NamedTuple

from csm_cli.adapters.field_reader import FieldReader, Keys, Mapping, Rule
from csm_cli.adapters.located_yaml import Node
from csm_cli.domain.ownership import Feature, FormerTeam, Owner
from csm_cli.domain.ownership_check import Finding, PlacedFeature, PlacedTeam, repeated

READS_VERSION = 1

_CONTROL = r"\x00-\x1f\x7f-\x9f"
NAME = Rule(
    re.compile(rf"(?=.*[^\W_])(?=.{{1,100}}\Z)[^\s{_CONTROL}]+(?: [^\s{_CONTROL}]+)*"),
    "a name in one line, with a letter in it, of at most 100 characters",
)
TEXT = Rule(
    re.compile(rf"(?=[\s\S]{{1,2000}}\Z)[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*\n?"),
    "a text in one line, of at most 2000 characters",
)
_SLUG = Rule(re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "a slug such as feature-flags")
AREA = Rule(re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*"), "a target area such as session_replay")
LABEL = Rule(
    re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*"), "a label such as feature/replay"
)
_GITHUB_TEAM = Rule(
    re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[a-z0-9][a-z0-9_-]*"),
    "a GitHub team such as PostHog/team-replay",
)
_CHANNEL = Rule(
    re.compile(r"#[a-z0-9][a-z0-9_-]{0,79}"),
    'a Slack channel such as "#support-replay", in quotes because # begins a comment',
)

_FILE = Keys(("schema_version", "features"), ("complete", "former_teams"))
_FEATURE = Keys(
    ("feature", "owners", "as_of", "source"), ("aliases", "target_areas", "github_labels", "notes")
)
_OWNER = Keys(
    ("team", "team_slug"),
    ("github_team", "slack_channel", "slack_channel_inferred", "zendesk_group", "as_of", "source"),
)
_FORMER = Keys(("name", "teams", "as_of", "source"), ("via", "notes"))


class Rows(NamedTuple):
    """What a file holds, as far as it could be read, and what was wrong with it.

    A row with an error is left out; the error is among the findings, which are in the order
    of their lines.
    """

    complete: bool
    features: tuple[PlacedFeature, ...]
    former_teams: tuple[PlacedTeam, ...]
    findings: tuple[Finding, ...]


def read_rows(root: Node, origin: str | None) -> Rows:
    """Turn a whole file into rows.

    Args:
        root: The file's YAML.
        origin: The name of the user's own file, or null for the shipped one.
    """
    read = FieldReader()
    if not _readable(root, read):
        return Rows(complete=False, features=(), former_teams=(), findings=tuple(read.findings))
    top = read.mapping(root, _FILE, "the file")
    features = [
        row for node in read.items(top, "features") if (row := _feature(node, origin, read))
    ]
    teams = [team for node in read.items(top, "former_teams") if (team := _former_team(node, read))]
    complete = read.truth(top, "complete")
    findings = sorted([*read.findings, *repeated(features, teams)])
    return Rows(complete, tuple(features), tuple(teams), tuple(findings))


def _readable(root: Node, read: FieldReader) -> bool:
    """Whether the file is a mapping, of a version that this program knows."""
    if root.kind != "mapping":
        read.wrong(root, "the file", "a mapping with schema_version and features")
        return False
    node = root.value.get("schema_version")
    if node is None or (node.kind, node.value) == ("integer", READS_VERSION):
        return True
    if node.kind == "integer" and node.value > READS_VERSION:
        text = f"schema_version is {node.value}, and this csm reads {READS_VERSION}: update csm"
        read.tell(node.line, "newer_version", text)
    else:
        read.wrong(node, "schema_version", f"the number {READS_VERSION}")
    return False


def _feature(node: Node, origin: str | None, read: FieldReader) -> PlacedFeature | None:
    before = len(read.findings)
    row = read.mapping(node, _FEATURE, "a feature")
    labels = read.texts(row, "github_labels", LABEL)
    values: dict[str, Any] = {
        "as_of": read.date(row, "as_of"),
        "source": read.text(row, "source", TEXT),
        "notes": read.text(row, "notes", TEXT),
    }
    feature = Feature(
        name=read.text(row, "feature", NAME) or "",
        aliases=read.texts(row, "aliases", NAME),
        target_areas=read.texts(row, "target_areas", AREA),
        github_labels=labels,
        owners=tuple(_owner(each, values, labels, read) for each in read.items(row, "owners")),
        origin=origin,
        **values,
    )
    if len(read.findings) > before:
        return None
    return PlacedFeature(feature, node.line, _lines(row))


def _owner(node: Node, row: dict[str, Any], labels: tuple[str, ...], read: FieldReader) -> Owner:
    """An owner; what it says of its date and source itself goes before what the row says."""
    own = read.mapping(node, _OWNER, "an owner")
    return Owner(
        team=read.text(own, "team", NAME) or "",
        team_slug=read.text(own, "team_slug", _SLUG) or "",
        slack_channel=read.text(own, "slack_channel", _CHANNEL),
        zendesk_group=read.text(own, "zendesk_group", NAME),
        github_team=read.text(own, "github_team", _GITHUB_TEAM),
        github_label=labels,
        as_of=read.date(own, "as_of") or row["as_of"],
        source=read.text(own, "source", TEXT) or row["source"],
        slack_channel_inferred=read.truth(own, "slack_channel_inferred"),
        notes=row["notes"],
    )


def _former_team(node: Node, read: FieldReader) -> PlacedTeam | None:
    before = len(read.findings)
    row = read.mapping(node, _FORMER, "a former team")
    values: dict[str, Any] = {
        "name": read.text(row, "name", NAME),
        "teams": read.texts(row, "teams", NAME),
        "as_of": read.date(row, "as_of"),
        "source": read.text(row, "source", TEXT),
        "notes": read.text(row, "notes", TEXT),
        "via": read.texts(row, "via", NAME),
    }
    if len(read.findings) > before:
        return None
    return PlacedTeam(FormerTeam(**values), node.line)


def _lines(row: Mapping) -> dict[str, int]:
    """The line of each alias and target area by its text."""
    listed = [row[name] for name in ("aliases", "target_areas") if name in row]
    return {node.value: node.line for each in listed for node in each.value}
