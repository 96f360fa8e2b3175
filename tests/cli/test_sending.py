"""The only door to a customer, over real HTTP: shown, typed, sent once, read back."""

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from threading import Barrier
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from csm_cli.cli.shared import Shared
from tests.cli.sender import sends
from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.terminal import Terminal

NUMBER, SLACK, CLAIMED, CLOSED = 48213, 48231, 48214, 48250
TEXT = (
    "Hi Theo,\n\nI see it too. Could you send me:\n\n- the exact message\n  why: one word can "
    "differ; see https://posthog.com/docs/libraries/js_config_a\n\nSet `{{ user.name }}` to *x*.\n"
    "> and quote {% if a %} <b>this</b> & that\n\nRobin"
)


@pytest.fixture
def robin(csm: Terminal) -> Terminal:
    """Robin Vale at a terminal that shows no colour."""
    return csm.with_(terminal=True, NO_COLOR="1")


def public(zendesk: Zendesk, number: int) -> list[dict[str, Any]]:
    """The public comments that csm made, newest first."""
    found = [each for each in zendesk.comments(number) if each["metadata"]["custom"]]
    return [each for each in found if each["public"]]


def test_sent_once_after_the_number_was_typed(robin: Terminal, zendesk: Zendesk) -> None:
    """All of it is shown with who gets it; then one public comment arrives as it was typed.

    Status, group and tags stay; the journal has the write, and no word of the text.
    """
    mira = zendesk.ticket(CLAIMED)["requester_id"]
    zendesk.change(NUMBER, email_ccs=[{"user_id": mira, "action": "put"}])
    zendesk.advance(2)
    before = zendesk.ticket(NUMBER)
    zendesk.forget_requests()
    out = sends(robin, NUMBER, TEXT, NUMBER)
    assert out.exit_code == 0, out.stderr
    assert "to         Theo Okonkwo <theo.okonkwo@hedgebox.example>" in out.stderr
    assert "cc         Mira Lindqvist <mira.lindqvist@hedgebox.example>" in out.stderr
    assert "by         mail" in out.stderr
    for line in TEXT.split("\n"):
        assert line in out.stderr
    assert "has the reply; it is open" in out
    (made,) = public(zendesk, NUMBER)
    assert made["body"].split() == TEXT.split()
    (put,) = zendesk.sent()
    assert put["body"]["ticket"]["comment"]["public"] is True
    assert "<pre>" not in made["html_body"]
    after = zendesk.ticket(NUMBER)
    same = before.keys() - {"updated_at", "generated_timestamp", "email_cc_ids"}
    assert {key: after[key] for key in same} == {key: before[key] for key in same}
    (entry,) = robin("log --json").json["entries"]
    assert (entry["verb"], entry["outcome"], entry["note_id"]) == ("reply", "written", made["id"])
    undo = robin("undo --yes --json")
    assert (undo.exit_code, undo.json["outcome"]) == (6, "final")
    assert "reply can't be taken back" in undo.json["reason"]
    journal = b"".join(
        file.read_bytes() for file in _files(robin) if file.name.startswith("journal")
    )
    assert b"exact message" not in journal


@pytest.mark.parametrize("withheld", [False, True])
def test_every_document_about_it_has_its_shape(
    robin: Terminal, zendesk: Zendesk, *, withheld: bool
) -> None:
    """`log`, `undo`, `log resolve` and `log forget` name a reply, and what became of it."""
    lin = as_(robin, "lin").with_(CSM_VERIFY_SECONDS="0.1")
    (user,) = zendesk.people("lin.osei@posthog.example")
    zendesk.give(user["id"], zendesk.people("robin.vale@posthog.example")[0]["custom_role_id"])

    def lost() -> None:
        if withheld:
            zendesk.give(user["id"], user["custom_role_id"])
        zendesk.arm("drop", method="PUT", path=f"/tickets/{NUMBER}", when="after", times=1)
        zendesk.arm("drop", method="GET", path=f"/tickets/{NUMBER}/comments", times=20)

    assert sends(lin, NUMBER, TEXT, NUMBER, before=lost).exit_code == 10
    zendesk.heal()
    for line in ("log resolve", "log", "undo --yes", "log forget --all"):
        shown = lin(f"{line} --json").json
        name = line.partition(" --")[0].replace(" ", "-")
        schema = json.loads((files("csm_cli") / "schemas" / f"{name}.json").read_text())
        Draft202012Validator(schema).validate(shown)


def _files(csm: Terminal) -> list[Any]:
    from pathlib import Path  # noqa: PLC0415

    return [file for file in Path(csm.variables["CSM_STATE"]).rglob("*") if file.is_file()]


@pytest.mark.parametrize("typed", ["", "y", "yes", "48214", "send"])
def test_nothing_else_than_the_number_sends_it(
    robin: Terminal, zendesk: Zendesk, typed: str
) -> None:
    """A habit of the hand, or another ticket's number, is a no."""
    out = sends(robin, NUMBER, TEXT, typed)
    assert (out.exit_code, "nothing was sent" in out.stderr) == (2, True)
    assert not zendesk.sent()


def test_off_a_terminal_nothing_is_asked_or_sent(csm: Terminal, zendesk: Zendesk) -> None:
    """A pipe, --json and --no-input: exit 2 before Zendesk is asked anything."""
    zendesk.forget_requests()
    screen = csm.with_(terminal=True)
    for out in (
        sends(csm, NUMBER, TEXT, NUMBER),
        sends(screen, NUMBER, TEXT, NUMBER, shared=Shared(json=True)),
        sends(screen, NUMBER, TEXT, NUMBER, shared=Shared(no_input=True)),
    ):
        assert (out.exit_code, out) == (2, "")
        assert "from a terminal only" in out.stderr
    assert not zendesk.asked()


def test_what_is_refused(robin: Terminal, zendesk: Zendesk) -> None:
    """Before anything is asked: internal links, secrets, a note's words; other people's tickets."""
    note = "No Group and no Severity yet. Status set to Open."
    zendesk.forget_requests()
    key = "phx_" + "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1z"
    for ticket, text, code, said in (
        (NUMBER, f"see {zendesk.url}/agent/tickets/1", 2, "agents of Zendesk"),
        (NUMBER, f"use {key}", 2, "PostHog personal API key phx_… in line 1 of the reply"),
        (NUMBER, f"use {robin.variables['CSM_ZENDESK_TOKEN']}", 2, "own Zendesk token"),
        (48232, f"Hi,\n{note}", 2, "stands in the internal note"),
        (CLAIMED, TEXT, 6, "claimed by Ada Park"),
        (CLOSED, TEXT, 6, "closed"),
    ):
        out = sends(robin, ticket, text, ticket)
        assert (out.exit_code, said in " ".join(out.stderr.split())) == (code, True), out.stderr
        assert "Type " not in out.stderr
        assert key not in out.stderr
    light = sends(as_(robin, "lin"), NUMBER, TEXT, NUMBER)
    assert (light.exit_code, "csm role upgrade" in light.stderr) == (4, True)
    assert not zendesk.sent()


def test_the_customer_wrote_meanwhile(robin: Terminal, zendesk: Zendesk) -> None:
    """What came in between question and answer is shown in full; nothing is sent."""

    def customer() -> None:
        zendesk.change(NUMBER, comment={"body": "It works again,\nthanks!", "public": True})

    out = sends(robin, NUMBER, TEXT, NUMBER, before=customer)
    assert out.exit_code == 6
    assert "since: Noor Haddad" in out.stderr
    assert "  It works again,\n  thanks!\n" in out.stderr
    assert "your reply was not sent" in out.stderr
    assert not public(zendesk, NUMBER)


def test_stepping_down_meanwhile_is_told(robin: Terminal, zendesk: Zendesk) -> None:
    """Zendesk turns a light agent's reply private: an error of its own, and no second sending."""
    lin = as_(robin, "lin")
    (user,) = zendesk.people("lin.osei@posthog.example")
    role = user["custom_role_id"]
    zendesk.give(user["id"], zendesk.people("robin.vale@posthog.example")[0]["custom_role_id"])
    out = sends(lin, NUMBER, TEXT, NUMBER, before=lambda: zendesk.give(user["id"], role))
    assert (out.exit_code, "came back as an internal note" in out.stderr) == (1, True)
    assert len(zendesk.sent()) == 1
    (entry,) = lin("log --json").json["entries"]
    assert entry["outcome"] == "withheld"


def test_slack_and_pending(robin: Terminal, zendesk: Zendesk) -> None:
    """A ticket out of Slack says so, with its thread; the status changes with the reply."""
    out = sends(robin, SLACK, "Hi Dougal, which slot is it?", f"#{SLACK}", pending=True)
    assert out.exit_code == 0, out.stderr
    assert "Slack, through Pylon, https://posthog.slack.com/archives/C05KELPWRKS/" in out.stderr
    assert "status     open -> pending" in out.stderr
    assert zendesk.ticket(SLACK)["status"] == "pending"
    assert len(public(zendesk, SLACK)) == 1


def test_a_dropped_answer_and_a_resend(robin: Terminal, zendesk: Zendesk) -> None:
    """Unknown is 10, a blind re-run sends nothing, `log resolve` leaves a reply public."""
    quick = robin.with_(CSM_VERIFY_SECONDS="0.1")
    zendesk.arm("drop", method="PUT", path=f"/tickets/{NUMBER}", when="before", times=1)
    assert sends(quick, NUMBER, TEXT, NUMBER).exit_code == 10
    zendesk.forget_requests()
    other = sends(quick, NUMBER, "Hi, another text than before", NUMBER)
    assert (other.exit_code, zendesk.sent()) == (10, [])
    resolved = quick("log resolve --json")
    assert (resolved.exit_code, "may still be carried out" in resolved.stderr) == (10, True)
    again = sends(quick, NUMBER, "Hi, another text than before", NUMBER, resend=True)
    assert (again.exit_code, "nobody saw it arrive" in again.stderr) == (0, True), again.stderr
    (made,) = public(zendesk, NUMBER)
    assert made["body"].split() == TEXT.split()


def test_resolve_leaves_a_reply_public(robin: Terminal, zendesk: Zendesk) -> None:
    """A reply whose answer was lost is found by `log resolve`, and stays what it is: public."""

    def lost() -> None:
        zendesk.arm("drop", method="PUT", path=f"/tickets/{NUMBER}", when="after", times=1)
        zendesk.arm("drop", method="GET", path=f"/tickets/{NUMBER}/comments", times=20)

    quick = robin.with_(CSM_VERIFY_SECONDS="0.1")
    assert sends(quick, NUMBER, TEXT, NUMBER, before=lost).exit_code == 10
    zendesk.heal()
    zendesk.forget_requests()
    out = quick("log resolve --json")
    assert out.exit_code == 0
    assert "the customer can read it" in out.stderr
    assert not zendesk.sent()
    assert len(public(zendesk, NUMBER)) == 1
    (entry,) = robin("log --json").json["entries"]
    assert (entry["verb"], entry["outcome"], entry["known_by"]) == ("reply", "written", "found")


def test_resolve_finds_a_withheld_one(robin: Terminal, zendesk: Zendesk) -> None:
    """Its answer was lost, and it came back private: told by `log resolve`, and left as it is.

    Sent again by a full agent, its own text is no internal note's.
    """
    lin = as_(robin, "lin").with_(CSM_VERIFY_SECONDS="0.1")
    (user,) = zendesk.people("lin.osei@posthog.example")
    (full,) = zendesk.people("robin.vale@posthog.example")
    zendesk.give(user["id"], full["custom_role_id"])

    def stepped_down() -> None:
        zendesk.give(user["id"], user["custom_role_id"])
        zendesk.arm("drop", method="PUT", path=f"/tickets/{NUMBER}", when="after", times=1)
        zendesk.arm("drop", method="GET", path=f"/tickets/{NUMBER}/comments", times=20)

    assert sends(lin, NUMBER, TEXT, NUMBER, before=stepped_down).exit_code == 10
    zendesk.heal()
    zendesk.forget_requests()
    out = lin("log resolve --json")
    assert (out.exit_code, "the customer can't read it" in out.stderr) == (1, True)
    assert not zendesk.sent()
    (entry,) = lin("log --json").json["entries"]
    assert (entry["outcome"], entry["known_by"]) == ("withheld", "found")
    zendesk.advance(2)
    assert sends(robin, NUMBER, TEXT, NUMBER).exit_code == 0


def test_nobody_to_read_it(robin: Terminal, zendesk: Zendesk) -> None:
    """A requester who is suspended gets no mail: nothing is sent."""
    zendesk.suspend("theo.okonkwo@hedgebox.example")
    out = sends(robin, NUMBER, TEXT, NUMBER)
    assert (out.exit_code, "Theo Okonkwo" in out.stderr, "suspended" in out.stderr) == (
        5,
        True,
        True,
    )


def test_two_terminals_at_once(robin: Terminal, zendesk: Zendesk) -> None:
    """Both have read the same ticket and type its number in the same moment: one reply."""
    both = Barrier(2)
    people = (robin, as_(robin, "noor"))

    def reply(csm: Terminal) -> int:
        return sends(csm, NUMBER, TEXT, NUMBER, before=lambda: both.wait(30)).exit_code

    with ThreadPoolExecutor(2) as pool:
        codes = sorted(pool.map(reply, people))
    assert codes == [0, 6]
    assert len(public(zendesk, NUMBER)) == 1


def test_a_dry_run_while_one_is_undecided(robin: Terminal, zendesk: Zendesk) -> None:
    """Unknown as the real run; with `--resend` it shows the reply of then; once there, nothing."""
    dry = f"ask {NUMBER} --for message --send --dry-run"
    csm = robin.with_(terminal=False)
    zendesk.arm("drop", method="PUT", path="/tickets/")
    sends(robin.with_(CSM_VERIFY_SECONDS="0.1"), NUMBER, TEXT, NUMBER)
    out = csm(dry)
    assert out.exit_code == 10
    assert "left no trace" in out.stderr
    again = csm(f"{dry} --resend --json")
    (request,) = again.json["requests"]
    (lost,) = zendesk.sent()
    assert (again.exit_code, request["body"]) == (0, lost["body"])
    assert again.json["draft"].split() == TEXT.split()
    assert sends(robin, NUMBER, "", NUMBER, resend=True).exit_code == 0
    none = csm(f"{dry} --resend")
    assert none.exit_code == 2
    assert "waits to be sent again" in none.stderr
