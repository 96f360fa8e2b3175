"""What the published table changes of the ownership rows that are in use.

The table says who owns a feature and how its issues are labelled. All else that a row holds
(aliases, target areas, channels, groups, handles, notes) is kept, because the table has none of it.
A row that the table does not list stays; if it was once read from there, it is told as gone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from csm_cli.domain.errors import ExitCode
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Feature, FormerTeam, Owner, Ownership, joined
from csm_cli.domain.published import Published, PublishedOwner, PublishedRow
from csm_cli.domain.team_names import succession

Kind = Literal["added", "gone", "owner_changed", "label_changed"]

PLANNED, WRITTEN, UNCHANGED, REFUSED = "planned", "written", "unchanged", "refused"
EXIT_CODES = {
    PLANNED: ExitCode.DONE,
    WRITTEN: ExitCode.DONE,
    UNCHANGED: ExitCode.DONE,
    REFUSED: ExitCode.CHECK_FAILED,
}
"""What a refresh comes to, and the exit code of each."""

GONE = "No longer in the handbook's table"
"""How the note begins of a row that was found gone."""

_GONE_SINCE = re.compile(rf"^{re.escape(GONE)} \([0-9-]+\)\. ?")


class Difference(NamedTuple):
    """One thing that is otherwise now: of a feature, its teams or its labels."""

    feature: str
    change: Kind
    before: tuple[str, ...]
    after: tuple[str, ...]


class Refreshed(NamedTuple):
    """What the rows become.

    `features` are those that are otherwise than before, if only by their date, in the order of
    the table; `former_teams` names that are no longer used, with those that took over.
    `known` counts the rows that were read from the table before, and `owned` those of them that
    had an owner; `left` how many of these have none any more.
    """

    features: tuple[Feature, ...]
    former_teams: tuple[FormerTeam, ...]
    differences: tuple[Difference, ...]
    known: int
    owned: int = 0
    left: int = 0


def refreshed(ownership: Ownership, table: Published, marks: Sequence[str]) -> Refreshed:
    """Hold the rows in use against the published table.

    Args:
        ownership: The rows in use.
        table: What is published.
        marks: A row is from the table if its source holds one of these.
    """
    had = {key(row.name): row for row in ownership.features}
    listed = {key(row.feature): row for row in table.rows}
    known = [row for row in ownership.features if _is_of_table(row, marks)]
    gone = [row for row in known if key(row.name) not in listed and not _told_gone(row)]
    teams = _teams(ownership)
    rows = [_row(each, had.get(name), teams, table) for name, each in listed.items()]
    changed = [row for row in rows if _bare(row) != _bare(had.get(key(row.name)))]
    marked = [_marked(row, table) for row in gone]
    after = {**had, **{key(row.name): row for row in (*rows, *marked)}}
    return Refreshed(
        features=(*changed, *marked),
        former_teams=succession(ownership, tuple(after.values()), table),
        differences=(
            *(found for row in rows for found in _differences(had.get(key(row.name)), row)),
            *(Difference(row.name, "gone", _names(row), ()) for row in gone),
        ),
        known=len(known),
        owned=sum(bool(row.owners) for row in known),
        left=sum(bool(row.owners) and not after[key(row.name)].owners for row in known),
    )


def laid(ownership: Ownership, found: Refreshed) -> Ownership:
    """The rows in use once the refreshed ones are among them."""
    features = {key(row.name): row for row in (*ownership.features, *found.features)}
    teams = {key(row.name): row for row in (*ownership.former_teams, *found.former_teams)}
    return Ownership(tuple(features.values()), tuple(teams.values()))


def _is_of_table(row: Feature, marks: Sequence[str]) -> bool:
    return any(mark in row.source for mark in marks)


def _told_gone(row: Feature) -> bool:
    return (row.notes or "").startswith(GONE)


def _bare(row: Feature | None) -> Feature | None:
    """The row without the name of its file."""
    return row and row._replace(origin=None)


def _marked(row: Feature, table: Published) -> Feature:
    """A gone row as it is kept: dated as it was, with a note that says so."""
    notes = f"{GONE} ({table.as_of}). {row.notes or ''}".rstrip()
    return row._replace(
        notes=notes, owners=tuple(owner._replace(notes=notes) for owner in row.owners)
    )


def _teams(ownership: Ownership) -> Mapping[str, tuple[Owner, ...]]:
    """The parts of each team by its slug, and by its name: one of the two may be new."""
    found: dict[str, tuple[Owner, ...]] = {}
    for row in ownership.features:
        for owner in row.owners:
            for name in (owner.team_slug, _by_name(owner.team)):
                found[name] = (*found.get(name, ()), owner)
    return found


def _by_name(team: str | None) -> str:
    return f"name:{key(team or '')}"


def _row(
    each: PublishedRow,
    old: Feature | None,
    teams: Mapping[str, tuple[Owner, ...]],
    table: Published,
) -> Feature:
    had = {owner.team_slug: owner for owner in old.owners} if old else {}
    labels = each.labels if each.labels is not None else old.github_labels if old else ()
    row = old or Feature(each.feature, (), (), (), (), table.as_of, table.url)
    notes = _notes(row, each)
    return row._replace(
        github_labels=labels,
        owners=tuple(
            _owner(owner, had.get(owner.slug), _parts(owner, teams), table)._replace(
                github_label=labels, as_of=table.as_of, source=table.url, notes=notes
            )
            for owner in each.owners
        ),
        as_of=table.as_of,
        source=table.url,
        notes=notes,
    )


def _notes(row: Feature, each: PublishedRow) -> str | None:
    """A person's note stays, but for the word that the row was gone; else the table's."""
    return _GONE_SINCE.sub("", row.notes or "") or each.notes


def _parts(each: PublishedOwner, teams: Mapping[str, tuple[Owner, ...]]) -> tuple[Owner, ...]:
    """What the rows have of a team, by its slug, or else by its name under another slug."""
    return teams.get(each.slug) or teams.get(_by_name(each.name), ())


def _owner(
    each: PublishedOwner, had: Owner | None, others: tuple[Owner, ...], table: Published
) -> Owner:
    """A team with what is known of it: from this row, else what its other rows agree on."""
    if had is None and others:
        (had,), _ = joined([(other,) for other in others])
    if had is None:
        return _unknown(each, table)
    had = had._replace(team_slug=each.slug)
    renamed = each.name is not None and key(each.name) != key(had.team)
    return had._replace(team=each.name) if renamed and each.name else had


def _unknown(each: PublishedOwner, table: Published) -> Owner:
    """A team of which nothing is known: its channel follows from the rule of the handbook."""
    return Owner(
        team=each.name or each.slug.replace("-", " ").title(),
        team_slug=each.slug,
        slack_channel=f"#support-{each.slug}",
        zendesk_group=None,
        github_team=None,
        github_label=(),
        as_of=table.as_of,
        source=table.url,
        slack_channel_inferred=True,
    )


def _differences(old: Feature | None, new: Feature) -> Iterable[Difference]:
    if old is None:
        yield Difference(new.name, "added", (), _names(new))
        return
    if _keys(old) != _keys(new):
        called = _names if _names(old) != _names(new) else _slugs
        yield Difference(new.name, "owner_changed", called(old), called(new))
    if set(old.github_labels) != set(new.github_labels):
        yield Difference(new.name, "label_changed", old.github_labels, new.github_labels)


def _names(row: Feature) -> tuple[str, ...]:
    return tuple(owner.team for owner in row.owners)


def _slugs(row: Feature) -> tuple[str, ...]:
    return tuple(owner.team_slug for owner in row.owners)


def _keys(row: Feature) -> set[tuple[str, str]]:
    return {(owner.team_slug, key(owner.team)) for owner in row.owners}
