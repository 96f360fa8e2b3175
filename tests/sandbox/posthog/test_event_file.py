"""Events in bulk: a Parquet file beside the lines, under the same rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from csm_cli.sandbox import ScenarioError, World
from csm_cli.sandbox.posthog.engine import _Connection
from tests.sandbox.posthog.asking import Asking, asking, event, person, uuid

_AT = "toDateTime64('2026-07-10 12:00:00.25', 6, 'UTC')"
_ROW = {
    "uuid": f"toUUID('{uuid(7)}')",
    "event": "'opened'",
    "timestamp": _AT,
    "distinct_id": "'ann'",
    "properties": r"""'{"n": 7, "quoted": "say \\"hi\\""}'""",
}


def _write(folder: Path, **columns: str) -> Path:
    """A Parquet file with one row of these ClickHouse expressions."""
    file = folder / "scenario" / "posthog" / "events.parquet"
    file.parent.mkdir(parents=True, exist_ok=True)
    row = ", ".join(f"{value} AS `{name}`" for name, value in columns.items())
    with _Connection({}) as connection:
        connection.query(f"INSERT INTO FUNCTION file('{file}', Parquet) SELECT {row}")
    return file


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asking]:
    """One event in the lines, one in the file, a person that both belong to."""
    with asking(
        tmp_path,
        events=[event(1, "opened", "2026-07-10T12:00:00.25Z", "ann", properties={"n": 7})],
        persons=[person(1, ["ann"], email="ann@acme.example")],
    ) as asked:
        _write(tmp_path, **_ROW)
        asked.sandbox.reset()
        yield asked


def test_events_of_both_files_are_there_and_alike(asked: Asking) -> None:
    """Time, properties and person of an event do not tell which file it came from."""
    lines, bulk = asked.rows(
        "SELECT timestamp, distinct_id, properties.n, person.properties.email, $group_0, "
        "created_at FROM events ORDER BY uuid"
    )
    assert lines == bulk
    assert bulk[2:4] == ["7", "ann@acme.example"]
    assert asked.one("SELECT count() FROM events") == 2


def test_text_in_the_file_is_taken_as_it_is(asked: Asking) -> None:
    """JSON's escapes are those of the file; nothing of it is read twice."""
    found = asked.row(
        "SELECT properties.quoted, JSONExtractString(properties, 'quoted') FROM events "
        "WHERE properties.quoted IS NOT NULL"
    )
    assert found == ['say \\"hi\\"', 'say "hi"']


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"uuid": "'none'"}, "1 rows have no UUID as uuid"),
        ({"timestamp": "'2026-07-10'"}, "adjusted to UTC"),
        ({"timestamp": f"if(1 = 1, NULL, {_AT})"}, "1 rows have no timestamp"),
        ({"properties": "'[1]'"}, "1 rows have properties that are no object"),
        ({"person_properties": "'5'"}, "person_properties that are no object"),
        ({"colour": "'red'"}, "unknown column 'colour'"),
        ({"distinct_id": ""}, "the column distinct_id is missing"),
    ],
)
def test_a_file_of_other_things_is_refused(
    tmp_path: Path, changes: dict[str, str], reason: str
) -> None:
    """With the file's name and the reason, before anything of it is taken."""
    file = _write(tmp_path, **{name: value for name, value in (_ROW | changes).items() if value})
    with pytest.raises(ScenarioError) as refused:
        World(tmp_path / "state", file.parents[1])
    assert (refused.value.file, reason in refused.value.reason) == (file, True)


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    """As any file that is not what its name says."""
    file = tmp_path / "scenario" / "posthog" / "events.parquet"
    file.parent.mkdir(parents=True)
    file.write_text('{"uuid": 1}')
    with pytest.raises(ScenarioError, match="cannot be read as Parquet"):
        World(tmp_path / "state", tmp_path / "scenario")


def test_a_file_that_changed_after_loading_is_not_read(tmp_path: Path) -> None:
    """What was checked is not what lies there now; a reset looks at it again."""
    with asking(tmp_path) as asked:
        file = _write(tmp_path, **_ROW)
        asked.sandbox.reset()
        content = file.read_bytes()
        file.unlink()
        assert asked.post("SELECT 1").status_code == 500
        file.write_bytes(content)
        asked.sandbox.reset()
        assert asked.one("SELECT count() FROM events") == 1
