"""No fact of the collected ownership table is missing from the file that ships."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from csm_cli.adapters.ownership_reading import read
from csm_cli.domain.ownership import Feature, Owner
from tests import reference

COLLECTED_ON = date(2026, 11, 23)
_AREA = "target_area:"

pytestmark = pytest.mark.reference


def _facts() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(
        reference.file("ownership_facts.yaml").read_text(encoding="utf-8")
    )
    return rows


def _as_fact(row: Feature, owner: Owner | None) -> dict[str, Any]:
    """One owner of one feature, in the words of the collected table."""
    aliases = [*row.aliases, *(_AREA + area for area in row.target_areas)]
    labels = row.github_labels
    label = labels[0] if len(labels) == 1 else list(labels)
    fact: dict[str, Any] = {
        "feature": row.name,
        "aliases": aliases,
        "github_label": label,
        "notes": _notes(row, owner),
        "source": row.source,
    }
    if owner is not None:
        fact |= {
            "team": owner.team,
            "team_slug": owner.team_slug,
            "github_team": owner.github_team,
            "slack_channel": owner.slack_channel,
            "zendesk_group": owner.zendesk_group,
        }
    return {name: value for name, value in fact.items() if value not in (None, [])}


def _notes(row: Feature, owner: Owner | None) -> str:
    """The table writes joint owners and inferred channels into its notes; the file has keys."""
    others = [each.team for each in row.owners if each is not owner]
    joint = f"Joint owner with {' and '.join(others)}." if others else ""
    inferred = "[R1]" if owner is not None and owner.slack_channel_inferred else ""
    return " ".join(part for part in (joint, row.notes, inferred) if part)


def _shipped() -> Iterator[dict[str, Any]]:
    for row in read(None).features:
        for owner in row.owners or (None,):
            yield _as_fact(row, owner)


def _ordered(fact: dict[str, Any]) -> tuple[str, str]:
    return fact["feature"], fact.get("team", "")


def test_every_fact_is_in_the_shipped_file_and_no_other() -> None:
    """All rows with all their values: written back as the table has them, they are the table."""
    assert sorted(_shipped(), key=_ordered) == sorted(_facts(), key=_ordered)


def test_rows_carry_the_day_on_which_they_were_collected() -> None:
    """Every owner, and every row without one, is dated."""
    found = read(None).features

    assert {owner.as_of for row in found for owner in row.owners} == {COLLECTED_ON}
    assert {row.as_of for row in found} == {COLLECTED_ON}


@pytest.mark.parametrize(
    "name", ["Pipeline", "CDP", "Data Warehouse", "Feature Success", "Dollars & Cents", "Max AI",
             "CRM", "Platform Analytics", "LLM observability", "Logs"],
)  # fmt: skip
def test_the_lineage_of_teams_is_recorded(name: str) -> None:
    """Each old name in the handbook's account of how teams became others is a former team."""
    handbook = reference.file("handbook.md").read_text(encoding="utf-8")
    lineage = handbook[handbook.index("### 3.3") :].split("\n## ")[0]

    assert re.search(re.escape(name), lineage, re.IGNORECASE)
    assert name.casefold() in {team.name.casefold() for team in read(None).former_teams}
