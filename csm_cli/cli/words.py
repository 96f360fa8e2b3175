"""Texts that an option takes: as typed, from a file (`@file`), or from stdin (`-`)."""

from collections.abc import Callable
from pathlib import Path

from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.refs import TicketRef, ticket_ref

_MOST = 10_000_000  # bytes


class Words:
    """Reads the texts of one command; stdin can stand for one of them only."""

    def __init__(self, invocation: Invocation) -> None:
        self._invocation = invocation
        self._stdin_taken = False

    def read(self, option: str, value: str | None) -> str | None:
        """The text that an option's value stands for, or null if it was not given.

        Raises:
            WrongUsage: the file can't be read as text, or `-` stands for two options.
        """
        if value == "-":
            if self._stdin_taken:
                raise WrongUsage(f"{option} and another option both read stdin")
            self._stdin_taken = True
            return self._read(option, value, self._invocation.environment.stdin.read)
        if value is None or not value.startswith("@"):
            return value
        return self._read(option, value, lambda: _text(Path(value[1:])))

    def file(self, option: str, name: str | None) -> str | None:
        """The text of the file that an option names; `-` is stdin, null stays null.

        Raises:
            WrongUsage: as `read`.
        """
        if name is None or name == "-":
            return self.read(option, name)
        return self._read(option, name, lambda: _text(Path(name)))

    def ticket(self, value: str) -> TicketRef:
        """The one ticket that the argument TICKET names.

        Raises:
            WrongUsage: it names none; or it is `-`, and stdin names none or several, or stands
                for an option as well.
        """
        if value != "-":
            return ticket_ref(value)
        found = (self.read("TICKET", value) or "").split()
        if len(found) != 1:
            raise WrongUsage(f"TICKET is one ticket, and stdin names {len(found)}")
        return ticket_ref(found[0])

    def _read(self, option: str, value: str, read: Callable[[], str]) -> str:
        try:
            return read()
        except UnicodeDecodeError:
            why = "it is not UTF-8"
        except (OSError, ValueError) as problem:  # also a name with a null character in it
            why = getattr(problem, "strerror", None) or str(problem)
        raise WrongUsage(f"{option} {value}: {why}", written="nothing was sent")


def _text(path: Path) -> str:
    """The file's text.

    Raises:
        OSError: it can't be read.
        ValueError: it is no text, or of a size that is nobody's note: a device has no end.
    """
    with path.open("rb") as file:
        content = file.read(_MOST + 1)
    if len(content) > _MOST:
        raise ValueError(f"larger than {_MOST:,} bytes; --attach adds files to a note")
    return content.decode("utf-8-sig").replace("\r\n", "\n")
