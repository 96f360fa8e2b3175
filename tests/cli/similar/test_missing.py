"""Every place that is searched: there, absent, slow, failing, limited, answering rubbish."""

from pathlib import Path

import httpx
import pytest

from tests.cli.similar.test_similar import checked
from tests.conftest import Served
from tests.terminal import Terminal

_SERVICES = {
    "zendesk": "zendesk",
    "github": "github",
    "pylon": "pylon",
    "slack": "slack",
    "docs": "website",
}
_FAULTS = {
    "slow": {"fault": "latency", "seconds": 9},
    "failing": {"fault": "status", "status": 500},
    "limited": {"fault": "status", "status": 429, "retry_after": "60"},
    "rubbish": {"fault": "html", "status": 200},
}


@pytest.fixture
def hurried(csm: Terminal) -> Terminal:
    """A `csm` that asks again at once, and soon gives up on a service that is busy."""
    Path(csm.variables["CSM_CONFIG"]).write_text(
        "[similar]\nwait_seconds = 30.0\n[limits]\nfirst_wait_seconds = 0.0\n"
        "optional_wait_seconds = 0.2\nread_attempts = 2\n",
        "utf-8",
    )
    return csm


def _other(source: str) -> str:
    return "pylon" if source != "pylon" else "docs"


@pytest.mark.parametrize("code", _FAULTS)
def test_places_in_trouble(hurried: Terminal, sandbox: Served, code: str) -> None:
    """Each costs one line; what the other finds is there, and the result says it is partial."""
    for service in _SERVICES.values():
        fault = {**_FAULTS[code], "service": service, "times": 20, "path": ".*"}
        httpx.post(f"{sandbox.services[service]}/_sandbox/faults", json=fault).raise_for_status()
    if code == "slow":
        config = Path(hurried.variables["CSM_CONFIG"])
        config.write_text(config.read_text("utf-8").replace("30.0", "3.0"), "utf-8")
    out = hurried("similar recordings stop checkout --json")
    document = checked(out.json)
    assert (out.exit_code, document["complete"]) == (0, False)
    assert [(each["service"], each["code"]) for each in document["missing"]] == [
        (source, code) for source in _SERVICES
    ]
    assert {each["source"] for each in document["matches"]} == {"tips"}
    assert {each["source"]: each["complete"] for each in document["sources"]} == {
        **dict.fromkeys(_SERVICES, False),
        "tips": True,
    }
    lines = [each for each in out.stderr.splitlines() if each.startswith("without ")]
    for line, missing in zip(lines, document["missing"], strict=True):
        assert missing["text"] in line


@pytest.mark.parametrize("source", _SERVICES)
def test_one_place_in_trouble_leaves_the_others(
    hurried: Terminal, sandbox: Served, source: str
) -> None:
    """What another service finds is there, whichever it is that fails."""
    service, other = _SERVICES[source], _other(source)
    fault = {**_FAULTS["failing"], "service": service, "times": 20, "path": ".*"}
    httpx.post(f"{sandbox.services[service]}/_sandbox/faults", json=fault).raise_for_status()
    document = checked(hurried(f"similar recordings checkout -s {source} -s {other} --json").json)
    assert [each["service"] for each in document["missing"]] == [source]
    assert {each["source"] for each in document["matches"]} == {other}


@pytest.mark.parametrize("source", ["zendesk", "pylon", "slack"])
def test_a_place_without_a_key(hurried: Terminal, source: str) -> None:
    """Absent, with what is missing; nobody is asked in its stead."""
    account = f"CSM_{source.upper()}_"
    kept = {name: value for name, value in hurried.variables.items() if account not in name}
    other = _other(source)
    out = Terminal(kept)(f"similar recordings checkout -s {source} -s {other} --json")
    document = checked(out.json)
    assert [(each["service"], each["code"]) for each in document["missing"]] == [(source, "absent")]
    assert [each["source"] for each in document["sources"]] == [other]
    assert document["matches"]


def test_github_needs_no_key(hurried: Terminal, sandbox: Served) -> None:
    """Its issues are public: found without a token, and with ten searches a minute."""
    out = hurried.with_(CSM_GITHUB_KEY="")("similar 48220 -s github --json")
    document = checked(out.json)
    assert document["complete"]
    assert document["matches"][0]["url"].endswith("/issues/91410")
    log = httpx.get(f"{sandbox.services['github']}/_sandbox/requests").json()
    asked = [each for each in log if each["path"] == "/search/issues"]
    assert asked
    assert all("authorization" not in each["headers"] for each in asked)


def test_the_tenth_search_is_the_last(hurried: Terminal) -> None:
    """A limit in the middle leaves what came before it, told as a part."""
    bare = hurried.with_(CSM_GITHUB_KEY="")
    runs = [bare("similar 48220 -s github --json") for _ in range(3)]
    documents = [checked(out.json) for out in runs]
    assert [each["complete"] for each in documents] == [True, True, False]
    last = documents[-1]
    assert [(each["service"], each["code"]) for each in last["missing"]] == [("github", "limited")]
    assert last["matches"]
    assert "only a part of GitHub: " in runs[-1].stderr


def test_the_docs_may_be_left_out(hurried: Terminal, sandbox: Served) -> None:
    """Without an index in the settings they are absent, and nobody is asked."""
    with Path(hurried.variables["CSM_CONFIG"]).open("a", encoding="utf-8") as file:
        file.write('[website]\ndocs_index = ""\n')
    out = hurried("similar recordings -s docs --json")
    document = checked(out.json)
    assert (out.exit_code, document["missing"][0]["code"]) == (7, "absent")
    log = httpx.get(f"{sandbox.services['website']}/_sandbox/requests").json()
    assert not [each for each in log if each["path"] == "/llms.txt"]


def test_a_bot_cannot_search(hurried: Terminal) -> None:
    """A key that is good for other things: refused, with Slack's own word."""
    out = hurried.with_(CSM_SLACK_KEY="xoxb-sandbox-csm")("similar recordings -s slack --json")
    [missing] = checked(out.json)["missing"]
    assert (missing["code"], "not_allowed_token_type" in missing["text"]) == ("refused", True)


def test_tips_that_cannot_be_read(hurried: Terminal) -> None:
    """A person's own file with a mistake costs the tips, with the mistake, and nothing else."""
    own = Path(hurried.variables["CSM_CONFIG"]).parent / "tips.yaml"
    own.write_text("tips: 5\n", "utf-8")
    out = hurried("similar recordings checkout -s tips -s pylon --json")
    document = checked(out.json)
    assert [(each["service"], each["code"]) for each in document["missing"]] == [
        ("tips", "failing")
    ]
    assert {each["source"] for each in document["matches"]} == {"pylon"}
