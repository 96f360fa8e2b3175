"""What was begun on this machine and is not ended: in the journal, and in files beside it."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from csm_cli.adapters import journal_rows, loan_marker, loans
from csm_cli.adapters.leftover_files import YOUNG, deleted
from csm_cli.adapters.sqlite_look import SqliteLook
from csm_cli.domain import doctor
from csm_cli.domain.doctor import Found

_FIX = "csm doctor --fix"
_DAY = 86_400


class KeptWork:
    """That of one state folder.

    Args:
        state: The state folder.
        resume: The seconds for which an unfinished audit can be gone on with.
        clock: Seconds since 1970, as files carry them.
        way_back: What to type for a role that is raised on a desk.
    """

    def __init__(
        self,
        state: Path,
        resume: float,
        clock: Callable[[], float],
        way_back: Callable[[str], str],
    ) -> None:
        self._state = state
        self._way_back = way_back
        self._resume = resume
        self._clock = clock
        self._path = state / "journal.sqlite3"
        self.looks: Mapping[str, Callable[[], Found]] = {
            "journal": self._journal,
            "undecided_writes": self._undecided,
            "raised_role": self._raised_role,
            "unsent_files": self._unsent,
            "drafts": self._drafts,
            "unfinished_audits": self._audits,
        }
        self.fixes: Mapping[str, Callable[[], Sequence[str]]] = {
            "journal": self._bring_up_to_date,
            "unsent_files": self._delete_unsent,
            "unfinished_audits": lambda: deleted(self._too_old()),
        }

    def _journal(self) -> Found:
        if not self._path.exists():
            return doctor.ok("none yet; the first write makes it")
        return _usable(self._path, "the journal", journal_rows.VERSION)

    def _bring_up_to_date(self) -> Sequence[str]:
        with journal_rows.file(self._path).transaction():
            return [f"{self._path} has the version of this csm, {journal_rows.VERSION}"]

    def _undecided(self) -> Found:
        if not self._path.exists():
            return doctor.ok("none")
        rows = SqliteLook(self._path).rows(
            "SELECT verb, ticket, began_at FROM intents WHERE outcome IS NULL ORDER BY began_at"
        )
        if not rows:
            return doctor.ok("none")
        items = [f"{verb} of ticket {ticket}, {at}" for verb, ticket, at in rows]
        return doctor.warn(
            f"of {len(rows)} writes nobody knows whether they arrived; the oldest: {items[0]}",
            "csm log resolve",
            items=items,
        )

    def _raised_role(self) -> Found:
        path = self._state / loans.NAME
        if not loan_marker.may_be_open(self._state) or not path.exists():
            return doctor.ok("none")
        usable = _usable(path, "the record of roles", loans.VERSION)
        if usable.state == doctor.FAIL:
            return usable
        rows = SqliteLook(path).rows(
            "SELECT name, desk, since FROM loans WHERE outcome IS NULL ORDER BY number"
        )
        if not rows:
            return doctor.ok("none")
        items = [f"{name} on {desk}, since {since}" for name, desk, since in rows]
        return doctor.warn(
            f"a raised role takes a paid seat and is due back: {items[0]}",
            self._way_back(str(rows[0][1])),
            items=items,
        )

    def _unsent(self) -> Found:
        """Reports on their way to a ticket: what the journal waits for is kept for `--resend`."""
        waiting, left = self._unsent_files()
        if left:
            return doctor.warn(
                f"{doctor.counted(left, 'file')} of reports that nobody waits for any more, with "
                "addresses in them",
                _FIX,
                fixable=True,
                items=[str(path) for path in left],
            )
        if waiting:
            return doctor.warn(
                f"{doctor.counted(waiting, 'file')} of reports of which nobody knows whether they "
                "arrived",
                "csm log resolve; while it finds neither, the same csm audit-impersonation with "
                "--attach-to and --resend can't write a second one",
                items=[str(path) for path in waiting],
            )
        return doctor.ok("none")

    def _unsent_files(self) -> tuple[Sequence[Path], Sequence[Path]]:
        """The files of undecided writes, and those of no use.

        A write that is not in the journal may be about to be: its files are left while young.
        """
        found = sorted(self._state.glob("unsent/*/*"))
        asked = found and self._path.exists()
        rows = (
            SqliteLook(self._path).rows("SELECT operation_id, outcome IS NULL FROM intents")
            if asked
            else ()
        )
        undecided = {str(operation_id): bool(is_open) for operation_id, is_open in rows}
        waiting, left = [], []
        for path in found:
            is_open = undecided.get(path.parent.name)
            if is_open:
                waiting.append(path)
            elif is_open is False or _older(path, self._clock() - YOUNG):
                left.append(path)
        return waiting, left

    def _delete_unsent(self) -> Sequence[str]:
        left = self._unsent_files()[1]
        done = deleted(left)
        for folder in {path.parent for path in left}:
            with suppress(OSError):
                folder.rmdir()
        return done

    def _drafts(self) -> Found:
        files = [str(path) for path in sorted(self._state.glob("drafts/*.md"))]
        if not files:
            return doctor.ok("none")
        return doctor.warn(
            f"{doctor.counted(files, 'draft')} of what could not be sent, kept in "
            f"{self._state / 'drafts'}",
            "send what is still true, then delete the files",
            items=files,
        )

    def _audits(self) -> Found:
        days = self._resume / _DAY
        kept, old = len([*self._state.glob("audits/*.json")]), self._too_old()
        if old:
            return doctor.warn(
                f"{doctor.counted(old, 'unfinished audit')} from more than {days:g} days ago, with "
                "addresses in them",
                _FIX,
                fixable=True,
                items=[str(path) for path in old],
            )
        return doctor.ok(f"{kept} to go on with by --resume" if kept else "none")

    def _too_old(self) -> Sequence[Path]:
        before = self._clock() - self._resume
        return [path for path in sorted(self._state.glob("audits/*.json")) if _older(path, before)]


def _older(path: Path, before: float) -> bool:
    """Whether a file was last written before that; one that is gone by now was not."""
    with suppress(OSError):
        return path.stat().st_mtime < before
    return False


def _usable(path: Path, name: str, known: int) -> Found:
    """Whether this csm can use a file of its own."""
    try:
        version = SqliteLook(path).version
    except sqlite3.Error as problem:
        return doctor.fail(
            f"{name} {path} can't be used: {problem}",
            "move the file away; a new one knows nothing of what was undecided in this one",
        )
    if version > known:
        return doctor.fail(
            f"{name} {path} has version {version}, and this csm knows up to {known}",
            "upgrade csm, or let CSM_STATE name another folder",
        )
    if version < known:
        return doctor.warn(
            f"{name} {path} is of an older csm: version {version} of {known}",
            f"{_FIX}; the next write does it, too",
            fixable=True,
        )
    return doctor.ok(str(path))
