"""Files that are kept for sending them again: no longer than their write is undecided."""

from contextlib import suppress

from csm_cli.domain.errors import CsmError
from csm_cli.domain.history import UNDECIDED
from csm_cli.services.ports import History, KeptFiles


def clear(files: KeptFiles, history: History) -> None:
    """Delete those of writes whose outcome is known by now, whoever found it out.

    Those of a write that is not in the journal are left: another run may be about to record it.
    What can't be deleted now is the doctor's to tell; what was written stands all the same.
    """
    with suppress(CsmError):
        kept = {*files.operations()}
        if kept:
            settled = (each for each in history.entries() if each.outcome != UNDECIDED)
            files.forget(kept & {each.operation_id for each in settled})
