"""Whatever csm keeps on this machine is for its owner's eyes alone."""

import os
import stat
from collections.abc import Iterator
from fnmatch import filter as filter_names
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from csm_cli.adapters.state_folder import MADE, is_made
from tests.cli.roles.story import QUICK, as_lin, with_changer
from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX
from tests.terminal import Terminal

AUDIT = f"audit-impersonation {HEDGEBOX} --since 2026-01-01 --until 2099-01-01"
SHORT_PAGES = "first_wait_seconds = 0.0\n[audit]\npage_rows = 60\n[profiles.other]\n"
COMMANDS = (
    "mine --limit 1", "due", "triage", "escalations", "incident", "incident 48270", "show 48213",
    "similar 48240", "login-as 48213", "whois-owns 48213", "tips 48213", "org kelpworks",
    "ownership list", "ownership check", "ownership refresh --dry-run", "log", "auth status",
    "doctor", "config", "config profiles", "note 48213 -m words", "claim 48213",
    "config set limits.timeout_seconds 30", "log resolve",
    f"audit-impersonation {HEDGEBOX} --watch-since last", "ownership refresh --yes",
    "show 48213 --sandbox", "sandbox reset",
)  # fmt: skip
DONE, WRONG, UNKNOWN = 0, 2, 10


class _Kept(NamedTuple):
    """The state folder, and whatever name was seen in it."""

    state: Path
    seen: set[str]

    def look(self) -> None:
        """Nothing there, and no folder that was made for it, can be read by anybody else."""
        for path in (*self.state.parents[:2], self.state, *self.state.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), f"{path}: {mode:o}"
        self.seen.update(path.name for path in self.state.iterdir())


@pytest.fixture(name="kept")
def _kept(tmp_path: Path) -> _Kept:
    return _Kept(tmp_path / "not" / "there" / "yet", set())


@pytest.fixture(name="home")
def _home(csm: Terminal, kept: _Kept, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """`csm` whose state folder is not there yet, nor the two above it."""
    monkeypatch.setenv("TEST_KEYRING_FILE", str(kept.state.parents[2] / "keyring.json"))
    Path(csm.variables["CSM_CONFIG"]).write_text(QUICK + SHORT_PAGES)
    return csm.with_(
        CSM_STATE=str(kept.state),
        CSM_LOG=str(kept.state.parents[2] / "log"),
        PYTHON_KEYRING_BACKEND="tests.adapters.logins.backends.FileKeyring",
    )


@pytest.fixture(params=[0o022, 0], ids=["umask-022", "umask-000"])
def _anybody_may_read(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the process makes can be read by others, unless it says something else."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def _arm(sandbox: Served, service: str, **fault: object) -> None:
    url = f"{sandbox.services[service]}/_sandbox/faults"
    httpx.post(url, json=fault, trust_env=False).raise_for_status()


@pytest.mark.usefixtures("_anybody_may_read")
def test_nobody_else_can_read_what_is_kept(home: Terminal, sandbox: Served, kept: _Kept) -> None:
    """Looked at after every command, and all that csm ever makes there was among it.

    A file of a new name has to be added to `MADE`, and to be made by a run of this test.
    """

    def run(csm: Terminal, line: str, code: int = DONE, stdin: str = "") -> None:
        out = csm(line, stdin)
        assert out.exit_code == code, (line, out.exit_code, out.stderr)
        kept.look()

    for line in COMMANDS:
        run(home, line)
    run(home, "auth login posthog --with-token", stdin=sandbox.env["CSM_POSTHOG_KEY"])
    _arm(sandbox, "zendesk", fault="drop", method="PUT", path="/tickets/")
    unverified = home.with_(CSM_VERIFY_SECONDS="0.2")
    run(unverified, f"{AUDIT} --attach-to 48213 --yes", UNKNOWN)  # leaves what was not sent
    _arm(sandbox, "posthog_us", fault="latency", seconds=0.001, times=6, path="/query/")
    _arm(sandbox, "posthog_us", fault="status", status=500, path="/query/")
    run(home, AUDIT, UNKNOWN)  # leaves what was read
    gave_up = """sh -c 'echo half a note > "$0"; exit 1'"""
    run(home.with_(terminal=True, TERM="dumb", EDITOR=gave_up), "note 48214", WRONG)
    run(with_changer(as_lin(home)), "role upgrade --yes")
    assert {name for name in kept.seen if not is_made(name)} == set()
    assert {each for each in MADE if not filter_names(kept.seen, each)} == {
        "*.tmp"
    }  # of the killed
    assert stat.S_IMODE(Path(home.variables["CSM_LOG"]).stat().st_mode) == 0o600


def _left_open(state: Path) -> None:
    """What an older csm made under a umask of 022, and a link to somewhere else."""
    for name in ("cache/0a1b", "completion"):
        (state / name).mkdir(parents=True)
    for name in ("cache/0a1b/me.json", "cache/github-issues.json", "ownership.json"):
        (state / name).write_text("{}")
    (state / "completion" / "tickets").write_text("48213\tRecordings stop\n")
    (state / "drafts").symlink_to(state.parent / "elsewhere")
    for path in (state, *state.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)


def _modes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in (folder, *folder.rglob("*"))
    }


@pytest.fixture(name="open_state")
def _open_state(offline: Terminal) -> Path:
    state = Path(offline.variables["CSM_STATE"])
    (state.parent / "elsewhere").mkdir(mode=0o755)
    _left_open(state)
    return state


def test_what_an_older_csm_left_open_is_closed(offline: Terminal, open_state: Path) -> None:
    """By the next command, whichever it is; what a link leads to is not csm's."""
    assert offline("whois-owns replay").exit_code == DONE
    modes = _modes(open_state)
    assert modes.pop("drafts") == 0o755
    assert modes["."] == modes["cache/0a1b"] == 0o700
    assert {mode for name, mode in modes.items() if (open_state / name).is_file()} == {0o600}


def test_a_folder_with_other_things_in_it_stays_open(offline: Terminal, open_state: Path) -> None:
    """A person named it: what is csm's in it is closed, and the rest is as it was."""
    (open_state / "holiday").mkdir(mode=0o755)
    (open_state / "notes.txt").write_text("mine")
    (open_state / "notes.txt").chmod(0o644)
    for _ in range(2):
        assert offline("whois-owns replay").exit_code == DONE
        modes = _modes(open_state)
        assert (modes["."], modes["holiday"], modes["notes.txt"]) == (0o755, 0o755, 0o644)
        assert (modes["cache"], modes["completion"]) == (0o700, 0o700)
        assert modes["ownership.json"] == modes["cache/github-issues.json"] == 0o600


def test_the_usual_folder_is_csms_whatever_is_in_it(
    offline: Terminal, open_state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody named it but csm."""
    usual = open_state.parent / "csm"
    open_state.rename(usual)
    (usual / "of-a-newer-csm").mkdir(mode=0o755)
    monkeypatch.setenv("XDG_STATE_HOME", str(usual.parent))
    assert offline.with_(CSM_STATE="")("whois-owns replay").exit_code == DONE
    assert _modes(usual)["."] == 0o700
    assert _modes(usual)["of-a-newer-csm"] == 0o755  # which nobody else can get at
