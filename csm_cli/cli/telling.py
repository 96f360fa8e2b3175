"""What happens between csm and the outside, told on stderr with `--verbose`, and in `CSM_LOG`."""

from contextlib import AbstractContextManager
from datetime import datetime

from csm_cli.cli.invocation import Voice
from csm_cli.domain.happenings import Happening
from csm_cli.environment import Environment
from csm_cli.output.happenings import told
from csm_cli.runtime import recording


def recorded(
    environment: Environment, command: str, voice: Voice, *, verbose: bool
) -> AbstractContextManager[Environment]:
    """Within the block, the environment with a recorder in it; see `recording` for the errors."""

    def tell(at: datetime, happening: Happening) -> None:
        if line := told(at, happening):
            voice(line)

    return recording.recorded(environment, command, tell if verbose else None, voice)
