"""Documents of audits, to be compared with one another."""

from typing import Any


def without_making(document: Any) -> dict[str, Any]:
    """All but when and by what it was made, in which the same audit differs each time."""
    return {key: value for key, value in document.items() if key != "made"}
