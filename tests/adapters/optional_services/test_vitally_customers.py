"""Vitally's records of customers, from a server that says what it likes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from csm_cli.adapters.settings import Settings
from csm_cli.adapters.vitally_customers import VitallyCustomers
from csm_cli.domain.errors import Limited, Unavailable
from csm_cli.domain.vitally import KeyRole, Reach, VitallyRecord
from csm_cli.environment import Environment
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted

ID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
BOTH = ("accounts", "organizations")
FAR = Reach(BOTH, 9, 60)
NOT_THERE = Reply(404, {"error": "Not Found"})


@contextmanager
def _customers(
    folder: Path, *replies: Reply, reach: Reach = FAR
) -> Iterator[tuple[VitallyCustomers, ScriptedServer]]:
    config = folder / "config.toml"
    config.write_text("[limits]\nread_attempts = 1\noptional_wait_seconds = 0.5\n")
    with scripted(*replies) as server:
        variables = {
            "CSM_CONFIG": str(config), "CSM_STATE": str(folder / "state"), "CSM_TIMEOUT": "20",
            "CSM_VITALLY_URL": server.url, "CSM_VITALLY_KEY": "sk_live_x",
        }  # fmt: skip
        settings = Settings(Environment.of_this_process()._replace(variables=variables))
        made = VitallyCustomers.of(settings.service("vitally"), settings, reach)
        yield made, server
        made.close()


def _page(*names: str, further: object = None) -> Reply:
    results = [{"id": f"v-{name}", "externalId": ID, "name": name} for name in names]
    return Reply(200, {"results": results, "next": further})


def test_one_record(tmp_path: Path) -> None:
    """Under the first kind that has it; of the roles those that somebody fills."""
    roles = [
        {"keyRole": {"label": "CSM"}, "vitallyUser": {"name": "Ada", "email": "a@x.example"}},
        {"keyRole": {"label": "Onboarding"}, "vitallyUser": None},
        {"keyRole": {}, "vitallyUser": {"name": "Nobody"}},
        "odd",
    ]
    document = {"id": "v-1", "externalId": ID.upper(), "name": " Kelp\n", "keyRoles": roles}
    with _customers(tmp_path, NOT_THERE, Reply(200, document)) as (vitally, server):
        found = vitally.record(ID)
    role = KeyRole("CSM", "Ada", "a@x.example")
    assert found == VitallyRecord("organization", "v-1", ID.upper(), "Kelp", (role,))
    assert [each.path for each in server.asked] == [f"/resources/{kind}/{ID}" for kind in BOTH]


def test_none(tmp_path: Path) -> None:
    """Neither an account nor an organization."""
    with _customers(tmp_path, NOT_THERE, NOT_THERE) as (vitally, _):
        assert vitally.record(ID) is None


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {}),
        Reply(200, {"id": "v-1", "externalId": "another", "name": "Kelp"}),
        Reply(200, {"id": 7, "externalId": ID}),
        Reply(200, []),
        Reply(404, b"<html>Not Found</html>", (("Content-Type", "text/html"),)),
    ],
)
def test_a_record_that_is_none(tmp_path: Path, reply: Reply) -> None:
    """Neither another customer's record nor a proxy's page passes for an answer."""
    with _customers(tmp_path, reply) as (vitally, _), pytest.raises(Unavailable, match="place of"):
        vitally.record(ID)


def test_all_pages_of_both_kinds(tmp_path: Path) -> None:
    """Each from the cursor of the one before; then asked no more, until it is too old."""
    pages = _page("Kelp", "Other", further="c/1"), _page("KELP two"), _page("kelp group")
    with _customers(tmp_path, *pages) as (vitally, server):
        found = vitally.called(" kelp ")
        again = vitally.called("other")
    assert [each.name for each in found.records] == ["Kelp", "KELP two", "kelp group"]
    assert (found.read, found.whole, len(again.records)) == (4, True, 1)
    assert [each.path for each in server.asked] == [
        "/resources/accounts?limit=100&status=activeOrChurned",
        "/resources/accounts?limit=100&status=activeOrChurned&from=c%2F1",
        "/resources/organizations?limit=100",
    ]


@pytest.mark.parametrize("reach", [Reach(BOTH, 1, 60), Reach(("accounts",), 1, 60)])
def test_a_list_that_goes_too_far_is_cut(tmp_path: Path, reach: Reach) -> None:
    """It says so, however it went on."""
    with _customers(tmp_path, _page("Kelp", further="more"), reach=reach) as (vitally, _):
        found = vitally.called("kelp")
    assert (len(found.records), found.read, found.whole) == (1, 1, False)


@pytest.mark.parametrize(
    "pages",
    [
        [Reply(200, {"results": {}, "next": None})],
        [Reply(200, {"next": None})],
        [_page("a", further=7)],
        [_page("a", further="x"), _page("b", further="x")],
    ],
)
def test_lists_that_are_none(tmp_path: Path, pages: list[Reply]) -> None:
    """A cursor that leads back to itself among them."""
    with _customers(tmp_path, *pages) as (vitally, _), pytest.raises(Unavailable, match="no list"):
        vitally.called("a")


def test_entries_without_sense_are_left_out(tmp_path: Path) -> None:
    """They don't take the others along."""
    odd = Reply(200, {"results": [None, 7, {"id": "v"}, {"name": "x"}, {"id": "w", "name": "x"}]})
    with _customers(tmp_path, odd, reach=Reach(("accounts",), 9, 60)) as (vitally, _):
        found = vitally.called("x")
    assert [(each.id, each.organization_id) for each in found.records] == [("w", None)]


def test_a_rate_limit(tmp_path: Path) -> None:
    """Is told with its time, in Vitally's own header; nothing of the list is kept."""
    busy = Reply(429, {"error": {"message": "slow down"}}, (("RateLimit-Reset", "41"),))
    with _customers(tmp_path, busy) as (vitally, _), pytest.raises(Limited, match="slow") as told:
        vitally.called("x")
    assert told.value.retry_after == 41
    assert not list((tmp_path / "state").rglob("customers.json"))
