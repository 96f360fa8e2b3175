"""What the doctor makes of what it sees."""

from datetime import UTC, date, datetime, timedelta

import pytest

from csm_cli.domain import doctor_rules as rules
from csm_cli.domain.doctor import CHECKS, FAIL, OK, WARN
from csm_cli.domain.doctor_rules import Escalation, Field, Seen
from csm_cli.domain.ownership import Feature, Owner, Ownership
from csm_cli.domain.tickets import Group

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ESC = Field(7, "esc.", "tagger", active=True, options=("Escalated", "No"))
KNOWN = Escalation("esc.", "escalated", None)


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(0, OK), (30, OK), (-30, OK), (31, WARN), (-300, WARN), (301, FAIL), (-86_400, FAIL)],
)
def test_clocks(seconds: int, state: str) -> None:
    """Up to half a minute is well, up to five minutes doubtful, either way."""
    found = rules.clock(
        timedelta(seconds=seconds),
        "a.example",
        doubtful=timedelta(seconds=30),
        wrong=timedelta(minutes=5),
    )
    assert found.state == state


@pytest.mark.parametrize(
    ("fields", "known", "state"),
    [
        ([ESC], KNOWN, OK),
        ([ESC._replace(title="  ESC. ")], KNOWN, OK),
        ([], KNOWN, FAIL),
        ([ESC, ESC._replace(id=8)], KNOWN, FAIL),
        ([ESC, ESC._replace(id=8)], KNOWN._replace(field_id=8), OK),
        ([ESC], KNOWN._replace(field_id=8), FAIL),
        ([ESC._replace(active=False)], KNOWN, FAIL),
        ([ESC._replace(active=False)], KNOWN._replace(field_id=7), FAIL),
        ([ESC._replace(kind="text")], KNOWN._replace(field_id=7), FAIL),
        ([ESC._replace(options=("escalated to Replay",))], KNOWN, OK),
        ([ESC._replace(options=("Escalated", "Escalated twice"))], KNOWN, FAIL),
        ([ESC._replace(options=("not escalated",))], KNOWN, FAIL),
    ],
)
def test_the_escalation_field(fields: list[Field], known: Escalation, state: str) -> None:
    """A configured id wins; else there is exactly one active drop-down, and one option fits."""
    assert rules.escalation_field(fields, known).state == state


def _rows(*groups: str | None) -> Ownership:
    owners = [Owner("A", "a", None, group, None, (), date(2026, 11, 1), "Ada") for group in groups]
    return Ownership(
        tuple(
            Feature(f"F{number}", (), (), (), (owner,), date(2026, 11, 1), "Ada")
            for number, owner in enumerate(owners)
        ),
        (),
    )


def test_groups() -> None:
    """Names are held against each other as people read them; several of one name can't be told."""
    live = [Group(1, "Replay"), Group(2, " batch  exports"), Group(3, "CDP"), Group(4, "cdp")]
    assert rules.groups(_rows("replay", "Batch Exports ", None), live).state == OK
    found = rules.groups(_rows("CDP", "Replai", "Replai"), live)
    assert found.state == FAIL
    assert found.items == (
        "Replai: may now be called Replay; named by 2 features",
        "CDP: several groups are called so",
    )


def test_ages() -> None:
    """The oldest row decides; a row of the future is not old."""
    rows = _rows("Replay")
    assert rules.ownership_age(rows, date(2026, 11, 29), 28).state == OK
    assert rules.ownership_age(rows, date(2026, 11, 30), 28).state == WARN
    assert rules.ownership_age(rows, date(2026, 10, 1), 28).state == OK
    assert rules.ownership_age(Ownership((), ()), date(2026, 10, 1), 28).state == WARN


def test_events() -> None:
    """One event of any of the names within the time is enough; the newest counts."""
    week = timedelta(days=7)
    old = Seen("started", 3, NOW - timedelta(days=8))
    new = Seen("upgraded", 1, NOW - timedelta(days=7))
    assert rules.events([old, new], ["started", "upgraded"], NOW, week).state == OK
    assert rules.events([old], ["started", "upgraded"], NOW, week).state == WARN
    assert rules.events([], ["started", "upgraded"], NOW, week).state == WARN


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 2, 28), OK),
        (date(2027, 3, 1), WARN),
        (date(2027, 4, 29), WARN),
        (date(2027, 4, 30), FAIL),
    ],
)
def test_the_end_of_tokens(day: date, state: str) -> None:
    """Sixty days before the end it is a warning; on the day itself tokens are dead."""
    assert rules.token_end(day, date(2027, 4, 30), "here", 60).state == state


@pytest.mark.parametrize(
    ("days", "scopes", "state"),
    [
        (30, ("read", "write"), OK),
        (30, ("read", "tickets:write"), OK),
        (30, None, OK),
        (None, None, OK),
        (30, ("read",), WARN),
        (3, None, WARN),
        (0, None, FAIL),
    ],
)
def test_the_end_of_a_sign_in(days: int | None, scopes: tuple[str, ...] | None, state: str) -> None:
    """It fails once it has ended; near its end, and without the right to write, it is doubtful."""
    ends = None if days is None else NOW + timedelta(days=days)
    assert rules.oauth_end(NOW, ends, scopes, "here", timedelta(days=3)).state == state


@pytest.mark.parametrize(
    ("ours", "newest", "state"),
    [
        ("0.1.0", "0.1.0", OK),
        ("0.9.0", "0.10.0", WARN),
        ("1.0", "1.0.1", WARN),
        ("2.0.0", "1.9.9", OK),
        ("1.0.0", "junk", OK),
    ],
)
def test_versions(ours: str, newest: str, state: str) -> None:
    """Versions are compared as numbers, not as text."""
    assert rules.version(ours, newest, "pipx").state == state


def test_names_are_told_apart() -> None:
    """Every check is explained, and no two in the same words."""
    assert len({*CHECKS.values()}) == len(CHECKS)


def test_a_field_under_another_id_is_named() -> None:
    """Where exactly one drop-down is called like it, what to type names its id."""
    severity = Field(7, "Severity level", "tagger", active=True, options=("High",))
    assert rules.form_field([severity], "severity", 7).state == OK
    gone = rules.form_field([severity], "severity", 8)
    assert (gone.state, gone.next) == (FAIL, "csm config set zendesk.fields.severity 7")
    several = rules.form_field([severity, severity._replace(id=9)], "severity", 8)
    assert "in the config file" in (several.next or "")
