"""`csm audit-impersonation` of an organization that is not named by its id, over real HTTP."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX, KELPWORKS
from tests.terminal import Output, Terminal

STAGING = "01901c3e-4d77-0000-b20a-7f61e8d5a906"
TIDEWATER = "018ea7c9-e2f7-0000-b6d3-58a1c94f7e04"
TRIAL = "018f02aa-91c0-0000-8e15-2b7d0c6aef05"


def _audit(csm: Terminal, named: str, *words: str) -> Output:
    return csm(["audit-impersonation", named, "--days", "3", *words])


def _held(out: Output, command: str) -> Any:
    """The document, which must have the shape of this command's."""
    schema = json.loads((files("csm_cli") / "schemas" / f"{command}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(out.json)
    return out.json


@pytest.mark.parametrize(
    ("named", "organization", "found_by"),
    [
        ("48213", HEDGEBOX, ["field", "zendesk_external_id", "body"]),
        ("#48215", KELPWORKS, ["field", "zendesk_external_id", "body"]),
        ("48260", KELPWORKS, ["field", "body"]),
        ("48281", TIDEWATER, ["zendesk_external_id"]),
        ("KELPworks", KELPWORKS, ["posthog_group"]),
        ("tidewater", TIDEWATER, ["posthog_group"]),
        ("kelpworks.example", KELPWORKS, ["email_domain"]),
        ("Kofi.Mensah@kelpworks.example", KELPWORKS, ["person"]),
        ("priyanka.rao@hedgebox.example", HEDGEBOX, ["past_events"]),
    ],
)
def test_it_is_the_audit_of_the_id_that_was_found(
    reader: Terminal, named: str, organization: str, found_by: list[str]
) -> None:
    """The same events, and the result says who named the organization."""
    document = _held(_audit(reader, named, "--json"), "audit-impersonation")
    by_id = _held(_audit(reader, organization, "--json"), "audit-impersonation")
    assert document["organization"].pop("found_by") == found_by
    assert by_id["organization"].pop("found_by") == ["id"]
    assert document["organization"] == by_id["organization"]
    assert document["events"] == by_id["events"]


@pytest.mark.parametrize(
    ("named", "match", "listed"),
    [
        ("hedgebox inc", "ambiguous", {HEDGEBOX, TRIAL}),
        ("ines.carvalho@hedgebox.example", "ambiguous", {HEDGEBOX, STAGING}),
        ("48276", "unconfirmed", {KELPWORKS}),
        ("48265", "none", set()),
        ("unheard of", "none", set()),
    ],
)
def test_without_exactly_one_organization_there_is_no_audit(
    reader: Terminal, unchanged: Served, tmp_path: Path, named: str, match: str, listed: set[str]
) -> None:
    """Exit 5, and the document is that of the look-up; nothing of the log is read, no file made."""
    httpx.delete(f"{unchanged.services['zendesk']}/_sandbox/requests", trust_env=False)
    file = tmp_path / "audit.json"
    out = _audit(reader, named, "--json", "--output", str(file))
    document = _held(out, "org")
    assert (out.exit_code, document["match"], file.exists()) == (5, match, False)
    assert {each["id"] for each in document["candidates"]} == listed
    log = httpx.get(f"{unchanged.services['zendesk']}/_sandbox/requests", trust_env=False).json()
    asked = [each["body"]["name"] for each in log if each["service"] == "posthog_us"]
    assert all(name.startswith("csm org: ") for name in asked)
    piped = _audit(reader, named)
    assert (piped.exit_code, str(piped)) == (5, "")
    assert listed <= set(piped.stderr.split())


def test_doubts_about_who_is_meant_are_told(reader: Terminal) -> None:
    """On stderr, as the look-up alone tells them."""
    assert "the only one that has it in its name" in _audit(reader, "tidew").stderr
    assert "was in others before" in _audit(reader, "oskar@brandt-consulting.example").stderr
    assert "names another organization" not in _audit(reader, "48213").stderr


def test_a_ticket_needs_zendesk_and_nothing_else_does(reader: Terminal) -> None:
    """Exit 3 for the one; the others do without."""
    alone = reader.with_(CSM_ZENDESK_URL="", CSM_ZENDESK_EMAIL="", CSM_ZENDESK_TOKEN="")
    out = _audit(alone, "48213", "--json")
    assert (out.exit_code, str(out)) == (3, "")
    assert "CSM_ZENDESK_URL" in out.error["hint"]
    for named in (HEDGEBOX, "kelpworks", "kelpworks.example", "kofi.mensah@kelpworks.example"):
        assert _audit(alone, named).exit_code == 0


def test_an_id_in_a_ticket_that_posthog_does_not_know_is_an_error(
    csm: Terminal, zendesk: Zendesk
) -> None:
    """As with an id that was typed: never an empty list."""
    unknown = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0dff"
    zendesk.change(48260, custom_fields=[{"id": 27031528411291, "value": unknown}])
    out = _audit(csm, "48260", "--json")
    assert (out.exit_code, str(out)) == (5, "")
    assert unknown in out.error["message"]
    looked_up = csm("org 48260 --json")
    assert (looked_up.exit_code, looked_up.json["organization"]["id"]) == (0, unknown)
    assert "not_in_posthog" in {warning["code"] for warning in looked_up.json["warnings"]}
