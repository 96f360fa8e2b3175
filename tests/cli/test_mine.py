"""`csm mine` and `csm due` on the sandbox: what is listed and why, and what it costs."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from csm_cli.domain.worklist import GROUPS
from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.terminal import Output, Terminal

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)


def tickets(out: Output) -> dict[int, dict[str, Any]]:
    """The listed tickets by number."""
    assert out.exit_code == 0, out.stderr
    return {each["ticket"]: each for each in out.json["tickets"]}


def asked(zendesk: Zendesk) -> list[str]:
    """The paths that csm asked for, with their queries."""
    return [f"{each['path']} {each['query']}" for each in zendesk.asked()]


def test_what_needs_me(csm: Terminal, zendesk: Zendesk) -> None:
    """Each unsolved ticket once, with why, the plans' clocks and who spoke, in a few requests."""
    found = csm("mine --limit 5 --json")
    document = found.json
    rows = tickets(found)
    assert len(rows) == 5
    assert all(each["conversation_read"] for each in rows.values())
    assert document["complete"] is True
    assert sum(document["counts"].values()) == 5 + document["omitted"]
    due = [each["clock"]["due_at"] for each in rows.values() if each["clock"]]
    assert due == sorted(due)
    first_run = asked(zendesk)
    read = sum("/comments" in each for each in first_run)
    assert read <= 5 + 30  # in sight, and to find out which these are
    assert len(first_run) <= 15 + read
    every = tickets(csm("mine --json"))
    whys = {why for each in every.values() for why in each["why"]}
    assert whys == {"owner", "organization"}
    assert {each["waiting"] for each in every.values()} == set(GROUPS)
    again = asked(zendesk)[len(first_run) :]
    # Of those in sight some are remembered; all that have a clock are in sight.
    assert sum("/comments" in each for each in again) == 30 - read
    assert not any(name in each for name in ("users/me", "groups", "ticket_fields", 'solved"')
                   for each in again)  # fmt: skip
    assert {48213, 48233, 48242} <= every.keys()


def test_a_claim_and_an_escalation_show(csm: Terminal, zendesk: Zendesk) -> None:
    """What was just done is there: escalated tickets by number, since search lags behind."""
    line = f"escalate 48273 --to engineering --feature 'session replay' {PARTS} --yes"
    assert csm(line).exit_code == 0
    assert csm("claim 48273").exit_code == 0
    row = tickets(csm("mine --escalated --json"))[48273]
    assert "escalation" in row["why"]
    assert (row["escalated"], row["hero_sees"]) == (True, row["status"] == "open")
    assert any("tickets/show_many" in each for each in asked(zendesk))
    assert row["claim"]["email"] == "robin.vale@posthog.example"
    assert csm(f"escalate 48273 --withdraw {PARTS} --yes").exit_code == 0
    assert 48273 not in tickets(csm("mine --escalated --json"))


def test_what_was_assigned_a_moment_ago_shows(csm: Terminal, zendesk: Zendesk) -> None:
    """A ticket that was nothing of mine is mine at once, and is no more as soon as it is not."""
    assert 48270 not in tickets(csm("mine --json"))
    assert csm("claim 48270 --assign").exit_code == 0
    assert tickets(csm("mine --json"))[48270]["why"] == ["assignee"]
    assert csm("claim 48213 --assign").exit_code == 0
    assert tickets(csm("mine --json"))[48213]["why"] == ["assignee", "owner", "organization"]
    zendesk.advance(120)  # now a search knows of it as well
    assert tickets(csm("mine --json"))[48270]["why"] == ["assignee"]
    zendesk.change(48270, assignee_id=None)
    assert 48270 not in tickets(csm("mine --json"))


def test_the_first_rows_are_the_first(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """A few rows of a first run are those of a run that reads every conversation.

    48223 has waited for eight days and was touched since; a claim touches it again.
    """
    everything = tmp_path / "everything.toml"
    everything.write_text("[mine]\nin_sight = 150\n", encoding="utf-8")
    truth = [
        *tickets(csm.with_(CSM_CONFIG=str(everything), CSM_STATE=str(tmp_path))("mine --json"))
    ]
    assert truth[0] == 48223
    assert [*tickets(csm("mine --limit 4 --json"))] == truth[:4]
    assert csm("claim 48223").exit_code == 0
    before = len(asked(zendesk))
    row = tickets(csm("mine --limit 1 --json"))[48223]
    assert row["claim"]["email"] == "robin.vale@posthog.example"
    assert row["clock"]["basis"] == "customer_word"
    assert sum("/comments" in each for each in asked(zendesk)[before:]) == 1


def test_what_may_stand_first_is_said(csm: Terminal) -> None:
    """With too few conversations to tell, a warning; none once it is known."""
    config = Path(csm.variables["CSM_CONFIG"])
    config.write_text("[mine]\nin_sight = 1\nbeyond_sight = 0\n", encoding="utf-8")
    out = csm("mine --json")
    assert out.exit_code == 0
    (warning,) = out.json["warnings"]
    assert warning["code"] == "order_unsure"
    assert "may belong among the first 1" in warning["text"]
    assert f"warning: {warning['text']}" in out.stderr
    assert sum(each["conversation_read"] for each in out.json["tickets"]) == 1
    config.write_text("[mine]\nin_sight = 1\nbeyond_sight = 5\n", encoding="utf-8")
    out = csm("mine --json")
    assert out.json["warnings"] == []
    assert out.json["tickets"][0]["ticket"] == 48223


def test_filters_and_lines(csm: Terminal) -> None:
    """On whom it waits and whose it is; in a pipe a line each."""
    rows = tickets(csm("mine --waiting customer --waiting third --org kelp --json"))
    assert rows
    assert {each["organization"]["name"] for each in rows.values()} == {"Kelpworks"}
    assert "us" not in {each["waiting"] for each in rows.values()}
    assert {each["clock"] for each in rows.values()} == {None}
    line = csm("mine --limit 1").splitlines()
    assert len(line) == 1
    assert len(line[0].split("\t")) == 14
    assert csm("mine --waiting nobody").exit_code == 2
    assert csm("mine --limit 0").exit_code == 2
    empty = csm(["due", "--org", " "])
    assert (empty.exit_code, "--org is empty" in empty.stderr) == (2, True)


def test_on_a_terminal(csm: Terminal) -> None:
    """Groups and hostile subjects as they are; the first rows were there before the last ones."""
    out = csm.with_(terminal=True, width=160, height=30, PAGER="cat", TERM="xterm")("mine")
    assert out.exit_code == 0
    last = out.rpartition("Waiting on us")[2]
    assert "Waiting on the customer" in last
    assert "=1+1 [red]Bug Report" in last
    assert out.count("Waiting on us") >= 2  # while it loaded, and at the end
    assert "tickets found" in out
    assert "tickets found" not in last
    plain = csm.with_(terminal=True, width=80, height=30, PAGER="cat", TERM="dumb")(
        "mine --limit 3"
    )
    assert "\x1b" not in plain
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert plain.count("Waiting on us") == 1


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("command", ["mine", "due --within 99"])
def test_on_a_narrow_terminal(csm: Terminal, command: str, width: int) -> None:
    """Every column is there, also beside a claimer's name; a line never runs over the edge."""
    assert csm("claim 48223").exit_code == 0
    narrow = csm.with_(terminal=True, width=width, PAGER="cat", TERM="dumb")
    out = narrow(f"{command} --limit 30")
    assert max(map(len, out.splitlines())) <= width
    words = Counter(out.split())
    listed = sum(line.startswith("#") for line in out.splitlines())
    assert sum(words[why] for why in ("own,org", "own", "org")) >= listed > 0
    assert "Robin Vale" in out
    groups = words["Ticket"]
    assert [words[name] for name in ("Last", "Claim", "Esc.", "Why")] == [groups] * 4


@pytest.mark.parametrize("command", ["mine", "due"])
def test_a_slip_in_an_organization_is_no_all_clear(csm: Terminal, command: str) -> None:
    """Exit 5, with the nearest names, in a pipe, on a screen and in the document."""
    out = csm(f"{command} --org kelpwroks --json")
    assert (out.exit_code, out.json["tickets"]) == (5, [])
    (warning,) = out.json["warnings"]
    assert warning["code"] == "no_such_organization"
    assert "the nearest are: Kelpworks" in warning["text"]
    assert warning["text"] in out.stderr
    shown = csm.with_(terminal=True, TERM="dumb")(f"{command} --org kelpwroks --org hedgebox")
    assert shown.exit_code == 5
    assert "Hedgebox Inc" in shown
    assert csm(f"{command} --org kelp --waiting third").exit_code == 0


@pytest.mark.parametrize("command", ["mine", "due"])
def test_whom_nothing_belongs_to(csm: Terminal, command: str) -> None:
    """Somebody whose owner tag finds nothing is told so, as csm triage tells them."""
    lin = as_(csm, "lin")
    out = lin(f"{command} --json")
    assert out.exit_code == 0
    (warning,) = out.json["warnings"]
    assert warning["code"] == "no_organizations"
    (triage,) = lin("triage --json").json["warnings"]
    assert triage["text"] in warning["text"]
    shown = lin.with_(terminal=True, TERM="dumb")(command)
    assert "as far as csm can tell" in shown
    assert "no organization is yours" in shown.stderr


def test_what_is_due(csm: Terminal) -> None:
    """By our own last word and the plan's hours, whoever waits; what to type next."""
    now = datetime.now(UTC)
    every = tickets(csm("due --within 200 --json"))
    assert every
    for number, each in every.items():
        assert each["next"] == f"csm update {number}"
        assert each["waiting"] in {"us", "third"}
        assert each["plan"] != "free"
        began = each["our_last_word_at"] or each["created_at"]
        assert each["clock"]["began_at"] == began
    overdue = tickets(csm("due --json"))
    assert overdue.keys() <= every.keys()
    assert all(each["clock"]["overdue"] for each in overdue.values())
    limit = (now + timedelta(seconds=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert all(each["clock"]["due_at"] <= limit for each in overdue.values())
    pending = tickets(csm("due --within 200 --waiting customer --json"))
    assert {each["waiting"] for each in pending.values()} <= {"customer"}
    assert csm("due --within -1").exit_code == 2


@pytest.mark.parametrize(
    ("fault", "code", "warning"),
    [
        ({"path": "search/export", "status": 500, "times": 1}, 10, "source_failed"),
        ({"path": "search/export", "status": 500, "times": 20}, 7, None),
        ({"path": "comments", "status": 500, "times": 20}, 0, "conversations_missing"),
        ({"path": "users/show_many", "status": 403, "times": 20}, 0, None),
    ],
)
def test_what_fails_is_said(
    csm: Terminal, zendesk: Zendesk, fault: dict[str, Any], code: int, warning: str | None
) -> None:
    """A list that may lack tickets is none that passes for complete; names are not worth an end."""
    zendesk.arm("status", method="GET", **fault)
    out = csm("mine --limit 3 --json")
    assert out.exit_code == code, out.stderr
    if code == 7:
        assert out == ""
        return
    codes = [each["code"] for each in out.json["warnings"]]
    assert codes == ([warning] if warning else [])
    assert out.json["complete"] is (code == 0)
    assert out.json["tickets"]


@pytest.mark.parametrize("command", ["mine", "due"])
def test_a_desk_that_hangs_is_not_asked_everything(
    csm: Terminal, zendesk: Zendesk, command: str
) -> None:
    """Whoever waited for one search in vain doesn't wait for the others, nor for conversations."""
    assert csm("mine --limit 1").exit_code == 0
    before = len(asked(zendesk))
    zendesk.arm("hang", path=".*", seconds=9, times=99)
    out = csm.with_(CSM_TIMEOUT="0.3")(f"{command} --json")
    assert out.exit_code == 7, out.stderr
    assert "can't be reached" in out.error["message"]
    searches = [each for each in asked(zendesk)[before:] if "search" in each]
    assert len(set(searches)) == 1


def test_a_limit_that_several_meet_is_said_once(csm: Terminal, zendesk: Zendesk) -> None:
    """Four conversations are read at a time, and one person waits."""
    zendesk.arm("status", method="GET", path="comments", status=429, retry_after="2", times=4)
    out = csm("mine --limit 8 --json")
    assert out.exit_code == 0, out.stderr
    assert out.stderr.count("going on in 2 s") == 1


def test_a_time_zone_that_nobody_knows(csm: Terminal, zendesk: Zendesk) -> None:
    """Is a wrong setting, found before anything is asked."""
    config = Path(csm.variables["CSM_CONFIG"])
    config.write_text('[clocks]\ntime_zone = "Mars/Olympus"\n', encoding="utf-8")
    out = csm("mine --json")
    assert (out.exit_code, "Mars/Olympus" in out.error["message"]) == (2, True)
    assert asked(zendesk) == []
