"""The access token of a kept sign-in, refreshed in time, by one process at a time.

A refresh uses the old pair up: whoever refreshes must be alone, and must have kept the new pair
before it is used. So all of it happens under a lock that every run on this machine shares, and
the store is read again once it is held: another run may just have done the work.

A run can be killed between Zendesk's answer and the keeping. A mark in the index, made before the
request, tells the next one what happened. That one tries the old refresh token once; if Zendesk
takes it no longer, the sign-in is marked as dead, and no run asks again.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from csm_cli.adapters.logins.store import Logins
from csm_cli.adapters.zendesk.grants import Dead, Grant, OAuthClient
from csm_cli.domain.errors import CsmError, NotSignedIn, Unavailable, Unexpected
from csm_cli.domain.signin import Kept, Login

SERVICE = "zendesk"
_AGAIN = "csm auth login zendesk"
_AT_ONCE = timedelta(seconds=5)


class Tokens:
    """The tokens of one profile's sign-in.

    Args:
        logins: The store.
        profile: Whose sign-in.
        client: Makes the OAuth client of a host and a client id.
        margin: How long before its end a token is refreshed.
        now: The clock, aware.
    """

    def __init__(
        self,
        logins: Logins,
        profile: str,
        client: Callable[[str, str], OAuthClient],
        margin: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        self._logins = logins
        self._profile = profile
        self._client = client
        self._margin = margin
        self._now = now
        self._failed: tuple[datetime, CsmError] | None = None

    def current(self) -> str:
        """An access token that lives for a while yet.

        Raises:
            NotSignedIn: there is none, and none can be had.
            Unavailable: the one there was has ended, and Zendesk gave no answer.
        """
        login = self._login(fresh=False)
        if not self._ends_soon(login):
            return login.values["oauth_token"]
        return self.instead_of(login.values["oauth_token"])

    def instead_of(self, refused: str) -> str:
        """Another access token than this one, which ends soon or which Zendesk refused.

        Requests that are sent side by side ask for one at the same time: if it can't be had, all
        of them are told the same, since a second try would find only what the first one left.
        """
        with self._logins.turn(self._profile, SERVICE):
            if self._failed is not None and self._now() - self._failed[0] < _AT_ONCE:
                raise self._failed[1]
            login = self._login(fresh=True)
            token = login.values["oauth_token"]
            if token != refused and not self._ends_soon(login):
                return token  # another run was here first
            try:
                return self._refresh(login).values["oauth_token"]
            except CsmError as problem:
                self._failed = (self._now(), problem)
                raise

    def _refresh(self, login: Login) -> Login:
        from csm_cli.adapters.zendesk import oauth  # noqa: PLC0415 - most runs need no refresh

        mark = self._marked(login)
        try:
            grant = oauth.refreshed(
                self._client(login.url, login.values["client_id"]),
                login.values["refresh_token"],
                self._now(),
            )
        except Dead:
            raise self._died(mark) from None
        except Unavailable:
            raise
        except CsmError as problem:  # of the client: an administrator changed it, or it is gone
            raise NotSignedIn(
                f"your sign-in to Zendesk can't be refreshed: {problem.message}", hint=_AGAIN
            ) from None
        fresh = login._replace(values={**login.values, **values(grant)})
        try:
            self._logins.write(self._profile, fresh, mark.place)
        except CsmError as problem:
            raise Unexpected(
                f"Zendesk gave a new pair of tokens, and {problem.message}",
                written="the new pair is lost, and the old one is used up; nothing else was sent",
                hint=f"see to that place, then {_AGAIN}",
            ) from None
        return fresh

    def _marked(self, login: Login) -> Kept:
        """Try the place, and write down that a refresh begins; gives what was known before.

        A mark that is there already was left by a run that did not come to the end.
        """
        kept = self._logins.kept(self._profile, SERVICE)
        if kept is None:
            raise _none()
        fingerprint = _fingerprint(login)
        if kept.fingerprint != fingerprint:
            kept = kept._replace(since=None, dead=None, fingerprint=fingerprint)
        if kept.dead:
            raise NotSignedIn(kept.dead, hint=_AGAIN)
        self._logins.rewrite(self._profile, login)  # a full disk must not meet the new pair first
        if kept.since is None:
            started = self._now().astimezone(UTC).isoformat(timespec="seconds")
            self._logins.note(self._profile, SERVICE, kept._replace(since=started))
        return kept

    def _died(self, kept: Kept) -> NotSignedIn:
        """Remember that the sign-in is dead, so that no run asks Zendesk again."""
        why = (
            f"a refresh of your sign-in to Zendesk began at {kept.since} and was cut off, and the "
            "new pair of tokens was lost with it"
            if kept.since
            else "your sign-in to Zendesk has ended: its refresh token is too old, or was revoked"
        )
        self._logins.note(self._profile, SERVICE, kept._replace(dead=why))
        return NotSignedIn(why, hint=_AGAIN)

    def _login(self, *, fresh: bool) -> Login:
        login = self._logins.read(self._profile, SERVICE, fresh=fresh)
        if login is None or "refresh_token" not in login.values:
            raise _none()
        return login

    def _ends_soon(self, login: Login) -> bool:
        try:
            ends = datetime.fromisoformat(login.values["ends"])
            ahead = float(login.values["ahead"])
        except (KeyError, ValueError):
            return False  # Zendesk's answer will tell
        return self._now() + timedelta(seconds=ahead) >= ends - self._margin


def values(grant: Grant) -> Mapping[str, str]:
    """A pair of tokens as it is kept."""
    told = {
        "scopes": grant.scopes,
        "refresh_ends": grant.refresh_ends.isoformat() if grant.refresh_ends else "",
    }
    return {
        "oauth_token": grant.access,
        "refresh_token": grant.refresh,
        "ends": grant.ends.isoformat(),
        "ahead": f"{grant.ahead:.0f}",
        # What Zendesk says nothing of stays as it was.
        **{name: value for name, value in told.items() if value},
    }


def _fingerprint(login: Login) -> str:
    return sha256(login.values["refresh_token"].encode()).hexdigest()[:16]


def _none() -> NotSignedIn:
    return NotSignedIn("your sign-in to Zendesk is not kept any more", hint=_AGAIN)
