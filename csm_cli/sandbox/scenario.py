"""A scenario folder: what a fresh sandbox knows.

Holds `zendesk.json`, `posthog/project.json`, `posthog/events.jsonl`, `posthog/persons.jsonl` and
`posthog/groups.jsonl`; each of them may be missing, the folder may not. Faults raise
`ScenarioError`, which names file, line and reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from csm_cli.sandbox.errors import ScenarioError
from csm_cli.sandbox.scenario_posthog import (
    ROW_KINDS,
    default_project,
    read_project,
    read_rows,
)
from csm_cli.sandbox.scenario_zendesk import Desk, read_desk
from csm_cli.sandbox.zendesk.shapes import KINDS

DEFAULT_FOLDER = Path(__file__).parent / "scenarios" / "default"


class Scenario(NamedTuple):
    """A folder read and checked against one moment of loading; the PostHog rows are streamed."""

    folder: Path
    loaded_at: datetime
    desk: Desk
    project: dict[str, Any]

    def posthog_rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """Stream the rows of `events`, `persons` or `groups`; raises ScenarioError on the way."""
        file = self.folder / "posthog" / f"{kind}.jsonl"
        return read_rows(kind, file, self.loaded_at) if file.exists() else iter(())


def read_scenario(folder: Path, loaded_at: datetime) -> Scenario:
    """Read the folder; offsets such as `-3d2h` count from `loaded_at`."""
    desk_file, project_file = folder / "zendesk.json", folder / "posthog" / "project.json"
    row_files = [folder / "posthog" / f"{kind}.jsonl" for kind in ROW_KINDS]
    if not any(file.exists() for file in (desk_file, project_file, *row_files)):
        raise ScenarioError(folder, 0, "no scenario here: neither zendesk.json nor posthog/*.jsonl")
    no_desk = Desk({kind: [] for kind in KINDS}, {})
    return Scenario(
        folder,
        loaded_at,
        read_desk(desk_file, loaded_at) if desk_file.exists() else no_desk,
        read_project(project_file) if project_file.exists() else default_project(),
    )
