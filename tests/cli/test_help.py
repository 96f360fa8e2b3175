"""`csm help`: topics, and the schemas of the documents."""

from importlib.resources import files
from pathlib import Path

import pytest

from csm_cli.cli.table import COMMANDS
from csm_cli.domain.escalation import ENGINEERING, Parts, Read, Route
from csm_cli.domain.escalation_note import values
from csm_cli.output.topics import (
    DRAFT_VALUES,
    NOTE_VALUES,
    REMINDER_VALUES,
    TEMPLATE_VALUES,
    TEMPLATES,
    TOPICS,
)
from tests.services.readable_desk import ADA, MARKER, ticket
from tests.terminal import Terminal


def test_environment(offline: Terminal) -> None:
    """Each variable with its meaning, a line each, as text and as JSON."""
    told = offline("help environment")
    entries = offline("help environment --json").json["entries"]
    assert told == "".join(f"{entry['name']}\t{entry['text']}\n" for entry in entries)
    assert "CSM_ZENDESK_TOKEN" in {entry["name"] for entry in entries}


def test_on_a_terminal(offline: Terminal) -> None:
    """A person gets a table with a heading."""
    screen = offline.with_(terminal=True, NO_COLOR="1")("help exit-codes")
    assert "meaning" in screen
    assert "not signed in" in screen


def test_a_topic_that_is_not_there(offline: Terminal) -> None:
    """An unknown topic is not found, and the topics are named."""
    ended = offline("help weather")
    assert ended.exit_code == 5
    assert ended.stderr.splitlines() == [
        "error: there is no topic 'weather'",
        f"  next: the topics are: {', '.join(TOPICS)}; csm --help lists the commands",
    ]
    assert "did you mean: csm help privacy" in offline("help privcy").stderr
    assert "did you mean: csm help claim" in offline("help clam").stderr


def test_without_a_topic(offline: Terminal) -> None:
    """The topics, each with what it is about."""
    told = offline("help")
    assert [line.split("\t")[0] for line in told.splitlines()] == [*TOPICS, "COMMAND"]
    assert offline("help --json").json["topic"] == "topics"


@pytest.mark.parametrize("topic", [name for name, topic in TOPICS.items() if topic.rows])
def test_every_topic(topic: str, offline: Terminal) -> None:
    """A line for each thing that it explains, in the words that the man pages have, too."""
    told = offline(f"help {topic}")
    assert told == "".join(f"{name}\t{text}\n" for name, text in TOPICS[topic].rows.items())
    assert offline(f"help {topic} more").exit_code == (5 if TOPICS[topic].words else 2)


def test_no_topic_hides_a_command() -> None:
    """A word that `csm help` takes means one thing."""
    assert not {*TOPICS} & {entry.name for entry in COMMANDS}


def test_help_of_a_command(offline: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """What `--help` prints, for commands of one word and of two."""
    for words in ("claim", "log", "sandbox", "sandbox serve"):
        told = offline(f"help {words}")
        offline(f"{words} --help")
        assert told == capsys.readouterr().out


def test_help_of_a_command_for_a_program(offline: Terminal) -> None:
    """Its commands, arguments and options, each with its text."""
    told = offline("help log --json").json
    texts = {entry["name"]: entry["text"] for entry in told["entries"]}
    assert told["topic"] == "log"
    assert texts["resolve"].startswith("Settle what is undecided")
    assert texts["--undecided"] == "Only those whose outcome is not known."
    names = [entry["name"] for entry in offline("help whois-owns --json").json["entries"]]
    assert any("FEATURE" in name for name in names)


def test_help_of_a_command_that_is_not_there(offline: Terminal) -> None:
    """A second word that is no command of the first is not found, and says where to look."""
    ended = offline("help sandbox surf")
    assert ended.exit_code == 5
    assert "csm sandbox has no command 'surf'" in ended.stderr
    assert "csm sandbox --help" in ended.stderr
    again = offline("help claim claim")
    assert again.exit_code == 5
    assert "csm claim has no command 'claim'" in again.stderr


@pytest.mark.parametrize("group", ["auth", "config", "log", "sandbox"])
def test_summaries_are_whole(
    offline: Terminal, capsys: pytest.CaptureFixture[str], group: str
) -> None:
    """The help of a group cuts no command's summary."""
    offline(f"{group} --help")
    commands = capsys.readouterr().out.partition("Commands:")[2]
    assert commands.rstrip().endswith(".")
    assert "..." not in commands


def test_the_shipped_templates_are_all_told() -> None:
    """Each template of a note is listed, and each value that a note gives it."""
    folder = files("csm_cli") / "templates"
    shipped = {entry.name for entry in folder.iterdir() if entry.name.endswith(".md.j2")}
    assert shipped == {f"{name}.md.j2" for name in TEMPLATES}
    route = Route(ENGINEERING, None, None)
    read = Read(ticket(), None, route, MARKER, ())
    of_others = {"nudge", "incident", "incident-customer", "incident and incident-customer"}
    of_a_note = {
        name for name, text in TEMPLATE_VALUES.items() if text.split(":")[0] not in of_others
    }
    assert set(values(read, Parts(), ADA)) == of_a_note
    assert {*NOTE_VALUES, *DRAFT_VALUES, *REMINDER_VALUES} <= {
        name.strip("{} ") for name in TOPICS["templates"].rows if name.startswith("{{")
    }


def test_a_template(offline: Terminal, tmp_path: Path) -> None:
    """The shipped text, and where a file of one's own goes; once it is there, that one."""
    path = tmp_path / "templates" / "withdraw.md.j2"
    shipped = offline("help templates withdraw")
    assert shipped == (files("csm_cli") / "templates" / "withdraw.md.j2").read_text()
    assert shipped.stderr == f"a file of your own goes to {path}\n"
    path.parent.mkdir()
    path.write_text("mine: {{ why }}\n")
    mine = offline("help templates withdraw")
    assert mine == "mine: {{ why }}\n"
    assert mine.stderr == f"this is {path}\n"
    entries = offline("help templates withdraw --json").json["entries"]
    assert {entry["name"]: entry["text"] for entry in entries} == {"path": str(path), "text": mine}


def test_a_template_that_is_not_there(offline: Terminal) -> None:
    """Those that there are, are named."""
    ended = offline("help templates postcard")
    assert ended.exit_code == 5
    assert "escalate-engineering, escalate-support, withdraw" in ended.stderr


def test_schemas_by_the_name_of_a_command(offline: Terminal) -> None:
    """A command of two words is found as it is typed, between quotes, and with a hyphen."""
    typed = offline("help json sandbox env")
    assert typed.json["title"].startswith("csm sandbox env")
    assert offline(["help", "json", "sandbox env"]) == typed
    assert offline("help json sandbox-env") == typed


def test_a_schema_that_is_not_there(offline: Terminal) -> None:
    """A wrong name, or none, is not found; every name that there is is told."""
    for line in ("help json", "help json clam"):
        ended = offline(line)
        assert ended.exit_code == 5
        assert ended == ""
        assert "whois-owns" in ended.stderr
