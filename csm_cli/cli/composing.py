"""Words for a ticket out of a person's editor; what was typed there outlives a failure."""

import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from csm_cli.cli.editor import edited
from csm_cli.cli.invocation import Invocation
from csm_cli.domain import prompts
from csm_cli.domain.errors import CsmError, WrongUsage
from csm_cli.output import clean


class Composed:
    """What an editor gave back: the text as it was saved, and as it was shown.

    `prompts` are the lines for the person alone, which are no part of the text.
    """

    def __init__(self, saved: str, shown: str) -> None:
        self.text = prompts.written(saved, shown)
        self.answered = prompts.answers(saved, shown)
        self.prompts = prompts.asides(shown)


@contextmanager
def composed(
    invocation: Invocation,
    command: str,
    number: int,
    template: str,
    asides: Iterable[str],
    *,
    needs_answer: bool,
    goes_on: str,
) -> Iterator[Composed]:
    """Within the block what the editor gave back; kept as a draft if the block fails.

    `needs_answer` says that a template which was left as it is has nothing to say. `goes_on` are
    the options with which the command takes a kept draft up again, the file's name behind them.

    Raises:
        WrongUsage: the editor did not end well, or nothing was written.
    """
    shown = prompts.offered(template, [clean.line(aside) for aside in asides])
    keep = _keeper(invocation, command, number, goes_on)

    def keep_words(saved: str) -> None:
        if words := prompts.written(saved, shown):
            keep(words)

    saved = edited(invocation.environment, shown, keep_words)
    if needs_answer and not prompts.has_answer(saved, shown):
        raise WrongUsage(
            "nothing was written in the editor",
            written="nothing was sent",
            hint="the same command opens it again",
        )
    made = Composed(saved, shown)
    try:
        yield made
    except (CsmError, KeyboardInterrupt):
        if saved.strip() != shown.strip():
            keep(made.text)
        raise


def _keeper(
    invocation: Invocation, command: str, number: int, goes_on: str
) -> Callable[[str], None]:
    def keep(words: str) -> None:
        kept = invocation.runtime.keep_draft(number, words, command)
        invocation.say(f"what you wrote is kept in {kept}")
        file = shlex.quote(str(kept))
        invocation.say(f"go on with it: csm {command} {number} {goes_on} {file}")

    return keep
