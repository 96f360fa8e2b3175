"""A text in the person's editor: `VISUAL`, `EDITOR`, else `vi`; the file is theirs alone."""

import shlex
import subprocess
import tempfile
from pathlib import Path

from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment


def edited(environment: Environment, text: str) -> str:
    """Open the text in the editor and give back what was saved.

    Raises:
        WrongUsage: the editor can't be started, ended with an error, or left no words.
    """
    command = environment.variable("VISUAL") or environment.variable("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="csm-") as folder:
        file = Path(folder) / "note.md"
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
        _run(command, file)
        try:
            saved = file.read_text(encoding="utf-8", errors="replace")
        except OSError:  # some editors leave no file behind when nothing is saved
            saved = ""
    if not saved.strip():
        raise WrongUsage("the editor left an empty file", written="nothing was sent")
    return saved


def _run(command: str, file: Path) -> None:
    try:
        # The person's own choice of editor, run without a shell.
        ended = subprocess.run([*shlex.split(command), str(file)], check=False)  # noqa: S603
    except (OSError, ValueError) as problem:
        raise WrongUsage(
            f"the editor {command!r} can't be started: {problem}",
            written="nothing was sent",
            hint="set EDITOR, or give the parts as options",
        ) from None
    if ended.returncode != 0:
        raise WrongUsage(
            f"the editor {command!r} ended with {ended.returncode}", written="nothing was sent"
        )
