"""Words for a ticket out of a person's editor; what was typed there outlives a failure."""

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
) -> Iterator[Composed]:
    """Within the block what the editor gave back; kept as a draft if the block fails.

    `needs_answer` says that a template which was left as it is has nothing to say.

    Raises:
        WrongUsage: the editor did not end well, or nothing was written.
    """
    shown = prompts.offered(template, [clean.line(aside) for aside in asides])
    keep = _keeper(invocation, command, number)
    saved = edited(invocation.environment, shown, keep)
    if needs_answer and not prompts.has_answer(saved, shown):
        raise WrongUsage("nothing was written in the editor", written="nothing was sent")
    made = Composed(saved, shown)
    try:
        yield made
    except (CsmError, KeyboardInterrupt):
        if saved.strip() != shown.strip():
            keep(made.text)
        raise


def _keeper(invocation: Invocation, command: str, number: int) -> Callable[[str], None]:
    def keep(saved: str) -> None:
        kept = invocation.runtime.keep_draft(number, saved, command)
        invocation.say(f"what you wrote is kept in {kept}")

    return keep
