"""`csm ask` and `csm update` against the sandbox: what a customer would read, and where it goes."""

import base64
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.test_note import editor
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Output, Terminal

NUMBER, SLACK, HOSTILE = 48213, 48230, 48290
TARGET_AREA = 27242745654043


def at_a_desk(csm: Terminal, folder: Path, script: str) -> Terminal:
    """Somebody with an editor, and a desktop whose clipboard is the file `copied` in the folder."""
    program = folder / "xclip"
    program.write_text(f"#!/bin/sh\nexec /bin/cat > {folder}/copied\n")
    program.chmod(0o755)
    return csm.with_(
        terminal=True,
        TERM="dumb",
        DISPLAY=":0",
        PATH=str(folder),
        EDITOR=editor(folder, script),
    )


def test_asking_in_a_pipe(reader: Terminal) -> None:
    """The text alone on stdout; what need not be asked is for whoever drafts."""
    out = reader("ask 48214")
    assert out.exit_code == 0
    assert out.startswith("Hi Mira,\n\n")
    assert out.count("\n- ") == 1
    assert "why: " in out
    assert "not asked: steps: there is a session replay: watch it" in out.stderr
    named = reader("ask 48214 --for when --for goal --register keen --json").json
    assert [each["kind"] for each in named["asks"]] == ["when", "goal"]
    assert [each["kind"] for each in named["superfluous"]] == ["when"]
    assert all(each["why"] in named["draft"] for each in named["asks"])
    assert all(each["used_for"] in named["draft"] for each in named["asks"])
    assert (named["register"], named["medium"], named["file"]) == ("keen", "mail", None)


def test_a_page_that_is_a_list_is_no_link(reader: Terminal) -> None:
    """The form names the page of every ticket: the settings, say, or all events."""
    for number in (48217, 48219):
        out = reader(f"ask {number} --json").json
        assert [each["kind"] for each in out["asks"]] == ["link"]
    (own,) = [
        each["reason"]
        for each in reader("ask 48215 --json").json["not_asked"]
        if each["kind"] == "link"
    ]
    assert own == "the form names the page that they were on: look there"


def test_nothing_to_ask(reader: Terminal) -> None:
    """The ticket holds it all: no draft, and how to ask all the same."""
    out = reader(f"ask {NUMBER} --json")
    assert (out.exit_code, out.json["draft"], out.json["asks"]) == (0, None, [])
    assert len(out.json["not_asked"]) == 4
    assert "--for asks for it" in out.stderr
    assert reader(f"ask {NUMBER}") == ""
    screen = reader.with_(terminal=True, TERM="dumb")(f"ask {NUMBER} --no-input")
    assert f"{screen}{screen.stderr}".count("nothing to ask for") == 1


def test_the_medium(reader: Terminal) -> None:
    """Out of Slack: no mail's greeting, and nobody signs."""
    out = reader(f"ask {SLACK} --for link --json").json
    assert out["medium"] == "chat"
    assert re.match(r"Hi \w+! \w", out["draft"])
    assert "Robin" not in out["draft"]


def test_a_mailbox_is_greeted_by_no_name(reader: Terminal) -> None:
    """What brings questions from the website to Zendesk is nobody's name."""
    assert reader("update 48275").startswith("Hi there,")


def test_a_ticket_about_slack_is_none_out_of_it(csm: Terminal, zendesk: Zendesk) -> None:
    """A ticket of the form has its target area's value among its tags, and `slack` is one."""
    zendesk.change(NUMBER, custom_fields=[{"id": TARGET_AREA, "value": "slack"}])
    assert "slack" in zendesk.ticket(NUMBER)["tags"]
    assert csm(f"ask {NUMBER} --for link --json").json["medium"] == "mail"
    assert csm(f"show {SLACK} --json").json["area"] is None


@pytest.mark.parametrize("command", ["ask --for link", "update"])
def test_hostile_words(command: str, reader: Terminal) -> None:
    """Nothing that anybody wrote on the ticket is in the draft, nor what could move a cursor."""
    name, _, options = command.partition(" ")
    out = reader(f"{name} {HOSTILE} {options}")
    assert out.startswith("Hi Rafael,")
    for words in ("\x1b", "evil.example", "HYPERLINK", "{{", "<b>", "go/", "admin"):
        assert words not in out


def test_an_update(reader: Terminal) -> None:
    """What is told, from options and stdin; who waits, and until when; the document has it all."""
    out = reader(
        f"update {NUMBER} --progress 'It is found' --blockers - --until 2030-01-07 --json",
        stdin="A release is due\n",
    ).json
    assert (out["progress"], out["next"], out["nothing_new"]) == ("It is found", None, False)
    assert (out["waits"], out["until"]) == ("us", "2030-01-07T23:59:00Z")
    for words in ("It is found", "A release is due", "Monday, 7 January 2030", "Waiting for: us"):
        assert words in out["draft"]
    nothing = reader(f"update {NUMBER} --waits-for customer --json").json
    assert nothing["nothing_new"] is True
    assert "nothing new to report" in nothing["draft"]
    assert "your answer" in nothing["draft"]


def test_no_draft_promises_what_zendesk_will_not_do(csm: Terminal, zendesk: Zendesk) -> None:
    """A ticket closes by itself if it is pending, in its own time, and on no day that was typed.

    With --pending it waits for the customer, unless something else is said.
    """
    update, closes = f"update {NUMBER}", "the ticket closes by itself"
    for register in ("keen", "clinical"):
        own = csm(f"{update} --waits-for customer --register {register}")
        typed = csm(f"{update} --waits-for customer --until 2030-01-07 --register {register}")
        assert (closes in own, closes in typed) == (True, False)
        assert "answer" in typed
        assert "until Monday, 7 January 2030.\n" in typed
    open_ = csm(f"{update} --waits-for customer --send --dry-run")
    assert "which only a pending one does: --pending" in open_.stderr
    pending = csm(f"{update} --pending --send --dry-run")
    assert closes in pending
    assert "only a pending one" not in pending.stderr
    assert csm(f"{update} --pending --waits-for us --send --dry-run --json").json["waits"] == "us"
    assert zendesk.sent() == []


def test_a_day_ends_where_the_config_says(reader: Terminal) -> None:
    """It is the evening of the 7th in Los Angeles while it is the 8th in Greenwich."""
    Path(reader.variables["CSM_CONFIG"]).write_text(
        '[clocks]\ntime_zone = "America/Los_Angeles"\n', encoding="utf-8"
    )
    at = Terminal(reader.variables, now=datetime(2030, 1, 8, 4, tzinfo=UTC))
    out = at(f"update {NUMBER} --until 2030-01-07 --json")
    assert out.json["until"] == "2030-01-08T07:59:00Z"
    assert "Monday, 7 January," in out.json["draft"]
    assert "is over" in at(f"update {NUMBER} --until 2030-01-06").stderr
    assert at(f"update {NUMBER} --until 9999-12-31 --json").error["code"] == "wrong_usage"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (f"update {NUMBER} --next 'See http://go/session/1'", 2, "short link"),
        (
            f"update {NUMBER} --next 'https://us.posthog.com/admin/posthog/user/1/change/'",
            2,
            "admin",
        ),
        (f"update {NUMBER} --progress ''", 2, "--progress says nothing"),
        (f"update {NUMBER} --next -", 2, "--next says nothing"),
        (f"ask {NUMBER} --draft -", 2, "next: change the draft"),
        (f"update {NUMBER} --until tomorrow", 2, "no date"),
        (f"update {NUMBER} --until 2020-01-01", 2, "is over"),
        (f"ask {NUMBER} --for link --output /nowhere/at/all", 2, "/nowhere/at/all"),
        (f"ask {NUMBER} --for money", 2, "money"),
        ("ask 1", 5, "no ticket 1"),
        ("update 48250", 6, "is closed"),
    ],
)
def test_no_draft(line: str, code: int, said: str, reader: Terminal) -> None:
    """Internal links, wrong words, no ticket: its code, the reason, and nothing on stdout."""
    ended = reader(line)
    assert (ended.exit_code, ended) == (code, "")
    assert said in ended.stderr


def test_a_file(reader: Terminal, tmp_path: Path) -> None:
    """For its owner alone, whole, and never over another without --force; stdout stays empty."""
    path = tmp_path / "draft.md"
    out = reader(f"ask {NUMBER} --for link -o {path}")
    assert (out, out.exit_code) == ("", 0)
    assert f"the draft is in {path}; nothing was sent" in out.stderr
    assert path.read_text().startswith("Hi Theo,")
    assert path.stat().st_mode & 0o777 == 0o600
    again = reader(f"update {NUMBER} -o {path}")
    assert (again.exit_code, "--force" in again.stderr) == (2, True)
    document = reader(f"update {NUMBER} -o {path} --force --json").json
    assert document["file"] == str(path)
    assert path.read_text() == f"{document['draft']}\n"


def test_the_clipboard(reader: Terminal, tmp_path: Path) -> None:
    """Out of the editor into the desktop's clipboard, and shown; nothing is sent."""
    script = (
        "text = text.replace('> Who does what now?', 'We ship it.')\n"
        "assert text.startswith('> A public reply to ticket 48213: ')"
    )
    person = at_a_desk(reader, tmp_path, script)
    out = person(f"update {NUMBER}")
    assert out.exit_code == 0, out.stderr
    copied = (tmp_path / "copied").read_text()
    assert "Next steps:\nWe ship it.\n" in copied
    for words in ("> ", "Progress:", "Blockers:", "nothing new"):
        assert words not in copied
    assert "the draft is on the clipboard (xclip); nothing was sent" in out.stderr
    assert "We ship it." in out


def test_the_terminal_s_own_clipboard(reader: Terminal) -> None:
    """OSC 52 where the terminal is known for it; elsewhere it is said that there is none."""
    person = reader.with_(terminal=True)
    able = person.with_(TERM="xterm-kitty")(f"update {NUMBER} --no-input")
    (sent,) = re.findall("\x1b\\]52;c;([A-Za-z0-9+/=]+)\x07", able.stderr)
    assert base64.b64decode(sent).decode().startswith("Hi Theo,")
    assert "on the clipboard (the terminal)" in able.stderr
    unable = person.with_(TERM="xterm")(f"update {NUMBER} --no-input")
    assert "\x1b]52" not in unable.stderr
    assert "no clipboard is known here: the draft stands above" in unable.stderr
    assert "Hi Theo," in unable


@pytest.mark.parametrize(
    ("script", "kept"),
    [
        ("path.write_text('half a'); sys.exit(1)", "half a"),
        ("path.write_text('\u00bd a', encoding='utf-8'); sys.exit(1)", "\u00bd a"),
        ("text = ''", None),
        ("text = 'see http://go/session/1'", "see http://go/session/1"),
        (
            "text = 'Save and close to go on; an empty file stops.\\nHi'",
            "Save and close to go on; an empty file stops.\nHi",
        ),
    ],
)
def test_an_editor_that_did_not_end_well(
    script: str, kept: str | None, reader: Terminal, tmp_path: Path
) -> None:
    """Exit 2, nothing copied, and the words kept: also those that a customer must not read."""
    person = at_a_desk(reader, tmp_path, script)
    ended = person(f"ask {NUMBER} --for link")
    assert ended.exit_code == 2
    assert not (tmp_path / "copied").exists()
    drafts = list((tmp_path / "state" / "drafts").glob(f"ask-{NUMBER}*"))
    assert [file.read_text() for file in drafts] == ([] if kept is None else [kept])


@pytest.mark.parametrize("name", ["ask", "update"])
def test_what_was_kept_is_gone_on_with(
    name: str, csm: Terminal, zendesk: Zendesk, tmp_path: Path
) -> None:
    """The line that is named with the kept words opens them in the editor, and sends the rest.

    No line that was for the writer alone is among them, even out of an editor that broke.
    """
    broken = "path.write_text(text + 'Half of it'); sys.exit(1)"
    options = " --for link" if name == "ask" else ""
    ended = at_a_desk(csm, tmp_path, broken)(f"{name} {NUMBER}{options} --send --pending")
    line = _to_go_on(ended)
    assert line.startswith(f"{name} {NUMBER} --send --pending --draft ")
    person = at_a_desk(csm, tmp_path, "text = text.replace('Half of it', 'All of it.')")
    sent = person(line, stdin=f"{NUMBER}\n")
    assert sent.exit_code == 0, sent.stderr
    newest, *_ = zendesk.comments(NUMBER)
    assert newest["body"].startswith("Hi Theo,")
    assert newest["body"].endswith("All of it.")
    for words in ("> ", "Half", "public reply"):
        assert words not in newest["body"]
    assert zendesk.ticket(NUMBER)["status"] == "pending"


def _to_go_on(ended: Output) -> str:
    """The command that a run says to go on with."""
    (line,) = re.findall(r"^go on with it: csm (.+)$", ended.stderr, re.MULTILINE)
    return str(line)


@pytest.mark.parametrize(
    ("words", "again", "option"),
    [
        ("escalate {n} --feature 'session replay' --to engineering --why 'It is theirs for sure'",
         "escalate {n} --to engineering --feature 'session replay'", "--draft"),
        ("escalate {n} --to engineering --team Replay --attach '{file}' --upgrade-role",) * 2
        + ("--draft",),
        ("escalate {n} --to support --allow-secrets",
         "escalate {n} --to support --allow-secrets", "--draft"),
        ("escalate {n} --to support --again --profile default",
         "--profile default escalate {n} --to support --again", "--draft"),
        ("note {n} --attach '{file}' --allow-secrets",
         "note {n} --attach '{file}' --allow-secrets", "--file"),
        ("ask {n} --for message --output '{file}' --force",
         "ask {n} --output '{file}' --force", "--draft"),
    ],
)  # fmt: skip
def test_a_draft_is_gone_on_with_by_the_whole_command(
    words: str, again: str, option: str, csm: Terminal, tmp_path: Path
) -> None:
    """What to type names the ticket, where to, the files and all else, quoted, and its own file."""
    attached = tmp_path / "a file.txt"
    attached.write_text("words")
    script = "path.write_text(path.read_text() + 'Half of it'); sys.exit(1)"
    person = csm.with_(terminal=True, TERM="dumb", EDITOR=editor(tmp_path, script))
    ended = person(words.format(n=NUMBER, file=attached))
    assert ended.exit_code == 2, ended.stderr
    (kept,) = (Path(csm.variables["CSM_STATE"]) / "drafts").iterdir()
    assert _to_go_on(ended) == f"{again.format(n=NUMBER, file=attached)} {option} {kept}"


def test_a_draft_of_one_s_own(reader: Terminal, tmp_path: Path) -> None:
    """In a pipe it is looked through and printed; what would be drafted is not asked for."""
    path = tmp_path / "draft.md"
    path.write_text("Hi Theo,\n\nwhich of the two is it?\n")
    for name in ("ask", "update"):
        out = reader(f"{name} {NUMBER} --draft {path}")
        assert (out, out.stderr) == ("Hi Theo,\n\nwhich of the two is it?\n", "")
        document = reader(f"{name} {NUMBER} --draft - --json", stdin=path.read_text()).json
        assert document["draft"] == "Hi Theo,\n\nwhich of the two is it?"
    assert document["nothing_new"] is False
    assert reader(f"ask {NUMBER} --draft {path} --json").json["asks"] == []
    path.write_text("see http://go/session/1")
    for line, said in (
        (f"ask {NUMBER} --draft {path}", "short link"),
        (f"ask {NUMBER} --draft {path} --for link", "leave --for out"),
        (f"update {NUMBER} --draft {path} --next Wait --until 2030-01-07", "--next, --until out"),
        (f"update {NUMBER} --draft {tmp_path}/none.md", "none.md"),
    ):
        ended = reader(line)
        assert (ended.exit_code, ended, said in ended.stderr) == (2, "", True), ended.stderr


def test_nothing_is_written(csm: Terminal, zendesk: Zendesk) -> None:
    """No request of either command can change something."""
    csm(f"ask {NUMBER} --for link")
    csm(f"update {NUMBER}")
    assert zendesk.asked()
    assert zendesk.sent() == []


def test_sending(csm: Terminal, zendesk: Zendesk, tmp_path: Path) -> None:
    """The one way out: as edited, after the ticket's number was typed; nothing on the clipboard."""
    script = "text = text.replace('> Who does what now?', 'We ship it.')"
    person = at_a_desk(csm, tmp_path, script)
    stopped = person(f"update {NUMBER} --send", stdin="y\n")
    assert (stopped.exit_code, zendesk.sent()) == (2, [])
    (kept,) = (tmp_path / "state" / "drafts").glob(f"update-{NUMBER}*")
    assert "We ship it." in kept.read_text()
    sent = person(f"update {NUMBER} --send --pending", stdin=f"{NUMBER}\n")
    assert sent.exit_code == 0, sent.stderr
    newest, *_ = zendesk.comments(NUMBER)
    assert (newest["public"], "Next steps:\nWe ship it.\n" in newest["body"]) == (True, True)
    assert zendesk.ticket(NUMBER)["status"] == "pending"
    assert len(zendesk.sent()) == 1
    assert not (tmp_path / "copied").exists()


def test_the_customer_wrote_while_the_editor_was_open(
    csm: Terminal, zendesk: Zendesk, tmp_path: Path
) -> None:
    """What came in since the draft was made stands above the question, in full; Enter stops."""
    said = {"ticket": {"comment": {"body": "It works again,\nthanks!", "public": True}}}
    script = (
        "import requests\nweb = requests.Session()\nweb.trust_env = False\n"
        "web.auth = ('noor.haddad@posthog.example/token', 'sandbox-noor')\n"
        f"web.put('{zendesk.url}/api/v2/tickets/{NUMBER}.json', json={said}).raise_for_status()"
    )
    person = at_a_desk(csm, tmp_path, script)
    out = person(f"ask {NUMBER} --for link --send", stdin="\n")
    assert out.exit_code == 2
    assert "a public comment\n  It works again,\n  thanks!\n" in out.stderr
    assert out.stderr.index("thanks!") < out.stderr.index("PUBLIC reply")


def test_resend_sends_no_other_reply(csm: Terminal, zendesk: Zendesk) -> None:
    """Where none waits to be sent again, no draft takes its place: nothing is asked or sent."""
    person = csm.with_(terminal=True, NO_COLOR="1")
    out = person(f"update {NUMBER} --send --resend", stdin=f"{NUMBER}\n")
    assert (out.exit_code, "waits to be sent again" in out.stderr) == (2, True)
    assert "Type " not in out.stderr
    assert zendesk.sent() == []


def test_sending_rehearsed(csm: Terminal, zendesk: Zendesk) -> None:
    """Exactly what would be sent, also off a terminal; off it nothing is ever sent."""
    planned = csm(f"ask {NUMBER} --for link --send --dry-run --json").json
    (request,) = planned["requests"]
    comment = request["body"]["ticket"]["comment"]
    assert (planned["dry_run"], comment["public"]) == (True, True)
    told = csm(f"ask {NUMBER} --for link --send --dry-run")
    assert told == f"{planned['draft']}\n"
    assert "would send: PUT /api/v2/tickets/48213" in told.stderr
    for line in (f"ask {NUMBER} --for link --send", f"update {NUMBER} --send --json"):
        assert csm(line).exit_code == 2
    for line in ("--dry-run", "--pending", "--resend", "--send -o /tmp/never"):
        assert csm(f"update {NUMBER} {line}").exit_code == 2
    assert zendesk.sent() == []
