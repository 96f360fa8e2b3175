"""`csm escalations` over real HTTP: the list, and GitHub in every mood."""

import httpx
import pytest

from tests.conftest import Served
from tests.terminal import Terminal

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)


def _asked(sandbox: Served, service: str) -> int:
    log = httpx.get(f"{sandbox.services['zendesk']}/_sandbox/requests").json()
    return sum(each["service"] == service for each in log)


def test_the_list(csm: Terminal, sandbox: Served) -> None:
    """Mine by the journal, and those of my customers; the longest silence first.

    The requests are bounded: one for the entries of each ticket, one for the people of each
    group; a second run asks neither for people nor, with an ETag, for issues that are the same.
    """
    assert (
        csm(f"escalate 48213 --to engineering --feature 'session replay' {PARTS} --yes").exit_code
        == 0
    )
    before = _asked(sandbox, "zendesk")
    rows = csm("escalations --json").json["escalations"]
    told = {row["ticket"]: row for row in rows}
    assert list(told) == [48221, 48220, 48222, 48213]
    assert (told[48213]["known_by"], told[48213]["quiet_days"]) == ("journal", 0)
    assert told[48213]["hero_sees"] is True
    assert told[48221]["hidden_by"] == ["status"]
    assert told[48222]["hidden_by"] == ["assignee"]
    assert told[48220]["last_engineer"]["by"] == "Jules Fontaine"
    assert [issue["state"] for issue in told[48220]["issues"]] == ["open"]
    assert [issue["state"] for issue in told[48222]["issues"]] == ["closed"]
    assert "#support-replay" in told[48220]["channel"]
    assert "48220 of Hedgebox Inc" in told[48220]["nudge"]
    first = _asked(sandbox, "zendesk") - before
    assert csm("escalations --json").json["escalations"] == rows
    assert _asked(sandbox, "zendesk") - before - first < first <= 20


def test_what_is_left_out(csm: Terminal) -> None:
    """A limit says how many; the document counts them; a withdrawn one is none."""
    out = csm("escalations --limit 1 --json")
    assert (len(out.json["escalations"]), out.json["omitted"]) == (1, 2)
    assert "2 more were not looked at" in csm("escalations --limit 1").stderr
    assert csm("escalations --days 1 --json").json["escalations"] == []
    solved = csm("escalations --all --json").json["escalations"]
    assert {48220, 48221, 48222} <= {row["ticket"] for row in solved}
    screen = csm.with_(terminal=True, TERM="dumb", width=140)("escalations --nudge --no-pager")
    assert "closed (completed)" in " ".join(screen.split())
    assert "Jules Fontaine" in screen
    assert "a question about ticket 48220" in screen


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "status", "status": 500, "times": 2}, "failing"),
        ({"fault": "status", "status": 429, "retry_after": "60"}, "limited"),
        ({"fault": "status", "status": 401}, "refused"),
        ({"fault": "html"}, "rubbish"),
    ],
)
def test_github_in_a_mood(
    csm: Terminal, sandbox: Served, fault: dict[str, object], code: str
) -> None:
    """The list is the same without it, its links stand there, and a line says so."""
    url = f"{sandbox.services['github']}/_sandbox/faults"
    httpx.post(url, json={"service": "github", **fault}).raise_for_status()
    out = csm("escalations --json")
    assert out.exit_code == 0
    assert [row["ticket"] for row in out.json["escalations"]] == [48221, 48220, 48222]
    assert [(each["service"], each["code"]) for each in out.json["missing"]] == [("github", code)]
    assert out.json["escalations"][1]["issues"][0]["number"] == 91410
    assert "without GitHub: " in out.stderr


def test_github_without_a_key_and_slow(csm: Terminal, sandbox: Served) -> None:
    """Nobody needs a key for what is public; who is slow is not waited for."""
    anybody = csm.with_(CSM_GITHUB_KEY="", CSM_GITHUB_URL="")
    config = f"[github]\nurl = '{sandbox.services['github']}'\n"
    with open(csm.variables["CSM_CONFIG"], "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(config)
    out = anybody("escalations --json")
    states = [issue["state"] for row in out.json["escalations"] for issue in row["issues"]]
    assert (states, out.json["missing"]) == (["open", "closed"], [])
    with open(csm.variables["CSM_CONFIG"], "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("[limits]\ngithub_seconds = 0.5\n")
    url = f"{sandbox.services['github']}/_sandbox/faults"
    httpx.post(url, json={"service": "github", "fault": "hang", "seconds": 20}).raise_for_status()
    slow = csm("escalations --json")
    assert [each["code"] for each in slow.json["missing"]] == ["slow"]
    assert len(slow.json["escalations"]) == 3
