"""The two places that hold secrets: the system's keyring, and a file for its owner's eyes.

Neither tells more of a failure than its kind: a message of a keyring may hold what it was given.
"""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from csm_cli.adapters import private_file

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "csm"  # under which a keyring lists csm's entries
_VERSION = 1

_T = TypeVar("_T")


class Failed(Exception):  # noqa: N818 - never leaves this folder
    """A place that did not do what was asked; says why in a few words."""


class Place(Protocol):
    """Holds texts by the name of their entry; raises `Failed`, and nothing else."""

    def read(self, entry: str) -> str | None:
        """The text, or null if there is none."""

    def write(self, entry: str, text: str) -> None:
        """Keep it in place of what is there."""

    def delete(self, entry: str) -> None:
        """Forget it; it may be gone already."""


class Keyring:
    """The system's keyring, through the package of that name, loaded on the first use.

    Args:
        backend: The name of the backend to use; null lets the package choose.
        seconds: How long a call may take. A keyring without its desktop never answers.
    """

    def __init__(self, backend: str | None, seconds: float) -> None:
        self._named = backend
        self._seconds = seconds
        self._found: KeyringBackend | None = None

    def name(self) -> str:
        """What the keyring of this machine calls itself.

        Raises:
            Failed: there is none.
        """
        return str(self._within(lambda: self._backend().name))

    def read(self, entry: str) -> str | None:
        """The text, or null if there is none."""
        return self._within(lambda: self._backend().get_password(_SERVICE, entry))

    def write(self, entry: str, text: str) -> None:
        """Keep it, and read it back: some keyrings take what they can't hold."""

        def keep() -> bool:
            backend = self._backend()
            backend.set_password(_SERVICE, entry, text)
            return backend.get_password(_SERVICE, entry) == text

        if not self._within(keep):
            raise Failed("it did not keep what it was given")

    def delete(self, entry: str) -> None:
        """Forget it; it may be gone already."""

        def forget() -> None:
            backend = self._backend()
            if backend.get_password(_SERVICE, entry) is not None:
                backend.delete_password(_SERVICE, entry)

        self._within(forget)

    def _backend(self) -> "KeyringBackend":
        if self._found is None:
            import keyring.core  # noqa: PLC0415 - looks through all installed packages
            from keyring.backends import fail, null  # noqa: PLC0415

            found = keyring.core.load_keyring(self._named) if self._named else keyring.get_keyring()
            if isinstance(found, fail.Keyring | null.Keyring):
                raise Failed("this machine has none")
            self._found = found
        return self._found

    def _within(self, call: Callable[[], _T]) -> _T:
        """What the call gives, if it does so in time; one that hangs is left behind."""
        given: list[_T] = []
        problem: list[BaseException] = []

        def run() -> None:
            try:
                given.append(call())
            except BaseException as error:  # noqa: BLE001 - a panic of a backend in Rust is one
                problem.append(error)

        thread = Thread(target=run, daemon=True)
        thread.start()
        thread.join(self._seconds)
        if problem and isinstance(problem[0], Failed):
            raise problem[0]
        if problem:
            raise Failed(f"it failed ({type(problem[0]).__name__})") from None
        if not given:
            raise Failed(f"it did not answer within {self._seconds:g} s")
        return given[0]


class CredentialsFile:
    """A JSON file that only its owner can read, replaced as a whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, entry: str) -> str | None:
        """The text, or null if there is none."""
        found = self._entries().get(entry)
        return found if isinstance(found, str) else None

    def write(self, entry: str, text: str) -> None:
        """Keep it in place of what is there."""
        self._replace({**self._entries(), entry: text})

    def delete(self, entry: str) -> None:
        """Forget it; it may be gone already. A file that is empty then goes, too."""
        entries = self._entries()
        if entry in entries:
            self._replace({key: text for key, text in entries.items() if key != entry})

    def _entries(self) -> dict[str, Any]:
        try:
            if self._path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise Failed(f"others can read it: chmod 600 {self._path}")
            document = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise Failed(f"it can't be read ({type(error).__name__})") from None
        entries = document.get("logins") if isinstance(document, dict) else None
        if not isinstance(entries, dict) or document.get("schema_version") != _VERSION:
            raise Failed("it is damaged, or of another version of csm")
        return entries

    def _replace(self, entries: dict[str, Any]) -> None:
        """Write them; where somebody put a link, to the file that it leads to."""
        try:
            file = self._path.resolve()
            if not entries:
                file.unlink(missing_ok=True)
                return
            document = {"schema_version": _VERSION, "logins": entries}
            private_file.write(file, json.dumps(document, indent=2) + "\n")
        except OSError as error:
            raise Failed(f"it can't be written ({error.strerror})") from None
