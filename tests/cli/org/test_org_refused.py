"""`csm org` when one of the two services can't be asked, and what it asks at all."""

from pathlib import Path
from typing import Any

import pytest

import csm_cli
from tests.cli.org import world
from tests.cli.org.serving import Services
from tests.cli.org.world import BOX, NORTH, ONLY_ZENDESK
from tests.terminal import Output, Terminal

QUERIES = sorted((Path(csm_cli.__file__).parent / "adapters/posthog/queries").glob("*.sql"))

ZENDESK, POSTHOG = "CSM_ZENDESK_", "CSM_POSTHOG_"
EAGER = "[limits]\nread_attempts = 1\nfirst_wait_seconds = 0.0\nbusy_wait_seconds = 0.0\n"


def _without(csm: Terminal, *services: str) -> Terminal:
    """The same terminal, signed out of some services."""
    kept = {key: value for key, value in csm.variables.items() if not key.startswith(services)}
    return Terminal(kept)


def _codes(out: Output) -> set[str]:
    return {warning["code"] for warning in out.json["warnings"]}


# --- without one of the accounts ------------------------------------------------------------


@pytest.mark.parametrize("query", [NORTH, "ørsted & søn", "bo@north.example", "north.example"])
def test_without_zendesk_its_record_is_missing(
    odd: Terminal, services: Services, query: str
) -> None:
    """One line on stderr, and nothing else is lost."""
    out = _without(odd, ZENDESK)(["org", query, "--json"])
    assert (out.exit_code, out.json["organization"]["id"]) == (0, NORTH)
    assert out.json["organization"]["zendesk_organization"] is None
    assert _codes(out) == {"zendesk_not_asked"}
    assert len(out.stderr.splitlines()) == 1
    assert services.count()[1] == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (NORTH, NORTH),
        ("ørsted & søn", NORTH),
        ("zed@only.example", ONLY_ZENDESK),
        (str(world.AGREED), NORTH),
    ],
)
def test_without_posthog_zendesk_tells_what_it_knows(
    odd: Terminal, services: Services, query: str, found: str
) -> None:
    """No members, no plan, and no region, so no admin link; the name is Zendesk's."""
    out = _without(odd, POSTHOG)(["org", query, "--json"])
    organization = out.json["organization"]
    assert (out.exit_code, organization["id"]) == (0, found)
    assert organization["members"] is organization["plan"] is organization["region"] is None
    assert organization["links"]["admin"] is None
    assert organization["name"] == organization["zendesk_organization"]["name"]
    assert _codes(out) == {"posthog_not_asked"}
    assert len(out.stderr.splitlines()) == 1
    assert services.count()[0] == 0


@pytest.mark.parametrize(
    ("missing", "queries"),
    [
        ([ZENDESK], [str(world.AGREED), "#1"]),
        ([POSTHOG], [
            BOX, "box", "bo@north.example", "north.example", str(world.BY_REQUESTER),
        ]),
        ([ZENDESK, POSTHOG], [
            NORTH, "box", "bo@north.example", "north.example", str(world.AGREED),
        ]),
    ],
)  # fmt: skip
def test_what_nobody_can_be_asked_about_is_no_result(
    odd: Terminal, missing: list[str], queries: list[str]
) -> None:
    """Exit 3 and an empty stdout: that nobody knows it can't be said."""
    for query in queries:
        out = _without(odd, *missing)(["org", query, "--json"])
        assert (out.exit_code, str(out)) == (3, ""), query
        assert out.error["hint"].startswith("csm auth login ")


def test_an_unknown_name_is_not_found_without_zendesk(odd: Terminal) -> None:
    """PostHog knows all customers; that Zendesk was not asked is a note."""
    out = _without(odd, ZENDESK)("org unheard of --json")
    assert (out.exit_code, out.json["match"]) == (5, "none")
    assert _codes(out) == {"zendesk_not_asked"}


# --- refusals and failures ------------------------------------------------------------------


@pytest.mark.parametrize("status", [504, 512])
def test_a_look_up_that_is_out_of_time_is_not_told_of_a_window_alone(
    odd: Terminal, services: Services, status: int
) -> None:
    """It has none, and `csm org` no option for one."""
    services.arm("posthog_us", fault="status", status=status)
    out = odd("org north.example --json")
    assert (out.exit_code, str(out)) == (7, "")
    assert out.error["hint"].startswith("try again in some minutes; an audit can ")


@pytest.mark.parametrize(
    "fault",
    [
        {"fault": "status", "status": 500},
        {"fault": "status", "status": 403},
        {"fault": "status", "status": 429, "retry_after": "9999"},
        {"fault": "html"},
        {"fault": "redirect"},
        {"fault": "drop"},
    ],
)
def test_a_zendesk_that_fails_costs_one_line(
    odd: Terminal, services: Services, fault: dict[str, Any]
) -> None:
    """And a PostHog that fails leaves what Zendesk knows."""
    Path(odd.variables["CSM_CONFIG"]).write_text(EAGER)
    services.arm("zendesk", **fault)
    out = odd(["org", NORTH, "--json"])
    assert (out.exit_code, _codes(out)) == (0, {"zendesk_not_asked"})
    services.forget()
    services.arm("posthog_us", **fault)
    out = odd(["org", NORTH, "--json"])
    assert (out.exit_code, _codes(out)) == (0, {"posthog_not_asked"})
    out = odd(["org", BOX, "--json"])
    assert (out.exit_code, str(out)) == (4 if fault.get("status") == 403 else 7, "")


@pytest.mark.parametrize(
    ("key", "code"), [("phx_unknown", 3), ("phx_sandbox_eu", 3), ("phx_with a space", 3)]
)
def test_a_key_that_posthog_does_not_know(odd: Terminal, key: str, code: int) -> None:
    """The same as none, and never shown."""
    out = odd.with_(CSM_POSTHOG_KEY=key)(["org", BOX, "--json"])
    assert (out.exit_code, str(out)) == (code, "")
    assert key not in out.stderr
    assert _codes(odd.with_(CSM_POSTHOG_KEY=key)(["org", NORTH, "--json"])) == {"posthog_not_asked"}


def test_a_light_agent_sees_as_much(odd: Terminal) -> None:
    """No call is used that only some roles may make."""
    light = odd.with_(CSM_ZENDESK_EMAIL="lin@posthog.example", CSM_ZENDESK_TOKEN="lin")
    for query in (NORTH, "only zendesk", "zed@only.example", str(world.AGREED)):
        assert light(["org", query, "--json"]) == odd(["org", query, "--json"])


def test_a_wrong_zendesk_token_is_told(odd: Terminal) -> None:
    """As a note where PostHog knows, as an error where only Zendesk would."""
    wrong = odd.with_(CSM_ZENDESK_TOKEN="wrong")
    assert _codes(wrong(["org", NORTH, "--json"])) == {"zendesk_not_asked"}
    assert wrong(["org", str(world.AGREED)]).exit_code == 3


# --- what is asked --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "posthog", "zendesk"),
    [
        (NORTH, 2, 1),
        (f"go/adminOrgEU/{NORTH}", 2, 1),
        (str(world.AGREED), 2, 1),
        (str(world.BY_REQUESTER), 3, 2),
        (str(world.DISAGREED), 2, 1),
        ("bo@north.example", 3, 1),
        ("both@juice.example", 3, 0),
        ("zed@only.example", 3, 2),
        ("zed@unheard-of.example", 2, 1),
        ("booking.example", 4, 1),
        ("no plan", 3, 1),
        ("chain store", 3, 0),
        ("only zendesk", 3, 1),
        ("gmail.com", 0, 0),
        (NORTH[:-1], 0, 0),
    ],
)
def test_the_number_of_requests_is_bounded(
    odd: Terminal, services: Services, query: str, posthog: int, zendesk: int
) -> None:
    """As the page says; nothing of them can change anything."""
    odd(["org", query])
    assert services.count() == (posthog, zendesk)


def test_everything_typed_is_bound_and_nothing_is_pasted(odd: Terminal, services: Services) -> None:
    """The texts of the queries are the shipped ones, whatever is asked for."""
    shipped = {path.read_text(encoding="utf-8") for path in QUERIES}
    typed = ["' OR 1=1 --", "x'@y.example", "100% Juice", str(world.TEXT_AGREES)]
    for query in typed:
        odd(["org", query])
    sent = services.sent_to_posthog()
    assert len({body["query"]["query"] for body in sent}) == len(typed)
    for body in sent:
        assert body["query"]["query"] in shipped
        assert body["refresh"] == "force_blocking"
        # PostHog keeps the names of queries: no customer's data may be among them.
        assert body["name"] in {f"csm org: {path.stem}" for path in QUERIES}


def test_a_quotation_mark_in_an_address_adds_no_filter(odd: Terminal, services: Services) -> None:
    """Zendesk's search takes every `word:value` for a filter."""
    out = odd(["org", 'nobody"role:end-user"@x.example', "--json"])
    assert (out.exit_code, out.json["match"]) == (5, "none")
    [asked] = services.searched_in_zendesk()
    assert asked == 'email:"nobodyrole:end-user@x.example"'
