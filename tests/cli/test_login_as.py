"""`csm login-as` over real HTTP: which page, what is said first, and that it only reads."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served
from tests.terminal import Output, Terminal

SCHEMA = json.loads((files("csm_cli") / "schemas/login-as.json").read_text(encoding="utf-8"))
HEDGEBOX, TIDEWATER = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01", "018ea7c9-e2f7-0000-b6d3-58a1c94f7e04"
US, EU = "https://us.posthog.com/admin/posthog", "https://eu.posthog.com/admin/posthog"
THEO = f"{US}/user/?q=theo.okonkwo%40hedgebox.example"
EAGER = "[limits]\nread_attempts = 1\nfirst_wait_seconds = 0.0\nbusy_wait_seconds = 0.0\n"


def _asked(csm: Terminal, line: str) -> tuple[Output, Any]:
    out = csm(f"login-as {line} --json")
    jsonschema.Draft202012Validator(SCHEMA).validate(out.json)
    assert (out.exit_code == 0) == (out.json["page"] is not None)
    return out, out.json


def _codes(document: Any) -> list[str]:
    return [warning["code"] for warning in document["warnings"]]


def _urls(document: Any) -> list[str]:
    return [page["url"] for page in document["pages"]]


def test_a_ticket(reader: Terminal) -> None:
    """Who is vouched for goes first; the page that only the text names is marked and told."""
    _, found = _asked(reader, "48213")
    assert found["organization"] == {"id": HEDGEBOX, "name": "Hedgebox Inc"}
    assert (found["region"], found["region_source"], found["ticket"]) == ("us", "posthog", 48213)
    assert found["reason"] == "Support ticket #48213 (Zendesk)"
    assert (found["mode"], found["missing"]) == ("read_only", [])
    assert "agreed to changes" in found["mode_advice"]
    assert "#ask-posthog-anything" in found["without_option"]
    assert "US and EU are separate logins" in found["without_option"]
    assert _urls(found) == [
        THEO, f"{US}/organization/{HEDGEBOX}/change/", f"{US}/user/20418/change/",
        f"{US}/team/48113/change/",
    ]  # fmt: skip
    assert [page["verified"] for page in found["pages"]] == [True, True, False, False]
    assert _codes(found) == ["target_typed_by_customer"]


def test_each_kind_of_name(reader: Terminal) -> None:
    """An address, a user's number, a page and an organization, each on the right region's host."""
    _, address = _asked(reader, "Theo.Okonkwo@hedgebox.example --reason 'the funnel'")
    assert (address["kind"], _urls(address)[0]) == ("email", THEO)
    assert address["reason"] == "the funnel"
    _, project = _asked(reader, "https://eu.posthog.com/project/123/insights/abc --ticket 48213")
    assert (project["kind"], project["region_source"]) == ("page", "address")
    assert _urls(project) == [f"{EU}/team/123/change/"]
    assert _codes(project)[0] == "target_unverified"
    _, number = _asked(reader, "user:20418 --ticket '#48213' --region eu")
    assert (number["kind"], number["ticket"]) == ("user_id", 48213)
    assert _urls(number) == [f"{EU}/user/20418/change/"]
    _, named = _asked(reader, "kelpworks --reason 'the funnel'")
    assert (named["kind"], named["organization"]["name"]) == ("organization", "Kelpworks")


def test_no_region_is_guessed(reader: Terminal) -> None:
    """A user's number is somebody in both: both pages, marked, and none for a script or browser."""
    line = "user:20418 --ticket 48213"
    out, found = _asked(reader, line)
    assert (out.exit_code, found["region"], found["page"]) == (5, None, None)
    assert _urls(found) == [f"{US}/user/20418/change/", f"{EU}/user/20418/change/"]
    assert not any(page["certain"] for page in found["pages"])
    assert {"user_id_per_region", "region_unknown"} <= set(_codes(found))
    for piped in (reader(f"login-as {line}"), reader(f"login-as {line} --web")):
        assert (piped.exit_code, str(piped)) == (5, "")
        assert f"US? {US}/user/20418/change/\nEU? {EU}" in piped.stderr
    shown = reader.with_(terminal=True)(f"login-as {line}")
    assert "region not known" in shown
    assert "User, US?" in shown
    assert "User, EU?" in shown


def test_several_are_listed_and_none_is_chosen(reader: Terminal) -> None:
    """Two organizations of one name: no page, exit 5, and both can be told apart."""
    out, found = _asked(reader, "hedgebox inc --reason 'the funnel'")
    assert (out.exit_code, found["pages"], len(found["candidates"])) == (5, [], 2)
    piped = reader("login-as hedgebox inc --reason 'the funnel'")
    assert (piped.exit_code, str(piped)) == (5, "")
    assert HEDGEBOX in piped.stderr


def test_a_content_warning_goes_first(reader: Terminal) -> None:
    """Before the page, whether the organization or somebody in it was named; in words as well."""
    out, found = _asked(reader, f"{TIDEWATER} --reason 'the funnel'")
    assert (found["region"], _codes(found)[0]) == ("eu", "content_warning")
    assert out.stderr.startswith("warning: content warning: Recordings of the driver chat")
    shown = reader(f"login-as {TIDEWATER} --reason 'the funnel' --web")
    assert shown.exit_code == 0
    assert shown.stderr.startswith("warning: content warning:")
    assert "reason: the funnel\n" in shown.stderr
    assert str(shown) == f"{EU}/organization/{TIDEWATER}/change/\n"


def test_what_only_a_customer_typed_is_said_to_be(reader: Terminal) -> None:
    """A ticket whose text alone names an organization: nothing of it is verified."""
    out, found = _asked(reader, "48276")
    assert not any(page["verified"] for page in found["pages"])
    assert {"target_typed_by_customer", "address_unverified"} <= set(_codes(found))
    assert "warning: what the ticket's text names was typed by the customer" in out.stderr


ORGANIZATION_FIELD = 27031528411291
BEA, EWA = 390000000105, 390000000403


def _without_organization(zendesk: Zendesk, requester: int) -> None:
    """Ticket 48251 as a mail whose sender nobody has filed yet."""
    none = [{"id": ORGANIZATION_FIELD, "value": None}]
    zendesk.change(48251, requester_id=requester)
    zendesk.change(48251, organization_id=None, custom_fields=none)


def test_a_ticket_without_an_organization(csm: Terminal, zendesk: Zendesk) -> None:
    """PostHog's records of the requester tell region and organization, as for the bare address.

    Nobody vouches for the address that a mail came from, so none of it is verified.
    """
    _without_organization(zendesk, BEA)
    out, found = _asked(csm, "48251")
    assert (out.exit_code, found["region"], found["region_source"]) == (0, "us", "posthog")
    assert found["organization"] == {"id": HEDGEBOX, "name": "Hedgebox Inc"}
    assert _urls(found) == [
        f"{US}/user/?q=bea.holloway%40hedgebox.example",
        f"{US}/organization/{HEDGEBOX}/change/",
    ]
    assert not any(page["verified"] for page in found["pages"])
    assert _codes(found) == ["address_unverified"]
    assert "the ticket has no organization to hold it against" in out.stderr


def test_the_content_warning_of_where_the_requester_is_at_home(
    csm: Terminal, zendesk: Zendesk
) -> None:
    """It goes first, though the ticket itself has no organization; unseen, that is said."""
    _without_organization(zendesk, EWA)
    _, found = _asked(csm, "48251")
    assert (found["region"], _codes(found)[0]) == ("eu", "content_warning")
    zendesk.arm("status", path="/organizations/show_many", times=99, status=500)
    Path(csm.variables["CSM_CONFIG"]).write_text(EAGER, encoding="utf-8")
    _, without = _asked(csm, "48251")
    assert "content_unseen" in _codes(without)


def test_a_requester_of_whom_nobody_knows(reader: Terminal) -> None:
    """Neither a region nor an organization, and so nobody has looked for a content warning."""
    _, found = _asked(reader, "48261")
    assert (found["region"], found["organization"]["id"]) == (None, None)
    assert {"not_in_posthog", "no_organization", "address_unverified"} <= set(_codes(found))


def test_a_reason_is_never_empty(reader: Terminal) -> None:
    """Without a ticket and without words nothing is looked up."""
    for line in ("theo.okonkwo@hedgebox.example", "48213 --reason ' '", f"{HEDGEBOX} --reason ."):
        out = reader(f"login-as {line} --json")
        assert (out.exit_code, str(out)) == (2, ""), line


WHY = "--reason 'the funnel'"
REQUESTS = {
    "48213": (3, 2),
    f"theo.okonkwo@hedgebox.example {WHY}": (1, 1),
    f"{TIDEWATER} {WHY}": (2, 1),
    "user:1 --ticket 2 --region us": (0, 0),
    "https://eu.posthog.com/project/9 --ticket 48213": (0, 0),
}
"""How many go to PostHog and to Zendesk, as the page says."""


@pytest.mark.parametrize("line", REQUESTS)
def test_nothing_but_reads_is_sent(reader: Terminal, unchanged: Served, line: str) -> None:
    """No request to an admin page, none that could start a session, none that changes anything."""
    url = unchanged.services["zendesk"]
    httpx.delete(f"{url}/_sandbox/requests", trust_env=False).raise_for_status()
    assert reader(f"login-as {line} --web").exit_code == 0
    log = httpx.get(f"{url}/_sandbox/requests", trust_env=False).json()
    sent = [each for each in log if each["headers"].get("user-agent", "").startswith("csm/")]
    queries = {("POST", f"/api/projects/2/query{end}") for end in ("", "/")}
    for each in sent:
        assert each["method"] == "GET" or (each["method"], each["path"]) in queries
        assert not {"admin", "login", "impersonation"} & set(each["path"].split("/"))
    services = [each["service"] for each in sent]
    assert (services.count("posthog_us"), services.count("zendesk")) == REQUESTS[line]


FAILING: dict[str, dict[str, object]] = {
    "refused": {"fault": "status", "status": 401},
    "limited": {"fault": "status", "status": 429, "retry_after": "500"},
    "failing": {"fault": "status", "status": 503},
    "rubbish": {"fault": "html"},
    "slow": {"fault": "hang", "seconds": 20},
}


@pytest.mark.parametrize("how", ["absent", *FAILING])
def test_without_posthog(csm: Terminal, sandbox: Served, how: str) -> None:
    """The ticket's own word for the region, the field's for the organization; a line for the rest.

    Nothing is verified that only PostHog could have vouched for.
    """
    if how == "absent":
        kept = {key: text for key, text in csm.variables.items() if "POSTHOG" not in key}
        csm = Terminal(kept)
    else:
        fault = {"service": "posthog_us", "path": ".", "times": 99} | FAILING[how]
        url = f"{sandbox.services['zendesk']}/_sandbox/faults"
        httpx.post(url, json=fault, trust_env=False).raise_for_status()
        Path(csm.variables["CSM_CONFIG"]).write_text(EAGER, encoding="utf-8")
        csm = csm.with_(CSM_TIMEOUT="3")
    out, found = _asked(csm, "48213")
    assert (out.exit_code, found["region"], found["region_source"]) == (0, "us", "ticket_text")
    assert found["page"]["url"] == f"{US}/organization/{HEDGEBOX}/change/"
    assert [page["verified"] for page in found["pages"]] == [True, False, False, False]
    [lacking] = found["missing"]
    assert lacking["service"] == "posthog"
    assert lacking["code"] == ("failing" if how == "rubbish" else how)
    assert "note: without PostHog: " in out.stderr
    assert "address_unverified" in _codes(found)


def test_a_service_that_is_missing_costs_one_line(csm: Terminal) -> None:
    """By name as well, where finding the organization lacks it before its pages do."""
    kept = {key: text for key, text in csm.variables.items() if "POSTHOG" not in key}
    out = Terminal(kept)("login-as kelpworks --reason 'the funnel'")
    assert [line for line in out.stderr.splitlines() if "not signed in to PostHog" in line] == [
        "note: without PostHog: not signed in to PostHog"
    ]


def test_without_zendesk_nobody_has_looked_for_a_content_warning(csm: Terminal) -> None:
    """The page is right, and it is said what was not seen."""
    kept = {key: text for key, text in csm.variables.items() if "ZENDESK" not in key}
    out, found = _asked(Terminal(kept), f"{TIDEWATER} --reason 'the funnel'")
    assert (out.exit_code, found["region"]) == (0, "eu")
    assert [(each["service"], each["code"]) for each in found["missing"]] == [("zendesk", "absent")]
    assert "content_unseen" in _codes(found)


def test_the_desks_records_may_fail(csm: Terminal, sandbox: Served) -> None:
    """The ticket was read, so its pages are right; the record that failed is named."""
    fault = {"service": "zendesk", "path": "/organizations/show_many", "times": 99,
             "fault": "status", "status": 500}  # fmt: skip
    url = f"{sandbox.services['zendesk']}/_sandbox/faults"
    httpx.post(url, json=fault, trust_env=False).raise_for_status()
    Path(csm.variables["CSM_CONFIG"]).write_text(EAGER, encoding="utf-8")
    out, found = _asked(csm, "48213")
    assert (out.exit_code, found["page"]["url"]) == (0, THEO)
    assert [(each["service"], each["code"]) for each in found["missing"]] == [
        ("zendesk", "failing")
    ]
    told = csm(f"login-as {HEDGEBOX} --reason 'the funnel'").stderr
    assert "note: nothing came from Zendesk, so nobody has looked" in told
    assert "note: without Zendesk: " in told
