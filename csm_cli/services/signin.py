"""Signing in and out, and how each sign-in stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from csm_cli.domain.errors import CsmError, NotAllowed, NotSignedIn
from csm_cli.domain.signin import (
    MISSING,
    NOT_ASKED,
    REFUSED,
    SIGNED_IN,
    UNREACHABLE,
    Identity,
    Login,
    SignedIn,
    SignedOut,
    Standing,
)
from csm_cli.services.signin_ports import Credential, Credentials

_AT_ONCE = 6


class SigningIn:
    """The sign-ins of one profile.

    Args:
        credentials: Those that it uses and those that it keeps.
        new_id: Makes an id for a sign-in that stays the same while its tokens change.
    """

    def __init__(self, credentials: Credentials, new_id: Callable[[], str]) -> None:
        self._credentials = credentials
        self._new_id = new_id

    def keep(self, login: Login, place: str) -> SignedIn:
        """Ask the service who signs in, and keep the sign-in if it says somebody who may.

        Raises:
            NotSignedIn: the service knows nobody by it; nothing is kept.
            NotAllowed: not a person or a scope for csm; nothing is kept.
            Unexpected: the place does not take it.
        """
        try:
            identity = self._credentials.asking(login, "what you gave").who()
        except CsmError as problem:
            problem.written = "nothing was kept"
            raise
        known = {"who": identity.who, "role": identity.role, "region": identity.region}
        values = {
            **login.values,
            **{key: value for key, value in known.items() if value},
            "login": self._new_id(),
        }
        kept = self._credentials.keep(login._replace(values=values), place)
        unused = self._unused(kept)
        return SignedIn(login.service, login.url, _filled(identity, kept), place, unused)

    def _unused(self, kept: Credential) -> str | None:
        """Why commands go on without a sign-in that was just made; null if they use it."""
        try:
            used = self._credentials.current(kept.login.service)
        except CsmError as problem:
            return problem.message
        is_used = used.login.values.get("login") == kept.login.values["login"]
        return None if is_used else f"{used.source} comes before it"

    def status(self, services: Sequence[str], *, offline: bool) -> list[Standing]:
        """How each of the services stands; with `offline` none of them is asked."""
        if offline:
            return [self._standing(service, offline=True) for service in services]
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - loads logging

        with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
            return list(pool.map(lambda service: self._standing(service, offline=False), services))

    def credential(self, service: str) -> Credential:
        """The credential that a command would use now; an access token that lives for a while.

        Raises:
            NotSignedIn: there is none.
        """
        credential = self._credentials.current(service)
        if "refresh_token" in credential.login.values:
            self._credentials.asking(credential.login, credential.source).who()
            credential = self._credentials.current(service)
        return credential

    def out(self, services: Sequence[str]) -> list[SignedOut]:
        """Delete the kept sign-ins; what the service can take back, it is asked to."""
        return [self._out(service) for service in services]

    def kept(self) -> list[str]:
        """The services with a kept sign-in."""
        return list(self._credentials.kept())

    def _out(self, service: str) -> SignedOut:
        revoked: bool | None = None
        if service in self._credentials.kept():
            try:
                revoked = self._credentials.revoke(service)
            except CsmError:
                revoked = False
        deleted = self._credentials.forget(service)
        try:
            still = self._credentials.current(service).source
        except CsmError:
            still = None
        return SignedOut(service, deleted, revoked, still)

    def _standing(self, service: str, *, offline: bool) -> Standing:
        try:
            credential = self._credentials.current(service)
        except NotSignedIn as problem:
            kept = self._credentials.kept().get(service) if _readable(self._credentials) else None
            state = MISSING if kept is None else REFUSED
            return Standing(service, state, problem=problem.message, next=problem.hint)
        found = Standing(
            service,
            NOT_ASKED,
            credential.login.url,
            _filled(_remembered(credential.login), credential),
            credential.source,
            credential.shadowed,
        )
        kept = self._credentials.kept().get(service)
        if kept is not None and kept.dead and "login" in credential.login.values:
            return found._replace(
                state=REFUSED, problem=kept.dead, next=f"csm auth login {service}"
            )
        return found if offline else self._asked(found, credential)

    def _asked(self, found: Standing, credential: Credential) -> Standing:
        try:
            identity = self._credentials.asking(credential.login, credential.source).who()
        except (NotSignedIn, NotAllowed) as problem:
            return found._replace(state=REFUSED, problem=problem.message, next=problem.hint)
        except CsmError as problem:  # no answer, or none that tells anything
            return found._replace(state=UNREACHABLE, problem=problem.message, next=problem.hint)
        # A refresh on the way has given the sign-in another end.
        now = self._credentials.current(credential.login.service)
        return found._replace(state=SIGNED_IN, identity=_filled(identity, now))


def _readable(credentials: Credentials) -> bool:
    try:
        credentials.kept()
    except NotSignedIn:
        return False
    return True


def _remembered(login: Login) -> Identity:
    values: Mapping[str, str] = login.values
    who = values.get("who") or values.get("email") or ""
    return Identity(who, values.get("role"), None, None, values.get("region"))


def _filled(identity: Identity, credential: Credential) -> Identity:
    """What the service does not tell of the credential, and is known of it."""
    ends: datetime | None = identity.ends or credential.ends
    return identity._replace(scopes=identity.scopes or credential.scopes, ends=ends)
