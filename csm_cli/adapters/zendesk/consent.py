"""Signing in to Zendesk with a person's approval in the browser: from the page to the tokens."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self, TextIO

from csm_cli.adapters.zendesk import oauth
from csm_cli.adapters.zendesk.callback import Callback
from csm_cli.adapters.zendesk.grants import OAuthClient
from csm_cli.adapters.zendesk.tokens import SERVICE, values
from csm_cli.domain.errors import NotSignedIn
from csm_cli.domain.signin import Login


class Consent:
    """One question to the person; `page` is where it stands, `seconds` how long it is waited for.

    Use it in a `with` block: a listener for the browser's return stands as long. Entering it
    asks Zendesk for the page, and raises what `oauth.check` does.
    """

    def __init__(self, client: OAuthClient, seconds: float, now: Callable[[], datetime]) -> None:
        self._client = client
        self._now = now
        self._callback = Callback()
        self._asked = oauth.approval(client, self._callback.redirect_uri)
        self._callback.state = self._asked.state
        self.seconds = seconds
        self.page = self._asked.page

    def __enter__(self) -> Self:
        try:
            oauth.check(self._client, self._asked)
        except BaseException:
            self._callback.close()
            raise
        self._callback.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._callback.__exit__(kind, error, trace)

    def login(self, typed: TextIO | None, tell: Callable[[str], None]) -> Login:
        """The sign-in, once it is approved; not kept yet.

        `typed` is where a URL may be pasted; `tell` is told of what is pasted and is not it.

        Raises:
            NotSignedIn: nobody approved in time, the person said no, or the code was too old.
            CsmError: Zendesk's OAuth server says no, or nothing; see `oauth.exchange`.
        """
        answer = self._callback.wait(self.seconds, typed, tell)
        if answer is None:
            raise NotSignedIn(
                f"no approval came within {self.seconds / 60:g} minutes",
                written="nothing was kept",
                hint="csm auth login zendesk",
            )
        if "code" not in answer:
            said = answer.get("error_description", "no reason given")
            raise oauth.refused(self._client, answer["error"], said)
        grant = oauth.exchange(self._client, self._asked, answer["code"], self._now())
        kept = {**values(grant), "client_id": self._client.client_id}
        return Login(SERVICE, self._client.url, kept)
