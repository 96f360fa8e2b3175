"""What was told of audits that are repeated, in one small file each.

A file holds when the last audit of an organization ended, and ids of events; neither a name nor
an address. The account that was asked and what the asker added are in its name, so that
another audit of the same organization has a memory of its own.
"""

import json
from pathlib import Path

from csm_cli import __version__
from csm_cli.adapters import private_file
from csm_cli.adapters.audit_files import Account, digest, subject
from csm_cli.domain.errors import Unexpected, WrongUsage
from csm_cli.domain.impersonation.packing import pack, unpack
from csm_cli.domain.impersonation.question import Question
from csm_cli.domain.impersonation.watching import Told

VERSION = 1


class WatchedAudits:
    """The folder of one account's repeated audits.

    What one audience was told is not what another one was.
    """

    def __init__(self, folder: Path, account: Account) -> None:
        self._folder = folder
        self._account = account

    def told(self, question: Question, audience: str) -> Told | None:
        """What earlier runs told this audience of it; null if there was none.

        Raises:
            WrongUsage: the file is damaged, or of a newer csm: what was told is not known.
        """
        path = self._path(question, audience)
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            newer = int(document["version"]) > VERSION
            told = None if newer else unpack(Told, document["told"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            raise WrongUsage(
                f"{path} is damaged, so what was told before is not known",
                hint=f"remove {path}; the next run is then a first one and tells everything",
            ) from None
        if told is None:
            raise WrongUsage(
                f"{path} was written by csm {str(document.get('csm'))[:20]}, which is newer",
                hint="watch with that version",
            )
        return told

    def keep(self, question: Question, audience: str, told: Told) -> None:
        """Keep what the audience has been told by now.

        Raises:
            Unexpected: it can't be written; the next run tells some of it again.
        """
        path = self._path(question, audience)
        document = {"version": VERSION, "csm": __version__, "told": pack(told)}
        try:
            private_file.write(path, json.dumps(document))
        except OSError as problem:
            raise Unexpected(
                f"what was told can't be kept: {problem.strerror}: {path}",
                hint="the next run will tell it again",
            ) from None

    def _path(self, question: Question, audience: str) -> Path:
        parts = (self._account, question.region, question.extras, audience)
        return self._folder / f"{subject([question])}-{digest(parts)}.json"
