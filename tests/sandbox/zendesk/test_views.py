"""Views: which there are, which tickets belong to one, how they are counted."""

from tests.sandbox.small import Small


def listed(small: Small, path: str, as_: str = "robin") -> list[int]:
    """Return the ids of a list of views."""
    return [view["id"] for view in small.get(path, as_).json()["views"]]


def test_the_views(small: Small) -> None:
    """By position; the inactive one is in the whole list only."""
    assert listed(small, "views") == [702, 701, 705, 703]
    assert listed(small, "views/active") == [702, 701, 705]
    assert listed(small, "views?active=false") == [703]
    assert small.get("views/count").json()["count"]["value"] == 4
    assert small.get("views/701").json()["view"]["title"] == "Escalated to Replay"
    assert small.get("views/999").status_code == 404


def ids(small: Small, path: str, as_: str = "robin") -> list[int]:
    """Return the ids of a view's tickets."""
    return [ticket["id"] for ticket in small.get(path, as_).json()["tickets"]]


def test_the_tickets_of_a_view(small: Small) -> None:
    """Status, group and drop-down conditions hold; changes show at once, unlike in search."""
    assert ids(small, "views/701/tickets") == [1006]
    assert small.update(1001, group_id=302, tags=["escalated"]).ok
    assert ids(small, "views/701/tickets") == [1006, 1001]
    assert ids(small, "views/701/tickets?sort_by=id&sort_order=asc&page[size]=1") == [1001]
    assert small.update(1006, "noor", status="solved", assignee_id=105).ok
    assert ids(small, "views/701/tickets") == [1001]


def test_a_view_depends_on_who_looks(small: Small) -> None:
    """`current_user` is the caller."""
    assert ids(small, "views/702/tickets", "ada") == [1002]
    assert ids(small, "views/702/tickets", "robin") == []


def test_views_of_some(small: Small) -> None:
    """A view may be one person's, or one group's; to others it does not exist."""
    assert listed(small, "views", "ada") == [702, 701, 704, 703]
    assert small.get("views/704").status_code == 404
    assert small.get("views/705/tickets", "ada").status_code == 404
    assert ids(small, "views/704/tickets", "ada") == [1006]


def test_conditions_of_which_one_must_hold(small: Small) -> None:
    """High priority, one of two tags, or a product, but not closed."""
    assert sorted(ids(small, "views/705/tickets")) == [1001, 1007]
    small.update(1002, custom_fields=[{"id": 606, "value": ["p_replay"]}])
    small.update(1001, priority="normal")
    assert sorted(ids(small, "views/705/tickets")) == [1002, 1007]


def test_a_view_as_a_table(small: Small) -> None:
    """`execute` gives columns and rows with a part of each ticket, and the records around."""
    answer = small.get("views/701/execute").json()
    [row] = answer["rows"]
    assert (row["ticket_id"], row["ticket"]["status"]) == (1006, "open")
    assert [group["name"] for group in answer["groups"]] == ["Replay"]
    assert answer["view"]["id"] == 701


def test_side_loads(small: Small) -> None:
    """`include` works on the tickets of a view."""
    answer = small.get("views/701/tickets?include=users,groups").json()
    assert [user["name"] for user in answer["users"]] == ["Dana Cole"]


def test_counts_come_later(small: Small) -> None:
    """The first count is null and not fresh; then it is there, and grows old after a minute."""
    first = small.get("views/701/count").json()["view_count"]
    assert (first["value"], first["pretty"], first["fresh"]) == (None, "...", False)
    second = small.get("views/701/count").json()["view_count"]
    assert (second["value"], second["pretty"], second["fresh"]) == (1, "1", True)
    small.update(1006, "noor", group_id=301)
    small.advance(61)
    assert small.get("views/701/count").json()["view_count"]["value"] == 1
    assert small.get("views/701/count").json()["view_count"]["value"] == 0


def test_executing_a_view_has_its_own_limit(small: Small) -> None:
    """Five times a minute for one agent and one view; others are not held up."""
    codes = [small.get("views/701/execute").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]
    assert small.get("views/702/execute").status_code == 200
    assert small.get("views/701/execute", "ada").status_code == 200
    small.advance(61)
    assert small.get("views/701/execute").status_code == 200
