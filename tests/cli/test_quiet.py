"""`--quiet`: nothing of progress and success on stderr; all that somebody must know stays."""

import re

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

HEDGEBOX = "audit-impersonation 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01 --days 7"
PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
ESCALATE = f"escalate 48213 --to engineering --feature 'session replay' {PARTS}"


@pytest.mark.parametrize("line", ["{} --quiet", "{} -q", "--quiet {}"])
def test_the_account_of_several(line: str, csm: Terminal) -> None:
    """What became of several is told by the result; before the command's name or after it."""
    loud, quiet = csm("claim 48213 48230"), csm(line.format("claim 48213 48230 --release"))
    *warnings, account = loud.stderr.splitlines()
    assert account == "2 tickets: 2 claimed"
    assert quiet.stderr.splitlines() == warnings
    assert [row.split("\t")[1] for row in quiet.splitlines()] == ["released", "released"]


def test_the_bar(csm: Terminal) -> None:
    """On a terminal no bar is drawn, and the screen on stdout is the same."""
    person = csm.with_(terminal=True, TERM="xterm")
    loud, quiet = person("claim 48213 48230 --dry-run"), person("claim 48213 48230 --dry-run -q")
    assert "2 of 2" in loud.stderr
    assert loud.stderr.endswith(quiet.stderr + "2 tickets: 2 planned\n")
    assert quiet == loud


def test_how_far_an_audit_is(reader: Terminal) -> None:
    """On a terminal no line says how far it is, and what it warns of is told in the result."""
    person = reader.with_(terminal=True, TERM="xterm")
    loud, quiet = person(f"{HEDGEBOX} --json"), person(f"{HEDGEBOX} --json -q")
    assert "\r" in loud.stderr
    assert "\r" not in quiet.stderr
    assert quiet.json["events"] == loud.json["events"]


def test_how_far_the_doctor_is(reader: Terminal) -> None:
    """On a terminal no bar counts the checks, as with every command."""
    person = reader.with_(terminal=True, TERM="xterm")
    loud, quiet = person("doctor --json"), person("doctor --json -q")
    assert "checks" in loud.stderr
    assert quiet.stderr == ""


def test_success(reader: Terminal, tmp_path: str) -> None:
    """Where the result went is not told, and what changes its meaning is."""
    loud = reader(f"{HEDGEBOX} --output {tmp_path}/loud.csv")
    quiet = reader(f"{HEDGEBOX} --output {tmp_path}/quiet.csv -q")
    warning, written = loud.stderr.splitlines()
    assert written.startswith("written to")
    assert quiet.stderr == f"{warning}\n"


def test_a_report_on_a_ticket(csm: Terminal) -> None:
    """That it is there is success; that it is not would be told."""
    line = f"{HEDGEBOX} --attach-to 48213 --yes"
    assert "ticket 48213 has the report" not in csm(f"{line} -q").stderr
    assert "ticket 48214 has the report" in csm(line.replace("48213", "48214")).stderr
    missing = csm(f"{line.replace('48213', '99999999')} -q")
    assert missing.exit_code == 5
    assert "99999999" in missing.stderr


def test_waiting(csm: Terminal, zendesk: Zendesk) -> None:
    """That csm looks for an answer is progress; that none came is the result."""
    hurried = csm.with_(CSM_VERIFY_SECONDS="0.1")
    said = []
    for ticket, option in ((48213, ""), (48228, "-q")):
        zendesk.arm("drop", method="PUT", path="/tickets/")
        ended = hurried(f"claim {ticket} {option}")
        assert ended.exit_code == 10
        assert ended.split("\t")[1] == "unknown"
        said.append(ended.stderr.replace(str(ticket), "TICKET"))
    looking, *rest = said[0].splitlines()
    assert looking.startswith("no clear answer; looking")
    assert said[1].splitlines() == rest
    assert rest


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("show 99999999", 5, "error: "),
        ("claim 48214", 6, "next: csm claim 48214 --take-over"),
        ("whois-owns 'API structure'", 0, "note: "),
        ("whois-owns xyzzyplugh", 5, "no feature fits"),
        ("claim 48213 --dry-run", 0, "would send: PUT "),
        ("undo", 2, "there is nobody to ask"),
        ("log --limit 1", 0, "older ones are left out"),
        (HEDGEBOX, 0, "warning: "),
    ],
)
def test_what_stays(line: str, code: int, told: str, csm: Terminal) -> None:
    """Errors, warnings, hints and what a dry run would send are told, word for word."""
    if line.startswith("log"):
        csm("claim 48213")
        csm("claim 48213 --release")
    loud, quiet = csm(line), csm(f"{line} --quiet")
    assert quiet.exit_code == code
    assert _settled(quiet.stderr) == _settled(loud.stderr)
    assert told in quiet.stderr


def test_questions_stay(csm: Terminal) -> None:
    """A question is asked with all that it is about; with `--yes` there is none to show it for."""
    person = csm.with_(terminal=True, TERM="dumb")
    asked = person(f"{ESCALATE} -q", stdin="n\n")
    assert "internal note" in asked.stderr
    assert "Send this to ticket 48213" in asked.stderr
    assert asked.exit_code == 2
    assert "internal note" in person(f"{ESCALATE} --yes").stderr
    assert person("undo --yes -q").stderr.count("internal note") == 0


def _settled(text: str) -> str:
    """Without the ids that are new in each run."""
    return re.sub(r"\b[0-9a-f]{16,32}\b", "ID", text)
