"""Stops a note with a secret in it, or in a file that goes with it, before anything is sent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from csm_cli.domain import secret_rules
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.plain import legible
from csm_cli.domain.tickets import Write

_MOST_TOLD = 5
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Guard:
    """Looks at a write for secrets.

    Args:
        own: csm's own credentials by their names; asked when first needed.
    """

    def __init__(self, own: Callable[[], Mapping[str, str]]) -> None:
        self._own = own

    def __call__(self, write: Write) -> None:
        """Say no to a write that holds a secret.

        Raises:
            WrongUsage: names the kind and the place of each, never the secret.
        """
        found = list(self._found(write))
        if not found:
            return
        more = f", and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        raise WrongUsage(
            f"there is a secret in what would be sent to ticket {write.ticket}: "
            f"{'; '.join(found[:_MOST_TOLD])}{more}",
            written="nothing was sent",
            hint="take it out; --allow-secrets sends it all the same",
        )

    def secrets(self, text: str, place: str) -> Sequence[str]:
        """The secrets in one text, each told by kind and place, none of them shown.

        A key that was copied with signs that nobody sees in it is the same key.
        """
        told = [self._told(each, place) for each in dict.fromkeys((text, legible(text)))]
        return list(dict.fromkeys(chain.from_iterable(told)))

    def _found(self, write: Write) -> Iterator[str]:
        yield from self.secrets(write.note, "the note")
        for file in write.attachments:
            yield from self._told(_text(file), repr(file.name))

    def _told(self, text: str, place: str) -> Sequence[str]:
        return [
            f"{secret.kind} {secret.masked} in line {secret.line} of {place}"
            for secret in secret_rules.find(text, self._own())
        ]


def _text(file: Attachment) -> str:
    """The file as text, whatever it is: a log with one odd byte in it has its keys all the same.

    Null bytes are left out, which also reads UTF-16 without a mark.
    """
    content = file.content or b""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    if encoding is None:
        encoding, content = "utf-8", content.replace(b"\0", b"")
    return content.decode(encoding, "replace")
