"""Roles on Zendesk: which record is which role, and what an answer to a change proves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from csm_cli.adapters.zendesk.roles import ZendeskRoles
from csm_cli.domain import roles
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    NotAllowed,
    NotSignedIn,
    OutcomeUnknown,
    Unavailable,
)
from csm_cli.domain.roles import Role
from csm_cli.domain.tickets import Person
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted
from tests.adapters.zendesk.answers_of_zendesk import ANONYMOUS, ME
from tests.adapters.zendesk.conftest import patience, session

LIN = Person(103, "Lin Osei", "lin.osei@posthog.example")
FULL = Role(2, "Full agent", roles.FULL)


@contextmanager
def serving(*replies: Reply) -> Iterator[tuple[ZendeskRoles, ScriptedServer]]:
    """Roles whose server gives these replies."""
    with scripted(*replies) as server:
        reading, changing = (session(server.url, timeout=patience(*replies)) for _ in range(2))
        made = ZendeskRoles(server.url, reading, changing)
        try:
            yield made, server
        finally:
            made.close()


@pytest.mark.parametrize(
    ("record", "access"),
    [
        ({"role_type": 0}, roles.FULL),
        ({"role_type": 0, "configuration": {"light_agent": False}}, roles.FULL),
        ({"role_type": 0, "configuration": {"light_agent": True}}, roles.LIGHT),
        ({"role_type": 1, "configuration": None}, roles.LIGHT),
        ({"role_type": 2}, roles.OTHER),
        ({"role_type": 3}, roles.OTHER),
        ({"role_type": 4}, roles.ADMIN),
        ({"role_type": 5}, roles.ADMIN),
        ({"role_type": 99}, roles.OTHER),
        ({}, roles.OTHER),
    ],
)
def test_how_far_a_role_reaches(record: dict[str, Any], access: str) -> None:
    """Only what is surely a full agent's role counts as one."""
    body = {"custom_roles": [{"id": 2, "name": "Some role", **record}]}
    with serving(Reply(body=body)) as (desk, _):
        assert desk.roles() == (Role(2, "Some role", access),)


@pytest.mark.parametrize("status", [403, 404])
def test_an_account_without_custom_roles(status: int) -> None:
    """Below the Enterprise plan there is no list; that is no failure."""
    with serving(Reply(status, {"error": "RecordNotFound"})) as (desk, _):
        assert desk.roles() == ()


@pytest.mark.parametrize("body", [{}, {"custom_roles": [{"id": 1}]}, {"custom_roles": [7]}])
def test_a_list_that_is_not_as_documented(body: object) -> None:
    """No role is made up of what can't be read."""
    with serving(Reply(body=body)) as (desk, _), pytest.raises(Unavailable):
        desk.roles()


def test_whose_account_it_is() -> None:
    """The account is asked who it is; no account is nobody, without a request."""
    with serving(Reply(body=ME)) as (desk, _):
        assert desk.changer() == Person(101, "Robin Vale", "robin.vale@posthog.example")
    with scripted() as server:
        alone = ZendeskRoles(server.url, session(server.url), None)
        assert (alone.can_change, alone.changer()) == (False, None)
        alone.close()


@pytest.mark.parametrize("body", [ANONYMOUS, {}, {"user": None}, {"user": []}])
def test_an_account_that_is_nobody(body: object) -> None:
    """A wrong credential is answered with 200 and an anonymous user."""
    with serving(Reply(body=body)) as (desk, _), pytest.raises(NotSignedIn):
        desk.changer()


def test_the_change_is_the_role_alone() -> None:
    """One PUT with one key: whatever else a user's record holds is not touched."""
    with serving(Reply(body={"user": {"id": 103}})) as (desk, server):
        (request,) = desk.requests(LIN, FULL)
        desk.change(LIN, FULL)
    sent = server.asked[0]
    assert (sent.method, sent.path, sent.body) == (request.method, request.path, request.body)
    assert (sent.path, sent.body) == ("/api/v2/users/103.json", {"user": {"custom_role_id": 2}})


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(403, {"error": "Forbidden"}), NotAllowed),
        (Reply(404, {"error": "RecordNotFound"}), NotAllowed),
        (Reply(422, {"error": "RecordInvalid", "description": "AgentLimitReached"}), NotAllowed),
        (Reply(409, {"error": "DatabaseConflict"}), Conflict),
        (Reply(429, "slow down", (("Retry-After", "42"),)), Unavailable),
        (Reply(500, {}), OutcomeUnknown),
        (Reply(503, {}, (("Retry-After", "1"),)), OutcomeUnknown),
        (Reply(302, b"", (("Location", "https://elsewhere.example/"),)), OutcomeUnknown),
        (Reply(200, b"<html>", (("Content-Type", "text/html"),)), OutcomeUnknown),
        (Reply(200, {}), OutcomeUnknown),
        (Reply(200, {"user": {"id": 999}}), OutcomeUnknown),
        (Reply(200, {"user": {"id": 103}}, announced=999), OutcomeUnknown),
        (Reply(200, {"user": {"id": 103}}, hangs=2.0), OutcomeUnknown),
    ],
)
def test_what_an_answer_means(reply: Reply, error: type[CsmError]) -> None:
    """Each is sent once; a refusal is certain, and all that is not clear is unknown."""
    with serving(reply) as (desk, server), pytest.raises(error) as told:
        desk.change(LIN, FULL)
    assert len(server.asked) == 1
    assert "ticket" not in told.value.message
    if error is not OutcomeUnknown:
        assert told.value.written == "nothing was written"


def test_how_long_the_desk_asks_to_wait() -> None:
    """The time is carried along for whoever may send it again."""
    reply = Reply(429, "slow down", (("Retry-After", "42"),))
    with serving(reply) as (desk, _), pytest.raises(Unavailable) as told:
        desk.change(LIN, FULL)
    assert told.value.retry_after == 42


def test_the_page() -> None:
    """A ticket's page, where the sidebar's apps are; else where one begins."""
    with serving() as (desk, server):
        assert desk.page(48213) == f"{server.url}/agent/tickets/48213"
        assert desk.page(None) == f"{server.url}/agent/"
