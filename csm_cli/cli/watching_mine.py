"""`csm mine --watch`: what stands behind the keys of the full-screen view."""

import io
import math
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from csm_cli.cli.invocation import Invocation
from csm_cli.cli.signals import asked_to_end
from csm_cli.cli.working import beyond_sight
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.in_sight import InSight
from csm_cli.output.foreground import ctrl_c_is_its_own

if TYPE_CHECKING:
    from csm_cli.domain.worklist import Row, Worklist
    from csm_cli.output.watch.app import Watching
    from csm_cli.output.watch.watched import Done, Sight
    from csm_cli.services.worksheet import Choice, Sheet

_SHORTEST = timedelta(seconds=10)  # between two lists: a dozen requests each, of 100 a minute
_DRAWN_EVERY = 0.5  # seconds, while the first list comes in
_GONE = 129  # as a shell tells of a program that ended with its terminal: 128 and SIGHUP's number


def watch(invocation: Invocation, choice: "Choice") -> int:
    """Show the list on the whole screen until the person leaves it.

    Raises:
        WrongUsage: there is no terminal for it, or the extra is not installed.
    """
    _refuse(invocation)
    watching = _app()
    limits = invocation.runtime.accounts.facts["limits"]
    limits["waiting_cap_seconds"] = math.inf  # a view has no end after which it would be too long
    every = timedelta(seconds=float(invocation.runtime.settings.facts["mine"]["watch_seconds"]))
    view = watching(Desk(invocation, choice), max(every, _SHORTEST), invocation.environment.now)
    _once_the_terminal_is_gone(lambda: view.abandon(lambda: os._exit(_GONE)))
    leave = partial(view.call_later, view.action_stop)  # as Ctrl-C does
    with invocation.voice.above(view.tell), asked_to_end(leave):
        view.run(mouse=False)
    for words in view.last_words:
        invocation.say(words)
    if view.failure is not None:
        raise view.failure
    if view.stopped:
        raise KeyboardInterrupt
    return ExitCode.DONE


def _refuse(invocation: Invocation) -> None:
    environment, shared = invocation.environment, invocation.shared
    if shared.json or not (environment.can_ask and environment.stdout_is_terminal):
        raise WrongUsage(
            "--watch takes the whole screen of a terminal, and there is none",
            hint="leave --watch out; or a program may ask again: csm mine --json",
        )
    if environment.is_dumb:
        raise WrongUsage("--watch needs a terminal that can move its cursor", hint="csm mine")
    if shared.fields or shared.no_input:
        option = "--fields" if shared.fields else "--no-input"
        raise WrongUsage(f"--watch has no use for {option}", hint="leave one of the two out")


def _once_the_terminal_is_gone(then: Callable[[], None]) -> None:
    """Do this, on a thread of its own, when nobody is at the terminal's other end any more.

    Only the program that a terminal belongs to gets SIGHUP then. Any other one would go on, with
    Textual reading an error from it again and again, and the main thread waiting to draw.
    """
    if not hasattr(select, "poll") or sys.__stdin__ is None:  # Windows
        return
    watched = select.poll()
    watched.register(sys.__stdin__, 0)  # 0: nothing but its end

    def wait() -> None:
        if any(events & (select.POLLHUP | select.POLLERR) for _, events in watched.poll()):
            then()

    threading.Thread(target=wait, daemon=True, name="csm-terminal").start()


def _app() -> "type[Watching]":
    try:
        from csm_cli.output.watch.app import Watching  # noqa: PLC0415 - loads Textual
    except ModuleNotFoundError as problem:
        if problem.name != "textual":
            raise
        raise WrongUsage(
            "--watch needs the package textual, which is not installed",
            hint="pip install 'csm-cli[tui]'",
        ) from None
    return Watching


class Desk:
    """The list, and what can be done with a ticket, by this run's services."""

    def __init__(self, invocation: Invocation, choice: "Choice") -> None:
        self._invocation = invocation
        self._choice = choice

    def list(self, sight: "Sight", heard: "Callable[[Worklist], None] | None") -> "Worklist":
        """The list as it is now; of what is still coming in only what there is room for."""
        drawn = 0.0

        def hear(sheet: "Sheet") -> None:
            nonlocal drawn
            if heard is not None and time.monotonic() - drawn > _DRAWN_EVERY:
                found = sheet.worklist()
                heard(found._replace(rows=found.rows[: sight.rows]))
                drawn = time.monotonic()

        # Whoever looks further down doesn't wait for what stands first.
        beyond = 0 if sight.first else beyond_sight(self._invocation)
        choice = self._choice._replace(sight=InSight(sight.rows, sight.first, beyond))
        return self._invocation.runtime.working.list(choice, hear)

    def read(self, rows: "Sequence[Row]", heard: "Callable[[Row], None]") -> None:
        """Read the conversations of these rows."""
        for row in self._invocation.runtime.working.looked(rows):
            heard(row)

    def claim(self, row: "Row") -> "Done":
        """Claim the ticket of a row, as `csm claim` does."""
        from csm_cli.domain.claim_results import ALREADY_YOURS, CLAIMED  # noqa: PLC0415
        from csm_cli.domain.refs import TicketRef  # noqa: PLC0415
        from csm_cli.output.claim import sentence  # noqa: PLC0415
        from csm_cli.output.watch.watched import Done  # noqa: PLC0415
        from csm_cli.services.claim import Wish  # noqa: PLC0415

        result = self._invocation.runtime.claiming.claim(TicketRef(row.ticket.number), Wish())
        said = sentence(result)
        return Done(said, result.outcome in {CLAIMED, ALREADY_YOURS}, self._since(row))

    def _since(self, row: "Row") -> "Row | None":
        from csm_cli.domain.errors import CsmError  # noqa: PLC0415

        try:
            return self._invocation.runtime.working.again(row)
        except CsmError:
            return None  # the claim's result stands, and the next list shows it

    def shown(self, number: int, width: int) -> str:
        """What `csm show` prints, in colours if the terminal has any."""
        from csm_cli.domain.refs import TicketRef  # noqa: PLC0415
        from csm_cli.output.screen import Able, screen  # noqa: PLC0415
        from csm_cli.output.show import view  # noqa: PLC0415

        environment = self._invocation.environment._replace(width=width)
        overview = self._invocation.runtime.showing.show(TicketRef(number), whole=True)
        drawn = io.StringIO()
        able = Able(escapes=True, colour=environment.colour, links=False)
        view(overview, now=environment.now(), comments=True).screen(
            screen(environment, drawn, able)
        )
        return drawn.getvalue()

    def open(self, row: "Row") -> "Done":
        """Open the ticket's page, or say where it is."""
        from csm_cli.cli.browser import open_page  # noqa: PLC0415
        from csm_cli.cli.web import checked, has_browser  # noqa: PLC0415
        from csm_cli.output.watch.watched import Done  # noqa: PLC0415

        environment, number = self._invocation.environment, row.ticket.number
        page = checked(row.ticket.url, f"ticket {number}")
        if not has_browser(environment):
            return Done(page, well=True)
        open_page(environment, page)
        return Done(f"opened ticket {number}", well=True)

    def escalate(self, number: int) -> None:
        """Run `csm escalate` as if it was typed, then wait for Enter."""
        environment, shared = self._invocation.environment, self._invocation.shared
        # -P: no file of the folder that a person happens to be in is a module of csm's.
        line = [sys.executable, "-P", "-m", "csm_cli", "escalate", str(number)]
        line += ["--sandbox"] if shared.sandbox else []
        line += ["--profile", shared.profile] if shared.profile else []
        with ctrl_c_is_its_own():
            # The person's own command line, with values of ours alone.
            subprocess.run(line, env=dict(environment.variables), check=False)  # noqa: S603
            self._invocation.ask("Enter goes back to the list. ")
