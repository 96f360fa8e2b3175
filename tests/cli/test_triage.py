"""`csm triage` against the sandbox: the lists, a form that is filled, a channel, a reminder."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from tests.adapters.scripted_server import Reply, scripted
from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.conftest import Served
from tests.terminal import Output, Terminal

NUMBER, HELD = 48230, 48260
SEVERITY, ANALYTICS, SUPPORT = 22084126888475, 360000000003, 360000000001
THREAD = f"https://posthog.slack.com/archives/C05KELPWRKS/p17000000{NUMBER}"
KELP_ID = "01871d5c-03be-0000-9f42-c0e7d1a25b02"
FILL = f"triage {NUMBER} --group 'product analytics' --severity High"
CHANNEL = "triage --channel C05KELPWRKS"
TIDEWATER = 370000000004
STORY = "sandbox/scenarios/default/zendesk.json"


class Slack:
    """The sandbox's Slack, which can be told to misbehave."""

    def __init__(self, url: str) -> None:
        self.url = url

    def arm(self, **fault: Any) -> None:
        """Let it misbehave twice: csm asks it once more after a hiccup."""
        body = {"times": 2, "method": "GET", "path": ".*", **fault}
        requests.post(f"{self.url}/_sandbox/faults", json=body, timeout=20).raise_for_status()


@pytest.fixture(name="slack")
def _slack(sandbox: Served) -> Slack:
    return Slack(sandbox.services["slack"])


def checked(out: Output, schema: str) -> Any:
    """Its document, which has the shape that is published under this name."""
    text = (files("csm_cli") / "schemas" / f"{schema}.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(text)).validate(out.json)
    return out.json


def states(out: Output) -> dict[str, str]:
    """The state of every check."""
    told = checked(out, "triage-checklist")
    return {check["name"]: check["state"] for check in told["checks"]}


def test_what_is_mine_to_sort(csm: Terminal, zendesk: Zendesk) -> None:
    """Unfilled forms with thread and suggestion, wrong filings with the right organization."""
    found = csm("triage --json").json
    assert [each["ticket"] for each in found["unfilled"]] == [48232, NUMBER]
    first = found["unfilled"][1]
    assert (first["lacks"], first["thread"]) == (["group", "severity"], THREAD)
    assert first["suggested"][0]["group"] == "Product Analytics"
    (wrong,) = found["misfiled"]
    assert (wrong["ticket"], wrong["zendesk_organization"]["name"][:5]) == (HELD, "Gmail")
    assert wrong["zendesk_organization"]["organization_id"] is None
    assert wrong["right"] == {
        "organization_id": KELP_ID,
        "name": "Kelpworks",
        "source": "field",
        "confirmed": True,
    }
    assert (found["scope"], found["complete"], found["warnings"]) == ("mine", True, [])
    assert zendesk.sent() == []
    everybody = checked(csm("triage --all --json"), "triage")
    assert {each["ticket"] for each in everybody["misfiled"]} == {HELD, 48265}
    assert everybody["misfiled"][1]["right"]["organization_id"] is None
    screen = csm.with_(terminal=True, width=200)("triage")
    for words in (THREAD, "Kofi Mensah", "Product Analytics", "Kelpworks 01871d5c", "the ticket's"):
        assert words in screen
    assert csm("triage").splitlines()[0].startswith("unfilled\t48232\tgroup,severity\tKelpworks")


def test_notes_that_cannot_be_read_leave_the_list(csm: Terminal, zendesk: Zendesk) -> None:
    """A thread is beside the point: one ticket's may not be seen, then Zendesk fails half way."""
    notes = r".*/tickets/48232/comments.*"
    zendesk.arm("status", method="GET", path=notes, status=403, times=20)
    hidden = csm("triage --json")
    told = checked(hidden, "triage")
    assert (hidden.exit_code, told["warnings"]) == (0, [])
    assert [each["thread"] for each in told["unfilled"]] == [None, THREAD]
    zendesk.heal()
    zendesk.arm("status", method="GET", path=notes, status=500, times=20)
    cut = csm("triage --json")
    told = checked(cut, "triage")
    assert cut.exit_code == 0
    assert [each["ticket"] for each in told["unfilled"]] == [48232, NUMBER]
    (notice,) = told["warnings"]
    assert notice["code"] == "threads_unknown"
    assert notice["text"] in cut.stderr


def test_a_customer_of_long_ago_is_mine(offline: Terminal, tmp_path: Path) -> None:
    """However many tickets there were since: a search has a thousand, an export all of them."""
    story = json.loads((files("csm_cli") / STORY).read_text(encoding="utf-8"))
    tickets = {each["id"]: each for each in story["tickets"]}
    mine, unfilled = tickets[48213], tickets[NUMBER]
    long_ago = {"id": 50_000, "created_at": "-301d", "updated_at": "-300d", "custom_fields": []}
    story["tickets"] = [
        {**unfilled, "organization_id": TIDEWATER},
        {**mine, **long_ago, "status": "solved", "organization_id": TIDEWATER},
        *({**mine, "id": 50_001 + at, "status": "solved"} for at in range(1001)),
    ]
    story["ticket_comments"] = []
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "zendesk.json").write_text(json.dumps(story), encoding="utf-8")
    out = offline.with_(CSM_SANDBOX_SCENARIO=str(tmp_path / "scenario"))("--sandbox triage --json")
    told = checked(out, "triage")
    assert [each["ticket"] for each in told["unfilled"]] == [NUMBER]
    assert (out.exit_code, told["complete"]) == (0, True)


def test_a_form_is_filled_and_taken_back(csm: Terminal, zendesk: Zendesk) -> None:
    """One update with a private note; the log knows it, a second run does not write, undo works."""
    planned = checked(csm(f"{FILL} --dry-run --json"), "triage-ticket")
    (request,) = planned["requests"]
    sent = request["body"]["ticket"]
    assert (sent["group_id"], sent["custom_fields"]) == (
        ANALYTICS,
        [{"id": SEVERITY, "value": "high"}],
    )
    assert zendesk.sent() == []
    done = csm(f"{FILL} --yes --json")
    assert (done.exit_code, done.json["outcome"], done.json["changed"]) == (
        0,
        "filled",
        ["group", "severity"],
    )
    checked(done, "triage-ticket")
    assert len(zendesk.sent()) == 1
    (note,) = zendesk.of_csm(NUMBER)
    assert note["metadata"]["custom"]["csm_verb"] == "triage"
    ticket = zendesk.ticket(NUMBER)
    assert (ticket["group_id"], zendesk.field(NUMBER, SEVERITY)) == (ANALYTICS, "high")
    assert {"pylon", "high"} <= set(ticket["tags"])
    zendesk.advance(2)
    again = csm(f"{FILL} --yes --json")
    assert (again.exit_code, again.json["outcome"], again.json["note"]["id"]) == (
        0,
        "already-filled",
        None,
    )
    assert checked(csm("log --json"), "log")["entries"][0]["verb"] == "triage"
    back = checked(csm("undo --yes --json"), "undo")
    assert (back["outcome"], back["puts_back"]["severity"]) == ("undone", "")
    assert zendesk.field(NUMBER, SEVERITY) is None
    assert "high" not in zendesk.ticket(NUMBER)["tags"]
    assert "the ticket had no group, and keeps the one that it has now" in back["stays"]


def test_what_is_refused(csm: Terminal, zendesk: Zendesk) -> None:
    """Another value that stands there, a light agent, what is nowhere, a question for nobody."""
    zendesk.change(NUMBER, group_id=360000000006)
    held = csm(f"{FILL} --yes --json")
    assert (held.exit_code, checked(held, "triage-ticket")["outcome"]) == (6, "conflict")
    light = as_(csm, "lin")(f"{FILL} --yes")
    assert light.exit_code == 4
    assert THREAD in light.stderr
    assert "csm role upgrade" in light.stderr
    for options, words in (
        ("--group 'Prodct Analytics' --yes", "Product Analytics"),
        ("--severity urgent --yes", "--severity with one of"),
        ("--feature dashboards --yes", "add --team"),
        ("--severity high", "--yes, or --dry-run"),
        ("", "--group G or --feature F, and --severity S"),
        ("--group Replay --feature replay --yes", "give one of them"),
        ("--all", "without a ticket"),
        ("--team Replay --yes", "add --feature"),
        ("--checklist", "without a ticket"),
        ("--checklist --remind", "exclude each other"),
    ):
        out = csm(f"triage {NUMBER} {options}")
        assert (out.exit_code, words in out.stderr) == (2, True), (options, out.stderr)
    assert csm("triage --severity high --yes").exit_code == 2
    assert zendesk.sent() == []


def test_a_feature_names_the_group(csm: Terminal, zendesk: Zendesk) -> None:
    """The owner of the feature is in the note, and one of several has to be named."""
    line = f"triage {NUMBER} --feature dashboards --team 'Product Analytics' --yes --json"
    out = csm(line)
    assert (out.json["outcome"], out.json["team"]) == ("filled", "Product Analytics")
    assert "the form still lacks: severity" in out.json["warnings"][0]["text"]
    assert zendesk.ticket(NUMBER)["group_id"] == ANALYTICS


def test_asked_on_a_terminal(csm: Terminal, zendesk: Zendesk) -> None:
    """Suggestions and meanings are shown, a number takes one, and a no writes nothing."""
    person = csm.with_(terminal=True, width=200)
    no = person(f"triage {NUMBER}", "1\nhigh\nn\n")
    assert no.exit_code == 2
    for words in (
        "Ticket 48230  Hey folks",
        "1  Dashboards: Product Analytics",
        "outage, data loss",
    ):
        assert words in no.stderr
    assert "not confirmed" in no.stderr
    assert person(f"triage {NUMBER}", "\n\n").exit_code == 2
    assert zendesk.sent() == []
    yes = person(f"triage {NUMBER}", "1\nhigh\ny\n")
    assert yes.exit_code == 0
    assert "is filled" in yes
    assert zendesk.ticket(NUMBER)["group_id"] == ANALYTICS


def test_a_slip_is_asked_for_again(csm: Terminal, zendesk: Zendesk) -> None:
    """What fits nothing is said, with what would, and costs nothing that was answered."""
    person = csm.with_(terminal=True, width=200)
    out = person(f"triage {NUMBER}", "Produkt\nsupport\n1\nhihg\nhigh\ny\n")
    assert out.exit_code == 0
    assert out.stderr.count("Group (name") == 3
    assert out.stderr.count("Severity (Enter") == 2
    assert "no severity is called 'hihg'" in out.stderr
    ticket = zendesk.ticket(NUMBER)
    assert (ticket["group_id"], len(zendesk.sent())) == (ANALYTICS, 1)


@pytest.mark.parametrize("answers", ["", "Produkt\n", "1\n", "1\nhihg\n"])
def test_answers_that_end(csm: Terminal, zendesk: Zendesk, answers: str) -> None:
    """Ctrl-D is no answer: with `--yes`, too, what was answered before is not sent alone."""
    out = csm.with_(terminal=True)(f"triage {NUMBER} --yes", answers)
    assert (out.exit_code, zendesk.sent()) == (2, [])
    assert "not answered" in out.stderr


@pytest.mark.parametrize("typed", ["²", "3", "1" * 5000])
def test_what_is_none_of_the_suggestions(csm: Terminal, zendesk: Zendesk, typed: str) -> None:
    """Another number, or what only looks like one, is a group that there is not."""
    out = csm.with_(terminal=True, width=200)(f"triage {NUMBER}", f"{typed}\nhigh\n")
    assert out.exit_code == 2
    assert "no Zendesk group is named" in out.stderr
    assert zendesk.sent() == []


def test_a_channel_in_slack(csm: Terminal) -> None:
    """What Slack shows is settled, the rest is to tick; something wrong ends with 9."""
    good = csm(f"{CHANNEL} --json")
    assert good.exit_code == 0
    assert [name for name, state in states(good).items() if state == "right"] == [
        "channel_name",
        "admin_bookmark",
        "csm_in_description",
    ]
    assert states(good)["pylon_invited"] == "unknown"
    link = "https://posthog.slack.com/archives/C0NORDLICHT/p1700000048230"
    bad = csm(f"triage --channel {link} --json")
    assert bad.exit_code == 9
    assert [name for name, state in states(bad).items() if state == "wrong"] == [
        "channel_name",
        "admin_bookmark",
        "csm_in_description",
    ]
    screen = csm.with_(terminal=True, NO_COLOR="1")(CHANNEL)
    assert "Pylon is in it: /invite @pylon" in screen


def test_a_channel_without_slack(csm: Terminal) -> None:
    """A name says only whether it is one of a customer's; without a key the rest is to tick."""
    named = csm("triage --channel '#posthog-kelpworks' --json")
    assert (named.json["checks"][0]["state"], named.json["missing"]) == ("right", [])
    assert csm("triage --channel posthog- --json").exit_code == 9
    absent = csm.with_(CSM_SLACK_URL="", CSM_SLACK_KEY="")(f"{CHANNEL} --json")
    assert (absent.exit_code, set(states(absent).values())) == (0, {"unknown"})
    assert [(each["service"], each["code"]) for each in absent.json["missing"]] == [
        ("slack", "absent")
    ]
    assert "without Slack: " in absent.stderr
    assert len(csm("triage --checklist").splitlines()) == 8
    assert csm("triage --channel 'two words'").exit_code == 2


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "status", "status": 403}, "refused"),
        ({"fault": "status", "status": 429, "retry_after": 61}, "limited"),
        ({"fault": "status", "status": 500}, "failing"),
        ({"fault": "drop"}, "failing"),
        ({"fault": "html"}, "rubbish"),
    ],
)
def test_a_slack_that_does_not_tell(
    csm: Terminal, slack: Slack, fault: dict[str, Any], code: str
) -> None:
    """The list is there all the same, and one line says what is missing and why."""
    slack.arm(**fault)
    out = csm(f"{CHANNEL} --json")
    assert (out.exit_code, len(out.json["checks"])) == (0, 8)
    assert [each["code"] for each in out.json["missing"]] == [code]
    assert out.stderr.count("\n") == 1


def test_a_slack_that_takes_too_long(csm: Terminal, slack: Slack) -> None:
    """It is waited for as long as is configured, and no longer."""
    Path(csm.variables["CSM_CONFIG"]).write_text("[limits]\noptional_wait_seconds = 0.3\n")
    slack.arm(fault="hang", seconds=4)
    out = csm(f"{CHANNEL} --json")
    assert (out.exit_code, out.json["missing"][0]["code"]) == (0, "slow")


@pytest.mark.parametrize(
    "answers",
    [
        [{"ok": True}],
        [{"ok": True, "channel": {"name": 7}}],
        [{"ok": True, "channel": {"name": "posthog-a"}}, {"ok": True, "bookmarks": "none"}],
    ],
)
def test_a_slack_that_makes_no_sense(csm: Terminal, answers: list[Any]) -> None:
    """What is not as documented counts as nothing."""
    with scripted(*(Reply(200, each) for each in answers)) as server:
        out = csm.with_(CSM_SLACK_URL=server.url)(f"{CHANNEL} --json")
    assert (out.exit_code, out.json["missing"][0]["code"]) == (0, "rubbish")


def test_a_key_that_slack_does_not_know(csm: Terminal) -> None:
    """It is the service that is missing, and no error of csm's."""
    out = csm.with_(CSM_SLACK_KEY="xoxp-nobody")(f"{CHANNEL} --json")
    assert (out.exit_code, out.json["missing"][0]["code"]) == (0, "refused")
    few = csm.with_(CSM_SLACK_KEY="xoxb-sandbox-csm")(f"{CHANNEL} --json")
    assert few.json["missing"][0]["code"] == "refused"


def test_a_reminder(reader: Terminal, offline: Terminal) -> None:
    """Without a ticket it needs no sign-in and names nobody; the text is whole for a pipe."""
    out = offline("triage --remind")
    assert (out.exit_code, out.startswith("A quick tip"), "🎫" in out) == (0, True, True)
    assert "- critical: outage, data loss or breach" in out
    named = checked(reader(f"triage --remind {NUMBER} --json"), "triage-remind")
    assert (named["ticket"], named["name"]) == (NUMBER, "Lucía")
    assert named["text"].startswith("Hi Lucía, a quick tip")
    able = reader.with_(terminal=True, TERM="xterm-kitty")("triage --remind")
    assert (able.startswith("A quick tip"), "\x1b]52;c;" in able.stderr) == (True, True)
    assert "the text is on the clipboard" in able.stderr
    unable = reader.with_(terminal=True, TERM="dumb")("triage --remind")
    assert "no clipboard is known here: the text stands above" in unable.stderr
