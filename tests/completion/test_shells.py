"""What a Tab completes, in real shells, without starting a program."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from csm_cli.adapters.completion import RecentTickets
from csm_cli.cli.table import COMMANDS
from csm_cli.output.topics import TEMPLATES, TOPICS
from tests.completion.shells import Bash, Fish, Home, Zsh
from tests.services.readable_desk import ticket

SHELLS = (
    pytest.param(Bash, id="bash"),
    pytest.param(Zsh, id="zsh", marks=pytest.mark.shells),
    pytest.param(Fish, id="fish", marks=pytest.mark.shells),
)
TYPING = SHELLS[:2]  # fish says what it completes without being typed at

HOSTILE = {
    1: "$(touch pwned)",
    2: "`touch pwned`",
    3: "\"; touch pwned; '",
    4: "one\ntouch pwned\n5\tforged",
    6: "\x1b]0;title\x07\x1b[31mred\x1b[0m \u202egpj.exe",
    7: "<(touch pwned) %F{red} {a,b} ~ * ? [x] \\",
}
"""Subjects that somebody hopes are more than text, by number of the ticket."""

PLACES = {
    "here": {"CSM_STATE": "here", "XDG_STATE_HOME": "{home}/elsewhere"},
    "xdg/csm": {"CSM_STATE": "", "XDG_STATE_HOME": "{home}/xdg"},
    ".local/state/csm": {"CSM_STATE": "", "XDG_STATE_HOME": "relative"},
}
"""The state folder, by the variables that say where it is."""


CONFIGS = {
    "named": {"CSM_CONFIG": "{home}/named/mine.toml", "XDG_CONFIG_HOME": "{home}/elsewhere"},
    ".": {"CSM_CONFIG": "mine.toml"},
    "xdg/csm": {"CSM_CONFIG": "", "XDG_CONFIG_HOME": "{home}/xdg"},
    ".config/csm": {"CSM_CONFIG": "", "XDG_CONFIG_HOME": "relative"},
}
"""The folder of the config file, by the variables that say where it is."""

WITH_A_TICKET = (
    "tips", "similar", "login-as", "org", "whois-owns", "audit-impersonation", "note", "ask",
    "update", "triage", "incident",
)  # fmt: skip


class Shell(Protocol):
    """A shell that can be asked."""

    def listed(self, line: str) -> dict[str, str]:
        """What is found for a line, with descriptions."""

    def close(self) -> None:
        """End it."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which csm has run."""
    found = Home(tmp_path_factory.mktemp("home"))
    found.keep(
        tickets="48213\tReplay stops\n48101\tInsights are slow\n",
        groups="Growth & Co\t\nReplay\t\n",
        profiles="trial\ta profile of the config file\n",
    )
    found.template(
        "note-mine.md.j2", "note-two words.md.j2", "note-.md.j2", "draft-x.md.j2", "note-x"
    )
    return found


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, home: Home) -> Iterator[Shell]:
    """A shell with csm's script, in that home."""
    found = request.param(home)
    yield found
    found.close()


def _values(shell: Shell, line: str) -> list[str]:
    """What is found, as it would be without the shell's quoting, and without what is typed."""
    typed = re.split(r"(?<!\\) (?!mod)|'", line)[-1].replace("\\", "")
    option, equals, value = typed.rpartition("=")
    found = [each.replace("\\", "").removeprefix(option + equals) for each in shell.listed(line)]
    # Where nothing begins so, fish offers what has the letters somewhere.
    return [each for each in found if each.lower().startswith(value.lower())]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("csm cla", ["claim"]),
        ("csm --json --profile trial cla", ["claim"]),
        ("csm sandbox ", ["env", "reset", "serve"]),
        ("csm log ", ["forget", "resolve"]),
        ("csm claim ", ["48101", "48213"]),
        ("csm claim 1 --yes 48", ["48101", "48213"]),
        ("csm claim 1 -m 48", []),
        *((f"csm {name} 48", ["48101", "48213"]) for name in WITH_A_TICKET),
        ("csm tips data_ing", ["data_ingestion"]),
        ("csm tips session\\ anal", ["Session analytics"]),
        ("csm ownership show data\\ mod", ["Data Modeling", "Data modeling (views, matviews)"]),
        ("csm ownership show 48", []),
        ("csm log forget ", []),
        ("csm note 1 -t han", ["handover"]),
        ("csm note 1 -t mi", ["mine"]),
        ("csm note 1 -t tw", ["two words"]),
        ("csm note 1 --template=mi", ["mine"]),
        ("csm show 48101 ", []),
        ("csm role upgrade --ticket ", ["48101", "48213"]),
        ("csm role ", ["downgrade", "show", "upgrade"]),
        ("csm escalate 1 --to ", ["engineering", "support"]),
        ("csm escalate 1 --to=", ["engineering", "support"]),
        ("csm escalate 1 --to=s", ["support"]),
        ("csm escalate 1 --to support --group ", ["Growth & Co", "Replay"]),
        ("csm escalate --team repl", ["Replay"]),
        ("csm escalate --feature data\\ mod", ["Data modeling (views, matviews)"]),
        ("csm escalate --feature 'data mod", ["Data modeling (views, matviews)"]),
        ("csm escalate 1 --why ", []),
        ("csm whois-owns session\\ anal", ["Session analytics"]),
        ("csm --profile ", ["default", "sandbox", "trial"]),
        ("csm audit-impersonation --region ", ["eu", "us"]),
        ("csm claim 1 --ass", ["--assign"]),
        ("csm claim 1 --assign --ass", []),
        ("csm show 1 --fields sub", ["subject"]),
        ("csm show 1 --fields he", ["help"]),
        ("csm claim -y 1 --y", []),
        ("csm escalate 1 --attach a --att", ["--attach"]),
        ("csm claim -- --ass", []),
        ("csm claim --nonsense 48213 481", ["48101"]),
        ("csm help json sandbox", ["sandbox-env", "sandbox-reset", "sandbox-serve"]),
        ("csm auth login ", ["github", "posthog", "pylon", "slack", "vitally", "zendesk"]),
        ("csm config get zendesk.em", ["zendesk.email"]),
        ("csm help templates ", sorted(TEMPLATES)),
        ("csm help sandbox ", ["env", "reset", "serve"]),
        ("csm completion ", ["bash", "fish", "powershell", "zsh"]),
    ],
)
def test_what_is_completed(shell: Shell, line: str, expected: list[str]) -> None:
    """Commands, options that are not there yet, and the values that fit the place; no others."""
    assert sorted(_values(shell, line)) == expected


@pytest.mark.wheel
def test_commands_with_their_summaries(shell: Shell) -> None:
    """The first Tab shows every command, and what it does where the shell can show that."""
    found = shell.listed("csm ")
    assert found == {entry.name: entry.summary[: len(found[entry.name])] for entry in COMMANDS}
    assert found["claim"].startswith("Tell support that you are on a ticket")


def test_topics_beside_commands(shell: Shell) -> None:
    """`csm help` completes what it explains: topics and commands."""
    assert set(shell.listed("csm help ")) == {*TOPICS, *(entry.name for entry in COMMANDS)}


def test_recent_tickets_come_with_their_subjects(shell: Shell) -> None:
    """The number is completed; the subject only tells which one it is."""
    assert shell.listed("csm claim ") == {"48213": "Replay stops", "48101": "Insights are slow"}


def test_what_comes_with_csm(shell: Shell) -> None:
    """Features and teams are completed before csm has run; recent tickets can't be."""
    found = shell.listed("csm whois-owns session\\ r")
    assert {name.replace("\\", "") for name in found} >= {"session replay", "session recording"}
    assert set(found.values()) == {"Replay"}


def test_what_csm_keeps_comes_first(shell: Shell, home: Home) -> None:
    """Once csm keeps features, it is these that are completed."""
    home.keep(features="Teleporter\tPhysics\n", areas="teleporting\tTeleporter\n")
    try:
        assert sorted(_values(shell, "csm tips tele")) == ["Teleporter", "teleporting"]
        assert _values(shell, "csm whois-owns tele") == ["Teleporter"]
        assert _values(shell, "csm whois-owns session") == []
    finally:
        home.keep(features="", areas="")


def test_files_where_a_file_is_wanted(shell: Shell, home: Home) -> None:
    """Files are completed by the shell itself, and only in such a place."""
    (home.folder / "rows.yaml").touch()
    for line in ("csm ownership check row", "csm whois-owns x --ownership row"):
        if isinstance(shell, Bash):  # it asks its own completion of files, not the function
            assert shell.tab(line).line == f"{line}s.yaml "
        else:
            assert _values(shell, line) == ["rows.yaml"]
    if isinstance(shell, Bash):
        assert shell.tab("csm claim row").line == "csm claim row"


def test_hostile_subjects_are_text(shell: Shell, home: Home) -> None:
    """Whatever a customer writes into a subject is shown as it is read, and runs nothing."""
    recent = RecentTickets(home.kept, 50)
    for number, subject in HOSTILE.items():
        recent.add(ticket(number=number, subject=subject))
    before = (home.kept / "tickets").read_text()
    recent.close()
    try:
        found = shell.listed("csm show ")
        assert set(found) == {*map(str, HOSTILE), "48213", "48101"}
        assert found["1"] == "$(touch pwned)"
        assert found["2"] == "`touch pwned`"
        assert found["3"] == "\"; touch pwned; '"
        assert found["4"] == "one touch pwned 5 forged"
        assert found["6"] == "red gpj.exe"
        assert found["7"] == "<(touch pwned) %F{red} {a,b} ~ * ? [x] \\"
        assert not home.started
        assert not [*home.folder.rglob("pwned")]
    finally:
        home.keep(tickets=before)


def test_nothing_is_started(shell: Shell, home: Home) -> None:
    """A Tab starts no csm, no Python and no other program, whatever it completes."""
    for line in (
        "csm ",
        "csm claim ",
        "csm whois-owns s",
        "csm escalate --group ",
        "csm --profile ",
        "csm ownership check ro",
        "csm sandbox serve --state pro",
        "csm claim --",
    ):
        shell.listed(line)
    assert not home.started


@pytest.mark.parametrize("kind", TYPING)
def test_a_tab_that_is_typed(kind: type[Bash | Zsh], tmp_path: Path) -> None:
    """Typed at a terminal, a Tab finishes the word, quoted as the line needs it."""
    home = Home(tmp_path)
    home.keep(groups='Growth & Co\t\n$(touch pwned)\t\nIt\'s "so" now\t\n', tickets="48213\tx\n")
    shell = kind(home)
    for typed, finished in {
        "csm whois-owns session\\ anal": "csm whois-owns Session\\ analytics ",
        "csm claim 4": "csm claim 48213 ",
        "csm escalate --group=gro": "csm escalate --group=Growth\\ \\&\\ Co ",
        'csm escalate --group "gro': 'csm escalate --group "Growth & Co" ',
        "csm escalate --group 'gro": "csm escalate --group 'Growth & Co' ",
        "csm escalate --group \"It's": 'csm escalate --group "It\'s \\"so\\" now" ',
    }.items():
        assert shell.tab(typed).line == finished
    # What is on the line now could be run with Enter: it must not run the group's name.
    assert "\\$\\(touch" in shell.tab("csm escalate --group \\$").line
    assert not home.started
    shell.close()


@pytest.mark.parametrize("kind", SHELLS)
def test_several_fields(kind: type[Bash | Zsh | Fish], home: Home) -> None:
    """After a comma `--fields` goes on, with what is not named yet."""
    shell = kind(home)
    if isinstance(shell, Fish):
        assert shell.listed("csm show 1 --fields url,sub") == {"url,subject": ""}
        assert "subject,subject" not in shell.listed("csm show 1 --fields subject,sub")
    else:
        assert shell.tab("csm show 1 --fields url,subj").line.startswith(
            "csm show 1 --fields url,subject"
        )
        assert shell.tab("csm show 1 --fields=url,subj").line.startswith(
            "csm show 1 --fields=url,subject"
        )
        assert shell.tab("csm show 1 --fields subject,subj").line.endswith("subject,subj")
    shell.close()


@pytest.mark.parametrize("kind", SHELLS)
def test_the_state_folder_is_found_as_csm_finds_it(
    kind: type[Bash | Zsh | Fish], tmp_path: Path
) -> None:
    """The variables that move csm's state folder move what a Tab reads, too."""
    home = Home(tmp_path)
    shell = kind(home)
    for state, variables in PLACES.items():
        tickets = tmp_path / state / "completion" / "tickets"
        tickets.parent.mkdir(parents=True)
        tickets.write_text("48213\tin " + state)
        shell.set({name: value.format(home=tmp_path) for name, value in variables.items()})
        (found,) = shell.listed("csm show ").items()
        assert found == ("48213", "" if kind is Bash else f"in {state}")
        tickets.unlink()
    shell.close()


@pytest.mark.parametrize("kind", SHELLS)
def test_templates_are_found_as_csm_finds_them(
    kind: type[Bash | Zsh | Fish], tmp_path: Path
) -> None:
    """Beside the config file, whichever variable says where that is; a name is only a text."""
    home = Home(tmp_path)
    shell = kind(home)
    for folder, variables in CONFIGS.items():
        own = tmp_path / folder / "templates" / "note-zz $(touch pwned).md.j2"
        own.parent.mkdir(parents=True)
        own.touch()
        shell.set({name: value.format(home=tmp_path) for name, value in variables.items()})
        assert _values(shell, "csm note 1 -t zz") == ["zz $(touch pwned)"]
        own.unlink()
    assert _values(shell, "csm note 1 -t zz") == []  # an empty folder stops nothing
    assert not home.started
    assert not [*tmp_path.rglob("pwned")]
    shell.close()
