"""The status page and the website, which csm asks in passing and can do without."""

import pytest

from tests.adapters.scripted_server import Reply, scripted
from tests.cli.doctor.looking import configure, examined
from tests.terminal import Terminal

NOWHERE = "http://127.0.0.1:9"
PAGE = Reply(200, b"<html>sign in</html>", (("Content-Type", "text/html"),))
SITES = {"status_page": "CSM_STATUS_URL", "website": "CSM_WEBSITE_URL"}


@pytest.mark.parametrize("name", SITES)
def test_one_that_can_not_be_reached(name: str, alone: Terminal) -> None:
    """A warning that names the setting: no command stops at it."""
    csm = alone.with_(**{SITES[name]: NOWHERE})  # type: ignore[arg-type]
    found = examined(csm)
    assert found.unwell_here == {name: "warn"}
    assert "nothing listens at 127.0.0.1:9" in found[name]["found"]
    key = "status.url" if name == "status_page" else "website.url"
    assert f"csm config get {key}" in found[name]["next"]
    assert csm(f"config get {key}") == f"{NOWHERE}\n"


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("reply", [PAGE, Reply(404, {}), Reply(503, {})], ids=str)
def test_one_that_answers_with_something_else(name: str, reply: Reply, alone: Terminal) -> None:
    """A sign-in page in between, a path that is not there, a service that is down."""
    with scripted(reply) as site:
        found = examined(alone.with_(**{SITES[name]: site.url}))  # type: ignore[arg-type]
        assert len(site.asked) == 1
    assert found.unwell_here == {name: "warn"}


def test_they_are_asked_where_they_are_configured(alone: Terminal) -> None:
    """The paths of the config file; text is good enough for the index of the docs."""
    configure(alone, '[status]\npath = "/sum"\n[website]\ndocs_index = "/all.txt"\n')
    text = Reply(200, b"# Docs", (("Content-Type", "text/plain"),))
    with scripted(Reply(body={})) as status, scripted(text) as website:
        csm = alone.with_(CSM_STATUS_URL=status.url, CSM_WEBSITE_URL=website.url)
        assert examined(csm).unwell_here == {}
        assert [asked.path for asked in (*status.asked, *website.asked)] == ["/sum", "/all.txt"]


def test_none_to_ask(alone: Terminal) -> None:
    """No status page for a desk of this machine, and no index: nobody is asked."""
    configure(alone, '[website]\ndocs_index = ""\n')
    with scripted() as website:
        found = examined(alone.with_(CSM_STATUS_URL="", CSM_WEBSITE_URL=website.url))
    assert found.unwell_here == {}
    assert found["status_page"]["found"] == "none is configured (optional)"
    assert "website.docs_index is empty" in found["website"]["found"]
