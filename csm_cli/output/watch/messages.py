"""What is told to the view by whatever works beside it."""

from textual.message import Message

from csm_cli.domain.errors import CsmError
from csm_cli.domain.worklist import Row, Worklist
from csm_cli.output.watch.watched import Done


class Listed(Message):
    """The list has come, or what there is of it so far."""

    def __init__(self, found: Worklist, *, whole: bool) -> None:
        super().__init__()
        self.found, self.whole = found, whole


class Failed(Message):
    """It could not be asked for; `lasting` is an error that no further question mends."""

    def __init__(self, words: str, lasting: CsmError | None = None) -> None:
        super().__init__()
        self.words, self.lasting = words, lasting


class Told(Message):
    """A line for a person."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Ended(Message):
    """Something was done, or tried; `writing` says whether nobody may leave before that.

    `begun` says that the writing began: it may have been left out, at the end.
    """

    def __init__(self, done: Done, *, begun: bool = False, writing: bool = False) -> None:
        super().__init__()
        self.done, self.begun, self.writing = done, begun, writing


class Looked(Message):
    """A row has come with its conversation."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row


class Opened(Message):
    """A ticket has come, to be read."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
