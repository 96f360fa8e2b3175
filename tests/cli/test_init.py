"""`csm init`: asks what can't be found out, writes the config file, ends with the doctor."""

import json
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from csm_cli.adapters.config_text import schema_address
from tests.adapters.scripted_server import Reply, scripted
from tests.conftest import Served
from tests.terminal import Terminal

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "csm_cli" / "schemas" / "init.json").read_text("utf-8")
)


NOWHERE = "http://127.0.0.1:9"
AWAY = dict.fromkeys(("CSM_POSTHOG_US_URL", "CSM_POSTHOG_EU_URL", "CSM_WEBSITE_URL"), NOWHERE)
"""Where the doctor at the end finds nobody, so that no test asks PostHog itself."""


class Home:
    """Somebody's home, in which a config file may or may not be."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.file = folder / "config" / "config.toml"
        self.csm = Terminal(
            {
                "HOME": str(folder),
                "CSM_CONFIG": str(self.file),
                "CSM_STATE": str(folder / "state"),
                **AWAY,
                **variables,
            }
        )
        self.person = self.csm.with_(terminal=True, width=200)

    def write(self, text: str) -> None:
        """Have a file already."""
        self.file.parent.mkdir(exist_ok=True)
        self.file.write_text(text)
        self.file.chmod(0o600)

    @property
    def tables(self) -> dict[str, Any]:
        """What is in the file."""
        return tomllib.loads(self.file.read_text("utf-8"))


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Home:
    """An empty one."""
    return Home(tmp_path)


@pytest.fixture(name="zendesk")
def _zendesk(unchanged: Served) -> str:
    """The address of the sandbox's Zendesk."""
    return unchanged.services["zendesk"]


def test_a_dialogue(home: Home, zendesk: str) -> None:
    """Address and client are asked for; the file has both, a schema, comments, and no secret."""
    ended = home.person("init", f"{zendesk}/\ncsm\nn\n")
    assert ended.exit_code == 0, ended.stderr
    assert "Zendesk's address [https://posthoghelp.zendesk.com]: " in ended.stderr
    assert f"{zendesk} answers." in ended.stderr
    assert home.tables == {"zendesk": {"url": zendesk, "client_id": "csm"}}
    assert home.file.read_text().startswith(f"#:schema {schema_address()}\n# ")
    assert stat.S_IMODE(home.file.stat().st_mode) == 0o600
    assert "zendesk_sign_in" in ended
    assert "next: csm auth login" in ended.stderr


def test_a_wrong_address_is_asked_for_again(home: Home, zendesk: str) -> None:
    """What is no address, and where no Zendesk answers, is told, and the question comes again."""
    ended = home.person("init", f"http://far.example\nhttp://127.0.0.1:9\n{zendesk}\n\nn\n")
    assert ended.exit_code == 0, ended.stderr
    assert "plain http goes to this machine only" in ended.stderr
    assert "connection refused" in ended.stderr
    assert home.tables == {"zendesk": {"url": zendesk}}


def test_a_page_that_is_no_zendesk(home: Home, unchanged: Served) -> None:
    """Another service's answer is told apart from Zendesk's, and nothing is written."""
    elsewhere = unchanged.services["posthog_us"]
    ended = home.csm(f"init --yes --zendesk-url {elsewhere}")
    assert ended.exit_code in {5, 7}
    assert not home.file.exists()


def test_data_that_is_not_zendesks(home: Home) -> None:
    """JSON alone makes no Zendesk."""
    with scripted(Reply(body={"user": "robin"})) as server:
        ended = home.csm(f"init --yes --zendesk-url {server.url}")
    assert ended.exit_code == 5
    assert "not as a Zendesk does" in ended.stderr
    assert not home.file.exists()


def test_without_a_person(home: Home, zendesk: str) -> None:
    """Off a terminal, with --no-input or --json, it asks nothing: exit 2 without --yes."""
    for run in (home.csm("init"), home.person("init --no-input"), home.person("init --json")):
        assert (run.exit_code, str(run)) == (2, "")
        assert "csm init --yes" in run.stderr
    assert not home.file.exists()
    done = home.csm(f"init --yes --zendesk-url {zendesk} --client-id csm --json")
    assert done.exit_code == 0
    assert home.tables == {"zendesk": {"url": zendesk, "client_id": "csm"}}
    assert done.json["outcome"] == "written"
    assert done.json["doctor"]["failed"][0]["name"] == "zendesk_sign_in"
    Draft202012Validator(SCHEMA).validate(done.json)


def test_what_is_there_stays(home: Home, zendesk: str) -> None:
    """Comments and unknown keys stay, what changes is shown first, and a no changes nothing."""
    mine = (
        "# mine\n[zendesk]\nurl = 'https://old.example' # theirs\ncolour = 'teal'\n"
        "[limits]\ntimeout_seconds = 9\n"
    )
    home.write(mine)
    refused = home.person(f"init --zendesk-url {zendesk} --client-id csm", "n\n")
    assert refused.exit_code == 2
    assert f"zendesk.url = {zendesk} (it was https://old.example)" in refused.stderr
    assert "nothing was written" in refused.stderr
    assert home.file.read_text() == mine

    assert home.person(f"init --zendesk-url {zendesk} --client-id csm", "y\nn\n").exit_code == 0
    text = home.file.read_text()
    assert text.startswith("# mine\n[zendesk]\n")
    assert "# theirs" in text
    assert home.tables["zendesk"] == {"url": zendesk, "colour": "teal", "client_id": "csm"}
    assert home.tables["limits"] == {"timeout_seconds": 9}


def test_a_second_time(home: Home, zendesk: str) -> None:
    """A file that says so already is not written, and nothing is asked but the sign-in."""
    first = home.csm(f"init --yes --zendesk-url {zendesk} --client-id csm")
    assert first.exit_code == 0
    before = home.file.stat()
    again = home.csm("init --yes --json")
    assert (again.json["outcome"], again.json["changes"]) == ("unchanged", [])
    assert home.file.stat().st_mtime_ns == before.st_mtime_ns


def test_a_profile(home: Home, zendesk: str) -> None:
    """With --profile it is that profile's table; the rest of the file is another account's."""
    home.write("[zendesk]\nurl = 'https://first.example'\n")
    ended = home.csm(f"init --yes --profile trial --zendesk-url {zendesk}")
    assert ended.exit_code == 0, ended.stderr
    assert home.tables == {
        "zendesk": {"url": "https://first.example"},
        "profiles": {"trial": {"zendesk": {"url": zendesk}}},
    }
    assert home.csm("init --yes --sandbox").exit_code == 2


def test_a_dry_run(home: Home, zendesk: str) -> None:
    """The file as it would be, with secrets masked; nothing is asked and nothing written."""
    home.write("# mine\n[zendesk]\nemail = 'a@a.example'\ntoken = 'canary'\n")
    before = home.file.read_text()
    shown = home.csm(f"init --dry-run --zendesk-url {zendesk}")
    assert shown.exit_code == 0
    assert tomllib.loads(shown)["zendesk"] == {
        "email": "a@a.example", "token": "********", "url": zendesk,
    }  # fmt: skip
    assert "# mine" in shown
    document = home.person(f"init --dry-run --json --zendesk-url {zendesk}")
    Draft202012Validator(SCHEMA).validate(document.json)
    assert (document.json["outcome"], document.json["dry_run"]) == ("planned", True)
    assert document.json["text"] == shown
    assert "canary" not in shown + shown.stderr + document + document.stderr
    assert home.file.read_text() == before


def test_the_address_that_counts_is_proposed(home: Home) -> None:
    """A variable's, outside of profiles; else a first file would name another host than it does."""
    known = home.csm.with_(CSM_ZENDESK_URL="https://a.example")
    shown = known("init --dry-run --offline")
    assert tomllib.loads(shown)["zendesk"]["url"] == "https://a.example"
    assert "a.example" not in known("init --dry-run --offline --profile trial")


@pytest.mark.parametrize("offline", [True, False])
def test_a_zendesk_that_is_away(home: Home, offline: bool) -> None:
    """Without the network the file is written only if --offline says so."""
    ended = home.csm(
        f"init --yes --zendesk-url http://127.0.0.1:9 {'--offline' if offline else ''}"
    )
    assert ended.exit_code == (0 if offline else 7)
    assert home.file.exists() is offline
    if offline:
        assert home.csm("init --yes --offline --json").json["doctor"] is None


def test_a_bare_name(home: Home) -> None:
    """The subdomain alone is an address, and so is a host."""
    for typed, url in [
        ("acme", "https://acme.zendesk.com"),
        ("support.acme.example", "https://support.acme.example"),
    ]:
        home.csm(f"init --yes --offline --zendesk-url {typed}")
        assert home.tables["zendesk"]["url"] == url


def test_answers_that_end(home: Home) -> None:
    """Ctrl-D at a question ends it, says so, and writes nothing."""
    ended = home.person("init --offline", "")
    assert ended.exit_code == 2
    assert "nothing was written" in ended.stderr
    assert not home.file.exists()


def test_what_can_be_found_out(tmp_path: Path, unchanged: Served) -> None:
    """With a credential the escalation field is looked up and written; the doctor agrees."""
    home = Home(tmp_path, **unchanged.env)
    ended = home.csm("init --yes --json --zendesk-url " + unchanged.services["zendesk"])
    assert ended.exit_code == 0, ended.stderr
    names = {each["name"]: each["after"] for each in ended.json["changes"]}
    assert home.tables["zendesk"]["escalation_field_id"] == names["zendesk.escalation_field_id"]
    assert "posthog" not in home.tables  # its number of organizations is the shipped one
    assert ended.json["not_found"] == []
    failed = {each["name"] for each in ended.json["doctor"]["failed"]}
    assert not {"zendesk_sign_in", "escalation_field", "posthog_group_index"} & failed
    secrets = [value for name, value in unchanged.env.items() if name.endswith(("TOKEN", "KEY"))]
    assert not any(secret in home.file.read_text() + ended + ended.stderr for secret in secrets)


def test_a_file_that_can_not_be_one(home: Home, zendesk: str) -> None:
    """A file with a mistake is told before anything is asked, and stays."""
    home.write("[zendesk\n")
    ended = home.csm(f"init --yes --zendesk-url {zendesk}")
    assert ended.exit_code == 2
    assert "csm config edit" in ended.stderr
    assert home.file.read_text() == "[zendesk\n"


@pytest.mark.parametrize("option", ["--client-id", "--profile"])
def test_what_leaves_no_letter_is_refused(offline: Terminal, option: str) -> None:
    """An arrow key that was pressed in a name or an identifier is not written down."""
    line = ["init", "--yes", "--offline", "--zendesk-url", "a.example", option, "a\x1b[D"]
    out = offline(line)
    assert (out.exit_code, str(out)) == (2, "")
    assert "nothing was written" in out.stderr
    assert "\x1b" not in out.stderr
    assert Path(offline.variables["CSM_CONFIG"]).read_text() == ""
