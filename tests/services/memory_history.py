"""A journal in memory that can be looked back on, as the one on the disk can."""

from collections.abc import Iterable, Sequence

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.history import ANSWERED, Before, Intent
from csm_cli.domain.tickets import Receipt, Write
from tests.services.writable_desk import Clock, MemoryJournal

ACCOUNT = "desk as 101"


class KeptJournal(MemoryJournal):
    """A journal that keeps its entries as they are; what is begun is `account`'s."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.account = ACCOUNT
        self.kept: dict[str, Intent] = {}

    def begin(
        self, write: Write, intent: str, before: Before | None = None, undoes: str | None = None
    ) -> None:
        """Record an intent."""
        super().begin(write, intent, before, undoes)
        self.kept[write.mark.operation_id] = Intent(
            write.mark.operation_id,
            None,
            self.account,
            write.ticket,
            write.mark.verb,
            self.clock(),
            change=write.change,
            before=before,
            undoes=undoes,
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
        """Record what became of it."""
        super().settle(
            operation_id, outcome, receipt, how=how, note_id=note_id, request_id=request_id
        )
        self.kept[operation_id] = self.kept[operation_id]._replace(
            settled=outcome,
            how=how,
            settled_at=self.clock(),
            note_id=receipt.note.id if receipt else note_id,
            updated_at=receipt.updated_at if receipt else None,
            differences=receipt.differences if receipt else (),
        )


class MemoryHistory:
    """The entries of all accounts of such a journal."""

    def __init__(self, journal: KeptJournal) -> None:
        self._journal = journal

    def entries(
        self,
        *,
        ticket: int | None = None,
        profile: str | None = None,
        account: str | None = None,
        undecided: bool = False,
    ) -> Sequence[Intent]:
        """The entries that fit, the newest first."""
        assert (ticket, profile, undecided) == (None, None, False), "not asked for in these tests"
        return [
            each
            for each in reversed(self._journal.kept.values())
            if account in {None, each.account}
        ]

    def planned(self, operation_id: str) -> Write | None:
        """The write of an undecided entry."""
        undecided = self._journal.kept[operation_id].settled is None
        return self._journal.began[operation_id][0] if undecided else None

    def version(self, operation_id: str) -> str | None:
        """The version that an undecided entry was planned on."""
        write = self.planned(operation_id)
        return write and write.version

    def settle(
        self, operation_id: str, outcome: str, *, how: str, note_id: int | None = None
    ) -> bool:
        """Record what became of an undecided entry."""
        if self._journal.kept[operation_id].settled is not None:
            return False
        self._journal.settle(operation_id, outcome, how=how, note_id=note_id)
        return True

    def forget(self, operation_ids: Sequence[str]) -> None:
        """Erase these entries."""
        for each in operation_ids:
            del self._journal.kept[each], self._journal.began[each]


class MemoryFiles:
    """Files of operations, kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Attachment]] = {}

    def keep(self, operation_id: str, file: Attachment) -> None:
        """Keep a file."""
        self.kept.setdefault(operation_id, []).append(file)

    def operations(self) -> Sequence[str]:
        """The operations of which files are kept."""
        return sorted(self.kept)

    def files(self) -> Sequence[Attachment]:
        """All of them."""
        return [file for files in self.kept.values() for file in files]

    def forget(self, operation_ids: Iterable[str]) -> None:
        """Delete those of these operations."""
        for operation_id in operation_ids:
            self.kept.pop(operation_id, None)
