"""One command on many tickets: a person can watch how far it is, and stop it between two."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from csm_cli.cli.invocation import Invocation
from csm_cli.cli.signals import Stopping
from csm_cli.domain.pace import Pace

_T = TypeVar("_T")


class Bulk(NamedTuple):
    """How to work through many: `total` of them, shown with a bar unless `progress` is off."""

    invocation: Invocation
    total: int
    progress: bool = True

    def each(self, work: Iterator[_T], kind: Callable[[_T], str]) -> list[_T]:
        """The results in order; fewer than `total` if a person stopped it.

        `kind` says in a word how a result counts. A single one is neither shown nor kept from
        being interrupted.
        """
        if self.total == 1:
            return list(work)
        results: list[_T] = []
        counts: Counter[str] = Counter()
        with self._shown() as tell, self._stoppable() as stopping:
            try:
                for result in work:
                    results.append(result)
                    counts[kind(result)] += 1
                    tell(counts)
                    if stopping.asked:
                        break
            except KeyboardInterrupt:
                pass
        return results

    @contextmanager
    def _stoppable(self) -> Iterator[Stopping]:
        """Within the block Ctrl-C ends what is waited for, and lets what was sent come back."""
        runtime = self.invocation.runtime
        before = runtime.sleep, runtime.in_flight
        with Stopping(float(runtime.settings.facts["limits"]["stop_grace_seconds"])) as stopping:
            runtime.sleep, runtime.in_flight = stopping.sleep, stopping.in_flight
            try:
                yield stopping
            finally:
                runtime.sleep, runtime.in_flight = before

    @contextmanager
    def _shown(self) -> Iterator[Callable[[Counter[str]], None]]:
        """Within the block how far it is stands on stderr; gives what to call after each one."""
        from csm_cli.output.advance import advance  # noqa: PLC0415

        invocation, began = self.invocation, time.monotonic()
        runtime, voice = invocation.runtime, invocation.voice
        every = float(runtime.settings.facts["limits"]["progress_line_seconds"])
        shown = advance(
            invocation.environment,
            self.total,
            voice.write_here,
            every=None if invocation.shared.json or invocation.shared.quiet else every,
            plain=invocation.shared.quiet or not self.progress,
        )

        def tell(counts: Counter[str]) -> None:
            seconds = time.monotonic() - began
            pace = Pace(counts.total(), self.total, seconds, runtime.updates_a_minute)
            shown.tell(pace, counts)

        with voice.above(shown.line):
            shown.start()
            try:
                yield tell
            finally:
                shown.end()
