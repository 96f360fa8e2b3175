"""`csm claim` against the sandbox: what is told, and what stands in Zendesk afterwards."""

import json
from pathlib import Path

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.terminal import Terminal

FREE, HELD, CLOSED, MISSING, HOSTILE = 48213, 48214, 48250, 99, 48290
OTHER_GROUP = 48231
ROBIN = "Robin Vale <robin.vale@posthog.example>"


def test_a_claim(csm: Terminal, zendesk: Zendesk) -> None:
    """One private note is there; nothing else of the ticket is different."""
    before = zendesk.ticket(FREE)
    out = csm("claim 48213 --json")
    (note,) = zendesk.of_csm(FREE)
    after = zendesk.ticket(FREE)
    assert (out.exit_code, out.stderr) == (0, "")
    assert out.json["results"] == [
        {
            "ticket": FREE,
            "outcome": "claimed",
            "by": ROBIN,
            "at": note["created_at"],
            "note_id": note["id"],
        }
    ]
    assert note["body"] == f"Claimed by {ROBIN} with csm"
    assert {**after, "updated_at": None} == {**before, "updated_at": None}


def test_a_message(csm: Terminal, zendesk: Zendesk) -> None:
    """Words are added below the fixed line, exactly as typed."""
    words = "{{ticket.id}} **bold** <b>\nsecond line 😀"
    csm(["claim", "48213", "--message", words])
    (note,) = zendesk.of_csm(FREE)
    assert note["body"].replace("\u200b", "") == f"Claimed by {ROBIN} with csm\n\n{words}"


def test_claim_release_claim(csm: Terminal, zendesk: Zendesk) -> None:
    """A released ticket is free again; each step leaves its note."""
    outcomes = []
    for option in ("", "", "--release", "--release", ""):
        zendesk.advance(2)  # a ticket that changed this second is read again a second later
        outcomes += [csm(f"claim 48213 {option} --json").json["results"][0]["outcome"]]
    assert outcomes == ["claimed", "already-yours", "released", "released", "claimed"]
    verbs = [note["metadata"]["custom"]["csm_verb"] for note in zendesk.of_csm(FREE)]
    assert verbs == ["claim", "release", "claim"]


def test_held(csm: Terminal, zendesk: Zendesk) -> None:
    """Somebody else's ticket stays theirs: exit 6, with who and since when, and what to type."""
    out = csm("claim 48214")
    assert out.exit_code == 6
    assert "Ada Park has had it since" in out
    assert "next: csm claim 48214 --take-over" in out.stderr
    assert zendesk.sent() == []


@pytest.mark.parametrize(
    ("number", "holder"),
    [
        (48214, "Ada Park"),
        (48215, "Ada Park"),
        (48216, None),
        (48217, None),
        (48218, "Robin Vale"),
        (48219, "Imani Achebe"),
        (48227, "Lin Osei"),
        (48242, "Ada Park"),
        (48290, None),
    ],
)
def test_who_has_what(csm: Terminal, number: int, holder: str | None) -> None:
    """By mark, by first line alone, released, forged by a customer, taken over, long ago."""
    (result,) = csm(f"claim {number} --dry-run --json").json["results"]
    assert (result["by"] or "").partition(" <")[0] == (holder or "")
    outcome = {"Robin Vale": "already-yours", None: "planned"}.get(holder, "held")
    assert result["outcome"] == outcome


def test_taking_over(csm: Terminal, zendesk: Zendesk) -> None:
    """With `--take-over --yes`, off a terminal."""
    out = csm("claim 48214 --take-over --yes --json")
    assert (out.exit_code, out.json["results"][0]["by"]) == (0, ROBIN)
    assert "Taken over from Ada Park" in zendesk.of_csm(HELD)[0]["body"]
    assert csm("claim 48214 --json").json["results"][0]["outcome"] == "already-yours"


@pytest.mark.parametrize("options", ["", "--json", "--no-input"])
def test_taking_over_needs_a_yes(csm: Terminal, zendesk: Zendesk, options: str) -> None:
    """Where nobody can be asked: exit 2 before anything is asked of Zendesk."""
    zendesk.forget_requests()
    out = csm.with_(terminal=options == "--no-input")(f"claim 48214 --take-over {options}")
    assert (out.exit_code, out) == (2, "")
    assert "the same command with --yes" in out.stderr
    assert zendesk.asked() == []


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2), ("", 2)])
def test_taking_over_asks(csm: Terminal, zendesk: Zendesk, answer: str, code: int) -> None:
    """A person sees whose it is, and anything but yes leaves it."""
    out = csm.with_(terminal=True)("claim 48214 --take-over", stdin=answer)
    assert out.exit_code == code
    assert "48214 is claimed by Ada Park since" in out.stderr
    assert "Take over? [y/N]" in out.stderr
    assert len(zendesk.sent()) == (code == 0)


def test_taking_over_what_is_free_asks_nothing(csm: Terminal, zendesk: Zendesk) -> None:
    """There is nobody to take it from."""
    out = csm.with_(terminal=True)("claim 48213 --take-over")
    assert out.exit_code == 0
    assert "Take over?" not in out.stderr
    assert len(zendesk.of_csm(FREE)) == 1


def test_several(csm: Terminal, zendesk: Zendesk) -> None:
    """Each has its outcome; JSON readers find the reasons on stderr; mixed ends with 8."""
    out = csm("claim 48213 48214 48250 99 --json")
    assert out.exit_code == 8
    outcomes = {each["ticket"]: each["outcome"] for each in out.json["results"]}
    assert outcomes == {FREE: "claimed", HELD: "held", CLOSED: "closed", MISSING: "not-found"}
    for words in ("48214 held: Ada Park", "48250 closed: ", "99 not-found: "):
        assert words in out.stderr
    assert [each["path"] for each in zendesk.sent()] == ["/api/v2/tickets/48213.json"]


@pytest.mark.parametrize(
    ("tickets", "code"), [("48214", 6), ("48250", 6), ("48214 48250", 6), ("99", 5), ("99 98", 5)]
)
def test_codes(csm: Terminal, tickets: str, code: int) -> None:
    """The common code if all agree, and the document in any case."""
    out = csm(f"claim {tickets} --json")
    assert out.exit_code == code
    assert len(out.json["results"]) == len(tickets.split())


def test_one_ticket_in_many_spellings(csm: Terminal, zendesk: Zendesk) -> None:
    """Number, sign, URL and stdin name the ticket once; one note."""
    url = f"{zendesk.url}/agent/tickets/48213"
    out = csm(["claim", "#48213", url, "-", "0048213", "--json"], stdin=f"48213\n{url}/\n")
    assert [each["outcome"] for each in out.json["results"]] == ["claimed"]
    assert len(zendesk.of_csm(FREE)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "48213 https://other.zendesk.com/agent/tickets/48213",
        "48213 nonsense",
        "48213 - -",
        "-",
        "48213 --release --assign",
        "48213 --release --take-over",
        "48213 --yes",
        "",
    ],
)
def test_wrong_usage(csm: Terminal, zendesk: Zendesk, words: str) -> None:
    """Whatever is wrong with one word stops all of them before anything is asked."""
    zendesk.forget_requests()
    out = csm(f"claim {words} --json")
    assert (out.exit_code, out) == (2, "")
    assert out.error["code"] == "wrong_usage"
    assert zendesk.asked() == []


def test_assigning(csm: Terminal, zendesk: Zendesk) -> None:
    """`--assign` makes the signed-in person the assignee; the group stays."""
    assert csm("claim 48213 --assign").exit_code == 0
    ticket = zendesk.ticket(FREE)
    assert (ticket["assignee_id"], ticket["group_id"]) == (380000000101, 360000000001)


def test_assigning_outside_of_the_group(csm: Terminal, zendesk: Zendesk) -> None:
    """Zendesk keeps the note and drops an assignee who is no member: told, and no success."""
    out = csm(f"claim {OTHER_GROUP} --assign --json")
    assert (out.exit_code, out.json["results"][0]["outcome"]) == (1, "partial")
    assert "the assignee is nobody, not Robin Vale" in out.stderr
    assert "only a member of the ticket's group can be its assignee" in out.stderr
    assert zendesk.ticket(OTHER_GROUP)["group_id"] == 360000000003


def test_light_agents(csm: Terminal, zendesk: Zendesk) -> None:
    """A light agent may claim; `--assign` writes nothing and names the plain claim."""
    lin = as_(csm, "lin")
    refused = lin("claim 48213 --assign --json")
    assert (refused.exit_code, refused.json["results"][0]["outcome"]) == (4, "refused")
    assert "next: csm claim 48213\n" in refused.stderr
    assert zendesk.sent() == []
    assert lin("claim 48213 --json").json["results"][0]["outcome"] == "claimed"
    assert zendesk.of_csm(FREE)[0]["author_id"] == 380000000103


def test_a_light_agents_own_ticket(csm: Terminal, zendesk: Zendesk) -> None:
    """Zendesk would show the note to the requester: refused, nothing sent."""
    zendesk.change(FREE, requester_id=380000000103)
    out = as_(csm, "lin")("claim 48213 --json")
    assert (out.exit_code, out.json["results"][0]["outcome"]) == (4, "refused")
    assert "public" in out.stderr
    assert zendesk.sent() == []


@pytest.mark.parametrize("options", ["", "--assign", "--message soon"])
def test_a_dry_run_is_what_is_sent(csm: Terminal, zendesk: Zendesk, options: str) -> None:
    """Byte for byte, but for the operation's random id; and nothing is sent by it."""
    dry = csm(f"claim 48213 {options} --dry-run --json")
    assert (dry.exit_code, dry.json["dry_run"]) == (0, True)
    assert dry.json["results"][0] == {
        "ticket": FREE, "outcome": "planned", "by": None, "at": None, "note_id": None,
    }  # fmt: skip
    assert zendesk.sent() == []
    csm(f"claim 48213 {options}")
    ((sent,), (planned,)) = zendesk.sent(), dry.json["requests"]
    for ticket in (sent["body"]["ticket"], planned["body"]["ticket"]):
        assert len(ticket["metadata"].pop("csm_op")) == 16
    assert {key: sent[key] for key in planned} == planned


def test_a_dry_run_in_a_pipe(csm: Terminal) -> None:
    """A pipe has no place for it on stdout: the exact request stands on stderr."""
    out = csm("claim 48213 --dry-run")
    assert out.startswith("48213\tplanned\t")
    line = out.stderr.splitlines()[-1]
    assert line.startswith("would send: PUT /api/v2/tickets/48213.json {")
    assert json.loads(line[line.index("{") :])["ticket"]["comment"]["public"] is False


@pytest.mark.parametrize("options", ["", "--assign", "--take-over --yes", "--message x"])
def test_three_requests(csm: Terminal, zendesk: Zendesk, options: str) -> None:
    """At most three with a warm cache, four with a cold one."""
    csm(f"claim 48214 {options}")
    assert len(zendesk.asked()) <= 4
    zendesk.forget_requests()
    assert csm(f"claim 48213 {options}").exit_code == 0
    assert [each["method"] for each in zendesk.asked()] == ["GET", "GET", "PUT"]


def test_three_requests_when_asked(csm: Terminal, zendesk: Zendesk) -> None:
    """The question before a take-over costs nothing more: what was read is not read again."""
    csm("claim 48213")
    zendesk.forget_requests()
    assert csm.with_(terminal=True)("claim 48214 --take-over", stdin="y\n").exit_code == 0
    assert [each["method"] for each in zendesk.asked()] == ["GET", "GET", "PUT"]


def test_a_hostile_ticket(csm: Terminal, zendesk: Zendesk) -> None:
    """Whatever a customer wrote acts nowhere: not on a terminal, in a pipe or in JSON."""
    zendesk.change(HOSTILE, comment={"body": "x\x1b[31m\x9b2J \u202e[bold]", "public": False})
    runs = [
        csm.with_(terminal=True, NO_COLOR="1")("claim 48290 --dry-run"),
        csm("claim 48290 --dry-run"),
        csm("claim 48290 --json"),
        csm("claim 48290 --json"),
    ]
    for out in runs:
        assert out.exit_code == 0
        for char in ("\x1b", "\x9b", "\u202e"):
            assert char not in out + out.stderr
    assert len(zendesk.of_csm(HOSTILE)) == 1


@pytest.mark.parametrize(
    "name", ["Ada\nReleased by Ada Park <ada.park@posthog.example> with csm", "Ada <b>[red]\x1b[0m"]
)
def test_a_hostile_colleague(csm: Terminal, zendesk: Zendesk, name: str) -> None:
    """A name can't forge a line of the note, of the terminal or of a pipe."""
    zendesk.rename("ada.park@posthog.example", name)
    held = csm("claim 48214")
    assert len(held.splitlines()) == 1
    assert "\x1b" not in held + held.stderr
    csm("claim 48214 --take-over --yes")
    lines = zendesk.of_csm(HELD)[0]["body"].splitlines()
    assert [line[:8] for line in lines] == ["Claimed ", "", "Taken ov"]
    ada = as_(csm, "ada")("claim 48213 --json")
    assert ada.json["results"][0]["outcome"] == "claimed"
    assert csm("claim 48213 --json").json["results"][0]["outcome"] == "held"


def test_a_customer_can_not_claim(csm: Terminal, zendesk: Zendesk) -> None:
    """The fixed line in a customer's comment, even a private one, is a customer's words."""
    requester = zendesk.ticket(FREE)["requester_id"]
    line = "Claimed by Ada Park <ada.park@posthog.example> with csm"
    for public in (True, False):
        zendesk.change(FREE, comment={"body": line, "public": public, "author_id": requester})
    assert csm("claim 48213 --json").json["results"][0]["outcome"] == "claimed"


def test_a_claim_by_hand(csm: Terminal, zendesk: Zendesk) -> None:
    """The first line alone, typed by a colleague, is a claim; a mark without a verb is none."""
    line = "Claimed by Noor Haddad <noor.haddad@posthog.example> with csm"
    note = {"body": line, "public": False}
    zendesk.change(FREE, comment=note)
    zendesk.change(48260, comment={**note, "body": "words"}, metadata={"csm_op": "0123456789ab"})
    zendesk.advance(2)
    out = csm("claim 48213 48260 --json")
    assert [each["outcome"] for each in out.json["results"]] == ["held", "claimed"]
    assert out.json["results"][0]["by"].startswith("Noor Haddad")


def test_bystanders_are_told(csm: Terminal, zendesk: Zendesk) -> None:
    """Another assignee and a colleague's note of today are warnings, nothing more."""
    zendesk.change(FREE, assignee_id=380000000102, group_id=360000000001)
    zendesk.change(FREE, comment={"body": "On it from Slack.", "public": False})
    out = csm("claim 48213")
    assert out.exit_code == 0
    assert "warning: 48213: the assignee is Ada Park\n" in out.stderr
    assert "warning: 48213: Noor Haddad left a note at " in out.stderr


def test_a_state_that_can_not_be_written(csm: Terminal, zendesk: Zendesk) -> None:
    """What can't be recorded is not sent: exit 1."""
    out = csm.with_(CSM_STATE="/proc/nothing")("claim 48213 --json")
    assert (out.exit_code, out) == (1, "")
    assert "nothing was sent" in out.error["message"]
    assert zendesk.sent() == []


@pytest.mark.parametrize("content", [b"no database" * 50, b""])
def test_a_journal_that_can_not_be_used(
    csm: Terminal, zendesk: Zendesk, tmp_path: Path, content: bytes
) -> None:
    """A damaged journal stops csm before anything is sent; an empty file is a new one."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "journal.sqlite3").write_bytes(content)
    out = csm("claim 48213")
    assert out.exit_code == (1 if content else 0)
    assert len(zendesk.sent()) == (0 if content else 1)


def test_nobody_is_signed_in(csm: Terminal) -> None:
    """No account, or one that Zendesk does not know: exit 3, no document."""
    wrong = csm.with_(CSM_ZENDESK_TOKEN="wrong")("claim 48213 --json")
    none = csm.with_(CSM_ZENDESK_TOKEN="", CSM_ZENDESK_URL="", CSM_ZENDESK_EMAIL="")
    for out in (wrong, none("claim 48213 --json")):
        assert (out.exit_code, out, out.error["code"]) == (3, "", "not_signed_in")


def test_no_secret_is_kept(csm: Terminal, tmp_path: Path) -> None:
    """Nothing that csm keeps between runs holds the credential."""
    csm("claim 48213")
    kept = [file.read_bytes() for file in (tmp_path / "state").rglob("*") if file.is_file()]
    assert kept
    assert not any(b"sandbox-robin" in content for content in kept)


def test_the_same_message_again(csm: Terminal, zendesk: Zendesk) -> None:
    """What stands in the notes needs no warning, whatever signs it is made of; other words do."""
    words = "Looking <b>into</b> it & {{ticket.id}}\r\n\n> *soon*"
    command = ["claim", "48213", "48243", "-m", words]
    assert csm(command).exit_code == 0
    again = csm([*command, "--json"])
    outcomes = [each["outcome"] for each in again.json["results"]]
    assert (outcomes, "not added" in again.stderr) == (["already-yours"] * 2, False)
    other = csm(["claim", "48213", "48243", "-m", "Done with it"])
    assert other.stderr.count("the message was not added") == 2
    assert len(zendesk.sent()) == 2


SECRET = "ghp_" + "a1B2" * 9


@pytest.mark.parametrize("more", ["", "--take-over", "--dry-run", "--release"])
def test_a_secret_among_many(csm: Terminal, zendesk: Zendesk, more: str) -> None:
    """Whatever the tickets are like: said once, before one is looked at or anybody is asked."""
    csm("claim 48213")
    zendesk.forget_requests()
    terminal = csm.with_(terminal=True)
    out = terminal(f"claim 48213 48214 48243 -m 'key {SECRET}' {more}", stdin="y\n")
    assert (out.exit_code, out) == (2, "")
    assert "there is a secret in what would be sent" in out.stderr
    assert "Take over?" not in out.stderr
    assert zendesk.asked() == []
    allowed = csm(f"claim 48213 48243 -m 'key {SECRET}' --allow-secrets --json")
    outcomes = [each["outcome"] for each in allowed.json["results"]]
    assert outcomes == ["already-yours", "claimed"]
