"""Until when, as a customer reads it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from csm_cli.domain import by_when


def test_in_words() -> None:
    """The day without a leading zero; the time, with its zone, only where hours are promised."""
    moment = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)
    assert by_when.in_words(moment, exact=False) == "Tuesday, 1 December"
    assert by_when.in_words(moment, exact=True) == "Tuesday, 1 December, 08:05 UTC"
    there = moment.astimezone(ZoneInfo("Europe/Berlin"))
    assert by_when.in_words(there, exact=True) == "Tuesday, 1 December, 09:05 CET"
    assert (by_when.is_exact(8), by_when.is_exact(24)) == (True, False)
