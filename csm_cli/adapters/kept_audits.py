"""Audits that are not finished, in files that another run can go on from.

One file an audit: named after what is audited, and after everything else that tells one audit
from another: the account that is asked, the window, what its asker added, and whether it is a
watch's. It holds members' addresses and what staff typed as reasons, so only its owner can read
it; no credential is in it. A finished audit deletes its file, and one that nobody went on with is
deleted in time.
"""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from csm_cli import __version__
from csm_cli.adapters import private_file
from csm_cli.adapters.audit_files import Account, digest, subject
from csm_cli.domain.errors import NotFound, WrongUsage
from csm_cli.domain.impersonation import resuming
from csm_cli.domain.impersonation.keeping import Again, Kept, packed, unpacked
from csm_cli.domain.impersonation.question import Question
from csm_cli.domain.impersonation.window import rfc3339

VERSION = 1
_OTHER_KIND = {
    True: "the one that is kept is of no watch: leave --watch-since out, or --resume",
    False: "the one that is kept is a watch's: add --watch-since last, or leave --resume out",
}
"""What to type, by whether a watch was to go on."""
_COST = 20  # of the time that passes, one part in so many goes into keeping


class _Useless(Exception):  # noqa: N818 - a finding, told as WrongUsage if nothing else is found
    """A file that can't be gone on from, and is no reason against another one."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class _Commands(NamedTuple):
    """What to type to go on; `window` names it where several audits are kept."""

    again: Again
    window: str


class KeptAudits:
    """The folder of unfinished audits of one account.

    Args:
        folder: Where the files are; made when the first one is written.
        account: The account; files of another one are not gone on from.
        lifetime: How long an audit may be gone on from.
        now: The clock, aware and in UTC.
        say: Tells a person what went wrong with keeping; it does not stop an audit.
        tick: A clock that only runs forward, in seconds.
    """

    def __init__(
        self,
        folder: Path,
        account: Account,
        lifetime: timedelta,
        now: Callable[[], datetime],
        say: Callable[[str], None],
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._account = account
        self._lifetime = lifetime
        self._now = now
        self._say = say
        self._tick = tick

    def begin(
        self, questions: Sequence[Question], again: Again, *, watch: bool = False
    ) -> "KeptAudit":
        """A place for an audit that begins; what is too old to go on from is deleted."""
        self._sweep()
        # Without the moment of asking: the same audit, begun again, replaces what was kept.
        asked = [question._replace(asked_at=question.window.until) for question in questions]
        kind = ["watch"] if watch else []
        name = f"{subject(questions)}-{digest([self._account, *asked, *kind])}.json"
        return KeptAudit(self, self._folder / name, _commands(again, questions), watch=watch)

    def resume(
        self,
        questions: Sequence[Question],
        again: Again,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        watch: bool = False,
    ) -> "KeptAudit":
        """The unfinished audit of these organizations, to go on from.

        Whichever window was kept is gone on with, unless an end of it is named. What else a
        question says beside its organization must have been said before. A watch goes on with a
        watch alone, and with none that begins later than its question: what lies between would
        be taken for told.

        Raises:
            NotFound: none is kept.
            WrongUsage: it is of another account, too old, damaged, or one of several.
        """
        found = self._that_answer(questions, since, until, watch=watch)
        if len({_window(kept) for kept in found.values()}) == 1:  # differing in what was added
            same = {
                path: kept for path, kept in found.items() if resuming.as_added(kept, questions)
            }
            found = same or found
        if len(found) > 1:
            windows = "; ".join(_window(kept) for kept in found.values())
            raise WrongUsage(
                f"{len(found)} unfinished audits are kept: {windows}",
                hint="say which with --since and --until",
            )
        [(path, kept)] = found.items()
        begun = [party.question for party in kept.parties]
        return KeptAudit(self, path, _commands(again, begun), kept, watch=watch)

    def _that_answer(
        self,
        questions: Sequence[Question],
        since: datetime | None,
        until: datetime | None,
        *,
        watch: bool,
    ) -> dict[Path, Kept]:
        """The files that could be gone on from, one at the least; see `resume` for the errors."""
        found, useless, other = {}, None, False
        for path in sorted(self._folder.glob(f"{subject(questions)}-*.json")):
            try:
                kept, watched = self._read(path)
            except _Useless as problem:  # another account's, say: this one's may be there as well
                useless = problem
                continue
            if not resuming.answers(kept, questions, since, until):
                continue
            if watched != watch:
                other = True
            elif not watch or resuming.reaches_back(kept, questions):
                found[path] = kept
        if not found and useless is not None:
            raise WrongUsage(useless.message, hint=useless.hint)
        if not found:
            raise NotFound(
                "no unfinished audit is kept that this one could go on from",
                hint=_OTHER_KIND[watch] if other else "run it again without --resume",
            )
        return found

    def _read(self, path: Path) -> tuple[Kept, bool]:
        """What is kept in a file, and whether it is a watch's."""
        remove = f"remove {path}, and run it again without --resume"
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            version = int(document["version"])
            if version > VERSION:
                raise WrongUsage(
                    f"{path} was written by csm {str(document.get('csm'))[:20]}, which is newer",
                    hint="go on with that version, or " + remove,
                )
            account = Account(str(document["profile"]), str(document["host"]))
            at = datetime.fromisoformat(document["at"])
            kept, watch = unpacked(document["run"]), document.get("watch") is True
            age = self._now() - at
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise WrongUsage(f"{path} is damaged and can't be gone on from", hint=remove) from None
        if account != self._account:
            raise _Useless(
                f"the unfinished audit is of profile {account.profile} on {account.host}, "
                f"and this is {self._account.profile} on {self._account.host}",
                hint=f"use --profile {account.profile}, or {remove}",
            )
        if age > self._lifetime:
            raise _Useless(
                f"the unfinished audit is of {at:%Y-%m-%d %H:%M} UTC, which is too long ago: the "
                "organization may have changed since",
                hint="run it again without --resume",
            )
        return kept, watch

    def write(self, path: Path, kept: Kept, *, watch: bool) -> float | None:
        """Write an audit; gives the seconds that it took, null if it could not be written."""
        began = self._tick()
        document = {
            "version": VERSION,
            "csm": __version__,
            "at": self._now().isoformat(),
            **self._account._asdict(),
            "watch": watch,
            "run": packed(kept),
        }
        try:
            private_file.write(path, json.dumps(document, ensure_ascii=False))
        except OSError as problem:
            self._say(f"what is read can't be kept for --resume: {problem.strerror}: {path}")
            return None
        return self._tick() - began

    def is_alone(self, path: Path) -> bool:
        """Whether no other unfinished audit of the same organizations is kept."""
        name = path.name.rpartition("-")[0]
        return all(other == path for other in self._folder.glob(f"{name}-*.json"))

    def due(self, since: float, cost: float) -> bool:
        """Whether enough time has passed to write again what took so long to write."""
        return self._tick() - since >= _COST * cost

    def tick(self) -> float:
        """The seconds on a clock that only runs forward."""
        return self._tick()

    def _sweep(self) -> None:
        for path in (*self._folder.glob("*.json"), *self._folder.glob(".*.tmp")):
            with suppress(OSError):
                age = self._now().timestamp() - path.stat().st_mtime
                if age > self._lifetime.total_seconds():
                    path.unlink()


class KeptAudit:
    """The place of one audit; fulfils the port `Keeper`."""

    def __init__(
        self,
        audits: KeptAudits,
        path: Path,
        commands: "_Commands",
        kept: Kept | None = None,
        *,
        watch: bool,
    ) -> None:
        self.kept = kept
        self.path = path
        self._audits = audits
        self._commands = commands
        self._watch = watch
        self._there = kept is not None
        self._unwritable = False
        self._written = audits.tick()
        self._cost = 0.0

    @property
    def going_on(self) -> str:
        """What to type to go on once what there is was reported; nothing if nothing is kept.

        The window is named where another unfinished audit makes it necessary.
        """
        return self._way_on(self._commands.again.reported)

    @property
    def stopped(self) -> str:
        """The same where the run ends without a report."""
        return self._way_on(self._commands.again.stopped)

    def _way_on(self, options: str) -> str:
        if not self._there:
            return ""
        window = "" if self._audits.is_alone(self.path) else self._commands.window
        command = f"{self._commands.again.command}{window}{options}"
        return f"; what was read is kept, go on with: {command}"

    def keep(self, now: Callable[[], Kept], *, at_once: bool = False) -> None:
        """Write the audit, if it is time to."""
        if self._unwritable or not (at_once or self._audits.due(self._written, self._cost)):
            return
        cost = self._audits.write(self.path, now(), watch=self._watch)
        self._written = self._audits.tick()
        self._unwritable = cost is None
        self._cost = cost or 0.0
        self._there = self._there or cost is not None

    def finished(self) -> None:
        """Delete the file."""
        with suppress(OSError):
            self.path.unlink()
        self._there = False


def _commands(again: Again, questions: Sequence[Question]) -> _Commands:
    windows = {question.window for question in questions}
    if len(windows) > 1:
        return _Commands(again, "")
    [(since, until)] = windows
    return _Commands(again, f" --since {rfc3339(since)} --until {rfc3339(until)}")


def _window(kept: Kept) -> str:
    since, until = kept.parties[0].question.window
    return f"{rfc3339(since)} to {rfc3339(until)}"
