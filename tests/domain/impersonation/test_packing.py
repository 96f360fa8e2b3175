"""Values in a file, and what a file that something happened to does not become."""

from typing import Any, NamedTuple

import pytest

from csm_cli.domain.impersonation.attribution import Halfway, Waiting
from csm_cli.domain.impersonation.members import Extras, Match
from csm_cli.domain.impersonation.packing import pack, unpack
from csm_cli.domain.impersonation.records import Basis
from csm_cli.domain.impersonation.remarks import Limit, Remark, Warn
from csm_cli.domain.impersonation.window import Window
from tests.domain.impersonation.builders import NOON, attributed, started, upgraded


class Small(NamedTuple):
    """A value with one field of a kind that JSON has."""

    number: int


VALUES = [
    Halfway(
        attributed(started(0), upgraded(1)).events,
        (Waiting(upgraded(2), None), Waiting(upgraded(3), Match(Basis.EXTRA_EMAIL, several=True))),
        (started(4),),
        ("a",),
        (),
    ),
    Extras(frozenset({"b@x.example", "a@x.example"}), frozenset({"7"})),
    (Remark(Warn.CACHED, "old"), Remark(Limit.HISTORY, "short")),
    Window(NOON, NOON),
]


@pytest.mark.parametrize("value", VALUES)
def test_what_was_packed_comes_back(value: Any) -> None:
    """Equal, and of the same types."""
    kind = tuple[Remark, ...] if type(value) is tuple else type(value)
    found = unpack(kind, pack(value))
    assert found == value
    assert sorted(repr(found)) == sorted(repr(value))  # a set has no order


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Small, [1, 2]),
        (Small, []),
        (Small, ["1"]),
        (Small, [True]),
        (Small, {"number": 1}),
        (Small, None),
        (Window, ["2026-11-20T12:00:00", "2026-11-21T12:00:00+00:00"]),
        (Window, ["yesterday", "2026-11-21T12:00:00+00:00"]),
        (Match, ["friend", False]),
        (Remark, ["no_such_remark", "text"]),
        (Extras, [["a"], [7]]),
    ],
)
def test_what_does_not_fit_is_refused(kind: Any, data: Any) -> None:
    """Whatever a file may hold; nothing is guessed."""
    with pytest.raises(ValueError):  # noqa: PT011 - any of them
        unpack(kind, data)
