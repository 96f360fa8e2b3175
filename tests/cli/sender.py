"""Runs the door for replies alone, at a terminal, as the commands that draft them do."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from csm_cli.cli.command import _invocation
from csm_cli.cli.endings import exit_code
from csm_cli.cli.invocation import Voice
from csm_cli.cli.sending import send
from csm_cli.cli.shape import WHOLE
from csm_cli.cli.shared import Shared
from csm_cli.domain.refs import TicketRef
from csm_cli.environment import Environment
from tests.terminal import Output, Terminal


def sends(
    csm: Terminal,
    ticket: int,
    text: str,
    typed: object = "",
    *,
    shared: Shared | None = None,
    before: Callable[[], object] | None = None,
    **how: Any,
) -> Output:
    """Send a reply; `typed` is what the person types, after `before` has happened."""
    out, err = io.StringIO(), io.StringIO()
    environment = Environment(
        stdin=_Keyboard(f"{typed}\n", before),
        stdout=out,
        stderr=err,
        variables=csm.variables,
        stdin_is_terminal=csm.terminal,
        stdout_is_terminal=csm.terminal,
        stderr_is_terminal=csm.terminal,
        width=csm.width,
        now=lambda: csm.now or datetime.now(UTC),
    )
    shared = shared or Shared()
    invocation = _invocation(environment, shared, Voice(environment, shared), WHOLE)
    try:
        code = send(invocation, TicketRef(ticket), text, **how)
    except BaseException as ending:  # noqa: BLE001 - as the program itself ends
        code = exit_code(ending, [], environment)
    finally:
        invocation.runtime.close()
    output = Output(out.getvalue())
    output.stderr, output.exit_code = err.getvalue(), code
    return output


class _Keyboard(io.StringIO):
    """What is typed; `before` happens between the question and the answer."""

    def __init__(self, text: str, before: Callable[[], object] | None) -> None:
        super().__init__(text)
        self._before = before

    def readline(self, *arguments: Any) -> Any:
        """Read a line, as late as a person answers."""
        if self._before is not None:
            self._before()
        return super().readline(*arguments)
