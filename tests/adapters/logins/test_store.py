"""The store of sign-ins: where they are kept, what replaces what, and that nothing leaks."""

import json
import time
from pathlib import Path

import pytest

from csm_cli.adapters.logins.index import FILE, KEYRING
from csm_cli.adapters.logins.store import Logins
from csm_cli.domain.errors import CsmError, NotSignedIn, Unexpected
from csm_cli.domain.signin import Login

CANARY = "canary-5f1d"
LOGIN = Login("zendesk", "https://a.example", {"token": CANARY, "email": "me@a.example"})


class Home:
    """A folder with a store in it, and the file of the keyring that the tests use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keyring = folder / "keyring.json"

    def logins(self, backend: str = "File", seconds: float = 60.0, state: str = "state") -> Logins:
        """The store as a new run would have it."""
        name = f"tests.adapters.logins.backends.{backend}Keyring"
        return Logins(
            self.folder / "config.toml", self.folder / state, backend=name, seconds=seconds
        )

    @property
    def index(self) -> str:
        """The index as it lies there."""
        return (self.folder / "state" / "logins.json").read_text()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty folder."""
    monkeypatch.setenv("TEST_KEYRING_FILE", str(tmp_path / "keyring.json"))
    return Home(tmp_path)


@pytest.mark.parametrize("place", [KEYRING, FILE])
def test_kept_and_read_again(home: Home, place: str) -> None:
    """Another run reads what one has kept, and the other place holds nothing."""
    home.logins().write("default", LOGIN, place)
    assert home.logins().read("default", "zendesk") == LOGIN
    assert home.keyring.exists() == (place == KEYRING)
    assert home.logins().file.exists() == (place == FILE)


def test_the_file_is_its_owners(home: Home) -> None:
    """Mode 0600, and refused when others can read it, with the command that mends it."""
    home.logins().write("default", LOGIN, FILE)
    file = home.logins().file
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    with pytest.raises(NotSignedIn) as told:
        home.logins().read("default", "zendesk")
    assert f"chmod 600 {file}" in told.value.message


def test_a_link_in_its_place_is_followed(home: Home) -> None:
    """Whoever keeps the file elsewhere, and links it, has the link and the sign-ins there still."""
    (home.folder / "elsewhere").mkdir()
    there, file = home.folder / "elsewhere" / "secrets.json", home.logins().file
    file.symlink_to(there)
    home.logins().write("default", LOGIN, FILE)
    assert file.is_symlink()
    assert CANARY in there.read_text()
    assert there.stat().st_mode & 0o777 == 0o600
    assert home.logins().read("default", "zendesk") == LOGIN
    assert home.logins().delete("default", "zendesk")
    assert not there.exists()
    assert file.is_symlink()


def test_profiles_services_and_states_are_apart(home: Home) -> None:
    """A sign-in is that of its profile, its service and its state folder alone."""
    home.logins().write("default", LOGIN, KEYRING)
    other = LOGIN._replace(values={"token": "other"})
    home.logins(state="elsewhere").write("default", other, KEYRING)
    assert home.logins().read("work", "zendesk") is None
    assert home.logins().read("default", "posthog") is None
    assert home.logins().read("default", "zendesk") == LOGIN
    assert home.logins(state="elsewhere").read("default", "zendesk") == other


@pytest.mark.parametrize(("first", "then"), [(FILE, KEYRING), (KEYRING, FILE), (FILE, FILE)])
def test_signing_in_again_replaces(home: Home, first: str, then: str) -> None:
    """The new one counts, and nothing of the old one is left in either place."""
    old = LOGIN._replace(values={"token": "the-old-one"})
    home.logins().write("default", old, first)
    home.logins().write("default", LOGIN, then)
    assert home.logins().read("default", "zendesk") == LOGIN
    for file in (home.keyring, home.logins().file):
        assert not file.exists() or "the-old-one" not in file.read_text()


@pytest.mark.parametrize("place", [KEYRING, FILE])
def test_forgotten(home: Home, place: str) -> None:
    """After that there is none, in the index and in its place; a second time there is nothing."""
    home.logins().write("default", LOGIN, place)
    assert home.logins().delete("default", "zendesk")
    assert home.logins().read("default", "zendesk") is None
    assert CANARY not in (home.keyring.read_text() if home.keyring.exists() else "")
    assert not home.logins().file.exists()
    assert not home.logins().delete("default", "zendesk")


def test_a_store_without_sign_ins_asks_no_keyring(home: Home) -> None:
    """Not even one that would hang: the index says that there is nothing to ask for."""
    before = time.monotonic()
    assert home.logins("Hanging").read("default", "zendesk") is None
    assert time.monotonic() - before < 30


def test_a_keyring_that_hangs(home: Home) -> None:
    """It is given up after the configured time, and told."""
    home.logins().write("default", LOGIN, KEYRING)
    before = time.monotonic()
    with pytest.raises(NotSignedIn) as told:
        home.logins("Hanging", seconds=0.2).read("default", "zendesk")
    assert 0.2 <= time.monotonic() - before < 30
    assert "did not answer within 0.2 s" in told.value.message
    assert "csm auth login zendesk" in (told.value.hint or "")


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        ("Hanging", "did not answer"),
        ("Failing", "it failed (KeyringError)"),
        ("Panicking", "it failed (Panic)"),
        ("Forgetful", "did not keep"),
        ("No", "this machine has none"),
    ],
)
def test_a_keyring_that_does_not_keep(home: Home, backend: str, why: str) -> None:
    """It is told without the secret; what was kept before still is, and no file is made."""
    before = LOGIN._replace(values={"token": "before"})
    home.logins().write("default", before, KEYRING)
    seconds = 1.0 if backend == "Hanging" else 60.0
    with pytest.raises(Unexpected) as told:
        home.logins(backend, seconds=seconds).write("default", LOGIN, KEYRING)
    assert why in told.value.message
    assert CANARY not in f"{told.value.message}{told.value.__cause__}{told.value.__context__}"
    assert home.logins().read("default", "zendesk") == before
    assert not home.logins().file.exists()


def test_whether_there_is_a_keyring(home: Home) -> None:
    """Its name, or why there is none."""
    assert home.logins().keyring() == ("a keyring of the tests", "")
    assert home.logins("No").keyring() == (None, "this machine has none")


def test_nothing_secret_beside_the_secret(home: Home) -> None:
    """Neither the index nor the words for a sign-in hold anything of its values."""
    home.logins().write("default", LOGIN, FILE)
    assert CANARY not in home.index
    assert "me@a.example" not in home.index
    assert CANARY not in f"{LOGIN} {LOGIN!r} {[LOGIN]}"


_ENTRY = '{"schema_version": 1, "logins": {"default": %s}}'


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        '{"schema_version": 9, "logins": {}}',
        _ENTRY % '["zendesk"]',
        _ENTRY % '{"zendesk": "file"}',
        _ENTRY % '{"zendesk": {"place": "moon", "url": "x"}}',
        _ENTRY % '{"zendesk": {"place": "file", "url": "x", "later": 1}}',
    ],
)
def test_a_damaged_index(home: Home, damage: str) -> None:
    """It is told, and signing in again begins it anew."""
    home.logins().write("default", LOGIN, KEYRING)
    (home.folder / "state" / "logins.json").write_text(damage)
    with pytest.raises(NotSignedIn) as told:
        home.logins().read("default", "zendesk")
    assert told.value.hint == "sign in again: csm auth login"
    home.logins().write("default", LOGIN, KEYRING)
    assert home.logins().read("default", "zendesk") == LOGIN


@pytest.mark.parametrize("text", ["", "[]", '{"url": 1}', '{"url": "x", "values": []}'])
def test_a_damaged_entry(home: Home, text: str) -> None:
    """What makes no sense is told as such, without being shown."""
    home.logins().write("default", LOGIN, FILE)
    document = json.loads(home.logins().file.read_text())
    document["logins"] = dict.fromkeys(document["logins"], text)
    home.logins().file.write_text(json.dumps(document))
    with pytest.raises(CsmError) as told:
        home.logins().read("default", "zendesk")
    assert "what it holds is damaged" in told.value.message


def test_a_damaged_file(home: Home) -> None:
    """It is left as it is, whatever it holds, and what to do about it is told."""
    home.logins().write("default", LOGIN, FILE)
    home.logins().file.write_text("{")
    logins = home.logins()
    with pytest.raises(Unexpected) as told:
        logins.write("default", LOGIN, FILE)
    with pytest.raises(Unexpected) as again:
        logins.delete("default", "zendesk")
    for error in (told.value, again.value):
        assert f"mv {logins.file}" in (error.hint or "")
    assert home.logins().file.read_text() == "{"


def test_an_unwritable_folder(home: Home) -> None:
    """A file that can't be written is told; nothing says that it was kept."""
    (home.folder / "state").write_text("a file where the folder should be")
    with pytest.raises(Unexpected):
        home.logins().write("default", LOGIN, FILE)
