"""The journal, looked back on: every account's entries, settled by hand, and forgotten."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from csm_cli.adapters import journal_rows
from csm_cli.adapters.sqlite_file import stamp
from csm_cli.domain.history import Intent
from csm_cli.domain.tickets import Write


class SqliteHistory:
    """What is in the journal's file; nothing is made where there is none.

    Args:
        path: The SQLite file.
        now: The clock, aware and in UTC.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._file = journal_rows.file(path)
        self._now = now

    def entries(
        self,
        *,
        ticket: int | None = None,
        profile: str | None = None,
        account: str | None = None,
        undecided: bool = False,
    ) -> Sequence[Intent]:
        """The entries that fit, the newest first.

        Raises:
            Unexpected: the file can't be used, or what is in it makes no sense.
        """
        wanted = {"ticket": ticket, "profile": profile, "account": account}
        fitting = [f"{name} = :{name}" for name, value in wanted.items() if value is not None]
        if undecided:
            fitting.append("outcome IS NULL")
        where = f" WHERE {' AND '.join(fitting)}" if fitting else ""
        rows = self._read(
            f"SELECT {journal_rows.COLUMNS} FROM intents{where}"  # noqa: S608 - names
            " ORDER BY number DESC",
            wanted,
        )
        try:
            return [journal_rows.intent(row) for row in rows]
        except (TypeError, ValueError) as problem:
            raise journal_rows.damaged(self._path, problem) from None

    def planned(self, operation_id: str) -> Write | None:
        """The write of an undecided entry, with its note; null once that is dropped."""
        rows = self._read(
            "SELECT plan FROM intents WHERE operation_id = :operation_id",
            {"operation_id": operation_id},
        )
        try:
            return journal_rows.write(rows[0][0]) if rows and rows[0][0] else None
        except (TypeError, ValueError) as problem:
            raise journal_rows.damaged(self._path, problem) from None

    def version(self, operation_id: str) -> str | None:
        """The version that an undecided entry was planned on; null once that is dropped."""
        rows = self._read(
            "SELECT plan FROM intents WHERE operation_id = :operation_id",
            {"operation_id": operation_id},
        )
        try:
            return journal_rows.version(rows[0][0]) if rows and rows[0][0] else None
        except (KeyError, IndexError, TypeError, ValueError) as problem:
            raise journal_rows.damaged(self._path, problem) from None

    def settle(
        self, operation_id: str, outcome: str, *, how: str, note_id: int | None = None
    ) -> bool:
        """Record what became of an undecided entry; false if that is known already."""
        with self._file.transaction() as connection:
            changed = connection.execute(
                "UPDATE intents SET outcome = :outcome, how = :how, note_id = :note_id,"
                " settled_at = :now, plan = NULL, words = NULL"
                " WHERE operation_id = :operation_id AND outcome IS NULL",
                {
                    "outcome": outcome,
                    "how": how,
                    "note_id": note_id,
                    "now": stamp(self._now()),
                    "operation_id": operation_id,
                },
            )
            return changed.rowcount == 1

    def forget(self, operation_ids: Sequence[str]) -> None:
        """Erase these entries, and what is left of earlier ones, from the file itself.

        Raises:
            Unexpected: the file can't be used, or another csm uses it just now.
        """
        if not self._path.exists():
            return
        with self._file.transaction() as connection:
            connection.executemany(
                "DELETE FROM intents WHERE operation_id = ?", [(each,) for each in operation_ids]
            )
        self._file.shrink()

    def _read(self, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        if not self._path.exists():
            return []
        with self._file.transaction() as connection:
            return connection.execute(query, values).fetchall()
