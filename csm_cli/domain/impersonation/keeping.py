"""What an audit has so far, as a value that another run can go on from.

Kept are the members as they were found and everything the walk has come to, so that the run
that goes on asks only for what is left, of the same window, and ends as one that was never
interrupted.
"""

from typing import Any, NamedTuple

from csm_cli.domain.impersonation.attribution import Halfway
from csm_cli.domain.impersonation.members import KeptMembership, Membership
from csm_cli.domain.impersonation.packing import pack, unpack
from csm_cli.domain.impersonation.paging import Walked
from csm_cli.domain.impersonation.parties import Party, Refusal
from csm_cli.domain.impersonation.question import Question
from csm_cli.domain.impersonation.remarks import Remark


class Kept(NamedTuple):
    """An audit between two pages; without `walked` its walk has not begun.

    `halfways` are those of the parties, in their order. `halvings` counts those outside of
    the walk.
    """

    parties: tuple[Party | Refusal, ...]
    remarks: tuple[Remark, ...]
    halvings: int
    walked: Walked | None = None
    halfways: tuple[Halfway, ...] = ()


class Again(NamedTuple):
    """What to type to go on: the command, and behind it the options about its report.

    Those are `stopped` if no report was written, and `reported` if one was of what there is.
    """

    command: str
    stopped: str = ""
    reported: str = ""


class _Packed(NamedTuple):
    question: Question
    found: bool
    name: str | None
    region: str | None
    membership: KeptMembership
    warnings: tuple[Remark, ...]


class _PackedRun(NamedTuple):
    parties: tuple[_Packed | Refusal, ...]
    remarks: tuple[Remark, ...]
    halvings: int
    walked: Walked | None
    halfways: tuple[Halfway, ...]


def packed(kept: Kept) -> Any:
    """The audit as plain data."""
    parties = (party if isinstance(party, Refusal) else _plain(party) for party in kept.parties)
    return pack(_PackedRun(tuple(parties), *kept[1:]))


def unpacked(data: Any) -> Kept:
    """The audit that was packed.

    Raises:
        ValueError: it is none, or not whole.
    """
    run = unpack(_PackedRun, data)
    parties = tuple(party if isinstance(party, Refusal) else _party(party) for party in run.parties)
    if run.walked is None or len(run.halfways) != sum(isinstance(one, Party) for one in parties):
        raise ValueError("not as many parts as organizations")
    return Kept(parties, *run[1:])


def _plain(party: Party) -> _Packed:
    return _Packed(
        party.question,
        party.found,
        party.name,
        party.region,
        party.membership.keep(),
        party.warnings,
    )


def _party(packed: _Packed) -> Party:
    return Party(
        packed.question,
        packed.found,
        packed.name,
        packed.region,
        Membership.of_kept(packed.membership),
        packed.warnings,
    )
