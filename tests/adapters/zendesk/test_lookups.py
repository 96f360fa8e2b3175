"""Who is signed in, the groups and the switch: asked for, and kept between runs."""

from pathlib import Path
from typing import Any

import pytest

from csm_cli.domain.errors import NotSignedIn, WrongUsage
from csm_cli.domain.tickets import Group, Option
from tests.adapters.scripted_server import Reply, scripted
from tests.adapters.zendesk import answers_of_zendesk as zendesk
from tests.adapters.zendesk.conftest import FACTS, Served, desk

ME, ANONYMOUS = Reply(200, zendesk.ME), Reply(200, zendesk.ANONYMOUS)


def user(**changed: Any) -> Reply:
    """`users/me` with some things otherwise."""
    return Reply(200, {"user": {**zendesk.ME["user"], **changed}})


def field(number: int = 17, **changed: Any) -> dict[str, Any]:
    """A ticket field, by default the switch."""
    options = [
        {"name": "Escalated", "value": "escalated"},
        {"name": "De-escalated", "value": "esc_resolved"},
    ]
    made = {"id": number, "type": "tagger", "title": "esc.", "active": True}
    return {**made, "custom_field_options": options, **changed}


def fields(*found: dict[str, Any]) -> Reply:
    """A page of ticket fields."""
    return Reply(200, {"ticket_fields": list(found), "meta": {"has_more": False}, "count": 1})


@pytest.mark.parametrize(
    ("changed", "access"),
    [
        ({}, "full"),
        ({"role": "admin", "role_type": 4}, "admin"),
        ({"role_type": 1}, "light"),
        ({"only_private_comments": True}, "light"),
    ],
)
def test_how_far_a_role_reaches(served: Served, changed: dict[str, Any], access: str) -> None:
    """From `role_type`, and from what Zendesk says of comments."""
    with served(user(**changed)) as (made, _):
        assert made.me().access == access


@pytest.mark.parametrize("reply", [ANONYMOUS, user(role="end-user"), user(id=None)])
def test_a_wrong_token(served: Served, reply: Reply) -> None:
    """Zendesk answers 200 with nobody; a customer's sign-in is no better."""
    with served(reply) as (made, _), pytest.raises(NotSignedIn):
        made.me()


def test_what_is_kept(served: Served) -> None:
    """The second question is answered without the desk, `fresh` asks it."""
    with served(ME, user(role_type=1)) as (made, _):
        assert made.me() == made.me()
        assert made.me(fresh=True).access == "light"
        assert made.me().access == "light"


def test_what_is_kept_for_the_next_run(tmp_path: Path) -> None:
    """Another run, with the same account, starts with what the first one asked."""
    with scripted(ME) as server:
        for _ in range(2):
            made = desk(server.url, tmp_path)
            assert made.me().person.name == "Robin Vale"
            made.close()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"at": 5}', '{"at": "2999-01-01", "value": 1}'])
def test_a_damaged_cache(tmp_path: Path, damage: str) -> None:
    """A kept answer that can't be read is asked for again."""
    with scripted(ME, ME) as server:
        for _ in range(2):
            made = desk(server.url, tmp_path)
            assert made.me().person.name == "Robin Vale"
            made.close()
            (tmp_path / "me.json").write_text(damage)


def test_a_cache_of_another_shape(tmp_path: Path) -> None:
    """What an older csm kept, with other keys, is as good as nothing."""
    with scripted(ME, ME) as server:
        for _ in range(2):
            made = desk(server.url, tmp_path)
            assert made.me().access == "full"
            made.close()
            kept = (tmp_path / "me.json").read_text()
            (tmp_path / "me.json").write_text(kept.replace('"access"', '"reach"'))


def test_the_switch_by_its_title(served: Served) -> None:
    """Exactly one active drop-down of that title, whatever its case; look-alikes do not count."""
    others = [
        field(1, title="Esc.", active=False),
        field(2, title="esc. reviewed by hero", type="checkbox"),
        field(3, title="esc.", type="text"),
    ]
    with served(fields(*others, field(17, title=" ESC. "))) as (made, _):
        found = made.marker()
    assert (found.field_id, found.escalated.value) == (17, "escalated")


@pytest.mark.parametrize("found", [[], [field(1), field(2)], [field(1, type="text")]])
def test_no_one_switch(served: Served, found: list[dict[str, Any]]) -> None:
    """None or several: nothing is guessed."""
    with served(fields(*found)) as (made, _), pytest.raises(WrongUsage) as told:
        made.marker()
    assert told.value.written == "nothing was sent"
    assert "escalation_field_id" in (told.value.hint or "")


@pytest.mark.parametrize(
    "names", [[], ["De-escalated"], ["Escalated", "escalated to eng"], ["not escalated"]]
)
def test_no_one_option(served: Served, names: list[str]) -> None:
    """One option is or begins with the word; the message shows those that are there."""
    options = [{"name": name, "value": name} for name in names]
    with served(fields(field(custom_field_options=options))) as (made, _):
        with pytest.raises(WrongUsage) as told:
            made.marker()
        assert all(repr(name) in told.value.message for name in names)


def test_a_configured_switch(tmp_path: Path) -> None:
    """A configured id wins over every title; one that is not there is named."""
    for number, fits in ((8, True), (9, False)):
        with scripted(fields(field(17), field(8, title="Other", active=False))) as server:
            made = desk(
                server.url, tmp_path / str(number), FACTS._replace(escalation_field_id=number)
            )
            if fits:
                assert made.marker().field_id == 8
            else:
                with pytest.raises(WrongUsage) as told:
                    made.marker()
                assert "configured id 9" in told.value.message
            made.close()


@pytest.mark.parametrize(
    ("who", "path"), [(ME, "/api/v2/groups/assignable"), (user(role_type=1), "/api/v2/groups.")]
)
def test_groups(served: Served, who: Reply, path: str) -> None:
    """Those that tickets can be handed to; a light agent, who can hand none, gets all."""
    page = {"groups": [{"id": 301, "name": "Support"}], "meta": {"has_more": False}, "count": 1}
    with served(who, Reply(200, page)) as (made, server):
        assert list(made.groups()) == [Group(301, "Support")]
        assert server.asked[1].path.startswith(path)


def test_a_host_without_a_dot() -> None:
    """Such a host can't be spelled for zenpy; said before anything is asked."""
    made = desk("http://localhost:1")
    with pytest.raises(WrongUsage) as told:
        made.me()
    assert "127.0.0.1" in (told.value.hint or "")


def test_severities_are_the_choices_of_the_configured_field(tmp_path: Path) -> None:
    """Asked for once and kept; a field that is none, off or no drop-down is told."""
    wanted = field(22, custom_field_options=[{"name": "Sev 1", "value": "critical"}])
    with scripted(fields(field(), wanted)) as server:
        assert desk(server.url, tmp_path).severities() == [Option("Sev 1", "critical")]
        assert desk(server.url, tmp_path).severities() == [Option("Sev 1", "critical")]
    for odd in (field(), field(22, active=False), field(22, type="text")):
        with (
            scripted(fields(odd)) as server,
            pytest.raises(WrongUsage, match="configured id 22") as caught,
        ):
            desk(server.url).severities()
        assert "zendesk.fields.severity" in (caught.value.hint or "")
