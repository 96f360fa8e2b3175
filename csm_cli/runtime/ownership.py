"""What `csm ownership refresh` is made of."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from csm_cli.domain.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable

    from csm_cli.adapters.handbook.fetching import HandbookTable
    from csm_cli.runtime.run import Runtime
    from csm_cli.services.refresh_ownership import RefreshingOwnership

_BESIDE = "ownership.yaml"


def refreshing(
    runtime: "Runtime", file: str | None, waiting: "Callable[[float], None]", *, writes: bool
) -> "RefreshingOwnership":
    """The refresh of the file that is named, or in use, or would be.

    Raises:
        WrongUsage: it would write what the sandbox makes up into a file of real use.
    """
    from csm_cli.adapters.own_ownership import OwnOwnership  # noqa: PLC0415
    from csm_cli.services.refresh_ownership import RefreshingOwnership, Terms  # noqa: PLC0415

    settings = runtime.settings
    if writes and settings.in_sandbox and file is None:
        raise WrongUsage(
            "the sandbox's handbook is made up, and your ownership file is not",
            written="nothing was written",
            hint="name a file of its own with --ownership, or add --dry-run",
        )
    path, _ = settings.ownership_file(file)
    unnamed = path is None
    own = path or settings.config_file.parent / _BESIDE
    facts = settings.facts["ownership"]
    return RefreshingOwnership(
        _handbook(runtime, waiting),
        OwnOwnership(own, lambda: _name(runtime) if unnamed else None),
        Terms(tuple(map(str, facts["page_sources"])), float(facts["least_share"])),
    )


def is_unnamed(runtime: "Runtime", file: str | None) -> bool:
    """Whether no own file is in use, so that the config file would name a new one."""
    return runtime.settings.ownership_file(file)[0] is None


def _name(runtime: "Runtime") -> None:
    from csm_cli.adapters.config_file import DEFAULT  # noqa: PLC0415

    runtime.configuring.file.set(DEFAULT, "ownership.file", _BESIDE)


def _handbook(runtime: "Runtime", waiting: "Callable[[float], None]") -> "HandbookTable":
    from csm_cli.adapters import http  # noqa: PLC0415
    from csm_cli.adapters.handbook.fetching import HandbookTable, Place, Site  # noqa: PLC0415
    from csm_cli.adapters.rest.api import patience  # noqa: PLC0415

    settings = runtime.accounts
    facts, limits = settings.facts["ownership"], settings.facts["limits"]
    page = urlsplit(str(facts["page"])).path.rstrip("/")
    twin = str(facts["json_page"])
    places = (
        *([Place("json", f"/{twin.lstrip('/')}")] if twin else []),
        Place("markdown", f"{page}.md"),
        Place("html", page),
    )
    origin = settings.host("website")
    seconds = settings.seconds("CSM_TIMEOUT", "timeout_seconds")
    client = http.client(origin, runtime.environment, timeout=seconds, headers={})
    table = HandbookTable(
        client,
        Site(origin, places, patience(limits), seconds),
        Path(settings.state) / "handbook-table.json",
        runtime.environment.now,
        waiting,
    )
    runtime.close_at_end(table.close)
    return table
