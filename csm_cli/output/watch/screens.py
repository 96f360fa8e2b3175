"""What stands over the list for a while: a question, and a ticket to be read."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Static


class Question(ModalScreen[bool]):
    """A question that takes y or n."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "answer(True)", "Yes"),
        ("n,escape,q", "answer(False)", "No"),
    ]
    CSS = """
    Question { align: center middle; }
    Question > Vertical { width: auto; max-width: 90%; height: auto; padding: 1 2;
                          border: round $accent; background: $surface; }
    Question Static { width: auto; max-width: 100%; }
    """

    def __init__(self, words: Text) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The words, and what may be typed."""
        with Vertical():
            yield Static(self._words)
            yield Static(Text("y: yes   n: no", "bold"))

    def action_answer(self, yes: bool) -> None:
        """Give the answer."""
        self.dismiss(yes)


class Reading(Screen[None]):
    """A text to scroll in."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,s", "app.pop_screen", "Back")]

    def __init__(self, words: Text) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The text, and the keys."""
        with VerticalScroll():
            yield Static(self._words)
        yield Footer()

    def on_mount(self) -> None:
        """Let the arrow keys scroll at once."""
        self.query_one(VerticalScroll).focus()
