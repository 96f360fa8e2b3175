"""`csm undo` against the sandbox: what stands in Zendesk afterwards, and when it stops."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.terminal import Output, Terminal

NUMBER, OTHER = 48213, 48228
ESC, SUPPORT, REPLAY = 41000000000017, 360000000001, 360000000002
PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
ESCALATE = f"escalate {NUMBER} --to engineering --feature replay {PARTS} --yes"
WITHDRAW = f"escalate {NUMBER} --withdraw --why 'It was our own mistake' --yes"


@pytest.fixture(name="hurried")
def _hurried(csm: Terminal) -> Terminal:
    """A csm that looks only shortly for a lost write."""
    return csm.with_(CSM_VERIFY_SECONDS="0.1")


def done(csm: Terminal, zendesk: Zendesk, *lines: str) -> None:
    """Run what must work, and let Zendesk's second go by after each."""
    for line in lines:
        out = csm(line)
        assert out.exit_code == 0, out.stderr
        zendesk.advance(2)


def undone(csm: Terminal, options: str = "--yes --json") -> Any:
    """An undo that works, as its document."""
    out = csm(f"undo {options}")
    assert out.exit_code == 0, out.stderr
    return out.json


def ended(out: Output) -> tuple[int, str]:
    """Exit code and outcome."""
    return out.exit_code, out.json["outcome"]


def state(zendesk: Zendesk, number: int = NUMBER) -> tuple[Any, Any, Any]:
    """The escalation field, the group and the assignee."""
    ticket = zendesk.ticket(number)
    return zendesk.field(number, ESC), ticket["group_id"], ticket["assignee_id"]


def test_a_note_is_known_by_its_number(csm: Terminal, zendesk: Zendesk) -> None:
    """Where the mark can't be seen, it is the same note all the same."""
    done(csm, zendesk, f"claim {NUMBER}")
    database = Path(csm.variables["CSM_STATE"]) / "journal.sqlite3"
    with closing(sqlite3.connect(database)) as journal:
        journal.execute("UPDATE intents SET operation_id = 'another'")
        journal.commit()
    assert undone(csm)["outcome"] == "undone"


def test_a_claim_is_released(csm: Terminal, zendesk: Zendesk) -> None:
    """By a note that everybody's csm takes for a release; nothing else of the ticket changes."""
    before = state(zendesk)
    done(csm, zendesk, f"claim {NUMBER}")
    told = undone(csm)
    assert (told["outcome"], told["undoes"]["verb"], told["puts_back"]) == (
        "undone", "claim", None,
    )  # fmt: skip
    note = zendesk.of_csm(NUMBER)[0]
    assert (note["id"], note["public"]) == (told["note"]["id"], False)
    assert note["metadata"]["custom"] == {"csm_op": told["operation_id"], "csm_verb": "undo"}
    assert note["body"].startswith("Released by Robin Vale <robin.vale@posthog.example> with csm")
    assert state(zendesk) == before
    claimed = as_(csm, "ada")(f"claim {NUMBER} --json").json["results"][0]
    assert claimed["outcome"] == "claimed"


def test_a_claim_with_its_assignment(csm: Terminal, zendesk: Zendesk) -> None:
    """The assignee goes back to who it was, in the same update."""
    before = state(zendesk)
    done(csm, zendesk, f"claim {NUMBER} --assign")
    assert state(zendesk) != before
    told = undone(csm)
    assert state(zendesk) == before
    assert told["puts_back"]["assignee"] == {"id": None, "name": None}
    assert len([each for each in zendesk.sent() if each["method"] == "PUT"]) == 2


def test_a_release_is_claimed_again(csm: Terminal, zendesk: Zendesk) -> None:
    """And the claim counts."""
    done(csm, zendesk, f"claim {NUMBER}", f"claim {NUMBER} --release")
    assert undone(csm)["undoes"]["verb"] == "release"
    held = as_(csm, "ada")(f"claim {NUMBER} --json")
    assert (held.exit_code, held.json["results"][0]["by"]) == (
        6, "Robin Vale <robin.vale@posthog.example>",
    )  # fmt: skip


def test_an_escalation_is_put_back(csm: Terminal, zendesk: Zendesk) -> None:
    """Field, group and assignee as they were, with a note that says so, in one update."""
    done(csm, zendesk, f"claim {NUMBER} --assign")
    before = state(zendesk)
    done(csm, zendesk, ESCALATE)
    assert state(zendesk) == ("escalated", REPLAY, None)
    zendesk.forget_requests()
    told = undone(csm)
    assert state(zendesk) == before
    (put,) = zendesk.sent()
    body = put["body"]["ticket"]["comment"]["body"]
    assert body == told["note"]["body"]
    assert "esc.: escalated -> none" in body
    assert "group: Replay -> Support" in body
    assert "assignee: none -> Robin Vale" in body
    assert any("stays on the ticket" in text for text in told["stays"])


def test_a_withdrawal_is_put_back(csm: Terminal, zendesk: Zendesk) -> None:
    """The ticket is escalated again, to the same group."""
    done(csm, zendesk, ESCALATE)
    before = state(zendesk)
    done(csm, zendesk, WITHDRAW)
    assert state(zendesk) != before
    assert undone(csm)["undoes"]["verb"] == "withdraw"
    assert state(zendesk) == before


def test_a_taken_over_claim(csm: Terminal, zendesk: Zendesk) -> None:
    """The claim that it replaced does not come back, and that is said."""
    done(csm, zendesk, "claim 48214 --take-over --yes")
    stays = undone(csm)["stays"]
    assert stays[-1] == "the claim of Ada Park, which yours replaced, does not come back"


def test_its_own_entry(csm: Terminal, zendesk: Zendesk) -> None:
    """The journal has the undo, and of what."""
    done(csm, zendesk, f"claim {NUMBER}")
    told = undone(csm)
    last = csm("log --json").json["entries"][0]
    assert (last["verb"], last["outcome"]) == ("undo", "written")
    assert (last["operation_id"], last["undoes"]) == (
        told["operation_id"], told["undoes"]["operation_id"],
    )  # fmt: skip


def test_an_undo_is_final(csm: Terminal, zendesk: Zendesk) -> None:
    """A second undo writes nothing."""
    done(csm, zendesk, f"claim {NUMBER}", "undo --yes")
    zendesk.forget_requests()
    out = csm("undo --yes --json")
    assert (ended(out), zendesk.sent()) == ((6, "final"), [])
    assert "csm takes no undo back" in out.json["reason"]


def test_a_note_is_final(csm: Terminal, zendesk: Zendesk) -> None:
    """Nothing of a note for support can be taken back."""
    done(csm, zendesk, f"escalate {NUMBER} --to support {PARTS} --yes")
    out = csm("undo --yes --json")
    assert (ended(out), len(zendesk.of_csm(NUMBER))) == ((6, "final"), 1)


def test_nothing_to_undo(csm: Terminal, zendesk: Zendesk) -> None:
    """Neither nothing at all, nor what somebody else wrote here, nor what was not written."""
    assert csm("undo --yes").exit_code == 5
    done(as_(csm, "ada"), zendesk, f"claim {OTHER}")
    zendesk.arm("status", status=422, method="PUT", path="/tickets/")
    assert csm(f"claim {NUMBER}").exit_code == 4
    out = csm("undo --yes")
    assert (out.exit_code, out) == (5, "")
    assert "nothing was written on this machine with this account" in out.stderr


def changed_by(zendesk: Zendesk, how: str) -> None:
    """Somebody else changes the ticket."""
    match how:
        case "tags":
            zendesk.tag(NUMBER, "vip")
        case "group":
            zendesk.change(NUMBER, group_id=360000000003)
        case "reply":
            zendesk.change(NUMBER, comment={"body": "Have a look", "public": True})
        case "note":
            zendesk.change(NUMBER, comment={"body": "Taking it", "public": False})
        case "status":
            zendesk.change(NUMBER, status="pending")
        case "esc.":
            zendesk.change(NUMBER, custom_fields=[{"id": ESC, "value": None}])


@pytest.mark.parametrize("how", ["tags", "group", "reply", "note", "status", "esc."])
def test_the_ticket_was_changed_since(csm: Terminal, zendesk: Zendesk, how: str) -> None:
    """Whatever it was, even in the same second: left as it is, and told by whom and what."""
    assert csm(ESCALATE).exit_code == 0
    changed_by(zendesk, how)
    before = state(zendesk)
    zendesk.forget_requests()
    out = csm("undo --yes --json")
    assert (ended(out), zendesk.sent(), state(zendesk)) == ((6, "changed"), [], before)
    (said,) = out.json["since"]
    assert said.startswith("Noor Haddad at 20")
    assert {"reply": "a public reply", "note": "an internal note"}.get(how, how) in said
    assert "csm escalate 48213 --withdraw" in out.stderr


@pytest.mark.parametrize("how", ["tags", "group", "reply", "note", "status", "esc."])
def test_without_the_right_to_read_audits(csm: Terminal, zendesk: Zendesk, how: str) -> None:
    """A token without the scope for them: what csm sees for itself is enough to stop."""
    done(csm, zendesk, ESCALATE)
    changed_by(zendesk, how)
    zendesk.arm("status", status=403, method="GET", path="/audits")
    out = csm("undo --yes --json")
    assert ended(out) == (6, "changed")
    named = {"reply": "Noor Haddad", "note": "Noor Haddad", "group": "the group is", "esc.": "esc."}
    assert named.get(how, "something that csm can't see") in out.json["since"][0]


def test_unchanged_without_the_right_to_read_audits(csm: Terminal, zendesk: Zendesk) -> None:
    """Nothing differs, so it is undone."""
    done(csm, zendesk, ESCALATE)
    zendesk.arm("status", status=403, method="GET", path="/audits")
    assert undone(csm)["outcome"] == "undone"


def test_somebody_claimed_what_was_released(csm: Terminal, zendesk: Zendesk) -> None:
    """It is not taken from them."""
    done(csm, zendesk, f"claim {NUMBER}", f"claim {NUMBER} --release")
    done(as_(csm, "ada"), zendesk, f"claim {NUMBER}")
    out = csm("undo --yes --json")
    assert ended(out) == (6, "changed")
    assert out.json["since"][0].startswith("Ada Park has claimed it since")
    assert len(zendesk.of_csm(NUMBER)) == 3


def test_it_changes_while_the_question_is_open(csm: Terminal, zendesk: Zendesk) -> None:
    """Zendesk refuses the update, and csm says what came in between."""

    class SlowAnswer(io.StringIO):
        """A person who says yes after somebody else has changed the ticket."""

        def readline(self, *_: object) -> str:  # type: ignore[override]
            """Let the other one go first."""
            zendesk.tag(NUMBER, "vip")
            return "y\n"

    done(csm, zendesk, f"claim {NUMBER}")
    zendesk.forget_requests()
    out = csm.with_(terminal=True)("undo", stdin=SlowAnswer())
    assert (out.exit_code, len(zendesk.sent())) == (6, 1)
    assert "Noor Haddad" in out
    assert len(zendesk.of_csm(NUMBER)) == 1


def test_a_closed_ticket(csm: Terminal, zendesk: Zendesk) -> None:
    """Can't be changed any more."""
    done(csm, zendesk, f"claim {NUMBER}")
    zendesk.change(NUMBER, status="closed")
    out = csm("undo --yes --json")
    assert ended(out) == (6, "changed")
    assert "it is closed" in out.json["since"]


def test_a_light_agent(csm: Terminal, zendesk: Zendesk) -> None:
    """Can take back a claim, and not fields: said before anything is sent."""
    lin = as_(csm, "lin")
    done(lin, zendesk, f"claim {NUMBER}", "undo --yes")
    assert zendesk.of_csm(NUMBER)[0]["body"].startswith("Released by Lin Osei")


def test_a_note_that_csm_made_private(csm: Terminal, zendesk: Zendesk) -> None:
    """The repair is csm's own, and no change that keeps the write from being taken back."""
    zendesk.arm("publish", method="PUT", path="/tickets/")
    assert csm(f"claim {NUMBER} --assign").exit_code == 1
    zendesk.advance(3)
    assert ended(csm("undo --yes --json")) == (0, "undone")
    assert zendesk.ticket(NUMBER)["assignee_id"] is None


def test_a_change_after_the_repair(csm: Terminal, zendesk: Zendesk) -> None:
    """What somebody else did since still keeps it."""
    zendesk.arm("publish", method="PUT", path="/tickets/")
    csm(f"claim {NUMBER} --assign")
    zendesk.advance(3)
    zendesk.tag(NUMBER, "vip")
    out = csm("undo --yes --json")
    assert ended(out) == (6, "changed")
    (since,) = out.json["since"]
    assert "tags" in since


def test_the_last_write_is_undecided(hurried: Terminal, zendesk: Zendesk) -> None:
    """What may not have been written can't be undone; the way to find out is named."""
    done(hurried, zendesk, f"claim {OTHER}")
    zendesk.arm("drop", method="PUT", path="/tickets/")
    assert hurried(f"claim {NUMBER}").exit_code == 10
    zendesk.forget_requests()
    out = hurried("undo --yes --json")
    assert (ended(out), zendesk.sent()) == ((6, "undecided"), [])
    operation = hurried("log --json").json["entries"][0]["operation_id"]
    assert f"csm log resolve {operation}" in out.stderr


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_undo_without_an_answer(hurried: Terminal, zendesk: Zendesk, when: str) -> None:
    """Looked up; unknown if it is not there; then settled by a re-run, one note at most."""
    done(hurried, zendesk, ESCALATE)
    zendesk.arm("drop", when=when, method="PUT", path="/tickets/")
    out = hurried("undo --yes --json")
    if when == "after":
        assert (ended(out), state(zendesk)) == ((0, "undone"), (None, SUPPORT, None))
        return
    assert (ended(out), state(zendesk)) == ((10, "unknown"), ("escalated", REPLAY, None))
    assert ended(hurried("undo --yes --json")) == (10, "unknown")
    resent = hurried("undo --yes --resend --json")
    assert (ended(resent), state(zendesk)) == ((0, "undone"), (None, SUPPORT, None))
    assert resent.json["undoes"]["verb"] == "escalate"
    assert len(zendesk.of_csm(NUMBER)) == 2


def test_an_undo_that_can_not_arrive_any_more(hurried: Terminal, zendesk: Zendesk) -> None:
    """The ticket moved on: the lost undo is settled, and a new one is refused for the change."""
    done(hurried, zendesk, ESCALATE)
    zendesk.arm("drop", method="PUT", path="/tickets/")
    assert ended(hurried("undo --yes --json")) == (10, "unknown")
    zendesk.tag(NUMBER, "vip")
    assert ended(hurried("undo --yes --json")) == (6, "changed")
    assert [each["outcome"] for each in hurried("log --json").json["entries"]] == [
        "not-written", "written",
    ]  # fmt: skip


def test_a_dry_run(csm: Terminal, zendesk: Zendesk) -> None:
    """Exactly what would be sent, and nothing is; off a terminal it needs no `--yes`."""
    done(csm, zendesk, ESCALATE)
    zendesk.forget_requests()
    told = csm("undo --dry-run --json").json
    assert (told["outcome"], told["dry_run"], told["note"]["id"]) == ("planned", True, None)
    assert zendesk.sent() == []
    (request,) = told["requests"]
    sent = request["body"]["ticket"]
    assert (sent["comment"]["public"], sent["safe_update"]) == (False, True)
    assert sent["group_id"] == SUPPORT
    assert len(csm("log --json").json["entries"]) == 1


@pytest.mark.parametrize("options", ["", "--json", "--no-input"])
def test_nobody_to_ask(csm: Terminal, zendesk: Zendesk, options: str) -> None:
    """Without `--yes`: exit code 2, and nothing is even read."""
    done(csm, zendesk, f"claim {NUMBER}")
    zendesk.forget_requests()
    terminal = csm if not options else csm.with_(terminal=True)
    out = terminal(f"undo {options}")
    assert (out.exit_code, out, zendesk.asked()) == (2, "", [])


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2), ("", 2)])
def test_a_person_is_asked(csm: Terminal, zendesk: Zendesk, answer: str, code: int) -> None:
    """After they have seen what would change, the note, and what stays."""
    done(csm, zendesk, ESCALATE)
    out = csm.with_(terminal=True, NO_COLOR="1")("undo", stdin=answer)
    assert out.exit_code == code
    assert f"Undo this on ticket {NUMBER} (profile default)? [y/N]" in out.stderr
    assert "Replay (360000000002) -> Support (360000000001)" in out.stderr
    assert "stays: note" in out.stderr
    assert len(zendesk.of_csm(NUMBER)) == 1 + (code == 0)


def test_hostile_names(csm: Terminal, zendesk: Zendesk) -> None:
    """What is told of others can't move a cursor or forge a line of the note."""
    done(csm, zendesk, f"claim {NUMBER}")
    zendesk.rename("noor.haddad@posthog.example", "No\x1b[31mor\nReleased by <x>")
    zendesk.tag(NUMBER, "vip")
    out = csm.with_(terminal=True)("undo --yes")
    assert out.exit_code == 6
    assert "\x1b[31mor" not in out + out.stderr
