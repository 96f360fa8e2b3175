"""What csm keeps for a Tab: by-products of commands, small, current, and gone when forgotten."""

import os
import stat
from pathlib import Path

import pytest

from csm_cli.adapters.completion import RecentTickets
from tests.services.readable_desk import ticket
from tests.terminal import Terminal

ROWS = """
schema_version: 1
features:
  - feature: Teleporter
    aliases: [beaming]
    owners:
      - team: Physics
        team_slug: physics
        slack_channel: "#support-physics"
    as_of: 2026-11-23
    source: a test
"""
PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)


def kept(csm: Terminal, name: str) -> list[list[str]] | None:
    """The rows of a list, or null if there is none."""
    path = Path(csm.variables["CSM_STATE"]) / "completion" / name
    return [row.split("\t") for row in path.read_text().splitlines()] if path.exists() else None


def numbers(csm: Terminal) -> list[str]:
    """The tickets that are kept, the newest first."""
    return [number for number, _ in kept(csm, "tickets") or []]


def test_tickets_that_were_read(csm: Terminal) -> None:
    """Number and subject of each ticket that a command read, the newest first, and no more."""
    subject = csm("show 48213 --json").json["subject"]
    assert kept(csm, "tickets") == [["48213", subject]]
    csm("claim 48228 48231")
    assert numbers(csm) == ["48231", "48228", "48213"]
    csm("show 48213")
    assert numbers(csm) == ["48213", "48231", "48228"]
    path = Path(csm.variables["CSM_STATE"]) / "completion" / "tickets"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_ticket_that_is_not_there_is_not_kept(reader: Terminal) -> None:
    """What the desk does not know is nothing to complete."""
    assert reader("show 99999999").exit_code == 5
    assert kept(reader, "tickets") is None


def test_a_hostile_subject_is_one_line(reader: Terminal) -> None:
    """Control characters, overrides and line breaks of a subject don't reach the file."""
    reader("show 48290")
    ((number, subject),) = kept(reader, "tickets") or []
    assert number == "48290"
    assert subject.startswith("=1+1 [red]")
    assert subject.isprintable()
    assert "\u202e" not in subject


def test_the_newest_are_kept(tmp_path: Path) -> None:
    """No more than the limit, however many were read; and none at all if it is 0."""
    recent = RecentTickets(tmp_path, 3)
    for number in (1, 2, 3, 4, 2):
        recent.add(ticket(number=number, subject=f"s{number}"))
    recent.close()
    assert (tmp_path / "tickets").read_text() == "2\ts2\n4\ts4\n3\ts3\n"
    none = RecentTickets(tmp_path, 0)
    none.add(ticket(number=5))
    none.close()
    assert (tmp_path / "tickets").read_text() == ""


def test_keeping_none_can_be_configured(reader: Terminal) -> None:
    """`recent_tickets = 0` in the config file keeps no subject on the disk."""
    Path(reader.variables["CSM_CONFIG"]).write_text("[completion]\nrecent_tickets = 0\n")
    assert reader("show 48213").exit_code == 0
    assert not kept(reader, "tickets")


def test_groups_of_the_desk(csm: Terminal) -> None:
    """An escalation reads the desk's groups: they are what --group completes from then on."""
    assert csm(f"escalate 48213 --to engineering --group Replay {PARTS} --dry-run").exit_code == 0
    assert ["Replay", ""] in (kept(csm, "groups") or [])
    assert len(kept(csm, "groups") or []) > 3


def test_features_and_teams(offline: Terminal, tmp_path: Path) -> None:
    """The rows in use, a user's own among them; a file that an option names is not in use."""
    (tmp_path / "own.yaml").write_text(ROWS)
    own = offline.with_(CSM_OWNERSHIP=str(tmp_path / "own.yaml"))
    assert own("whois-owns teleporter").exit_code == 0
    assert ["Teleporter", "Physics"] in (kept(offline, "features") or [])
    assert ["beaming", "Teleporter"] in (kept(offline, "features") or [])
    assert ["Physics", "#support-physics"] in (kept(offline, "teams") or [])
    assert offline("whois-owns replay").exit_code == 0
    assert ["Teleporter", "Physics"] not in (kept(offline, "features") or [])
    assert ["session replay", "Replay"] in (kept(offline, "features") or [])
    offline(f"whois-owns teleporter --ownership {tmp_path / 'own.yaml'}")
    assert ["Teleporter", "Physics"] not in (kept(offline, "features") or [])


def test_what_is_current_is_not_written_again(offline: Terminal, reader: Terminal) -> None:
    """A look-up, a ticket that is the newest already, a config file as it was: no write."""
    for csm, line, name in (
        (offline, "whois-owns replay", "features"),
        (reader, "show 48213", "tickets"),
    ):
        csm(line)
        path = Path(csm.variables["CSM_STATE"]) / "completion" / name
        os.utime(path, ns=(1, 1))
        csm(line)
        assert path.stat().st_mtime_ns == 1


def test_profiles_follow_the_config_file(offline: Terminal) -> None:
    """Any command that reads the config file keeps the names of its profiles, while it has any."""
    config = Path(offline.variables["CSM_CONFIG"])
    offline("config")
    assert kept(offline, "profiles") is None
    config.write_text("[profiles.trial]\n[profiles.'über']\n")
    offline("config")
    assert [name for name, _ in kept(offline, "profiles") or []] == ["trial", "über"]
    config.write_text("[profiles.other]\n")
    offline("config")
    assert [name for name, _ in kept(offline, "profiles") or []] == ["other"]
    written = Path(offline.variables["CSM_STATE"], "completion", "profiles").stat().st_ino
    offline("config")
    assert Path(offline.variables["CSM_STATE"], "completion", "profiles").stat().st_ino == written
    config.unlink()
    offline.with_(CSM_CONFIG="")("config")


TIPS = """
schema_version: 1
tips:
  - {area: teleporter, title: Teleporting, as_of: 2026-11-23, source: a test}
"""


def test_areas_follow_the_tips_file(offline: Terminal) -> None:
    """Any command keeps one's own before the shipped ones, each once, while there is a file."""
    config = Path(offline.variables["CSM_CONFIG"])
    own = config.with_name("tips.yaml")
    areas = Path(offline.variables["CSM_STATE"], "completion", "areas")
    offline("config")
    assert kept(offline, "areas") is None
    own.write_text(TIPS)
    offline("config")
    first, second, *_ = kept(offline, "areas") or []
    assert (first, second) == (["teleporter", "Teleporting"], ["general", "Any area"])
    written = areas.stat().st_ino
    offline("config")
    assert areas.stat().st_ino == written
    own.write_text(TIPS.replace("teleporter", "surveys"))
    offline("config")
    rows = kept(offline, "areas") or []
    assert [row for row in rows if row[0] == "surveys"] == [["surveys", "Teleporting"]]
    own.unlink()
    offline("config")
    assert kept(offline, "areas") is None


@pytest.mark.parametrize("there", ["broken", "not text", "deep", "a folder", "a pipe", "nowhere"])
def test_a_tips_file_that_is_none_fails_nobody(there: str, offline: Terminal) -> None:
    """The areas of the shipped tips stay; `csm tips` is who says what is wrong with it."""
    own = Path(offline.variables["CSM_CONFIG"]).with_name("tips.yaml")
    if there == "a folder":
        own.mkdir()
    elif there == "a pipe":
        os.mkfifo(own)
    elif there == "nowhere":
        own.symlink_to("not-there")
    else:
        own.write_bytes({"broken": b"tips: [", "not text": b"\xff", "deep": b"[" * 9999}[there])
    ended = offline("config")
    assert (ended.exit_code, ended.stderr) == (0, "")
    found = kept(offline, "areas")
    assert (found is None) if there == "nowhere" else (found or [])[0] == ["general", "Any area"]


def test_forgetting(csm: Terminal) -> None:
    """`csm log forget` takes the tickets of what it erases, and with --all every one."""
    csm("show 48231")
    csm("claim 48213 48228")
    operation = csm("log --ticket 48213 --json").json["entries"][0]["operation_id"]
    csm(f"log forget {operation} --dry-run")
    csm("log forget --all --profile default --dry-run")
    assert numbers(csm) == ["48228", "48213", "48231"]
    csm(f"log forget {operation}")
    assert numbers(csm) == ["48228", "48231"]
    csm("log forget --all --profile default")
    assert numbers(csm) == ["48231"]
    csm("log forget --all")
    assert kept(csm, "tickets") is None


def test_the_sandbox_in_the_process_keeps_nothing(offline: Terminal) -> None:
    """Its tickets are nobody's: they would only be in the way of real ones."""
    assert offline("--sandbox show 48213").exit_code == 0
    assert kept(offline, "tickets") is None


@pytest.mark.parametrize("there", ["a file", "not text", "a folder"])
def test_a_folder_that_takes_nothing_fails_nobody(there: str, reader: Terminal) -> None:
    """Whatever stands where the values should go, the command does its work."""
    folder = Path(reader.variables["CSM_STATE"]) / "completion"
    if there == "a file":
        folder.parent.mkdir()
        folder.write_text("in the way")
    else:
        folder.mkdir(parents=True)
        if there == "a folder":
            (folder / "tickets").mkdir()
        else:
            (folder / "tickets").write_bytes(b"\xff\xfe\x00")
    Path(reader.variables["CSM_CONFIG"]).write_text("[profiles.trial]\n")
    ended = reader("show 48213")
    assert ended.exit_code == 0
    assert not ended.stderr
