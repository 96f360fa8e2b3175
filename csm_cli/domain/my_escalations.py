"""Which tickets somebody has handed over and not taken back, by the journal of this machine."""

from collections.abc import Sequence

from csm_cli.domain.escalation import NOTE_VERB, VERB, WITHDRAW_VERB
from csm_cli.domain.history import Intent


def handed_over(entries: Sequence[Intent]) -> list[int]:
    """The tickets whose last escalation stands, the latest first; entries are newest first.

    What was withdrawn, or undone, is not among them; an undone withdrawal is none.
    """
    undone = {entry.undoes for entry in entries if entry.undoes and entry.stands}
    found: dict[int, bool] = {}
    for entry in entries:
        if entry.stands and entry.operation_id not in undone:
            if entry.verb in {VERB, NOTE_VERB}:
                found.setdefault(entry.ticket, True)
            elif entry.verb == WITHDRAW_VERB:
                found.setdefault(entry.ticket, False)
    return [ticket for ticket, stands in found.items() if stands]
