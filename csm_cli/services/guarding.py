"""Stops a note with a secret in it, or in a file that goes with it, before anything is sent."""

from collections.abc import Callable, Iterator, Mapping

from csm_cli.domain import secret_rules
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import WrongUsage
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

    def _found(self, write: Write) -> Iterator[str]:
        own = self._own()
        texts = [("the note", write.note)]
        texts += [(repr(file.name), _text(file)) for file in write.attachments]
        for place, text in texts:
            for secret in secret_rules.find(text, own):
                yield f"{secret.kind} {secret.masked} in line {secret.line} of {place}"


def _text(file: Attachment) -> str:
    """What of a file is text: all of it, or nothing of a file with other bytes in it."""
    content = file.content or b""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    if encoding is None:
        encoding = "utf-8" if b"\0" not in content else ""
    return content.decode(encoding, "replace") if encoding else ""
