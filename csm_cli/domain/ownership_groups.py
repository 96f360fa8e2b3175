"""The groups that ownership rows name, held against those that the desk has."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from csm_cli.domain.names import key
from csm_cli.domain.ownership import Ownership
from csm_cli.domain.ownership_check import Finding, PlacedFeature
from csm_cli.domain.tickets import Group

_NEAR = 0.6
"""From this likeness on, a live group may be a missing one under a new name."""


class LostGroup(NamedTuple):
    """A group that a ticket could not be handed to.

    `several` says that more than one live group is called so. `near` are live groups that a
    missing one may be called now, and `features` the rows that name it.
    """

    name: str
    several: bool
    near: tuple[str, ...]
    features: tuple[str, ...]

    @property
    def code(self) -> str:
        """What is the matter, as a fixed word."""
        if self.several:
            return "group_ambiguous"
        return "group_renamed" if self.near else "group_missing"

    @property
    def what(self) -> str:
        """What is the matter with it, without its name."""
        if self.several:
            return "several groups are called so"
        if self.near:
            return f"may now be called {', '.join(self.near)}"
        return "nothing sounds like it"


def named(rows: Ownership) -> Mapping[str, tuple[str, ...]]:
    """Every group that a row names, with the features that do."""
    found: dict[str, dict[str, None]] = {}
    for row in rows.features:
        for owner in row.owners:
            if owner.zendesk_group:
                found.setdefault(owner.zendesk_group.strip(), {})[row.name] = None
    return {name: tuple(features) for name, features in found.items()}


def lost(rows: Ownership, live: Sequence[Group]) -> tuple[LostGroup, ...]:
    """The groups that can't be found, and then those that can't be told apart."""
    there = {key(group.name): group.name for group in live}
    counts = {name: sum(key(group.name) == key(name) for group in live) for name in named(rows)}
    missing = [
        LostGroup(name, False, _near(name, there), features)
        for name, features in named(rows).items()
        if not counts[name]
    ]
    several = [
        LostGroup(name, True, (), features)
        for name, features in named(rows).items()
        if counts[name] > 1
    ]
    return (*missing, *several)


def doubts(features: Sequence[PlacedFeature], live: Sequence[Group]) -> list[Finding]:
    """A warning for each row of a file that names a group which is lost."""
    rows = Ownership(tuple(row.feature for row in features), ())
    by_name = {group.name: group for group in lost(rows, live)}
    found = []
    for row in features:
        for name in dict.fromkeys(owner.zendesk_group for owner in row.feature.owners):
            if group := by_name.get((name or "").strip()):
                text = f"Zendesk has no one group {group.name}: {group.what}"
                found.append(Finding(row.line, "warning", group.code, text))
    return found


def _near(name: str, there: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(there[each] for each in get_close_matches(key(name), there, n=3, cutoff=_NEAR))
