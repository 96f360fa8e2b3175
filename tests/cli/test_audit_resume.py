"""An audit that was broken off, whatever by, and gone on with."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.audit_documents import without_making
from tests.cli.posthog_of_sandbox import arm, asked, disarm, let_through
from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX, KELPWORKS
from tests.terminal import Output, Terminal

CONFIG = """
[limits]
first_wait_seconds = 0.0
busy_wait_seconds = 0.0
[audit]
page_rows = 60
"""
# Farther back than events take to arrive: else some runs warn of that, and later ones do not.
UNTIL = f"{datetime.now(UTC) - timedelta(minutes=20):%FT%TZ}"
ENDS = ["--since", "2026-01-01", "--until", UNTIL]


def _audit(csm: Terminal, *words: str) -> Output:
    return csm(["audit-impersonation", HEDGEBOX, "--json", *words])


def _kept(csm: Terminal) -> list[Path]:
    return sorted((Path(csm.variables["CSM_STATE"]) / "audits").glob("*"))


@pytest.fixture
def sandbox(unchanged: Served) -> Served:
    """The sandbox, as new: the limit of a minute's queries would meet some test of a quick run."""
    unchanged.reset()
    return unchanged


@pytest.fixture
def small(reader: Terminal) -> Terminal:
    """`csm` with pages so short that an audit has several."""
    Path(reader.variables["CSM_CONFIG"]).write_text(CONFIG)
    return reader


def _broken_off(csm: Terminal, sandbox: Served, *words: str) -> Output:
    let_through(sandbox, 6)
    arm(sandbox, fault="status", status=500)
    return _audit(csm, *ENDS, *words)


def test_what_a_failed_run_has_is_kept_and_gone_on_with(small: Terminal, sandbox: Served) -> None:
    """The result is that of a run that nothing happened to, and the file is gone."""
    whole = _audit(small, *ENDS).json
    assert whole["complete"]
    assert _kept(small) == []
    out = _broken_off(small, sandbox)
    assert (out.exit_code, out.json["complete"]) == (10, False)
    [path] = _kept(small)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    before = len(asked(sandbox))
    resumed = _audit(small, "--resume")
    assert (resumed.exit_code, without_making(resumed.json)) == (0, without_making(whole))
    assert set(asked(sandbox)[before:]) == {"impersonations", "impersonations_count"}
    assert _kept(small) == []


def test_the_result_says_what_to_type(small: Terminal, sandbox: Served) -> None:
    """Among the reasons; what it says works as it stands."""
    out = _broken_off(small, sandbox)
    [text] = [one["text"] for one in out.json["warnings"] if one["code"] == "interrupted"]
    command = text.rpartition("go on with: csm ")[2]
    assert command == f"audit-impersonation {HEDGEBOX} --resume --json"
    assert small(command).json["complete"]


def test_what_to_type_leads_to_the_same_report(
    small: Terminal, sandbox: Served, tmp_path: Path
) -> None:
    """For whom, in which format and where; its own incomplete file gives way, quoted or not."""
    path = tmp_path / "their report.html"
    words = ["--audience", "customer", "--staff", "initials", "--timezone", "Europe/Berlin"]
    let_through(sandbox, 6)
    arm(sandbox, fault="status", status=500)
    line = ["audit-impersonation", HEDGEBOX, *ENDS, *words, "-o", str(path)]
    broken = small(line)
    assert (broken.exit_code, "INCOMPLETE" in path.read_text(encoding="utf-8")) == (10, True)
    command = broken.stderr.partition("go on with: csm ")[2].splitlines()[0]
    assert command == (
        f"audit-impersonation {HEDGEBOX} --resume {' '.join(words)} --output '{path}' --force"
    )
    disarm(sandbox)
    resumed = small(command)
    assert (resumed.exit_code, str(resumed)) == (0, "")
    page = path.read_text(encoding="utf-8")
    assert "Europe/Berlin" in page
    assert "INCOMPLETE" not in page
    assert "@posthog.example" not in page


def test_a_rehearsed_note_stays_a_rehearsal(small: Terminal, sandbox: Served) -> None:
    """What to type sends nothing that was not to be sent, and no yes is repeated unseen."""
    for words, kept in (
        (["--dry-run"], " --attach-to 48213 --dry-run"),
        (
            ["--dry-run", "--ticket-of", HEDGEBOX],
            f" --attach-to 48213 --ticket-of {HEDGEBOX} --dry-run",
        ),
        (["--dry-run", "--yes", "--format", "csv"], " --format csv --attach-to 48213 --dry-run"),
    ):
        let_through(sandbox, 6)
        arm(sandbox, fault="status", status=500)
        line = ["audit-impersonation", HEDGEBOX, *ENDS, "--attach-to", "48213", *words]
        told = small(line).stderr
        assert f"--resume{kept}\n" in told
        disarm(sandbox)


def test_a_watch_that_broke_is_gone_on_with(
    small: Terminal, sandbox: Served, tmp_path: Path
) -> None:
    """It tells what is left, counts as told, and leaves alone the file of what it told before."""
    news = ["audit-impersonation", HEDGEBOX, "--watch-since", "last"]
    whole = small([*news, "--json", "--audience", "internal"])
    (Path(small.variables["CSM_STATE"]) / "watches").rename(tmp_path / "forgotten")
    let_through(sandbox, 5)
    arm(sandbox, fault="status", status=500)
    broken = small([*news, "-o", str(tmp_path / "news.json")])
    assert broken.exit_code == 10
    command = broken.stderr.partition("go on with: csm ")[2].splitlines()[0]
    rest = tmp_path / "news-rest.json"
    assert command.endswith(f"--resume --output {rest} --watch-since last")
    disarm(sandbox)
    resumed = small(command)
    assert (resumed.exit_code, "first run" in resumed.stderr) == (0, True)
    told = [json.loads(rest.read_text(encoding="utf-8")), whole.json]
    assert [len(one["events"]) for one in told] == [len(whole.json["events"])] * 2
    again = small([*news, "--json"])
    assert (again.json["watch"]["first"], again.json["events"]) == (False, [])


def test_a_watch_goes_on_only_where_it_left_off(small: Terminal, sandbox: Served) -> None:
    """Another window of the same organization would leave out what lies between."""
    watch = ["--watch-since", "last"]
    assert _audit(small, *watch).exit_code == 0
    _broken_off(small, sandbox)
    assert _audit(small, *watch, "--resume").exit_code == 5


def _stops(sandbox: Served, questions: int = 5) -> None:
    let_through(sandbox, questions)
    arm(sandbox, fault="status", status=500)


@pytest.mark.parametrize("window", [["--days", "7"], ENDS], ids=["shorter", "longer"])
def test_a_first_watch_goes_on_with_no_plain_audit(
    small: Terminal, sandbox: Served, window: list[str]
) -> None:
    """What lies before its window would be taken for told, and never be."""
    _stops(sandbox)
    assert _audit(small, *window).exit_code == 10
    disarm(sandbox)
    out = _audit(small, "--watch-since", "last", "--resume")
    assert (out.exit_code, str(out)) == (5, "")
    assert "leave --watch-since out" in out.error["hint"]
    assert _audit(small, "--resume").json["complete"]
    first = _audit(small, "--watch-since", "last").json
    assert first["watch"]["first"]
    begins, ends = (datetime.fromisoformat(first["window"][end]) for end in ("since", "until"))
    assert (ends - begins).days >= 29


def test_a_plain_audit_goes_on_with_no_watch(small: Terminal, sandbox: Served) -> None:
    """Nobody would know which part of the time it is about; the watch is still gone on with."""
    _stops(sandbox)
    assert _audit(small, "--watch-since", "last").exit_code == 10
    disarm(sandbox)
    out = _audit(small, "--resume")
    assert (out.exit_code, str(out)) == (5, "")
    assert "add --watch-since last" in out.error["hint"]
    resumed = _audit(small, "--watch-since", "last", "--resume").json
    assert (resumed["complete"], resumed["watch"]["first"]) == (True, True)


def test_a_first_watch_goes_on_with_no_later_one(small: Terminal, sandbox: Served) -> None:
    """A watch that knew what was told, and is forgotten, began later than a first one has to."""
    state = Path(small.variables["CSM_STATE"])
    assert _audit(small, "--watch-since", "last").exit_code == 0
    _stops(sandbox, 4)
    broken = _audit(small, "--watch-since", "last")
    assert broken.exit_code == 10
    disarm(sandbox)
    kept = _kept(small)
    for told in (state / "watches").glob("*"):
        told.unlink()
    for words in ([], ["--since", broken.json["window"]["since"]]):
        assert _audit(small, "--watch-since", "last", "--resume", *words).exit_code == 5
    assert _kept(small) == kept != []


def test_what_to_type_names_the_window_where_several_are_unfinished(
    small: Terminal, sandbox: Served
) -> None:
    """A command that would only be told to say which one is no way on."""
    _broken_off(small, sandbox)
    disarm(sandbox)
    let_through(sandbox, 4)
    arm(sandbox, fault="status", status=500)
    out = _audit(small, "--since", "2026-02-01", "--until", UNTIL)
    disarm(sandbox)
    [text] = [one["text"] for one in out.json["warnings"] if one["code"] == "interrupted"]
    command = text.rpartition("go on with: csm ")[2]
    gone_on = small(command).json
    assert gone_on["complete"]
    assert gone_on["window"]["since"] == "2026-02-01T00:00:00Z"


def test_what_to_type_tells_audits_with_and_without_additions_apart(
    small: Terminal, sandbox: Served
) -> None:
    """Of one organization and one window, each is gone on with by its own command."""
    commands = []
    for words in ((), ("--email", "o'neil@x.example", "--user-id", "7")):
        out = _broken_off(small, sandbox, *words)
        disarm(sandbox)
        [text] = [one["text"] for one in out.json["warnings"] if one["code"] == "interrupted"]
        commands.append(text.rpartition("go on with: csm ")[2])
    ends = f" --since 2026-01-01T00:00:00Z --until {UNTIL}"
    plain, added = commands[0].replace(" --json", f"{ends} --json"), commands[1]
    assert len(_kept(small)) == 2
    assert small(plain).json["complete"]
    [left] = _kept(small)
    assert "o'neil@x.example" in left.read_text()
    assert small(added).json["complete"]
    assert _kept(small) == []


@pytest.mark.parametrize(
    ("key", "value"), [("profile", "work"), ("at", "2020-01-01T00:00:00+00:00")]
)
def test_another_accounts_file_or_an_old_one_is_not_in_the_way(
    small: Terminal, sandbox: Served, key: str, value: str
) -> None:
    """It can't be gone on from, but the one beside it can, whichever is found first."""
    _broken_off(small, sandbox)
    [path] = _kept(small)
    text = _set(key, value)(path.read_text())
    for name in ("000000000000", "ffffffffffff"):
        path.with_name(f"{HEDGEBOX}-{name}.json").write_text(text)
    disarm(sandbox)
    assert _audit(small, "--resume").json["complete"]


def test_the_region_that_was_found_may_be_said(small: Terminal, sandbox: Served) -> None:
    """An admin page names it, and is another way to name the organization."""
    _broken_off(small, sandbox)
    disarm(sandbox)
    assert _audit(small, "--resume", "--region", "eu").exit_code == 5
    assert _audit(small, "--resume", "--region", "us").json["complete"]


def test_it_can_be_broken_off_again_and_again(small: Terminal, sandbox: Served) -> None:
    """A page at a time, and still each event once."""
    whole = _audit(small, *ENDS).json
    _broken_off(small, sandbox)
    for _ in range(3):
        let_through(sandbox, 1)
        arm(sandbox, fault="status", status=504, times=40)
        out = _audit(small, "--resume")
        assert out.exit_code == 10
        disarm(sandbox)
    found = _audit(small, "--resume").json
    assert found["events"] == whole["events"]
    assert found["complete"]
    assert found["proof"]["rows"] == whole["proof"]["rows"]


def test_a_count_that_is_missing_is_all_that_is_asked_for(small: Terminal, sandbox: Served) -> None:
    """The walk was finished; nothing of it is repeated."""
    whole = _audit(small, *ENDS).json
    let_through(sandbox, 3 + whole["proof"]["pages"])
    arm(sandbox, fault="status", status=500)
    assert _audit(small, *ENDS).exit_code == 10
    before = len(asked(sandbox))
    assert without_making(_audit(small, "--resume").json) == without_making(whole)
    assert asked(sandbox)[before:] == ["impersonations_count"]


def test_no_credential_is_kept(small: Terminal, sandbox: Served) -> None:
    """What may be read from a disk later lets nobody in."""
    _broken_off(small, sandbox)
    [path] = _kept(small)
    assert sandbox.env["CSM_POSTHOG_KEY"] not in path.read_text()


def test_the_last_ones_options_need_not_be_repeated(small: Terminal, sandbox: Served) -> None:
    """They are kept; others are another audit."""
    _broken_off(small, sandbox, "--email", "a@x.example")
    assert _audit(small, "--resume", "--email", "b@x.example").exit_code == 5
    assert _audit(small, "--resume", "--since", "2026-01-02").exit_code == 5
    assert _audit(small, "--resume", "--since", "2026-01-01").exit_code == 0


def test_an_end_that_lay_ahead_need_not_be_another_one(small: Terminal, sandbox: Served) -> None:
    """The window that was begun ended when that was asked; the same words lead to it again."""
    ahead = ["--since", "2026-01-01", "--until", "2099-01-01"]
    let_through(sandbox, 6)
    arm(sandbox, fault="status", status=500)
    begun = _audit(small, *ahead).json
    resumed = _audit(small, *ahead, "--resume")
    assert (resumed.exit_code, resumed.json["window"]) == (0, begun["window"])


def test_one_of_several_windows_has_to_be_named(small: Terminal, sandbox: Served) -> None:
    """Nothing is chosen."""
    _broken_off(small, sandbox)
    disarm(sandbox)
    let_through(sandbox, 4)
    arm(sandbox, fault="status", status=500)
    assert _audit(small, "--since", "2026-02-01", "--until", UNTIL).exit_code == 10
    out = _audit(small, "--resume")
    assert (out.exit_code, str(out)) == (2, "")
    assert "2026-02-01T00:00:00Z" in out.error["message"]
    assert _audit(small, "--resume", "--since", "2026-02-01").exit_code == 0
    assert len(_kept(small)) == 1


def test_nothing_to_go_on_with(small: Terminal, sandbox: Served) -> None:
    """It is said; the audit is not silently begun anew."""
    out = _audit(small, "--resume")
    assert (out.exit_code, str(out)) == (5, "")
    assert asked(sandbox) == []
    _broken_off(small, sandbox)
    other = small(["audit-impersonation", KELPWORKS, "--resume", "--json"])
    assert other.exit_code == 5


def _set(key: str, value: object) -> Callable[[str], str]:
    return lambda text: json.dumps({**json.loads(text), key: value})


def _without_an_event(text: str) -> str:
    document = json.loads(text)
    document["run"][4][0].pop()
    return json.dumps(document)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text[: len(text) // 2], "damaged"),
        (lambda _: "", "damaged"),
        (lambda _: "[]", "damaged"),
        (lambda _: "null", "damaged"),
        (_set("run", []), "damaged"),
        (_without_an_event, "damaged"),
        (_set("version", 2), "newer"),
        (_set("profile", "work"), "profile work"),
        (_set("host", "https://eu.posthog.com"), "https://eu.posthog.com"),
        (_set("at", "2020-01-01T00:00:00+00:00"), "too long ago"),
        (_set("at", "2020-01-01T00:00:00"), "damaged"),
    ],
)
def test_a_file_that_can_not_be_trusted_is_refused(
    small: Terminal, sandbox: Served, spoil: Callable[[str], str], words: str
) -> None:
    """Damaged, foreign, too old or too new: in words, before anything is asked."""
    _broken_off(small, sandbox)
    [path] = _kept(small)
    path.write_text(spoil(path.read_text()))
    before = asked(sandbox)
    out = _audit(small, "--resume")
    assert (out.exit_code, str(out)) == (2, "")
    assert words in out.error["message"]
    assert "without --resume" in out.error["hint"]
    assert asked(sandbox) == before


def test_a_copy_of_another_organizations_file_is_not_taken_for_this_ones(
    small: Terminal, sandbox: Served
) -> None:
    """The name is not what counts."""
    _broken_off(small, sandbox)
    [path] = _kept(small)
    path.rename(path.with_name(path.name.replace(HEDGEBOX, KELPWORKS)))
    assert small(["audit-impersonation", KELPWORKS, "--resume", "--json"]).exit_code == 5


def test_files_that_nobody_went_on_with_are_deleted_in_time(
    small: Terminal, sandbox: Served
) -> None:
    """They hold addresses and reasons."""
    _broken_off(small, sandbox)
    [path] = _kept(small)
    draft = path.with_name(f".{path.name}.1.tmp")
    draft.touch()
    week = time.time() - 8 * 24 * 3600
    for old in (path, draft):
        os.utime(old, (week, week))
    assert _audit(small, *ENDS).exit_code == 0
    assert _kept(small) == []


def test_a_state_folder_that_takes_nothing_does_not_stop_an_audit(
    small: Terminal, sandbox: Served
) -> None:
    """It is told once, and nothing is promised that could not be kept."""
    Path(small.variables["CSM_STATE"]).mkdir(exist_ok=True)
    (Path(small.variables["CSM_STATE"]) / "audits").write_text("a file")
    out = _broken_off(small, sandbox)
    assert out.exit_code == 10
    assert out.stderr.count("can't be kept for --resume") == 1
    assert "go on with" not in out


def test_days_say_nothing_about_a_window_that_was_begun(small: Terminal) -> None:
    """They would be counted from now on."""
    assert _audit(small, "--resume", "--days", "7").exit_code == 2


# --- killed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_can_be_gone_on_with(
    small: Terminal, sandbox: Served, ending: signal.Signals
) -> None:
    """By the machine or with Ctrl-C, in the middle of its pages."""
    whole = _audit(small, *ENDS).json
    let_through(sandbox, 5)
    arm(sandbox, fault="latency", seconds=30, times=9)
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", "audit-impersonation", HEDGEBOX, *ENDS],
        env={**os.environ, **small.variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        _wait_for(lambda: [path for path in _kept(small) if path.suffix == ".json"])
        process.send_signal(ending)
        out, err = process.communicate(timeout=20)
    assert out == ""
    if ending == signal.SIGINT:
        assert process.returncode == 130
        assert f"go on with: csm audit-impersonation {HEDGEBOX} --resume" in err
    disarm(sandbox)
    assert without_making(_audit(small, "--resume").json) == without_making(whole)
    assert _kept(small) == []


def _wait_for(condition: Callable[[], object]) -> None:
    for _ in range(400):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to it")
