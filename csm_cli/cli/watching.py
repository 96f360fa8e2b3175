"""`--watch-since`: an audit that tells only what is new since its last run."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.report import INTERNAL
from csm_cli.domain.impersonation.window import Window, moment, not_too_early, rfc3339

if TYPE_CHECKING:
    from csm_cli.cli.audits import Resumed
    from csm_cli.domain.impersonation.question import Question
    from csm_cli.domain.impersonation.result import Audit
    from csm_cli.domain.impersonation.watching import Told

LAST = "last"


class Watching:
    """The watch over some organizations, or over none.

    Args:
        invocation: The run.
        since: `last`, or a time at which the very first run begins; null if nobody watches.
        audience: Who is told, as typed; a customer was not told what a list for us had.
        elsewise: What else was said about the window, by option; it does not go together.

    Raises:
        WrongUsage: the words don't fit.
    """

    def __init__(
        self,
        invocation: Invocation,
        since: str | None,
        audience: str | None,
        elsewise: Mapping[str, object],
    ) -> None:
        self._invocation = invocation
        self.on = since is not None
        self._audience = (audience or INTERNAL).strip().lower()
        self._begin: datetime | None = None
        self._told: dict[str, Told | None] = {}
        self._questions: dict[str, Question] = {}
        self._audits: list[Audit] = []
        if since is None:
            return
        if since.strip().lower() != LAST:
            self._begin = moment(since, "--watch-since")
            not_too_early(self._begin)
        for option, value in elsewise.items():
            if value:
                raise WrongUsage(f"--watch-since says what is looked at, and {option} as well")

    @property
    def _overlap(self) -> timedelta:
        return timedelta(days=self._invocation.runtime.settings.facts["audit"]["watch_days"])

    def question(self, question: "Question") -> "Question":
        """The question about what may be new: since the last run, if there was one."""
        from csm_cli.domain.impersonation.watching import window_after  # noqa: PLC0415

        if not self.on:
            return question
        told = self._invocation.runtime.watched_audits.told(question, self._audience)
        until = question.window.until
        if told is not None:
            question = question._replace(window=window_after(told, until, self._overlap))
        elif self._begin is not None:
            if self._begin >= until:
                raise WrongUsage("--watch-since lies in the time that can't be audited yet")
            question = question._replace(window=Window(self._begin, until))
        self._told[question.organization_id] = told
        self._questions[question.organization_id] = question
        return question

    def resumed(self, resumed: "Resumed | None", question: "Question") -> "Resumed | None":
        """Which unfinished audit the watch goes on with: the one that begins where it has to."""
        begins = self._begin is not None or self._told.get(question.organization_id) is not None
        if resumed is None or resumed.since is not None or not begins:
            return resumed
        return resumed._replace(since=question.window.since)

    def news(self, audit: "Audit") -> "Audit":
        """What is new in the audit; all of it without a watch."""
        from csm_cli.domain.impersonation.watching import news  # noqa: PLC0415

        if not self.on:
            return audit
        self._audits.append(audit)
        told = self._told[audit.organization.id]
        new = news(audit, told)
        self._invocation.say(_words(new, told))
        return new

    def told(self) -> None:
        """Remember what has been told; to be called when it has, and not before."""
        from csm_cli.domain.impersonation.watching import told_after  # noqa: PLC0415

        if not self.on:
            return
        self._invocation.environment.stdout.flush()
        for audit in self._audits:
            name = audit.organization.id
            told = told_after(audit, self._told[name], self._overlap)
            if told is not None:
                memory = self._invocation.runtime.watched_audits
                memory.keep(self._questions[name], self._audience, told)


def _words(new: "Audit", told: "Told | None") -> str:
    name = new.organization.name or new.organization.id
    if told is None:
        return f"{name}: the first run of this watch, so everything is new"
    left_out = new.watch.told_before if new.watch else 0
    return f"{name}: new since the run up to {rfc3339(told.until)}; {left_out} told before"
