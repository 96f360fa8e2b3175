"""A text in the person's editor: `VISUAL`, `EDITOR`, else `vi`; the file is theirs alone."""

import shlex
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment
from csm_cli.output.foreground import ctrl_c_is_its_own

_AGAIN = "the same command opens it again"


def edited(
    environment: Environment,
    text: str,
    keep: Callable[[str], None],
    *,
    name: str = "note.md",
    left: str = "nothing was sent",
) -> str:
    """Open the text in the editor, as a file of this name, and give back what was saved.

    Ctrl-C is the editor's while it is open, as anywhere else on the terminal. `keep` is given
    what was saved, if anything was, by an editor that then did not end well. `left` is what an
    error says of what was written.

    Raises:
        WrongUsage: the editor can't be started, ended with an error, or left no words or no text.
        KeyboardInterrupt: Ctrl-C ended the editor.
    """
    command = environment.variable("VISUAL") or environment.variable("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="csm-") as folder:
        file = Path(folder) / name
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
        try:
            _run(command, file, left)
            saved = _text(_saved(file), command, left)
        except (WrongUsage, KeyboardInterrupt):
            saved = _whatever(_saved(file))
            if saved.strip() not in {"", text.strip()}:
                keep(saved)
            raise
    if not saved.strip():
        raise WrongUsage("the editor left an empty file", written=left, hint=_AGAIN)
    return saved


def _saved(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # some editors leave no file behind when nothing is saved
        return b""


def _text(content: bytes, command: str, left: str) -> str:
    try:
        return _plain_text(content.decode())
    except UnicodeDecodeError:
        raise WrongUsage(
            f"what the editor {command!r} saved is not UTF-8",
            written=left,
            hint="let it save as UTF-8",
        ) from None


def _whatever(content: bytes) -> str:
    """As text in any case: what is not UTF-8 is mostly the older encoding of the west."""
    try:
        return _plain_text(content.decode())
    except UnicodeDecodeError:
        return _plain_text(content.decode("latin-1"))


def _plain_text(text: str) -> str:
    """Without a mark of the byte order, which some editors set, and with line feeds alone."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _run(command: str, file: Path, left: str) -> None:
    try:
        # The person's own choice of editor, run without a shell.
        with ctrl_c_is_its_own():
            ended = subprocess.run([*shlex.split(command), str(file)], check=False)  # noqa: S603
    except (OSError, ValueError) as problem:
        raise WrongUsage(
            f"the editor {command!r} can't be started: {problem}",
            written=left,
            hint="set EDITOR, or give the parts as options",
        ) from None
    if ended.returncode == -signal.SIGINT:
        raise KeyboardInterrupt
    if ended.returncode != 0:
        raise WrongUsage(
            f"the editor {command!r} ended with {ended.returncode}", written=left, hint=_AGAIN
        )
