"""What stands around the times in which a write is under way and nothing of it was sent."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import Limited
from csm_cli.services.ports import Held


class Holding:
    """Calls `held` for such times; without a block that names one, nothing stands around them.

    Args:
        session: Sends the write, and waits where it was refused for now.
    """

    def __init__(self, session: SafeSession) -> None:
        self._session = session
        self._held: Held = lambda _: nullcontext()

    @contextmanager
    def by(self, held: Held) -> Iterator[None]:
        """Until the end of the block it is this one."""
        before, self._held = self._held, held
        try:
            yield
        finally:
            self._held = before

    def before_sending(self, outcome: str) -> AbstractContextManager[None]:
        """Around what comes first; the outcome is that of a run that ends within."""
        return self._held(outcome)

    def sending(self) -> AbstractContextManager[None]:
        """Around the update: its waits after a refusal are such times."""
        return self._session.around_refusals(lambda: self._held(Limited.code))
