"""Times as ClickHouse reads them."""

from datetime import UTC, datetime


def clickhouse_time(at: datetime) -> str:
    """UTC with microseconds; ClickHouse turns a time that it can't read into no time at all."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
