"""`csm config get|set|unset|edit|path|profiles|schema`: one setting at a time."""

import json
import re
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.terminal import Terminal

URL = "https://a.example"
_UNSET = json.loads((files("csm_cli") / "schemas" / "config-unset.json").read_text())
MINE = "# mine\n[zendesk] # too\nurl = 'https://old.example'\n"


@pytest.fixture(name="config")
def _config(tmp_path: Path) -> Path:
    """The config file of `offline`, which is there and empty."""
    return tmp_path / "config.toml"


def _editor(folder: Path, script: str) -> str:
    file = folder / "editor.py"
    file.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{script}\n")
    return f"{sys.executable} '{file}'"


def test_set_get_unset(offline: Terminal, config: Path) -> None:
    """What is set counts, keeps the comments, and is gone when it is taken out."""
    config.write_text(MINE)
    done = offline(f"config set zendesk.url {URL} --json")
    assert done.exit_code == 0
    assert done.json == {
        "schema_version": 1,
        "name": "zendesk.url",
        "profile": "default",
        "before": "https://old.example",
        "after": URL,
        "outcome": "set",
        "config_file": str(config),
    }
    assert config.read_text() == MINE.replace("'https://old.example'", f'"{URL}"')
    assert offline("config get zendesk.url") == f"{URL}\n"
    assert offline("config set zendesk.url " + URL).split("\t")[1] == "unchanged"
    assert offline("config unset zendesk.url").exit_code == 0
    assert "url" not in config.read_text()
    assert offline("config get zendesk.url") == "https://posthoghelp.zendesk.com\n"


@pytest.mark.parametrize(
    ("key", "typed", "shown"),
    [
        ("limits.timeout_seconds", "2.5", 2.5),
        ("zendesk.escalation_field_id", "360012345678", 360012345678),
        ("triage.slack_tags", "a, b", ["a", "b"]),
        ("audit.first_event", "2026-01-02", "2026-01-02"),
        ("routes.procurement", "#procurement", "#procurement"),
        ("zendesk.client_id", "csm", "csm"),
    ],
)
def test_values_keep_their_kind(offline: Terminal, key: str, typed: str, shown: object) -> None:
    """A number is a number in the file and in the document, a list a list."""
    assert offline(["config", "set", key, typed]).exit_code == 0
    got = offline(f"config get {key} --json").json
    assert got["value"] == shown
    assert got["source"].endswith("config.toml")
    assert offline("config").exit_code == 0


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("zendesk.ulr", "x", "did you mean zendesk.url"),
        ("escalation_field_id", "5", "did you mean zendesk.escalation_field_id"),
        ("nothing-like-it", "x", "csm config schema"),
        ("zendesk", "x", "zendesk.client_id"),
        ("limits.timeout_seconds", "soon", "is a number"),
        ("limits.timeout_seconds", "nan", "is a number"),
        ("limits.timeout_seconds", "0", "from 0.001 to 86400"),
        ("zendesk.fields.area", "5.5", "is a whole number"),
        ("zendesk.url", "http://far.example", "plain http"),
        ("profile", "nobody", "names no profile"),
    ],
)
def test_what_is_refused(offline: Terminal, config: Path, key: str, typed: str, told: str) -> None:
    """An unknown key or a value of another kind is told, with what to do, and nothing written."""
    ended = offline(["config", "set", key, typed])
    assert (ended.exit_code, str(ended)) == (2, "")
    assert told in ended.stderr
    assert config.read_text() == ""


@pytest.mark.parametrize("key", ["zendesk.token", "zendesk.oauth_token", "posthog.key"])
@pytest.mark.parametrize("options", ["", "--json", "--profile work"])
def test_no_secret_goes_through_a_command(
    offline: Terminal, config: Path, key: str, options: str
) -> None:
    """A secret is refused with the command that keeps it, and said nowhere."""
    ended = offline(f"config set {key} canary {options}")
    assert ended.exit_code == 2
    profile = "--profile work " if "work" in options else ""
    assert f"csm {profile}auth login {key.partition('.')[0]}" in ended.stderr
    assert "canary" not in ended.stderr
    assert config.read_text() == ""


def test_a_secret_of_the_file(offline: Terminal, config: Path) -> None:
    """One that stands in the file can be taken out, and is not shown by anything."""
    config.write_text('[zendesk]\nemail = "a@a.example"\ntoken = "canary"\n')
    refused, gone = (
        offline("config get zendesk.token"),
        offline("config unset zendesk.token --json"),
    )
    assert (refused.exit_code, gone.json["before"]) == (2, "********")
    assert "canary" not in refused + refused.stderr + gone + gone.stderr + config.read_text()


@pytest.mark.parametrize("output", ["", " --json"])
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[zendesk]\nurl = "https://x"\ntoken = "canary"', "zendesk"),
        ('[zendesk.roles]\nlight = "Light"\noauth_token = "canary"', "zendesk"),
        ('[profiles.work.posthog]\nkey = "canary"', "profiles.work"),
        ('[[zendesk.old]]\ntoken = "canary"', "zendesk.old"),
        ('[old]\nkey = ["canary"]', "old"),
        ("old = [1, 2]", "old"),
        ("old = 07:32:00", "old"),
        ("old = inf", "old"),
    ],
)
def test_a_table_can_be_taken_out(
    offline: Terminal, config: Path, text: str, key: str, output: str
) -> None:
    """So can what no key can be; what it was is told as one text, without the secrets in it."""
    config.write_text(f"{text}\n")
    gone = offline(f"config unset {key}{output}")
    assert gone.exit_code == 0, gone.stderr
    assert "canary" not in gone + gone.stderr + config.read_text()
    assert ("********" in gone) == ("canary" in text)
    if output:
        Draft202012Validator(_UNSET).validate(gone.json)


def test_a_word_that_means_nothing_can_be_taken_out(offline: Terminal, config: Path) -> None:
    """A misspelt key of the file goes; one that is nowhere is told."""
    config.write_text("[zendesk]\nulr = 'x'\n")
    assert offline("config unset zendesk.ulr").exit_code == 0
    assert "ulr" not in config.read_text()
    assert offline("config unset zendesk.ulr").exit_code == 2


def test_into_a_profile(offline: Terminal, config: Path) -> None:
    """With --profile it is that profile's, which begins to exist by it; others do not see it."""
    assert offline(f"--profile work config set zendesk.url {URL}").exit_code == 0
    assert "[profiles.work.zendesk]" in config.read_text()
    assert offline("--profile work config get zendesk.url") == f"{URL}\n"
    assert offline("config get zendesk.url") == "https://posthoghelp.zendesk.com\n"
    assert offline("config set profile work").exit_code == 0
    assert offline("config get zendesk.url") == f"{URL}\n"
    assert offline("--profile work config set profile work").exit_code == 2


def test_a_variable_that_wins_is_told(offline: Terminal) -> None:
    """A value that has no effect, because something else counts, is written and said to be so."""
    ended = offline.with_(CSM_TIMEOUT="3")("config set limits.timeout_seconds 9")
    assert ended.exit_code == 0
    assert "limits.timeout_seconds is 3 all the same, from CSM_TIMEOUT" in ended.stderr


def test_not_set(offline: Terminal) -> None:
    """A key without a value and without a default ends with 5, and stdout stays empty."""
    ended = offline("config get zendesk.email")
    assert (ended.exit_code, str(ended)) == (5, "")
    assert "csm config set zendesk.email" in ended.stderr


def test_path(offline: Terminal, config: Path) -> None:
    """Where the file is, also of one that makes no sense, and whether it is there."""
    config.write_text("[zendesk")
    assert offline("config path") == f"{config}\n"
    there = offline("config path --json").json
    assert (there["exists"], there["named_by"]) == (True, "CSM_CONFIG")
    config.unlink()
    assert not offline("config path --json").json["exists"]


def test_profiles(offline: Terminal, config: Path) -> None:
    """Each profile with where it signs in; a credential in it is not shown."""
    config.write_text(
        'profile = "work"\n[profiles.work.zendesk]\nurl = "https://work.example"\n'
        'oauth_token = "canary"\n[profiles.empty]\n'
    )
    config.chmod(0o600)
    listed = offline("config profiles --json")
    found = {each["name"]: each for each in listed.json["profiles"]}
    assert list(found) == ["default", "work", "empty", "sandbox"]
    assert [name for name, each in found.items() if each["in_use"]] == ["work"]
    assert found["work"]["accounts"][0]["url"] == "https://work.example"
    assert found["empty"]["accounts"][0]["url"] is None
    assert "canary" not in listed
    assert "https://work.example" in offline.with_(terminal=True, width=200)("config profiles")


def test_list_is_config(offline: Terminal) -> None:
    """`csm config list` shows what `csm config` shows."""
    assert offline("config list") == offline("config")
    assert offline("config list --json") == offline("config --json")


def test_schema(offline: Terminal) -> None:
    """The schema is printed as it is, and is what `csm help json config.toml` prints."""
    printed = offline("config schema")
    assert json.loads(printed)["title"] == "csm config file"
    assert offline("help json config.toml") == printed
    assert offline("config schema --json").json["schema"] == json.loads(printed)


class TestEdit:
    """`csm config edit` opens a copy."""

    def test_a_good_copy_replaces_the_file(
        self, offline: Terminal, config: Path, tmp_path: Path
    ) -> None:
        """What the editor saved is the file, for its owner's eyes; it was given the old text."""
        config.write_text(MINE)
        script = "path.write_text(path.read_text() + '[limits]\\ntimeout_seconds = 3\\n')"
        ended = offline.with_(VISUAL=_editor(tmp_path, script))("config edit")
        assert ended.exit_code == 0
        assert config.read_text() == f"{MINE}[limits]\ntimeout_seconds = 3\n"
        assert config.stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("wrong", ["[zendesk", "limits = 5", "[zendesk]\nurl = 5"])
    def test_a_mistake_keeps_file_and_copy(
        self, offline: Terminal, config: Path, tmp_path: Path, wrong: str
    ) -> None:
        """The file is as it was, the copy is kept, and the hint goes on with it."""
        config.write_text(MINE)
        csm = offline.with_(EDITOR=_editor(tmp_path, f"path.write_text({wrong!r})"))
        ended = csm("config edit")
        assert ended.exit_code == 2
        assert config.read_text() == MINE
        draft = re.search(r"csm config edit --draft (\S+)", ended.stderr)
        assert draft is not None
        assert Path(draft[1]).read_text() == wrong
        assert Path(draft[1]).stat().st_mode & 0o777 == 0o600

        mended = "path.write_text('[zendesk]\\nurl = \"https://b.example\"\\n')"
        again = csm.with_(EDITOR=_editor(tmp_path, mended))(f"config edit --draft {draft[1]}")
        assert again.exit_code == 0
        assert "https://b.example" in config.read_text()

    def test_a_person_may_mend_it_at_once(
        self, offline: Terminal, config: Path, tmp_path: Path
    ) -> None:
        """At a terminal the mistakes are told and the copy is opened again, as it was left."""
        script = (
            "path.write_text('[limits]\\n' if 'limits = 5' in path.read_text() else 'limits = 5')"
        )
        csm = offline.with_(terminal=True, width=400, EDITOR=_editor(tmp_path, script))
        ended = csm("config edit", "y\n")
        assert ended.exit_code == 0
        assert "limits is not a table" in " ".join(ended.stderr.split())
        assert config.read_text() == "[limits]\n"

    @pytest.mark.parametrize("answer", ["n\n", ""])
    def test_a_person_may_leave_it(self, offline: Terminal, tmp_path: Path, answer: str) -> None:
        """A no, or Ctrl-D at the question, opens the copy no more; it is kept."""
        opened = tmp_path / "opened"
        script = (
            f"opened = pathlib.Path({str(opened)!r})\n"
            "sys.exit('again') if opened.exists() else opened.touch()\n"
            "path.write_text('limits = 5')"
        )
        csm = offline.with_(terminal=True, EDITOR=_editor(tmp_path, script))
        ended = csm("config edit", answer)
        assert ended.exit_code == 2
        assert "next: csm config edit --draft" in ended.stderr

    def test_a_file_that_changed_meanwhile_stays(
        self, offline: Terminal, config: Path, tmp_path: Path
    ) -> None:
        """Two changes at a time: the later one is kept as a draft, and the file is not lost."""
        theirs = f"pathlib.Path({str(config)!r}).write_text('# theirs')\npath.write_text('# mine')"
        ended = offline.with_(EDITOR=_editor(tmp_path, theirs))("config edit")
        assert ended.exit_code == 6
        assert config.read_text() == "# theirs"
        assert "--draft" in ended.stderr

    @pytest.mark.parametrize("script", ["", "sys.exit(3)", "path.write_text('')"])
    def test_nothing_saved(
        self, offline: Terminal, config: Path, tmp_path: Path, script: str
    ) -> None:
        """An editor that saves nothing, fails, or leaves nothing changes nothing."""
        config.write_text(MINE)
        ended = offline.with_(EDITOR=_editor(tmp_path, script))("config edit")
        assert ended.exit_code == (2 if script else 0)
        assert config.read_text() == MINE


class TestUnknownKeys:
    """A key that means nothing is told, once in a run, and is no error."""

    @pytest.mark.parametrize("options", ["", "--json"])
    def test_any_command_warns(self, offline: Terminal, config: Path, options: str) -> None:
        """The nearest key is named, on stderr, and the result is the same."""
        clean = offline(f"whois-owns replay {options}")
        config.write_text("[zendesk]\nulr = 'x'\n")
        warned = offline(f"whois-owns replay {options}")
        assert warned == clean
        assert warned.stderr.count("no setting zendesk.ulr; did you mean zendesk.url") == 1

    def test_many(self, offline: Terminal, config: Path) -> None:
        """Of many the first three are named, the rest are counted."""
        config.write_text("".join(f"word_{number} = {number}\n" for number in range(9)))
        told = offline("config").stderr
        assert told.count("warning: ") == 4
        assert "and 6 more" in told

    def test_none(self, offline: Terminal, config: Path) -> None:
        """A file of known keys is passed over in silence."""
        config.write_text(MINE)
        assert offline("config").stderr == ""


@pytest.mark.parametrize(
    ("line", "editor"),
    [("", ""), (" --no-input", "true")],
    ids=["vi", "no input"],
)
def test_no_editor_without_a_person(offline: Terminal, line: str, editor: str) -> None:
    """The editor vi would wait forever without a terminal; one that is named is a program's."""
    ended = offline.with_(PATH="/nowhere", EDITOR=editor)(f"config edit{line}")
    assert (ended.exit_code, str(ended)) == (2, "")
    assert "takes a person at a terminal" in ended.stderr
    assert "csm config set" in ended.stderr
