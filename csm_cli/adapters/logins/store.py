"""The store of sign-ins: reads, replaces and forgets them, by profile and service.

Which place holds one stands in the index; where a new one goes is the caller's choice, since a
person must agree to a file. Two runs take turns by a lock that the system lets go of when a
process ends.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from csm_cli.adapters import private_file
from csm_cli.adapters.logins.index import FILE, KEYRING, Index
from csm_cli.adapters.logins.places import CredentialsFile, Failed, Keyring, Place
from csm_cli.domain.errors import NotSignedIn, Unavailable, Unexpected
from csm_cli.domain.signin import NAMES, Kept, Login

_TURN_SECONDS = 60.0


class Logins:
    """The sign-ins of one state folder.

    Args:
        config_file: The config file; the file of credentials stands beside it.
        state: The state folder, where the index is.
        backend: The name of a keyring's backend, or null for the system's own.
        seconds: How long a keyring may take to answer.
    """

    def __init__(
        self, config_file: Path, state: Path, *, backend: str | None, seconds: float
    ) -> None:
        self.file = config_file.parent / "credentials.json"
        self._state = state
        self._index = Index(state / "logins.json")
        self._keyring = Keyring(backend, seconds)
        self._places: dict[str, Place] = {KEYRING: self._keyring, FILE: CredentialsFile(self.file)}
        self._read: dict[tuple[str, str], Login] = {}

    def known(self, profile: str) -> dict[str, Kept]:
        """What is kept for a profile, by service; no secret is read for it."""
        return self._index.of(profile)

    def kept(self, profile: str, service: str) -> Kept | None:
        """What is known of one sign-in without its secrets."""
        return self._index.get(profile, service)

    def read(self, profile: str, service: str, *, fresh: bool = False) -> Login | None:
        """The sign-in, or null if none is kept; `fresh` asks its place again.

        Raises:
            NotSignedIn: one is kept, and its place does not give it out.
        """
        if not fresh and (profile, service) in self._read:
            return self._read[profile, service]
        kept = self._index.get(profile, service)
        if kept is None:
            return None
        try:
            login = _login(service, self._places[kept.place].read(self._entry(profile, service)))
        except (Failed, KeyError) as problem:
            raise NotSignedIn(
                f"your sign-in to {NAMES[service]} is in {self.told(kept.place)}: {problem}",
                hint=f"make it answer, or sign in again: csm auth login {service}",
            ) from None
        self._read[profile, service] = login
        return login

    def write(self, profile: str, login: Login, place: str) -> None:
        """Keep a sign-in in place of the one there was, wherever that was.

        Raises:
            Unexpected: the place does not take it; what was kept before still is.
        """
        entry = self._entry(profile, login.service)
        with self._turn("logins.lock"):
            before = None
            with suppress(NotSignedIn):  # what the index says no longer is begun anew
                before = self._index.get(profile, login.service)
            self._put(place, entry, login)
            self._index.put(profile, login.service, Kept(place, login.url))
            if before is not None and before.place != place:
                self._forget(before.place, entry)
        self._read[profile, login.service] = login

    def rewrite(self, profile: str, login: Login) -> None:
        """Write a sign-in to its place once more: a place that takes nothing shows it in time.

        Raises:
            Unexpected: it does not take it.
        """
        with self._turn("logins.lock"):
            kept = self._index.get(profile, login.service)
            if kept is not None:
                self._put(kept.place, self._entry(profile, login.service), login)

    def note(self, profile: str, service: str, kept: Kept) -> None:
        """Write down what is known of a sign-in, beside what is kept of it."""
        with self._turn("logins.lock"):
            self._index.put(profile, service, kept)

    def delete(self, profile: str, service: str) -> bool:
        """Forget a sign-in; says whether there was one.

        Raises:
            Unexpected: its place does not let go of it.
        """
        with self._turn("logins.lock"):
            kept = self._index.get(profile, service)
            if kept is None:
                return False
            try:
                self._places[kept.place].delete(self._entry(profile, service))
            except Failed as problem:
                raise Unexpected(
                    f"the sign-in could not be deleted from {self.told(kept.place)}: {problem}",
                    written="it is still kept",
                    hint=self._way_on(kept.place),
                ) from None
            self._index.put(profile, service, None)
        self._read.pop((profile, service), None)
        return True

    def keyring(self) -> tuple[str | None, str]:
        """The keyring's name, or null and why there is none that works."""
        try:
            return self._keyring.name(), ""
        except Failed as problem:
            return None, str(problem)

    def told(self, place: str) -> str:
        """A place in words."""
        return "the system's keyring" if place == KEYRING else str(self.file)

    @contextmanager
    def turn(self, profile: str, service: str) -> Iterator[None]:
        """Alone with a sign-in among all runs on this machine, for a change that takes time."""
        with self._turn(f"login-{self._short(profile + '/' + service)}.lock"):
            yield

    @contextmanager
    def _turn(self, name: str) -> Iterator[None]:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that most runs can spare

        lock: Any = None
        try:
            private_file.make_folder(self._state)
            lock = FileLock(self._state / name, mode=0o600)
            lock.acquire(timeout=_TURN_SECONDS)
        except Timeout:
            raise Unavailable(
                "another run on this machine is busy with your sign-in",
                hint="run it again when that one is done",
            ) from None
        except OSError as problem:
            raise Unexpected(f"the state folder can't be used: {problem.strerror}") from None
        try:
            yield
        finally:
            lock.release()

    def _entry(self, profile: str, service: str) -> str:
        """The same name in either place; two state folders never share an entry."""
        return f"{profile}/{service} {self._short(str(self._state.absolute()))}"

    def _put(self, place: str, entry: str, login: Login) -> None:
        text = json.dumps({"url": login.url, "values": dict(login.values)})
        try:
            self._places[place].write(entry, text)
        except Failed as problem:
            raise Unexpected(
                f"the sign-in could not be kept in {self.told(place)}: {problem}",
                written="nothing new was kept",
                hint=self._way_on(place),
            ) from None

    def _way_on(self, place: str) -> str:
        """What to do about a place that does not do its work; nothing else replaces a file."""
        if place == KEYRING:
            return f"make it answer; csm auth login --insecure-storage keeps it in {self.file}"
        return f"mend that file, or move it away (mv {self.file} {self.file}.old), and sign in anew"

    def _forget(self, place: str, entry: str) -> None:
        """The index leads nowhere near it any more, so that failing here is no harm."""
        with suppress(Failed):
            self._places[place].delete(entry)

    @staticmethod
    def _short(text: str) -> str:
        return sha256(text.encode()).hexdigest()[:8]


def _login(service: str, text: str | None) -> Login:
    if text is None:
        raise Failed("it holds it no longer")
    try:
        document = json.loads(text)
        values = {str(key): str(value) for key, value in document["values"].items()}
        return Login(service, str(document["url"]), values)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Failed("what it holds is damaged") from None
