"""The values that a Tab completes: small plain files, which a shell reads without starting csm.

A file holds a value a line, and after a tab what is shown beside it. They are by-products of
commands that know the values anyway: a file that can't be written fails nobody, and one that
says the same already is left alone. The scripts that read them are made by `tests/generated`.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csm_cli.adapters import private_file
from csm_cli.domain.plain import line

if TYPE_CHECKING:  # a look-up must not pay for the words of a ticket desk
    from csm_cli.domain.ownership import Ownership
    from csm_cli.domain.tickets import Group, Ticket
    from csm_cli.domain.tips import Tips

Rows = Iterable[tuple[str, str]]


def keep(folder: Path, name: str, rows: Rows) -> None:
    """Make these the values of that name."""
    text = "".join(f"{line(value)}\t{line(about)}\n" for value, about in rows if line(value))
    with suppress(OSError, ValueError):  # no folder can be made there, or no text be read
        if _read(folder / name) != text:
            private_file.write(folder / name, text, lasting=False)


def of_features(ownership: "Ownership") -> Iterator[tuple[str, str]]:
    """Features with their teams, then the other names that they go by."""
    known = {feature.name.casefold() for feature in ownership.features}
    for feature in ownership.features:
        yield feature.name, " and ".join(owner.team for owner in feature.owners)
    for feature in ownership.features:
        for alias in feature.aliases:
            if alias.casefold() not in known:
                yield alias, feature.name


def of_teams(ownership: "Ownership") -> Iterator[tuple[str, str]]:
    """Teams that own something, with their channels."""
    owners = (owner for feature in ownership.features for owner in feature.owners)
    channels = {owner.team: owner.slack_channel or "" for owner in owners}
    yield from sorted(channels.items())


def keep_ownership(folder: Path, ownership: "Ownership") -> None:
    """Keep features and teams."""
    keep(folder, "features", of_features(ownership))
    keep(folder, "teams", of_teams(ownership))


def keep_groups(folder: Path, groups: Iterable["Group"]) -> None:
    """Keep the desk's groups."""
    keep(folder, "groups", ((group.name, "") for group in groups))


def keep_profiles(folder: Path, names: Iterable[str], written: int | None) -> None:
    """Keep the names of the config file's profiles; `written` is when that was, or null."""
    rows = ((name, "a profile of the config file") for name in names)
    _keep_of_file(folder, "profiles", rows, written)


def keep_areas(folder: Path, tips: Iterable["Tips"], written: int | None) -> None:
    """Keep the areas that there are tips for; `written` is when a user's own were, or null."""
    titles: dict[str, str] = {}
    for entry in tips:
        titles.setdefault(entry.area, entry.title or "")
    _keep_of_file(folder, "areas", titles.items(), written)


def _keep_of_file(folder: Path, name: str, rows: Rows, written: int | None) -> None:
    """Keep what a file of the user's says, while there is one.

    What is kept gets the time of that file: that is how it is known for current.
    """
    kept = folder / name
    with suppress(OSError):
        if written is None:
            kept.unlink(missing_ok=True)
            return
        keep(folder, name, rows)
        os.utime(kept, ns=(written, written))


class RecentTickets:
    """Numbers and subjects of the tickets that were read last, the newest first.

    Args:
        folder: Where the file is.
        limit: How many are kept; none if it is 0.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._seen: dict[str, str] = {}

    def add(self, ticket: "Ticket") -> None:
        """One was read; it is written down at the end, since a run may read hundreds."""
        number = str(ticket.number)
        self._seen.pop(number, None)
        self._seen[number] = ticket.subject

    def close(self) -> None:
        """Write down what was read."""
        newest = dict(reversed(self._seen.items()))
        if newest:
            self._write({**newest, **{k: v for k, v in self._kept() if k not in newest}}.items())

    def forget(self, tickets: Collection[int] | None) -> None:
        """Erase these, or all of them."""
        if tickets is None:
            with suppress(OSError):
                (self._folder / "tickets").unlink(missing_ok=True)
        elif tickets:
            self._write(row for row in self._kept() if int(row[0]) not in tickets)

    def _write(self, rows: Rows) -> None:
        keep(self._folder, "tickets", list(rows)[: self._limit])

    def _kept(self) -> list[tuple[str, str]]:
        rows = (row.partition("\t") for row in (_read(self._folder / "tickets") or "").splitlines())
        return [(number, subject) for number, _, subject in rows if number.isdecimal()]


class Learned(NamedTuple):
    """Who is told of what a desk answered, because a shell may complete it later."""

    ticket: Callable[["Ticket"], None]
    groups: Callable[[Sequence["Group"]], None]


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):  # none yet, or somebody else's
        return None
