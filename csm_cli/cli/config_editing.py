"""The config file in a person's editor: a copy, looked at before it replaces the file."""

import shlex
from pathlib import Path

from csm_cli.cli.editor import edited
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import CsmError, WrongUsage

_LEFT = "the config file is as it was"


def edited_config(invocation: Invocation, draft: Path | None) -> bool:
    """Let the file, or a draft of an earlier time, be edited; true if the file was replaced.

    A person at a terminal is asked whether to go on with a copy that has mistakes.

    Raises:
        WrongUsage: nobody is there to edit, the copy makes no config file, or the editor
            failed. A copy in which something was written is kept, and the error names it.
        Conflict: the file was changed meanwhile; the copy is kept.
    """
    _insist_on_an_editor(invocation)
    file = invocation.runtime.configuring.file
    before = file.text()
    start = text = file.beginning(before) if draft is None else _text(draft)
    while True:
        text = edited(
            invocation.environment,
            text,
            lambda saved: invocation.say(f"what you wrote is in {_keep(invocation, saved)}"),
            name="config.toml",
            left=_LEFT,
        )
        if text == before or (text == start and draft is None):
            return False
        try:
            file.check(text)
            file.replace(before, text)
        except CsmError as problem:
            if not _goes_on(invocation, problem, text):
                raise _with_draft(problem, _keep(invocation, text)) from None
        else:
            return True


def _insist_on_an_editor(invocation: Invocation) -> None:
    """Refuse vi where there is no terminal: it would wait forever. A program may set another."""
    environment = invocation.environment
    named = environment.variable("VISUAL") or environment.variable("EDITOR")
    if invocation.shared.no_input or not (named or environment.can_ask):
        raise WrongUsage(
            "an editor takes a person at a terminal",
            written=_LEFT,
            hint="csm config set KEY VALUE writes one setting",
        )


def _goes_on(invocation: Invocation, problem: CsmError, text: str) -> bool:
    """Whether the person, told the mistakes, wants to mend them at once."""
    if not invocation.can_ask or not isinstance(problem, WrongUsage):
        return False
    invocation.say(f"error: {problem.message}")
    try:
        return invocation.goes_along("Edit it again?")
    except KeyboardInterrupt:
        path = _keep(invocation, text)
        raise KeyboardInterrupt(f"{_LEFT}, and what you wrote is in {path}") from None


def _with_draft(problem: CsmError, path: Path) -> CsmError:
    problem.written = f"{_LEFT}; what you wrote is in {path}"
    problem.hint = f"csm config edit --draft {shlex.quote(str(path))}"
    return problem


def _keep(invocation: Invocation, text: str) -> Path:
    return invocation.runtime.configuring.keep_draft(text)


def _text(draft: Path) -> str:
    try:
        return draft.read_text(encoding="utf-8")
    except (OSError, ValueError) as problem:
        raise WrongUsage(f"--draft {draft} can't be read: {problem}", written=_LEFT) from None
