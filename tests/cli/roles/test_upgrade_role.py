"""`csm escalate --upgrade-role`: up, escalated, and down again, however that goes.

Every assertion about a role or a note is about what the sandbox's Zendesk has, read by an
administrator behind csm's back.
"""

from typing import Any

import pytest

from csm_cli.sandbox.scenarios.people import ROBIN
from tests.cli.roles.story import (
    ESCALATE,
    FULL,
    LIGHT,
    LINS_RECORD,
    THE_TICKET,
    Desk,
    marker,
    with_changer,
)
from tests.terminal import Terminal


def test_up_escalated_and_down(rising: Terminal, desk: Desk) -> None:
    """One update of the ticket between two changes of the role; nothing is due afterwards."""
    out = rising(f"{ESCALATE} --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "escalated")
    assert desk.role_changes() == [FULL, LIGHT]
    assert desk.role() == LIGHT
    assert [note["public"] for note in desk.notes()] == [False]
    assert "escalated" in desk.ticket()["tags"]
    assert "your role is Light agent again" in out.stderr
    assert not marker(rising).exists()


def test_without_the_option_nothing_changes(rising: Terminal, desk: Desk) -> None:
    """An account for roles is used when it is asked for, never on its own."""
    out = rising(ESCALATE.removesuffix(" --upgrade-role") + " --yes")
    assert out.exit_code == 4
    assert "add --upgrade-role" in out.stderr
    assert not desk.asked("PUT", "")


def test_a_dry_run(rising: Terminal, desk: Desk) -> None:
    """All three requests are shown in their order; none is sent, nothing is recorded."""
    planned = rising(f"{ESCALATE} --dry-run --json").json
    assert [list(each["body"]) for each in planned["requests"]] == [["user"], ["ticket"], ["user"]]
    bodies = [each["body"]["user"] for each in planned["requests"][::2]]
    assert bodies == [{"custom_role_id": FULL}, {"custom_role_id": LIGHT}]
    assert not desk.asked("PUT", "")
    assert not marker(rising).exists()


def test_a_person_is_told_of_both(rising: Terminal, desk: Desk) -> None:
    """The question about the note comes with a sentence about the role; no means neither."""
    front = rising.with_(terminal=True)
    out = front(ESCALATE, stdin="n\n")
    said = "Your role becomes Full agent by way of Noor Haddad, then Light agent again."
    assert said in out.stderr
    assert "Hedgebox" in out.stderr  # the note is shown, though it is not the first request
    assert (out.exit_code, desk.asked("PUT", "")) == (2, [])


def test_a_withdrawal_needs_the_role_too(rising: Terminal, desk: Desk) -> None:
    """Taking an escalation back changes fields as well."""
    rising(f"{ESCALATE} --yes")
    why = "--why 'It was the wrong team after all'"
    assert rising(f"escalate 48213 --withdraw {why} --yes").exit_code == 4
    out = rising(f"escalate 48213 --withdraw {why} --upgrade-role --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "withdrawn")
    assert desk.role_changes() == [FULL, LIGHT, FULL, LIGHT]


def test_a_full_agent_owes_nothing(csm: Terminal, desk: Desk) -> None:
    """Somebody who is one already works as they are: no change, no record."""
    out = with_changer(csm)(f"{ESCALATE} --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "escalated")
    assert not desk.asked("PUT", "/users/")
    assert desk.role(ROBIN.zendesk_id) == FULL
    assert not marker(csm).exists()


def test_a_note_to_support_needs_no_role(rising: Terminal, desk: Desk) -> None:
    """A light agent may leave it; the option changes nothing then, and that is said."""
    line = ESCALATE.replace("engineering --feature 'session replay'", "support")
    out = rising(f"{line} --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "noted")
    assert "your role stays as it is" in out.stderr
    assert not desk.asked("PUT", "/users/")


def test_nothing_to_do_changes_no_role(rising: Terminal, desk: Desk) -> None:
    """A ticket that is escalated already needs no raised role."""
    rising(f"{ESCALATE} --yes")
    changes = len(desk.role_changes())
    out = rising(f"{ESCALATE} --yes --json")
    assert out.json["outcome"] == "already-escalated"
    assert len(desk.role_changes()) == changes


@pytest.mark.parametrize(
    ("fault", "code", "noted"),
    [
        ({"fault": "status", "status": 403}, 4, False),
        ({"fault": "status", "status": 422}, 4, False),
        ({"fault": "status", "status": 429, "retry_after": 3600}, 7, False),
        ({"fault": "status", "status": 429, "retry_after": 1}, 0, True),
        ({"fault": "status", "status": 500, "when": "before"}, 10, False),
        ({"fault": "drop", "when": "before"}, 10, False),
        ({"fault": "drop", "when": "after"}, 0, True),
        ({"fault": "status", "status": 502, "when": "after"}, 0, True),
    ],
)
def test_whatever_becomes_of_the_escalation(
    rising: Terminal, desk: Desk, fault: dict[str, Any], code: int, noted: bool
) -> None:
    """Refused, lost or done: the role is light again, and nothing stays due."""
    desk.arm(THE_TICKET, **fault)
    out = rising(f"{ESCALATE} --yes")
    assert out.exit_code == code
    assert desk.role() == LIGHT
    assert desk.role_changes() == [FULL, LIGHT]
    assert (len(desk.notes()) == 1) == noted
    assert not marker(rising).exists()


@pytest.mark.parametrize("status", [403, 422])
def test_a_refused_upgrade_is_the_end_of_it(rising: Terminal, desk: Desk, status: int) -> None:
    """No role, no note; nothing is due back."""
    desk.arm(LINS_RECORD, fault="status", status=status)
    out = rising(f"{ESCALATE} --yes --json")
    assert (out.exit_code, str(out)) == (4, "")
    assert not desk.asked("PUT", THE_TICKET)
    assert not marker(rising).exists()


def test_an_upgrade_without_an_answer(rising: Terminal, desk: Desk) -> None:
    """Carried out though the answer was lost: csm sees it, goes on, and comes down again."""
    desk.arm(LINS_RECORD, fault="drop", when="after")
    out = rising(f"{ESCALATE} --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "escalated")
    assert desk.role_changes() == [FULL, LIGHT]
    assert desk.role() == LIGHT


def test_an_upgrade_that_nobody_saw(rising: Terminal, desk: Desk) -> None:
    """No note is written, and the record stays: should the change arrive later, it is undone."""
    desk.arm(LINS_RECORD, fault="drop", when="before")
    out = rising(f"{ESCALATE} --yes")
    assert out.exit_code == 10
    assert "not clear whether your role was raised" in out.stderr
    assert not desk.notes()
    desk.give(FULL)  # the request that was lost comes through now
    assert "your role is Light agent again" in rising("show 48213").stderr
    assert desk.role() == LIGHT


def _fail_the_way_back(desk: Desk, **fault: Any) -> None:
    """Let the first change of the role through and have the next ones fail."""
    desk.arm(LINS_RECORD, fault="latency", seconds=0.001)
    desk.arm(LINS_RECORD, **fault)


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ({"fault": "status", "status": 403}, 8, "Zendesk does not allow this"),
        ({"fault": "status", "status": 429, "retry_after": 3600}, 8, "no more requests"),
        ({"fault": "status", "status": 500}, 10, "Zendesk answered 500"),
        ({"fault": "drop", "when": "before"}, 10, "connection broke"),
    ],
)
def test_the_way_back_fails(
    rising: Terminal, desk: Desk, fault: dict[str, Any], code: int, said: str
) -> None:
    """The escalation stands and is told; the role is told loudly, and the next csm mends it."""
    _fail_the_way_back(desk, **fault)
    out = rising(f"{ESCALATE} --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (code, "escalated")
    assert desk.role() == FULL
    warning = out.json["warnings"][-1]
    assert warning["code"] == "role_due_back"
    assert warning["text"].startswith("ATTENTION: your role may still be raised")
    assert said in warning["text"]
    assert f"warning: {warning['text']}\n" in out.stderr
    assert marker(rising).exists()

    again = rising("show 48213")
    assert again.exit_code == 0
    assert "ended early: your role is Light agent again" in again.stderr
    assert desk.role() == LIGHT
    assert not marker(rising).exists()


def test_the_way_back_fails_again_and_again(rising: Terminal, desk: Desk) -> None:
    """Each later command tries once, says so, and does its own work all the same."""
    _fail_the_way_back(desk, fault="status", status=403, times=3)
    rising(f"{ESCALATE} --yes")
    for _ in range(2):
        out = rising("show 48213")
        assert out.exit_code == 0
        assert "ATTENTION: your role may still be raised" in out.stderr
        assert desk.role() == FULL
    rising("show 48213")
    assert desk.role() == LIGHT


def test_a_failure_and_a_failing_way_back(rising: Terminal, desk: Desk) -> None:
    """The code is that of the escalation; the role is told as loudly as ever."""
    _fail_the_way_back(desk, fault="status", status=403)
    desk.arm(THE_TICKET, fault="status", status=429, retry_after=3600)
    out = rising(f"{ESCALATE} --yes")
    assert out.exit_code == 7
    assert "ATTENTION" in out.stderr
    assert marker(rising).exists()


def test_an_earlier_note_is_sent_again_in_the_raised_role(rising: Terminal, desk: Desk) -> None:
    """--resend needs the role as the first sending did; the role goes back after it as well."""
    desk.arm(THE_TICKET, fault="drop", when="before")
    assert rising(f"{ESCALATE} --yes").exit_code == 10
    assert rising(f"{ESCALATE} --yes").exit_code == 10  # looked for, not sent
    out = rising(f"{ESCALATE} --yes --resend --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "escalated")
    assert len(desk.notes()) == 1
    assert desk.role_changes() == [FULL, LIGHT, FULL, LIGHT]
    assert desk.role() == LIGHT
