"""Tags, and the fields whose values are tags."""

from typing import Any

import pytest

from tests.sandbox.small import Small, field

ESC, FOLLOW_UP, PRODUCTS, SEATS, RENEWAL, MRR, SERIAL = 603, 605, 606, 607, 608, 609, 610


def set_field(small: Small, number: int, value: Any, ticket: int = 1001) -> Any:
    """Set one custom field and return the answer."""
    return small.update(ticket, custom_fields=[{"id": number, "value": value}])


def test_tags_replaces(small: Small) -> None:
    """`tags` is the whole list; it is lowered, split at blanks, sorted, each tag once."""
    ticket = small.update(1001, tags=["VIP", "two words", "vip"]).json()["ticket"]
    assert ticket["tags"] == ["two", "vip", "words"]


def test_a_scenarios_tags_and_fields_agree(small: Small) -> None:
    """Loading gives a field the option whose tag is there, and a ticket the tags of its fields."""
    tagged = small.ticket(1007)
    assert tagged["tags"] == ["esc_resolved", "p_flags"]
    assert (field(tagged, ESC), field(tagged, PRODUCTS)) == ("esc_resolved", ["p_flags"])
    assert small.ticket(1006)["tags"] == ["escalated"]


def test_a_drop_down_is_a_tag(small: Small) -> None:
    """Setting the field adds its tag; another value swaps it; clearing removes it."""
    assert set_field(small, ESC, "escalated").json()["ticket"]["tags"] == [
        "escalated",
        "plan_enterprise",
    ]
    assert "escalated" not in set_field(small, ESC, "esc_resolved").json()["ticket"]["tags"]
    assert set_field(small, ESC, None).json()["ticket"]["tags"] == ["plan_enterprise"]


def test_replacing_tags_clears_the_drop_down(small: Small) -> None:
    """Who replaces the tags of an escalated ticket takes the escalation away."""
    ticket = small.update(1006, tags=["vip"]).json()["ticket"]
    assert (ticket["tags"], field(ticket, ESC)) == (["vip"], None)


def test_a_tag_selects_the_option(small: Small) -> None:
    """Adding an option's tag sets the drop-down, and the other option's tag goes."""
    ticket = small.update(1006, tags=["escalated", "esc_resolved"]).json()["ticket"]
    assert (ticket["tags"], field(ticket, ESC)) == (["esc_resolved"], "esc_resolved")


def test_check_boxes_and_multi_selects_are_tags_too(small: Small) -> None:
    """Both ways: by the field, and by the tag."""
    ticket = small.update(1001, custom_fields={str(FOLLOW_UP): "true", str(PRODUCTS): ["p_flags"]})
    assert ticket.json()["ticket"]["tags"] == ["follow_up", "p_flags", "plan_enterprise"]
    ticket = small.update(1001, tags=["p_replay", "p_flags"]).json()["ticket"]
    assert (field(ticket, FOLLOW_UP), field(ticket, PRODUCTS)) == (False, ["p_flags", "p_replay"])


@pytest.mark.parametrize(
    ("number", "value", "kept"),
    [
        (SEATS, 12, "12"), (SEATS, "-3", "-3"), (SEATS, "", None), (MRR, "1,5", "1,5"),
        (RENEWAL, "2026-12-24T10:00:00Z", "2026-12-24"), (SERIAL, "AB-12", "AB-12"),
        (604, 17, "17"), (FOLLOW_UP, False, False), (PRODUCTS, "p_replay", ["p_replay"]),
        (PRODUCTS, None, []),
    ],
)  # fmt: skip
def test_values_that_a_field_takes(small: Small, number: int, value: Any, kept: Any) -> None:
    """Each type of field keeps its values in its own form."""
    assert field(set_field(small, number, value).json()["ticket"], number) == kept


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (ESC, "Escalated"),  # the label, not the value
        (ESC, "made_up"), (ESC, ["escalated"]), (ESC, True), (PRODUCTS, ["p_replay", "x"]),
        (SEATS, "many"), (SEATS, True), (MRR, "1.2.3"), (RENEWAL, "soon"), (SERIAL, "ab-12"),
        (SERIAL, "AB-12 x"), (FOLLOW_UP, "perhaps"), (604, {"a": 1}),
    ],
)  # fmt: skip
def test_values_that_a_field_refuses(small: Small, number: int, value: Any) -> None:
    """Anything else is 422, names the field, and writes nothing."""
    before = small.ticket(1001)
    answer = set_field(small, number, value)
    assert answer.status_code == 422
    assert answer.json()["details"]["base"][0]["ticket_field_id"] == number
    assert small.ticket(1001) == before


@pytest.mark.parametrize("entry", [{"id": 999, "value": "x"}, {"id": 611, "value": "x"}, "x", {}])
def test_fields_that_are_none_are_ignored(small: Small, entry: Any) -> None:
    """An unknown or inactive field, or something that names no field, changes nothing."""
    before = small.ticket(1001)
    answer = small.update(1001, custom_fields=[entry])
    assert (answer.status_code, answer.json()["ticket"]) == (200, before)


def test_a_role_without_tag_editing_is_ignored(small: Small) -> None:
    """Their `tags` do nothing, with a 200, while the rest of the update is done."""
    ticket = small.update(1006, "mika", tags=[], priority="low").json()["ticket"]
    assert (ticket["tags"], ticket["priority"]) == (["escalated"], "low")


def test_the_tags_endpoint(small: Small) -> None:
    """GET shows, PUT adds, POST replaces, DELETE removes with an empty answer."""
    path = "tickets/1006/tags"
    assert small.get(path).json() == {"tags": ["escalated"]}
    assert small.put(path, {"tags": ["vip"]}).json() == {"tags": ["escalated", "vip"]}
    replaced = small.call("POST", path, json={"tags": ["a", "b"]})
    assert (replaced.status_code, replaced.json()) == (201, {"tags": ["a", "b"]})
    assert field(small.ticket(1006), ESC) is None
    removed = small.call("DELETE", path, json={"tags": ["a"]})
    assert (removed.status_code, removed.content) == (204, b"")
    assert small.get(path).json() == {"tags": ["b"]}


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_tags_with_safe_update(small: Small, method: str) -> None:
    """The three writers refuse an outdated stamp with a 409; `"true"` as text counts."""
    body = {"tags": ["x"], "safe_update": "true", "updated_stamp": "2020-01-01T00:00:00Z"}
    stale = small.call(method, "tickets/1006/tags", json=body)
    assert (stale.status_code, stale.json()["error"]) == (409, "UpdateConflict")
    assert small.get("tickets/1006/tags").json() == {"tags": ["escalated"]}
    body["updated_stamp"] = small.ticket(1006)["updated_at"]
    assert small.call(method, "tickets/1006/tags", json=body).ok


@pytest.mark.parametrize(
    ("as_", "body", "status"),
    [("lin", {"tags": ["x"]}, 403), ("mika", {"tags": ["x"]}, 403), ("robin", {}, 400),
     ("robin", [], 400), ("robin", {"tags": 5}, 400)],
)  # fmt: skip
def test_tags_refused(small: Small, as_: str, body: Any, status: int) -> None:
    """Roles without tag editing and bodies without tags are refused."""
    assert small.put("tickets/1006/tags", body, as_).status_code == status
