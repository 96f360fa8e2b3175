"""Keyrings for tests, chosen by name through `PYTHON_KEYRING_BACKEND`."""

import json
import os
from pathlib import Path
from threading import Event

from keyring.backend import KeyringBackend
from keyring.backends import null
from keyring.errors import KeyringError


class FileKeyring(KeyringBackend):
    """Entries in a JSON file, so that processes share them; the variable names the file."""

    priority = 1.0

    @property
    def name(self) -> str:
        """What it calls itself."""
        return "a keyring of the tests"

    def get_password(self, service: str, username: str) -> str | None:
        """The entry."""
        return self._entries().get(f"{service}:{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self._write({**self._entries(), f"{service}:{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        entries = self._entries()
        del entries[f"{service}:{username}"]
        self._write(entries)

    def _entries(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads(_file().read_text())
        except FileNotFoundError:
            return {}
        return found

    def _write(self, entries: dict[str, str]) -> None:
        draft = _file().with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(entries))
        draft.replace(_file())


class HangingKeyring(FileKeyring):
    """Never answers, as a keyring whose desktop is gone."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        """Wait for ever."""
        Event().wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
        """Wait for ever."""
        Event().wait()


class FailingKeyring(FileKeyring):
    """Fails, and says in its error what it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        """No."""
        raise KeyringError(f"cannot read {service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """No, and tells the secret."""
        raise KeyringError(f"cannot keep {password} for {service} {username}")


class FullKeyring(FileKeyring):
    """Gives out what it holds, and takes nothing more."""

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
        """No."""
        raise KeyringError("no space left")


class Panic(BaseException):
    """What a backend in Rust raises when it gives up: no `Exception`."""


class PanickingKeyring(FileKeyring):
    """Fails as no Python code does, and says in its error what it was given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """No, and tells the secret."""
        raise Panic(f"cannot keep {password} for {service} {username}")


class ForgetfulKeyring(FileKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Do nothing."""


class NoKeyring(null.Keyring):
    """What the package gives on a machine without any."""


def _file() -> Path:
    return Path(os.environ["TEST_KEYRING_FILE"])
