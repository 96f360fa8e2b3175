"""PostHog asked whether csm's questions can be asked, for `csm doctor`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from csm_cli.adapters.posthog import rows
from csm_cli.adapters.posthog.moments import clickhouse_time
from csm_cli.adapters.posthog.query_api import QueryApi
from csm_cli.domain.doctor_rules import Seen
from csm_cli.domain.errors import CsmError, NotSignedIn, Unavailable

Open = Callable[[], tuple[QueryApi, Callable[[], None]]]


class PostHogProbes:
    """Fulfils the port `LogProbe`.

    Args:
        here: Opens the query API of the host that is audited.
        there: Opens that of the other region.
        other: The other region's host.
    """

    def __init__(self, here: Open, there: Open, other: str) -> None:
        self._here = here
        self._there = there
        self._other = other

    def group_types(self) -> Mapping[str, int]:
        """The group types of the project with their numbers."""
        api, close = self._here()
        try:
            found = api.query("group_types").rows
        finally:
            close()
        return {str(row.get("type_name")): rows.number(row, "type_index") for row in found}

    def seen(self, names: Sequence[str], since: datetime) -> Sequence[Seen]:
        """The events of these names since then, those with the most first."""
        api, close = self._here()
        try:
            found = api.query(
                "impersonations_seen", event_names=list(names), since=clickhouse_time(since)
            ).rows
        finally:
            close()
        try:
            return [
                Seen(
                    str(row["event_name"]),
                    rows.number(row, "events_counted"),
                    rows.moment(row["newest_at"]),
                )
                for row in found
            ]
        except (KeyError, ValueError) as problem:
            raise Unavailable(
                f"PostHog's answer holds a row that can't be read ({type(problem).__name__})",
                hint="csm may be older than PostHog's events; report it",
            ) from None

    def elsewhere(self) -> str | None:
        """The host of the other region, if that one knows the key."""
        try:
            api, close = self._there()
        except CsmError:
            return None
        try:
            api.query("group_types")
        except (NotSignedIn, Unavailable):
            return None
        except CsmError:  # no such project there, or not with this key: but the key is known
            return self._other
        finally:
            close()
        return self._other
