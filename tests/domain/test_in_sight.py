"""Which conversations are read: the rows in sight are the right ones, or there is doubt."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters import defaults
from csm_cli.domain.clocks import clocks
from csm_cli.domain.in_sight import InSight, may_come_before, to_read
from csm_cli.domain.talk import Said, Talk
from csm_cli.domain.tickets import Ticket
from csm_cli.domain.worklist import Row, Rules, ordered, row
from tests.services.readable_desk import ADA, NOW, ticket

CLOCKS = clocks(defaults.load(), UTC)


class Case(NamedTuple):
    """A ticket, what its conversation says, and what it said when somebody last looked."""

    ticket: Ticket
    talk: Talk
    former: Talk | None
    readable: bool
    known: bool


def talk(unanswered: datetime | None, ours: datetime | None) -> Talk:
    """A conversation in which these were said."""
    return Talk(None, None, Said(ADA, ours) if ours else None, unanswered, whole=True)


@st.composite
def cases(draw: st.DrawFn, number: int, now: datetime) -> Case:
    """A ticket that was opened, read, spoken on, and touched, in this order."""
    hours = st.lists(st.integers(0, 400), min_size=4, max_size=4)
    opened, read, said, touched = (
        now - timedelta(hours=ago) for ago in sorted(draw(hours), reverse=True)
    )
    former = draw(st.sampled_from([talk(opened, None), talk(None, opened)]))
    since = draw(st.sampled_from(["nothing", "our word", "their word", "both"]))
    if since == "nothing":
        told = former
    elif since == "their word":
        told = former._replace(unanswered=former.unanswered or said)
    else:
        told = talk(touched if since == "both" else None, said if since == "our word" else read)
    made = ticket(
        number=number,
        tags=(f"plan_{draw(st.sampled_from(['enterprise', 'scale', 'payg', 'free']))}",),
        status=draw(st.sampled_from(["open", "open", "open", "pending", "hold"])),
        severity=draw(st.sampled_from(["critical", "low", None])),
        created_at=opened,
        updated_at=touched,
    )
    looked = former if draw(st.booleans()) else None
    return Case(made, told, looked, draw(st.integers(0, 9)) > 0, draw(st.integers(0, 3)) == 0)


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Case], datetime]:
    """Up to forty tickets, at any hour of the week."""
    now = NOW + timedelta(hours=draw(st.integers(0, 167)))
    return [draw(cases(number, now)) for number in range(draw(st.integers(0, 40)))], now


def rows(found: Sequence[Case], now: datetime, read: set[int]) -> list[Row]:
    """The rows, once these were read."""
    rules = Rules(CLOCKS, None, now)
    said = {each.ticket.number: each.talk for each in found if each.ticket.number in read}
    return [
        row(each.ticket, ("owner",), said.get(each.ticket.number), rules, each.former)
        for each in found
    ]


def numbers(found: Sequence[Row]) -> set[int]:
    """The numbers of their tickets."""
    return {each.ticket.number for each in found}


@given(books(), st.integers(1, 12), st.integers(0, 12))
def test_rows_in_sight_are_the_right_ones_or_there_is_doubt(
    book: tuple[list[Case], datetime], seen: int, beyond: int
) -> None:
    """Each in sight is tried, none twice, no more than allowed; where all could be, no doubt."""
    found, now = book
    sight = InSight(seen, beyond=beyond)
    readable = {each.ticket.number for each in found if each.readable}
    read = {each.ticket.number for each in found if each.known}
    tried: set[int] = set()
    while chosen := to_read(rows(found, now, read), sight, sight.most - len(tried), tried):
        assert len(numbers(chosen)) == len(chosen)
        assert not numbers(chosen) & (tried | read)
        tried |= numbers(chosen)
        read |= numbers(chosen) & readable
    assert len(tried) <= sight.most
    listed = rows(found, now, read)
    assert numbers(ordered(listed)[:seen]) <= read | tried
    doubtful = numbers(may_come_before(listed, sight))
    truly = numbers(ordered(rows(found, now, {each.ticket.number for each in found}))[:seen])
    assert truly - numbers(ordered(listed)[:seen]) <= doubtful
    if beyond and sight.most >= len(found):
        assert not doubtful & readable


def test_a_ticket_that_somebody_touched_is_found() -> None:
    """Its customer waits the longest, which its last change hides: it is read, and stands first."""
    late, quiet = NOW - timedelta(days=3), NOW - timedelta(minutes=5)
    touched = Case(ticket(number=1, created_at=late, updated_at=quiet), talk(late, None), None,
                   readable=True, known=False)  # fmt: skip
    since = NOW - timedelta(hours=1)
    others = [
        Case(ticket(number=number, created_at=since, updated_at=since), talk(since, None), None,
             readable=True, known=False)
        for number in range(2, 9)
    ]  # fmt: skip
    found = [*others, touched]
    unread = rows(found, NOW, set())
    assert ordered(unread)[-1].ticket.number == 1
    (first, *_) = to_read(unread, InSight(1, beyond=1), 2, set())
    assert first.ticket.number == 1
    assert ordered(rows(found, NOW, {1}))[0].ticket.number == 1
    assert numbers(may_come_before(unread, InSight(1))) == {1}
    assert to_read(unread, InSight(1), 1, set()) == [unread[0]]


def test_a_row_in_sight_that_cannot_be_read_may_stay_the_last() -> None:
    """Its customer may have waited since its last change alone: then another one belongs there."""
    opened = NOW - timedelta(hours=2)
    found = [
        Case(ticket(number=number, created_at=opened, updated_at=touched), talk(opened, None),
             None, readable=False, known=False)
        for number, touched in ((2, NOW), (3, NOW), (4, NOW - timedelta(hours=1)))
    ]  # fmt: skip
    listed = rows(found, NOW, {3})
    assert [each.ticket.number for each in ordered(listed)] == [3, 4, 2]
    assert numbers(may_come_before(listed, InSight(2))) == {2}
