"""An audit as a document, as lines for a pipe, and on a screen."""

import io
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from csm_cli.domain.impersonation.records import Basis, Kind
from csm_cli.domain.impersonation.remarks import (
    FLAG_TEXTS,
    INCOMPLETE,
    LIMIT_TEXTS,
    WARN_TEXTS,
    Flag,
    Limit,
    Warn,
    warning,
)
from csm_cli.domain.impersonation.result import Audit, Organization
from csm_cli.environment import Environment
from csm_cli.output import audit as shown
from csm_cli.output import audit_text
from csm_cli.output.present import present
from tests.output.audits import an_audit, an_event
from tests.output.reports import an_internal_report

SCHEMA = json.loads(
    (files("csm_cli") / "schemas" / "audit-impersonation.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 [bold]x[/bold] :boom: \u202eback\nnew line\ttab \x9b2J"
)


def _shown(audit: Audit, *, terminal: bool, width: int = 100) -> str:
    out = io.StringIO()
    environment = Environment(
        io.StringIO(), out, io.StringIO(), {"NO_COLOR": "1"},
        stdout_is_terminal=terminal, width=width,
    )  # fmt: skip
    present(environment, shown.view(audit, an_internal_report(audit)), as_json=False)
    return out.getvalue()


def document(audit: Audit) -> Any:
    """The document of the report for colleagues."""
    return shown.document(audit, an_internal_report(audit))


def as_text(audit: Audit, kind: str, environment: Environment) -> str:
    """The report for colleagues as a file of this format."""
    return audit_text.as_text(audit, an_internal_report(audit), kind, environment)


def _codes(definition: dict[str, object]) -> list[str]:
    found: list[str] = definition["properties"]["code"]["enum"]  # type: ignore[index]
    return found


def test_the_document_has_the_shape_that_is_published() -> None:
    """Every kind of value, and null wherever nothing is known."""
    nothing = dict.fromkeys(
        ("mode", "region", "staff_email", "staff_user_id", "target_email", "target_user_id",
         "reason", "ticket_ref")
    )  # fmt: skip
    events = [an_event(basis=basis) for basis in Basis]
    events += [an_event(kind=kind) for kind in Kind]
    events += [an_event(**nothing, flags=tuple(Flag)), an_event(reason=HOSTILE)]
    warnings = tuple(warning(code, **_ANY) for code in Warn)
    audit = an_audit(
        *events, warnings=warnings, organization=Organization("x", None, None, ("id",))
    )
    VALIDATOR.validate({"schema_version": 1, **document(audit)})
    VALIDATOR.validate({"schema_version": 1, **document(an_audit())})


_ANY = dict.fromkeys(
    ("walked", "counted", "problem", "rows", "minutes", "count", "region", "index"), "7"
)


def test_every_code_is_published_and_has_words() -> None:
    """A reader of the document can look each of them up."""
    assert _codes(SCHEMA["$defs"]["flag"]) == [flag.value for flag in Flag] == list(FLAG_TEXTS)
    published = SCHEMA["properties"]
    assert _codes(published["warnings"]["items"]) == [code.value for code in Warn]
    assert _codes(published["limitations"]["items"]) == [code.value for code in Limit]
    assert set(WARN_TEXTS) == set(Warn) > INCOMPLETE
    assert set(LIMIT_TEXTS) == set(Limit)


def test_times_are_rfc_3339_in_utc() -> None:
    """With a fraction only where there is one."""
    told = document(an_audit(an_event()))
    assert told["window"] == {"since": "2026-11-01T00:00:00Z", "until": "2026-12-01T00:00:01Z"}
    assert told["events"][0]["occurred_at"] == "2026-11-20T10:11:12.123456Z"


@pytest.mark.parametrize("code", sorted(INCOMPLETE))
def test_every_format_is_marked_incomplete_with_the_reason(code: Warn) -> None:
    """Whatever a person or a program reads of it."""
    audit = an_audit(an_event(), warnings=(warning(code, **_ANY),))
    reason = audit.warnings[0].text
    assert not document(audit)["complete"]
    assert {"code": code.value, "text": reason} in document(audit)["warnings"]
    environment = Environment.of_this_process()
    for text in (
        _shown(audit, terminal=True, width=300),
        _shown(audit, terminal=False),
        as_text(audit, "csv", environment),
        as_text(audit, "table", environment).replace("\n", " "),
    ):
        assert "INCOMPLETE" in text
        assert reason in text


def test_a_pipe_gets_the_events_under_the_documents_keys() -> None:
    """One line each, without a header; flags by their codes."""
    flags = (Flag.FORMER_MEMBER, Flag.NO_REASON)
    line = _shown(an_audit(an_event(reason=None, flags=flags)), terminal=False)
    told = document(an_audit(an_event(reason=None, flags=flags)))["events"][0]
    told["flags"] = " ".join(flag["code"] for flag in told["flags"])
    assert line.rstrip("\n").split("\t") == [value or "" for value in told.values()]


@pytest.mark.parametrize("terminal", [True, False])
def test_hostile_text_neither_moves_the_cursor_nor_breaks_a_line(terminal: bool) -> None:
    """Reasons, addresses and names are typed by people; markup in them is text."""
    event = an_event(reason=HOSTILE, staff_email=HOSTILE, target_email=HOSTILE, ticket_ref=HOSTILE)
    organization = Organization("x", HOSTILE, "us")
    text = _shown(an_audit(event, organization=organization), terminal=terminal, width=400)
    for ours in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):  # bold and dim of the screen itself
        text = text.replace(ours, "")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "red [bold]x[/bold] :boom: back new line tab" in text


def test_a_screen_says_no_sign_in_only_when_it_is_sure() -> None:
    """An incomplete audit without events must not read as a clean bill."""
    assert "No sign-in was found.\n" in _plain(an_audit())
    doubtful = _plain(an_audit(warnings=(warning(Warn.CACHED),)))
    assert "No sign-in was found.\n" not in doubtful
    assert "not all could be looked at" in doubtful


def test_a_domain_that_all_share_is_said_once() -> None:
    """In any letter case; where one differs, every address is shown whole."""
    mixed = an_event(target_email="Theo@HEDGE.example")
    assert "member addresses end in @hedge.example" in _plain(an_audit(an_event(), mixed))
    assert "Theo@" not in _plain(an_audit(an_event(), mixed))
    other = an_event(target_email="kofi@kelp.example")
    assert "mira@hedge.example" in _plain(an_audit(an_event(), other))


def test_flags_are_explained_below_the_table() -> None:
    """By a mark in the row, and its words once."""
    flagged = an_event(flags=(Flag.TARGET_INFERRED, Flag.NO_REASON), reason=None)
    text = _plain(an_audit(flagged, flagged))
    assert text.count("- [1] [2]") == 2
    assert text.count(FLAG_TEXTS[Flag.NO_REASON]) == 1
    assert f"[2] {FLAG_TEXTS[Flag.NO_REASON]}" in text


def _plain(audit: Audit) -> str:
    return as_text(audit, "table", Environment.of_this_process())


def test_a_ticket_that_the_reason_does_not_name_is_added() -> None:
    """A start from a ticket of PostHog Support may carry only its id."""
    named = _plain(an_audit(an_event(reason="see #48213", ticket_ref="#48213")))
    assert named.count("48213") == 1
    assert "looking into it (ticket 0192)" in _plain(an_audit(an_event(ticket_ref="0192")))


def test_a_reason_that_is_a_tickets_address_is_shown_by_its_number() -> None:
    """On the screen alone; the document keeps what was typed."""
    address = "https://posthoghelp.zendesk.com/agent/tickets/48213"
    audit = an_audit(an_event(reason=address, ticket_ref="#48213"))
    assert "ticket #48213" in _plain(audit)
    assert address not in _plain(audit)
    assert document(audit)["events"][0]["reason"] == address


def test_every_code_is_explained_on_the_page() -> None:
    """And the page explains none that does not exist."""
    page = (Path(__file__).parents[2] / "docs" / "audit-impersonation.md").read_text("utf-8")
    for title, codes in (("Flags", Flag), ("Warnings", Warn), ("Limitations", Limit)):
        section = page.partition(f"### {title}\n")[2].partition("\n##")[0]
        cells = "".join(line.split("|")[1] for line in section.splitlines() if line[:3] == "| `")
        assert sorted(re.findall(r"`(\w+)`", cells)) == sorted(code.value for code in codes)
