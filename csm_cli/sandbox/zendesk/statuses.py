"""Ticket statuses and the ids of the custom statuses that stand behind them, one each."""

from __future__ import annotations

from typing import Final

STATUS_IDS: Final = {
    "new": 6130830355738,
    "open": 6130892426138,
    "pending": 6130892426394,
    "hold": 6130892426650,
    "solved": 6130892426906,
    "closed": 6130892426906,  # closed is a state of solved tickets, not a status category
}
STATUS_OF_ID: Final = {
    number: status for status, number in STATUS_IDS.items() if status != "closed"
}
