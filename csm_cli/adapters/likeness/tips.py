"""The troubleshooting tips that come with csm, and those of a person's own file."""

from collections.abc import Sequence

from csm_cli.adapters import tips_file
from csm_cli.adapters.config_file import TIPS
from csm_cli.adapters.settings import Settings
from csm_cli.domain.likeness.hits import Piece, Wanted
from csm_cli.domain.likeness.tips_like import tips_like


class TipsPlace:
    """The tips of this machine."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def queries(self, wanted: Wanted) -> Sequence[str]:  # noqa: ARG002 - part of the port
        """One look without a query: the search is done here."""
        return ("",)

    def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002 - part of the port
        """The tips that share a word.

        Raises:
            WrongUsage: a person's own file can't be read.
        """
        own = self._settings.config_file.with_name(TIPS)
        site = str(self._settings.facts["website"]["url"]).rstrip("/")
        return Piece(tips_like(tips_file.load(own), wanted, site))
