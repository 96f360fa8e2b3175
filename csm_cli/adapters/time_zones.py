"""Time zones by their names, as this system knows them."""

from datetime import UTC, tzinfo

from csm_cli.domain.errors import WrongUsage


def zone(name: str) -> tzinfo:
    """The zone of the setting `clocks.time_zone`; raises WrongUsage if it is not known here."""
    if name.upper() in {"UTC", ""}:
        return UTC  # known even where the system has no table of zones
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few need it

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise WrongUsage(
            f"time_zone in the table 'clocks' of the config file is not known here: {name[:40]!r}",
            hint='a name such as "Europe/Berlin", or "UTC"',
        ) from None
