"""Organizations, groups and their members, ticket fields."""

import pytest

from tests.sandbox.small import Small

HEDGEBOX = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
KELPWORKS = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d02"


def test_an_organization(small: Small) -> None:
    """Shown with its PostHog id; light agents may see it."""
    shown = small.get("organizations/501", "lin").json()["organization"]
    assert (shown["name"], shown["external_id"]) == ("Hedgebox Inc", HEDGEBOX)
    assert shown["organization_fields"] == {"plan": "enterprise"}
    assert small.get("organizations/999").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (f"external_id={HEDGEBOX}", [501]),
        (f"external_id={HEDGEBOX.upper()}", [501]),
        (f"external_id={HEDGEBOX[:-1]}", []),
        ("external_id=", []),
        ("name=hedgebox inc", [501]),
        ("name=hedgebox", []),
        (f"external_id={HEDGEBOX}?include=None", []),  # a client that writes two question marks
    ],
)
def test_finding_an_organization(small: Small, query: str, found: list[int]) -> None:
    """The whole external id, or the whole name, in any case of letters."""
    answer = small.get(f"organizations/search?{query}").json()
    assert [item["id"] for item in answer["organizations"]] == found


def test_who_may_search_organizations(small: Small) -> None:
    """Not light agents, and not agents whose role cannot edit organizations."""
    path = f"organizations/search?external_id={HEDGEBOX}"
    assert [small.get(path, who).status_code for who in ("lin", "mika", "noor")] == [403, 403, 200]
    assert small.get("organizations/search").status_code == 400


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (f"external_ids={HEDGEBOX}", [501]),
        (f"external_ids=x,{HEDGEBOX}, {KELPWORKS}", [501, 502]),
        (f"external_ids={HEDGEBOX[:-1]}", []),
        ("external_ids=", []),
        ("ids=502,999", [502]),
        (f"ids=501&external_ids={KELPWORKS}", [501]),
    ],
)
def test_showing_many_organizations(small: Small, query: str, found: list[int]) -> None:
    """By ids, or else by external ids, for light agents too; unknown ones are left out."""
    for who in ("lin", "robin", "mika"):
        answer = small.get(f"organizations/show_many?{query}", who).json()
        assert [item["id"] for item in answer["organizations"]] == found


def test_showing_too_many_organizations(small: Small) -> None:
    """More than a hundred are refused, and so is naming none; end users may ask for none."""
    hundred = ",".join(str(number) for number in range(1, 101))
    assert small.get(f"organizations/show_many?ids={hundred}").status_code == 200
    assert small.get(f"organizations/show_many?ids={hundred},101").status_code == 400
    assert small.get("organizations/show_many").status_code == 400
    assert small.get("organizations/show_many?ids=501", "dana").status_code == 403


@pytest.mark.parametrize(
    ("name", "found"), [("hedge", [501]), ("KELPWORKS", [502]), ("works", []), ("*", [])]
)
def test_completing_an_organizations_name(small: Small, name: str, found: list[int]) -> None:
    """From its beginning, in any letter case, for light agents too."""
    answer = small.get(f"organizations/autocomplete?name={name}", "lin").json()
    assert [item["id"] for item in answer["organizations"]] == found
    assert answer["count"] == len(found)


def test_completing_nothing(small: Small) -> None:
    """A name is needed, and pages by cursor are not to be had."""
    assert small.get("organizations/autocomplete").status_code == 400
    assert small.get("organizations/autocomplete?name=").status_code == 400
    assert small.get("organizations/autocomplete?name=h&page[size]=5").status_code == 400


def test_groups(small: Small) -> None:
    """Deleted groups are listed and shown, but never assignable."""
    everything = [group["name"] for group in small.get("groups").json()["groups"]]
    assert everything == ["Feature Flags", "Old Pipeline", "Replay", "Support"]
    kept = small.get("groups?exclude_deleted=true").json()["groups"]
    assert [group["deleted"] for group in kept] == [False] * 3
    assignable = small.get("groups/assignable").json()["groups"]
    assert [group["id"] for group in assignable] == [303, 302, 301]
    assert small.get("groups/304").json()["group"]["deleted"] is True
    assert small.get("groups/999").status_code == 404


def test_memberships(small: Small) -> None:
    """All of them, those of one user, those of one group."""

    def pairs(path: str) -> list[tuple[int, int]]:
        found = small.get(path).json()["group_memberships"]
        return [(item["user_id"], item["group_id"]) for item in found]

    assert len(pairs("group_memberships")) == 5
    assert pairs("users/102/group_memberships") == [(102, 301), (102, 302)]
    assert pairs("groups/302/memberships") == [(102, 302), (105, 302)]


def test_ticket_fields(small: Small) -> None:
    """Without pages all of them by position; by cursor in the order of ids."""
    answer = small.get("ticket_fields").json()
    assert [item["title"] for item in answer["ticket_fields"][:3]] == [
        "Subject",
        "Assignee",
        "esc.",
    ]
    assert (answer["count"], answer["next_page"]) == (11, None)
    esc = small.get("ticket_fields/603").json()["ticket_field"]
    options = {item["name"]: item["value"] for item in esc["custom_field_options"]}
    assert options == {"Escalated": "escalated", "De-escalated": "esc_resolved"}
    by_cursor = small.get("ticket_fields?page[size]=100").json()["ticket_fields"]
    assert [item["id"] for item in by_cursor] == list(range(601, 612))
    assert small.get("ticket_fields/999").status_code == 404
