"""One thing of Zendesk broken at a time: the doctor names that thing, and blames no other."""

import socket
import ssl
from pathlib import Path

import pytest
import trustme

from csm_cli.sandbox.scenarios.desk import SEVERITY, TARGET_AREA
from csm_cli.sandbox.scenarios.people import LIN, ROBIN
from tests.adapters.scripted_server import Reply, scripted
from tests.cli.doctor.looking import changed, configure, examined, with_scopes
from tests.cli.zendesk_of_sandbox import as_
from tests.conftest import Served
from tests.terminal import Terminal

FIELDS = {"escalation_field", "severity_field", "area_field"}
BEHIND_THE_CREDENTIAL = FIELDS | {
    "zendesk_role", "zendesk_tickets", "zendesk_search", "zendesk_users", "zendesk_organizations",
    "ownership_groups",
}  # fmt: skip
BEHIND_THE_URL = BEHIND_THE_CREDENTIAL | {"zendesk_credential", "role_account"}


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_nobody_listens(well: Terminal) -> None:
    """A port where nothing listens is told as that; the clock is that of the other service."""
    found = examined(well.with_(CSM_ZENDESK_URL=f"http://127.0.0.1:{_closed_port()}"))
    assert found.unwell == {"zendesk_url": "fail"}
    assert found.skipped == BEHIND_THE_URL
    assert "connection refused" in found["zendesk_url"]["found"]


def test_a_certificate_that_is_not_trusted(at_desk: Terminal) -> None:
    """It is told with the reason, and with the variable that names those to trust."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with scripted(tls=context) as server:
        found = examined(at_desk.with_(CSM_ZENDESK_URL=server.url))
    assert found.unwell_there == {"zendesk_url": "fail"}
    assert "certificate of 127.0.0.1" in found["zendesk_url"]["found"]
    assert "SSL_CERT_FILE" in found["zendesk_url"]["next"]


def test_no_tls_where_it_is_expected(at_desk: Terminal) -> None:
    """An https address of a server that speaks plainly is told as that."""
    plain = at_desk.variables["CSM_ZENDESK_URL"].replace("http:", "https:")
    found = examined(at_desk.with_(CSM_ZENDESK_URL=plain))
    assert found.unwell_there == {"zendesk_url": "fail"}
    assert "TLS" in found["zendesk_url"]["found"]


def test_a_proxy_that_is_not_there(at_desk: Terminal) -> None:
    """The proxy is blamed, not the service behind it."""
    proxy = f"http://127.0.0.1:{_closed_port()}"
    away = at_desk.with_(CSM_ZENDESK_URL="https://zendesk.invalid", HTTPS_PROXY=proxy)
    found = examined(away)
    assert found.unwell_there == {"zendesk_url": "fail"}
    assert "through the proxy 127.0.0.1" in found["zendesk_url"]["found"]
    assert "HTTPS_PROXY" in found["zendesk_url"]["next"]


IN_BETWEEN = {
    "a sign-in page": (
        Reply(body=b"<html>sign in", headers=(("Content-Type", "text/html"),)),
        "a web page",
    ),
    "a redirect": (Reply(302, {}, (("Location", "https://a.example/"),)), "a redirect"),
    "a service that is down": (Reply(503, {}), "answers 503"),
}


@pytest.mark.parametrize("case", IN_BETWEEN)
def test_what_answers_is_not_zendesk(case: str, at_desk: Terminal) -> None:
    """Each kind of wrong answer has its own words, and the credential is not sent to it."""
    reply, said = IN_BETWEEN[case]
    with scripted(reply) as server:
        found = examined(at_desk.with_(CSM_ZENDESK_URL=server.url))
        assert "authorization" not in {name.lower() for name in server.asked[0].headers}
    assert found.unwell_there == {"zendesk_url": "fail"}
    assert said in found["zendesk_url"]["found"]


def test_a_wrong_token(well: Terminal) -> None:
    """A token of nobody is answered with 200 and no id, and is told as wrong all the same."""
    found = examined(well.with_(CSM_ZENDESK_TOKEN="canary"))
    assert found.unwell == {"zendesk_credential": "fail"}
    assert found.skipped == BEHIND_THE_CREDENTIAL
    assert "does not know this credential" in found["zendesk_credential"]["found"]
    assert "csm auth login zendesk" in found["zendesk_credential"]["next"]


def test_a_light_agent(well: Terminal) -> None:
    """What a light agent can't do is told before it is tried, with the way up."""
    found = examined(as_(well, "lin"))
    assert found.unwell == {"zendesk_role": "warn"}
    assert "private notes only" in found["zendesk_role"]["found"]
    assert "csm role upgrade" in found["zendesk_role"]["next"]


SCOPES = {
    "read": {},
    "tickets:read users:read organizations:read": {"zendesk_search": "read"},
    "users:read organizations:read": {"zendesk_tickets": "tickets:read", "zendesk_search": "read"},
    "users:read tickets:read": {
        "zendesk_search": "read", "zendesk_organizations": "organizations:read",
    },
}  # fmt: skip


@pytest.mark.parametrize("scopes", SCOPES)
def test_a_token_with_few_scopes(scopes: str, as_new: Served, at_desk: Terminal) -> None:
    """Each scope that is missing is named, by a call that needs it."""
    found = examined(with_scopes(at_desk, as_new, ROBIN.zendesk_id, *scopes.split()))
    missing = SCOPES[scopes]
    assert found.unwell_there == dict.fromkeys(missing, "fail")
    assert found.skipped & BEHIND_THE_URL == ({*FIELDS, "ownership_groups"} if missing else set())
    for name, scope in missing.items():
        assert f"required scopes: {scope}" in found[name]["found"]
        assert f"the scope {scope}" in found[name]["next"]


def test_the_account_for_roles(at_desk: Terminal) -> None:
    """A second account that is there is looked at: it must be real, and an admin's."""
    roles = at_desk.with_(
        CSM_ZENDESK_ROLES_URL=at_desk.variables["CSM_ZENDESK_URL"],
        CSM_ZENDESK_ROLES_EMAIL="noor.haddad@posthog.example",
        CSM_ZENDESK_ROLES_TOKEN="sandbox-noor",
    )
    assert examined(roles).unwell_there == {}
    assert examined(roles.with_(CSM_ZENDESK_ROLES_TOKEN="canary")).unwell_there == {
        "role_account": "fail"
    }
    lin = roles.with_(CSM_ZENDESK_ROLES_EMAIL=LIN.email, CSM_ZENDESK_ROLES_TOKEN="sandbox-lin")
    assert examined(lin).unwell_there == {"role_account": "warn"}


CONFIGURED = {
    "no field of that title": (
        "escalation_title = 'nowhere'",
        ("escalation_field", "no active drop-downs titled 'nowhere'"),
    ),
    "no such option": (
        "escalation_option = 'sent away'",
        ("escalation_field", "no options that begin 'sent away'"),
    ),
    "no severity": ("fields = {severity = 7}", ("severity_field", "no ticket field 7")),
    "no area": ("fields = {area = 7}", ("area_field", "no ticket field 7")),
}


@pytest.mark.parametrize("case", CONFIGURED)
def test_a_field_that_is_not_there(case: str, at_desk: Terminal) -> None:
    """The field is named by what was looked for, with the key that says which one it is."""
    text, (name, said) = CONFIGURED[case]
    configure(at_desk, f"[zendesk]\n{text}\n")
    found = examined(at_desk)
    assert found.unwell_there == {name: "fail"}
    assert said in found[name]["found"]
    assert "zendesk." in found[name]["next"]


def test_fields_that_changed_on_zendesk(as_new: Served, at_desk: Terminal) -> None:
    """Two drop-downs of one title, and a field that was switched off, are seen there."""
    with (
        changed(as_new, "ticket_fields", TARGET_AREA, title=" ESC. "),
        changed(as_new, "ticket_fields", SEVERITY, active=False),
    ):
        found = examined(at_desk)
    assert found.unwell_there == {"escalation_field": "fail", "severity_field": "fail"}
    assert "2 active drop-downs" in found["escalation_field"]["found"]
    assert len(found["escalation_field"]["items"]) == 2


def _owning(csm: Terminal, folder: Path, *groups: str) -> Terminal:
    rows = "".join(
        f"  - feature: Feature {number}\n    owners:\n"
        f"      - {{team: Data Tools, team_slug: data-tools, zendesk_group: {group!r}}}\n"
        "    as_of: 2026-11-23\n    source: Ada\n"
        for number, group in enumerate(groups)
    )
    path = folder / "own.yaml"
    path.write_text(f"schema_version: 1\ncomplete: true\nfeatures:\n{rows}")
    return csm.with_(CSM_OWNERSHIP=str(path))


def test_groups_that_are_gone(at_desk: Terminal, tmp_path: Path) -> None:
    """A missing and a deleted group are listed, a renamed one with its likely new name."""
    groups = ("Web Analytic", "zzzz", "Pipeline", "web ANALYTICS", "SDK (escalated)")
    found = examined(_owning(at_desk, tmp_path, *groups))
    assert found.unwell_there == {"ownership_groups": "fail"}
    items = found["ownership_groups"]["items"]
    assert items[0].startswith("Web Analytic: may now be called Web Analytics")
    assert items[1].startswith("zzzz: nothing sounds like it")
    assert items[2].startswith("Pipeline: ")
    assert len(items) == 3


def test_many_groups_that_are_gone(at_desk: Terminal, tmp_path: Path) -> None:
    """A screen shows the first ones and how many more; the document has all."""
    owning = _owning(at_desk, tmp_path, *(f"zq{number:02}" for number in range(40)))
    assert len(examined(owning)["ownership_groups"]["items"]) == 40
    screen = owning.with_(terminal=True, NO_COLOR="1")("doctor")
    assert screen.count("- zq") == 5
    assert "and 35 more; --json has all" in screen


def test_hostile_names(as_new: Served, well: Terminal, tmp_path: Path) -> None:
    """Names of Zendesk are data: none of them moves a cursor or makes a line of its own."""
    hostile = "Replay\x1b[2J\r\n✓ all\u202e"
    owning = _owning(well, tmp_path, "Replay")
    with (
        changed(as_new, "groups", 360000000002, name=hostile),
        changed(as_new, "users", ROBIN.zendesk_id, name=hostile),
    ):
        screen = owning.with_(terminal=True, NO_COLOR="1")("doctor")
        found = examined(owning)
    assert "Replay" in found["zendesk_credential"]["found"]
    assert "may now be called Replay" in found["ownership_groups"]["items"][0]
    for out in (screen, found.out):
        assert "\x1b[2J" not in out
        assert not {"\r", "\u202e"} & {*out}
        assert "\n✓ all" not in out


def test_tokens_that_end(at_desk: Terminal) -> None:
    """After the day on which all API tokens end, one is no sign-in any more."""
    configure(at_desk, "[zendesk]\ntokens_end = 2026-01-01\n")
    assert examined(at_desk).unwell_there == {"zendesk_sign_in": "fail"}


def test_half_an_account(at_desk: Terminal) -> None:
    """A host without its credential is no sign-in."""
    found = examined(at_desk.with_(CSM_ZENDESK_TOKEN="", CSM_ZENDESK_EMAIL=""))
    assert found.unwell_there == {"zendesk_sign_in": "fail"}
    assert "holds no credential" in found["zendesk_sign_in"]["found"]
