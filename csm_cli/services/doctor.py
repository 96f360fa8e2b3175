"""Examining what a day's work depends on: independent looks at once, each with its own end.

A look may depend on others; if one of those did not end well, it is not made and says why. None
can stop another one: whatever it raises becomes what was found.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from csm_cli.domain import doctor
from csm_cli.domain.doctor import Check, Examination, Fixed, Found, Skip
from csm_cli.domain.errors import CsmError

Findings = Mapping[str, Found]


class Look(NamedTuple):
    """One look, which settles one or several checks.

    `needs` are the checks without which it makes no sense; `after` are only waited for. `fix`
    does what is safe and says each thing done.
    """

    names: tuple[str, ...]
    make: Callable[[], Findings]
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    fix: Callable[[], Sequence[str]] | None = None


def single(
    name: str,
    make: Callable[[], Found],
    *,
    needs: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    fix: Callable[[], Sequence[str]] | None = None,
) -> Look:
    """A look that settles one check."""
    return Look((name,), lambda: {name: make()}, needs, after, fix)


class Examining:
    """Makes the looks.

    Args:
        looks: Whose needs are all among them.
        longest: Seconds after which a look counts as not answered; it is left to itself.
        tell: Is told how many checks are settled, and of how many, as it goes on.
    """

    def __init__(
        self, looks: Sequence[Look], longest: float, tell: Callable[[int, int], None]
    ) -> None:
        self._looks = looks
        self._longest = longest
        self._tell = tell

    def examine(self) -> Examination:
        """Look at everything."""
        return Examination(_Round(self._looks, self._longest, self._tell).run())

    def fix(self) -> Examination:
        """Do what is safe about what is found on this machine, then look at everything."""
        fixable = [look for look in self._looks if look.fix is not None]
        found = _Round(fixable, self._longest, lambda *_: None).run()
        wanting = {check.name for check in found if check.fixable}
        fixed = [
            Fixed(look.names[0], done)
            for look in fixable
            if wanting & {*look.names}
            for done in _fixed(look)
        ]
        return self.examine()._replace(fixed=tuple(fixed))


def _fixed(look: Look) -> Sequence[str]:
    """What was done; nothing, if it could not be: the look that follows says what is the matter."""
    try:
        return look.fix() if look.fix else ()
    except (CsmError, OSError):
        return ()


class _Round:
    """All looks once, each in a thread of its own as soon as what it waits for is settled.

    The threads are daemons: neither Ctrl-C nor the end of csm waits for one that hangs.
    """

    def __init__(
        self, looks: Sequence[Look], longest: float, tell: Callable[[int, int], None]
    ) -> None:
        self._waiting = list(looks)
        self._longest = longest
        self._tell = tell
        self._settled: dict[str, Check] = {}
        self._number = sum(len(look.names) for look in looks)
        self._running: dict[tuple[str, ...], float] = {}
        self._ended: queue.SimpleQueue[tuple[Look, Findings]] = queue.SimpleQueue()

    def run(self) -> tuple[Check, ...]:
        """The checks in their order."""
        self._start()
        while self._running:
            self._tell(len(self._settled), self._number)
            try:
                look, findings = self._ended.get(timeout=self._patience())
            except queue.Empty:
                self._give_up()
            else:
                if self._running.pop(look.names, None) is not None:  # else given up already
                    self._settle(findings)
            self._start()
        return doctor.in_order([*self._settled.values()])

    def _start(self) -> None:
        """Start what can start; a look that was skipped may let others be skipped."""
        while ready := [look for look in self._waiting if self._ready(look)]:
            self._waiting = [look for look in self._waiting if look not in ready]
            for look in ready:
                self._begin(look)

    def _ready(self, look: Look) -> bool:
        return all(name in self._settled for name in (*look.needs, *look.after))

    def _begin(self, look: Look) -> None:
        for name in look.needs:
            if reason := doctor.pointless_after(self._settled[name]):
                self._settle(dict.fromkeys(look.names, reason))
                return
        self._running[look.names] = time.monotonic() + self._longest
        ended = self._ended
        threading.Thread(
            target=lambda: ended.put((look, _findings(look))),
            name=f"csm-doctor-{look.names[0]}",
            daemon=True,
        ).start()

    def _patience(self) -> float:
        return max(0.0, min(self._running.values()) - time.monotonic())

    def _give_up(self) -> None:
        now = time.monotonic()
        for names in [names for names, until in self._running.items() if until <= now]:
            del self._running[names]
            self._settle(_one_failed(names, _silent(self._longest)))

    def _settle(self, findings: Findings) -> None:
        for name, found in findings.items():
            self._settled[name] = Check(name, *found)


def _findings(look: Look) -> Findings:
    """What came of the look, whatever it raised."""
    try:
        return look.make()
    except Skip as reason:
        return dict.fromkeys(look.names, Found(doctor.SKIPPED, str(reason)))
    except CsmError as problem:
        return _one_failed(look.names, doctor.failed_by(problem))
    except Exception as problem:  # noqa: BLE001 - a mistake of csm's own must not hide the rest
        # Only its kind: its text may hold anything, a credential among it.
        told = doctor.fail(
            f"the look itself failed ({type(problem).__name__})", "report it; the mistake is in csm"
        )
        return _one_failed(look.names, told)


def _one_failed(names: Iterable[str], found: Found) -> Findings:
    """The first check failed; what hangs on it was not looked at."""
    first, *others = names
    rest = doctor.unseen(first)
    return {first: found, **dict.fromkeys(others, rest)}


def _silent(seconds: float) -> Found:
    return doctor.fail(
        f"no answer within {seconds:.0f} s",
        "check the network and the service's status page, then run csm doctor again",
    )
