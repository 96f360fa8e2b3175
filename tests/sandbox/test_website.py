"""The stand-in of posthog.com: the scenario's pages, told apart by their `ETag`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from csm_cli.sandbox import Sandbox, ScenarioError


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with an index, a page in Markdown and one in HTML."""
    folder = tmp_path_factory.mktemp("scenario")
    (folder / "website" / "docs").mkdir(parents=True)
    (folder / "website" / "llms.txt").write_text("# PostHog\n", "utf-8")
    (folder / "website" / "docs" / "flags.md").write_text("# Flags - über\n", "utf-8")
    (folder / "website" / "docs" / "flags.html").write_text("<h1>Flags</h1>", "utf-8")
    with Sandbox(folder / "state", folder) as sandbox:
        assert sandbox.env["CSM_WEBSITE_URL"] == sandbox.services["website"]
        yield sandbox.services["website"]


def test_a_page_is_served_with_its_tag(site: str) -> None:
    """Whoever names the tag again gets no body; after a change of one letter it would differ."""
    page = requests.get(f"{site}/docs/flags.md", timeout=20)
    assert (page.status_code, page.text) == (200, "# Flags - über\n")
    assert page.headers["content-type"] == "text/markdown; charset=utf-8"
    assert page.headers["cache-control"] == "public, max-age=0, must-revalidate"
    named = {"If-None-Match": f'"other", W/{page.headers["etag"]}'}
    again = requests.get(f"{site}/docs/flags.md", headers=named, timeout=20)
    assert (again.status_code, again.content) == (304, b"")
    other = requests.get(f"{site}/llms.txt", headers=named, timeout=20)
    assert (other.status_code, other.headers["content-type"]) == (200, "text/plain; charset=utf-8")


def test_a_page_without_an_ending_is_its_html(site: str) -> None:
    """With a slash at its end or without; what is not there is a page that says so."""
    assert requests.get(f"{site}/docs/flags/", timeout=20).text == "<h1>Flags</h1>"
    missing = requests.get(f"{site}/docs/none.md", timeout=20)
    assert (missing.status_code, "not found" in missing.text) == (404, True)
    assert requests.post(f"{site}/llms.txt", timeout=20).status_code == 405


def test_a_page_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A picture among the pages is a mistake that is named, not served as text."""
    (tmp_path / "website").mkdir()
    (tmp_path / "website" / "logo.png").write_bytes(b"\x89PNG")
    with pytest.raises(ScenarioError, match="must be one of"):
        Sandbox(tmp_path / "state", tmp_path).start()
