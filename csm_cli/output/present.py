"""The only writer of stdout: one result value becomes a document, TSV or a screen.

A command hands over a `View`: three ways of saying the same result. Which one is used
depends on `--json` and on whether stdout is a terminal. Rich is loaded for a terminal only.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from csm_cli.domain.errors import Unexpected
from csm_cli.environment import Environment
from csm_cli.output import clean

if TYPE_CHECKING:
    from csm_cli.output.listing import Listing
    from csm_cli.output.screen import Able, Screen

SCHEMA_VERSION = 1


class View(NamedTuple):
    """One result, ready to be said.

    `document` is the JSON document without its `schema_version`. `rows` are the cells of a
    pipe's TSV, one record a line, without a header. `screen` prints on a Rich console that also
    knows how times are told and whether words can be links.
    """

    document: Mapping[str, Any]
    rows: Iterable[Sequence[str | int | None]]
    screen: Callable[["Screen"], None]


class Look(NamedTuple):
    """How a person wants a screen: times to the second, no pager."""

    exact: bool = False
    pager: bool = True


AS_USUAL = Look()


def present(environment: Environment, view: View, *, as_json: bool, look: Look = AS_USUAL) -> None:
    """Write the result to stdout, in the form that its reader can use.

    A screen that is longer than the terminal goes to a pager.
    """
    if as_json:
        write_json(environment, view.document)
    elif environment.stdout_is_terminal:
        _show(environment, view.screen, look)
    else:
        for row in view.rows:
            write_line(environment, "\t".join(_cell(value) for value in row))


def present_text(environment: Environment, text: str, look: Look = AS_USUAL) -> None:
    """Write text that is the same for every reader; a person's pager shows what is long."""
    if not (look.pager and environment.pages):
        write_text(environment, text)
        return
    from csm_cli.output.pager import Pager  # noqa: PLC0415 - where there is something to page

    def drawn(file: TextIO, _: "Able") -> None:
        file.write(text)

    Pager(environment).show(drawn)


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
    """Write text as it is; half of a pair, which no encoder takes, becomes a question mark.

    Raises:
        Unexpected: stdout does not take it.
        BrokenPipeError: its reader went away.
    """
    try:
        environment.stdout.write(text.encode("utf-8", "replace").decode())
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise not_shown(problem) from None


def not_shown(problem: OSError) -> Unexpected:
    """The error for a result that stdout does not take, when what it tells of may be done."""
    return Unexpected(
        f"the result could not be shown: {problem.strerror or type(problem).__name__}",
        written="what was written to a ticket before that stands",
        hint="csm log lists it",
    )


def write_bytes(environment: Environment, content: bytes) -> None:
    """Write what is no text, as it is."""
    environment.stdout.flush()
    environment.stdout.buffer.write(content)


def console(environment: Environment, *, stderr: bool = False) -> "Screen":
    """A Rich console that takes no markup, no emoji codes and no highlighting.

    On a dumb terminal the layout stays and every escape code is left out.
    """
    from csm_cli.output.screen import screen  # noqa: PLC0415 - a pipe must not pay for Rich

    return screen(environment, stderr=stderr)


def _show(environment: Environment, draw: Callable[["Screen"], None], look: Look) -> None:
    from csm_cli.output.screen import screen  # noqa: PLC0415

    if not (look.pager and environment.pages):
        draw(screen(environment, exact=look.exact))
        return
    from csm_cli.output.pager import Pager  # noqa: PLC0415 - where there is something to page

    def drawn(file: TextIO, able: "Able") -> None:
        draw(screen(environment, file, able, exact=look.exact))

    Pager(environment).show(drawn)


def _cell(value: str | int | None) -> str:
    return "" if value is None else clean.line(str(value))


def table(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> "Listing":
    """Records for a screen: no markup is read in their cells, control characters are gone."""
    from csm_cli.output.listing import Listing  # noqa: PLC0415 - a pipe must not pay for Rich

    return Listing(header, [[_cell(value) for value in row] for row in rows])
