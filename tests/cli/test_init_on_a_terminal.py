"""`csm init` as a person meets it: a real pseudo-terminal, real keys."""

import tomllib
from pathlib import Path

import pytest

from tests.cli.test_escalate_on_a_terminal import Person
from tests.cli.test_init import AWAY
from tests.conftest import Served


@pytest.fixture(name="variables")
def _variables(tmp_path: Path) -> dict[str, str]:
    """Somebody who has set nothing up; what else this process has for csm is unset."""
    return {
        "HOME": str(tmp_path),
        "CSM_CONFIG": str(tmp_path / "config.toml"),
        "CSM_STATE": str(tmp_path / "state"),
        **AWAY,
    }


def test_from_nothing(variables: dict[str, str], unchanged: Served) -> None:
    """The questions come one after the other, a wrong answer again; then file and doctor."""
    zendesk = unchanged.services["zendesk"]
    person = Person(["init"], variables)
    person.reads("Zendesk's address [https://posthoghelp.zendesk.com]: ")
    person.types("http://far.example")
    person.reads("Ctrl-C stops.")
    person.types(zendesk)
    person.reads("unique identifier")
    person.types("csm")
    person.reads("Sign in to Zendesk now? [Y/n] ")
    person.types("n")
    person.reads("Sign in to PostHog now? [Y/n] ")
    person.types("n")
    assert person.ends() == 0, person.seen
    assert person.seen.rstrip().splitlines()[-1] == "next: csm auth login"
    file = Path(variables["CSM_CONFIG"])
    assert tomllib.loads(file.read_text()) == {"zendesk": {"url": zendesk, "client_id": "csm"}}


@pytest.mark.parametrize("there", [True, False])
def test_ctrl_c_at_a_question(variables: dict[str, str], there: bool) -> None:
    """Nothing was written, and that is said; a file that is there is as it was."""
    file = Path(variables["CSM_CONFIG"])
    if there:
        file.write_text("# mine\n[zendesk]\nurl = 'https://old.example'\n")
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    arguments = ["init", "--offline", "--client-id", "csm"]
    person = Person(
        [*arguments, "--zendesk-url", "https://new.example"] if there else arguments, variables
    )
    person.reads("Write this? [Y/n] " if there else "Zendesk's address")
    person.presses(b"\x03")
    assert person.ends() == 130
    assert "interrupted: nothing was written" in person.seen
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == before


def test_ctrl_c_after_the_file(variables: dict[str, str], unchanged: Served) -> None:
    """Once the file is written, stopping says so, and what goes on from there."""
    person = Person(["init", "--zendesk-url", unchanged.services["zendesk"]], variables)
    person.reads("unique identifier")
    person.types("csm")
    person.reads("Sign in to Zendesk now?")
    person.presses(b"\x03")
    assert person.ends() == 130
    assert "is written; csm doctor goes on from here" in person.seen
    assert Path(variables["CSM_CONFIG"]).exists()
