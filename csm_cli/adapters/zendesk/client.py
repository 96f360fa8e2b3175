"""zenpy over csm's own session, loaded when first needed."""

import os
from typing import Any

from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import WrongUsage


class Client:
    """Makes the one zenpy client of a host."""

    def __init__(self, host: str, session: SafeSession) -> None:
        self._host = host
        self._session = session
        self._made: Any = None

    @property
    def zenpy(self) -> Any:
        """The client.

        Raises:
            WrongUsage: zenpy can't address the host.
        """
        if self._made is None:
            # At import zenpy would take this as the wish to print every note's text.
            os.environ.pop("DEBUG_LOG", None)  # noqa: TID251 - taken away, not read
            from zenpy import Zenpy  # noqa: PLC0415 - 110 ms that a cached answer can spare

            # zenpy joins the two with a dot; the session puts the right scheme in front.
            subdomain, dot, domain = self._host.partition(".")
            if not dot:
                raise WrongUsage(
                    f"Zendesk's host {self._host!r} has no dot in it, which zenpy needs",
                    hint="use 127.0.0.1 for this machine",
                )
            self._made = Zenpy(
                subdomain=subdomain, domain=domain, session=self._session, disable_cache=True
            )
        return self._made
