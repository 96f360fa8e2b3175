"""The exit codes, as a table: of the errors, of the outcomes, and of real processes."""

import re

import pytest

from csm_cli.domain import claim_results, errors, escalation, undo
from csm_cli.domain.errors import EXIT_CODES, CsmError, ExitCode
from csm_cli.domain.impersonation import filing
from tests.promises.program import TOP
from tests.terminal import Terminal

ERRORS = {
    "Unexpected": (1, "unexpected", "internal"),
    "Leaked": (1, "leaked", "privacy"),
    "Withheld": (1, "withheld", "delivery"),
    "WrongUsage": (2, "wrong_usage", "user_input"),
    "OtherDesk": (2, "other_desk", "user_input"),
    "NotSignedIn": (3, "not_signed_in", "auth"),
    "NotAllowed": (4, "not_allowed", "auth"),
    "Refused": (4, "refused", "auth"),
    "NotFound": (5, "not_found", "user_input"),
    "Conflict": (6, "conflict", "conflict"),
    "Unavailable": (7, "unavailable", "network"),
    "Limited": (7, "rate_limited", "network"),
    "Exhausted": (7, "exhausted", "network"),
    "OutcomeUnknown": (10, "outcome_unknown", "network"),
}
"""Of each error: its exit code, and `code` and `category` of its JSON object."""

CLAIM = {
    "claimed": 0,
    "already-yours": 0,
    "released": 0,
    "planned": 0,
    "partial": 1,
    "leaked": 1,
    "refused": 4,
    "not-found": 5,
    "held": 6,
    "closed": 6,
    "unavailable": 7,
    "unknown": 10,
}
ESCALATE = {
    "escalated": 0,
    "already-escalated": 0,
    "noted": 0,
    "withdrawn": 0,
    "planned": 0,
    "partial": 1,
    "refused": 4,
    "conflict": 6,
    "unknown": 10,
}
REPORT = {
    "attached": 0,
    "planned": 0,
    "partial": 1,
    "refused": 4,
    "not-found": 5,
    "closed": 6,
    "changing": 6,
    "other-organization": 6,
    "conflict": 6,
    "unavailable": 7,
    "unknown": 10,
}
UNDO = {
    "undone": 0,
    "planned": 0,
    "partial": 1,
    "refused": 4,
    "changed": 6,
    "undecided": 6,
    "final": 6,
    "unknown": 10,
}

MEANINGS = {
    0: "done, already so, or a dry run",
    1: "unexpected failure",
    2: "wrong usage, missing parts, or a question that cannot be asked here",
    3: "not signed in",
    4: "signed in, but the role or scope may not",
    5: "not found, or more than one match",
    6: "somebody else has it, or changed it meanwhile",
    7: "rate-limited, down or unreachable; safe to try again",
    8: "some of several failed",
    9: "a check found something",
    10: "outcome of a write unknown, or a result that cannot be shown to be complete",
    130: "interrupted with Ctrl-C",
    141: "the reader of the output went away",
}


def _tree(error: type[CsmError]) -> set[type[CsmError]]:
    below = {deeper for child in error.__subclasses__() for deeper in _tree(child)}
    return {error, *below}


def test_every_error() -> None:
    """Each error has one exit code, one code and one category, and none is missing here."""
    found = {
        error.__name__: (int(error.exit_code), error.code, error.category)
        for error in _tree(CsmError) - {CsmError}
    }
    assert found == ERRORS


def test_the_page_lists_the_errors() -> None:
    """The reference page has the same table."""
    text = (TOP / "docs" / "reference" / "output.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (\d+) \|$", text, re.MULTILINE)
    assert {(int(number), code, category) for code, category, number in rows} == {*ERRORS.values()}


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    """The drawing at the top of the errors' module shows every error with its exit code."""
    drawn = re.findall(r"[├└]── (\w+) +(\d+)", errors.__doc__ or "")
    assert {name: int(code) for name, code in drawn} == {
        name: code for name, (code, _, _) in ERRORS.items()
    }


def test_every_outcome() -> None:
    """Each outcome that a document can name ends the command with its code."""
    assert {outcome: int(code) for outcome, code in claim_results.EXIT_CODES.items()} == CLAIM
    assert {outcome: int(code) for outcome, code in escalation.EXIT_CODES.items()} == ESCALATE
    assert {outcome: int(code) for outcome, code in filing.EXIT_CODES.items()} == REPORT
    assert {outcome: int(code) for outcome, code in undo.EXIT_CODES.items()} == UNDO


def test_every_code_has_its_meaning() -> None:
    """The numbers and their meanings are the published ones."""
    assert {int(code): text for code, text in EXIT_CODES.items()} == MEANINGS
    assert set(ExitCode) == set(EXIT_CODES)


@pytest.mark.parametrize("page", ["README.md", "docs/reference/exit-codes.md"])
def test_the_pages_list_the_codes(page: str) -> None:
    """README and reference page have the whole table, in the program's own words."""
    text = (TOP / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+?) \|$", text, re.MULTILINE)
    assert {int(code): text for code, text in rows} == MEANINGS


def test_help_lists_the_codes(offline: Terminal) -> None:
    """`csm help exit-codes` is the table, as text and as JSON."""
    told = offline("help exit-codes")
    assert told == "".join(f"{code}\t{text}\n" for code, text in MEANINGS.items())
    entries = offline("help exit-codes --json").json["entries"]
    assert {int(entry["name"]): entry["text"] for entry in entries} == MEANINGS
