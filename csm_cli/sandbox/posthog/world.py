"""What the PostHog side needs of the sandbox around it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Literal, Protocol

from csm_cli.sandbox.posthog.event_file import EventFile

Region = Literal["us", "eu"]
Kind = Literal["events", "persons", "groups"]


class World(Protocol):
    """The state of one sandbox, shared by its services."""

    def now(self) -> datetime:
        """The sandbox's clock, in UTC."""
        ...

    @property
    def generation(self) -> object:
        """Differs after the data was loaded anew."""
        ...

    @property
    def rows_version(self) -> object:
        """Differs after the rows and the event file were loaded anew."""
        ...

    def project(self) -> dict[str, Any]:
        """`project.json` with its defaults."""
        ...

    def posthog_rows(self, kind: Kind) -> Iterator[dict[str, Any]]:
        """The scenario's records in file order, times as ISO 8601 in UTC."""
        ...

    def event_file(self) -> EventFile | None:
        """The scenario's further events, as a file that was checked."""
        ...

    def at_close(self, callback: Callable[[], None]) -> None:
        """Have this called before the state is closed."""
        ...
