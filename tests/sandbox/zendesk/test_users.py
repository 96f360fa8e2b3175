"""People: showing, finding and changing them, and the roles behind them."""

from typing import Any

import pytest

from tests.sandbox.small import Small

FULL, LIGHT, ADMIN, REPLAY_ONLY = 11, 12, 13, 14


def change(small: Small, number: int, as_: str = "noor", /, **keys: Any) -> Any:
    """Update a user."""
    return small.put(f"users/{number}", {"user": keys}, as_)


@pytest.mark.parametrize(
    ("number", "role", "role_type", "private_only", "restriction"),
    [
        (101, "agent", 0, False, None),
        (103, "agent", 1, True, None),
        (104, "admin", 4, False, None),
        (105, "agent", 0, False, "groups"),
        (201, "end-user", None, False, "requested"),
    ],
)
def test_what_follows_from_the_role(
    small: Small, number: int, role: str, role_type: int, private_only: bool, restriction: str
) -> None:
    """The keys that a client must look at before it writes agree with the custom role."""
    user = small.get(f"users/{number}").json()["user"]
    assert (user["role"], user["role_type"]) == (role, role_type)
    assert (user["only_private_comments"], user["ticket_restriction"]) == (
        private_only,
        restriction,
    )


def test_unknown_users(small: Small) -> None:
    """A number that nobody has is 404."""
    assert small.get("users/999").status_code == 404
    assert change(small, 999, name="x").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("query=robin", ["Robin Vale"]),
        ("query=ROBIN VALE", ["Robin Vale"]),
        ("query=ada.park@posthog.example", ["Ada Park"]),
        ("query=posthog role:admin", ["Noor Haddad"]),
        ("query=role:agent email:lin", ["Lin Osei"]),
        ('query=organization:"Hedgebox Inc"', ["Dana Cole"]),
        ("query=nobody", []),
        ("query=shoe:size", []),
        ("external_id=x-1", ["Jo Ferry"]),
        ("external_id=X-1", []),
    ],
)
def test_finding_people(small: Small, query: str, found: list[str]) -> None:
    """By part of a property or by filters; `external_id` is exact; light agents may search."""
    change(small, 202, external_id="x-1")
    answer = small.get(f"users/search?{query}", "lin").json()
    assert [user["name"] for user in answer["users"]] == found
    assert answer["count"] == len(found)


def test_a_search_without_words(small: Small) -> None:
    """Neither parameter is an error, not everybody."""
    assert small.get("users/search").status_code == 400


def test_an_upgrade_and_back(small: Small) -> None:
    """An admin changes the custom role; role type and permissions follow at once."""
    user = change(small, 103, custom_role_id=FULL).json()["user"]
    assert (user["role_type"], user["only_private_comments"], user["moderator"]) == (0, False, True)
    assert small.update(1001, "lin", status="pending").status_code == 200
    roles = small.get("custom_roles").json()["custom_roles"]
    assert [role["team_member_count"] for role in roles] == [4, 0, 1, 1]
    user = change(small, 103, custom_role_id=LIGHT).json()["user"]
    assert (user["role_type"], user["only_private_comments"]) == (1, True)
    assert small.update(1001, "lin", status="open").status_code == 403


@pytest.mark.parametrize(
    ("as_", "number", "keys"),
    [
        ("robin", 101, {"custom_role_id": ADMIN}),
        ("lin", 103, {"custom_role_id": FULL}),
        ("robin", 102, {"name": "x"}),
        ("lin", 201, {"notes": "x"}),
        ("robin", 201, {"custom_role_id": FULL}),
        ("robin", 201, {"role": "admin"}),
    ],
)
def test_only_admins_change_the_team(
    small: Small, as_: str, number: int, keys: dict[str, Any]
) -> None:
    """Agents may not change themselves or colleagues, nor anybody's role; nothing is written."""
    before = small.get(f"users/{number}", "noor").json()
    assert change(small, number, as_, **keys).status_code == 403
    assert small.get(f"users/{number}", "noor").json() == before


def test_agents_change_end_users(small: Small) -> None:
    """A full agent may edit a customer's profile; what was not sent stays."""
    user = change(small, 201, "robin", notes="Prefers mail", tags=["VIP"]).json()["user"]
    assert (user["notes"], user["tags"], user["name"]) == ("Prefers mail", ["vip"], "Dana Cole")


def test_upgrades_take_seats(small: Small) -> None:
    """Without a free seat an upgrade is refused; a downgrade frees one."""
    small.limit(agent_seats=5, user_updates_per_minute=100)  # Robin, Ada, Noor, Mika, Sam
    assert change(small, 103, custom_role_id=FULL).status_code == 422
    assert change(small, 105, custom_role_id=LIGHT).status_code == 200
    assert change(small, 103, custom_role_id=FULL).status_code == 200


@pytest.mark.parametrize(
    ("keys", "role", "role_type"),
    [({"role": "agent"}, "agent", 0), ({"role": "admin"}, "admin", 4),
     ({"role": "end-user"}, "end-user", None),
     ({"role": "end-user", "custom_role_id": ADMIN}, "admin", 4)],
)  # fmt: skip
def test_roles_by_name(small: Small, keys: dict[str, Any], role: str, role_type: int) -> None:
    """`role` without a custom role gives the role's own defaults; the custom role wins."""
    user = change(small, 103, **keys).json()["user"]
    assert (user["role"], user["role_type"]) == (role, role_type)


@pytest.mark.parametrize(
    ("keys", "status"),
    [({"custom_role_id": 99}, 422), ({"role": "boss"}, 422), ({"name": ""}, 422),
     ({"organization_id": 9}, 422), ({"default_group_id": 303}, 422), ({"suspended": "x"}, 400),
     ({"user_fields": []}, 400), ({"name": {}}, 400), ({"email": "a@b.example"}, 501)],
)  # fmt: skip
def test_refused_changes(small: Small, keys: dict[str, Any], status: int) -> None:
    """Impossible values are refused whole."""
    answer = change(small, 101, **{"notes": "not kept", **keys})
    assert answer.status_code == status
    assert small.get("users/101").json()["user"]["notes"] is None


def test_other_changes(small: Small) -> None:
    """The remaining keys are kept, unknown ones ignored with a warning."""
    sent = {"default_group_id": 302, "suspended": True, "user_fields": {"a": 1}, "phone": "123",
            "organization_id": 501}  # fmt: skip
    answer = change(small, 102, id=5, shoe_size=44, **sent)
    user = answer.json()["user"]
    assert {key: user[key] for key in sent} == sent
    assert '["user.id", "user.shoe_size"]' in answer.headers["X-Zendesk-Api-Warn"]
    assert small.get("users/me", "ada").json()["user"]["id"] is None  # suspended


def test_roles_are_listed_for_agents_and_shown_to_admins(small: Small) -> None:
    """The list is for every agent, a single role for those who manage roles."""
    listed = small.get("custom_roles", "lin").json()["custom_roles"]
    counts = {role["name"]: role["team_member_count"] for role in listed}
    assert counts == {"Full agent": 3, "Light agent": 1, "Admin": 1, "Replay only": 1}
    light = small.get(f"custom_roles/{LIGHT}", "noor").json()["custom_role"]["configuration"]
    assert (light["light_agent"], light["ticket_comment_access"]) == (True, "none")
    assert small.get(f"custom_roles/{LIGHT}", "robin").status_code == 403
    assert small.get("custom_roles/99", "noor").status_code == 404


@pytest.mark.parametrize("query", ["ids=101,201,999", "ids=201, 101,x"])
def test_showing_many_people(small: Small, query: str) -> None:
    """By ids, for light agents too; unknown ones are left out, and a hundred is the most."""
    for who in ("lin", "robin"):
        answer = small.get(f"users/show_many?{query}", who).json()
        assert sorted(item["id"] for item in answer["users"]) == [101, 201]
    many = ",".join(map(str, range(1, 102)))
    assert small.get(f"users/show_many?ids={many}").status_code == 400
    assert small.get("users/show_many").status_code == 400
    assert small.get("users/show_many?external_ids=nobody").json()["users"] == []


@pytest.mark.parametrize("kind", ["users", "tickets"])
@pytest.mark.parametrize("odd", ["%C2%B2", "%D9%A3", "x", "-1", "9" * 19, "9" * 5000])
def test_ids_that_are_none_are_left_out(small: Small, kind: str, odd: str) -> None:
    """Other scripts' digits and endless numbers name nobody; they are no failure of the desk."""
    answer = small.get(f"{kind}/show_many?ids={odd},101,1001")
    assert answer.status_code == 200
    assert [item["id"] for item in answer.json()[kind]] == [{"users": 101, "tickets": 1001}[kind]]
