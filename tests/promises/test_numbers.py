"""An option that takes a number or a date takes a wrong one for wrong usage, whatever it is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.promises.program import commands
from tests.terminal import Terminal

NOBODY = "0184c2f1-7a10-0000-4b1d-000000000000"

AROUND = {
    "mine --limit": "mine",
    "due --within": "due",
    "due --limit": "due",
    "escalations --limit": "escalations",
    "escalations --days": "escalations",
    "incident --tag": "incident 48270 --dry-run",
    "update --until": "update 48213 --progress 'We looked at it' --next 'We look further'",
    "similar --limit": "similar 'session replay does not start' --source tips",
    "login-as --ticket": "login-as theo@nowhere.example --reason 'It does not load'",
    "role --ticket": "role upgrade --dry-run",
    "ownership check --max-age": "ownership check",
    "audit-impersonation --days": f"audit-impersonation {NOBODY}",
    "audit-impersonation --since": f"audit-impersonation {NOBODY}",
    "audit-impersonation --until": f"audit-impersonation {NOBODY}",
    "audit-impersonation --user-id": f"audit-impersonation {NOBODY}",
    "audit-impersonation --attach-to": f"audit-impersonation {NOBODY}",
    "audit-impersonation --watch-since": "audit-impersonation --from orgs --output-dir audits",
    "log --limit": "log",
    "log --ticket": "log",
    "log resolve --ticket": "log resolve --as written",
    "log forget --before": "log forget --yes",
    "sandbox serve --port-base": "sandbox serve",
}
"""Each option that takes a number or a date, and the rest of a line on which it is tried."""

NEVER = ("nan", "inf", "-inf", "1e300", "-1", "-1e-320", "9" * 5000, "", " ", "2026-02-30")
"""What no option of this kind takes."""

SOMETIMES = (
    *("0", "-0", "0.5", "1e-320", "99999999999", "9" * 18, "9" * 30, "0001-01-01", "9999-12-31"),
    *("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"),
)
"""What is right for some of these options."""

_METAVARS = re.compile(r"\b(N|NUMBER|HOURS|DAYS|DATE|TIME|TICKET)\b")
_BESIDE = {"audit-impersonation --user-id"}  # a number, which its metavar does not say


def _options() -> Iterator[str]:
    """Every option that takes a number or a date, with its command, by its first spelling."""
    for command in commands():
        for parameter in command.parser.params:
            option = f"{command.name} {parameter.opts[0]}"
            if parameter.param_type_name == "option" and (_numeric(parameter) or option in _BESIDE):
                yield option


def _numeric(parameter: Any) -> bool:
    number = getattr(parameter.type, "_number_class", None)
    return number in {int, float} or bool(_METAVARS.search(parameter.metavar or ""))


def test_each_option_is_tried() -> None:
    """An option that is new is tried, too."""
    assert set(_options()) == set(AROUND)


@pytest.fixture(name="beside_orgs")
def _beside_orgs(reader: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    (tmp_path / "orgs").write_text(f"{NOBODY}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return reader


@pytest.mark.parametrize("option", AROUND)
def test_a_wrong_number_is_wrong_usage(option: str, beside_orgs: Terminal) -> None:
    """It ends with 2, a sentence and an empty stdout, and never as a failure of csm's own."""
    rest, name = AROUND[option], option.rsplit(maxsplit=1)[-1]
    for value in NEVER:
        ended = beside_orgs(f"{rest} {name}='{value}'")
        assert (ended.exit_code, ended) == (2, ""), (value[:40], ended.stderr)
        assert re.match(r"error: .{10,200}\n", ended.stderr), value[:40]
    for value in SOMETIMES:
        ended = beside_orgs(f"{rest} {name}='{value}'")
        assert ended.exit_code in {0, 2, 5, 9}, (value, ended.stderr)


def test_what_is_taken_is_said(offline: Terminal) -> None:
    """A number that is refused is told with those that are not, in no words of a parser's."""
    told = {
        "mine --limit nan": "--limit is 'nan', and takes a whole number of 1 or more",
        "escalations --days 99999": "--days is 99999, and takes a whole number from 1 to 3660",
        "due --within nan": "--within is nan, and takes a number from 0 to 87600",
        "due --within 1e300": "--within is 1e+300, and takes a number from 0 to 87600",
        "audit-impersonation x --days soon": "--days is 'soon', and takes a whole number",
    }
    for line, sentence in told.items():
        assert offline(line).stderr.startswith(f"error: {sentence}\n")
