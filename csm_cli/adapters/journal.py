"""The journal: what csm meant to write on this machine, and what became of it.

SQLite in the state folder, with a write-ahead log, synced to the disk before the request
leaves. It holds no credential. A note's text is kept only while its outcome is unknown.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from csm_cli.adapters import journal_rows
from csm_cli.adapters.sqlite_file import stamp
from csm_cli.domain.errors import Unexpected
from csm_cli.domain.history import ANSWERED, Before
from csm_cli.domain.tickets import Mark, Receipt, Write
from csm_cli.services.ports import Undecided

_Plan = TypeVar("_Plan")

_LONGEST_ID = 200  # of a request, which the service makes up


class SqliteJournal:
    """The journal of one account.

    Args:
        path: The SQLite file; its folder is made when something is first recorded.
        account: Tells whose intents these are, desk and person, so that neither two desks
            nor two people on one machine settle each other's; asked when first needed.
        now: The clock, aware and in UTC.
        profile: The settings' name for it.
    """

    def __init__(
        self,
        path: Path,
        account: Callable[[], str],
        now: Callable[[], datetime],
        profile: str = "default",
    ) -> None:
        self._path = path
        self._file = journal_rows.file(path)
        self._account = account
        self._now = now
        self._profile = profile

    def begin(
        self, write: Write, intent: str, before: Before | None = None, undoes: str | None = None
    ) -> None:
        """Record an intent; it is on the disk when this returns.

        Raises:
            Unexpected: the disk is full, or the folder can't be written.
        """
        plan, change = json.dumps(write.recorded), json.dumps(write.change)
        self.record(write.ticket, write.mark, intent, plan, change, json.dumps(before), undoes)

    def record(
        self,
        ticket: int,
        mark: Mark,
        intent: str,
        plan: str,
        change: str = "null",
        before: str = "null",
        undoes: str | None = None,
    ) -> None:
        """Record an intent whose plan is JSON already; it is on the disk when this returns."""
        row = {
            "operation_id": mark.operation_id,
            "profile": self._profile,
            "account": self._account(),
            "ticket": ticket,
            "verb": mark.verb,
            "undoes": undoes,
            "words": journal_rows.digest(intent),
            "plan": plan,
            "change": change,
            "before": before,
            "began_at": self._stamp(),
        }
        marks = ", ".join(f":{name}" for name in row)
        with self._before_sending() as connection:
            connection.execute(
                f"INSERT INTO intents ({', '.join(row)}) VALUES ({marks})",  # noqa: S608 - names
                row,
            )

    def again(self, operation_id: str) -> bool:
        """Record that it is sent once more; false if its outcome is known by now.

        Raises:
            Unexpected: it can't be recorded.
        """
        with self._before_sending() as connection:
            changed = connection.execute(
                "UPDATE intents SET sendings = sendings + 1"
                " WHERE operation_id = ? AND outcome IS NULL",
                (operation_id,),
            )
            return changed.rowcount == 1

    def reopen(self, write: Write, intent: str) -> None:
        """Record anew what the desk has refused for now: it is going to be sent once more.

        Raises:
            Unexpected: it can't be recorded, or the entry is gone.
        """
        self.record_anew(write.mark.operation_id, intent, json.dumps(write.recorded))

    def record_anew(self, operation_id: str, intent: str, plan: str) -> None:
        """The same for a plan that is JSON already."""
        with self._before_sending() as connection:
            changed = connection.execute(
                "UPDATE intents SET plan = ?, words = ?, outcome = NULL, how = NULL,"
                " settled_at = NULL, differences = NULL WHERE operation_id = ?"
                " AND coalesce(outcome, '') NOT IN ('written', 'leaked', 'withheld')",
                (plan, journal_rows.digest(intent), operation_id),
            )
            if changed.rowcount != 1:
                raise Unexpected(f"{self._path} does not hold any more what is to be sent")

    def asked(self, operation_id: str, request_id: str) -> None:
        """Record the service's id of a request of which nobody knows what it did."""
        with self._file.transaction() as connection:
            _keep_request_id(connection, operation_id, request_id)

    def public(self, operation_id: str, note_id: int) -> None:
        """Record that its note is there and may be public still; the intent stays undecided."""
        with self._file.transaction() as connection:
            connection.execute(
                "UPDATE intents SET note_id = ? WHERE operation_id = ? AND outcome IS NULL",
                (note_id, operation_id),
            )

    def settle(
        self,
        operation_id: str,
        outcome: str,
        receipt: Receipt | None = None,
        *,
        how: str = ANSWERED,
        note_id: int | None = None,
        request_id: str | None = None,
    ) -> None:
        """Record what became of it, and drop the text.

        Of two runs that settle it, the one that has seen its note is right. What the desk
        answered to one sending says nothing about another one.
        """
        known = receipt.updated_at if receipt else None
        row = {
            "operation_id": operation_id,
            "outcome": outcome,
            "how": how,
            "settled_at": self._stamp(),
            "note_id": receipt.note.id if receipt else note_id,
            "updated_at": stamp(known) if known else None,
            "differences": json.dumps(receipt.differences if receipt else ()),
        }
        changes = ", ".join(f"{name} = :{name}" for name in row)
        heard = request_id or (receipt.request_id if receipt else None)
        with self._file.transaction() as connection:
            connection.execute(
                f"UPDATE intents SET {changes}, plan = NULL, words = NULL"  # noqa: S608 - names
                " WHERE operation_id = :operation_id"
                " AND (:outcome IN ('written', 'leaked', 'withheld')"
                " OR outcome IS NULL AND (sendings = 1 OR :how != 'answer'))",
                row,
            )
            if heard:
                _keep_request_id(connection, operation_id, heard)

    def undecided(self, ticket: int, verb: str, intent: str | None) -> Sequence[Undecided]:
        """Earlier intents whose outcome is not known, the oldest first; null means any words.

        Raises:
            Unexpected: the file can't be used, or what is in it makes no sense.
        """
        found = self.plans(ticket, verb, intent, journal_rows.write)
        return [Undecided(write, began_at) for write, began_at in found]

    def plans(
        self, ticket: int, verb: str, intent: str | None, read: Callable[[str], _Plan]
    ) -> Sequence[tuple[_Plan, str]]:
        """The plans behind them, as `read` understands them, and when they were begun."""
        if not self._path.exists():
            return []
        # The account is asked for first: nobody else's csm should wait for a request of ours.
        wanted = {
            "account": self._account(),
            "ticket": ticket,
            "verb": verb,
            "words": None if intent is None else journal_rows.digest(intent),
        }
        with self._before_sending() as connection:
            rows = connection.execute(
                "SELECT plan, began_at FROM intents WHERE outcome IS NULL AND account = :account"
                " AND ticket = :ticket AND verb = :verb AND (:words IS NULL OR words = :words)"
                " ORDER BY began_at, number",
                wanted,
            ).fetchall()
            return [(read(plan), _shown(began_at)) for plan, began_at in rows]

    @contextmanager
    def _before_sending(self) -> Iterator[sqlite3.Connection]:
        """A transaction without which nothing may be sent."""
        try:
            with self._file.transaction() as connection:
                yield connection
        except Unexpected as problem:
            problem.written = "nothing was sent"
            raise
        except (TypeError, ValueError) as problem:
            error = journal_rows.damaged(self._path, problem)
            error.written = "nothing was sent"
            raise error from None

    def _stamp(self) -> str:
        return stamp(self._now())


def _shown(stamp: str) -> str:
    """A time as it is kept, as a person reads it."""
    return datetime.fromisoformat(stamp).strftime("%Y-%m-%d %H:%M:%S UTC")


def _keep_request_id(connection: sqlite3.Connection, operation_id: str, heard: str) -> None:
    line = "".join(heard.split())[:_LONGEST_ID]
    connection.execute(
        "UPDATE intents SET request_ids = request_ids || ? || char(10) WHERE operation_id = ?",
        (line, operation_id),
    )
