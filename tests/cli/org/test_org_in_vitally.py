"""`csm org` and Vitally: what it adds, what it alone knows, and that it need not be there."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.org.serving import Services
from tests.cli.org.world import (
    ALONE,
    BOOKING,
    BOTH,
    EVIL_ALONE,
    HOLDING,
    OTHER_TWIN,
    PEOPLED,
    TWIN,
)
from tests.terminal import Output, Terminal

SCHEMA = json.loads((files("csm_cli") / "schemas" / "org.json").read_text(encoding="utf-8"))
IMPATIENT = (
    "[limits]\nread_attempts = 1\nfirst_wait_seconds = 0.0\nbusy_wait_seconds = 0.0\n"
    "optional_wait_seconds = 2.0\n"
)
VITALLY = "CSM_VITALLY_"


def _asked(csm: Terminal, *words: str) -> tuple[Output, Any]:
    out = csm(["org", *words, "--json"])
    jsonschema.Draft202012Validator(SCHEMA).validate(out.json)
    return out, out.json


def _codes(document: Any) -> set[str]:
    return {warning["code"] for warning in document["warnings"]}


def _set(csm: Terminal, text: str) -> None:
    Path(csm.variables["CSM_CONFIG"]).write_text(text)


def _without(csm: Terminal, *prefixes: str) -> Terminal:
    kept = {key: value for key, value in csm.variables.items() if not key.startswith(prefixes)}
    return Terminal(kept)


def _of_vitally(services: Services) -> list[str]:
    return [path for service, path in services.asked() if service == "vitally"]


# --- beside the others ----------------------------------------------------------------------


def test_what_it_has_on_record(odd: Terminal, services: Services) -> None:
    """Its name, its id and who is the CSM, for one request; nothing of PostHog's is changed."""
    out, found = _asked(odd, BOOKING)
    assert (out.exit_code, found["missing"], _codes(found)) == (0, [], set())
    assert found["organization"]["name"] == "Booking.example"
    assert found["organization"]["vitally"] == {
        "id": "v/6",
        "kind": "account",
        "name": "booking.EXAMPLE",
        "key_roles": [{"role": "CSM", "name": "Robin Vale", "email": "robin@posthog.example"}],
    }
    assert _of_vitally(services) == [f"/resources/accounts/{BOOKING}"]
    screen = odd.with_(terminal=True)(["org", BOOKING])
    assert "In Vitally" in screen
    assert "CSM: Robin Vale" in screen


def test_its_page(odd: Terminal) -> None:
    """By PostHog's id or by Vitally's own, which must be known for that."""
    _set(odd, '[organizations]\nvitally_url = "https://v.example/{vitally_id}?of={id}"\n')
    page = f"https://v.example/v%2F6?of={BOOKING}"
    assert _asked(odd, BOOKING)[1]["organization"]["links"]["vitally"] == page
    unknown = _without(odd, VITALLY)
    assert _asked(unknown, BOOKING)[1]["organization"]["links"]["vitally"] is None


def test_a_name_that_differs_is_told_and_changes_nothing(odd: Terminal) -> None:
    """It may be another customer's record; one that is a customer no more counts, too."""
    _, found = _asked(odd, "both know")
    assert (found["match"], found["organization"]["name"]) == ("exact", "Both know")
    assert found["organization"]["id"] == BOTH
    assert _codes(found) >= {"vitally_differs"}


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("absent", None),
        ("refused", {"key": "sk_live_unknown"}),
        ("limited", {"fault": "status", "status": 429}),
        ("failing", {"fault": "status", "status": 500}),
        ("failing", {"fault": "drop"}),
        ("rubbish", {"fault": "html"}),
        ("slow", {"fault": "latency", "seconds": 15}),
    ],
)
def test_without_it_nothing_else_is_lost(
    odd: Terminal, services: Services, code: str, fault: dict[str, Any] | None
) -> None:
    """One line and one entry; all else is as it was."""
    _set(odd, IMPATIENT)
    _, whole = _asked(odd, BOOKING)
    csm = odd
    if fault is None:
        csm = _without(odd, VITALLY)
    elif "key" in fault:
        csm = odd.with_(CSM_VITALLY_KEY=fault["key"])
    else:
        services.arm("vitally", **fault)
    out, found = _asked(csm, BOOKING)
    assert [(each["service"], each["code"]) for each in found["missing"]] == [("vitally", code)]
    [line] = out.stderr.splitlines()
    assert line.startswith("without Vitally: ")
    assert out.exit_code == 0
    whole["organization"]["vitally"] = None
    assert found == {**whole, "missing": found["missing"]}


# --- what it alone knows --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "match", "found", "kind"),
    [
        ("vitally  ALONE", "exact", ALONE, "account"),
        ("ally alo", "partial", ALONE, "account"),
        ("grouped holding", "exact", HOLDING, "organization"),
        (ALONE, "exact", ALONE, "account"),
        (HOLDING, "exact", HOLDING, "organization"),
    ],
)
def test_what_only_vitally_knows(
    odd: Terminal, query: str, match: str, found: str, kind: str
) -> None:
    """Its external id is PostHog's id; that PostHog has no such organization is told."""
    out, told = _asked(odd, query)
    assert (out.exit_code, told["match"], told["organization"]["id"]) == (0, match, found)
    assert told["organization"]["vitally"]["kind"] == kind
    assert told["organization"]["found_by"] == ["id" if query == found else "vitally"]
    assert "not_in_posthog" in _codes(told)


def test_several_are_listed_and_none_is_chosen(odd: Terminal, services: Services) -> None:
    """Even if only their letter case differs; their records are not asked for."""
    out, found = _asked(odd, "Twin Harbour")
    assert (out.exit_code, found["match"], found["organization"]) == (5, "ambiguous", None)
    assert {each["id"] for each in found["candidates"]} == {TWIN, OTHER_TWIN}
    assert _of_vitally(services) == ["/resources/accounts", "/resources/organizations"]


def test_one_without_an_id_leads_nowhere(odd: Terminal) -> None:
    """And it is said that there is one."""
    out, found = _asked(odd, "odd id")
    assert (out.exit_code, found["match"], _codes(found)) == (5, "none", {"no_external_id"})


def test_of_a_list_that_was_cut_none_is_the_only_one(odd: Terminal) -> None:
    """There may be another of that name in what was not read."""
    _set(odd, "[organizations]\nvitally_pages = 1\n")
    out, found = _asked(odd, "vitally alone")
    assert (out.exit_code, found["match"]) == (5, "ambiguous")
    assert [each["id"] for each in found["candidates"]] == [ALONE]
    assert "vitally_cut" in _codes(found)
    assert "more customers than the 8 that were looked at" in out.stderr


def test_the_list_is_kept_for_a_while(odd: Terminal, services: Services) -> None:
    """The second name costs no list; `--refresh` reads it anew; a known name never needs it."""
    lists = ["/resources/accounts", "/resources/organizations"]
    for words, wanted in (
        (["odd id"], lists),
        (["nobody at all"], []),
        (["odd id", "--refresh"], lists),
    ):
        services.forget()
        odd(["org", *words])
        assert _of_vitally(services) == wanted, words
    services.forget()
    odd(["org", "no plan"])
    assert not set(_of_vitally(services)) & set(lists)


def test_without_posthog_or_without_the_list(odd: Terminal, services: Services) -> None:
    """Vitally may be all there is; a list that can't be read is a line, and nobody is found."""
    _set(odd, IMPATIENT)
    _, found = _asked(_without(odd, "CSM_POSTHOG_", "CSM_ZENDESK_"), "vitally alone")
    assert (found["match"], found["organization"]["name"]) == ("exact", "Vitally Alone")
    assert _codes(found) == {"posthog_not_asked", "zendesk_not_asked"}
    services.arm("vitally", fault="status", status=500)
    out, found = _asked(odd, "vitally alone", "--refresh")
    assert (out.exit_code, found["match"]) == (5, "none")
    assert [each["code"] for each in found["missing"]] == ["failing"]
    assert "without Vitally: " in out.stderr


def test_an_audit_takes_the_name_too(odd: Terminal) -> None:
    """Where the handbook sends people to Vitally for the id; without a key that is one line."""
    found = odd(["audit-impersonation", "never registered", "--json"])
    assert found.json["organization"]["id"] == PEOPLED
    assert found.json["organization"]["found_by"] == ["vitally"]
    out = _without(odd, VITALLY)(["audit-impersonation", "never registered"])
    assert out.exit_code == 5
    assert out.stderr.count("without Vitally: ") == 1


def test_what_it_sends_is_no_markup(odd: Terminal) -> None:
    """Names of customers and of staff are texts, whatever is in them."""
    for csm in (odd, odd.with_(terminal=True)):
        out = csm(["org", EVIL_ALONE])
        assert "\x1b[31m" not in out + out.stderr
        assert "\u202e" not in out + out.stderr
    assert "[bold]<script>" in odd.with_(terminal=True, width=200)(["org", EVIL_ALONE])
