"""A scenario folder: what a fresh sandbox knows.

Holds `zendesk.json`, `posthog/project.json`, `posthog/events.jsonl`, `posthog/persons.jsonl`,
`posthog/groups.jsonl`, `github.json`, `pylon.json`, `vitally.json`, `slack.json`, and the pages of
PostHog's website in `website/`; each of them may be missing, the folder may not. Events may also
come in bulk, as `posthog/events.parquet`.
Faults raise `ScenarioError`, which names file, line and reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from csm_cli.sandbox.errors import ScenarioError
from csm_cli.sandbox.posthog.engine import ENGINE, ClickHouseError
from csm_cli.sandbox.posthog.event_file import EventFile, checked
from csm_cli.sandbox.scenario_posthog import (
    ROW_KINDS,
    default_project,
    read_project,
    read_rows,
)
from csm_cli.sandbox.scenario_services import SHAPES, read_services
from csm_cli.sandbox.scenario_website import read_website
from csm_cli.sandbox.scenario_zendesk import Desk, read_desk
from csm_cli.sandbox.zendesk.shapes import KINDS

DEFAULT_FOLDER = Path(__file__).parent / "scenarios" / "default"


class Scenario(NamedTuple):
    """A folder read and checked against one moment of loading; the PostHog rows are streamed."""

    folder: Path
    loaded_at: datetime
    desk: Desk
    project: dict[str, Any]
    services: dict[str, dict[str, Any]]
    website: dict[str, str]
    event_file: EventFile | None = None

    def posthog_rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """Stream the rows of `events`, `persons` or `groups`; raises ScenarioError on the way."""
        file = self.folder / "posthog" / f"{kind}.jsonl"
        return read_rows(kind, file, self.loaded_at) if file.exists() else iter(())


def read_scenario(folder: Path, loaded_at: datetime) -> Scenario:
    """Read the folder; offsets such as `-3d2h` count from `loaded_at`."""
    desk_file, project_file = folder / "zendesk.json", folder / "posthog" / "project.json"
    row_files = [folder / "posthog" / f"{kind}.jsonl" for kind in ROW_KINDS]
    bulk = folder / "posthog" / "events.parquet"
    others = [*(folder / f"{name}.json" for name in SHAPES), folder / "website"]
    if not any(file.exists() for file in (desk_file, project_file, *row_files, bulk, *others)):
        raise ScenarioError(folder, 0, "no scenario here: neither zendesk.json nor posthog/*.jsonl")
    no_desk = Desk({kind: [] for kind in KINDS}, {})
    return Scenario(
        folder,
        loaded_at,
        read_desk(desk_file, loaded_at) if desk_file.exists() else no_desk,
        read_project(project_file) if project_file.exists() else default_project(),
        read_services(folder, loaded_at),
        read_website(folder / "website"),
        _event_file(bulk) if bulk.exists() else None,
    )


def _event_file(file: Path) -> EventFile:
    """Have ClickHouse look the file through, which takes seconds for each million events."""
    try:
        return checked(file, ENGINE.read_file)
    except ClickHouseError as error:
        raise ScenarioError(file, 0, f"cannot be read as Parquet: {error.message}") from error
    except ValueError as error:
        raise ScenarioError(file, 0, str(error)) from error
