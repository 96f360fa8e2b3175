"""`csm escalate` against the sandbox: what is told, and what stands in Zendesk afterwards."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.terminal import Terminal

NUMBER, ESCALATED, CLOSED, HOSTILE = 48213, 48220, 48250, 48290
ESC = 41000000000017
SUPPORT, REPLAY, FLAGS = 360000000001, 360000000002, 360000000006
WORDS = {
    "--why": "Replay owns the player",
    "--investigated": "Opened three of them",
    "--observed": "They stop at once",
    "--next": "Say what is broken",
}
PARTS = [word for pair in WORDS.items() for word in pair]


def to(where: str, *more: str, number: int = NUMBER) -> list[str]:
    """The arguments of an escalation with all parts."""
    return ["escalate", str(number), "--to", where, *PARTS, *more]


class Answer(io.StringIO):
    """A person who says yes, after something else has happened."""

    def before(self) -> None:
        """What happens while the question stands there."""

    def readline(self, *_: object) -> str:  # type: ignore[override]
        """Say yes."""
        self.before()
        return "y\n"


ENGINEERING = to("engineering", "--feature", "session replay", "--yes", "--json")
TO_SUPPORT = to("support", "--yes", "--json")


def test_to_engineering(csm: Terminal, zendesk: Zendesk) -> None:
    """One update: the switch, the owner's group, nobody in person, and the note."""
    zendesk.change(NUMBER, assignee_id=380000000102)
    zendesk.advance(2)
    out = csm(ENGINEERING)
    ticket, (note,) = zendesk.ticket(NUMBER), zendesk.of_csm(NUMBER)
    assert out.exit_code == 0
    assert (ticket["group_id"], ticket["assignee_id"]) == (REPLAY, None)
    assert zendesk.field(NUMBER, ESC) == "escalated"
    assert len(zendesk.sent()) == 1
    told = out.json
    assert told["note"] == {"id": note["id"], "public": False, "body": note["body"]}
    assert told["group"] == {"id": REPLAY, "name": "Replay"}
    assert told["esc"] == {"field_id": ESC, "value": "escalated"}
    assert told["operation_id"] == note["metadata"]["custom"]["csm_op"]
    assert [warning["code"] for warning in told["warnings"]] == ["assignee_dropped"]


def test_the_note(csm: Terminal, zendesk: Zendesk) -> None:
    """Who should pick it up and why, what was tried, seen and expected, and what is known."""
    csm(ENGINEERING)
    body = zendesk.of_csm(NUMBER)[0]["body"]
    for words in (*WORDS.values(), "Hedgebox Inc", "enterprise", "session_replay", "high"):
        assert words in body
    assert body.startswith("Escalated to engineering: Replay (Zendesk group Replay), by Robin Vale")
    assert "#support-replay" in body


def test_to_support(csm: Terminal, zendesk: Zendesk) -> None:
    """The note alone: group, assignee, switch, status and tags stay as they are."""
    before = zendesk.ticket(NUMBER)
    out = csm(TO_SUPPORT)
    after = zendesk.ticket(NUMBER)
    assert (out.exit_code, out.json["outcome"]) == (0, "noted")
    assert (out.json["esc"], out.json["group"], out.json["team"]) == (None, None, None)
    assert {**after, "updated_at": None} == {**before, "updated_at": None}
    assert len(zendesk.of_csm(NUMBER)) == 1


def test_again_and_elsewhere(csm: Terminal, zendesk: Zendesk) -> None:
    """To the same group: already so, 0. To another: conflict, 6, unless `--again`."""
    csm(ENGINEERING)
    zendesk.advance(2)
    elsewhere = to("engineering", "--group", "Feature Flags", "--yes", "--json")
    again, other = csm(ENGINEERING), csm(elsewhere)
    assert (again.exit_code, again.json["outcome"]) == (0, "already-escalated")
    assert (other.exit_code, other.json["outcome"]) == (6, "conflict")
    assert "--again" in other.stderr
    assert len(zendesk.sent()) == 1
    forced = csm([*elsewhere, "--again"])
    assert (forced.exit_code, zendesk.ticket(NUMBER)["group_id"]) == (0, FLAGS)


def test_withdrawing(csm: Terminal, zendesk: Zendesk) -> None:
    """The switch goes off, the ticket back to support, with every word that was given."""
    words = ["--why", "It was our own mistake", "--investigated", "Asked the customer again"]
    command = ["escalate", str(ESCALATED), "--withdraw", *words, "--yes", "--json"]
    out = csm(command)
    assert (out.exit_code, out.json["outcome"]) == (0, "withdrawn")
    assert out.json["esc"] == {"field_id": ESC, "value": None}
    assert zendesk.field(ESCALATED, ESC) is None
    assert zendesk.ticket(ESCALATED)["group_id"] == SUPPORT
    body = zendesk.of_csm(ESCALATED)[0]["body"]
    assert "It was our own mistake" in body
    assert "Asked the customer again" in body
    zendesk.advance(2)
    again = csm(command)
    assert (again.exit_code, again.json["outcome"], len(zendesk.sent())) == (0, "withdrawn", 1)


@pytest.mark.parametrize("options", [[], ["--group", "2"]])
def test_wrong_group(csm: Terminal, zendesk: Zendesk, options: list[str]) -> None:
    """A group that no live one is named or numbered like: the three nearest are told."""
    group = options or ["--group", "Replayy"]
    out = csm(to("engineering", *group, "--yes", "--json"))
    assert (out.exit_code, out) == (2, "")
    assert out.error["hint"].startswith("add --group with one of: ")
    assert len(out.error["hint"].partition(": ")[2].split(", ")) == 3
    assert zendesk.sent() == []


def test_a_group_by_its_number(csm: Terminal, zendesk: Zendesk) -> None:
    """As Zendesk's own URLs show it."""
    assert csm(to("engineering", "--group", str(FLAGS), "--yes")).exit_code == 0
    assert zendesk.ticket(NUMBER)["group_id"] == FLAGS


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--feature", "nonsense nobody has"], 5, "--feature"),
        (["--feature", "session replay", "--team", "Surveys"], 2, "does not own"),
        (["--team", "nobody"], 5, "--team"),
    ],
)
def test_no_owner(
    csm: Terminal, zendesk: Zendesk, options: list[str], code: int, words: str
) -> None:
    """Nothing is guessed, and nothing sent."""
    out = csm(to("engineering", *options, "--yes", "--json"))
    assert (out.exit_code, out) == (code, "")
    assert words in out.error["message"] + (out.error["hint"] or "")
    assert zendesk.sent() == []


def test_a_ticket_without_an_owner(csm: Terminal, zendesk: Zendesk) -> None:
    """No option and no target area: the owner is a missing part, exit 2."""
    zendesk.change(NUMBER, custom_fields=[{"id": 27242745654043, "value": None}])
    out = csm(to("engineering", "--yes", "--json"))
    assert (out.exit_code, out) == (2, "")
    assert "--feature, --team or --group" in out.error["hint"]


def test_the_area_is_enough(csm: Terminal, zendesk: Zendesk) -> None:
    """The ticket's own target area names the owner."""
    assert csm(to("engineering", "--yes")).exit_code == 0
    assert zendesk.ticket(NUMBER)["group_id"] == REPLAY


@pytest.mark.parametrize("lacking", WORDS)
@pytest.mark.parametrize("instead", [None, "", "no idea", "@empty"])
def test_missing_parts(
    csm: Terminal, zendesk: Zendesk, tmp_path: Path, lacking: str, instead: str | None
) -> None:
    """Off a terminal: exit 2, the part is named, and Zendesk is not even asked."""
    (tmp_path / "empty").write_text(" \n")
    zendesk.forget_requests()
    words = {**WORDS, lacking: instead and instead.replace("@", f"@{tmp_path}/")}
    parts = [word for name, text in words.items() if text is not None for word in (name, text)]
    out = csm(["escalate", str(NUMBER), "--to", "support", *parts, "--yes", "--json"])
    assert (out.exit_code, out) == (2, "")
    assert lacking in out.error["message"]
    assert zendesk.asked() == []


def test_everything_is_missing(csm: Terminal) -> None:
    """All of it is named at once."""
    out = csm(f"escalate {NUMBER}")
    assert out.exit_code == 2
    assert "--to, --why, --investigated, --observed, --next" in out.stderr


def test_parts_from_files_and_stdin(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """`@file` and `-` stand for texts, whatever their line breaks."""
    (tmp_path / "log.txt").write_text("\ufeffline one\r\nline two of it\n", encoding="utf-8")
    words = ["--why", "-", "--investigated", f"@{tmp_path}/log.txt"]
    rest = ["--observed", "They stop at once", "--next", "Say what is broken"]
    command = ["escalate", str(NUMBER), "--to", "support", *words, *rest, "--yes"]
    assert csm(command, stdin="From stdin it came\n").exit_code == 0
    body = zendesk.of_csm(NUMBER)[0]["body"]
    assert "From stdin it came" in body
    assert "What was tried:\nline one\nline two of it" in body


@pytest.mark.parametrize("option", ["--why @{}", "--draft {}"])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.md", "No such file or directory"),
        ("folder", "Is a directory"),
        ("latin.md", "it is not UTF-8"),
    ],
)
def test_how_an_unreadable_text_is_told(
    csm: Terminal, tmp_path: Path, option: str, name: str, told: str
) -> None:
    """It is told as it was typed, in words that are not Python's; nothing is sent."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.md").write_bytes(b"caf\xe9")
    typed = option.format(tmp_path / name)
    out = csm(f"escalate {NUMBER} --to support --yes {typed}")
    assert out.exit_code == 2
    assert out.stderr == f"error: {typed}: {told}\n  written: nothing was sent\n"


def test_a_draft_and_options(csm: Terminal, tmp_path: Path) -> None:
    """The draft counts, and says so where an option says something else."""
    draft = tmp_path / "draft.md"
    draft.write_text("## Why\nIt is in the draft\n\n## Next\nSay what is broken\n")
    command = f"escalate {NUMBER} --to support --dry-run --json --draft {draft}".split()
    words = ["--why", "It is an option", "--investigated", "Opened three recordings"]
    words += ["--observed", "They stop at once", "--next", "Say what is broken"]
    out = csm([*command, *words])
    assert out.exit_code == 0, out.stderr
    body = out.json["requests"][0]["body"]["ticket"]["comment"]["body"]
    assert "It is in the draft" in body
    assert "Opened three recordings" in body
    assert out.stderr.startswith("warning: the draft answers it, so --why is not used\n")


def test_a_ticket_from_stdin(csm: Terminal, zendesk: Zendesk) -> None:
    """`-` stands for the ticket, if stdin names just one and nothing else reads it."""
    command = ["escalate", "-", *TO_SUPPORT[2:]]
    assert csm(command, stdin=f"#{NUMBER}\n").exit_code == 0
    assert len(zendesk.of_csm(NUMBER)) == 1
    for stdin in ("", "48213 48214"):
        assert csm(command, stdin=stdin).exit_code == 2
    assert csm([*command, "--why", "-"], stdin=str(NUMBER)).exit_code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--why", "-", "--next", "-"], "both read stdin"),
        (["--why", "@/nowhere/at/all"], "/nowhere/at/all"),
        (["--why", "@/dev"], "/dev"),
        (["--why", "@/dev/zero"], "larger than 10,000,000 bytes"),
        (["--why", "@binary"], "binary"),
    ],
)
def test_texts_that_can_not_be_read(
    csm: Terminal, tmp_path: Path, words: list[str], told: str
) -> None:
    """Exit 2, with the option's name."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    words = [word.replace("@binary", f"@{tmp_path}/binary") for word in words]
    out = csm([*to("support", "--yes", "--json"), *words])
    assert (out.exit_code, out) == (2, "")
    assert told in out.error["message"]


@pytest.mark.parametrize(
    "options",
    [
        ["--withdraw", "--to", "engineering"],
        ["--withdraw", "--again"],
        ["--withdraw", "--group", "Replay"],
    ],
)
def test_options_that_do_not_go_together(csm: Terminal, options: list[str]) -> None:
    """Refused, never ignored."""
    out = csm(["escalate", str(NUMBER), *options, "--why", "It was a mistake", "--yes", "--json"])
    assert (out.exit_code, out.error["code"]) == (2, "wrong_usage")


def test_an_owner_for_support(csm: Terminal) -> None:
    """An option that has nothing to decide is told."""
    out = csm(to("support", "--feature", "session replay", "--yes"))
    assert out.exit_code == 0
    assert "are not used" in out.stderr


@pytest.mark.parametrize("options", [[], ["--json"], ["--no-input"]])
def test_sending_needs_a_yes(csm: Terminal, zendesk: Zendesk, options: list[str]) -> None:
    """Where nobody can be asked: exit 2 before anything is asked of Zendesk."""
    zendesk.forget_requests()
    out = csm(to("support", *options))
    assert (out.exit_code, out) == (2, "")
    assert "--yes" in out.stderr
    assert zendesk.asked() == []


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("yes\n", 0), ("n\n", 2), ("", 2)])
def test_sending_asks(csm: Terminal, zendesk: Zendesk, answer: str, code: int) -> None:
    """On a terminal the plan is shown first, and anything but yes sends nothing."""
    command = to("engineering", "--feature", "session replay")
    out = csm.with_(terminal=True, NO_COLOR="1")(command, stdin=answer)
    assert out.exit_code == code
    assert "Support (360000000001) -> Replay (360000000002)" in out.stderr
    assert "Replay owns the player" in out.stderr
    assert "Send this to ticket 48213 (profile default)? [y/N]" in out.stderr
    assert len(zendesk.sent()) == (code == 0)


@pytest.mark.parametrize(("number", "code"), [(99, 5), (CLOSED, 6)])
def test_tickets_that_can_not_be_escalated(csm: Terminal, number: int, code: int) -> None:
    """A missing one is an error, and so is a closed one."""
    out = csm(to("support", "--yes", "--json", number=number))
    assert (out.exit_code, out) == (code, "")


def test_another_host(csm: Terminal, zendesk: Zendesk) -> None:
    """A ticket of another Zendesk is refused before anything is asked."""
    zendesk.forget_requests()
    url = "https://other.zendesk.com/agent/tickets/48213"
    out = csm(["escalate", url, "--to", "support", *PARTS, "--yes", "--json"])
    assert (out.exit_code, out) == (2, "")
    assert zendesk.asked() == []


def test_light_agents(csm: Terminal, zendesk: Zendesk) -> None:
    """To engineering: 4, before anything is sent. To support: works."""
    lin = as_(csm, "lin")
    refused = lin(ENGINEERING)
    assert (refused.exit_code, refused) == (4, "")
    assert "--to support" in refused.error["hint"]
    assert zendesk.sent() == []
    assert lin(TO_SUPPORT).json["outcome"] == "noted"


def test_a_light_agents_own_ticket(csm: Terminal, zendesk: Zendesk) -> None:
    """Their note would be public there, to support as well."""
    zendesk.change(NUMBER, requester_id=380000000103)
    out = as_(csm, "lin")(TO_SUPPORT)
    assert (out.exit_code, out) == (4, "")
    assert "public" in out.error["message"]
    assert zendesk.sent() == []


def without_ids(request: dict[str, Any]) -> dict[str, Any]:
    """A request without the random part of its operation."""
    ticket = {**request["body"]["ticket"]}
    ticket["metadata"] = {**ticket["metadata"], "csm_op": None}
    return {**request, "body": {"ticket": ticket}}


@pytest.mark.parametrize("command", [ENGINEERING, TO_SUPPORT], ids=["engineering", "support"])
def test_a_dry_run_is_what_is_sent(csm: Terminal, zendesk: Zendesk, command: list[str]) -> None:
    """Byte for byte, but for the operation's random id; and nothing is sent by it."""
    dry = csm([*command, "--dry-run"])
    assert (dry.exit_code, dry.json["outcome"], dry.json["dry_run"]) == (0, "planned", True)
    assert dry.json["note"]["id"] is None
    assert zendesk.sent() == []
    csm(command)
    ((sent,), (planned,)) = zendesk.sent(), dry.json["requests"]
    picked = {key: sent[key] for key in ("method", "path", "body")}
    assert without_ids(picked) == without_ids(planned)


def test_a_dry_run_in_a_pipe(csm: Terminal) -> None:
    """The exact request stands on stderr, since a pipe's line has no room for it."""
    out = csm(to("support", "--dry-run"))
    assert out.startswith("48213\tplanned\tsupport\t")
    line = out.stderr.splitlines()[-1]
    assert json.loads(line[line.index("{") :])["ticket"]["comment"]["public"] is False


@pytest.mark.parametrize(("command", "warm"), [(ENGINEERING, 4), (TO_SUPPORT, 3)])
def test_requests(csm: Terminal, zendesk: Zendesk, command: list[str], warm: int) -> None:
    """At most six with a cold cache, four with a warm one."""
    csm(command)
    assert len(zendesk.asked()) <= 6
    zendesk.forget_requests()
    other = [word if word != str(NUMBER) else "48228" for word in command]
    assert csm(other).exit_code == 0
    assert len(zendesk.asked()) <= warm
    assert zendesk.asked()[-1]["method"] == "PUT"


@pytest.mark.parametrize(
    ("number", "code"), [(48240, "hidden_by_status"), (48242, "assignee_dropped")]
)
def test_warnings(csm: Terminal, number: int, code: str) -> None:
    """What a person should know stands in the document and on stderr."""
    out = csm(to("engineering", "--group", "Replay", "--dry-run", "--json", number=number))
    warnings = {each["code"]: each["text"] for each in out.json["warnings"]}
    assert code in warnings
    assert all(f"warning: {text}" in out.stderr for text in warnings.values())


@pytest.mark.parametrize(
    "text", ["{{7*7}} and {{ticket.id}}", "{% raw %} of it", "{{{ticket.requester.name}}} x"]
)
def test_nothing_in_a_text_is_evaluated(csm: Terminal, zendesk: Zendesk, text: str) -> None:
    """Neither csm's template language nor Zendesk's placeholders see a text as theirs."""
    csm([*TO_SUPPORT, "--observed", f"I typed {text}"])
    body = zendesk.of_csm(NUMBER)[0]["body"].replace("\u200b", "")
    assert f"I typed {text}" in body


def test_a_hostile_ticket(csm: Terminal, zendesk: Zendesk) -> None:
    """Whatever a customer wrote acts nowhere, and forges no line of the note."""
    command = to("engineering", "--group", "Replay", number=HOSTILE)
    runs = [
        csm.with_(terminal=True, TERM="dumb")(command, stdin="n\n"),
        csm.with_(terminal=True, TERM="dumb")([*command, "--dry-run"]),
        csm([*command, "--dry-run"]),
        csm([*command, "--yes", "--json"]),
    ]
    for out in runs:
        for char in ("\x1b", "\x9b", "\u202e", "\x07"):
            assert char not in out + out.stderr
    body = zendesk.of_csm(HOSTILE)[0]["body"]
    assert [line for line in body.splitlines() if line.startswith("Escalated")] == [
        body.splitlines()[0]
    ]


def test_a_template_of_ones_own(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """A file beside the config replaces the shipped one."""
    own = tmp_path / "templates" / "escalate-support.md.j2"
    own.parent.mkdir()
    own.write_text("OWN {{ ticket }}\n{{ why }}\n{{ investigated }}\n{{ observed }}\n{{ next }}")
    assert csm(TO_SUPPORT).exit_code == 0
    assert zendesk.of_csm(NUMBER)[0]["body"].startswith("OWN 48213\nReplay owns the player")
    for broken in ("{{ why", "{{ why }}"):
        own.write_text(broken)
        out = csm(TO_SUPPORT)
        assert (out.exit_code, out) == (2, "")
        assert str(own) in out.error["message"]
    assert len(zendesk.sent()) == 1


def test_a_switch_that_is_not_there(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """No field of the configured title: exit 2, nothing sent, and what to set."""
    (tmp_path / "config.toml").write_text('[zendesk]\nescalation_title = "nowhere"\n')
    out = csm(ENGINEERING)
    assert (out.exit_code, out) == (2, "")
    assert "zendesk.escalation_field_id" in out.error["hint"]
    assert zendesk.sent() == []


def test_a_configured_switch(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """A configured id wins, whatever the title says."""
    text = f'[zendesk]\nescalation_title = "nowhere"\nescalation_field_id = {ESC}\n'
    (tmp_path / "config.toml").write_text(text)
    assert csm(ENGINEERING).json["outcome"] == "escalated"
    assert zendesk.field(NUMBER, ESC) == "escalated"


def test_a_kept_option_that_is_gone(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """Zendesk refuses what the cache still believes in; the next run asks anew and works."""
    csm([*ENGINEERING, "--dry-run"])
    (kept,) = (tmp_path / "state" / "cache").glob("*/marker.json")
    kept.write_text(kept.read_text().replace('"escalated"', '"long_gone"'))
    first = csm(ENGINEERING)
    assert (first.exit_code, first.json["outcome"]) == (4, "refused")
    assert csm(ENGINEERING).json["outcome"] == "escalated"
    assert len(zendesk.of_csm(NUMBER)) == 1


def test_a_kept_group_that_is_gone(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """A group that is missing from the kept list is asked for before it is called missing."""
    csm([*ENGINEERING, "--dry-run"])
    (kept,) = (tmp_path / "state" / "cache").glob("*/groups.json")
    kept.write_text(kept.read_text().replace("Replay", "Old name"))
    assert csm(ENGINEERING).json["outcome"] == "escalated"
    assert zendesk.ticket(NUMBER)["group_id"] == REPLAY


class Slow(Answer):
    """A person in front of whose plan the ticket is taken to another group, once."""

    def __init__(self, zendesk: Zendesk, **fault: Any) -> None:
        super().__init__()
        self._zendesk, self._fault, self.asked = zendesk, fault, 0

    def before(self) -> None:
        """Somebody takes the ticket while the first plan is looked at."""
        self.asked += 1
        if self.asked == 1:
            self._zendesk.change(NUMBER, group_id=FLAGS)
            if self._fault:
                self._zendesk.arm("status", **self._fault)


def test_a_change_that_matters(csm: Terminal, zendesk: Zendesk) -> None:
    """What was agreed on and is different now: told, by whom; shown as it is, and asked again."""
    person = Slow(zendesk)
    command = to("engineering", "--feature", "session replay")
    out = csm.with_(terminal=True, width=160, NO_COLOR="1")(command, stdin=person)
    assert (out.exit_code, person.asked) == (0, 2)
    told = re.search(
        r"group is now Feature Flags \(Noor Haddad at \d{4}-\d\d-\d\d \d\d:\d\d UTC: group\);"
        r" nothing was written\n",
        out.stderr,
    )
    assert told
    first, second = out.stderr[: told.start()], out.stderr[told.end() :]
    assert "Support (360000000001) -> Replay (360000000002)" in first
    assert f"Feature Flags ({FLAGS}) -> Replay (360000000002)" in second
    assert len(zendesk.of_csm(NUMBER)) == 1


def test_a_change_that_is_not_agreed_to(csm: Terminal, zendesk: Zendesk) -> None:
    """A no to the plan as it stands now: nothing is written."""

    class Careful(Slow):
        """Says yes, and then no."""

        def readline(self, *_: object) -> str:  # type: ignore[override]
            self.before()
            return "y\n" if self.asked == 1 else "n\n"

    command = to("engineering", "--feature", "session replay")
    out = csm.with_(terminal=True)(command, stdin=Careful(zendesk))
    assert (out.exit_code, zendesk.of_csm(NUMBER)) == (2, [])


def test_a_change_to_what_is_wanted(csm: Terminal, zendesk: Zendesk) -> None:
    """Somebody escalated it to the same group meanwhile: there is nothing left to agree to."""

    class Helped(Slow):
        """A colleague does the same."""

        def before(self) -> None:
            switch = {"id": ESC, "value": "escalated"}
            zendesk.change(NUMBER, group_id=REPLAY, custom_fields=[switch])

    command = to("engineering", "--feature", "session replay")
    out = csm.with_(terminal=True)(command, stdin=Helped(zendesk))
    assert (out.exit_code, zendesk.of_csm(NUMBER)) == (0, [])
    assert "already" in out


def test_a_change_of_which_nobody_is_told(csm: Terminal, zendesk: Zendesk) -> None:
    """Without the right to read audits the change is told all the same."""
    person = Slow(zendesk, status=403, method="GET", path="/audits")
    command = to("engineering", "--feature", "session replay")
    out = csm.with_(terminal=True)(command, stdin=person)
    assert out.exit_code == 0
    assert "group is now Feature Flags; nothing was written\n" in out.stderr


class Working(Answer):
    """A person in front of whose plan a colleague takes the ticket and answers it, once."""

    def __init__(self, csm: Terminal, zendesk: Zendesk) -> None:
        super().__init__()
        self._csm, self._zendesk, self.asked = as_(csm, "ada"), zendesk, 0

    def before(self) -> None:
        """Ada claims it, and the customer is told that it is solved."""
        self.asked += 1
        if self.asked == 1:
            assert self._csm(f"claim {NUMBER}").exit_code == 0
            reply = {"body": "It is solved", "public": True}
            self._zendesk.change(NUMBER, status="solved", priority="urgent", comment=reply)


def test_a_colleague_who_answers_meanwhile(csm: Terminal, zendesk: Zendesk) -> None:
    """Claimed, answered and solved during the question: told with who, and asked anew."""
    person = Working(csm, zendesk)
    command = to("engineering", "--feature", "session replay")
    out = csm.with_(terminal=True, NO_COLOR="1")(command, stdin=person)
    assert (out.exit_code, person.asked) == (0, 2)
    told = out.stderr.index("nothing was written\n")
    first, second = (" ".join(part.split()) for part in (out.stderr[:told], out.stderr[told:]))
    for words in (
        "status is now solved, claimed by Ada Park, a public reply by Noor Haddad",
        "Ada Park at ",
        "an internal note",
    ):
        assert words in first
    assert "hidden_by_status" not in first
    assert "the ticket is solved: the support hero looks at open" in second
    assert "Ada Park has claimed this ticket" in second
    assert [note["metadata"]["custom"]["csm_verb"] for note in zendesk.of_csm(NUMBER)] == [
        "escalate",
        "claim",
    ]


@pytest.mark.parametrize("command", [ENGINEERING, TO_SUPPORT], ids=["engineering", "support"])
def test_a_reply_while_it_is_on_its_way(
    csm: Terminal, zendesk: Zendesk, command: list[str]
) -> None:
    """With `--yes` csm stops: a conflict, what is different and who did it, and nothing written."""
    reply = {"body": "It is solved", "public": True}
    zendesk.arm("latency", method="PUT", path=f"{NUMBER}.json", seconds=0.5, times=1)
    with zendesk.meanwhile(lambda: zendesk.change(NUMBER, status="solved", comment=reply)):
        out = csm(command)
    assert (out.exit_code, out.error["code"]) == (6, "conflict")
    assert "status is now solved, a public reply by Noor Haddad" in out.error["message"]
    assert "nothing was written" in out.error["message"]
    assert (zendesk.of_csm(NUMBER), zendesk.field(NUMBER, ESC)) == ([], None)


def test_a_tag_while_it_is_on_its_way(csm: Terminal, zendesk: Zendesk) -> None:
    """It goes on, and the warnings are those of the ticket that was written on."""
    zendesk.arm("latency", method="PUT", path=f"{NUMBER}.json", seconds=0.5, times=1)
    with zendesk.meanwhile(lambda: zendesk.change(NUMBER, priority="urgent", tags=["vip"])):
        out = csm(ENGINEERING)
    assert (out.exit_code, out.json["outcome"]) == (0, "escalated")
    (warning,) = out.json["warnings"]
    assert warning["code"] == "changed_meanwhile"
    assert "Noor Haddad" in warning["text"]
    assert "priority" in warning["text"]
    assert "changed in the meantime: Noor Haddad" in out.stderr
    assert [each["status"] for each in zendesk.sent()] == [409, 200]
