"""The index of sign-ins: which there are and where they are kept, without anything secret.

A small file in the state folder. Because of it a command without a kept sign-in never loads a
keyring, and none is asked for what it does not hold.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from csm_cli.adapters import private_file
from csm_cli.domain.errors import NotSignedIn, Unexpected
from csm_cli.domain.signin import Kept

PLACES = (KEYRING, FILE) = ("keyring", "file")
_VERSION = 1


class Index:
    """The file, read anew each time: another process may have written it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, profile: str, service: str) -> Kept | None:
        """What is known of one sign-in; null if there is none."""
        return self.of(profile).get(service)

    def of(self, profile: str) -> dict[str, Kept]:
        """The sign-ins of a profile, by service.

        Raises:
            NotSignedIn: the file says nothing that this csm understands.
        """
        try:
            found = self._read().get(profile) or {}
            kept = {service: Kept(**known) for service, known in found.items()}
        except (TypeError, AttributeError):
            raise self._damaged() from None
        if any(each.place not in PLACES for each in kept.values()):
            raise self._damaged()
        return kept

    def put(self, profile: str, service: str, kept: Kept | None) -> None:
        """Write down, or with null forget, one sign-in; a damaged file is begun anew.

        Raises:
            Unexpected: the state folder can't be written.
        """
        entries: dict[str, Any] = {}
        known: dict[str, Kept] = {}
        with suppress(NotSignedIn):
            entries = self._read()
            known = self.of(profile)
        known.pop(service, None)
        if kept is not None:
            known[service] = kept
        entries[profile] = {name: each._asdict() for name, each in known.items()}
        document = {"schema_version": _VERSION, "logins": {k: v for k, v in entries.items() if v}}
        try:
            private_file.write(self._path, json.dumps(document, indent=2) + "\n")
        except OSError as error:
            raise Unexpected(f"{self._path} can't be written: {error.strerror}") from None

    def _read(self) -> dict[str, Any]:
        try:
            document = json.loads(self._path.read_text(encoding="utf-8"))
            if document["schema_version"] != _VERSION:
                raise self._damaged()
            return dict(document["logins"])
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError, KeyError, TypeError):
            raise self._damaged() from None

    def _damaged(self) -> NotSignedIn:
        return NotSignedIn(
            f"{self._path} is damaged, or of another version of csm",
            hint="sign in again: csm auth login",
        )
