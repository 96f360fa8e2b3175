"""What an audit is asked."""

from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.impersonation.members import NO_EXTRAS, Extras
from csm_cli.domain.impersonation.window import Window


class Question(NamedTuple):
    """The organization's id, the window, and what its asker knows.

    `region` is `us`, `eu` or null. `asked_at` is now, for telling what may not have arrived.
    `found_by` says how the organization was found, for the result.
    """

    organization_id: str
    window: Window
    asked_at: datetime
    region: str | None = None
    extras: Extras = NO_EXTRAS
    found_by: tuple[str, ...] = ()
