"""The only writer of stdout: one result value becomes a document, TSV or a screen.

A command hands over a `View`: three ways of saying the same result. Which one is used
depends on `--json` and on whether stdout is a terminal. Rich is loaded for a terminal only.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.environment import Environment
from csm_cli.output import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

SCHEMA_VERSION = 1


class View(NamedTuple):
    """One result, ready to be said.

    `document` is the JSON document without its `schema_version`. `rows` are the cells of a
    pipe's TSV, one record a line, without a header. `screen` prints on a Rich console.
    """

    document: Mapping[str, Any]
    rows: Iterable[Sequence[str | int | None]]
    screen: Callable[["Console"], None]


def present(environment: Environment, view: View, *, as_json: bool) -> None:
    """Write the result to stdout, in the form that its reader can use."""
    if as_json:
        write_json(environment, view.document)
    elif environment.stdout_is_terminal:
        view.screen(console(environment))
    else:
        for row in view.rows:
            write_line(environment, "\t".join(_cell(value) for value in row))


def write_json(environment: Environment, document: Mapping[str, Any]) -> None:
    """Write one JSON document; see `clean.json_text` for what is escaped in it.

    For a reader whose encoding lacks some letters all but ASCII is escaped: nothing is lost.
    """
    full = {"schema_version": SCHEMA_VERSION, **document}
    takes_all = (environment.stdout.encoding or "utf-8").lower().startswith("utf")
    text = json.dumps(full, ensure_ascii=not takes_all, indent=2)
    write_line(environment, clean.json_text(text))


def write_line(environment: Environment, text: str) -> None:
    """Write one line that is already safe for its reader."""
    write_text(environment, text + "\n")


def write_text(environment: Environment, text: str) -> None:
    """Write text as it is; half of a pair, which no encoder takes, becomes a question mark."""
    environment.stdout.write(text.encode("utf-8", "replace").decode())


def console(environment: Environment, *, stderr: bool = False) -> "Console":
    """A Rich console that takes no markup, no emoji codes and no highlighting.

    On a dumb terminal the layout stays and every escape code is left out.
    """
    from rich.console import Console  # noqa: PLC0415 - a pipe must not pay for Rich

    terminal = environment.stderr_is_terminal if stderr else environment.stdout_is_terminal
    return Console(
        file=environment.stderr if stderr else environment.stdout,
        width=environment.width,
        force_terminal=terminal and environment.variables.get("TERM") != "dumb",
        no_color=not environment.colour,
        markup=False,
        emoji=False,
        highlight=False,
        _environ=environment.variables,  # Rich asks it for TERM; nothing else may be asked
    )


def _cell(value: str | int | None) -> str:
    return "" if value is None else clean.line(str(value))


def table(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> "Table":
    """A Rich table of plain cells: no markup is read in them, control characters are gone."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    made = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for name in header:
        made.add_column(name, overflow="fold")
    for row in rows:
        made.add_row(*(Text(_cell(value)) for value in row))
    return made
