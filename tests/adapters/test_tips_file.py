"""The tips on disk: the shipped ones are whole, and a user's own come first or are refused."""

from datetime import date
from pathlib import Path

import pytest

from csm_cli.adapters.ownership_reading import read
from csm_cli.adapters.tips_file import load
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.tips import GENERAL, Place, named

# Every value of the support form's last edition that sent any.
AREAS = (
    "login analytics_platform billing cohorts data_ingestion health_overview data_management",
    "mobile notebooks onboarding platform_addons sdk setup-wizard ai_gateway llm-analytics apps",
    "batch_exports cdp_destinations data_modeling data_warehouse error_tracking experiments",
    "feature_flags group_analytics customer_analytics heatmaps logs posthog-ai posthog-mcp",
    "analytics revenue_analytics session_replay signals slack surveys toolbar web_analytics",
    "workflows",
)
OLDER = ["data_integrity", "ingestion", "llm-observability", "max-ai", "messaging"]
OWN = """\
schema_version: 1
tips:
  - area: session_replay
    look_up: [Ask Ada first]
    as_of: 2026-11-20
    source: Ada
  - area: our-thing
    title: Our thing
    also: [the thing]
    pages: [{title: It, path: /thing}]
    as_of: 2026-11-20
    source: Ada
"""


def test_every_target_area_has_tips() -> None:
    """Of the form's last edition and of older ones, each with something to do or to read."""
    book = load(Path("/nowhere/tips.yaml"))
    for area in (*" ".join(AREAS).split(), *OLDER):
        entries = named(book, area)
        assert entries, area
        assert all(entry.steps or entry.look_up or entry.docs for entry in entries), area
    assert named(book, GENERAL)


def test_no_word_means_two_areas() -> None:
    """An area is found by one name; whatever the ownership rows call an area has its tips."""
    book = load(Path("/nowhere/tips.yaml"))
    for entry in book:
        for name in (entry.area, entry.title or entry.area, *entry.also):
            assert {each.area for each in named(book, name)} == {entry.area}, name
    for row in read(None).features:
        for area in row.target_areas:
            assert named(book, area), area


def test_ones_own_come_first_and_may_name_new_areas(tmp_path: Path) -> None:
    """The shipped entry of the same area stays, behind; each entry says which file it is from."""
    own = tmp_path / "tips.yaml"
    own.write_text(OWN)
    (mine, shipped) = named(load(own), "Session Replay")
    assert (mine.look_up, mine.origin, shipped.origin) == (("Ask Ada first",), str(own), None)
    (thing,) = named(load(own), "the thing")
    assert (thing.area, thing.pages) == ("our-thing", (Place("It", "/thing"),))
    assert thing.as_of == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (OWN.replace("look_up", "lookup"), 4, "did you mean look_up"),
        (OWN.replace("area: our-thing", "area: Our Thing"), 7, "target area"),
        (OWN.replace("our-thing", "session_replay"), 7, "again, after line 3"),
        (OWN.replace("/thing}", "javascript:alert(1)}"), 10, "path"),
        (OWN.replace("/thing}", "//evil.example}"), 10, "path"),
        (OWN.replace("    as_of: 2026-11-20\n", "", 1), 3, "as_of"),
        (OWN.replace("schema_version: 1", "schema_version: 2"), 1, "the number 1"),
        ("tips: [", 2, "not YAML"),
        ("", 1, "empty"),
        ("schema_version: 1\ntips: []\nmore: 1\n", 3, "more"),
    ],
)  # fmt: skip
def test_a_mistake_is_pointed_at(tmp_path: Path, text: str, line: int, said: str) -> None:
    """File, line and reason; nothing is answered from half a file."""
    own = tmp_path / "tips.yaml"
    own.write_text(text)
    with pytest.raises(WrongUsage) as told:
        load(own)
    assert told.value.message.startswith(f"{own}:{line}: ")
    assert said in told.value.message


def test_a_file_that_leads_nowhere_is_not_left_out_silently(tmp_path: Path) -> None:
    """A link to a team's file that was moved: refused by its name, like any that can't be read."""
    own = tmp_path / "tips.yaml"
    own.symlink_to(tmp_path / "moved.yaml")
    with pytest.raises(WrongUsage, match=r"tips\.yaml cannot be read"):
        load(own)
