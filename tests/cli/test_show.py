"""`csm show` against the sandbox, over real HTTP."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tests.conftest import Served
from tests.terminal import Terminal

SCHEMA = json.loads((files("csm_cli") / "schemas" / "show.json").read_text(encoding="utf-8"))
TOLD = "\x1b\x07\x08\x9b\u202e\u202c"  # what may move a cursor or turn a line around


def _configured(csm: Terminal, holding: str) -> None:
    text = f'[zendesk]\nholding_organization = "{holding}"\n'
    Path(csm.variables["CSM_CONFIG"]).write_text(text, encoding="utf-8")


def _requests(sandbox: Served) -> list[Mapping[str, Any]]:
    log: list[Mapping[str, Any]] = httpx.get(
        f"{sandbox.services['zendesk']}/_sandbox/requests"
    ).json()
    return [each for each in log if not each["path"].startswith("/_sandbox")]


def _zendesk(sandbox: Served, path: str) -> Any:
    who = (f"{sandbox.env['CSM_ZENDESK_EMAIL']}/token", sandbox.env["CSM_ZENDESK_TOKEN"])
    return httpx.get(f"{sandbox.services['zendesk']}{path}", auth=who).raise_for_status().json()


def _every_ticket() -> list[int]:
    scenario = files("csm_cli") / "sandbox" / "scenarios" / "default" / "zendesk.json"
    told = json.loads(scenario.read_text(encoding="utf-8"))
    return [ticket["id"] for ticket in told["tickets"]]


@pytest.mark.parametrize("ticket", _every_ticket())
def test_every_ticket_of_the_scenario_fits_the_schema(csm: Terminal, ticket: int) -> None:
    """Whatever state a ticket is in, its document is whole, closed and as published."""
    out = csm(f"show {ticket} --comments --json")
    assert (out.exit_code, out.stderr) == (0, "")
    jsonschema.validate(out.json, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert out.json["ticket"] == ticket


def test_reading_changes_nothing(csm: Terminal, sandbox: Served) -> None:
    """Only GETs arrive, three of them at most, and the ticket stays the same byte for byte."""
    paths = [f"/api/v2/tickets/48213.json{part}" for part in ("", "?include=users")]
    paths += ["/api/v2/tickets/48213/comments.json", "/api/v2/tickets/48213/audits.json"]
    before = [_zendesk(sandbox, path) for path in paths]
    seen = len(_requests(sandbox))
    csm("show 48213")
    arrived = _requests(sandbox)[seen:]
    assert {each["method"] for each in arrived} == {"GET"}
    assert len(arrived) <= 3
    assert [_zendesk(sandbox, path) for path in paths] == before


def test_a_warm_cache_spares_the_fields(csm: Terminal, sandbox: Served) -> None:
    """Which field says "escalated" is known from the first time on."""
    csm("show 48213")
    seen = len(_requests(sandbox))
    csm("show 48213 --comments")
    arrived = {each["path"] for each in _requests(sandbox)[seen:]}
    assert arrived == {"/api/v2/tickets/48213.json", "/api/v2/tickets/48213/comments.json"}


def test_what_is_kept_is_asked_for_again_on_demand(csm: Terminal, sandbox: Served) -> None:
    """With --refresh; without it --verbose says how old what was taken from the cache is."""
    csm("show 48213")
    assert "from the cache" in csm("show 48213 --verbose").stderr
    seen = len(_requests(sandbox))
    assert "from the cache" not in csm("show 48213 --verbose --refresh").stderr
    assert "/api/v2/ticket_fields.json" in [each["path"] for each in _requests(sandbox)[seen:]]
    seen = len(_requests(sandbox))
    csm("--refresh show 48213")
    assert len(_requests(sandbox)[seen:]) == 3


def test_the_demos_ticket_is_told(csm: Terminal) -> None:
    """What a person asks first about a ticket stands in its document."""
    told = csm("show #48213 --json").json
    assert told["subject"].startswith("Bug Report: Session replay")
    assert told["requester"]["kind"] == "customer"
    assert told["organization"] == {
        "id": "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01",
        "name": "Hedgebox Inc",
        "region": "us",
    }
    assert told["sources"]["organization_id"] == {"from": "field", "confirmed": True}
    assert told["sources"]["region"] == {"from": "body", "confirmed": False}
    assert (told["plan"], told["severity"], told["area"]) == (
        "enterprise",
        "high",
        "session_replay",
    )
    assert told["group"]["name"] == "Support"
    assert (told["assignee"], told["claim"]) == (None, None)
    assert told["escalation"]["escalated"] is False
    assert told["last_words"] == told["last_customer_words"]
    assert told["comments"] is None
    assert told["warnings"] == []
    kinds = {link["kind"]: link["url"] for link in told["links"]}
    assert kinds["admin_user"].startswith("https://us.posthog.com/admin/posthog/user/")
    assert kinds["replay"].startswith("http://go/session/")
    assert set(kinds) >= {"exceptions", "location", "admin_organization", "billing"}
    assert None not in kinds.values()


def test_a_pipe_names_what_is_only_a_hint(csm: Terminal) -> None:
    """The lines `hint` are the values of which the document says that nothing confirms them."""
    rows = [line.split("\t") for line in csm("show 48260").splitlines()]
    sources = csm("show 48260 --json").json["sources"]
    hints = [key for key, witness in sources.items() if witness["from"] == "body"]
    assert [row[1] for row in rows if row[0] == "hint"] == hints
    assert {"organization_name", "region", "project_id"} <= set(hints)
    assert dict(rows)["last_words"].endswith("It is a fish thing.")


def test_claims_and_escalations_are_told(csm: Terminal) -> None:
    """Who is on a ticket, and whether engineering has it, is what support looks for."""
    claimed = csm("show 48214 --json").json["claim"]
    assert claimed["by"]["name"] == "Ada Park"
    escalated = csm("show 48220 --json").json
    assert escalated["escalation"]["escalated"] is True
    assert escalated["group"]["name"] == "Replay"


def test_a_claim_made_is_a_claim_shown(csm: Terminal) -> None:
    """What `csm claim` writes is what `csm show` reads."""
    note = csm("claim 48213 --json").json["results"][0]["note_id"]
    assert csm("show 48213 --json").json["claim"]["note_id"] == note


@pytest.mark.parametrize("said", ["please assign to correct org", "Please Assign to correct Org"])
def test_a_requester_in_a_holding_organization_is_told(csm: Terminal, said: str) -> None:
    """The field's organization counts, and the filing is warned of; in any letter case."""
    _configured(csm, said)
    told = csm("show 48260 --json").json
    assert told["zendesk_organization"]["name"] == "Gmail user - please assign to correct org"
    assert told["organization"]["id"] == "01871d5c-03be-0000-9f42-c0e7d1a25b02"
    assert told["organization"]["name"] == "Kelpworks"
    assert [warning["code"] for warning in told["warnings"]] == ["misfiled"]


def test_no_words_stand_for_no_holding_organization(csm: Terminal) -> None:
    """Where people wait nowhere to be filed, everybody is where they are filed."""
    _configured(csm, "")
    assert csm("show 48213 --json").json["warnings"] == []


def test_hostile_text_is_data_in_a_pipe(csm: Terminal) -> None:
    """Every line is key and value; no escape code, no forged line, no link of an attacker."""
    out = csm("show 48290 --comments")
    lines = out.splitlines()
    assert not set(TOLD) & set(out)
    assert all("\t" in line for line in lines)
    keys = [line.split("\t")[0] for line in lines]
    assert keys.count("claimed_by") == 1
    assert "no_link_location" in keys
    links = [line for line in lines if line.startswith("link_")]
    assert links
    assert not [line for line in links if "evil" in line]
    assert "second_block" in [line.split("\t")[1].partition(":")[0] for line in lines]


def test_hostile_text_is_data_on_a_terminal(csm: Terminal) -> None:
    """Markup stays as typed; the only links are those that were checked."""
    out = csm.with_(terminal=True, FORCE_HYPERLINK="1")("show 48290 --comments")
    assert "[bold red]rich markup[/bold red]" in out
    assert "{{ticket.id}}" in out
    targets = re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", out)
    assert any(targets)
    assert not [target for target in targets if "evil" in target]
    assert "\x1b[2J" not in out
    assert "\u202e" not in out
    assert "Claimed by    nobody" in _plain(out)


def test_notes_and_replies_are_told_apart(csm: Terminal) -> None:
    """By a word on the terminal, by a column in a pipe, by a boolean in JSON."""
    rows = [line.split("\t") for line in csm("show 48214 --comments").splitlines()]
    private = [row[2] for row in rows if row[0] == "comment"]
    entries = csm("show 48214 --comments --json").json["comments"]
    assert private == ["true" if each["private"] else "false" for each in entries]
    assert set(private) == {"true", "false"}
    for colour in ("", "1"):
        screen = _plain(csm.with_(terminal=True, NO_COLOR=colour)("show 48214 --comments"))
        conversation = screen.split("Conversation, oldest first")[1]
        words = [word for word in conversation.split() if word in {"NOTE", "REPLY"}]
        assert words == ["NOTE" if each["private"] else "REPLY" for each in entries]


def test_a_ticket_is_named_in_any_way(csm: Terminal, sandbox: Served) -> None:
    """By number, by URL, or by a line on stdin; by more than one it is refused."""
    url = f"{sandbox.services['zendesk']}/agent/tickets/48213"
    assert csm(["show", url, "--json"]).json["ticket"] == 48213
    assert csm("show - --json", stdin="48213\n").json["ticket"] == 48213
    assert csm("show - --json", stdin="48213 48214").exit_code == 2
    assert csm("show 48x --json").error["code"] == "wrong_usage"
    assert csm(["show", "https://other.zendesk.com/agent/tickets/48213"]).exit_code == 2


def test_endings_without_a_ticket(csm: Terminal, offline: Terminal) -> None:
    """A missing ticket is 5, no account is 3, a wrong token is 3; stdout stays empty."""
    missing = csm("show 999999 --json")
    assert (missing.exit_code, str(missing), missing.error["code"]) == (5, "", "not_found")
    assert "ticket 999999" in missing.error["message"]
    assert missing.error["hint"]
    several = csm("claim 999998 999999").stderr
    assert several.count("next: ") == several.count(missing.error["hint"]) == 1
    assert (offline("show 48213").exit_code, str(offline("show 48213"))) == (3, "")
    wrong = csm.with_(CSM_ZENDESK_TOKEN="wrong")("show 48213 --json")
    assert (wrong.exit_code, str(wrong)) == (3, "")


def test_a_pipe_loads_neither_rich_nor_a_posthog_client(sandbox: Served) -> None:
    """Showing a ticket to a program needs requests and the Zendesk adapter, and no more."""
    code = (
        "import atexit, sys; from csm_cli.__main__ import main\n"
        "tell = lambda: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)\n"
        "atexit.register(tell)\n"
        "main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "show", "48213", "--json"],
        env={"PATH": "/usr/bin:/bin", "HOME": str(sandbox.state), **sandbox.env},
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(run.stderr.split())
    assert json.loads(run.stdout)["ticket"] == 48213
    assert "requests" in loaded
    assert not loaded & {"rich", "httpx", "jinja2", "pydantic", "rapidfuzz", "stamina", "starlette"}


def _plain(screen: str) -> str:
    """A screen without its control sequences."""
    from csm_cli.output import clean  # noqa: PLC0415

    return clean.block(screen)
