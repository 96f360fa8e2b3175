"""A newer version of `csm`: asked for only when a person says so."""

import pytest

from csm_cli import __version__
from tests.adapters.scripted_server import Reply, scripted
from tests.cli.doctor.looking import configure, examined
from tests.terminal import Terminal


@pytest.mark.parametrize(
    ("newest", "unwell"), [("99.0.0", {"version": "warn"}), (__version__, {}), ("0.0.9", {})]
)
def test_a_newer_version(newest: str, unwell: dict[str, str], alone: Terminal) -> None:
    """It is told, with the command that upgrades; an older one on the index is no news."""
    with scripted(Reply(body={"info": {"version": newest}})) as index:
        configure(alone, f'[doctor]\nindex_url = "{index.url}/pypi/csm-cli/json"\n')
        found = examined(alone, "--check-version")
        assert [asked.path for asked in index.asked] == ["/pypi/csm-cli/json"]
        assert "authorization" not in {name.lower() for name in index.asked[0].headers}
    assert found.unwell_here == unwell
    if unwell:
        assert "99.0.0 is out" in found["version"]["found"]
        assert "upgrade" in found["version"]["next"]


def test_nobody_asks_unasked(alone: Terminal) -> None:
    """Without the option the index hears nothing."""
    with scripted() as index:
        configure(alone, f'[doctor]\nindex_url = "{index.url}/pypi/csm-cli/json"\n')
        examined(alone)
        assert index.asked == []


@pytest.mark.parametrize(
    "reply", [Reply(body=b"<html>sign in"), Reply(404, {}), Reply(body={"info": {"version": 3}})]
)
def test_an_index_that_does_not_tell(reply: Reply, alone: Terminal) -> None:
    """An index that has no answer is a warning: the work does not depend on it."""
    with scripted(reply) as index:
        configure(alone, f'[doctor]\nindex_url = "{index.url}/x"\n')
        assert examined(alone, "--check-version").unwell_here == {"version": "warn"}


def test_no_index(alone: Terminal) -> None:
    """None is known from the start: what to set is said, and nobody is asked."""
    found = examined(alone, "--check-version")
    assert found.unwell_here == {"version": "warn"}
    assert "doctor.index_url" in found["version"]["next"]
