"""`csm incident` over real HTTP: shown, matched, tagged, and every mood of the status page."""

import io
import json
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from jsonschema import Draft202012Validator

from tests.adapters.scripted_server import Reply, scripted
from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.conftest import Served
from tests.terminal import Terminal

EU, FLAGS = "Delayed event ingestion in the EU", "Feature flags use stale person properties"
PATIENT = "[status]\nwarn_seconds = 20\n"  # a machine that is busy is not a page that is slow


def arm(sandbox: Served, **fault: object) -> None:
    """Arm a fault of the status page."""
    url = f"{sandbox.services['status']}/_sandbox/faults"
    httpx.post(url, json={"service": "status", **fault}).raise_for_status()


def test_what_is_open(csm: Terminal) -> None:
    """Without a ticket Zendesk is not asked, and nothing is said to fit."""
    out = csm.with_(CSM_ZENDESK_TOKEN="")("incident --json")
    names = [(each["kind"], each["name"], each["fits"]) for each in out.json["incidents"]]
    assert names[:2] == [("incident", EU, None), ("incident", FLAGS, None)]
    assert [kind for kind, _, _ in names] == ["incident", "incident", "scheduled"]
    assert (out.exit_code, out.json["outcome"], out.json["missing"]) == (0, "shown", [])


def test_what_fits_a_ticket(csm: Terminal) -> None:
    """By area and region; a draft for the customer; the tag is proposed, not set.

    A ticket that has one is told so; one of another region is told what speaks against it.
    """
    out = csm("incident 48270 --json")
    fits = {each["name"]: each["fits"] for each in out.json["incidents"]}
    assert (fits[EU], fits[FLAGS]) == (False, True)
    assert out.json["draft"].startswith("Hi Jürgen,")
    assert "There is no time for the end of it yet." in out.json["draft"]
    assert "next: csm incident 48270 --tag NUMBER" in out.stderr
    assert csm("incident 48273 --json").json["reason"] == "it has the tag incident/418"
    other = csm("incident 48291 --json").json
    (against,) = [each["against"] for each in other["incidents"] if each["why"]]
    assert against == ["it is about EU, and the ticket is of US"]
    assert other["draft"] is None


def test_the_draft_greets_by_what_is_a_name(csm: Terminal, zendesk: Zendesk) -> None:
    """As every reply does: neither a family name with its comma nor a shared mailbox is one."""
    for name, greeted in (("Kästner, Jürgen", "Hi Jürgen,"), ("Support Team", "Hi there,")):
        zendesk.rename("juergen.kaestner@nordlicht-analytik.example", name)
        assert csm("incident 48270 --json").json["draft"].splitlines()[0] == greeted


@pytest.mark.parametrize("count", [1, 2])
def test_the_draft_says_what_is_not_affected(csm: Terminal, count: int) -> None:
    """Of one incident that nothing else is; of two each would contradict the other."""
    part = {"name": "Feature flags", "group_name": "EU Cloud", "current_status": "partial_outage"}
    open_ones = [
        {"id": f"0{at}", "name": f"Flags are late, {at}", "affected_components": [part]}
        for at in range(count)
    ]
    page = {
        "ongoing_incidents": open_ones,
        "in_progress_maintenances": [],
        "scheduled_maintenances": [],
    }
    with scripted(Reply(body=page)) as server:
        draft = csm.with_(CSM_STATUS_URL=server.url)("incident 48270 --json").json["draft"]
    assert draft.count("- Affected: Feature flags (EU).\n") == count
    assert draft.count("- It affects nothing else") == (1 if count == 1 else 0)
    assert draft.count("- There is no time for the end of it yet.\n") == count


def test_no_tag_is_proposed_for_a_closed_ticket(csm: Terminal, zendesk: Zendesk) -> None:
    """It can't be changed any more, and that is said in place of the next command."""
    zendesk.change(48270, status="closed")
    out = csm("incident 48270 --json")
    assert out.json["reason"] == "it is closed, and a closed ticket can't be changed"
    assert "next:" not in out.stderr


def test_the_tag(csm: Terminal, zendesk: Zendesk) -> None:
    """One private note and one tag more; said beforehand, once only, and taken back by an undo."""
    before = zendesk.ticket(48270)["tags"]
    planned = csm("incident 48270 --tag 421 --dry-run --json").json
    assert (planned["outcome"], len(planned["requests"])) == ("planned", 1)
    assert zendesk.ticket(48270)["tags"] == before
    done = csm("incident 48270 --tag incident/421 --yes --json")
    assert (done.exit_code, done.json["outcome"]) == (0, "tagged")
    assert done.json["note"]["public"] is False
    assert FLAGS in done.json["note"]["body"]
    assert set(zendesk.ticket(48270)["tags"]) == {*before, "incident/421"}
    again = csm("incident 48270 --tag 421 --yes --json")
    assert (again.exit_code, again.json["outcome"]) == (0, "already-tagged")
    (entry,) = csm("log --json").json["entries"]
    assert (entry["verb"], entry["outcome"]) == ("incident", "written")
    assert csm("undo --yes").exit_code == 0
    assert set(zendesk.ticket(48270)["tags"]) == set(before)


@pytest.mark.parametrize(
    "line",
    ["incident --tag 421", "incident 48270 --yes", "incident 48270 --tag 01KSV6HJ", "incident x"],
)
def test_wrong_usage(csm: Terminal, line: str) -> None:
    """A tag needs a ticket and a number; what belongs to it is not ignored without it."""
    assert csm(line).exit_code == 2


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "status", "status": 500, "times": 2}, "failing"),
        ({"fault": "status", "status": 429, "retry_after": "60"}, "limited"),
        ({"fault": "html"}, "rubbish"),
        ({"fault": "status", "status": 403}, "refused"),
    ],
)
def test_a_page_that_gives_nothing(
    csm: Terminal, sandbox: Served, fault: dict[str, object], code: str
) -> None:
    """That is said, in the document and in a line, and is not "no incident"; a tag still goes."""
    arm(sandbox, **fault)
    out = csm("incident 48270 --json")
    assert (out.exit_code, out.json["incidents"], out.json["outcome"]) == (7, None, "unseen")
    assert [(each["service"], each["code"]) for each in out.json["missing"]] == [("status", code)]
    assert "without the status page: " in out.stderr
    arm(sandbox, **fault)
    tagged = csm("incident 48270 --tag 421 --yes --json")
    assert (tagged.exit_code, tagged.json["outcome"]) == (0, "tagged")


def test_no_page_at_all(csm: Terminal) -> None:
    """With a Zendesk of this machine PostHog's own page is not asked unless it is named."""
    out = csm.with_(CSM_STATUS_URL="")("incident --json")
    assert [each["code"] for each in out.json["missing"]] == ["absent"]


def test_words_of_others_are_cleaned(csm: Terminal) -> None:
    """On a screen too, the page shows without escapes; it is the same page."""
    shown = csm.with_(terminal=True, TERM="dumb")("incident 48270 --no-pager")
    assert FLAGS in shown
    assert "what the customer can be told" in shown


def test_a_claim_says_it_in_passing(csm: Terminal, sandbox: Served) -> None:
    """One line; three requests of Zendesk's as ever; a page that is down or off changes nothing."""
    Path(csm.variables["CSM_CONFIG"]).write_text(PATIENT, encoding="utf-8")
    out = csm("claim 48270")
    assert f"48270: it may be about {FLAGS!r}" in out.stderr
    log = httpx.get(f"{sandbox.services['zendesk']}/_sandbox/requests").json()
    asked = [each["service"] for each in log]
    assert (asked.count("status"), asked.count("zendesk")) == (1, 4)  # one of them is users/me
    assert "it may be about" not in csm("claim 48270 --release").stderr
    fresh = csm.with_(CSM_STATE=csm.variables["CSM_STATE"] + "-2")
    arm(sandbox, fault="status", status=500)
    down = fresh("claim 48270")
    assert (down.exit_code, "it may be about" in down.stderr) == (0, False)


def test_an_escalation_says_it_before_it_is_sent(csm: Terminal) -> None:
    """Among the plan's warnings, with a code of the schema; `warns` turns it off."""
    parts = (
        "--why 'Replay owns the player' --investigated 'Opened three of them' "
        "--observed 'They stop at once' --next 'Say what is broken'"
    )
    line = f"escalate 48270 --to support {parts} --dry-run --json"
    config = Path(csm.variables["CSM_CONFIG"])
    config.write_text(PATIENT, encoding="utf-8")
    document = csm(line).json
    assert "incident" in [each["code"] for each in document["warnings"]]
    schema = json.loads((files("csm_cli") / "schemas" / "escalate.json").read_text())
    Draft202012Validator(schema).validate(document)
    config.write_text("[status]\nwarns = false\n", encoding="utf-8")
    assert "incident" not in [each["code"] for each in csm(line).json["warnings"]]


def test_a_reply_while_it_is_on_its_way(csm: Terminal, zendesk: Zendesk) -> None:
    """With `--yes` csm stops, as an escalation does: who did what, and nothing written."""
    before, reply = zendesk.ticket(48270)["tags"], {"body": "It is solved", "public": True}
    zendesk.arm("latency", method="PUT", path="48270.json", seconds=0.5, times=1)
    with zendesk.meanwhile(lambda: zendesk.change(48270, status="solved", comment=reply)):
        out = csm("incident 48270 --tag 421 --yes --json")
    assert (out.exit_code, out.error["code"]) == (6, "conflict")
    assert "status is now solved, a public reply by Noor Haddad" in out.error["message"]
    assert "nothing was written" in out.error["message"]
    assert (zendesk.of_csm(48270), zendesk.ticket(48270)["tags"]) == ([], before)


def test_a_priority_while_it_is_on_its_way(csm: Terminal, zendesk: Zendesk) -> None:
    """It goes on, and says what happened and who did it."""
    zendesk.arm("latency", method="PUT", path="48270.json", seconds=0.5, times=1)
    with zendesk.meanwhile(lambda: zendesk.change(48270, priority="low")):
        out = csm("incident 48270 --tag 421 --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "tagged")
    (warning,) = out.json["warnings"]
    assert warning["code"] == "changed_meanwhile"
    assert warning["text"].startswith("changed in the meantime: Noor Haddad at ")
    assert "priority" in warning["text"]


class Claimed(io.StringIO):
    """A person in front of whose plan a colleague claims the ticket, once; says yes to each."""

    def __init__(self, csm: Terminal) -> None:
        super().__init__()
        self._csm, self.asked = as_(csm, "ada"), 0

    def readline(self, *_: object) -> str:  # type: ignore[override]
        """Say yes, after something else has happened."""
        self.asked += 1
        if self.asked == 1:
            assert self._csm("claim 48270").exit_code == 0
        return "y\n"


def test_a_claim_while_the_question_stands_there(csm: Terminal, zendesk: Zendesk) -> None:
    """Told with who, and asked anew, each time with what speaks for it; the result is a line."""
    person = Claimed(csm)
    terminal = csm.with_(terminal=True, width=160, NO_COLOR="1")
    out = terminal("incident 48270 --tag 421", stdin=person)
    assert (out.exit_code, person.asked) == (0, 2)
    assert out.stderr.count("ticket 48270 may be about 'Feature flags") == 2
    assert [*out.splitlines()] == ["✓ 48270 is tied to incident/421"]
    first, told, second = out.stderr.partition("; nothing was written\n")
    assert told
    assert "ticket 48270 was changed in the meantime: claimed by Ada Park" in first
    assert "Tie ticket 48270 to incident/421" in second
    assert "incident/421" in zendesk.ticket(48270)["tags"]
