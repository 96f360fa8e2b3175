"""Files on their way to a note: each is sent once, before the note that takes them.

Zendesk keeps an uploaded file under a token until a comment names it, and forgets it otherwise.
A file that can't be uploaded means that nothing is written. One that no note takes is deleted
again as well as can be: until then whoever is signed in and has its address can read it.
"""

from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlencode

from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import CsmError, NotAllowed, OutcomeUnknown, Refused, Unavailable
from csm_cli.domain.tickets import Request

_NOTHING = "nothing was written to the ticket"


class Uploads:
    """The uploads of one account.

    Args:
        session: The person's own.
        url: The account's origin.
    """

    def __init__(self, session: SafeSession, url: str) -> None:
        self._session = session
        self._url = url

    def send(self, files: Sequence[Attachment]) -> list[str]:
        """Upload the files; the token of each.

        Raises:
            Refused: Zendesk does not take one of them.
            Unavailable: one could not be sent, or nobody knows whether it was.
        """
        tokens: list[str] = []
        try:
            for file in files:
                tokens.append(self._token(file))  # noqa: PERF401 - needed if a later one fails
        except CsmError:
            self.discard(tokens)
            raise
        return tokens

    def discard(self, tokens: Sequence[str]) -> None:
        """Delete uploads that no note has taken. The answer is empty, and tells nothing."""
        for token in tokens:
            with suppress(CsmError):
                self._session.delete(f"{self._url}/api/v2/uploads/{token}.json")

    def _token(self, file: Attachment) -> str:
        assert file.content is not None, "only a trace of the file is at hand"
        headers = {"Content-Type": _kind(file.name)}
        try:
            answer = self._session.post(
                f"{self._url}{_path(file)}", data=file.content, headers=headers
            ).json()
            return str(answer["upload"]["token"])
        except NotAllowed as problem:
            raise Refused(
                f"the file {file.name}: {problem.message}",
                written=_NOTHING,
                hint=problem.hint,
                request_id=problem.request_id,
            ) from None
        except OutcomeUnknown as problem:
            raise Unavailable(
                f"no clear answer came to the file {file.name}, and without it no note is sent",
                written=_NOTHING,
                hint="run it again",
                request_id=problem.request_id,
            ) from None
        except (KeyError, TypeError):
            raise Unavailable(
                f"Zendesk's answer to the file {file.name} is not as documented", written=_NOTHING
            ) from None


def requests(files: Sequence[Attachment]) -> list[Request]:
    """What `send` would send; a file's bytes are described, not shown."""
    return [
        Request(
            "POST",
            _path(file),
            {
                "file": {
                    "name": file.name,
                    "content_type": _kind(file.name),
                    "size": file.size,
                    "sha256": file.digest,
                }
            },
        )
        for file in files
    ]


def _path(file: Attachment) -> str:
    return f"/api/v2/uploads.json?{urlencode({'filename': file.name})}"


def _kind(name: str) -> str:
    from mimetypes import MimeTypes  # noqa: PLC0415 - for the few notes that have files

    kind, encoding = MimeTypes().guess_type(name)  # Python's own table, not the machine's
    return kind if kind and not encoding else "application/octet-stream"
