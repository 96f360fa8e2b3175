"""`csm org` among customers that are there to be confused, over real HTTP."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.org import world
from tests.cli.org.world import (
    BOOKING,
    BOX,
    BOX_TOO,
    ELSEWHERE,
    EVIL,
    HOSTILE,
    JUICE,
    JUICES,
    MOSTLY,
    NO_PLAN,
    NORTH,
    ONLY_NAME,
    ONLY_ZENDESK,
    ROCKETS,
    SHELL,
    SPLIT,
    UNHEARD_OF,
)
from tests.sandbox.posthog.asking import uuid
from tests.terminal import Terminal

SCHEMA = json.loads((files("csm_cli") / "schemas" / "org.json").read_text(encoding="utf-8"))


def _document(csm: Terminal, query: object) -> Any:
    out = csm(["org", str(query), "--json"])
    jsonschema.Draft202012Validator(SCHEMA).validate(out.json)
    settled = out.json["match"] in {"exact", "partial"}
    assert (out.exit_code, out.json["organization"] is not None) == (0 if settled else 5, settled)
    assert not (settled and out.json["candidates"])
    return out.json


def _ids(document: Any) -> set[str]:
    found = [document["organization"]] if document["organization"] else document["candidates"]
    return {each["id"] for each in found}


def _codes(document: Any) -> set[str]:
    return {warning["code"] for warning in document["warnings"]}


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "match", "found"),
    [
        ("ørsted  &  søn", "exact", {NORTH}),
        ("søn", "partial", {NORTH}),
        ("100% j", "partial", {JUICE}),
        ("juice", "ambiguous", {JUICE, JUICES}),
        ("data_b", "partial", {BOX}),
        ("box", "ambiguous", {BOX, BOX_TOO}),
        ("%", "partial", {JUICE}),
        ("_", "partial", {BOX}),
        (ROCKETS, "exact", {SHELL}),
        ("c:\\TEMP", "partial", {SHELL}),
        ('"rockets"', "partial", {SHELL}),
        (HOSTILE, "exact", {EVIL}),
        ("' OR 1=1 --", "exact", {ELSEWHERE}),
        ("' OR 2=2 --", "none", set()),
        ("{group_index}", "none", set()),
        ("Ghost group", "none", set()),
        ("A project", "none", set()),
    ],
)
def test_a_name_is_a_text_and_nothing_else(
    odd: Terminal, query: str, match: str, found: set[str]
) -> None:
    """Whole before contained, in any letter case; what means something to a query is a letter."""
    document = _document(odd, query)
    assert (document["kind"], document["match"], _ids(document)) == ("name", match, found)
    assert ("partial_name" in _codes(document)) is (match == "partial")


def test_more_than_can_be_listed_is_said_to_be_cut(odd: Terminal) -> None:
    """Fifty of sixty; one that is called exactly so is not lost among them."""
    document = _document(odd, "chain store")
    assert (document["match"], len(document["candidates"])) == ("ambiguous", 50)
    assert "candidates_cut" in _codes(document)
    assert _ids(_document(odd, "CHAIN")) == {world.ITSELF}


def test_names_come_as_they_are_and_do_nothing(odd: Terminal) -> None:
    """JSON has every character, escaped where it is alive; a screen and a pipe have no codes."""
    out = odd(["org", EVIL, "--json"])
    assert out.json["organization"]["name"] == HOSTILE
    assert "\u202e" not in out
    for terminal in (odd, odd.with_(terminal=True, TERM="xterm", NO_COLOR="1")):
        shown = terminal(["org", EVIL])
        assert "[bold]<script>gpj.exe" in shown
        assert "\x1b[31m" not in shown
        assert "\u202e" not in shown


# --- domains --------------------------------------------------------------------------------


def test_a_domain_is_that_of_addresses_and_may_be_a_name(odd: Terminal) -> None:
    """Neither a longer domain nor one that only ends alike; both witnesses are told."""
    for query in ("booking.example", "@Booking.Example"):
        document = _document(odd, query)
        assert (document["kind"], document["match"]) == ("domain", "exact")
        assert document["organization"]["id"] == BOOKING
        assert document["organization"]["found_by"] == ["email_domain", "posthog_group"]
    assert _document(odd, "upper.example")["organization"]["id"] == BOX


def test_a_domain_without_people_may_still_be_a_name(odd: Terminal) -> None:
    """Whole, or in it."""
    assert _document(odd, "nobody.example")["organization"]["id"] == ONLY_NAME
    document = _document(odd, "body.example")
    assert (document["match"], _ids(document)) == ("partial", {ONLY_NAME})
    assert _document(odd, "unheard-of.example")["match"] == "none"


def test_free_mail_names_nobody(odd: Terminal) -> None:
    """Which domains are, is configured; the whole address of a person is looked up all the same."""
    assert _document(odd, "north.example")["organization"]["id"] == NORTH
    Path(odd.variables["CSM_CONFIG"]).write_text(
        '[organizations]\nfree_mail_domains = ["North.example"]\n'
    )
    for query in ("north.example", "NORTH.example", "@north.example"):
        out = odd(["org", query, "--json"])
        assert (out.exit_code, str(out)) == (2, "")
    assert _document(odd, "bo@north.example")["organization"]["id"] == NORTH


# --- e-mails --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "match", "found", "codes"),
    [
        ("astrid@NORTH.example", "exact", {NORTH: ["person"]}, set()),
        ("gone@mostly.example", "exact", {MOSTLY: ["past_events"]}, {"region_mixed"}),
        ("moved@juice.example", "exact", {JUICES: ["person"]}, {"former_organizations"}),
        ("both@juice.example", "ambiguous", {JUICE: ["person"], BOX: ["past_events"]}, set()),
        ("many@juice.example", "ambiguous", {JUICE: ["person"]}, {"further_organizations"}),
        ("a_b@under.example", "exact", {BOX: ["person"]}, set()),
        ("axb@under.example", "none", {}, set()),
        ("%@north.example", "none", {}, set()),
        ("a@unregistered.example", "exact", {UNHEARD_OF: ["person"]}, set()),
    ],
)
def test_an_address_leads_to_all_organizations_of_its_person(
    odd: Terminal, address: str, match: str, found: dict[str, list[str]], codes: set[str]
) -> None:
    """The present one, past ones if the person may still be there, and never one of several."""
    document = _document(odd, address)
    listed = document["candidates"] or [document["organization"]]
    assert {each["id"]: each["found_by"] for each in filter(None, listed)} == found
    assert (document["kind"], document["match"], _codes(document)) == ("email", match, codes)


def test_zendesk_knows_people_whom_posthog_does_not(odd: Terminal) -> None:
    """By its organization's external id; one without is said to have none."""
    document = _document(odd, "ZED@only.example")
    assert document["organization"]["id"] == ONLY_ZENDESK
    assert document["organization"]["found_by"] == ["zendesk_external_id"]
    assert document["organization"]["zendesk_organization"]["id"] == 504
    assert _codes(document) == {"not_in_posthog", "region_unknown"}
    assert _document(odd, "ed@only.example")["match"] == "none"
    assert _codes(_document(odd, "zed@no-id.example")) == {"no_external_id"}
    assert _codes(_document(odd, "nobody@free.example")) == {"holding_organization"}


def test_zendesk_knows_names_that_posthog_does_not(odd: Terminal) -> None:
    """The whole name before its beginning."""
    document = _document(odd, "only zendesk")
    assert (document["match"], _ids(document)) == ("exact", {ONLY_ZENDESK})
    document = _document(odd, "only zen")
    assert (document["match"], _ids(document)) == ("ambiguous", {ONLY_ZENDESK, ONLY_NAME})
    assert _codes(_document(odd, "no id")) == {"no_external_id"}


# --- tickets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket", "match", "found", "codes"),
    [
        (world.AGREED, "exact", {NORTH: ["field", "zendesk_external_id"]}, set()),
        (
            world.DISAGREED, "ambiguous",
            {NORTH: ["field"], ONLY_ZENDESK: ["zendesk_external_id"]}, set(),
        ),
        (
            world.OTHER_FIELD, "ambiguous",
            {JUICES: ["field"], NORTH: ["zendesk_external_id"]}, set(),
        ),
        (world.BY_REQUESTER, "exact", {NORTH: ["person"]}, set()),
        (world.NO_ID, "none", {}, set()),
        (world.ONE_OF_MANY, "ambiguous", {JUICE: ["person"]}, {"further_organizations"}),
        (
            world.TEXT_DIFFERS, "exact",
            {NORTH: ["field", "zendesk_external_id"]}, {"body_differs"},
        ),
        (world.TEXT_ALONE, "unconfirmed", {JUICE: ["body"]}, set()),
        (world.TEXT_AGREES, "exact", {NORTH: ["person", "body"]}, set()),
        (world.HELD, "none", {}, {"holding_organization"}),
        (world.BY_STAFF, "none", {}, set()),
    ],
)  # fmt: skip
def test_a_ticket_leads_to_whom_its_witnesses_name(
    odd: Terminal, ticket: int, match: str, found: dict[str, list[str]], codes: set[str]
) -> None:
    """Those who disagree are listed; the text, which a customer writes, settles nothing."""
    for query in (str(ticket), f"#{ticket}"):
        document = _document(odd, query)
        listed = document["candidates"] or [document["organization"]]
        assert {each["id"]: each["found_by"] for each in filter(None, listed)} == found
        assert (document["kind"], document["match"]) == ("ticket", match)
        assert _codes(document) == codes
        for each in filter(None, listed):
            assert each["confirmed"] is (each["found_by"] != ["body"])


def test_a_ticket_is_also_its_url(odd: Terminal) -> None:
    """Of the Zendesk that one is signed in to, and of no other."""
    url = f"{odd.variables['CSM_ZENDESK_URL']}/agent/tickets/{world.AGREED}"
    assert _document(odd, url)["organization"]["id"] == NORTH
    assert odd(["org", f"https://other.zendesk.com/agent/tickets/{world.AGREED}"]).exit_code == 2


def test_a_ticket_that_is_not_there_is_an_error(odd: Terminal) -> None:
    """Exit 5 without a document: that is not the same as a ticket without an organization."""
    out = odd(["org", "999999", "--json"])
    assert (out.exit_code, str(out), out.error["code"]) == (5, "", "not_found")


# --- what is shown --------------------------------------------------------------------------


def test_the_region_is_that_of_its_peoples_accounts_and_never_a_guess(odd: Terminal) -> None:
    """Links are built for it; a draw, or hosts that nobody knows, make no link."""
    host = "posthog.com/admin/posthog/organization"
    for key, region, admin, codes in (
        (NORTH, "eu", f"https://eu.{host}/{NORTH}/change/", set()),
        (MOSTLY, "us", f"https://us.{host}/{MOSTLY}/change/", {"region_mixed"}),
        (SPLIT, None, None, {"region_mixed", "region_unknown"}),
        (ELSEWHERE, None, None, {"region_unknown"}),
        (NO_PLAN, None, None, {"region_unknown"}),
    ):
        document = _document(odd, key)
        organization = document["organization"]
        assert (organization["region"], organization["links"]["admin"]) == (region, admin)
        assert organization["links"]["billing"] == f"http://go/billing/{key}"
        assert _codes(document) == codes


def test_an_address_of_the_other_region_does_not_move_an_organization(odd: Terminal) -> None:
    """Where nothing else tells the region, the address does."""
    document = _document(odd, f"https://us.posthog.com/admin/posthog/organization/{NORTH}/change/")
    assert (document["kind"], document["organization"]["region"]) == ("admin_url", "eu")
    assert "region_differs" in _codes(document)
    document = _document(odd, f"go/adminOrgEU/{NO_PLAN}")
    assert document["organization"]["links"]["admin"].startswith("https://eu.posthog.com/")
    assert _codes(document) == set()


def test_a_page_of_another_host_is_refused_before_anything_is_asked(odd: Terminal) -> None:
    """Of whatever looks like one in a mail; the id alone is a person's own word."""
    page = f"https://evil.example/admin/posthog/organization/{NORTH}/change/"
    for words in (["org", page], ["audit-impersonation", page], ["login-as", page]):
        out = odd(words)
        assert (out.exit_code, str(out)) == (2, "")
        assert "'evil.example' is not where PostHog has such pages" in out.stderr


def test_people_are_counted_by_their_addresses(odd: Terminal) -> None:
    """And those without one beside them."""
    found = _document(odd, NORTH)["organization"]
    assert found["members"] == {"current": 2, "without_email": 1}
    assert found["plan"] == "scale"
    assert _document(odd, NO_PLAN)["organization"]["plan"] is None


def test_the_plans_property_can_be_another(odd: Terminal) -> None:
    """It is a value of the query, so that its name can hold anything."""
    Path(odd.variables["CSM_CONFIG"]).write_text('[organizations]\nplan_property = "na\'me"\n')
    assert _document(odd, NORTH)["organization"]["plan"] is None
    Path(odd.variables["CSM_CONFIG"]).write_text('[organizations]\nplan_property = "name"\n')
    assert _document(odd, NORTH)["organization"]["plan"] == "Ørsted & SØN"


def test_an_organization_that_only_has_people_is_known_without_a_name(odd: Terminal) -> None:
    """Its group was never registered."""
    found = _document(odd, UNHEARD_OF)["organization"]
    assert (found["name"], found["region"], found["members"]["current"]) == (None, "us", 1)


def test_zendesks_record_is_shown_if_there_is_one(odd: Terminal) -> None:
    """With its page; of several with one id none is chosen."""
    filed = _document(odd, NORTH)["organization"]["zendesk_organization"]
    url = f"{odd.variables['CSM_ZENDESK_URL']}/agent/organizations/501"
    assert filed == {"id": 501, "name": "Ørsted & SØN", "url": url}
    document = _document(odd, JUICE)
    assert document["organization"]["zendesk_organization"] is None
    assert "several_in_zendesk" in _codes(document)
    assert _document(odd, BOX)["organization"]["zendesk_organization"] is None


def test_vitally_is_linked_once_the_form_of_its_addresses_is_configured(odd: Terminal) -> None:
    """Null before; and what is no such address is refused."""
    assert _document(odd, NORTH)["organization"]["links"]["vitally"] is None
    config = Path(odd.variables["CSM_CONFIG"])
    config.write_text('[organizations]\nvitally_url = "https://v.example/o/{id}?x=1"\n')
    found = _document(odd, NORTH)["organization"]
    assert found["links"]["vitally"] == f"https://v.example/o/{NORTH}?x=1"
    for wrong in ("https://v.example/o", "javascript:{id}", "http://v.example/{id}"):
        config.write_text(f'[organizations]\nvitally_url = "{wrong}"\n')
        assert odd(["org", NORTH]).exit_code == 2


def test_an_id_that_nobody_knows_is_not_found(odd: Terminal) -> None:
    """The document says so, with exit 5."""
    assert _document(odd, uuid(77))["match"] == "none"
    document = _document(odd, ONLY_ZENDESK)
    assert (document["match"], document["organization"]["name"]) == ("exact", "Only Zendesk")
    assert "not_in_posthog" in _codes(document)


def test_a_pipe_has_one_line_or_none(odd: Terminal) -> None:
    """So that a script never goes on with the first of several; those are told on stderr."""
    out = odd(["org", NORTH])
    [line] = out.splitlines()
    assert line.split("\t")[:5] == [NORTH, "Ørsted & SØN", "eu", "scale", "2"]
    assert line.split("\t")[-1] == "id"
    several = odd("org box")
    assert (several.exit_code, str(several)) == (5, "")
    assert {BOX, BOX_TOO} <= set(several.stderr.split())
    many = odd("org chain store")
    assert "... and 40 more" in many.stderr


def test_a_terminal_has_a_card_or_a_table(odd: Terminal) -> None:
    """The links stand in full, for a person to click; candidates have their ids."""
    person = odd.with_(terminal=True, width=140, TERM="xterm", NO_COLOR="1")
    card = person(["org", NORTH])
    assert "Ørsted & SØN (EU)" in card
    assert f"https://eu.posthog.com/admin/posthog/organization/{NORTH}/change/" in card
    assert "2, and 1 without an address" in card
    listed = person("org box")
    assert BOX in listed
    assert BOX_TOO in listed
    assert "more than one organization" in listed.stderr


def test_words_need_no_quotes_and_stdin_will_do(odd: Terminal) -> None:
    """As with every command that takes words."""
    assert odd("org no plan").split("\t")[0] == NO_PLAN
    assert odd("org -", stdin="no plan\n").split("\t")[0] == NO_PLAN
    assert odd("org -", stdin="\n").exit_code == 2
