"""The view itself: the list, kept current, and a key for each thing that is done with a ticket.

It asks again so many seconds after the last answer, never while an answer is still awaited, so
that the most that it asks in a minute is known. What goes wrong is told in the line below the
list, which stays as it was.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Static

from csm_cli.domain.worklist import CUSTOMER, THIRD, US, Worklist
from csm_cli.output import clean
from csm_cli.output.watch.errands import Errands
from csm_cli.output.watch.messages import Ended, Failed, Listed, Looked, Opened, Told
from csm_cli.output.watch.screens import Question, Reading
from csm_cli.output.watch.table import TicketTable, about
from csm_cli.output.watch.watched import Sight, Watched
from csm_cli.output.watch.work import NOTHING_SENT, Work

_READ_SECONDS = 8
_ABOUT = 200  # characters of customer and subject in a question
_MOST_LINES = 5  # of what is doubtful, as in the style below
_SOON = timedelta(seconds=1)  # that a person stays on rows that nobody has looked at


class Watching(App[None]):
    """The list on a whole screen.

    Args:
        watched: Gives the list, and does what is done with a ticket.
        every: How long after an answer it asks again.
        now: The clock, aware and in UTC.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #counts, #chosen { height: 1; padding: 0 1; }
    #chosen { text-wrap: nowrap; text-overflow: ellipsis; }
    #state { height: auto; max-height: 5; padding: 0 1; color: $text-muted; }
    TicketTable { height: 1fr; }
    TicketTable > .datatable--fixed { color: ansi_default; background: ansi_default; }
    TicketTable > .datatable--cursor, TicketTable > .datatable--fixed-cursor {
        color: ansi_default; background: ansi_default; text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("c", "claim", "Claim"),
        ("s", "show", "Show"),
        ("e", "escalate", "Escalate"),
        ("o", "open", "Open"),
        ("r", "ask", "Ask again"),
        ("q", "leave", "Quit"),
        ("ctrl+c", "stop", "Stop"),
    ]

    def __init__(self, watched: Watched, every: timedelta, now: Callable[[], datetime]) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"  # the terminal's own colours, so it suits a light one as well
        self._escalate = watched.escalate
        self._every = every
        self._now = now
        self._errands = Errands()
        self._work = Work(watched, self._errands, self.post_message)
        self._asking = False
        self._reading = False
        self._writing = 0
        self._leaving = self._left = False
        self.stopped = False
        self.failure: Exception | None = None
        self.last_words: list[str] = []
        self._next_at: datetime | None = None
        self._as_of: datetime | None = None
        self._problem: str | None = None
        self._look_at: datetime | None = None
        self._looked: set[int] = set()
        self._chosen = ""

    def compose(self) -> ComposeResult:
        """How many wait on whom; the tickets; the chosen one; how current it is; the keys."""
        yield Static(id="counts")
        yield TicketTable()
        yield Static(id="chosen")
        yield Static(id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Ask at once, and look at the clock every second."""
        self._table.focus()
        self._errands.start()
        self.call_after_refresh(self.action_ask)  # when it is known how many rows are in sight
        self.set_interval(1, self._tick)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Over a question or a ticket that is read, only leaving is left of the list's keys."""
        del parameters
        over = len(self.screen_stack) > 1
        return not (over and action in {"ask", "claim", "escalate", "open", "show"})

    def on_data_table_row_selected(self) -> None:
        """Enter on a row, which the table takes for itself."""
        self.action_show()

    def tell(self, words: str) -> None:
        """Tell a person a line; from any thread."""
        self.post_message(Told(words))

    def _handle_exception(self, error: Exception) -> None:
        """Leave it to whoever started the view: Textual would print all values with it."""
        if not self._left:  # what comes in later finds nothing to be shown on
            self.failure = self.failure or error
        self._close_messages_no_wait()

    # What the keys do.

    def action_ask(self) -> None:
        """Ask for the list, unless an answer is awaited already."""
        if self._asking:
            return
        self._asking, self._next_at = True, None
        sight, first = Sight(*self._table.in_sight()), self._as_of is None
        self._work.ask(sight, first=first)
        self._tick()

    def action_claim(self) -> None:
        """Claim the ticket, after a yes: a key is pressed too easily."""
        if (row := self._table.chosen) is None:
            return
        number = row.ticket.number
        words = Text(f"Claim ticket {number}, with an internal note?\n{about(row)[:_ABOUT]}\n")

        def answered(yes: bool | None) -> None:
            if yes:
                self._writing += 1
                self._problem = f"claiming {number} ..."
                self._work.claim(row)
                self._tick()

        self.push_screen(Question(words), answered)

    def action_show(self) -> None:
        """Read the ticket."""
        if self._reading or (row := self._table.chosen) is None:
            return
        self._reading = True
        number, width = row.ticket.number, max(40, self.size.width - 3)
        self._problem = f"reading {number} ..."
        self._work.read(number, width)
        self._tick()

    def action_escalate(self) -> None:
        """Escalate the ticket, on the plain terminal."""
        if (row := self._table.chosen) is None:
            return
        with self.suspend():
            self._escalate(row.ticket.number)
        self.action_ask()

    def action_open(self) -> None:
        """Open the ticket's page."""
        if (row := self._table.chosen) is not None:
            self._work.open(row)

    def action_leave(self) -> None:
        """End, as soon as what is to be written has its answer."""
        self._leaving = True
        if not self._writing:
            self._leave()
        self._tick()

    def action_stop(self) -> None:
        """End as Ctrl-C ends every command: only what is under way has its answer."""
        self.stopped = self._leaving = True
        if not self._errands.close():
            if self._writing:
                self.last_words.append(NOTHING_SENT)
            self._leave()
        self._tick()

    def abandon(self, end: Callable[[], None]) -> None:
        """End without a screen, which is gone: what is under way has its answer first.

        From any thread: the view's own may wait for the screen for ever.
        """
        if self._errands.close():
            self._errands.put(end)
        else:
            end()

    def _leave(self) -> None:
        self._left = True
        self.exit()

    # What came back.

    def on_listed(self, message: Listed) -> None:
        """Show it; what came in so far does not take away what stood there before."""
        if not message.whole and self._as_of is not None:
            return
        found = message.found
        self._table.show(found, stay=self._as_of is not None)
        self._line("#counts").update(_counted(found, whole=message.whole), layout=False)
        if message.whole:
            self._as_of = self._look_at = found.as_of
            self._looked.clear()
            self._problem = "; ".join(notice.text for notice in found.notices) or None
            self._again()

    def on_failed(self, message: Failed) -> None:
        """Say so, and try again in time; with no list to keep, only if that can help."""
        if message.lasting is not None and self._as_of is None:
            self.failure = message.lasting
            self.action_leave()
            return
        self._problem = f"not asked: {message.words}"
        self._again()

    def on_told(self, message: Told) -> None:
        """Show the line until something else is to be told."""
        self._problem = message.words
        self._tick()

    def on_ended(self, message: Ended) -> None:
        """Say what became of it."""
        done = message.done
        self._writing -= message.writing
        if message.begun:
            self._errands.done()
        self._problem, self._reading = None, self._reading and message.writing
        if self._leaving:
            self.last_words.append(done.said)
        if done.row is not None:
            self._table.change(done.row, self._now())
        self.notify(
            clean.line(done.said),
            severity="information" if done.well else "error",
            markup=False,
            timeout=_READ_SECONDS,
        )
        self._tick()
        if self._leaving and not self._writing:
            self._leave()

    def on_opened(self, message: Opened) -> None:
        """Let it be read."""
        self._problem, self._reading = None, False
        self.push_screen(Reading(Text.from_ansi(message.words)))

    def on_looked(self, message: Looked) -> None:
        """Show it."""
        self._table.change(message.row, self._now())

    def on_data_table_row_highlighted(self) -> None:
        """Tell which it is. Look, soon, at rows in sight; not while somebody runs past them."""
        self._tell_chosen()
        if self._as_of is not None:
            self._look_at = self._now() + _SOON

    def on_resize(self) -> None:
        """There may be more of them now."""
        self.on_data_table_row_highlighted()

    def _again(self) -> None:
        self._asking = False
        self._next_at = self._now() + self._every
        self._tick()

    def _tick(self) -> None:
        """Ask if it is time, and say how current the list is."""
        if self._next_at is not None and self._now() >= self._next_at:
            self.action_ask()
        if self._look_at is not None and self._now() >= self._look_at:
            self._look_at = None
            self._look_around()
        self._tell_state()
        self._tell_chosen()

    def _tell_state(self) -> None:
        """Say how current the list is, and what is doubtful, in as many lines as it takes."""
        words, line = Text(self._state()), self._line("#state")
        needs = min(_MOST_LINES, len(words.wrap(self.console, max(1, self.size.width - 2))))
        line.update(words, layout=needs != line.size.height)

    def _tell_chosen(self) -> None:
        """Say whose ticket it is that a key would act on, however narrow the list is."""
        row = self._table.chosen
        words = f"#{row.ticket.number} {about(row)}" if row else ""
        if words != self._chosen:
            self._chosen = words
            self._line("#chosen").update(Text(words, "bold"), layout=False)

    def _look_around(self) -> None:
        """Have the rows in sight read that nobody has read, each once until the next list."""
        rows = [each for each in self._table.unread() if each.ticket.number not in self._looked]
        if rows:
            self._looked.update(each.ticket.number for each in rows)
            self._work.look(rows)

    def _state(self) -> str:
        so_far = "the first rows" if self._table.row_count else "nothing yet"
        parts = [f"as of {self._as_of:%H:%M:%S} UTC" if self._as_of else so_far]
        if self._leaving:
            parts.append("leaving after the answer")
        elif self._asking:
            parts.append("asking ...")
        elif self._next_at is not None:
            left = max(0, round((self._next_at - self._now()).total_seconds()))
            parts.append(f"asks again in {left} s")
        return " | ".join([*parts, *([clean.line(self._problem)] if self._problem else [])])

    # Both are of the list's own screen: another one may stand over it.

    @property
    def _table(self) -> TicketTable:
        return self.screen_stack[0].query_one(TicketTable)

    def _line(self, name: str) -> Static:
        return self.screen_stack[0].query_one(name, Static)


def _counted(found: Worklist, *, whole: bool) -> Text:
    words = {US: "waiting on us", CUSTOMER: "on the customer", THIRD: "on hold"}
    counted = [f"{found.counts[group]} {word}" for group, word in words.items()]
    line = Text(" | ".join(counted), "bold")
    over = found.overdue if whole else 0
    return line.append(f" | {over} overdue", "bold red") if over else line
