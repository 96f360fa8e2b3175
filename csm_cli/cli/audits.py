"""An audit from the command line: begun, or gone on with after it was broken off."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from csm_cli.cli.going_on import Options, command, report_options
from csm_cli.cli.invocation import Invocation

if TYPE_CHECKING:
    from csm_cli.cli.audit_options import Ends
    from csm_cli.domain.impersonation.question import Question
    from csm_cli.domain.impersonation.result import Audit
    from csm_cli.domain.impersonation.rules import Rules
    from csm_cli.domain.impersonation.window import Window
    from csm_cli.output.progress import Progress
    from csm_cli.services.audit_keeping import Keeper


class Resumed(NamedTuple):
    """An audit to go on with: the one whose window has these ends, as far as they are named."""

    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def named(cls, span: "Window", ends: "Ends", *, ahead: bool) -> "Resumed":
        """The ends that were said; where one lies ahead, the run that began ended at its moment."""
        until = span.until if ends.until and not ahead else None
        return cls(span.since if ends.since else None, until)


def run_audit(
    invocation: Invocation,
    question: "Question",
    rules: "Rules",
    options: Options,
    resumed: Resumed | None,
) -> "Audit":
    """Audit one organization; a person is told how far it is, and how to go on with it."""
    from csm_cli.services.audit import audit  # noqa: PLC0415

    log, words = invocation.runtime.audit_log, _words(question)
    with kept(invocation, [question], words, options, resumed) as (progress, keeper):
        return audit(log, question, rules, progress, keeper)


@contextmanager
def kept(
    invocation: Invocation,
    questions: "Sequence[Question]",
    words: str,
    options: Options,
    resumed: Resumed | None,
) -> "Iterator[tuple[Progress, Keeper]]":
    """Within the block a person sees how far it is; what there is at its end can be gone on with.

    `words` are those of the command that say what is audited, `options` those about its report.
    """
    from csm_cli.domain.impersonation.keeping import Again  # noqa: PLC0415
    from csm_cli.output.progress import Progress  # noqa: PLC0415

    audits, watch = invocation.runtime.kept_audits, options.watch_since is not None
    again = Again(
        command(invocation, words),
        stopped=report_options(invocation, options, reported=False),
        reported=report_options(invocation, options, reported=True),
    )
    if resumed is None:
        keeper = audits.begin(questions, again, watch=watch)
    else:
        keeper = audits.resume(questions, again, *resumed, watch=watch)
    progress = Progress(invocation.environment, quiet=invocation.shared.quiet)
    try:
        with invocation.voice.above(progress.line):
            yield progress, keeper
    except KeyboardInterrupt:
        progress.end()
        if keeper.stopped:
            invocation.say(f"broken off{keeper.stopped}")
        raise
    finally:
        progress.end()


def _words(question: "Question") -> str:
    """The organization, and what was added: another audit of it may be unfinished as well."""
    emails, user_ids = map(sorted, question.extras)
    words = [question.organization_id]
    words += [f"--region {question.region}"] if question.region else []
    words += [f"--email {shlex.quote(email)}" for email in emails]
    words += [f"--user-id {user_id}" for user_id in user_ids]
    return " ".join(words)
