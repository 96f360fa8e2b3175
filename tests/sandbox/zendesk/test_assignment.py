"""Group and assignee depend on each other."""

import pytest

from tests.sandbox.small import Small

SUPPORT, REPLAY, FLAGS = 301, 302, 303
ROBIN, ADA, NOBODY = 101, 102, None


@pytest.mark.parametrize(
    ("number", "sent", "group", "assignee"),
    [
        # 1001: Support, nobody. The assignee alone: the group stays if they are in it.
        (1001, {"assignee_id": ROBIN}, SUPPORT, ROBIN),
        (1001, {"assignee_id": str(ADA)}, SUPPORT, ADA),
        (1001, {"assignee_email": "ADA.park@posthog.example"}, SUPPORT, ADA),
        # 1006: Replay, nobody. Robin is not in Replay: their own group comes along.
        (1006, {"assignee_id": ROBIN}, SUPPORT, ROBIN),
        # 1005: no group. The agent's default group.
        (1005, {"assignee_id": ADA}, REPLAY, ADA),
        # 1002: Support, Ada, who is in Replay but not in Feature Flags.
        (1002, {"group_id": REPLAY}, REPLAY, ADA),
        (1002, {"group_id": FLAGS}, FLAGS, NOBODY),
        (1002, {"group_id": FLAGS, "assignee_id": NOBODY}, FLAGS, NOBODY),
        (1002, {"group_id": REPLAY, "assignee_id": NOBODY}, REPLAY, NOBODY),
        (1002, {"group_id": FLAGS, "assignee_id": ADA}, FLAGS, NOBODY),  # dropped, and a 200
        (1002, {"assignee_id": NOBODY}, SUPPORT, NOBODY),
        (1002, {"assignee_id": ""}, SUPPORT, NOBODY),
        (1002, {"group_id": None}, None, NOBODY),
        (1002, {"group_id": None, "assignee_id": ROBIN}, SUPPORT, ROBIN),
    ],
)
def test_what_becomes_of_both(
    small: Small, number: int, sent: dict[str, object], group: int | None, assignee: int | None
) -> None:
    """Each combination of keys ends in a group that the assignee is in, or without an assignee."""
    ticket = small.update(number, "noor", **sent).json()["ticket"]
    assert (ticket["group_id"], ticket["assignee_id"]) == (group, assignee)


def test_an_agent_without_groups_cannot_be_assigned(small: Small) -> None:
    """A ticket cannot sit with somebody who is in no group: Noor is in none."""
    assert small.update(1001, assignee_id=104).status_code == 422


def test_a_role_may_be_kept_to_its_own_groups(small: Small) -> None:
    """An agent who may not assign to any group is refused others, and offered their own only."""
    offered = small.get("groups/assignable", "mika").json()["groups"]
    assert [group["id"] for group in offered] == [REPLAY]
    assert small.update(1006, "mika", group_id=SUPPORT).status_code == 403
    assert small.update(1006, "mika", assignee_id=105).status_code == 200
