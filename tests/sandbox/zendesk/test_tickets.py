"""`tickets/{id}`: reading, and what one update changes."""

import pytest

from tests.sandbox.small import Small, field

NEXT_SECOND = 1.1


def test_a_ticket_has_all_its_keys(small: Small) -> None:
    """Unset custom fields are there, those out of use are not; both lists are the same."""
    ticket = small.ticket(1001)
    assert ticket["url"] == f"{small.url}/api/v2/tickets/1001.json"
    assert ticket["description"].startswith("Hi,\n\nthe replay page")
    assert (field(ticket, 604), field(ticket, 603)) == ("user-1", None)
    assert 611 not in [entry["id"] for entry in ticket["custom_fields"]]
    assert ticket["fields"] == ticket["custom_fields"]
    assert (ticket["via"]["channel"], ticket["is_public"]) == ("api", True)


def test_side_loads(small: Small) -> None:
    """`include` brings the people, groups and organizations around the ticket, and no others."""
    answer = small.get("tickets/1002?include=users,groups,organizations,metric_sets").json()
    assert {user["id"] for user in answer["users"]} == {202, 102}
    assert [group["name"] for group in answer["groups"]] == ["Support"]
    assert [item["name"] for item in answer["organizations"]] == ["Kelpworks"]
    assert small.get("tickets/1002?include=None").json().keys() == {"ticket"}


@pytest.mark.parametrize(
    ("number", "status"),
    [("9999", 404), ("9223372036854775807", 404), ("9" * 5000, 404), ("0", 404), ("abc", 400),
     ("-1", 400), ("1001%00", 400), ("1001%3Finclude=users", 400), ("1001%23", 400), ("१२", 400)],
)  # fmt: skip
def test_ids_that_are_none(small: Small, number: str, status: int) -> None:
    """Numbers that no ticket has are 404, whatever their size; other text is 400."""
    assert small.get(f"tickets/{number}").status_code == status
    assert small.put(f"tickets/{number}", {"ticket": {"status": "open"}}).status_code == status


def test_only_what_is_sent_changes(small: Small) -> None:
    """A partial update leaves every other key, and every other custom field, as it was."""
    before = small.ticket(1001)
    small.advance(NEXT_SECOND)
    answer = small.update(1001, subject="New words", custom_fields=[{"id": 607, "value": "12"}])
    after = answer.json()["ticket"]
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"subject", "raw_subject", "custom_fields", "fields", "updated_at"}
    assert (field(after, 604), field(after, 607)) == ("user-1", "12")
    assert small.ticket(1001) == after


def test_the_audit_tells_the_changes(small: Small) -> None:
    """One update is one audit: the comment first, then a change per key, ids as text."""
    answer = small.update(
        1001, group_id=302, priority=None, comment={"body": "Over to you", "public": False},
        metadata={"csm_op": "a1"},
    ).json()  # fmt: skip
    comment, *changes = answer["audit"]["events"]
    assert (comment["type"], comment["public"], comment["body"]) == (
        "Comment",
        False,
        "Over to you",
    )
    told = {item["field_name"]: (item["previous_value"], item["value"]) for item in changes}
    assert told == {"group_id": ("301", "302"), "priority": ("high", None)}
    assert answer["audit"]["metadata"]["custom"] == {"csm_op": "a1"}
    assert small.audits(1001)[-1] == answer["audit"]
    assert small.comments(1001)[-1]["metadata"]["custom"] == {"csm_op": "a1"}
    assert small.comments(1001)[-1]["audit_id"] == answer["audit"]["id"]


def test_an_update_that_changes_nothing_leaves_the_stamp(small: Small) -> None:
    """Without a ticket event `updated_at` stays, and no audit is kept."""
    before, audits = small.ticket(1001), small.audits(1001)
    small.advance(NEXT_SECOND)
    answer = small.update(1001, status="open", group_id=301, tags=["plan_enterprise"]).json()
    assert answer["ticket"] == before
    assert answer["audit"]["events"] == []
    assert small.audits(1001) == audits


def test_unknown_keys_are_ignored_with_a_200(small: Small) -> None:
    """What Zendesk does not know changes nothing; the warning names some of it and not the rest."""
    before = small.ticket(1001)
    answer = small.update(
        1001, id=7, description="other", created_at="2020-01-01T00:00:00Z", urgency="x",
        comment={"body": "", "colour": "red"},
    )  # fmt: skip
    assert answer.status_code == 200
    assert answer.json()["ticket"] == before
    assert answer.headers["X-Zendesk-Api-Warn"] == (
        '{:allowed_parameters=>{:controller=>"tickets", :action=>"update", '
        ':unpermitted_keys=>["ticket.id", "ticket.urgency", "ticket.comment.colour"], '
        ":invalid_values=>[]}}"
    )


def test_hostile_keys_stay_inside_the_warning(small: Small) -> None:
    """A key with line breaks or other scripts cannot add a header or break the answer."""
    answer = small.update(1001, **{"x\r\nSet-Cookie: a=b": 1, "clé\u0000": 2})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert r"\r\nSet-Cookie" in answer.headers["X-Zendesk-Api-Warn"]


@pytest.mark.parametrize(
    ("keys", "status"),
    [
        ({"status": "escalated"}, 422),
        ({"priority": "huge"}, 422),
        ({"type": "bug"}, 422),
        ({"custom_status_id": 5}, 422),
        ({"requester_id": 999}, 422),
        ({"organization_id": 999}, 422),
        ({"group_id": 999}, 422),
        ({"group_id": 304}, 422),  # deleted
        ({"assignee_id": 103}, 422),  # a light agent
        ({"assignee_id": 201}, 422),  # a customer
        ({"assignee_id": 106}, 422),  # suspended
        ({"assignee_id": "Ada"}, 400),
        ({"assignee_email": "nobody@posthog.example"}, 422),
        ({"due_at": "tomorrow"}, 400),
        ({"tags": 5}, 400),
        ({"comment": "words"}, 400),
        ({"comment": {"body": {}}}, 400),
        ({"safe_update": True}, 400),
        ({"followers": [{"user_id": 201}]}, 422),
        ({"problem_id": 1002}, 501),
    ],
)
def test_refused_values_write_nothing(small: Small, keys: dict[str, object], status: int) -> None:
    """An impossible value fails the whole update: the comment and the subject with it."""
    before, comments = small.ticket(1001), small.comments(1001)
    note = {"body": "A note", "public": False}
    answer = small.update(1001, **{"subject": "Changed", "comment": note, **keys})
    assert answer.status_code == status
    assert small.ticket(1001) == before
    assert small.comments(1001) == comments


def test_closed_tickets_cannot_change(small: Small) -> None:
    """Even a note on a closed ticket is 422."""
    answer = small.update(1003, comment={"body": "Too late", "public": False})
    assert answer.status_code == 422
    assert "closed prevents ticket update" in answer.text
    assert len(small.comments(1003)) == 1


@pytest.mark.parametrize(
    ("number", "keys", "status"),
    [
        (1005, {"status": "open"}, "open"),
        (1005, {"assignee_id": 101}, "open"),  # an assigned ticket is no longer new
        (1005, {"group_id": 302}, "new"),
        (1001, {"custom_status_id": 6130892426394, "status": "hold"}, "pending"),
        (1002, {"status": "solved"}, "solved"),
        (1002, {"status": "closed"}, "closed"),
    ],
)
def test_statuses(small: Small, number: int, keys: dict[str, object], status: str) -> None:
    """The status follows what was sent, `custom_status_id` first, and an assignment."""
    assert small.update(number, **keys).json()["ticket"]["status"] == status


def test_the_custom_status_follows_the_status(small: Small) -> None:
    """`custom_status_id` belongs to the status it stands for."""
    ticket = small.update(1001, status="pending").json()["ticket"]
    assert ticket["custom_status_id"] == 6130892426394


def test_a_ticket_is_new_only_once(small: Small) -> None:
    """A status cannot be set back to new."""
    assert small.update(1001, status="new").status_code == 422


def test_solving_needs_the_required_fields(small: Small) -> None:
    """Without an assignee, a field required for solving, the error names the field."""
    answer = small.update(1001, status="solved")
    assert answer.status_code == 422
    [complaint] = answer.json()["details"]["base"]
    assert complaint["description"] == "Assignee: is required when solving a ticket"
    assert (complaint["ticket_field_id"], complaint["ticket_field_type"]) == (602, "FieldAssignee")
    assert small.update(1001, status="solved", assignee_id=101).status_code == 200


def test_the_organization_follows_the_requester(small: Small) -> None:
    """Another requester brings their organization along."""
    ticket = small.update(1001, requester_id=202).json()["ticket"]
    assert (ticket["requester_id"], ticket["organization_id"]) == (202, 502)


def test_people_are_added_and_removed(small: Small) -> None:
    """Followers are agents, copied people customers; `collaborator_ids` holds both."""
    ticket = small.update(
        1001, followers=[{"user_id": 102}, {"user_email": "lin.osei@posthog.example"}],
        email_ccs=[{"user_id": "202", "action": "put"}],
    ).json()["ticket"]  # fmt: skip
    assert (ticket["follower_ids"], ticket["email_cc_ids"]) == ([102, 103], [202])
    assert ticket["collaborator_ids"] == [102, 103, 202]
    gone = small.update(1001, followers=[{"user_id": 102, "action": "delete"}]).json()["ticket"]
    assert gone["collaborator_ids"] == [103, 202]
    replaced = small.update(1001, collaborator_ids=[101, 201]).json()["ticket"]
    assert (replaced["follower_ids"], replaced["email_cc_ids"]) == ([101], [201])
    added = small.update(1001, additional_collaborators=[102, {"email": "jo@kelpworks.example"}])
    assert added.json()["ticket"]["collaborator_ids"] == [101, 102, 201, 202]


def test_other_keys(small: Small) -> None:
    """Due date, external id and type are set, and cleared by null."""
    sent = {"due_at": "2026-12-01T10:00:00+02:00", "external_id": 17, "type": "task"}
    ticket = small.update(1001, **sent).json()["ticket"]
    assert ticket["due_at"] == "2026-12-01T08:00:00Z"
    assert (ticket["external_id"], ticket["type"]) == ("17", "task")
    ticket = small.update(1001, due_at=None, external_id=None, type="").json()["ticket"]
    assert [ticket[key] for key in sent] == [None, None, None]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 422), (b"", 400), (b"[]", 400), (b'{"tickets": {}}', 400), (b'{"ticket": 5}', 400),
     (b"[" * 100_000, 422), (b'\xff{"ticket": {}}', 422)],
)  # fmt: skip
def test_unreadable_bodies(small: Small, body: bytes, status: int) -> None:
    """A body that is not JSON, or not about a ticket, is refused and breaks nothing."""
    headers = {"Content-Type": "application/json"}
    answer = small.call("PUT", "tickets/1001", data=body, headers=headers)
    assert answer.status_code == status


def test_restricted_agents_see_their_own_tickets_only(small: Small) -> None:
    """A role limited to its groups gets 404 for the tickets of others."""
    assert small.get("tickets/1006", "mika").status_code == 200
    for path in ("", "/comments", "/audits", "/tags"):
        assert small.get(f"tickets/1001{path}", "mika").status_code == 404
    assert small.update(1001, "mika", subject="x").status_code == 404


def test_showing_many_tickets(small: Small) -> None:
    """By number, with what is asked for around them; hidden and unknown ones are left out."""
    answer = small.get("tickets/show_many?ids=1001,1006,999&include=users").json()
    assert [item["id"] for item in answer["tickets"]] == [1001, 1006]
    assert 201 in [item["id"] for item in answer["users"]]
    restricted = small.get("tickets/show_many?ids=1001,1006", "mika").json()["tickets"]
    assert [item["id"] for item in restricted] == [1006]
    many = ",".join(map(str, range(1, 102)))
    assert small.get(f"tickets/show_many?ids={many}").status_code == 400
    assert small.get("tickets/show_many").status_code == 400
