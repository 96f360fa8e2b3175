"""`csm audit-impersonation --watch-since last`, run after run."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX, KELPWORKS
from tests.terminal import Output, Terminal

NOW = datetime.now(UTC)


def _at(csm: Terminal, days_ago: float) -> Terminal:
    """The same `csm` on a day before today."""
    return Terminal(csm.variables, now=NOW - timedelta(days=days_ago))


def _watch(csm: Terminal, *words: str) -> Output:
    return csm(["audit-impersonation", *(words or (HEDGEBOX,)), "--watch-since", "last", "--json"])


def _uuids(document: Any) -> list[str]:
    return [event["event_uuid"] for event in document["events"]]


def _kept(csm: Terminal) -> list[Path]:
    return sorted((Path(csm.variables["CSM_STATE"]) / "watches").glob("*"))


def test_each_run_tells_what_the_one_before_did_not(reader: Terminal) -> None:
    """Together they tell everything once, and one that finds nothing new says so."""
    first = _watch(_at(reader, 9))
    assert first.json["watch"] == {"first": True, "last_until": None, "told_before": 0}
    assert "first run" in first.stderr
    second = _watch(_at(reader, 2))
    assert second.json["watch"]["last_until"] == first.json["window"]["until"]
    assert second.json["watch"]["told_before"] > 0
    assert "told_before_left_out" in {each["code"] for each in second.json["limitations"]}
    third = _watch(_at(reader, 0))
    whole = reader(
        ["audit-impersonation", HEDGEBOX, "--json", "--since", first.json["window"]["since"],
         "--until", third.json["window"]["until"]]
    )  # fmt: skip
    told = [uuid for run in (third, second, first) for uuid in _uuids(run.json)]
    assert sorted(told) == sorted(_uuids(whole.json))
    assert [run.exit_code for run in (first, second, third)] == [0, 0, 0]
    again = _watch(_at(reader, 0))
    assert again.json["events"] == []
    assert again.json["complete"]


def test_the_first_run_may_begin_at_a_time(reader: Terminal) -> None:
    """Later runs go on from the last, with the same words."""
    since = (NOW - timedelta(days=60)).date().isoformat()
    words = ["audit-impersonation", HEDGEBOX, "--watch-since", since, "--json"]
    first, second = _at(reader, 9)(words), _at(reader, 2)(words)
    assert first.json["window"]["since"] == f"{since}T00:00:00Z"
    assert second.json["window"]["since"] > first.json["window"]["since"]
    assert not set(_uuids(first.json)) & set(_uuids(second.json))


def test_another_audit_of_the_organization_has_its_own_memory(reader: Terminal) -> None:
    """Other additions, other news."""
    _watch(reader)
    other = _watch(reader, HEDGEBOX, "--email", "someone@else.example")
    assert other.json["watch"]["first"]
    assert len(_kept(reader)) == 2


def test_a_customer_was_not_told_what_we_were(reader: Terminal) -> None:
    """A list for us takes nothing out of the report that a customer gets later."""
    assert _watch(reader).json["events"]
    words = (HEDGEBOX, "--audience", "customer")
    first = _watch(reader, *words)
    assert "first run" in first.stderr
    assert "first run" not in _watch(reader, *words).stderr
    assert len(_kept(reader)) == 2


def test_what_is_remembered_names_nobody(reader: Terminal) -> None:
    """A moment and ids of events, for their owner alone."""
    _watch(reader)
    [path] = _kept(reader)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "@" not in path.read_text()


def test_nothing_counts_as_told_that_nobody_could_read(reader: Terminal) -> None:
    """The reader of the pipe went away before the first byte."""
    reading, writing = os.pipe()
    os.close(reading)
    words = ["audit-impersonation", HEDGEBOX, "--watch-since", "last", "--json"]
    with os.fdopen(writing, "wb") as gone:
        ended = subprocess.run(
            [sys.executable, "-m", "csm_cli", *words],
            env={**os.environ, **reader.variables},
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 141
    assert _kept(reader) == []
    assert _watch(reader).json["watch"]["first"]


def test_nothing_counts_as_told_whose_file_could_not_be_written(
    reader: Terminal, tmp_path: Path
) -> None:
    """Somebody else's file stands there."""
    path = tmp_path / "news.json"
    path.touch()
    words = ["audit-impersonation", HEDGEBOX, "--watch-since", "last", "--output", str(path)]
    assert reader(words).exit_code == 2
    assert _kept(reader) == []
    assert reader([*words, "--force"]).exit_code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["watch"]["first"]
    assert len(_kept(reader)) == 1


@pytest.mark.parametrize(
    ("text", "words"), [("{", "damaged"), ("[]", "damaged"), ('{"version": 9}', "newer")]
)
def test_a_memory_that_can_not_be_trusted_is_not_replaced(
    reader: Terminal, text: str, words: str
) -> None:
    """What was told before is not known then, and it is for a person to begin anew."""
    _watch(reader)
    [path] = _kept(reader)
    path.write_text(text)
    out = _watch(reader)
    assert (out.exit_code, str(out)) == (2, "")
    assert words in out.error["message"]
    assert path.read_text() == text


@pytest.mark.parametrize(
    "words",
    [
        "--watch-since yesterday",
        "--watch-since last --since 2026-11-01",
        "--watch-since last --until 2026-11-01",
        "--watch-since last --resume --days 7",
        "--watch-since last --days 7",
        "--watch-since 2099-01-01",
        "--watch-since 0001-01-01",
    ],
)
def test_what_does_not_go_together_is_refused(reader: Terminal, words: str) -> None:
    """A watch says itself what is looked at."""
    assert reader(["audit-impersonation", HEDGEBOX, *words.split()]).exit_code == 2


def test_several_are_watched_each_by_itself(
    reader: Terminal, unchanged: Served, tmp_path: Path
) -> None:
    """With a report of the news in each file; without files nothing would be told."""
    del unchanged
    path = tmp_path / "list"
    path.write_text(f"{HEDGEBOX}\n{KELPWORKS}\n")
    assert _watch(reader, "--from", str(path)).exit_code == 2
    early = _at(reader, 9)
    assert _watch(early, HEDGEBOX).exit_code == 0
    out = _watch(early, "--from", str(path), "--output-dir", str(tmp_path / "one"))
    by_id = {one["organization"]["id"]: one for one in out.json["results"]}
    assert [by_id[each]["watch"]["first"] for each in (HEDGEBOX, KELPWORKS)] == [False, True]
    later = _watch(reader, "--from", str(path), "--output-dir", str(tmp_path / "two"))
    assert [one["watch"]["first"] for one in later.json["results"]] == [False, False]
    for folder in ("one", "two"):
        for file in (tmp_path / folder).iterdir():
            report = json.loads(file.read_text(encoding="utf-8"))
            assert report["complete"]
    assert by_id[HEDGEBOX]["events"] == 0
